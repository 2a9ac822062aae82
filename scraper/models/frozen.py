"""`FrozenDict`: a dict whose entries can't be changed, and that can be pickled and copied."""

from typing import Any, NoReturn, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class FrozenDict(dict[K, V]):
    """A dict that refuses changes.

    `types.MappingProxyType` would do, but no value that holds one can be pickled or deep-copied.
    This is a dict to `json`, to `dataclasses.asdict` and to `==`.
    """

    __slots__ = ()

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (dict(self),)

    def __copy__(self) -> "FrozenDict[K, V]":
        return self

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("this mapping can't be changed; dict() makes a copy that can")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse
