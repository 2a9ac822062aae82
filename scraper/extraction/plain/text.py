"""`clean_text`: the article in text that has lost its markup.

Without tags only wording and layout are left to judge by, so nothing is cut but what a label of
`vocabulary` announces, what such a marker or notice phrase starts, or a list on which two
independent signals agree (`plain_lists.unlabelled_evidence`). All else stays as it was.
"""

from scraper.article import Article
from scraper.extraction.plain.lines import (
    LineReading,
    PlainLine,
    full_stop,
    headline_like,
    read,
    starts_low,
    units,
    words,
)
from scraper.extraction.plain.lists import (
    body_item,
    bullet_runs,
    list_end,
    tail_start,
    unlabelled_evidence,
)
from scraper.models.article import Block, BlockKind, Include, Metadata
from scraper.models.frozen import FrozenDict
from scraper.models.site import SiteKnowledge, SiteProfile

MAX_LINES = 500_000  # a longer text is no article; it is returned as it is
MAX_INSERT = 220  # characters of a line that a marker or notice phrase can condemn
MAX_TITLE = 160  # characters of a first line that may be the title
MAX_BIO = 2  # paragraphs under "About the author"

_LISTS = frozenset(("related", "ranking", "tags"))  # labels that head a list anywhere
_TAIL_LISTS = _LISTS | {"navigation", "share", "comments", "cta", "newsletter"}
_ALONE = frozenset(("advert", "share", "cta", "newsletter", "paywall"))  # labels of no list
_INSERTS = frozenset(("related", "tags", "share", "cta", "advert", "navigation", "copyright"))
_NOTICES = frozenset(
    ("newsletter", "share", "cta", "advert", "copyright", "paywall", "consent", "comments",
     "javascript", "captcha", "login")
)  # fmt: skip

Verdict = tuple[str, str]  # reason and evidence of a cut


def clean_text(
    text: str, *, include: Include | None = None, site: SiteProfile | None = None
) -> Article:
    """Return the article of a text without markup: tail lists, inserts and notices are cut.

    A text that holds none of these comes back byte for byte, but for white space at the ends of
    lines and of the text; line ends become "\\n" and NUL characters are dropped. The headline
    stays the first line of `.text`; `.title` repeats it, with "first line" as its source.
    `.blocks` has one block per line (a bullet alone on its line counts to the next).

    With a `site`, lines that are the titles of its other articles are cut too.

    Captions, bylines and date lines stay: without markup they can't be told from body text.
    Takes time in proportion to the text; above `MAX_LINES` lines nothing is examined.
    """
    lines = _lines(text)
    if len(lines) > MAX_LINES:
        return _unexamined(lines, include or Include())
    found = units(lines)
    verdicts = _judge(found)
    if site is not None and site.knowledge is not None:
        _cut_stories(found, verdicts, site.knowledge)
    kept = _join(lines, found, verdicts)
    title = _title(found, verdicts)
    return Article(
        kept,
        Metadata(title=title, sources=FrozenDict({"title": "first line"} if title else {})),
        _blocks(lines, found, verdicts, bool(title)),
        status="article" if kept else "empty",
        status_reason="" if kept else "no text" if not found else "nothing but labelled lists",
        include=include or Include(),
    )


def _lines(text: str) -> list[str]:
    plain = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").rstrip()
    lines = [line.rstrip() for line in plain.split("\n")]
    first = next((index for index, line in enumerate(lines) if line), 0)
    return lines[first:]


def _unexamined(lines: list[str], include: Include) -> Article:
    text = "\n".join(lines)
    evidence = f"not examined: {len(lines):,} lines, more than {MAX_LINES:,}"
    block = Block(0, "paragraph", text, True, "body", evidence)
    return Article(text, Metadata(), (block,), include=include)


def _judge(found: list[PlainLine]) -> dict[int, Verdict]:
    """Return the units to cut, by index."""
    readings = [read(unit) for unit in found]
    labels = [_label(found, readings, index) for index in range(len(found))]
    tail = tail_start(found, _notices(found, readings, labels))
    cuts: dict[int, Verdict] = {}
    index = 0
    while index < len(found):
        label = labels[index]
        stop = _labelled_stop(found, labels, index, tail) if label else index
        if label and stop > index:
            head = found[index].text
            cuts[index] = (label, f"a label ({label})")
            for item in range(index + 1, stop):
                cuts[item] = (label, f"under the label {head!r}")
        else:
            verdict = _insert(found, readings, index)
            if verdict:
                cuts[index] = verdict
        index = max(stop, index + 1)
    _cut_unlabelled(found, cuts, tail)
    return cuts


def _label(found: list[PlainLine], readings: list[LineReading], index: int) -> str | None:
    """Return the concept a unit labels, unless hand-wrapped text only makes it look like a label."""
    concept = readings[index].label
    if concept is None:
        return None
    unit = found[index]
    following = found[index + 1] if index + 1 < len(found) else None
    if starts_low(unit.text) and (unit.glued or index == 0):
        return None
    if following and following.glued and not following.bullet and starts_low(following.text):
        return None
    return concept


def _notices(
    found: list[PlainLine], readings: list[LineReading], labels: list[str | None]
) -> list[bool]:
    """Say for every unit whether it is a notice or stands in an author box: no body in any case."""
    notices = [_insert(found, readings, index) is not None for index in range(len(found))]
    for index, label in enumerate(labels):
        if label == "author":
            stop = _author_stop(found, labels, index)
            notices[index:stop] = [True] * (stop - index)
    return notices


def _labelled_stop(found: list[PlainLine], labels: list[str | None], index: int, tail: int) -> int:
    """Return where the cut that starts with the label at `index` ends; `index` when nothing is cut."""
    concept = labels[index]
    if concept == "author":
        return _author_stop(found, labels, index)
    if concept in (_TAIL_LISTS if index >= tail else _LISTS):
        stop = list_end(found, index + 1, labels)
        if stop > index + 1 and index < tail and _announces_one(found, index):
            return index + 2
        if _is_list(found, index, stop, tail):
            return stop
    return index + 1 if concept in _ALONE and _stands_alone(found, labels, index, tail) else index


def _is_list(found: list[PlainLine], index: int, stop: int, tail: int) -> bool:
    """Say whether what follows the label at `index`, up to `stop`, is the list it announces."""
    if index >= tail and index:
        return True  # nothing after it reads as body text
    items = found[index + 1 : stop]
    if not items or all(map(body_item, items)):
        return False
    if index == 0 or _weak(found[index].text):
        bulleted = len(items) >= 3 and items[0].bullet
        return bulleted and all(headline_like(i.text) and words(i.text) >= 4 for i in items)
    return True


def _announces_one(found: list[PlainLine], index: int) -> bool:
    """Say whether the label at `index` is one word with a colon ("Related:") over one headline."""
    label, item = found[index], found[index + 1]
    insert = label.text.rstrip("* ").endswith((":", "：")) and _weak(label.text)
    return insert and not item.bullet and headline_like(item.text) and words(item.text) >= 4


def _stands_alone(found: list[PlainLine], labels: list[str | None], index: int, tail: int) -> bool:
    """Say whether a label without a list is one for certain.

    One everyday word ("Share") can be a subhead; it counts in the tail or beside its like.
    """
    if index == 0:
        return False
    if labels[index] == "advert" or index >= tail or not _weak(found[index].text):
        return True
    beside = (labels[index - 1], labels[index + 1] if index + 1 < len(labels) else None)
    return any(label in _ALONE for label in beside)


def _weak(label: str) -> bool:
    """Say whether a label is one everyday word ("Popular", "Topics") that can be a subhead too."""
    return words(label) <= 1


def _author_stop(found: list[PlainLine], labels: list[str | None], index: int) -> int:
    """Return where the author box at a text's end stops: its label and at most two paragraphs."""
    stop = index + 1
    while stop < len(found) and labels[stop] is None and stop - index <= MAX_BIO:
        stop += 1
    ends = stop == len(found) or labels[stop] is not None
    return stop if index and ends else index


def _insert(found: list[PlainLine], readings: list[LineReading], index: int) -> Verdict | None:
    """Return the verdict on a line by itself: a marker it starts with, or a notice it is."""
    unit, reading = found[index], readings[index]
    if index == 0 or len(unit.text) > MAX_INSERT or (unit.glued and starts_low(unit.text)):
        return None
    if reading.marker in _INSERTS and not full_stop(unit.text):
        return str(reading.marker), "starts with a marker of inserted lines"
    if reading.promo in _NOTICES and not unit.bullet:
        return str(reading.promo), "a phrase of notices and promotions"
    return None


def _cut_unlabelled(found: list[PlainLine], cuts: dict[int, Verdict], tail: int) -> None:
    """Cut lists without a label where two signals agree."""
    runs = bullet_runs(found)
    if tail < len(found) and not any(start <= tail < stop for start, stop in runs):
        runs.append((tail, len(found)))
    for start, stop in runs:
        at_end = stop == len(found)
        if any(index in cuts for index in range(start, stop)):
            continue
        evidence = unlabelled_evidence(found, start, stop)
        if evidence and (at_end or found[start].lone):
            cuts.update((index, ("link_list", evidence)) for index in range(start, stop))


def _cut_stories(
    found: list[PlainLine], cuts: dict[int, Verdict], knowledge: SiteKnowledge
) -> None:
    """Cut the titles of the site's other articles; the first line is the text's own."""
    from scraper.extraction.site.other_articles import other_stories  # noqa: PLC0415  # few texts have a site

    stories = other_stories(knowledge)
    own = stories.named_by(found[0].text) if found else ""
    for index, unit in enumerate(found[1:], 1):
        title = stories.named_by(unit.text, extended=not full_stop(unit.text))
        if title and title != own and index not in cuts:
            cuts[index] = ("other_story", f'title of another article: "{title}"')


def _join(lines: list[str], found: list[PlainLine], cuts: dict[int, Verdict]) -> str:
    """Return the kept lines; where something was cut, the wider of the gaps around it stays."""
    out: list[str] = []
    gap = 0
    cut_before = False
    for index, unit in enumerate(found):
        gap = max(gap, unit.gap) if cut_before else unit.gap
        cut_before = index in cuts
        if cut_before:
            continue
        if out:
            out.extend([""] * gap)
        out.extend(lines[unit.start : unit.stop])
        gap = 0
    return "\n".join(out)


def _title(found: list[PlainLine], cuts: dict[int, Verdict]) -> str:
    """Return the first line, where it reads like a headline and a text follows."""
    if len(found) < 2 or 0 in cuts or found[0].bullet:
        return ""
    text = found[0].text
    return text if len(text) <= MAX_TITLE and headline_like(text) else ""


def _blocks(
    lines: list[str], found: list[PlainLine], cuts: dict[int, Verdict], titled: bool
) -> tuple[Block, ...]:
    return tuple(
        Block(
            index,
            _kind(unit, index == 0 and titled),
            "\n".join(lines[unit.start : unit.stop]) if index not in cuts else unit.text,
            index not in cuts,
            *cuts.get(index, ("body", "")),
            score=0.0 if index in cuts else 1.0,
            glued=unit.glued and index > 0,
        )
        for index, unit in enumerate(found)
    )


def _kind(unit: PlainLine, is_title: bool) -> BlockKind:
    if is_title:
        return "heading"
    return "list_item" if unit.bullet else "paragraph"
