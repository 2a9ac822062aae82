"""One text under many addresses of a visit: an error or maintenance page with status 200. Pure.

texts of a visit -> groups of one text -> those that are no article
"""

from collections import defaultdict
from collections.abc import Container, Sequence
from dataclasses import dataclass
from hashlib import blake2b

SHARED = 3
"""Pages with one text, from which it belongs to none of them: two addresses of one article are common."""
REPLACED = 2  # pages that gave articles of different texts, and now give one text
LONG = 1_000
"""Letters of a text that is taken for an article at several addresses if the page also names a date.
Error pages have 5 to 400 letters and no date."""


@dataclass(frozen=True, slots=True)
class VisitedText:
    """The text that a page of a visit gave. `page` is the key of the page, `article` that of where
    it led to, `canonical` that of the address that the page names as its own."""

    page: str
    article: str
    title: str
    text: str
    canonical: str = ""
    before: str = ""  # fingerprint of the article's newest version; "" where it has none
    dated: bool = False

    @property
    def fingerprint(self) -> str:
        """What names the text."""
        return fingerprint(self.title, self.text)


def fingerprint(title: str, text: str) -> str:
    """Return 16 hex digits that name the words of a text, or of the title where there is no text.

    No digits count, nor ASCII words with digits: error pages name the time, the visitor or the request.
    """
    words = _words(text) or _words(title) or [title, text]
    return blake2b(" ".join(words).encode("utf-8", "replace"), digest_size=8).hexdigest()


def error_texts(texts: Sequence[VisitedText], known: Container[str] = ()) -> dict[str, int]:
    """Return the fingerprints of texts that are no articles, with the number of pages that gave each.

    `known` are fingerprints of error texts that the site has shown before. The text that an
    article's newest version has is always the article's.
    """
    groups: dict[str, list[VisitedText]] = defaultdict(list)
    for text in texts:
        if (named := text.fingerprint) != text.before:
            groups[named].append(text)
    return {
        named: len({text.page for text in group})
        for named, group in groups.items()
        if named in known or _is_error(group)
    }


def _is_error(group: Sequence[VisitedText]) -> bool:
    """Say whether pages with one fingerprint show an error. Pages that gave no article before must
    have the same text to the digit: weather and results come in one wording each day."""
    replaced = {text.article: text.before for text in group if text.before}
    if len(replaced) >= REPLACED and len(set(replaced.values())) >= REPLACED:
        return True
    same: dict[str, list[VisitedText]] = defaultdict(list)
    for text in group:
        same[" ".join((text.text or text.title).split())].append(text)
    return any(
        len({text.page for text in texts}) >= SHARED and not _is_one_article(texts)
        for texts in same.values()
    )


def _is_one_article(group: Sequence[VisitedText]) -> bool:
    """Say whether pages with one text are one article at several addresses: all name one of them as
    their own, or the text is long and dated."""
    addresses = {text.page for text in group} | {text.article for text in group}
    own = {text.canonical for text in group}
    if len(own) == 1 and own <= addresses:
        return True
    return all(text.dated for text in group) and sum(map(str.isalpha, group[0].text)) >= LONG


def _words(text: str) -> list[str]:
    words = (
        word
        for word in text.casefold().split()
        if not (word.isascii() and any(map(str.isdigit, word)))
    )
    return [letters for word in words if (letters := "".join(filter(str.isalpha, word)))]
