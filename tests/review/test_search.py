"""What a person types becomes a search that never fails and never means an operator."""

import sqlite3

import pytest

from scraper.store.search.query import (
    END,
    START,
    indexed,
    pieces,
    query,
)


@pytest.fixture
def found():
    """`found(typed, text)`: whether the full-text search of SQLite finds a text."""
    db = sqlite3.connect(":memory:")

    def found(typed: str, text: str) -> bool:
        db.execute(
            "CREATE VIRTUAL TABLE t USING fts5(body, tokenize = 'unicode61 remove_diacritics 2')"
        )
        db.execute("INSERT INTO t VALUES (?)", (indexed(text),))
        rows = db.execute("SELECT * FROM t WHERE t MATCH ?", (query(typed),)).fetchall()
        db.execute("DROP TABLE t")
        return bool(rows)

    yield found
    db.close()


@pytest.mark.parametrize(
    ("typed", "text", "there"),
    [
        ("ferry noon", "The ferry leaves at noon", True),
        ("ferry midnight", "The ferry leaves at noon", False),
        ('"leaves at noon"', "The ferry leaves at noon", True),
        ('"noon at leaves"', "The ferry leaves at noon", False),
        ("fer*", "The ferry leaves", True),
        ("fer", "The ferry leaves", False),
        ("kafer", "Ein Käfer", True),
        ("気象衛星", "太平洋の気象衛星のデータ", True),
        ("衛気", "太平洋の気象衛星のデータ", False),
        ("ferry AND", "ferry and noon", True),
        ("NOT ferry", "not the ferry", True),
        ("title:ferry", "title ferry", True),
    ],
)
def test_terms_are_looked_for_as_they_are_meant(found, typed, text, there):
    assert found(typed, text) is there


@pytest.mark.parametrize(
    "typed",
    ['"', '""', "*", "* *", "^", "(", ")", "a OR", "NEAR(", "{a b}", "-x", "+", "a\x00b", "\ud800", "x" * 5000,
     "' OR 1=1 --", '"a" "', "a:b:c", START + END, "🦊", "ab " * 500],
)  # fmt: skip
def test_nothing_typed_is_an_error(found, typed):
    if query(typed):
        found(typed, "a text")


def test_a_query_of_signs_asks_nothing():
    assert query(' " * - ') == ""


def test_an_excerpt_shows_what_was_found_and_hides_the_spaces_that_were_added():
    excerpt = f"太 平 洋 の {START}気 象{END} 衛 星"
    assert "".join(piece.text for piece in pieces(excerpt)) == "太平洋の気象衛星"
    assert [piece.text for piece in pieces(excerpt) if piece.found] == ["気象"]
