"""TOML texts that nobody writes by hand: a message, in linear time."""

import pytest

from scraper.errors import ConfigError
from scraper.files.toml import DEEPEST, parse_toml

DEEP = {
    "lists": "a = " + "[" * 5_000 + "]" * 5_000,
    "open lists": "a = " + "[" * 5_000,
    "inline tables": "a = " + "{a = " * 3_000 + "1" + "}" * 3_000,
    "a dotted key": "a." * 200_000 + "a = 1",
    "a dotted key with quotes": "\"a\" . 'b' . " * 100_000 + "a = 1",
    "a dotted table": "[" + "a." * 200_000 + "a]",
    "keys in lists in keys": "a = " + ("[{" + "b." * 60 + "a = ") * 4 + "1" + "}]" * 4,
}


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP)
def test_deep_nesting_is_named(text):
    with pytest.raises(ConfigError, match=r"rules\.toml: is nested more than"):
        parse_toml(text, "rules.toml")


@pytest.mark.parametrize("text", ["a = 1\nb =", "a = 1\nb = [1,\n", "a = 1\n[b\n"])
def test_a_mistake_is_named_with_its_line(text):
    with pytest.raises(ConfigError, match=r"rules\.toml(:[23])?: is not TOML"):
        parse_toml(text, "rules.toml")


def test_as_deep_as_allowed_is_read():
    assert parse_toml("a = [{" + "b." * (DEEPEST - 10) + "c = 1}]", "rules.toml")


def test_dots_in_texts_are_no_nesting():
    selectors = ", ".join(f'"div.a{n}.b.c"' for n in range(DEEPEST * 5))
    text = f'["news.example"]\ndrop = [{selectors}]\nnote = "{"a." * 5_000}"\n'
    assert len(parse_toml(text, "rules.toml")["news.example"]["drop"]) == DEEPEST * 5
