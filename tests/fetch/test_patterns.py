"""Every pattern of fetching and discovery takes time in proportion to what it reads."""

import importlib
import pkgutil
import re
from functools import partial

import pytest

import scraper.discovery
import scraper.fetch
import scraper.urls
from tests.growth import TIMES, allowed, growth

SIZE = 32_000  # characters
PIECES = (
    " ", "\n", "\t ", "a", "A", "1", "-", ".", "<", ">", "/", "\\", ":", "@", "=", "\"", "'", "&",
    "//", "a:", "a-", "a@", "1.", "<a", "<a ", "<a:", "</a>", "<!", "<?xml ", "a=", "a=\" ", "-a",
    "/2024", "/2024/01", "/tag", "loc>", "<loc>", "<loc> ", "www.", "http:", "sitemap:", "meta ",
)  # fmt: skip


def patterns():
    packages = (scraper.fetch, scraper.discovery)
    names = [i.name for p in packages for i in pkgutil.iter_modules(p.__path__, f"{p.__name__}.")]
    modules = [scraper.urls, *map(importlib.import_module, names)]
    return [
        pytest.param(value, id=f"{module.__name__}.{name}")
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, re.Pattern)
    ]


@pytest.mark.parametrize("pattern", patterns())
@pytest.mark.parametrize("before", ["", "<a", "http://"])
def test_a_pattern_is_linear(pattern, before):
    def text(size, piece):
        made = before + piece * (size // len(piece))
        return made.encode() if isinstance(pattern.pattern, bytes) else made

    grown = {piece: growth(pattern.search, partial(text, piece=piece), SIZE) for piece in PIECES}
    assert {piece: times for piece, times in grown.items() if times > allowed(TIMES)} == {}
