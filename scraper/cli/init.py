"""`scraper init`: a configuration for a site, by looking at it."""

import os
from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import click

from scraper.cli.configuration import local_config_option, shard_of_config
from scraper.cli.network import DEFAULTS, network_options
from scraper.cli.terminal import agreed, complain, one_line, visible
from scraper.config import Config, domain_of, parse
from scraper.config.draft import SiteDraft, feed_drafts, file_text, site_text
from scraper.config.load import FETCH
from scraper.discovery.opml import MAX_BYTES, read_opml
from scraper.errors import ConfigError, ExitCode, InputError, OutputError, reason_of
from scraper.fetch import FetchSettings
from scraper.files.atomic import write_atomic
from scraper.models.shard import WHOLE, Shard
from scraper.models.times import utc_now
from scraper.outputs import OUTPUTS
from scraper.pipelines.survey import (
    SampleArticle,
    Survey,
    draft_of,
    survey,
)
from scraper.text import counted
from scraper.urls import canonical, hostname, page_key

_NO_FEED = ExitCode.NOTHING_EXTRACTED


@click.command("init")
@click.argument("url", default="")
@click.option(
    "--opml", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
    help="Instead of looking at a URL, add a site for each feed that a feed reader listed in FILE.",
)  # fmt: skip
@local_config_option
@shard_of_config
@click.option("--name", default="", metavar="NAME", help="Of the site.  [default: its host]")
@click.option("--yes", is_flag=True, help="Do not ask.")
@network_options
def init(  # noqa: PLR0913  # one parameter for each option, as click has it
    *,
    url: str,
    opml: Path | None,
    config_file: Path,
    shard: Shard | None,
    name: str,
    yes: bool,
    network: FetchSettings,
) -> ExitCode:
    """Look at the site of URL and write a configuration that scrapes it.

    URL is a home or section page, a feed or a sitemap. Shows what leads to articles, how some of
    them come out, and what would be written; then asks. If the configuration exists, the site is
    added at its end, and the rest stays as it is. With --opml nothing is fetched: `scraper run` visits
    the feeds, and names those that fail. With --shard, only sites of this shard are written, and a new
    configuration gives each shard its own store and outputs.

    \b
    scraper init https://example.org/
    scraper init --opml subscriptions.opml

    \b
    Exit status:
      0  written, or the site is in the configuration already, or belongs to another shard
      1  the file can't be written
      2  nothing was written, because nobody agreed
      3  no article comes out, or the list has no feed
      4  the configuration that exists is wrong
    """
    if bool(url) == bool(opml):
        raise click.UsageError("Name the URL of a site, or a list of feeds with --opml FILE.")
    before = _read(config_file)
    config = parse(before, config_file, outputs=tuple(OUTPUTS)) if before is not None else None
    if opml is not None:
        drafts = _listed(opml, config, shard or WHOLE)
        if not drafts:
            return _NO_FEED
        return _write(config_file, before, drafts, network, yes=yes, shard=shard)
    address = _address(url)
    if known := _site_of(config, address):
        complain(f"{address} is a start point of the site {known!r} in {config_file} already")
    if known or _is_elsewhere(address, shard):
        return ExitCode.OK
    found = survey(address, _settings(config, network))
    _tell(found)
    if not found.works:
        advice = "; try a section page, a feed or a sitemap of the site" if found.was_read else ""
        complain(f"no article comes out{advice}")
        return ExitCode.NOTHING_EXTRACTED
    draft = draft_of(found, _names(config), utc_now())
    draft = replace(draft, name=name or draft.name)
    if _is_elsewhere(draft.start[0], shard):
        return ExitCode.OK
    return _write(config_file, before, [draft], network, yes=yes, shard=shard)


def _write(  # noqa: PLR0913  # the last two are options of the command
    file: Path,
    before: str | None,
    drafts: Sequence[SiteDraft],
    network: FetchSettings,
    *,
    yes: bool,
    shard: Shard | None,
) -> ExitCode:
    """Show what is to be added for sites, ask, and write it."""
    added = _added(before, drafts, network, sharded=shard is not None)
    parse((before or "") + added, file, outputs=tuple(OUTPUTS), shard=shard or WHOLE)
    click.echo(visible(added), nl=False)
    what = f"Write this to {file}?" if before is None else f"Add this to {file}?"
    if not agreed(what, yes=yes):
        return ExitCode.USAGE
    if before is None:
        write_atomic(file, added)
    else:
        append(file, before, added)
    written = f"the site {drafts[0].name} is" if len(drafts) == 1 else f"{len(drafts)} sites are"
    complain(
        f"{file}: {written} written; `scraper run` visits {'it' if len(drafts) == 1 else 'them'}"
    )
    return ExitCode.OK


def _listed(opml: Path, config: Config | None, shard: Shard) -> list[SiteDraft]:
    """Return a site for each feed of a list that is the shard's and not in the configuration yet. Raises
    InputError."""
    try:
        with opml.open("rb") as file:
            feeds = read_opml(file.read(MAX_BYTES + 1))
    except OSError as error:
        raise InputError(str(opml), f"can't be read: {reason_of(error)}") from error
    except ValueError as error:
        raise InputError(str(opml), f"is no OPML list of feeds: {error}") from error
    known = _starts(config)
    new = [
        (each.url, each.title, hostname(each.url))
        for each in feeds
        if page_key(each.url) not in known and shard.has(domain_of(each.url))
    ]
    left = "known already" + (" or of other shards" if shard != WHOLE else "")
    complain(f"{opml}: {counted(len(feeds), 'feed')}, {len(feeds) - len(new)} {left}")
    return feed_drafts(new, _names(config))


def _names(config: Config | None) -> list[str]:
    return [site.name for site in config.sites] if config else []


def append(file: Path, before: str, added: str) -> None:
    """Add to the end of a file that is as it was read, or leave it so. Raises OutputError."""
    try:
        with file.open("r+b", buffering=0) as stream:
            if stream.read() != before.encode():
                raise OutputError(str(file), "was changed meanwhile; call again")
            size = stream.tell()
            data = memoryview(added.encode())
            try:
                while data:
                    data = data[stream.write(data) :]
                os.fsync(stream.fileno())
            except OSError:
                stream.truncate(size)  # a full disk took a part
                raise
    except OSError as error:
        raise OutputError(str(file), f"can't be written: {reason_of(error)}") from error


def _address(url: str) -> str:
    given = url if "://" in url else f"https://{url}"
    address = canonical(given) if given.lower().startswith(("http:", "https:")) else None
    if address is None:
        raise click.BadParameter(f"{url!r} is no address such as https://example.org/")
    return address


def _read(file: Path) -> str | None:
    try:
        return file.read_bytes().decode()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(str(file), f"can't be read: {reason_of(error)}") from error


def _site_of(config: Config | None, address: str) -> str:
    """Return the name of the site that starts there, or "" if none does."""
    return _starts(config).get(page_key(address), "")


def _starts(config: Config | None) -> dict[str, str]:
    """Return the sites' names by the keys of their start points."""
    sites = config.sites if config else ()
    return {page_key(start): site.name for site in sites for start in site.start}


def _settings(config: Config | None, network: FetchSettings) -> FetchSettings:
    """Return the fetch settings of the file, with those of the command line."""
    if config is None:
        return network
    given = {each.name: getattr(network, each.name) for each in fields(FetchSettings)}
    given = {key: value for key, value in given.items() if value != getattr(DEFAULTS, key)}
    return FetchSettings(**({"contact": config.contact} | dict(config.fetch) | given))


def _is_elsewhere(start: str, shard: Shard | None) -> bool:
    """Say whether a site that starts there belongs to another shard, and tell the user which."""
    own = Shard.of(domain_of(start), shard.count) if shard else shard
    if own == shard:
        return False
    complain(f"{start} belongs to shard {own}; nothing is written for {shard}")
    return True


def _added(
    before: str | None, drafts: Sequence[SiteDraft], network: FetchSettings, *, sharded: bool
) -> str:
    if before is not None:
        gap = "\n" if not before or before.endswith("\n") else "\n\n"
        return gap + "\n".join(map(site_text, drafts))
    given: dict[str, Any] = {key: getattr(network, key) for key in FETCH}
    given = {key: value for key, value in given.items() if value != getattr(DEFAULTS, key)}
    first, *others = drafts
    head = file_text(first, network.contact, given, sharded=sharded)
    return "\n".join((head, *map(site_text, others)))


def _tell(found: Survey) -> None:
    for problem in found.problems:
        complain(problem)
    for source in found.sources:
        complain(str(source))
    for sample in found.samples:
        click.echo(err=True)
        for line in _lines(sample):
            click.echo(f"  {one_line(line)}", err=True)
    click.echo(err=True)


def _lines(sample: SampleArticle) -> list[str]:
    if not sample.is_article:
        return [sample.url, f"{sample.status}: {sample.problem or 'no article'}"]
    about = ", ".join(filter(None, (sample.date, f"{counted(sample.words, 'word')}")))
    return [sample.url, f"{sample.title} ({about})", f"{sample.opening} ..."]
