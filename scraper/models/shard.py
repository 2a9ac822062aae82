"""Equal shares of many named things, so that several machines work on them without talking to each other."""

from dataclasses import dataclass
from hashlib import sha256

_DIGITS = 16  # hexadecimal, of the digest that deals names out
_LONGEST = 9  # digits of I and K; Python refuses to read numbers of thousands of them


@dataclass(frozen=True, slots=True)
class Shard:
    """One of `count` equal shares, counted from 0. The share that there is without any is 0 of 1."""

    index: int = 0
    count: int = 1

    @classmethod
    def of(cls, name: str, count: int) -> "Shard":
        """Return the share that has a name. It depends on the name and the count alone, so that a longer
        list of names moves none of them."""
        digest = sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:_DIGITS]
        return cls(int(digest, 16) % count, count)

    def has(self, name: str) -> bool:
        """Say whether a name is in this share."""
        return Shard.of(name, self.count) == self

    def __str__(self) -> str:
        return f"{self.index}/{self.count}"


WHOLE = Shard()
"""The share that is all."""


def shard_of(text: str) -> Shard:
    """Return the share that "I/K" names. Raises ValueError where it names none."""
    index, slash, count = text.partition("/")
    if not (slash and _is_number(index) and _is_number(count) and int(count)):
        raise ValueError(f"{text!r} is not I/K, such as 0/8")
    if not int(index) < int(count):
        raise ValueError(
            f"{text!r}: I is counted from 0, so the last of {count} is {int(count) - 1}"
        )
    return Shard(int(index), int(count))


def _is_number(text: str) -> bool:
    return len(text) <= _LONGEST and text.isascii() and text.isdecimal()
