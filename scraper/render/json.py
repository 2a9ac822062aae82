"""JSON: every field of an article, and on demand every block with its verdict."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import fields as fields_of
from typing import Any

from scraper.models.article import NOT_CONTENT, Block, Include
from scraper.models.failure import Failure
from scraper.models.page import Page, Trace
from scraper.models.times import iso_exact
from scraper.render.shown import safe_url
from scraper.render.subject import ArticleFields
from scraper.render.text import body_of

# Valid in JSON, but they end a line for some readers or steer a terminal: spelt as escapes.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

_TRACE = tuple(field.name for field in fields_of(Trace))


def to_dict(
    article: ArticleFields, *, blocks: bool = False, include: Include | None = None
) -> dict[str, Any]:
    """Return JSON-ready fields. Unknown ones are None, "" or empty lists; no field is ever missing."""
    meta = article.metadata
    fields: dict[str, Any] = {
        "title": meta.title,
        "authors": list(meta.authors),
        "date": meta.date,
        "modified": meta.modified,
        "language": meta.language,
        "site_name": meta.site_name,
        "url": safe_url(meta.url) or None,
        "description": meta.description,
        "image": safe_url(meta.image, meta.url) or None,
        "tags": list(meta.tags),
        "text": "" if article.status in NOT_CONTENT else body_of(article, include),
        "status": article.status,
        "status_reason": article.status_reason,
        "confidence": round(article.confidence, 4),
        "is_free": meta.is_free,
        "is_partial": meta.is_partial,
        "next_page": safe_url(meta.next_page, meta.url) or None,
        "sources": dict(meta.sources),
    }
    if blocks:
        fields["blocks"] = [
            block_dict(number, block, meta.url) for number, block in enumerate(article.blocks, 1)
        ]
    return fields


def block_dict(number: int, block: Block, base: str | None = None) -> dict[str, Any]:
    """Return one block as JSON-ready fields; links and images that are not safe are left empty. Blocks of
    a page are numbered from 1, wherever they are shown."""
    return {
        "number": number,
        "index": block.index,
        "kind": block.kind,
        "text": block.text,
        "kept": block.kept,
        "reason": block.reason,
        "evidence": block.evidence,
        "score": round(block.score, 4),
        "level": block.level,
        "ordered": block.ordered,
        "glued": block.glued,
        "path": block.path,
        "spans": [
            {"text": span.text, "href": safe_url(span.href, base), "style": span.style}
            for span in block.spans
        ],
        "cells": list(block.cells),
        "image": safe_url(block.image, base),
    }


def to_json(article: ArticleFields, include: Include | None = None) -> str:
    """Return the fields as one indented JSON object."""
    return dumps(to_dict(article, include=include), indent=2) + "\n"


def to_jsonl(article: ArticleFields, include: Include | None = None) -> str:
    """Return the fields as one JSON object on one line."""
    return dumps(to_dict(article, include=include)) + "\n"


def json_record(
    article: ArticleFields,
    name: str,
    include: Include | None = None,
    *,
    request: Mapping[str, Any] | None = None,
    one_line: bool = False,
) -> str:
    """Return the fields after "input", the name of what was cleaned, as records of a stream have them.

    `request` says how a page was fetched; see `request_dict`.
    """
    record = {"input": name} | to_dict(article, include=include)
    record |= {"request": dict(request)} if request else {}
    return dumps(record, indent=None if one_line else 2) + "\n"


def request_dict(page: Page) -> dict[str, Any]:
    """Return how a page was fetched, as JSON-ready fields: times in seconds, bytes as received."""
    return {
        "id": page.id,
        "url": page.url,
        "final_url": page.final_url,
        "redirects": list(page.redirects),
        "fetched_at": iso_exact(page.fetched_at),
        "status": page.status,
        "protocol": f"HTTP/{page.http_version}",
        "bytes": len(page.raw),
        "truncated": page.truncated,
        "seconds": page.seconds,
        "unchanged": bool(page.unchanged),
    } | {name: getattr(page.trace, name) for name in _TRACE}


def failure_record(
    failure: Failure, *, request: Mapping[str, Any] | None = None, one_line: bool = False
) -> str:
    """Return the record of an article that could not be fetched or extracted."""
    error = {"kind": failure.kind, "message": failure.message}
    record: dict[str, Any] = {"input": failure.subject, "error": error}
    if failure.title is not None:
        record |= {
            "title": failure.title,
            "status": failure.kind,
            "status_reason": failure.message,
        }
    record |= {"request": dict(request)} if request else {}
    return dumps(record, indent=None if one_line else 2) + "\n"


def dumps(
    value: Any, indent: int | None = None, default: Callable[[Any], Any] | None = None
) -> str:
    """Return JSON in readable characters, safe to print and to split at any kind of line end. `default`
    gives what stands for a value that JSON does not have."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False, default=default)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match.group()):04x}", text)
