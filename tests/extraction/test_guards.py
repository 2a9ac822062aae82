"""What is looked for before a pattern is searched never turns a text away that the pattern finds."""

import random
import re
from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice

import pytest

from scraper.extraction import access, consent
from scraper.extraction.letters import one_of
from scraper.extraction.metadata import clocks, datelines, unseen_dates
from scraper.extraction.verdicts import hatnotes, live_posts, named_parts, other_texts, thread_posts
from scraper.extraction.vocabulary import appeals, consent_requests, gates, picture_sources
from scraper.extraction.vocabulary import hatnotes as worded
from tests.extraction.patterns import drawn

TEXTS = 4_000  # drawn of each pattern: the longest has 150 choices


def has_one(signs: Sequence[bytes], text: str) -> bool:
    return any(sign in text.encode().lower() for sign in signs)


GUARDS: dict[str, tuple[re.Pattern[str], Callable[[str], bool]]] = {
    "access": (access._GATE, access._has_gate_word),
    "text of a gate": (gates._TEXT, gates._may_be_gate),
    "something for subscribers": (gates._SOMETHING, gates._may_be_gate),
    "accept or pay": (gates._CHOICE, gates._may_offer_choice),
    "consent": (consent._CONSENT, consent._may_name_consent),
    "partners": (consent._PARTNERS, consent._may_name_partners),
    "our partners": (consent_requests.OUR_PARTNERS, consent_requests.may_name_partners),
    "offer": (appeals._FREE_TO_END, appeals._may_promise),
    "dialog": (other_texts._DIALOG, one_of(*other_texts.DIALOG_SIGNS)),
    "source of pictures": (picture_sources._SOURCE, picture_sources.may_name_sources),
    "tooltip": (named_parts._TOOLTIP, one_of(*named_parts.TOOLTIP_SIGNS)),
    "hatnote": (hatnotes._NAMED, one_of(*hatnotes.HATNOTE_SIGNS)),
    "worded hatnote": (worded._HATNOTE, worded._may_be_worded),
    "text of a post": (thread_posts._TEXT, thread_posts._may_hold_text),
    "beside a post": (thread_posts._BESIDE, thread_posts._may_be_beside),
    "date in data": (unseen_dates._IN_DATA, partial(has_one, unseen_dates._SIGNS_OF_DATA)),
    "date in an attribute": (unseen_dates._DATA_ATTRIBUTE, partial(has_one, unseen_dates._SIGNS_OF_ATTRIBUTE)),
    "clock": (clocks._CLOCK, lambda text: bool(clocks._SIGN_OF_CLOCK.search(text))),
    "year": (datelines._YEAR, lambda text: bool(datelines._MAY_HAVE_YEAR.search(text))),
    "change": (datelines._UPDATED, datelines.may_tell_update),
    "publication": (datelines._PUBLISHED, datelines.may_tell_publication),
    "end": (datelines._END, datelines._may_end),
    "live blog": (live_posts._LIVE, live_posts._may_be_live),
}  # fmt: skip


@pytest.mark.parametrize("name", GUARDS)
def test_no_text_is_turned_away_that_the_pattern_finds(name: str) -> None:
    pattern, may_be = GUARDS[name]
    texts = {*islice(drawn(pattern, random.Random(name)), TEXTS)}
    found = [text for text in texts if pattern.search(text)]
    assert found
    assert [text for text in found if len(text) <= gates.MOST_CHARS and not may_be(text)] == []
    assert [text for text in found if not may_be(text.upper()) and pattern.search(text.upper())] == []  # fmt: skip
