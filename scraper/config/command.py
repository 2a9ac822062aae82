"""The command of `[alarms]`: words with placeholders, and what they become. No shell ever reads it."""

import re
import shlex
from collections.abc import Mapping, Sequence
from typing import Any

PLACEHOLDERS = ("text", "site", "kind", "event", "id")
"""What a command may name in braces: fields of a message about an alarm."""

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def command_words(value: Any) -> tuple[str, ...]:
    """Return the words of a command, as a shell would part them. Raises ValueError saying what is
    wanted."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError(
            "must be a command in quotes, such as 'mail -s \"{text}\" you@example.org'"
        )
    try:
        words = tuple(shlex.split(value))
    except ValueError as error:
        raise ValueError(f"can't be parted into words: {error}") from None
    if "\0" in value or not words or not words[0]:
        raise ValueError("must begin with the name of a program")
    for name in _PLACEHOLDER.findall(" ".join(words)):
        if name not in PLACEHOLDERS:
            known = ", ".join(f"{{{each}}}" for each in PLACEHOLDERS)
            raise ValueError(f"has {{{name}}}; known are {known}")
    return words


def filled(words: Sequence[str], values: Mapping[str, Any]) -> list[str]:
    """Return the words with values in the places of the placeholders, each on one line. What a value
    holds in braces stays: it may be a page's text."""

    def value_of(match: re.Match[str]) -> str:
        return _CONTROL.sub(" ", str(values[match[1]]))

    return [_PLACEHOLDER.sub(value_of, word) for word in words]
