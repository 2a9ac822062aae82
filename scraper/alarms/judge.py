"""The judgement on a site after a run has visited it. One cause is one alarm: a wall explains all
else, a new layout explains what is missing from the articles."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from scraper.alarms.chance import MOST, is_surprising, is_suspicious
from scraper.alarms.evidence import evidence, hidden
from scraper.alarms.repeats import (
    PAGES,
    distinct,
    may_repeat,
    on,
    repeated,
)
from scraper.alarms.signs import SIGNALS, Signal, SiteSign
from scraper.alarms.silence import after, silence
from scraper.models.alarm import (
    Alarm,
    AlarmKind,
    PageObservation,
    SiteHistory,
    SiteJudgement,
    SiteObservation,
)

LONGER = (6, 12)  # newest pages that are judged besides, as long as no alarm is open
LASTING = 0.8
"""Share of odd pages in these: what has changed shows on nearly all. From a half on, two of 91 months in
which much varied had an alarm; so, none of 200."""
LEAST = 3  # newest pages that are judged; a run that saw fewer is judged with those before it
SHOWN = 5  # pages that an alarm names

WALLS: frozenset[AlarmKind] = frozenset(
    ("consent_wall", "login_wall", "block_page", "js_shell", "soft_404")
)
OF_LAYOUT: frozenset[AlarmKind] = frozenset(("no_date", "no_author", "length_off", "new_block"))

TextOf = Callable[[str], str]  # the words of a line, of its key


@dataclass(frozen=True, slots=True)
class _SignState:
    """What one row of the table says of a site now."""

    kind: AlarmKind
    odd: tuple[PageObservation, ...]
    pages: int
    alarming: bool
    usual: bool  # as it was before
    evidence: str
    subject: str = ""


def judge(history: SiteHistory, visit: SiteObservation, text_of: TextOf) -> SiteJudgement:
    """Judge a site after a visit. `text_of` gives the words of a line for the evidence."""
    found = {one.kind: one for one in _found(history, text_of)}
    still = (alarm for alarm in history.alarms if not _is_over(alarm, found))
    kept = tuple(_renewed(alarm, found, history.fresh) for alarm in still)
    raised = _unexplained([one for one in found.values() if one.alarming], kept)
    alarms = [_alarm(one, history.site, visit) for one in raised]
    walled = WALLS & {alarm.kind for alarm in (*kept, *alarms)}
    rhythm = history.rhythm
    if visit.readable and not walled:
        heard = any(page.new for page in history.fresh)
        rhythm = after(rhythm, visit, heard=heard)
        quiet = silence(rhythm)
        if not quiet:
            kept = tuple(alarm for alarm in kept if alarm.kind != "feed_silent")
        elif all(alarm.kind != "feed_silent" for alarm in kept):
            alarms.append(Alarm(history.site, "feed_silent", visit.now, visit.run, quiet))
        else:
            kept = tuple(_with_silence(alarm, quiet) for alarm in kept)
    open_kinds = {alarm.kind for alarm in kept}
    cleared = tuple(alarm for alarm in history.alarms if alarm.kind not in open_kinds)
    undecided = not (kept or alarms) and _is_undecided(history)
    return SiteJudgement(tuple(alarms), cleared, kept, rhythm, undecided)


def _found(history: SiteHistory, text_of: TextOf) -> Iterator[_SignState]:
    """Yield what each row of the table says; of two rows of a kind the one that gives an alarm, or has
    more odd pages."""
    both: dict[AlarmKind, _SignState] = {}
    for signal in SIGNALS:
        one = _signalled(signal, history)
        if one is not None:
            other = both.get(signal.kind)
            both[signal.kind] = one if other is None else max(one, other, key=_weight)
    yield from both.values()
    box = _box(history, text_of)
    if box is not None:
        yield box


def _weight(found: _SignState) -> tuple[bool, int]:
    return found.alarming, len(found.odd)


def _signalled(signal: Signal, history: SiteHistory) -> _SignState | None:
    """Return one sign on the newest pages that can show it; None where no page can.

    Judged are the fresh pages first, then all that is undecided, then longer windows: what came page
    by page among others, each time too few for an alarm, is in the baseline already, and would pass for
    usual soon.
    """
    sign = signal.of(history.baseline)
    fresh = [page for page in history.fresh if sign.odd(page) is not None]
    if not fresh:
        return None
    first = _in_window(signal, history, _window(fresh, history, sign, LEAST), MOST)
    if not first.alarming and not history.alarms:
        undecided = [page for page in _recent(history) if sign.odd(page) is not None]
        windows = (_window(fresh, history, sign, least) for least in LONGER)
        for window in (undecided, *windows):
            longer = _in_window(signal, history, window, LASTING)
            if longer.alarming:
                return longer
    return first


def _in_window(
    signal: Signal, history: SiteHistory, window: Sequence[PageObservation], most: float
) -> _SignState:
    taken = set(map(id, window))
    baseline = [page for page in history.baseline if id(page) not in taken]
    sign = signal.of(baseline)  # the newest pages are no part of what they are compared with
    odd = tuple(page for page in window if sign.odd(page))
    enough = len(window) >= LEAST and len(baseline) >= signal.least
    return _SignState(
        signal.kind,
        odd,
        len(window),
        alarming=enough and is_surprising(len(odd), len(window), sign.before, most),
        usual=len(window) >= LEAST and len(odd) <= sign.before.rate * len(window),
        evidence=evidence(signal, sign, odd, len(window), baseline),
    )


def _window(
    fresh: Sequence[PageObservation], history: SiteHistory, sign: SiteSign | None, least: int
) -> list[PageObservation]:
    """Return the fresh pages, or as many of the newest as are needed. While an alarm is open, what was seen
    before it is left out: it could only say that all is well."""
    seen = {page.key for page in fresh}
    known = history.since if history.alarms else _known(history)
    answer = sign.odd if sign is not None else lambda page: True if page.lines else None
    older = [page for page in known if page.key not in seen and answer(page) is not None]
    older.sort(key=lambda page: page.at)
    missing = max(least - len(fresh), 0)
    return [*older[-missing:], *fresh] if missing else list(fresh)


def _known(history: SiteHistory) -> list[PageObservation]:
    """Return the pages before the fresh ones, each as it was seen last."""
    later = {page.key for page in history.undecided}
    return [
        *(page for page in history.baseline if page.key not in later),
        *history.undecided,
    ]


def _box(history: SiteHistory, text_of: TextOf) -> _SignState | None:
    fresh = [page for page in history.fresh if page.lines]
    if not fresh:
        return None
    window = _window(fresh, history, None, PAGES)
    taken = set(map(id, window))
    baseline = [page for page in history.baseline if id(page) not in taken and page.lines]
    line = repeated(window, baseline) if len(baseline) >= PAGES else ""
    known = next((a.subject for a in history.alarms if a.kind == "new_block"), "")
    articles = distinct(window)
    shown = known if known and (on(known, articles) or not line) else line
    odd = tuple(page for page in articles if shown in page.lines)
    words = (
        f'"{text_of(shown)}" stands in {len(odd)} of {len(articles)} articles, '
        f"before in {on(shown, baseline)} of {len(baseline)}"
    )
    usual = bool(known) and len(articles) >= LEAST and not on(known, articles)
    return _SignState("new_block", odd, len(articles), bool(line), usual, words, shown)


def _is_over(alarm: Alarm, found: dict[AlarmKind, _SignState]) -> bool:
    return alarm.kind in found and found[alarm.kind].usual and not found[alarm.kind].alarming


def _renewed(
    alarm: Alarm, found: dict[AlarmKind, _SignState], fresh: Sequence[PageObservation]
) -> Alarm:
    """Return an open alarm with what shows it now, or with the note that no page can show it, as with a
    wall."""
    one = found.get(alarm.kind)
    if one is None and fresh and alarm.kind != "feed_silent":
        return replace(alarm, evidence=hidden(alarm.evidence, len(fresh)))
    if one is None or not one.odd:
        return alarm
    return replace(alarm, evidence=one.evidence, pages=_pages(one), subject=one.subject)


def _with_silence(alarm: Alarm, quiet: str) -> Alarm:
    return replace(alarm, evidence=quiet) if alarm.kind == "feed_silent" else alarm


def _unexplained(found: Sequence[_SignState], kept: Sequence[Alarm]) -> list[_SignState]:
    """Return the findings that no finding above them, and no open alarm, explains."""
    known = {alarm.kind for alarm in kept}
    kinds = known | {one.kind for one in found}
    if kinds & WALLS:
        found = [one for one in found if one.kind in WALLS]
    elif "layout_changed" in kinds:
        found = [one for one in found if one.kind not in OF_LAYOUT]
    return [one for one in found if one.kind not in known]


def _alarm(found: _SignState, site: str, visit: SiteObservation) -> Alarm:
    return Alarm(
        site, found.kind, visit.now, visit.run, found.evidence, _pages(found), found.subject
    )


def _pages(found: _SignState) -> tuple[str, ...]:
    newest = sorted(found.odd, key=lambda page: page.at, reverse=True)[:SHOWN]
    return tuple(page.url for page in newest)


def _recent(history: SiteHistory) -> tuple[PageObservation, ...]:
    """Return what was seen and is not decided yet, each page as it was seen last."""
    seen = {page.key for page in history.fresh}
    return (
        *(page for page in history.undecided if page.key not in seen),
        *history.fresh,
    )


def _is_undecided(history: SiteHistory) -> bool:
    """Say whether more pages like those seen last may become an alarm. Until then they are not part of
    the baseline, or a site that breaks page by page would always have been like that."""
    return any(_is_suspect(signal, history) for signal in SIGNALS) or _may_be_boxed(history)


def _is_suspect(signal: Signal, history: SiteHistory) -> bool:
    if len(history.baseline) < signal.least:
        return False
    sign = signal.of(history.baseline)
    answers = [one for one in map(sign.odd, _recent(history)) if one is not None]
    return is_suspicious(sum(answers), len(answers), sign.before)


def _may_be_boxed(history: SiteHistory) -> bool:
    baseline = [page for page in history.baseline if page.lines]
    articles = [page for page in _recent(history) if page.lines]
    return len(baseline) >= PAGES and may_repeat(articles, baseline)
