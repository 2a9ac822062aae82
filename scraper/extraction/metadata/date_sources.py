"""Where pages say when they were published and changed: one reader a kind of place, in order of trust."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from itertools import islice

from scraper.extraction.dom.head import Candidate
from scraper.extraction.metadata import jsonld
from scraper.extraction.metadata.datelines import (
    DATELINE,
    LAST,
    MAX_DATE_LINE,
    UPDATE,
    told_update,
)
from scraper.extraction.metadata.dates import date_in_url, parse_date
from scraper.extraction.metadata.evidence import Evidence, FoundValue

Reader = Callable[[Evidence], Iterator[FoundValue]]

MAX_LEAD = timedelta(days=1)  # what is one day in two time zones may be two
_PUBLISHED_META = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "parsely-pub-date", "sailthru.date", "citation_publication_date", "citation_online_date", "citation_date", "prism.publicationdate",
    "publication_date", "published_time", "published-date", "publish_date", "publish-date",
    "publishdate", "pubdate", "date.published", "article.published", "article:published",
    "datecreated", "dcsext.articlefirstpublished", "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime", "article_date_original", "originalpublicationdate",
    "creation_date", "release_date", "og:pubdate",
    "dc.created", "og:release_date", "video:release_date",
)  # fmt: skip
_VAGUE_META = (
    "dcterms.created", "dc.date.issued", "dcterms.issued", "dc.date.created", "dcterms.date",
    "dc.date", "date", "time", "created", "last-published",
)  # fmt: skip
"""Names that are the day of publication on some sites, and of the last change or of the copy on others."""
_MODIFIED_META = (
    "article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified",
    "dcterms.modified", "dc.date.modified", "dc.modified", "article:modified", "last-modified",
    "lastmod", "revised", "modified_time", "updated_time", "modified-date", "dateupdate",
)  # fmt: skip
_PUBLISHED_NAME = re.compile(
    r"publish\w{0,40}.?(?:date|time|on)|^published$|pub.?date", re.IGNORECASE
)


def json_published(evidence: Evidence) -> Iterator[FoundValue]:
    for key in ("datePublished", "dateCreated"):
        value = jsonld.moment(evidence.story, key)
        if value:
            yield FoundValue(value, f"json-ld {key}")


def json_page(evidence: Evidence) -> Iterator[FoundValue]:
    for key in ("datePublished", "dateCreated", "uploadDate"):
        value = jsonld.moment(evidence.page, key)
        if value:
            yield FoundValue(value, f"json-ld {key}")


def json_modified(evidence: Evidence) -> Iterator[FoundValue]:
    for item in (evidence.story, evidence.page):
        value = jsonld.moment(item, "dateModified")
        if value:
            yield FoundValue(value, "json-ld dateModified")


def meta_published(evidence: Evidence) -> Iterator[FoundValue]:
    yield from evidence.metas(*_PUBLISHED_META)
    for name in evidence.meta.raw:
        if "pub" in name and name not in _PUBLISHED_META and _PUBLISHED_NAME.search(name):
            yield from evidence.metas(name)[:1]


def meta_vague(evidence: Evidence) -> Iterator[FoundValue]:
    yield from evidence.metas(*_VAGUE_META)


def meta_modified(evidence: Evidence) -> Iterator[FoundValue]:
    yield from evidence.metas(*_MODIFIED_META)


def _microdata(evidence: Evidence, *names: str) -> Iterator[FoundValue]:
    for name in names:
        for item in (*evidence.head.items, *evidence.head.times):
            if not item.foreign and name in item.key.split():
                yield FoundValue(item.value or item.text, f"microdata {name}")


def micro_published(evidence: Evidence) -> Iterator[FoundValue]:
    yield from _microdata(evidence, "datepublished", "datecreated")


def micro_modified(evidence: Evidence) -> Iterator[FoundValue]:
    yield from _microdata(evidence, "datemodified")


def _by_place(nodes: Sequence[Candidate], evidence: Evidence) -> list[Candidate]:
    """Return the nodes, those in the article first; of these, the ones after the headline, then single ones."""
    alike = Counter(node.key for node in nodes)
    return sorted(
        nodes,
        key=lambda node: (
            node.foreign,
            node.order != evidence.place,
            told_update(node.key) is not None,
            alike[node.key] > MAX_ALIKE,
        ),
    )


MAX_ALIKE = 3  # more nodes of one class are the dates of a list of stories


def times(evidence: Evidence) -> Iterator[FoundValue]:
    """Yield the times of the article itself."""
    yield from _of_times([node for node in evidence.head.times if not node.foreign], evidence)


def foreign_times(evidence: Evidence) -> Iterator[FoundValue]:
    """Yield the times in asides, lists and comments."""
    yield from _of_times([node for node in evidence.head.times if node.foreign], evidence)


def _of_times(nodes: Sequence[Candidate], evidence: Evidence) -> Iterator[FoundValue]:
    for node in _by_place(nodes, evidence):
        if not told_update(node.text[:40]):
            if node.value:
                yield FoundValue(node.value, "time element")
            yield FoundValue(node.text, "time element")


def times_updated(evidence: Evidence) -> Iterator[FoundValue]:
    for node in evidence.head.times:
        if not node.foreign and told_update(f"{node.key} {node.text[:40]}"):
            yield FoundValue(node.value or node.text, "time element")


def times_of_address(evidence: Evidence) -> Iterator[FoundValue]:
    """Yield the times of the day that the address names; comments and teasers have others."""
    days = [parse_date(value) for value, _ in address(evidence)]
    for node in evidence.head.times if days else ():
        stamp = parse_date(node.value)
        if stamp and any(day and abs(stamp.day - day.day) <= MAX_LEAD for day in days):
            yield FoundValue(node.value, "time element")


def address(evidence: Evidence) -> Iterator[FoundValue]:
    links = dict(evidence.head.links)
    for url in (evidence.url, links.get("canonical", ""), *evidence.meta["og:url"]):
        stamp = date_in_url(url)
        if stamp:
            yield FoundValue(stamp.iso(), "url")


def visible_near(evidence: Evidence) -> Iterator[FoundValue]:
    for line in evidence.lines[: evidence.span.around]:
        if _CLOCK.search(line[:MAX_DATE_LINE]):
            yield FoundValue(line[:MAX_DATE_LINE], "visible text")


_CLOCK = re.compile(r"\d[:.hH]\d\d")


def datelines(evidence: Evidence) -> Iterator[FoundValue]:
    """Yield lines by the headline that say they are the date, or are little else."""
    yield from _of_ranks(range(DATELINE + 1), evidence.dated_near)


def updates(evidence: Evidence) -> Iterator[FoundValue]:
    """Yield lines by the headline that tell when it was changed."""
    yield from _of_ranks(range(UPDATE, UPDATE + 1), evidence.dated_near)


def _of_ranks(ranks: range, dated: Sequence[tuple[int, str]]) -> Iterator[FoundValue]:
    for rank, start in dated:
        if rank in ranks:
            yield FoundValue(start, "visible text")


def times_of_dateline(evidence: Evidence) -> Iterator[FoundValue]:
    """Yield the article's times of the day that its dateline names; others are those of a change."""
    stamps = (parse_date(value) for value, _ in datelines(evidence))
    shown = next((stamp.day for stamp in stamps if stamp), None)
    for found in times(evidence) if shown else ():
        stamp = parse_date(found.value)
        if stamp and stamp.day == shown:
            yield found


def promising(evidence: Evidence) -> Iterator[FoundValue]:
    """Yield the lines that say they are a date of the page, or stand by the headline."""
    yield from _of_ranks(range(LAST), evidence.dated)


def visible(evidence: Evidence) -> Iterator[FoundValue]:
    """Yield every line with a date: labelled ones, then those by the headline, short ones first."""
    yield from _of_ranks(range(LAST + 1), evidence.dated)


EITHER_WAY = re.compile(r"(?<!\d)(?:0?[1-9]|1[0-2])[/-](?:0?[1-9]|1[0-2])[/-](?:19|20)\d\d(?!\d)")
"""A date that may begin with the day or with the month."""


def unambiguous(evidence: Evidence) -> Iterator[FoundValue]:
    """Yield the page's dates that can be read in one way only, of whatever kind."""
    yield from address(evidence)
    marked = [FoundValue(node.value, "time element") for node in evidence.head.times]
    for reader in (json_published, json_modified, meta_published, meta_modified):
        marked += islice(reader(evidence), MAX_CANDIDATES)
    for found in marked:
        if found.value and not EITHER_WAY.search(found.value):
            yield found


MAX_CANDIDATES = 10  # dates of one kind

PUBLISHED: tuple[Reader, ...] = (
    json_published, meta_published, micro_published, json_page, times_of_address, address,
    times_of_dateline, datelines, times, meta_vague, updates, foreign_times, promising,
)  # fmt: skip
"""Readers of the day of publication, the most trusted first."""

MODIFIED: tuple[Reader, ...] = (json_modified, meta_modified, micro_modified, times_updated)
