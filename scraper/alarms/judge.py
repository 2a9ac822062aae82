"""The judgement on a site after a run has looked at it. One cause is one alarm: a wall explains all
else, a new layout explains what is missing from the articles."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from scraper.alarms.chance import MOST, is_surprising
from scraper.alarms.evidence import evidence, hidden
from scraper.alarms.repeats import (
    PAGES,
    distinct,
    on,
    repeated,
)
from scraper.alarms.signs import SIGNALS, Signal, SiteSign
from scraper.alarms.silence import after, silence
from scraper.alarms.undecided import is_undecided, recent
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


def judge(watched: SiteHistory, look: SiteObservation, text_of: TextOf) -> SiteJudgement:
    """Return what a visit shows. `text_of` gives the words of a line, for the evidence."""
    found = {one.kind: one for one in _found(watched, text_of)}
    still = (alarm for alarm in watched.alarms if not _is_over(alarm, found))
    kept = tuple(_renewed(alarm, found, watched.fresh) for alarm in still)
    raised = _explained([one for one in found.values() if one.alarming], kept)
    alarms = [_alarm(one, watched.site, look) for one in raised]
    walled = WALLS & {alarm.kind for alarm in (*kept, *alarms)}
    pulse = watched.pulse
    if look.readable and not walled:
        heard = any(sight.new for sight in watched.fresh)
        pulse = after(pulse, look, heard=heard)
        quiet = silence(pulse)
        if not quiet:
            kept = tuple(alarm for alarm in kept if alarm.kind != "feed_silent")
        elif all(alarm.kind != "feed_silent" for alarm in kept):
            alarms.append(Alarm(watched.site, "feed_silent", look.now, look.run, quiet))
        else:
            kept = tuple(_retold(alarm, quiet) for alarm in kept)
    open_kinds = {alarm.kind for alarm in kept}
    cleared = tuple(alarm for alarm in watched.alarms if alarm.kind not in open_kinds)
    undecided = not (kept or alarms) and is_undecided(watched)
    return SiteJudgement(tuple(alarms), cleared, kept, pulse, undecided)


def _found(watched: SiteHistory, text_of: TextOf) -> Iterator[_SignState]:
    """Return the finding of each kind: of two the one that is alarmed, or has the odder pages."""
    both: dict[AlarmKind, _SignState] = {}
    for signal in SIGNALS:
        one = _signalled(signal, watched)
        if one is not None:
            other = both.get(signal.kind)
            both[signal.kind] = one if other is None else max(one, other, key=_weight)
    yield from both.values()
    box = _box(watched, text_of)
    if box is not None:
        yield box


def _weight(found: _SignState) -> tuple[bool, int]:
    return found.alarming, len(found.odd)


def _signalled(signal: Signal, watched: SiteHistory) -> _SignState | None:
    """Judge one sign on the newest pages that can show it; return None if it is not there.

    The fresh pages are judged first, then all that is undecided, then longer windows: changes that
    came page by page, each time too few for an alarm, are in the baseline already and would soon
    pass for usual.
    """
    sign = signal.of(watched.norm)
    fresh = [sight for sight in watched.fresh if sign.odd(sight) is not None]
    if not fresh:
        return None
    first = _in_window(signal, watched, _window(fresh, watched, sign, LEAST), MOST)
    if not first.alarming and not watched.alarms:
        undecided = [sight for sight in recent(watched) if sign.odd(sight) is not None]
        windows = (_window(fresh, watched, sign, least) for least in LONGER)
        for window in (undecided, *windows):
            longer = _in_window(signal, watched, window, LASTING)
            if longer.alarming:
                return longer
    return first


def _in_window(
    signal: Signal, watched: SiteHistory, window: Sequence[PageObservation], most: float
) -> _SignState:
    taken = set(map(id, window))
    norm = [sight for sight in watched.norm if id(sight) not in taken]
    sign = signal.of(norm)  # the newest pages are no part of what they are compared with
    odd = tuple(sight for sight in window if sign.odd(sight))
    enough = len(window) >= LEAST and len(norm) >= signal.least
    return _SignState(
        signal.kind,
        odd,
        len(window),
        alarming=enough and is_surprising(len(odd), len(window), sign.before, most),
        usual=len(window) >= LEAST and len(odd) <= sign.before.rate * len(window),
        evidence=evidence(signal, sign, odd, len(window), norm),
    )


def _window(
    fresh: Sequence[PageObservation], watched: SiteHistory, sign: SiteSign | None, least: int
) -> list[PageObservation]:
    """Return the fresh pages, or as many of the newest as are needed. While an alarm is open, pages
    seen before it are left out: they could only say that all is well."""
    seen = {sight.key for sight in fresh}
    known = watched.since if watched.alarms else _known(watched)
    told = sign.odd if sign is not None else lambda sight: True if sight.lines else None
    older = [sight for sight in known if sight.key not in seen and told(sight) is not None]
    older.sort(key=lambda sight: sight.at)
    missing = max(least - len(fresh), 0)
    return [*older[-missing:], *fresh] if missing else list(fresh)


def _known(watched: SiteHistory) -> list[PageObservation]:
    """Return the pages before the fresh ones, each as it was last."""
    later = {sight.key for sight in watched.undecided}
    return [*(sight for sight in watched.norm if sight.key not in later), *watched.undecided]


def _box(watched: SiteHistory, text_of: TextOf) -> _SignState | None:
    fresh = [sight for sight in watched.fresh if sight.lines]
    if not fresh:
        return None
    window = _window(fresh, watched, None, PAGES)
    taken = set(map(id, window))
    norm = [sight for sight in watched.norm if id(sight) not in taken and sight.lines]
    line = repeated(window, norm) if len(norm) >= PAGES else ""
    known = next((a.subject for a in watched.alarms if a.kind == "new_block"), "")
    stories = distinct(window)
    shown = known if known and (on(known, stories) or not line) else line
    odd = tuple(sight for sight in stories if shown in sight.lines)
    told = (
        f'"{text_of(shown)}" stands in {len(odd)} of {len(stories)} articles, '
        f"before in {on(shown, norm)} of {len(norm)}"
    )
    usual = bool(known) and len(stories) >= LEAST and not on(known, stories)
    return _SignState("new_block", odd, len(stories), bool(line), usual, told, shown)


def _is_over(alarm: Alarm, found: dict[AlarmKind, _SignState]) -> bool:
    return alarm.kind in found and found[alarm.kind].usual and not found[alarm.kind].alarming


def _renewed(
    alarm: Alarm, found: dict[AlarmKind, _SignState], fresh: Sequence[PageObservation]
) -> Alarm:
    """Return an open alarm with its present evidence, or a note that nothing shows it, as with a wall."""
    one = found.get(alarm.kind)
    if one is None and fresh and alarm.kind != "feed_silent":
        return replace(alarm, evidence=hidden(alarm.evidence, len(fresh)))
    if one is None or not one.odd:
        return alarm
    return replace(alarm, evidence=one.evidence, pages=_pages(one), subject=one.subject)


def _retold(alarm: Alarm, quiet: str) -> Alarm:
    return replace(alarm, evidence=quiet) if alarm.kind == "feed_silent" else alarm


def _explained(found: Sequence[_SignState], kept: Sequence[Alarm]) -> list[_SignState]:
    """Return the findings that no finding above them and no open alarm explains."""
    known = {alarm.kind for alarm in kept}
    kinds = known | {one.kind for one in found}
    if kinds & WALLS:
        found = [one for one in found if one.kind in WALLS]
    elif "layout_changed" in kinds:
        found = [one for one in found if one.kind not in OF_LAYOUT]
    return [one for one in found if one.kind not in known]


def _alarm(found: _SignState, site: str, look: SiteObservation) -> Alarm:
    return Alarm(site, found.kind, look.now, look.run, found.evidence, _pages(found), found.subject)


def _pages(found: _SignState) -> tuple[str, ...]:
    newest = sorted(found.odd, key=lambda sight: sight.at, reverse=True)[:SHOWN]
    return tuple(sight.url for sight in newest)
