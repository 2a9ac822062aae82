"""The `scraper` command. Importing this module imports click and nothing heavier.

A command is one row of `COMMANDS`: where it lives and its line in the help. It is imported when
it is called. A command returns its `ExitCode` (None means OK) and raises `ScraperError` where
nothing can go on; `main` alone turns both into an exit status.
"""

import io
import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

import click

from scraper._version import __version__
from scraper.cli.terminal import complain, visible
from scraper.errors import ExitCode, ScraperError

COMMANDS: dict[str, tuple[str, str]] = {
    "init": ("scraper.cli.init:init", "Write a configuration for a site, by looking at it."),
    "run": ("scraper.cli.run:run_command", "Do what is due of the configured sites."),
    "schedule": ("scraper.cli.schedule:schedule_group", "Have runs called, see what runs when."),
    "watch": ("scraper.cli.watch:watch", "Stay, and run what is due when it is due."),
    "status": ("scraper.cli.status:status", "Show how the last runs of each site went."),
    "history": ("scraper.cli.history:history", "Show the versions of an article."),
    "similar": ("scraper.cli.similar:similar", "Show which articles tell one story."),
    "config": ("scraper.cli.config:config_group", "Check and show the configuration."),
    "clean": ("scraper.cli.clean:clean", "Clean saved pages, archives and texts."),
    "fetch": ("scraper.cli.fetch:fetch", "Fetch URLs, store the responses, print the articles."),
    "discover": ("scraper.cli.discover:discover", "Find the articles a site or feed leads to."),
    "list": ("scraper.cli.listing:list_command", "List what the store holds."),
    "show": ("scraper.cli.listing:show_command", "Show one stored page or its article."),
    "store": (
        "scraper.cli.store:store_group",
        "Check the store, keep it small, take it elsewhere.",
    ),
    "explain": ("scraper.cli.explain:explain", "Show every block of a page with its verdict."),
    "fixture": ("scraper.cli.fixture:fixture_group", "Make, check and accept fixtures."),
    "site": ("scraper.cli.site:site_group", "Learn what the pages of a site have in common."),
    "rule": ("scraper.cli.rule:rule_group", "Try the rules of sites on stored pages."),
    "review": ("scraper.cli.review:review", "Look at the store in a browser."),
    "replay": ("scraper.cli.replay:replay", "Extract the archive again and compare."),
    "evaluate": ("scraper.cli.evaluate:evaluate", "Score the extraction against labelled pages."),
    "train": ("scraper.cli.train:train", "Train the block classifier on labelled pages."),
    "completion": ("scraper.cli.completion:completion", "Print the shell completion script."),
}

PROGRAM = "scraper"

EXIT_CODES = """\b
Exit status:
  0  all went well               4  a configuration is wrong
  1  some inputs failed          5  a regression was found
  2  the command line is wrong   6  a site has drifted
  3  nothing was extracted       7  the store is damaged
  130  interrupted"""


class Text(click.types.StringParamType):
    """What is no file's name: its bytes have to be text, or nothing could be compared with it."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        text = super().convert(value, param, ctx)
        if not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text):
            self.fail(f"{text!a} is no text in UTF-8", param, ctx)
        return text


class Name(click.Path):
    """The name of a file. An empty one, such as an unset "$FILE", is not the current directory."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not os.fspath(value) and param is not None and value != param.default:
            self.fail("the name is empty", param, ctx)
        return super().convert(value, param, ctx)


def _check_values(command: click.Command) -> None:
    """Have a command and those below it refuse what is no text, and names that are empty."""
    for parameter in command.params:
        if parameter.type is click.STRING:
            parameter.type = Text()
        elif type(parameter.type) is click.Path:
            name = Name()
            vars(name).update(vars(parameter.type))
            parameter.type = name
    for below in command.commands.values() if isinstance(command, click.Group) else ():
        _check_values(below)


class LazyGroup(click.Group):
    """A group whose commands are imported when called, not when listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), name)
        _check_values(command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        # Here and not in run(): click would turn a closed pipe into exit status 1.
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            _discard_stdout()
            return ExitCode.OK
        except KeyboardInterrupt as interrupt:
            raise click.Abort from interrupt
        return result


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=EXIT_CODES,
)
@click.version_option(__version__, prog_name=PROGRAM)
def cli() -> None:
    """Saved and scheduled web pages in, clean articles out."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and exit with its status."""
    signal.signal(signal.SIGTERM, _interrupt)
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status; a bug leaves as the exception it is."""
    _set_streams()
    try:
        status = cli.main(args=arguments, prog_name=PROGRAM, standalone_mode=False)
    except click.ClickException as error:
        shown = io.StringIO()
        error.show(shown)
        click.echo(visible(shown.getvalue()), err=True, nl=False)  # it quotes names of files
        return error.exit_code
    except ScraperError as error:
        complain(str(error))
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        complain("interrupted")
        return ExitCode.INTERRUPTED
    except OSError as error:
        if error.filename is not None:
            raise
        # Only a write to the output has no file name: every other room names what it touches.
        _discard_stdout()
        complain(f"standard output: {error.strerror or error}; the output is not whole")
        return ExitCode.SOME_FAILED
    return status if isinstance(status, int) else ExitCode.OK


def _set_streams() -> None:
    """Write UTF-8 to files and pipes whatever the locale, and never fail on a character."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            encoding = None if stream.isatty() else "utf-8"
            reconfigure(encoding=encoding, errors="backslashreplace")


def _discard_stdout() -> None:
    """Let the interpreter's last flush go nowhere: the reader has left."""
    try:
        descriptor = sys.stdout.fileno()
    except (OSError, ValueError):
        return  # a stream without a file behind it has nothing to flush
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, descriptor)
    os.close(null)


def _interrupt(signum: int, frame: object) -> NoReturn:  # noqa: ARG001  # the signature of handlers
    raise KeyboardInterrupt
