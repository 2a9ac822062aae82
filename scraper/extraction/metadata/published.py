"""When a page was published and last changed: candidates in order of trust, then sanity."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice

from scraper.extraction.dom.head import Candidate
from scraper.extraction.metadata import jsonld
from scraper.extraction.metadata.datelines import DATELINE, MAX_DATE_LINE, dated_lines
from scraper.extraction.metadata.dates import DateStyle, date_in_url, parse_date
from scraper.extraction.metadata.evidence import Evidence, FoundValue
from scraper.extraction.metadata.moments import DateTimeText
from scraper.urls import host_of

_PUBLISHED_META = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "parsely-pub-date", "sailthru.date", "dcterms.created", "dc.date.issued", "dcterms.issued",
    "dc.date.created", "dcterms.date", "dc.date", "citation_publication_date", "citation_date",
    "publication_date", "published_time", "published-date", "publish_date", "publish-date",
    "publishdate", "pubdate", "date.published", "article.published", "article:published",
    "datecreated", "dcsext.articlefirstpublished", "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime", "article_date_original", "originalpublicationdate",
    "creation_date", "last-published", "release_date", "og:pubdate", "time", "date", "created",
    "dc.created", "og:release_date", "video:release_date",
)  # fmt: skip
_MODIFIED_META = (
    "article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified",
    "dcterms.modified", "dc.date.modified", "dc.modified", "article:modified", "last-modified",
    "lastmod", "revised", "modified_time", "updated_time", "modified-date",
)  # fmt: skip
_UPDATED = re.compile(
    r"updat|modif|aktualisiert|geändert|mis à jour|actualizado|atualizado|aggiornat|更新|обновлен"
    r"|edited|changed|revis",
    re.IGNORECASE,
)
_PUBLISHED_NAME = re.compile(
    r"publish\w{0,40}.?(?:date|time|on)|^published$|pub.?date", re.IGNORECASE
)
MAX_LEAD = timedelta(days=1)  # a page may be dated tomorrow in another time zone


def read_dates(
    evidence: Evidence, now: date | None, language: str = ""
) -> tuple[FoundValue | None, FoundValue | None]:
    """Published and modified, each ISO 8601 with its source.

    Without `now` only order and range are checked: a date of modification before the date of
    publication is dropped.
    """
    style = DateStyle(_month_first(evidence), language.split("-", maxsplit=1)[0])
    published = _first(evidence, _PUBLISHED_READERS, now, style)
    modified = _first(evidence, _MODIFIED_READERS, now, style)
    if published is not None:
        published = (_in_local_time(published[0], evidence, style), published[1])
    if published is None and modified is not None:
        return FoundValue(modified[0].iso(), modified[1]), FoundValue(
            modified[0].iso(), modified[1]
        )
    if published and modified and _earlier(modified[0], published[0]):
        modified = None
    return (
        FoundValue(published[0].iso(), published[1]) if published else None,
        FoundValue(modified[0].iso(), modified[1]) if modified else None,
    )


def _in_local_time(stamp: DateTimeText, evidence: Evidence, style: DateStyle) -> DateTimeText:
    """Return the same moment in the site's own time, where another place on the page tells it.

    Many systems write UTC for machines and local time for readers; late in the evening the two
    differ by a day. Two clocks that agree to the minute but for whole half hours are one moment.
    """
    if not stamp.in_utc():
        return stamp
    for reader in (_meta_published, _micro_published, _times, _foreign_times, _visible_near):
        for value, _ in islice(reader(evidence), MAX_COMPARED):
            other = parse_date(value, style)
            local = stamp.seen_as(other) if other else None
            if local:
                return local
    return _on_day_of_address(stamp, evidence)


def _on_day_of_address(stamp: DateTimeText, evidence: Evidence) -> DateTimeText:
    """Return a moment in UTC, or the day beside it that the address names: the site's own, whose clock
    nothing on the page tells."""
    hour = int(stamp.clock[:2])
    for value, _ in _address(evidence):
        named = parse_date(value)
        lead = named.day - stamp.day if named else timedelta()
        if (lead == -MAX_LEAD and hour < WEST) or (lead == MAX_LEAD and hour >= 24 - EAST):
            return named or stamp
    return stamp


WEST, EAST = 10, 14  # hours that clocks on land are behind and ahead of UTC


MAX_COMPARED = 6  # candidates of one kind compared with a moment in UTC


def _earlier(one: DateTimeText, two: DateTimeText) -> bool:
    if one.clock and two.clock:
        return one.moment() < two.moment()
    return one.day < two.day


def _month_first(evidence: Evidence) -> bool:
    """American pages write the month first; so does an English page that names no country."""
    language = evidence.head.language.lower().replace("_", "-") or "en"
    if language not in ("en", "en-us", "en-ca", "en-ph"):
        return False
    country = host_of(evidence.url).rsplit(".", 1)[-1]
    return len(country) != 2 or country in _MONTH_FIRST_DOMAINS


# Country domains whose pages write the month first, or which are sold as if they were no country.
_MONTH_FIRST_DOMAINS = frozenset(
    ("us", "ca", "ph", "io", "ai", "co", "tv", "me", "ly", "gg", "fm", "im", "so", "to")
)

Reader = Callable[[Evidence], Iterator[FoundValue]]


def _first(
    evidence: Evidence, readers: tuple[Reader, ...], now: date | None, style: DateStyle
) -> tuple[DateTimeText, str] | None:
    for reader in readers:
        for value, source in reader(evidence):
            stamp = parse_date(value, style)
            if stamp and (now is None or stamp.day <= now + MAX_LEAD):
                return stamp, source
    return None


def _json_published(evidence: Evidence) -> Iterator[FoundValue]:
    for key in ("datePublished", "dateCreated"):
        value = jsonld.first(evidence.story, key)
        if value:
            yield FoundValue(value, f"json-ld {key}")


def _json_page(evidence: Evidence) -> Iterator[FoundValue]:
    for key in ("datePublished", "dateCreated", "uploadDate"):
        value = jsonld.first(evidence.page, key)
        if value:
            yield FoundValue(value, f"json-ld {key}")


def _json_modified(evidence: Evidence) -> Iterator[FoundValue]:
    for item in (evidence.story, evidence.page):
        value = jsonld.first(item, "dateModified")
        if value:
            yield FoundValue(value, "json-ld dateModified")


def _meta_published(evidence: Evidence) -> Iterator[FoundValue]:
    yield from evidence.metas(*_PUBLISHED_META)
    for name, values in evidence.meta.items():
        if _PUBLISHED_NAME.search(name) and name not in _PUBLISHED_META:
            yield FoundValue(values[0], f"meta {name}")


def _meta_modified(evidence: Evidence) -> Iterator[FoundValue]:
    yield from evidence.metas(*_MODIFIED_META)


def _microdata(evidence: Evidence, *names: str) -> Iterator[FoundValue]:
    for name in names:
        for item in (*evidence.head.items, *evidence.head.times):
            if not item.foreign and name in item.key.split():
                yield FoundValue(item.value or item.text, f"microdata {name}")


def _micro_published(evidence: Evidence) -> Iterator[FoundValue]:
    yield from _microdata(evidence, "datepublished", "datecreated")


def _micro_modified(evidence: Evidence) -> Iterator[FoundValue]:
    yield from _microdata(evidence, "datemodified")


def _by_place(nodes: Sequence[Candidate], evidence: Evidence) -> list[Candidate]:
    """Nodes in the article first; of those, the ones behind the headline, then single ones."""
    alike = Counter(node.key for node in nodes)
    return sorted(
        nodes,
        key=lambda node: (
            node.foreign,
            node.order != evidence.place,
            bool(_UPDATED.search(node.key)),
            alike[node.key] > MAX_ALIKE,
        ),
    )


MAX_ALIKE = 3  # more nodes of one class are the dates of a list of stories


def _times(evidence: Evidence) -> Iterator[FoundValue]:
    """Yield the times of the article itself."""
    yield from _of_times([node for node in evidence.head.times if not node.foreign], evidence)


def _foreign_times(evidence: Evidence) -> Iterator[FoundValue]:
    """Yield the times in asides, lists and comments."""
    yield from _of_times([node for node in evidence.head.times if node.foreign], evidence)


def _of_times(nodes: Sequence[Candidate], evidence: Evidence) -> Iterator[FoundValue]:
    for node in _by_place(nodes, evidence):
        if not _UPDATED.search(node.text[:40]):
            if node.value:
                yield FoundValue(node.value, "time element")
            yield FoundValue(node.text, "time element")


def _times_updated(evidence: Evidence) -> Iterator[FoundValue]:
    for node in evidence.head.times:
        if not node.foreign and _UPDATED.search(f"{node.key} {node.text[:40]}"):
            yield FoundValue(node.value or node.text, "time element")


def _times_of_address(evidence: Evidence) -> Iterator[FoundValue]:
    """Times of the day the address names; comments and teasers have others."""
    days = [parse_date(value) for value, _ in _address(evidence)]
    for node in evidence.head.times if days else ():
        stamp = parse_date(node.value)
        if stamp and any(day and abs(stamp.day - day.day) <= MAX_LEAD for day in days):
            yield FoundValue(node.value, "time element")


def _address(evidence: Evidence) -> Iterator[FoundValue]:
    links = dict(evidence.head.links)
    for url in (evidence.url, links.get("canonical", ""), *evidence.meta.get("og:url", ())):
        stamp = date_in_url(url)
        if stamp:
            yield FoundValue(stamp.iso(), "url")


def _visible_near(evidence: Evidence) -> Iterator[FoundValue]:
    for line in evidence.lines[: evidence.near]:
        if _CLOCK.search(line[:MAX_DATE_LINE]):
            yield FoundValue(line[:MAX_DATE_LINE], "visible text")


_CLOCK = re.compile(r"\d[:.hH]\d\d")


def _datelines(evidence: Evidence) -> Iterator[FoundValue]:
    """Yield lines that say they are the date, and those by the headline that are little else."""
    for rank, start in dated_lines(evidence.lines, evidence.near):
        if rank <= DATELINE:
            yield FoundValue(start, "visible text")


def _visible(evidence: Evidence) -> Iterator[FoundValue]:
    """Yield every line with a date: labelled ones, then those by the headline, short ones first."""
    for _, start in dated_lines(evidence.lines, evidence.near):
        yield FoundValue(start, "visible text")


_PUBLISHED_READERS: tuple[Reader, ...] = (
    _json_published, _meta_published, _micro_published, _json_page, _times_of_address,
    _address, _times, _datelines, _foreign_times, _visible,
)  # fmt: skip
_MODIFIED_READERS: tuple[Reader, ...] = (
    _json_modified, _meta_modified, _micro_modified, _times_updated,
)  # fmt: skip
