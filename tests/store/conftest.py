"""Pages to store. Incompressible payloads, so that a record on disk is as long as its page."""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from scraper.models.page import Page

START = datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)


@pytest.fixture
def make_page() -> Callable[..., Page]:
    """`make_page(n, size=..., **fields)`: the n-th page, always the same for the same n."""

    def make(number: int, size: int = 400, **fields: Any) -> Page:
        raw = fields.pop("raw", None)
        if raw is None:
            raw = random.Random(number).randbytes(size)
        url = f"https://news.example/story/{number}"
        values = {
            "url": url,
            "final_url": url,
            "status": 200,
            "headers": (("Content-Type", "text/html; charset=utf-8"), ("Server", "test")),
            "body": raw,
            "raw": raw,
            "fetched_at": START + timedelta(seconds=number),
        }
        return Page(**(values | fields))

    return make
