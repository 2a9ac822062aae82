"""What the fields of labels look like, so that a wrong one is named with its file and not met as a bug."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

from scraper.errors import InputError
from scraper.evaluate.block_labels import BlockTexts


def _is_text(value: Any) -> bool:
    return value is None or isinstance(value, str)


def _is_list(value: Any) -> bool:
    return value is None or (isinstance(value, list) and all(isinstance(one, str) for one in value))


def _are_texts(value: Any) -> bool:
    return _is_text(value) or _is_list(value)


def _is_nested(value: Any) -> bool:
    """Say whether a value is a text or a list; some collections have a list of authors inside the list."""
    return _is_text(value) or (isinstance(value, list) and all(map(_are_texts, value)))


def _are_headers(value: Any) -> bool:
    pairs = value.items() if isinstance(value, dict) else value
    return value is None or (isinstance(value, dict | list) and all(map(_is_header, pairs)))


def _is_header(pair: Any) -> bool:
    return (
        isinstance(pair, tuple | list)
        and len(pair) == 2
        and all(isinstance(one, str) for one in pair)
    )


_BLOCKS = [field.name for field in fields(BlockTexts) if field.name != "title"]
_SHAPES: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "text": (_is_text, "a text or null"),
    "paragraphs": (_is_list, "a list of texts or null"),
    "headers": (_are_headers, "an object of texts, or a list of pairs of them"),
    **dict.fromkeys(_BLOCKS, (_are_texts, "a text or a list of texts")),
    **dict.fromkeys(
        ("title", "authors", "present", "absent", "with_", "without", "optional"),
        (_is_nested, "a text or a list of texts"),
    ),
}
"""By field: whether a value is as it has to be, and how that is said."""
_ANY = (lambda _: True, "")


def require_shapes(record: Mapping[str, Any], where: str) -> None:
    """Raise InputError, with file and field, for a field of a label that is not as it has to be."""
    for name, value in record.items():
        is_right, shape = _SHAPES.get(name, _ANY)
        if not is_right(value):
            raise InputError(where, f'"{name}" must be {shape}')
