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
from scraper.extraction.verdicts.wanted import exactly, from_on, up_to
from scraper.extraction.vocabulary import label_concept

Array = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

CONTROL_WORDS = 6  # on a button, from which they may be a heading
COUNTER_WORDS = 4  # of the number of a slide, at the most
ACTIONS_LINKED = 0.5  # share of it that is links, at least
ACTIONS_WORDS = 12  # of a line of what a reader may do with a post, at the most
FRAME_CHARS = 40  # of the words on the frame of code, at the most
FRAME_BLOCKS = 2  # above code that may stand on its frame

ACTIONS = frozenset(("share", "comments"))  # what words on its links are about

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
    r"(?:(?:slide|image|picture|photo|bild|diapositive|foto|imagen|imagem|immagine|zdjęcie|фото|resim|görsel|画像|写真)\s?)?"
    r"(\d{1,3})\s?(?:/|of|von|de|sur|di|van|av|af|z|из)\s?(\d{1,3})",
    re.IGNORECASE,
)
"""The number of a slide among all."""
_BETWEEN_ACTIONS = re.compile(r"\s?[·•|/]\s?")
_LIKES = re.compile(
    r"""(?:like|me\ gusta|gefällt\ mir|j['’]aime|mi\ piace|curtir|gosto|beğen|lubię\ to|(?:мне\ )?нравится|vind\ ik\ leuk|gilla|thích
    |좋아요|赞|讚)(?:\s\d{1,6})?""",
    re.IGNORECASE | re.VERBOSE,
)
TABS_SIGNS = ("tablist",)
_TABS = re.compile(r"(?:^| )tablist(?: |$)")
FEWEST_SLIDES = 3  # from which "1 / 3", "2 / 3" ... number slides
BUTTONS_WANTED = ({"tag": exactly(TAGS["button"]), "words": up_to(CONTROL_WORDS)},)
COUNTERS_WANTED = ({"words": up_to(COUNTER_WORDS)},)
ACTIONS_WANTED = ({"words": up_to(ACTIONS_WORDS), "link": from_on(ACTIONS_LINKED)},)


def buttons(view: PageFeatures, kept: Flags, _score: Array) -> list[int]:
    """Return the words on buttons, save those that open an answer."""
    page = view.reading
    found = flagged(kept & (view.tag == TAGS["button"]) & (view.words < CONTROL_WORDS))
    return [
        i for i in found if page.e_tag[page.b_element[i]] == "button" and not is_question(view, i)
    ]


def actions(view: PageFeatures, kept: Flags, _score: Array) -> list[int]:
    """Return the lines of links by which readers share a post, like it or answer: "Like · Share · Copy link"."""
    short = flagged(kept & (view.words <= ACTIONS_WORDS) & (view.link >= ACTIONS_LINKED))
    return [i for i in short if _is_row_of_actions(view.reading.b_text[i])]


def _is_row_of_actions(text: str) -> bool:
    parts = _BETWEEN_ACTIONS.split(text)
    likes = [bool(_LIKES.fullmatch(part)) for part in parts]
    named = [label_concept(part) in ACTIONS for part in parts]
    return len(parts) > 1 and any(named) and all(a or b for a, b in zip(likes, named, strict=True))


def tabs(view: PageFeatures, kept: Flags, _score: Array) -> list[int]:
    """Return the labels of tabs, where a list of tabs holds nothing else: accordions are called so with all they open."""
    page = view.reading
    short = flagged(kept & (view.words <= COUNTER_WORDS) & ~view.heading)
    parts = standing_in(page, short, lambda element: bool(_TABS.search(page.e_key[element])))
    return [
        block
        for block, part in parts.items()
        if (view.words[page.e_first[part] : page.e_end[part]] <= COUNTER_WORDS).all()
    ]


def counters(view: PageFeatures, kept: Flags, _score: Array) -> list[int]:
    """Return the lines that count slides: "1 / 9", "2 / 9", "3 / 9"."""
    short = (view.words <= COUNTER_WORDS) & (view.tag != TAGS["td"])
    if not _numbers(view, short & kept):
        return []
    slides = _numbers(view, short).values()
    counted = [i for numbers in slides if _count_up(list(numbers.values())) for i in numbers]
    return [i for i in counted if kept[i]]


def _numbers(view: PageFeatures, lines: Flags) -> dict[str, dict[int, int]]:
    """Return the numbers of slides by the line that says them, by how many there are."""
    page, out = view.reading, dict[str, dict[int, int]]()
    for i in flagged(lines):
        if found := _COUNTER.fullmatch(page.b_text[i].strip(" ()[]")):
            out.setdefault(found[2], {})[i] = int(found[1])
    return out


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
