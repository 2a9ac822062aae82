"""Attack strings for a regular expression, made from its own parts."""

import random
import re
from collections.abc import Iterator
from itertools import islice
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

LONG = 20  # repetitions from which a repeat counts as one without bound
MOST_BODIES = 6  # strings tried for one repeat
MOST_ATTACKS = 60  # of one pattern
TAILS = ("\0", "")

_REPEATS = (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT)
_OF_CATEGORY = {
    c.CATEGORY_DIGIT: "1", c.CATEGORY_SPACE: " ", c.CATEGORY_WORD: "a",
    c.CATEGORY_NOT_DIGIT: "a", c.CATEGORY_NOT_SPACE: "a", c.CATEGORY_NOT_WORD: ".",
}  # fmt: skip


def attacks(pattern: re.Pattern[Any], size: int) -> Iterator[Any]:
    """Yield texts of about `size` characters on which a pattern that backtracks takes long."""
    tree = _parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    for text in dict.fromkeys(islice(_attacks(tree, "", size), MOST_ATTACKS)):
        yield text.encode("latin-1", "replace") if isinstance(pattern.pattern, bytes) else text


def _attacks(tree: Any, before: str, size: int) -> Iterator[str]:
    for prefix, body in _repeats(tree, before):
        for one in islice(dict.fromkeys(body), MOST_BODIES):
            long = one * (size // max(len(one), 1))
            whole = prefix + one
            again = whole * (size // max(len(whole), 1))
            yield from (prefix + long + tail for tail in TAILS)
            yield from (again + tail for tail in TAILS)
            yield (prefix * (size // 2 // max(len(prefix), 1))) + long


def _repeats(tree: Any, before: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each long repeat: a text that leads up to it, and texts it repeats."""
    for kind, value in tree:
        if kind in _REPEATS:
            _least, most, body = value
            if most >= LONG:
                yield before, _samples(body)
            yield from _repeats(body, before)
        elif kind is c.BRANCH:
            for branch in value[1]:
                yield from _repeats(branch, before)
        elif kind is c.SUBPATTERN:
            yield from _repeats(value[3], before)
        elif kind is c.ATOMIC_GROUP:
            yield from _repeats(value, before)
        elif kind in (c.ASSERT, c.ASSERT_NOT):
            yield from _repeats(value[1], before)
        before += _sample([(kind, value)])


def _samples(body: Any) -> list[str]:
    if len(body) == 1 and body[0][0] is c.IN:
        return _members(body[0][1])
    if len(body) == 1 and body[0][0] is c.SUBPATTERN:
        return _samples(body[0][1][3])
    if len(body) == 1 and body[0][0] is c.BRANCH:
        return [_sample(branch) for branch in body[0][1][1]]
    return [_sample(body)]


def _members(members: Any) -> list[str]:
    if members[0][0] is c.NEGATE:
        barred = {chr(v) for k, v in members[1:] if k is c.LITERAL}
        return [one for one in ("a", " ", "<", "1", "\\", "[") if one not in barred]
    found = []
    for kind, value in members:
        if kind is c.LITERAL:
            found.append(chr(value))
        elif kind is c.RANGE:
            found.append(chr(value[0]))
        elif kind is c.CATEGORY:
            found.append(_OF_CATEGORY[value])
    return found or ["a"]


def _sample(tree: Any) -> str:
    out = ""
    for kind, value in tree:
        if kind is c.LITERAL:
            out += chr(value)
        elif kind is c.NOT_LITERAL:
            out += "b" if value == ord("a") else "a"
        elif kind is c.ANY:
            out += "a"
        elif kind is c.IN:
            out += _members(value)[0]
        elif kind in _REPEATS:
            out += _sample(value[2]) * min(max(value[0], 1), 3)
        elif kind is c.BRANCH:
            out += _sample(value[1][0])
        elif kind is c.SUBPATTERN:
            out += _sample(value[3])
        elif kind is c.ATOMIC_GROUP:
            out += _sample(value)
    return out


def drawn(pattern: re.Pattern[str], draw: random.Random) -> Iterator[str]:
    """Yield texts without end that a pattern finds, but for what it asks of its surroundings: each choice is drawn."""
    tree = _parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    while True:
        yield _drawn(tree, draw)


def _drawn(tree: Any, draw: random.Random) -> str:
    out = ""
    for kind, value in tree:
        if kind in _REPEATS:
            times = draw.randint(value[0], min(value[1], value[0] + 1))
            out += "".join(_drawn(value[2], draw) for _ in range(times))
        elif kind is c.BRANCH:
            out += _drawn(draw.choice(value[1]), draw)
        elif kind is c.SUBPATTERN:
            out += _drawn(value[3], draw)
        elif kind is c.IN:
            out += draw.choice(_members(value))
        else:
            out += _sample([(kind, value)])
    return out
