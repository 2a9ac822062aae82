"""Values as frameworks write them, with each part in its place: Astro's, Qwik's and Nuxt's."""

from collections.abc import Callable
from typing import Any

from scraper.extraction.embedded.script_literals import MAX_DEPTH

_BASE = 36  # in which Qwik counts
NO_PLACE = -1  # of what names no value


def without_tags(value: Any, depth: int = 0) -> Any:
    """Return a value without the numbers that Astro puts before each: [0, value], [1, list]."""
    if depth > MAX_DEPTH:
        return value
    if isinstance(value, list):
        if len(value) == 2 and value[0] in (0, 1):
            return without_tags(value[1], depth + 1)
        return [without_tags(part, depth + 1) for part in value]
    if isinstance(value, dict):
        return {key: without_tags(part, depth + 1) for key, part in value.items()}
    return value


def with_links(value: Any) -> Any:
    """Return the objects of Qwik's data with the values in place of their numbers."""
    held = value.get("objs") if isinstance(value, dict) else None
    if not isinstance(held, list):
        return value
    return [part for part in _linked(held, _qwik_place) if isinstance(part, dict)]


def _qwik_place(number: Any) -> int:
    try:
        return int(number.rstrip("!"), _BASE) if isinstance(number, str) else NO_PLACE
    except ValueError:
        return NO_PLACE


def with_places(value: Any) -> Any:
    """Return a list of values that name one another by their place with the values in place of numbers.

    That is how Nuxt 3 writes a page's data; anything else comes back as it is.
    """
    if not (isinstance(value, list) and value and isinstance(value[0], list | dict)):
        return value
    first = value[0].values() if isinstance(value[0], dict) else value[0][1:]
    if not first or not all(isinstance(part, int) for part in first):
        return value
    return _linked(value, lambda number: number if isinstance(number, int) else NO_PLACE)


def _linked(values: list[Any], place_of: Callable[[Any], int]) -> list[Any]:
    """Return values with those that they name in place of the names; `place_of` says at which place the value
    stands that a name means, `NO_PLACE` of what is no name."""
    made: list[Any] = [
        [] if isinstance(each, list) else {} if isinstance(each, dict) else each for each in values
    ]

    def named(name: Any) -> Any:
        place = place_of(name)
        return made[place] if 0 <= place < len(made) else name

    for part, filled in zip(values, made, strict=True):
        if isinstance(part, dict):
            filled.update({key: named(name) for key, name in part.items()})
        elif isinstance(part, list):
            filled.extend(map(named, part))
    return made
