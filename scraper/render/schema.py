"""JSON Schema of every record that this package writes as JSON. Pure data.

A record may get new fields without a new schema, so no object is closed.
"""

from collections.abc import Mapping
from typing import Any, get_args

from scraper.models.article import BlockKind, Span, Status
from scraper.models.failure import FAILURE_KINDS
from scraper.models.version import GONE, SCHEMA

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_Schema = dict[str, Any]

_TEXT: _Schema = {"type": "string"}
_TEXTS: _Schema = {"type": "array", "items": _TEXT}
_MAYBE: _Schema = {"type": ["string", "null"]}
_COUNT: _Schema = {"type": "integer", "minimum": 0}
_SECONDS: _Schema = {"type": "number", "minimum": 0}
_SHARE: _Schema = {"type": "number", "minimum": 0, "maximum": 1}
_YES_OR_NO: _Schema = {"type": "boolean"}
_MOMENT: _Schema = {"type": "string", "format": "date-time"}


def _object(properties: _Schema, *, optional: tuple[str, ...] = (), about: str = "") -> _Schema:
    """Return the schema of an object in which all properties but the optional ones are required."""
    required = [name for name in properties if name not in optional]
    described = {"description": about} if about else {}
    return {**described, "type": "object", "properties": properties, "required": required}


def _listed(*names: str) -> _Schema:
    return {"type": "string", "enum": list(names)}


def _about(schema: _Schema, text: str) -> _Schema:
    return {"description": text, **schema}


def _to(name: str) -> _Schema:
    return {"$ref": f"#/$defs/{name}"}


_SPAN = _object(
    {
        "text": _TEXT,
        "href": _TEXT,
        "style": _listed(*get_args(Span.__annotations__["style"])),
    }
)
_BLOCK = _object(
    {
        "number": _about(_COUNT, "among the blocks of the page, from 1, as `explain` shows it"),
        "index": _about(
            _COUNT, "among what was read of the page, where each cell of a table counts"
        ),
        "kind": _listed(*get_args(BlockKind)),
        "text": _TEXT,
        "kept": _YES_OR_NO,
        "reason": _about(_TEXT, "the verdict in a fixed word"),
        "evidence": _about(_TEXT, "what decided, in words"),
        "score": _about(_SHARE, "the classifier's probability that it is body text"),
        "level": _about(_COUNT, "of a heading from 1 to 6, or depth of a list from 1"),
        "ordered": _YES_OR_NO,
        "glued": _about(_YES_OR_NO, "only a line break separates it from the block before"),
        "path": _TEXT,
        "spans": {"type": "array", "items": _SPAN},
        "cells": _TEXTS,
        "image": _TEXT,
    },
    about="One block of a page in document order, with its verdict.",
)
_FIELDS: _Schema = {
    "title": _about(_TEXT, "the headline"),
    "authors": _about(_TEXTS, "people or organisations, in the page's order"),
    "date": _about(_MAYBE, "of publication, ISO 8601"),
    "modified": _about(_MAYBE, "of the last change, ISO 8601"),
    "language": _about(_MAYBE, "a BCP 47 tag"),
    "site_name": _about(_MAYBE, "name of the publication"),
    "url": _about(_MAYBE, "the canonical URL that the page gives"),
    "description": _about(_MAYBE, "the page's own summary"),
    "image": _about(_MAYBE, "URL of the lead image"),
    "tags": _about(_TEXTS, "the page's own keywords"),
    "text": _about(_TEXT, "the body, without the title; empty if the page is no content"),
    "status": _about(_listed(*get_args(Status)), "what the page is"),
    "status_reason": _about(_TEXT, "why, in words"),
    "confidence": _about(_SHARE, "predicted word F1 of the text"),
    "is_free": _about({"type": ["boolean", "null"]}, "whether anyone may read the article"),
    "is_partial": _about(_YES_OR_NO, "whether some of the article is missing"),
    "next_page": _about(_MAYBE, "URL of the part that follows"),
    "sources": _about(
        {"type": "object", "additionalProperties": _TEXT}, "for each field, where it was found"
    ),
}
_BLOCKS: _Schema = {"blocks": {"type": "array", "items": _to("block")}}
_REQUEST = _object(
    {
        "id": _about(_TEXT, "key in the store"),
        "url": _TEXT,
        "final_url": _TEXT,
        "redirects": _TEXTS,
        "fetched_at": _MOMENT,
        "status": _COUNT,
        "protocol": _TEXT,
        "bytes": _about(_COUNT, "as received"),
        "truncated": _about(_TEXT, "why the body is not whole"),
        "seconds": _SECONDS,
        "unchanged": _YES_OR_NO,
        **dict.fromkeys(("dns", "connect", "tls", "first_byte", "total"), _SECONDS),
        "attempts": _COUNT,
    },
    about="How a page was fetched.",
)
_INPUT: _Schema = {"input": _about(_TEXT, "file or URL that was cleaned")}
_ASKED: _Schema = {"request": _to("request")}
_ERROR = _object({"kind": _listed(*FAILURE_KINDS), "message": _TEXT})
_NAMED = ("title", "status", "status_reason")  # of a failed page whose head could still be read
_IDENTITY: _Schema = {
    "schema": _about({"const": SCHEMA}, "goes up when a field is renamed or changes meaning"),
    "site": _TEXT,
    "key": _about(_TEXT, "of the article; the same for all spellings of its URL"),
    "version": {"type": "integer", "minimum": 1},
    "digest": _about(_TEXT, "SHA-256 of the cleaned title and text"),
    "seen_at": _MOMENT,
    "capture": _about(_TEXT, "id of the stored response"),
    "url": _about(_TEXT, "that was fetched"),
    "story": _about(_TEXT, "`key` of the first article with the same text"),
    "gone_at": {"type": ["string", "null"], "format": "date-time"},
}
_VERSION_FIELDS: _Schema = {
    ("page_url" if name == "url" else name): schema for name, schema in _FIELDS.items()
} | {"status": _listed(*get_args(Status), GONE)}

RECORDS: dict[str, _Schema] = {
    "article": _object(
        _FIELDS | _BLOCKS,
        optional=("blocks",),
        about="`Article.to_dict()`, and `clean --json` of one page.",
    ),
    "record": _object(
        _INPUT | _FIELDS | _ASKED,
        optional=("request",),
        about="One article of several: `clean --jsonl`, `fetch --json`.",
    ),
    "failure": _object(
        _INPUT | {"error": _ERROR} | dict.fromkeys(_NAMED, _TEXT) | _ASKED,
        optional=(*_NAMED, "request"),
        about="An input that gave no article.",
    ),
    "version": _object(
        _IDENTITY | _VERSION_FIELDS,
        optional=("gone_at",),
        about="One version of an article: the outputs of runs, `history --json`.",
    ),
    "explanation": _object(
        _INPUT
        | {name: _FIELDS[name] for name in ("title", "status", "status_reason", "confidence")}
        | _BLOCKS,
        about="The verdicts on a page: `explain --json`.",
    ),
}
"""The records of the article, by the names that `scraper schema` takes."""

_PARTS: dict[str, _Schema] = {"block": _BLOCK, "request": _REQUEST}


def schema_of(name: str = "", records: Mapping[str, _Schema] = RECORDS) -> _Schema:
    """Return the JSON Schema of one of some records; without a name, of any of them. Raises KeyError for an
    unknown name."""
    if name:
        return {"$schema": DIALECT, "title": name, **records[name], "$defs": dict(_PARTS)}
    definitions = {**records, **_PARTS}
    return {"$schema": DIALECT, "anyOf": [_to(each) for each in records], "$defs": definitions}
