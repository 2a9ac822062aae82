"""The precise rules that overrule the model, each with its reason.

A rule is a function `(view, kept, score) -> blocks to drop` and a row in `RULES`; a later rule
never brings back what an earlier one dropped.
"""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from scraper.extraction.features.lines import CONCEPT_CODES, STORY_LIKE, are_of
from scraper.extraction.features.names import BIT
from scraper.extraction.features.rows import TAGS, TITLE_SHARE, PageFeatures
from scraper.extraction.letters import squash
from scraper.extraction.metadata.dates import parse_date
from scraper.extraction.metadata.person_names import is_byline
from scraper.extraction.plain.lines import full_stop
from scraper.extraction.verdicts.appeals import appeals
from scraper.extraction.verdicts.captions import captions
from scraper.extraction.verdicts.controls import controls
from scraper.extraction.verdicts.gates import gates
from scraper.extraction.verdicts.hatnotes import hatnotes
from scraper.extraction.verdicts.main_text import WHOLE_LINK
from scraper.extraction.verdicts.named_parts import reviews, tooltips
from scraper.extraction.verdicts.other_texts import dialogs, next_stories, other_articles
from scraper.extraction.verdicts.placeholder import PLACEHOLDER, placeholders
from scraper.extraction.verdicts.unseen import unseen

Array = npt.NDArray[np.float32]

LABELLED_LIST = "labelled_list"
COPY_RUN_WORDS = (
    40  # in a row that say again what stood in a row: the page's second version of its text
)
ITEM_LEVELS = 3  # elements around a block in which its list item is looked for
LIST_LABELS = are_of("related", "ranking", "tags", "newsletter", "share")
SHARE = CONCEPT_CODES["share"]  # such a label has links below it, and no headlines without
SURE_IN_LIST = (
    0.9  # probability from which a block is no member of the list whose label is above it
)
TITLE_WORDS = 4  # in the headline, from which a line of no other words repeats it
TITLE_PART = 0.4  # of the title, which may name the site as well
SURE_DATE = 0.9  # probability from which a bare date above the body stays
DATE_WORDS = 8
DATE_NAMES = 2  # words beside the numbers: a weekday and a month
BYLINE_WORDS = 12
NOTICES = are_of("newsletter", "share", "paywall", "copyright")
"""Of 768 lines of labelled pages that are worded like a copyright one is body text."""
NOTICE_WORDS = 45
SURE_OF_NOTICE = 0.9  # probability from which even a line worded like a notice stays
HEADLINE_WORDS = 32  # a teaser's headline or deck is no longer
LIST_LINK_DENSITY = 0.6
SURE_DECK = 0.9  # probability from which the text under a linked heading stays
DECK_WORDS = 45
DECK_LEVELS = 3  # ancestors of the heading looked at
DECK_BLOCKS = 4  # a teaser's box holds kicker, headline, deck and date at the most
SURE_IN_BOX = 0.68  # probability from which a block stays whatever its box is called
BOX_LEVELS = 5  # ancestors looked at
BOX_SHARE = 0.35  # of the kept words; a "box" that holds more is the article itself
NO_BOXES = (
    BIT["lead"] | BIT["embed"]
)  # "article-teaser" may be a standfirst, "twitter-tweet" is a quote
BOXES = BIT["newsletter"] | BIT["comment"] | BIT["related"] | BIT["share"] | BIT["consent"]


def _headline(view: PageFeatures, kept: npt.NDArray[np.bool_], _score: Array) -> list[int]:
    """Return the page's own title: it is `Article.title`, not body text."""
    share, shared = view.lines.title_share, view.lines.title_shared
    is_h1 = view.tag == TAGS["h1"]
    same = is_h1 & (share >= TITLE_SHARE) & (shared >= 1) & kept
    size = view.lines.sizes
    whole = (shared >= TITLE_WORDS) & (shared >= size) & (share >= TITLE_PART) & kept
    whole[_body_start(view, kept) :] = False
    found: list[int] = np.nonzero(same | whole)[0].tolist()
    return found


def _body_start(view: PageFeatures, kept: npt.NDArray[np.bool_]) -> int:
    """Return the first kept block that is a paragraph and no repetition of the headline."""
    return int(np.argmax(kept & view.good)) if (kept & view.good).any() else len(kept)


def _datelines(view: PageFeatures, kept: npt.NDArray[np.bool_], score: Array) -> list[int]:
    """Return lines above the body that are dates and nothing else."""
    start = _body_start(view, kept)
    above = np.nonzero(
        kept[:start] & (score[:start] < SURE_DATE) & (view.words[:start] <= DATE_WORDS)
    )
    texts = view.reading.b_text
    return [i for i in above[0].tolist() if _is_date(texts[i])]


def _bylines(view: PageFeatures, kept: npt.NDArray[np.bool_], _score: Array) -> list[int]:
    """Return lines that name who wrote the text and nothing else.

    Of lines that the model would keep on 1,134 articles labelled by reading, 15 are bylines and one,
    of a book that is spoken of, is body text.
    """
    texts = view.reading.b_text
    short = np.nonzero(kept & ~view.heading & (view.words <= BYLINE_WORDS))[0].tolist()
    return [i for i in short if is_byline(texts[i])]


def _is_date(text: str) -> bool:
    spelt = [word for word in text.split() if word.strip(",.").isalpha()]
    return len(spelt) <= DATE_NAMES and parse_date(text) is not None


def _notices(view: PageFeatures, kept: npt.NDArray[np.bool_], score: Array) -> list[int]:
    """Return invitations to subscribe, follow or share, gates, and copyrights, as each language words them."""
    worded = NOTICES[view.lines.promo.astype(np.intp)] & (view.words <= NOTICE_WORDS)
    unsure = score < SURE_OF_NOTICE
    found: list[int] = np.nonzero(kept & worded & unsure)[0].tolist()
    return found + appeals(view, kept) + gates(view, kept, unsure)


def _copies(view: PageFeatures, kept: npt.NDArray[np.bool_], _score: Array) -> list[int]:
    """Return the blocks of a second body: runs of blocks that say what kept blocks said before.

    A line that returns by itself is a refrain, a step or a question, and stays.
    """
    first_at: dict[str, int] = {}
    run: list[int] = []
    out: list[int] = []
    before = -1  # place of the original of the last block, among the kept blocks
    texts, words = view.reading.b_text, view.words
    for place, i in enumerate(np.nonzero(kept)[0].tolist()):
        original = first_at.setdefault(texts[i], place)
        if original == place or original != before + 1:
            out += _if_long(run, words)
            run = []
        if original != place:
            run.append(i)
        before = original if original != place else -1
    return out + _if_long(run, words)


def _if_long(run: list[int], words: Array) -> list[int]:
    """Return the run where it is too long to be a refrain."""
    if not run:
        return run
    said = words[run].sum() if len(run) > 1 else words[run[0]]  # most runs are single lines
    return run if float(said) >= COPY_RUN_WORDS else []


def _labelled_lists(view: PageFeatures, kept: npt.NDArray[np.bool_], score: Array) -> list[int]:
    """Return what follows a label such as "Most read": headlines, list items, and decks under headlines."""
    labels = np.nonzero(LIST_LABELS[view.lines.label.astype(np.intp)])[0].tolist()
    if not labels:
        return []
    linked: list[bool] = (view.link >= LIST_LINK_DENSITY).tolist()
    unsure: list[bool] = (score < SURE_IN_LIST).tolist()
    brief: list[bool] = ((view.words <= HEADLINE_WORDS) & (view.counts.stops <= 2)).tolist()
    out: list[int] = []
    n = len(kept)
    at = 0
    for label in labels:
        if label < at:  # a label inside a list: what follows it belongs to that list
            continue
        at = label + 1
        needs_links = view.lines.label[label] == SHARE
        members: list[int] = []
        while (
            at < n
            and unsure[at]
            and (linked[at] or not needs_links)
            and (
                (brief[at] and (linked[at] or _is_item(view, at)))
                or (members and _is_deck(view, members[-1], at))
            )
        ):
            members.append(at)
            at += 1
        if members:
            out.append(label)
            out.extend(members)
        elif at < n and not kept[at]:
            out.append(label)
    return out


def _is_item(view: PageFeatures, i: int) -> bool:
    """Say whether a block stands in a list's item and is no sentence."""
    in_list = view.tag[i] == TAGS["li"] or (
        view.geo.depth[view.geo.element[i]] > 1 and _in_item(view, i)
    )
    return bool(in_list and view.lines.last[i] != 1 and not _ends_sentence(view, i))


def _in_item(view: PageFeatures, i: int) -> bool:
    element = int(view.geo.element[i])
    for _step in range(ITEM_LEVELS):
        if view.reading.e_tag[element] == "li":
            return True
        element = int(view.geo.parent[element])
    return False


def _ends_sentence(view: PageFeatures, i: int) -> bool:
    text = view.reading.b_text[i]
    return text[-1] in "!！" or full_stop(text)


def _bare_headings(view: PageFeatures, kept: npt.NDArray[np.bool_], _score: Array) -> list[int]:
    """Return headings with nothing kept below them: a heading goes with what it heads."""
    out = []
    n = len(kept)
    for i in np.nonzero(kept & view.heading)[0]:
        at = int(i) + 1
        level = view.tag[i]
        while at < n and not kept[at]:
            at += 1
        if at >= n or (view.heading[at] and view.tag[at] < level):
            out.append(int(i))
    return out


def _decks(view: PageFeatures, kept: npt.NDArray[np.bool_], score: Array) -> list[int]:
    """Return the line or two under another story's linked headline, in the same box or beside it."""
    out = []
    for i in np.nonzero(
        ~kept & (view.link >= WHOLE_LINK) & (view.lines.href == STORY_LIKE) & view.heading
    )[0]:
        at = int(i) + 1
        if at < len(kept) and kept[at] and _is_deck(view, int(i), at) and score[at] < SURE_DECK:
            out.append(at)
    return out


def _is_deck(view: PageFeatures, heading: int, at: int) -> bool:
    """Say whether a block shares a small box with the heading before it."""
    if view.words[at] > DECK_WORDS or view.heading[at]:
        return False
    element = int(view.geo.element[heading])
    for _step in range(DECK_LEVELS):
        if int(view.geo.first[element]) <= at < int(view.geo.end[element]):
            return float(view.geo.end[element] - view.geo.first[element]) <= DECK_BLOCKS
        element = int(view.geo.parent[element])
    return False


def _named_boxes(view: PageFeatures, kept: npt.NDArray[np.bool_], score: Array) -> list[int]:
    """Return doubtful blocks in an element that its class calls a newsletter, comments, related box."""
    total = max(float(view.words[kept].sum()), 1.0)
    out = []
    for i in np.nonzero(kept & (score < SURE_IN_BOX))[0]:
        element = int(view.geo.element[i])
        for _step in range(BOX_LEVELS):
            if element <= 0:
                break
            inside = slice(int(view.geo.first[element]), int(view.geo.end[element]))
            if view.families[element] & NO_BOXES:
                break
            if view.families[element] & BOXES and not _is_anchored(view, element):
                if float((view.words[inside] * kept[inside]).sum()) < BOX_SHARE * total:
                    out.append(int(i))
                break
            if view.families[element] & BIT["body"]:
                break
            element = int(view.geo.parent[element])
    return out


def _is_anchored(view: PageFeatures, element: int) -> bool:
    """Say whether an element is called consent for the heading that it begins with: a manual's part on cookies."""
    heading = int(view.geo.first[element])
    if view.families[element] & BOXES != BIT["consent"] or not view.heading[heading]:
        return False
    return squash(view.reading.b_text[heading]) in map(squash, view.reading.e_key[element].split())


Rule = Callable[[PageFeatures, npt.NDArray[np.bool_], Array], list[int]]

RULES: tuple[tuple[str, Rule], ...] = (
    ("hidden", unseen),
    (PLACEHOLDER, placeholders),
    ("headline", _headline),
    ("dateline", _datelines),
    ("byline", _bylines),
    ("notice", _notices),
    ("copy", _copies),
    (LABELLED_LIST, _labelled_lists),
    ("deck", _decks),
    ("named_box", _named_boxes),
    ("other_article", other_articles),
    ("next_story", next_stories),
    ("dialog", dialogs),
    ("tooltip", tooltips),
    ("hatnote", hatnotes),
    ("review", reviews),
    ("caption", captions),
    ("control", controls),
    ("bare_heading", _bare_headings),
)
