"""The form in which a language's phrases are written down.

Notation: phrases are parted by "|"; "[a/b/]" stands for the phrase with each of the alternatives
(the last one here is empty); "*" is a gap. Case, outer punctuation, counts ("Comments (12)") and
curly apostrophes are levelled before comparison.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

Phrases = Mapping[str, str]
"""Concept -> phrases."""


@dataclass(frozen=True, slots=True)
class Language:
    """What one language calls the things around an article."""

    labels: Phrases = field(default_factory=dict)
    """Whole lines that head a list, box or bar. "*" is a topic of up to five words."""

    markers: Phrases = field(default_factory=dict)
    """How an inserted line starts, before a colon, dash, bar or arrow: "MORE: ..."."""

    bare_markers: Phrases = field(default_factory=dict)
    """Markers clear enough to be followed by the headline at once: "Lesen Sie auch ..."."""

    sentences: Phrases = field(default_factory=dict)
    """How notices start; with a leading "~", what they hold. "*" is up to 60 characters."""

    appeals: str = ""
    """How sentences start that ask outright to donate, subscribe, follow or fetch an app."""
