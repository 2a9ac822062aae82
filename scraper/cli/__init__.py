"""The `scraper` command. Importing this module imports click and nothing heavier.

A command is one row of `GROUPS`: where it lives and its line in the help. It is imported when it
is called. A command returns its `ExitCode` (None means OK), and raises `ScraperError` if nothing
more can be done. Only `main` turns both into an exit status.
"""

import io
import logging
import os
import signal
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from typing import Any, NoReturn

import click

from scraper._version import __version__
from scraper.cli.plain import Text
from scraper.cli.streams import discard_stdout, set_streams
from scraper.cli.systems import refusal
from scraper.cli.terminal import complain, visible
from scraper.cli.verbose import verbose_option
from scraper.errors import ExitCode, ScraperError, reason_of

GROUPS: dict[str, dict[str, tuple[str, str]]] = {
    "Get pages": {
        "clean": ("scraper.cli.clean:clean", "Clean saved pages, archives and texts."),
        "bulk": ("scraper.cli.bulk:bulk", "Clean whole archives into Parquet or JSONL parts."),
        "discover": ("scraper.cli.discover:discover", "Find the articles of a site or feed."),
        "fetch": ("scraper.cli.fetch:fetch", "Fetch URLs, store them, print the articles."),
        "init": ("scraper.cli.init:init", "Look at a site and write a configuration for it."),
        "run": ("scraper.cli.run:run_command", "Visit the configured sites that are due."),
    },
    "Look at them": {
        "list": ("scraper.cli.listing:list_command", "List the pages in the store."),
        "show": ("scraper.cli.listing:show_command", "Show one stored page or its article."),
        "explain": ("scraper.cli.explain:explain", "Show why each line of a page stays or goes."),
        "history": ("scraper.cli.history:history", "Show the versions of an article."),
        "similar": ("scraper.cli.similar:similar", "Show articles with the same text."),
        "status": ("scraper.cli.status:status", "Show how the last runs of each site went."),
        "review": ("scraper.cli.review:review", "Look at the store in a browser."),
    },
    "Judge and teach": {
        "fixture": ("scraper.cli.fixture:fixture_group", "Keep pages as tests of the extraction."),
        "rule": ("scraper.cli.rule:rule_group", "Try rules for a site on its stored pages."),
        "site": ("scraper.cli.site:site_group", "Learn what the pages of a site have in common."),
        "replay": ("scraper.cli.replay:replay", "Extract stored pages again and compare."),
        "evaluate": ("scraper.cli.evaluate:evaluate", "Score the extraction on labelled pages."),
        "train": ("scraper.cli.train:train", "Train the classifier on labelled pages."),
    },
    "Keep it running": {
        "config": ("scraper.cli.config:config_group", "Check and show the configuration."),
        "schedule": ("scraper.cli.schedule:schedule_group", "Install a timer that calls `run`."),
        "serve": ("scraper.cli.serve:serve", "Offer the extraction as a web service."),
        "mcp": ("scraper.cli.mcp:mcp", "Offer tools to a language model (MCP)."),
        "watch": ("scraper.cli.watch:watch", "Stay, and call `run` whenever a site is due."),
        "fleet": ("scraper.cli.fleet:fleet_group", "Run shards of many sites on many machines."),
        "store": ("scraper.cli.store:store_group", "Check, clean up, export and import the store."),
        "schema": ("scraper.cli.schema:schema", "Print the JSON Schema of the records."),
        "completion": ("scraper.cli.completion:completion", "Print a completion script."),
        "help": ("scraper.cli.manual:manual", "Show the manual: `scraper help TOPIC`."),
    },
}
"""The commands as the help lists them: where each lives, and its line."""

COMMANDS = {name: row for group in GROUPS.values() for name, row in group.items()}

TOPICS = {
    "clean": "saved-pages",
    "bulk": "bulk",
    "discover": "fetching",
    "fetch": "fetching",
    "init": "runs",
    "run": "runs",
    "list": "store",
    "show": "store",
    "explain": "verdicts",
    "history": "runs",
    "similar": "outputs",
    "status": "alarms",
    "review": "review",
    "fixture": "fixtures",
    "rule": "rules",
    "site": "rules",
    "replay": "rules",
    "evaluate": "evaluation",
    "train": "evaluation",
    "config": "configuration",
    "schedule": "runs",
    "watch": "runs",
    "fleet": "fleets",
    "serve": "serve",
    "mcp": "mcp",
    "store": "store",
    "schema": "outputs",
}
"""The page of the manual about each command, which its help names."""

PROGRAM = "scraper"
_LOG = logging.getLogger("scraper.cli")
TALKING = frozenset(("fetch", "discover", "init", "run", "watch"))
"""Commands that fetch: -v may stand behind their name as well."""

EXIT_CODES = """\b
Exit status:
  0  all went well               4  a configuration is wrong
  1  some inputs failed          5  a regression was found
  2  the command line is wrong   6  a site has drifted
  3  nothing was extracted       7  the store is damaged
  130  interrupted"""


class Name(click.Path):
    """The name of a file. An empty name, such as an unset "$FILE", is an error."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not os.fspath(value) and param is not None and value != param.default:
            self.fail("the name is empty", param, ctx)
        return super().convert(value, param, ctx)


def _check_values(command: click.Command) -> None:
    """Make a command, and those below it, refuse bytes that are not text and empty names."""
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
        if cmd_name in TALKING and all(each.name != "verbose" for each in command.params):
            command.params.append(verbose_option())
        _check_values(command)
        if cmd_name in TOPICS:
            command.epilog = f"More: scraper help {TOPICS[cmd_name]}"
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command, its name and its arguments. Raises a usage error that names the nearest one, or
        the one of a group that is called so."""
        if args[0] not in COMMANDS and not ctx.resilient_parsing:
            near = get_close_matches(args[0], COMMANDS, n=1) or self._in_groups(ctx, args[0])
            if near:
                ctx.fail(f"No such command {args[0]!r}. Did you mean {near[0]!r}?")
        return super().resolve_command(ctx, args)

    def _in_groups(self, ctx: click.Context, name: str) -> list[str]:
        """Return the commands of groups that have this name, such as "store verify"."""
        commands = ((above, self.get_command(ctx, above)) for above in COMMANDS)
        return [
            f"{above} {name}"
            for above, command in commands
            if isinstance(command, click.Group) and name in command.commands
        ]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        longest = max(map(len, COMMANDS))
        for title, commands in GROUPS.items():
            with formatter.section(title):
                lines = [(name.ljust(longest), text) for name, (_, text) in commands.items()]
                formatter.write_dl(lines)

    def invoke(self, ctx: click.Context) -> Any:
        # Here and not in run(): click would turn a closed pipe into exit status 1.
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            discard_stdout()
            return ExitCode.OK
        except KeyboardInterrupt as interrupt:
            raise click.Abort from interrupt
        return result


def _show_version(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
    """Print the version, and whether extraction runs compiled ("native") or as Python ("pure")."""
    if not wanted or context.resilient_parsing:
        return
    from scraper.extraction.native import IS_NATIVE  # noqa: PLC0415  # asked for here alone

    click.echo(f"{PROGRAM}, version {__version__} ({'native' if IS_NATIVE else 'pure'})")
    context.exit()


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=EXIT_CODES,
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version,
    help="Show the version, and whether extraction is compiled, and exit.",
)  # fmt: skip
def cli() -> None:
    """Saved and scheduled web pages in, clean articles out."""


cli.params.append(verbose_option())


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and exit with its status."""
    signal.signal(signal.SIGTERM, _interrupt)
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status; a bug leaves as the exception it is. What the system
    refuses is no bug: one line, and with -vv where it happened."""
    set_streams()
    if refused := refusal(sys.platform):
        complain(refused)
        return ExitCode.USAGE
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
        _LOG.debug("where the system refused", exc_info=True)
        if error.filename is None:
            discard_stdout()
        complain(_describe(error))
        return ExitCode.SOME_FAILED
    return status if isinstance(status, int) else ExitCode.OK


def _describe(error: OSError) -> str:
    """Return in one line what the system refused, and of which file."""
    reason = reason_of(error)
    if error.filename is not None:
        return f"{error.filename}: {reason}"
    if isinstance(error, FileNotFoundError):
        return f"the current directory: {reason}; change to one that exists"
    # Only a write to the output has no file name: all other code names the file it works on.
    return f"standard output: {reason}; the output is not complete"


def _interrupt(signum: int, frame: object) -> NoReturn:  # noqa: ARG001  # the signature of handlers
    raise KeyboardInterrupt
