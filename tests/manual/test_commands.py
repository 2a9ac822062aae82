"""Every command that README.md and the manual show runs, and names options that are there."""

import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import click

from scraper.cli import COMMANDS, cli

COMMAND = re.compile(r"`scraper ([a-z][^`]*)`")


def test_commands_of_the_page_succeed(
    page: Path, shown: ModuleType, run: Callable, at: Callable
) -> None:
    """One after the other, in one directory, as a reader would type them."""
    done = run(at(shown.script(page)))
    assert done.returncode == 0, done.stderr


def test_watch_runs_what_is_due_until_a_signal_ends_it(
    shown: ModuleType, checkout: Path, run: Callable, at: Callable
) -> None:
    manual = shown.ROOT / "scraper/manual"
    (script,) = (b for b in shown.fences(manual / "runs.md", "sh") if b.startswith(shown.WATCH))
    configuration = shown.fences(manual / "configuration.md", "sh")[0]
    config = re.findall(r"<<'END'\n(.*?)^END$", configuration, re.MULTILINE | re.DOTALL)[0]
    (checkout / "scraper.toml").write_text(at(config))
    written = "[ -s out/articles.jsonl ]"
    ends = f"for i in $(seq 600); do {written} && break; sleep 0.5; done; sleep 1; kill $!; wait $!"
    done = run(f"{script.strip()} &\n{ends}\n{written}")
    assert done.returncode == 0, done.stderr


def named(text: str) -> Iterator[list[str]]:
    """Yield the words of each command that a sentence or a table names."""
    for command in COMMAND.findall(re.sub(r"\s*\n\s*", " ", text)):
        yield shlex.split(command)


def leaf(words: list[str]) -> tuple[click.Command, list[str]]:
    """Return the command that some words call, and the words after its name."""
    command: click.Command = cli
    context = click.Context(cli)
    while isinstance(command, click.Group) and words and words[0].islower():
        below = command.get_command(context, words[0])
        assert below is not None, words
        command, words = below, words[1:]
    return command, words


def test_options_that_are_named_exist(page: Path) -> None:
    """Also where a sentence only mentions a command."""
    for words in named(page.read_text("utf-8")):
        command, rest = leaf(words)
        known = {
            name for option in command.params for name in (*option.opts, *option.secondary_opts)
        }
        wanted = {word for word in rest if word.startswith("--") and word not in ("--", "--help")}
        assert wanted - known == set(), words


def test_every_command_has_an_example(shown: ModuleType) -> None:
    text = "".join(page.read_text("utf-8") for page in shown.PAGES)
    assert [name for name in COMMANDS if f"scraper {name}" not in text] == []
