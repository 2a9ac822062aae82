"""The publication, the canonical address, and the other plain fields."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from scraper.extraction.letters import squash
from scraper.extraction.metadata import jsonld
from scraper.extraction.metadata.evidence import Evidence, FoundValue
from scraper.urls import host_of

MAX_TAGS = 30  # of a page
MAX_TAG = 60  # characters
MAX_DESCRIPTION = 1_000  # characters
MAX_NAME = 40  # characters of a site's name; a longer text is its slogan
MAX_URL = 2_048  # characters
_TAIL = re.compile(
    r"\s{1,4}[|–—\-·•»‹]\s{1,4}|\s{0,4}[|｜_]\s{0,4}|(?<=[\u3040-\u9fff！？”」])[-–—]{1,2}"
)


def read_site_name(evidence: Evidence) -> FoundValue | None:
    """Return the publication's name, as it writes itself."""
    for found in _names_of_site(evidence):
        if found and found.value and len(found.value) <= 100 and "://" not in found.value:
            return found
    host = host_of(evidence.url)
    return FoundValue(host, "url") if host else None


def _names_of_site(evidence: Evidence) -> Iterator[FoundValue | None]:
    """Yield what the publication calls itself, by the most trusted place first."""
    yield _without_headline(evidence.first_meta("og:site_name"), evidence)
    publisher = evidence.story.get("publisher")
    if isinstance(publisher, dict) and "name" not in publisher:
        publisher = evidence.ids.get(str(publisher.get("@id")), publisher)
    named = jsonld.texts(publisher)
    yield FoundValue(named[0], "json-ld publisher") if named else None
    website = next((i for i in evidence.items if "WebSite" in jsonld.types(i)), {})
    yield FoundValue(jsonld.first(website, "name"), "json-ld WebSite")
    yield evidence.first_meta("application-name", "apple-mobile-web-app-title", "publisher")
    yield _title_tail(evidence)


def _without_headline(found: FoundValue | None, evidence: Evidence) -> FoundValue | None:
    """Return a name of the site without the page's headline before it."""
    parts = _TAIL.split(found.value) if found else []
    if found is None or len(parts) < 2:
        return found
    headlines = {squash(each) for each in (*evidence.head.headings, *evidence.meta["og:title"])}
    headed = squash("".join(parts[:-1])) in headlines
    name = parts[-1].strip()
    return FoundValue(name, found.source) if headed and len(name) <= MAX_NAME else found


def _title_tail(evidence: Evidence) -> FoundValue | None:
    """Return the last part of the title element where the rest is the headline, else the last or the
    first where the host has that name."""
    parts = [part.strip() for part in _TAIL.split(evidence.title)]
    if len(parts) < 2:
        return None
    headings = {squash(heading) for heading in evidence.head.headings}
    rest = squash("".join(parts[:-1]))
    host = squash(host_of(evidence.url))
    headed = rest in headings and not _is_hosts(rest, host)
    for part, known in ((parts[-1], headed), (parts[0], False)):
        if squash(part) and (known or _is_hosts(squash(part), host)):
            return FoundValue(part, "title element")
    return None


def _is_hosts(name: str, host: str) -> bool:
    return len(name) > 2 and bool(host) and (name in host or host in name)


def read_url(evidence: Evidence) -> FoundValue | None:
    """Return the canonical address: http(s), absolute, and not the bare home page of another story."""
    links = [
        FoundValue(h, "link canonical")
        for rel, h in evidence.head.links
        if "canonical" in rel.split()
    ]
    candidates = [
        *links,
        *evidence.metas("og:url", "twitter:url"),
        FoundValue(jsonld.first(evidence.story, "url"), "json-ld url"),
    ]
    for value, source in candidates:
        address = absolute(value, evidence.base)
        if address and not _bare(address, evidence.url):
            return FoundValue(address, source)
    return FoundValue(evidence.url, "given") if evidence.url else None


def absolute(value: str, base: str) -> str:
    """Return an http(s) address resolved against the page's own, "" for any other."""
    value = value.strip().encode("utf-8", "ignore").decode()  # no halves of pairs
    if not value or len(value) > MAX_URL:
        return ""
    try:
        address = value if value.startswith("http") else urljoin(base, value)
        parts = urlsplit(address)
        good = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:  # "http://[" and the like
        return ""
    return address if good and " " not in address else ""


def _bare(address: str, own: str) -> bool:
    """Say whether an address is only a host although the page's own has a path."""
    parts = urlsplit(address)
    if parts.path.strip("/") or parts.query:
        return False
    try:
        mine = urlsplit(own)
    except ValueError:
        return False
    return bool(mine.path.strip("/") or mine.query)


def read_description(evidence: Evidence) -> FoundValue | None:
    """Return the page's own summary."""
    found = evidence.first_meta(
        "og:description", "description", "twitter:description", "dc.description"
    )
    if found is None and (text := jsonld.first(evidence.story, "description")):
        found = FoundValue(text, "json-ld description")
    return FoundValue(found.value[:MAX_DESCRIPTION], found.source) if found else None


def read_image(evidence: Evidence) -> FoundValue | None:
    """Return the address of the lead image."""
    for value, source in _images(evidence):
        address = absolute(value, evidence.base)
        if address:
            return FoundValue(address, source)
    return None


def _images(evidence: Evidence) -> Iterator[FoundValue]:
    yield from evidence.metas(
        "og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src"
    )
    images = evidence.story.get("image")
    for image in images if isinstance(images, list) else [images]:
        if isinstance(image, str):
            yield FoundValue(image, "json-ld image")
        elif isinstance(image, dict):
            known = image if "url" in image else evidence.ids.get(str(image.get("@id")), {})
            if isinstance(known.get("url"), str):
                yield FoundValue(known["url"], "json-ld image")
    for rel, href in evidence.head.links:
        if rel == "image_src":
            yield FoundValue(href, "link image_src")


def read_tags(evidence: Evidence) -> tuple[list[str], str]:
    """Return the keywords of the first source that has any, bounded and without repetitions, and its name."""
    story = [text for part in jsonld.texts(evidence.story.get("keywords")) for text in _split(part)]
    groups = (
        (evidence.meta["article:tag"], "meta article:tag"),
        (story, "json-ld keywords"),
        (evidence.meta["news_keywords"], "meta news_keywords"),
        (_keywords(evidence), "meta keywords"),
        (evidence.meta["parsely-tags"], "meta parsely-tags"),
        (evidence.head.tags, "rel=tag"),
    )
    for values, source in groups:
        seen: dict[str, str] = {}
        for value in values:
            for tag in _split(value):
                if 0 < len(tag) <= MAX_TAG and "://" not in tag:
                    seen.setdefault(tag.lower(), tag)
        if seen:
            return list(seen.values())[:MAX_TAGS], source
    return [], ""


def _keywords(evidence: Evidence) -> list[str]:
    """Return the keywords, but for what only repeats the description."""
    said = evidence.meta["description"]
    return [value for value in evidence.meta["keywords"] if value not in said]


def _split(value: str) -> list[str]:
    separator = ";" if ";" in value and "," not in value else "[,，、]"
    return [part.strip().lstrip("#") for part in re.split(separator, value)]
