from collections.abc import Sequence
from typing import Any

def read_markup(
    markup: bytes,
) -> (
    tuple[tuple[Any, ...], Sequence[bool], Sequence[bool], tuple[bool, bool, bool, bool]] | None
): ...
