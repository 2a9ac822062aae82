"""`scraper store erase`: pages and hosts out of store, state and outputs, and never fetched again."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path

import click

from scraper.cli.configuration import configured, is_named, read_config
from scraper.cli.options import store_option
from scraper.cli.printing import json_line, open_reader, open_writer, size_text
from scraper.cli.terminal import agreed, complain, one_line
from scraper.config import Config
from scraper.errors import ExitCode
from scraper.models.times import utc_now
from scraper.runs.erase import ErasureFinding, erase, find
from scraper.runs.state import State
from scraper.runs.state.origin import CONFIGURATION
from scraper.store import ErasedPages, Erasure
from scraper.store.erased import read_erased, target_of

_SHOWN = 10  # other pages that are named


@click.command("erase", short_help="Erase a page or a host for good, and never fetch it again.")
@click.argument("targets", nargs=-1, metavar="[URL|HOST]...")
@store_option
@click.option(
    "--reason", default="", metavar="TEXT", help="Kept with it, and shown when it is refused."
)
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--list", "listing", is_flag=True, help="List what was erased.")
@click.option("--allow", is_flag=True, help="Let it be fetched again; what was erased stays away.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as one JSON object.")
def erase_command(  # noqa: PLR0913  # one parameter for each option, as click has it
    *,
    targets: tuple[str, ...],
    store: Path,
    reason: str,
    yes: bool,
    listing: bool,
    allow: bool,
    as_json: bool,
) -> ExitCode:
    """Take pages, or all pages of a host and the hosts below it, out of everything that holds them: the
    store, the search, what was learned, the state of runs, and the outputs.

    Shows what goes, and asks. Afterwards, `fetch`, `run` and `store import` refuse these pages and say
    why. All spellings of a URL are one page. What was exported, and fixtures, are not touched.

    An erasure that was interrupted is finished by the next one; without a URL, that is all it does.

    \b
    scraper store erase https://example.org/story --reason "court order 12 O 345/26"
    scraper store erase example.org --yes
    scraper store erase --list
    """
    if listing:
        return _list(read_erased(store), as_json=as_json)
    erasures = [Erasure(_target(text), utc_now(), reason) for text in targets]
    if allow:
        return _allow(store, erasures)
    with open_reader(store) as reader:
        erasures += ErasedPages(reader.erased.unfinished).without(erasures).erasures
        if not erasures:
            raise click.UsageError("Nothing to erase: name a URL or a host.")
        config = _config(store)
        found = find(reader, config, erasures)
    if not as_json:
        for line in _lines(erasures, found, config):
            click.echo(one_line(line), err=True)
    if not agreed("Erase this for good?", yes=yes):
        return ExitCode.USAGE
    done = erase(store, config, erasures, utc_now)
    if as_json:
        click.echo(json_line(_record(erasures, done)))
    else:
        complain(
            f"{_count(len(erasures), 'erasure')} done; `scraper store erase --list` lists them"
        )
    return ExitCode.OK


def _target(text: str) -> str:
    try:
        return target_of(text)
    except ValueError as error:
        raise click.BadParameter(f"{text!r} {error}", param_hint="URL|HOST") from error


def _config(store: Path) -> Config | None:
    """Return the configuration whose outputs are searched: that which was named or is that of the store,
    else that of the store's last run."""
    context = click.get_current_context()
    config = configured(context)
    if config is not None and (is_named(context) or config.store.resolve() == store.resolve()):
        return config
    with State.reader(store) or nullcontext() as state:
        kept = state.origin.get(CONFIGURATION) if state is not None else ""
    return read_config(Path(kept)) if kept else None


def _list(erased: ErasedPages, *, as_json: bool) -> ExitCode:
    for each in erased.erasures:
        if as_json:
            click.echo(json_line({"target": each.target, "at": each.at, "reason": each.reason, "done": each.done}))  # fmt: skip
        else:
            click.echo(one_line(f"{each}{'' if each.done else ' (interrupted: `scraper store erase` ends it)'}"))  # fmt: skip
    return ExitCode.OK


def _allow(store: Path, erasures: Sequence[Erasure]) -> ExitCode:
    with open_writer(store, create=False) as opened:
        left = opened.erased.without(erasures)
        known = len(opened.erased.erasures) - len(left.erasures)
        opened.keep_erased(left)
    complain(
        f"{_count(known, 'erased page or host', 'erased pages or hosts')} may be fetched again"
    )
    return ExitCode.OK if known else ExitCode.NOTHING_EXTRACTED


def _lines(
    erasures: Sequence[Erasure], found: ErasureFinding, config: Config | None
) -> Iterator[str]:
    """Yield what goes and what stays, for people."""
    for each in erasures:
        yield f"{each.target} and the hosts below it" if each.is_host else each.target
    size = size_text(sum(entry.length for entry in found.captures))
    hosts = Counter(entry.host for entry in found.captures)
    named = ", ".join(f"{host} {count}" for host, count in hosts.most_common(_SHOWN))
    yield f"  {_count(len(found.captures), 'capture')}, {size}" + (f" ({named})" if named else "")
    yield f"  {_count(found.articles.versions, 'version')} and {_count(found.articles.pages, 'page')} of runs"
    for path, count in found.outputs:
        yield f"  {path}: {_count(count, 'article version')}"
    for path in found.learned:
        yield f"  {path}: what was learned from it"
    for path in (*found.damaged, *found.backups):
        yield f"  {path}: the whole file, which has a copy"
    if config is None:
        yield "  no configuration is known: outputs of runs are not searched (-c FILE names one)"
    others = {entry.final_url: "has the same bytes" for entry in found.sharing}
    others |= dict.fromkeys(found.alike, "has nearly the same text")
    for url, why in sorted(others.items())[:_SHOWN]:
        yield f"  stays: {url} {why}; name it as well to erase it"
    if len(others) > _SHOWN:
        yield f"  stay: {len(others) - _SHOWN} other such pages"


def _record(erasures: Sequence[Erasure], found: ErasureFinding) -> dict[str, object]:
    return {
        "erased": [each.target for each in erasures],
        "captures": len(found.captures),
        "versions": found.articles.versions,
        "outputs": {str(path): count for path, count in found.outputs},
        "files": [str(path) for path in (*found.learned, *found.damaged, *found.backups)],
        "same_bytes": sorted({entry.final_url for entry in found.sharing}),
        "similar": list(found.alike),
    }


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
