"""No pattern of the package takes time that grows with the square of a text."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest

import scraper
from tests.extraction.patterns import attacks
from tests.growth import allowed, growth, seconds, takes_longer

TINY = 20  # characters, for which an exponential pattern takes some 50 ms
SIZES = (
    250,
    8_000,
)  # characters; a cubic pattern shows at the first, a quadratic one at the second
QUICK = 0.004  # seconds of processor time, under which nothing is asked
TRIES = 6  # in which load can't hide that a pattern is slow
TIMES = 2  # how many times as long the text is that shows the growth
OPTIONAL = ("scraper.train", "scraper.review", "scraper.views", "scraper.pytest_plugin")
HANDED_ON = tuple(f"scraper.encoding.sniff.{name}" for name in ("_COMMENT", "_PROLOG"))
"""Patterns that a function is given which only matches them."""
CLOSED = ("scraper.extraction.features.head._MARKUP",)
"""Patterns that are asked only up to the last ">", so that each "<" finds its end."""


def _modules() -> Iterator[Any]:
    for found in pkgutil.walk_packages(scraper.__path__, "scraper."):
        if not found.name.startswith(OPTIONAL) and not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def _patterns(value: Any) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _patterns(one)
    elif isinstance(value, tuple | list | set | frozenset):
        for one in value:
            yield from _patterns(one)


def every_pattern() -> dict[str, re.Pattern[Any]]:
    """Each compiled pattern of the package once, by where it stands."""
    found: dict[re.Pattern[Any], str] = {}
    for module in _modules():
        for name, value in vars(module).items():
            if f"{module.__name__}.{name}" in CLOSED:
                continue
            for pattern in _patterns(value):
                found.setdefault(pattern, f"{module.__name__}.{name}")
    return {f"{place} {number}": one for number, (one, place) in enumerate(found.items())}


def is_only_matched(place: str) -> bool:
    """Whether the module asks the pattern what stands at one place, and never looks further on."""
    if place.split(maxsplit=1)[0] in HANDED_ON:
        return True
    module, name = place.split(maxsplit=1)[0].rsplit(".", 1)
    source = inspect.getsource(importlib.import_module(module))
    uses = set(re.findall(rf"\b{name}\.(\w+)\(", source))
    return bool(uses) and uses <= {"match", "fullmatch"}


def _ask(pattern: re.Pattern[Any], only_matched: bool, text: Any) -> None:
    pattern.match(text)
    if not only_matched:
        pattern.search(text)
        pattern.sub(lambda match: match[0], text)


def slow_attack(
    pattern: re.Pattern[Any], only_matched: bool = False, sizes: tuple[int, ...] = SIZES
) -> str:
    """Return the start of a text on which the pattern is not linear, "" if none was found.

    Sizes go up, so that a pattern whose time explodes is found where it still ends.
    """
    ask = partial(_ask, pattern, only_matched)
    for text in attacks(pattern, TINY):
        if takes_longer(QUICK, ask, text):
            return repr(text)
    for size in sizes:
        longer = dict(enumerate(attacks(pattern, TIMES * size)))
        for number, text in enumerate(attacks(pattern, size)):
            if seconds(ask, text) <= QUICK:
                continue
            pair = {1: text, TIMES: longer.get(number, text * TIMES)}
            if growth(ask, pair.__getitem__, TIMES, TIMES) > allowed(TIMES):
                return repr(text[:60])
    return ""


def test_every_exception_names_a_pattern() -> None:
    for place in (*HANDED_ON, *CLOSED):
        module, name = place.rsplit(".", 1)
        assert isinstance(getattr(importlib.import_module(module), name), re.Pattern), place


def test_every_pattern_is_linear() -> None:
    patterns = every_pattern()
    assert len(patterns) > 100, "the patterns of the package were not found"
    slow = {
        place: text
        for place, one in patterns.items()
        if (text := slow_attack(one, is_only_matched(place)))
    }
    assert slow == {}


@pytest.mark.parametrize("pattern", [r"\s+$", r"(?:a|a)*b", r"<[^>]+>", r"x\w*y", r"\s*\[?\s*!"])
def test_the_test_finds_patterns_that_are_not_linear(pattern: str) -> None:
    """It may miss one where load made the smaller text seem slow: twice its size takes four times as long."""
    assert any(slow_attack(re.compile(pattern), sizes=(250, 4_000)) for _ in range(TRIES))
