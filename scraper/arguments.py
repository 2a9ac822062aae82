"""What a program hands to the public functions, checked where a wrong type would go unnoticed or fail
with words about something else."""

from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


def url_text(url: object) -> str:
    """Return a URL that is a text. Raises TypeError for anything else."""
    if not isinstance(url, str):
        raise TypeError(
            f'a URL is a str such as "https://example.org/story", not {type(url).__name__}'
        )
    return url


def several(values: Iterable[T], name: str) -> Iterable[T]:
    """Return what is to be gone through. Raises TypeError for a single text, whose characters would be
    taken for the values, and for what can't be gone through."""
    if isinstance(values, str | bytes) or not isinstance(values, Iterable):
        kind = type(values).__name__
        raise TypeError(f"{name} are several, such as a list of them, not one {kind}")
    return values
