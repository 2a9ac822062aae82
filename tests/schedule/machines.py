"""A configuration, and what `crontab` and `systemctl` of a test's machine do."""

CONFIG = '[[site]]\nname = "example"\nstart = "http://127.0.0.1:9/"\nevery = "30m"\n'


CRONTAB = """\
#!/bin/sh
case "$1" in
  -l) [ -f "$TABLE" ] || { echo "no crontab for you" >&2; exit 1; }; cat "$TABLE" ;;
  -) cat > "$TABLE" ;;
esac
"""


SYSTEMCTL = '#!/bin/sh\necho "$@" >> "$CALLS"\n'
