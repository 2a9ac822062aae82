"""What stands below the beginning of a text that goes on for others: an offer, or the choice to accept or pay."""

import numpy as np
import numpy.typing as npt

from scraper.extraction.features.blocks import TAGS, flagged
from scraper.extraction.features.page_features import PageFeatures
from scraper.extraction.vocabulary.gates import (
    asks_to_accept_or_pay,
    begins_as_gate,
    first_choice,
    is_gate,
)

Flags = npt.NDArray[np.bool_]

LAST_BLOCKS = 2  # kept ones, of which each may be worded like a gate
MOST_WORDS = 30.0  # of such a line that would be kept; longer ones say something else as well
MOSTLY_LINK = 0.5  # of a line's letters in a link, from which it leads to the offer
FEWEST_CHOICES = 2  # lines of the choice to accept or pay, in one box
NEAR = 10  # blocks between two of them, at the most
BOX_WORDS = 200.0  # of the box with such a choice, at the most
TEXT_WORDS = 20.0  # kept outside of such a box, without which the page is the wall itself


def gates(view: PageFeatures, kept: Flags, unsure: Flags) -> list[int]:
    """Return the kept blocks of the line that ends a text for readers without a subscription, and of the box in
    which they may accept or pay. `unsure` are the blocks that are not surely text."""
    texts = view.reading.b_text
    places = flagged(kept)
    short = [i for i in places[-LAST_BLOCKS:] if view.words[i] <= MOST_WORDS]
    found = {i for i in short if begins_as_gate(texts[i]) or (unsure[i] and is_gate_block(view, i))}
    first = first_choice([texts[i] for i in places])
    box = [i for i in (_box(view, places[first]) if first >= 0 else ()) if kept[i]]
    if box and float(view.words[kept].sum()) - float(view.words[box].sum()) >= TEXT_WORDS:
        found.update(box)
    return sorted(found) if len(found) < len(places) else []


def is_gate_block(view: PageFeatures, block: int) -> bool:
    """Say whether a block says that the rest of the text is for those who subscribe."""
    leads_on = view.link[block] >= MOSTLY_LINK or view.tag[block] == TAGS["button"]
    return is_gate(view.reading.b_text[block], is_link=bool(leads_on))


def _box(view: PageFeatures, choice: int) -> list[int]:
    """Return the blocks of the smallest element around a line of the choice and the others close to it; [] if
    the line stands alone or the element holds more than the choice."""
    page = view.reading
    around = range(max(choice - NEAR, 0), min(choice + NEAR, len(page.b_text)))
    near = [i for i in around if asks_to_accept_or_pay(page.b_text[i])]
    if len(near) < FEWEST_CHOICES:
        return []
    element = page.smallest(near[0], near[-1])
    inside = list(range(page.e_first[element], page.e_end[element]))
    return inside if float(view.words[inside].sum()) <= BOX_WORDS else []
