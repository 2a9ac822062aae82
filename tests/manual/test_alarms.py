"""Each command that the manual shows for `[alarms]` sends an alarm as it says."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

PROGRAM = (
    '#!/bin/sh\nbasename "$0" >> sent.txt; printf "%s\\n" "$@" >> sent.txt; cat > given.json\n'
)


def test_commands_for_alarms_get_the_alarm(
    shown: ModuleType, checkout: Path, run: Callable
) -> None:
    tables = shown.fences(shown.ROOT / "scraper/manual/alarms.md", "toml")
    programs = ["mail", "curl", "curl", "apprise"]
    for name in set(programs):
        (checkout / "bin" / name).write_text(PROGRAM)
        (checkout / "bin" / name).chmod(0o755)
    for table in tables:
        site = '[[site]]\nname = "example"\nstart = ["https://example.org/"]\n'
        (checkout / "scraper.toml").write_text(table + site)
        done = run("scraper config try-alarm")
        assert done.returncode == 0, done.stderr
        assert '"site": "example"' in (checkout / "given.json").read_text()
    sent = (checkout / "sent.txt").read_text().splitlines()
    assert [line for line in sent if line in programs] == programs
    assert sum(line.startswith("example: error pages: an example") for line in sent) == 3
    assert "soft_404 at example" in sent
