"""Declared authors beside those that the page names to its readers."""

import re
from collections.abc import Iterator, Sequence

from scraper.extraction.letters import squash
from scraper.extraction.metadata.bylines import (
    FULL_NAME,
    MAX_LINE,
    MAX_NEAR,
    names_of,
    near_bylines,
)
from scraper.extraction.metadata.datelines import HeadlineSpan
from scraper.extraction.metadata.person_names import PUBLICATION, like_a_person, names_in

MAX_UNDER = 4  # lines of the headline and those under it
_OF_OTHERS = re.compile(
    r"\W*(?:(?:(?:medically|clinically|legally|expert)\s)?(?:(?:reviewed|edited|(?:fact[- ])?checked|photograph(?:y|s|ed)"
    r"|photos?|styled|illustrat(?:ions?|ed)|contributions?|translated|video)\s(?:by|from)"
    r"|(?:bearbeitet|übersetzt|geprüft|fotografiert|illustriert)\svon|(?:relue?|traduite?|illustrée?|photos?)\spar"
    r"|(?:revisad[oa]|editad[oa]|traducid[oa]|ilustrad[oa]|fotos?)\spor))\b[\s:]{0,3}",
    re.IGNORECASE,
)
"""What names who edited, checked or illustrated a text."""
_BETWEEN = r"\s{0,2}(?:,|&|,?\s(?:and|und|y|et|e|og|och|en))\s{0,2}"
_LONG_WORD = re.compile(r"[^\W\d_]{3,40}")


def shown_instead(names: Sequence[str], lines: Sequence[str], span: HeadlineSpan) -> Sequence[str]:
    """Return the names that the byline at the headline gives instead of declared ones, () for none.

    It may name further authors. It is believed against an account's name, an agency or the paper; against a person
    only where it stands right under the headline, as who put a text into the system is often declared.
    """
    if len(names) != 1:
        return ()
    name, near = names[0], lines[: span.around]
    if not like_a_person(name) or PUBLICATION.search(name):
        shown = next(near_bylines(lines, span), [])
        return shown if shown and all(map(_is_person, shown)) else ()
    line = next((line for line in near if name in line), "")
    if line:
        shown = names_of(line) if len(line) <= MAX_NEAR else []
        return shown if len(shown) > 1 and _is_enumeration(shown, name, line) else ()
    under = map(names_of, lines[1 : min(MAX_UNDER, span.after)])
    shown = next(filter(None, under), [])
    other = all(map(_is_person, shown)) and _words(names).isdisjoint(_words(shown))
    return shown if other else ()


def without_others(names: Sequence[str], lines: Sequence[str]) -> Sequence[str]:
    """Return several names without those of who edited, checked or illustrated the text, as the lines say."""
    if len(names) < 2:
        return names
    others = set(map(squash, _others(lines)))
    return [name for name in names if squash(name) not in others] or names


def _others(lines: Sequence[str]) -> Iterator[str]:
    for place, line in enumerate(lines):
        if len(line) <= MAX_LINE and (said := _OF_OTHERS.match(line)):
            following = "".join(lines[place + 1 : place + 2])
            yield from names_in(line[said.end() :] or following[:MAX_LINE])


def _is_person(name: str) -> bool:
    return FULL_NAME.fullmatch(name) is not None and not PUBLICATION.search(name)


def _is_enumeration(names: Sequence[str], name: str, line: str) -> bool:
    """Say whether people, one of whom has the name, stand in a line with nothing but commas and conjunctions between them."""
    if not all(map(like_a_person, names)) or not any(name in each for each in names):
        return False
    return re.search(_BETWEEN.join(map(re.escape, names)), line) is not None


def _words(names: Sequence[str]) -> set[str]:
    return {word for name in names for word in _LONG_WORD.findall(name.lower())}
