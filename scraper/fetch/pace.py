"""How fast one host is asked: slower when it strains, not at all when it is down. Pure.

A host that answers 429 or 503, or slowly, gets a longer delay, which shrinks again with good
answers. One that fails again and again is left alone for a while (a circuit breaker: closed, open,
then one request that decides), and after some such whiles for the rest of the run.
"""

from dataclasses import dataclass, replace

SLOW_ANSWER = 2.0  # seconds; a host that needs longer is asked no faster than it answers
FIRST_SLOW_DOWN = 1.0  # seconds of delay after the first 429 or 503; doubles with each further one
MAX_DELAY = 60.0  # seconds; what a host in distress gets at most
BREAK_AFTER = 5  # failures in a row: two URLs with all their retries, about
BREAK_TIME = 15.0  # seconds a failing host is left alone at first; then twice that, and so on
MAX_BREAKS = 3  # in a row, after which the host is down for this run
LONGEST_PAUSE = 120.0
"""Seconds a run waits for a host; one that asks for more is left for a later run."""
DOWN_TIME = 3600.0  # seconds after which a host that was down is worth another run's try
_NEAR = 0.1  # seconds; a delay this close to its aim has reached it

_STRAINED = frozenset((429, 503))
_FAILING = frozenset((0, 500, 502, 503, 504))


@dataclass(frozen=True, slots=True)
class HostAnswer:
    """What one request tells about its host. `status` is 0 where there was no answer."""

    status: int
    seconds: float = 0.0  # until the answer's head arrived
    retry_after: float = 0.0  # seconds the host asked for


@dataclass(frozen=True, slots=True)
class HostPace:
    """The state of one host."""

    base: float  # seconds between starts that the settings or the site ask for
    delay: float  # ... that are kept now
    failures: int = 0  # in a row
    breaks: int = 0  # in a row
    pause: float = 0.0  # seconds from the last answer on without a request
    down: float = 0.0  # seconds after which the host may be asked again; > 0: not in this run

    @property
    def is_broken(self) -> bool:
        """Whether a single request has to show first that the host is back."""
        return self.breaks > 0


def begin(delay: float) -> HostPace:
    """Return the pace of a host that was not asked yet; `delay` in seconds."""
    return HostPace(base=delay, delay=delay)


def with_base(pace: HostPace, base: float) -> HostPace:
    """Return the pace once the delay that the site itself asks for is known."""
    return replace(pace, base=base, delay=max(base, pace.delay))


def after(pace: HostPace, seen: HostAnswer) -> HostPace:
    """Return the pace after one more request."""
    pace = replace(pace, delay=_delay(pace, seen), pause=seen.retry_after)
    pace = _failed(pace) if seen.status in _FAILING else replace(pace, failures=0, breaks=0)
    if pace.pause > LONGEST_PAUSE:
        return replace(pace, down=pace.pause)
    return pace


def _delay(pace: HostPace, seen: HostAnswer) -> float:
    if seen.status in _STRAINED:
        return max(pace.base, min(MAX_DELAY, max(FIRST_SLOW_DOWN, 2 * pace.delay)))
    aim = pace.base
    if seen.status and seen.seconds > SLOW_ANSWER:
        aim = max(aim, min(MAX_DELAY, seen.seconds))
    if aim >= pace.delay or not seen.status:
        return max(aim, pace.delay)
    shrunk = (aim + pace.delay) / 2
    return aim if shrunk < aim + _NEAR else shrunk


def _failed(pace: HostPace) -> HostPace:
    failures = pace.failures + 1
    if failures < BREAK_AFTER and not pace.is_broken:
        return replace(pace, failures=failures)
    breaks = pace.breaks + 1
    if breaks > MAX_BREAKS:
        return replace(pace, failures=failures, breaks=breaks, down=DOWN_TIME)
    pause = max(pace.pause, BREAK_TIME * 2 ** (breaks - 1))
    return replace(pace, failures=failures, breaks=breaks, pause=pause)
