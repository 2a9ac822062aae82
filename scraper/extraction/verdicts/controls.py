"""The words on buttons, and on the frames that sites draw around code: its language, "Copy"."""

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from scraper.extraction.dom.code import LANGUAGES
from scraper.extraction.dom.flat_page import FlatPage
from scraper.extraction.features.blocks import TAGS, flagged, standing_in
from scraper.extraction.features.page_features import PageFeatures
from scraper.extraction.verdicts.displayed import is_code, is_question
from scraper.extraction.verdicts.wanted import exactly, up_to

Array = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

CONTROL_WORDS = 6  # on a button, from which they may be a heading
COUNTER_WORDS = 3  # of the number of a slide, at the most
FRAME_CHARS = 40  # of the words on the frame of code, at the most
FRAME_BLOCKS = 2  # above code that may stand on its frame

_NAMES = "|".join(map(re.escape, sorted(LANGUAGES)))
_COPY = r"""(?:copy|copied|copy\ code|copy\ to\ clipboard|select\ all|\[select\]|expand|wrap|download|run|try\ it(?:\ yourself)?
|kopieren|code\ kopieren|copier|copiar(?:\ código)?|copia|kopiera|kopier|kopiuj|копировать|скопировать|копіювати|kopyala
|复制(?:代码)?|複製(?:程式碼)?|コピー|복사|نسخ|sao\ chép)"""
_ON_FRAME = re.compile(
    rf"(?:(?:{_NAMES}|code|代码|código|quelltext|код)?\s?[:：]?\s?{_COPY}[!.]?)"
    rf"|(?:{_NAMES}|code:|代码[:：]?)",
    re.IGNORECASE | re.VERBOSE,
)
_NOTEBOOK = re.compile(r"(?:In|Out)\s?\[[\d\s*]{0,5}\]\s?:?")
"""The number of a notebook's cell."""
_HOSTED = re.compile(r"(?:view raw)?\s?\S{0,80}\s?hosted with .{1,2} by GitHub", re.IGNORECASE)
"""Below code that a host of it shows on another page."""
_IS_COPY = re.compile(_COPY, re.IGNORECASE | re.VERBOSE)
_AUTHORS_OWN = frozenset(("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "summary"))
"""Elements in which the name of a language may be the author's own word."""


_COUNTER = re.compile(
    r"(\d{1,3})\s?(?:/|of|von|de|sur|di|van|av|af|z|из)\s?(\d{1,3})", re.IGNORECASE
)
"""The number of a slide among all."""
_TABS = re.compile(r"(?:^| )tablist(?: |$)")
FEWEST_SLIDES = 3  # from which "1 / 3", "2 / 3" ... number slides
CONTROLS_WANTED = (
    {"tag": exactly(TAGS["button"]), "words": up_to(CONTROL_WORDS)},
    {"words": up_to(COUNTER_WORDS)},
)


def controls(view: PageFeatures, kept: Flags, _score: Array) -> list[int]:
    """Return the words on buttons, save those that open an answer, and the numbers of slides."""
    page = view.reading
    found = flagged(kept & (view.tag == TAGS["button"]) & (view.words < CONTROL_WORDS))
    buttons = [
        i for i in found if page.e_tag[page.b_element[i]] == "button" and not is_question(view, i)
    ]
    return [*buttons, *_counters(view, kept), *_tabs(view, kept)]


def _tabs(view: PageFeatures, kept: Flags) -> list[int]:
    """Return the labels of tabs, where a list of tabs holds nothing else: accordions are called so with all they open."""
    page = view.reading
    short = flagged(kept & (view.words <= COUNTER_WORDS) & ~view.heading)
    parts = standing_in(page, short, lambda element: bool(_TABS.search(page.e_key[element])))
    return [
        block
        for block, part in parts.items()
        if (view.words[page.e_first[part] : page.e_end[part]] <= COUNTER_WORDS).all()
    ]


def _counters(view: PageFeatures, kept: Flags) -> list[int]:
    """Return the lines that count slides: "1 / 9", "2 / 9", "3 / 9"."""
    page, out = view.reading, dict[str, dict[int, int]]()
    for i in flagged(kept & (view.words <= COUNTER_WORDS) & (view.tag != TAGS["td"])):
        if found := _COUNTER.fullmatch(page.b_text[i].strip(" ()[]")):
            out.setdefault(found[2], {})[i] = int(found[1])
    return [i for slides in out.values() if _count_up(list(slides.values())) for i in slides]


def _count_up(numbers: Sequence[int]) -> bool:
    """Say whether numbers count slides from the first on, as marks ("8 / 10") hardly do."""
    return len(numbers) >= FEWEST_SLIDES and [*numbers] == [*range(1, len(numbers) + 1)]


def frames(view: PageFeatures, _kept: Flags, _score: Array) -> list[int]:
    """Return the blocks right above code that say what stands on its frame, the numbers of a notebook's cells,
    and who hosts the code."""
    if "pre" not in view.tags:
        return []
    page = view.reading
    out = {
        i
        for i, text in enumerate(page.b_text)
        if _NOTEBOOK.fullmatch(text) or _HOSTED.fullmatch(text)
    }
    for block, element in enumerate(page.b_element):
        if not is_code(page, element) or is_on_frame(page, block):
            continue
        for above in range(block - 1, max(block - 1 - FRAME_BLOCKS, -1), -1):
            if not is_on_frame(page, above):
                break
            out.add(above)
    return sorted(out)


def is_on_frame(page: FlatPage, block: int) -> bool:
    """Say whether a block is worded like the frame of code."""
    text = page.b_text[block]
    if len(text) > FRAME_CHARS or not _ON_FRAME.fullmatch(text.strip()):
        return False
    return page.e_tag[page.b_element[block]] not in _AUTHORS_OWN or bool(_IS_COPY.search(text))
