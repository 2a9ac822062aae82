"""-v and -vv: what the package logs, on standard error."""

import logging

import click

from scraper.cli.terminal import one_line

LEVELS = (logging.WARNING, logging.INFO, logging.DEBUG)  # without, -v, -vv


class _Lines(logging.Handler):
    """Write each record on lines of its own, control characters spelt out."""

    def emit(self, record: logging.LogRecord) -> None:
        for line in self.format(record).splitlines():
            click.echo(one_line(line), err=True)


def is_verbose() -> bool:
    """Say whether what the package logs is shown already."""
    return any(isinstance(each, _Lines) for each in logging.getLogger("scraper").handlers)


def log_to_stderr(level: int) -> None:
    """Show what the package logs on standard error: 1 for what was unusual, 2 for each request."""
    logger = logging.getLogger("scraper")
    logger.setLevel(LEVELS[min(level, len(LEVELS) - 1)])
    if is_verbose():
        return
    handler = _Lines()
    handler.setFormatter(logging.Formatter("%(name)s: %(message)s"))
    logger.addHandler(handler)


def _listen(context: click.Context, parameter: click.Parameter, level: int) -> int:  # noqa: ARG001
    if level:
        log_to_stderr(level)
    return level


def verbose_option() -> click.Option:
    """Return -v, which may stand before the command and after it."""
    return click.Option(
        ["-v", "--verbose"],
        count=True,
        expose_value=False,
        callback=_listen,
        help="Say what is unusual (retries, slowed hosts); -vv: each request.",
    )
