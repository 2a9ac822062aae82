"""When a page was published and last changed: candidates in order of trust, then sanity."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from scraper.extract.dom.head import Candidate
from scraper.extract.metadata import jsonld
from scraper.extract.metadata.dates import Stamp, date_in_url, parse_date
from scraper.extract.metadata.evidence import Evidence, Found

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
_PUBLISHED = re.compile(
    r"publi|post|veröffentlicht|erstellt|stand|datum|date|entry|发布|發佈|掲載|公開|公開日",
    re.IGNORECASE,
)
MAX_LEAD = timedelta(days=1)  # a page may be dated tomorrow in another time zone


def read_dates(evidence: Evidence, now: date | None) -> tuple[Found | None, Found | None]:
    """Published and modified, each ISO 8601 with its source.

    Without `now` only order and range are checked: a date of modification before the date of
    publication is dropped.
    """
    month_first = _month_first(evidence)
    published = _first(evidence, _PUBLISHED_READERS, now, month_first)
    modified = _first(evidence, _MODIFIED_READERS, now, month_first)
    if published is None and modified is not None:
        return Found(modified[0].iso(), modified[1]), Found(modified[0].iso(), modified[1])
    if published and modified and _earlier(modified[0], published[0]):
        modified = None
    return (
        Found(published[0].iso(), published[1]) if published else None,
        Found(modified[0].iso(), modified[1]) if modified else None,
    )


def _earlier(one: Stamp, two: Stamp) -> bool:
    if one.clock and two.clock:
        return one.moment() < two.moment()
    return one.day < two.day


def _month_first(evidence: Evidence) -> bool:
    """American pages write the month first; so does an English page that names no country."""
    language = evidence.head.language.lower().replace("_", "-") or "en"
    return language in ("en", "en-us", "en-ca", "en-ph")


Reader = Callable[[Evidence], Iterator[Found]]


def _first(
    evidence: Evidence, readers: tuple[Reader, ...], now: date | None, month_first: bool
) -> tuple[Stamp, str] | None:
    for reader in readers:
        for value, source in reader(evidence):
            stamp = parse_date(value, month_first=month_first)
            if stamp and (now is None or stamp.day <= now + MAX_LEAD):
                return stamp, source
    return None


def _json_published(evidence: Evidence) -> Iterator[Found]:
    for item in (evidence.story, evidence.page):
        for key in ("datePublished", "dateCreated", "uploadDate"):
            value = jsonld.first(item, key)
            if value:
                yield Found(value, f"json-ld {key}")


def _json_modified(evidence: Evidence) -> Iterator[Found]:
    for item in (evidence.story, evidence.page):
        value = jsonld.first(item, "dateModified")
        if value:
            yield Found(value, "json-ld dateModified")


def _meta_published(evidence: Evidence) -> Iterator[Found]:
    yield from evidence.metas(*_PUBLISHED_META)


def _meta_modified(evidence: Evidence) -> Iterator[Found]:
    yield from evidence.metas(*_MODIFIED_META)


def _microdata(evidence: Evidence, *names: str) -> Iterator[Found]:
    for name in names:
        for item in (*evidence.head.items, *evidence.head.times):
            if not item.foreign and name in item.key.split():
                yield Found(item.value or item.text, f"microdata {name}")


def _micro_published(evidence: Evidence) -> Iterator[Found]:
    yield from _microdata(evidence, "datepublished", "datecreated")


def _micro_modified(evidence: Evidence) -> Iterator[Found]:
    yield from _microdata(evidence, "datemodified")


def _by_place(nodes: tuple[Candidate, ...]) -> list[Candidate]:
    """Nodes in the article first; of those, the ones behind the first headline."""
    return sorted(nodes, key=lambda node: (node.foreign, node.order != 1, bool(_UPDATED.search(node.key))))


def _times(evidence: Evidence) -> Iterator[Found]:
    for node in _by_place(evidence.head.times):
        if not _UPDATED.search(node.text[:40]):
            if node.value:
                yield Found(node.value, "time element")
            yield Found(node.text, "time element")


def _times_updated(evidence: Evidence) -> Iterator[Found]:
    for node in evidence.head.times:
        if not node.foreign and _UPDATED.search(f"{node.key} {node.text[:40]}"):
            yield Found(node.value or node.text, "time element")


def _address(evidence: Evidence) -> Iterator[Found]:
    links = dict(evidence.head.links)
    for url in (evidence.url, links.get("canonical", ""), *evidence.meta.get("og:url", ())):
        stamp = date_in_url(url)
        if stamp:
            yield Found(stamp.iso(), "url")


def _dated_nodes(evidence: Evidence) -> Iterator[Found]:
    for node in _by_place(evidence.head.dates):
        if len(node.text) <= 120:
            yield Found(node.value or node.text, "date node")
            yield Found(node.text, "date node")


def _visible(evidence: Evidence) -> Iterator[Found]:
    for line in evidence.lines:
        if len(line) <= 100:
            yield Found(line, "visible text")


_PUBLISHED_READERS: tuple[Reader, ...] = (
    _json_published, _meta_published, _micro_published, _times, _address, _dated_nodes, _visible,
)  # fmt: skip
_MODIFIED_READERS: tuple[Reader, ...] = (
    _json_modified, _meta_modified, _micro_modified, _times_updated,
)  # fmt: skip
