"""Appeals to the reader, written as a paragraph of the text: to donate, subscribe, follow, fetch the app.

The sentences that say it outright are those of each language. They count at the start of a sentence only.
A price for a time with the word that one may cancel is an offer to subscribe.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from scraper.extraction.letters import one_of
from scraper.extraction.native import IS_NATIVE, as_list
from scraper.extraction.vocabulary.languages import LANGUAGES
from scraper.extraction.vocabulary.offers import CURRENCIES, is_offer
from scraper.extraction.vocabulary.phrases import (
    STARTS,
    FirstLetters,
    Sentence,
    expand,
    fold,
    level,
    sentence,
)
from scraper.extraction.vocabulary.reported import is_reported

if TYPE_CHECKING:
    from scraper.extraction.native.sentences import Openings

MAX_CHARS = 420  # of an appeal; longer paragraphs speak of one
MOST_SENTENCES = 4  # of which one may be the appeal
_END = re.compile(r"[.!?…:]\s+|[。！？]")

APPEALS = {code: language.appeals for code, language in LANGUAGES.items() if language.appeals}
"""By language. Of 31 lines of articles labelled by reading that are worded so and look like text, none is body text."""

_FREE_TO_END = re.compile(
    r"cancel (?:at )?any ?time|(?:get|enjoy|for) unlimited (?:digital )?access|(?:jederzeit|monatlich) kündbar|sans engagement"
    r"|résiliable à tout moment|cancela cuando|cancele quando|disdici quando",
    re.IGNORECASE,
)
"""What offers of subscriptions promise."""
_may_promise = one_of("cancel", "access", "ndbar", "engagement", "siliable", "disdici")

_STATED = re.compile(
    r"(?:gostou|[lt]e (?:gustó|ha gustado)|понравил(?:ась|ся)|сподоба(?:лася|вся)|s?podobał ci|líbil se|tetszett)\b[^?]*$",
    re.IGNORECASE,
)
"""Where who likes an article needs no word: a question to the reader in texts with its mark, of somebody else in others,
"Gostou do texto a ponto de o copiar."."""


def is_appeal(text: str) -> bool:
    """Say whether a paragraph asks its reader outright to donate, subscribe, follow or fetch an app."""
    return len(text) <= MAX_CHARS and _asks(text) and not (_STATED.match(text) or is_reported(text))


def _asks(text: str) -> bool:
    if (native_asks if IS_NATIVE else pure_asks)(text):
        return True
    return _may_promise(text) and is_offer(text) and bool(_FREE_TO_END.search(text))


def may_be_appeals(texts: Sequence[str], among: npt.NDArray[np.bool_]) -> list[int]:
    """Return the places of those texts of some that may be appeals, as `is_appeal` says: all of them are read at once."""
    if not IS_NATIVE:
        return [i for i, asked in enumerate(among) if asked]
    return _openings().may_open_in(as_list(texts), among, MOST_SENTENCES, MAX_CHARS, CURRENCIES)


def pure_asks(text: str) -> bool:
    """Say whether one of the first sentences of a text begins as an appeal does."""
    return any(map(_begins, _END.split(text, MOST_SENTENCES)[:MOST_SENTENCES]))


def native_asks(text: str) -> bool:
    """Say what `pure_asks` says, by compiled code."""
    asks = _openings().opens_sentence(text, MOST_SENTENCES)
    return pure_asks(text) if asks is None else asks


@cache
def _openings() -> "Openings":
    from scraper.extraction.native.sentences import Openings  # noqa: PLC0415  # it reads the phrases of this package

    by_key, guard = _by_key()
    return Openings(by_key, guard, {})


def _begins(part: str) -> bool:
    folded = fold(part)
    by_key, guard = _by_key()
    return guard.admits(folded) and any(
        phrase.holds(folded, 0) for size in STARTS for phrase in by_key.get(folded[:size], ())
    )


@cache
def _by_key() -> tuple[dict[str, list[Sentence]], FirstLetters]:
    """Return the phrases by the starts that index them, and what turns other lines away; made when first asked for."""
    found: dict[str, list[Sentence]] = {}
    for phrases in APPEALS.values():
        for phrase in expand(phrases):
            one = sentence(level(phrase), "appeal")
            found.setdefault(one.key, []).append(one)
    return found, FirstLetters(found)
