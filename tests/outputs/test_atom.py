"""The Atom feed: valid by RFC 4287, whatever the articles say; each article once, newest first."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import feedparser
import pytest

from scraper.errors import OutputError
from scraper.models.version import ArticleVersion
from scraper.outputs.atom import ENTRIES, write_atom

NOW = datetime(2026, 5, 4, 6, 0, tzinfo=UTC)
ATOM = "{http://www.w3.org/2005/Atom}"
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
HOSTILE = [
    "<script>alert(1)</script>", "]]> & <![CDATA[ &lt;b&gt;", "\x00\x08\x1b\ufffe\uffff", "\ud800",
    "</content></entry></feed>", "<!DOCTYPE x [<!ENTITY a 'b'>]>&a;", "\u202e\u2028", " \n ", "",
    "\U0001f600 漢字",
]  # fmt: skip


def version(number: int, minutes: int | None = None, **fields) -> ArticleVersion:
    known = {
        "title": f"Title {number}", "authors": [], "date": None, "language": "en", "url": None,
        "description": None, "tags": [], "text": f"Text {number}.",
    }  # fmt: skip
    key = fields.pop("key", f"example.org/{number}")
    url = fields.pop("at", f"https://{key}")
    seen = NOW + timedelta(minutes=number if minutes is None else minutes)
    return ArticleVersion(
        number,
        key,
        1,
        f"{number:064x}",
        "example",
        url,
        seen,
        "c" * 32,
        "1/m/-",
        known | fields,
        "",
    )


def check(path: Path) -> ET.Element:
    """What RFC 4287, 4.1, asks of a feed and of its entries."""
    feed = ET.fromstring(path.read_bytes())
    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")
    for element in (feed, *entries):
        for name in ("id", "title", "updated"):
            assert len(element.findall(ATOM + name)) == 1
        assert urlsplit(element.findtext(f"{ATOM}id")).scheme == "urn"
        for name in ("updated", "published"):
            for date in element.findall(ATOM + name):
                assert RFC3339.fullmatch(date.text), date.text
        for author in element.findall(f"{ATOM}author"):
            assert len(author.findall(f"{ATOM}name")) == 1
        for category in element.findall(f"{ATOM}category"):
            assert category.get("term")
        links = element.findall(f"{ATOM}link")
        assert all(urlsplit(link.get("href")).scheme in ("http", "https") for link in links)
    for entry in entries:
        assert len(entry.findall(f"{ATOM}content")) == 1
        assert entry.find(f"{ATOM}content").get("type") == "html"
        assert feed.find(f"{ATOM}author") is not None or entry.find(f"{ATOM}author") is not None
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    parsed = feedparser.parse(path.read_bytes())
    assert (parsed.bozo, parsed.version) == (False, "atom10")
    assert len(parsed.entries) == len(entries)
    return feed


def entries(path: Path) -> list:
    check(path)
    return feedparser.parse(path.read_bytes()).entries


def test_entry_says_what_the_article_does(tmp_path):
    item = version(
        1, authors=["Edda Falk"], date="2026-05-04T07:30:00+02:00", tags=["a", "b", "a"],
        description="In short.", text="One <b>.\n\n- two\n- three", language="de",
    )  # fmt: skip
    write_atom(tmp_path / "feed.xml", [item])
    (entry,) = entries(tmp_path / "feed.xml")
    assert (entry.title, entry.link, entry.author) == (
        "Title 1", "https://example.org/1", "Edda Falk",
    )  # fmt: skip
    assert entry.published == "2026-05-04T05:30:00.000Z"
    assert entry.updated == "2026-05-04T06:01:00.000Z"
    assert [tag.term for tag in entry.tags] == ["example", "a", "b"]
    assert entry.summary == "In short."
    assert entry.content[0].language == "de"
    content = check(tmp_path / "feed.xml").findtext(f"{ATOM}entry/{ATOM}content")
    assert content == "<p>One &lt;b&gt;.</p>\n<p>- two<br>- three</p>"


def test_new_version_takes_the_place_of_the_old_under_the_same_id(tmp_path):
    path = tmp_path / "feed.xml"
    write_atom(path, [version(1), version(2)])
    before = {entry.title: entry.id for entry in entries(path)}
    feed_id = feedparser.parse(path.read_bytes()).feed.id
    write_atom(path, [version(3, key="example.org/1", title="Title 1, corrected")])
    found = entries(path)
    assert [entry.title for entry in found] == ["Title 1, corrected", "Title 2"]
    assert found[0].id == before["Title 1"]
    assert found[0].updated == "2026-05-04T06:03:00.000Z"
    feed = feedparser.parse(path.read_bytes()).feed
    assert (feed.id, feed.updated) == (feed_id, found[0].updated)


def test_the_newest_stay(tmp_path):
    path = tmp_path / "feed.xml"
    for first in range(0, 240, 60):
        write_atom(path, [version(number) for number in range(first, first + 60)])
    titles = [entry.title for entry in entries(path)]
    assert titles == [f"Title {number}" for number in range(239, 239 - ENTRIES, -1)]


def test_what_is_given_again_changes_nothing(tmp_path):
    path = tmp_path / "feed.xml"
    write_atom(path, [version(1)])
    write_atom(path, [version(2), version(3)])
    data = path.read_bytes()
    write_atom(path, [version(2), version(3)])
    assert path.read_bytes() == data


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(tmp_path, text):
    path = tmp_path / "feed.xml"
    item = version(
        1, title=text, text=text, description=text, tags=[text], authors=[text], language=text,
        date=text, key=f"example.org/{text}", at="javascript:alert(1)" if text else "https://a.example/",
    )  # fmt: skip
    write_atom(path, [item, version(2)])
    write_atom(path, [version(3)])  # it is read back
    feed = check(path)
    assert len(feed.findall(f"{ATOM}entry")) == 3
    assert "<script>" not in feed.findtext(f"{ATOM}entry[3]/{ATOM}content")
    assert b"<script" not in path.read_bytes()


@pytest.mark.parametrize("date", ["2026-05-04", "2026-05-04T07:30:00", "0001-01-01T00:00:00+14:00"])
def test_date_that_would_have_to_be_guessed_is_left_out(tmp_path, date):
    write_atom(tmp_path / "feed.xml", [version(1, date=date)])
    (entry,) = entries(tmp_path / "feed.xml")
    assert "published" not in entry


@pytest.mark.parametrize(
    "data",
    [
        b"notes\n", b"<feed xmlns='http://www.w3.org/2005/Atom'><title>mine</title></feed>",
        b"<!DOCTYPE feed [<!ENTITY a 'aaaa'>]><feed xmlns='http://www.w3.org/2005/Atom'>"
        b"<generator>scraper</generator><id>&a;</id></feed>",
    ],
    ids=["text", "another feed", "entities"],
)  # fmt: skip
def test_what_is_no_feed_of_ours_is_left_alone(tmp_path, data):
    path = tmp_path / "feed.xml"
    path.write_bytes(data)
    with pytest.raises(OutputError, match="name a new file"):
        write_atom(path, [version(1)])
    assert path.read_bytes() == data


def test_each_site_has_a_feed_of_its_own_where_the_path_says_so(tmp_path):
    path = tmp_path / "{site}.xml"
    write_atom(path, [version(1), replace(version(2), site="other"), version(3)])
    feeds = {file.name: check(file) for file in tmp_path.glob("*.xml")}
    titles = {name: feed.findtext(f"{ATOM}title") for name, feed in feeds.items()}
    assert titles == {"example.xml": "example", "other.xml": "other"}
    assert [len(feed.findall(f"{ATOM}entry")) for _, feed in sorted(feeds.items())] == [2, 1]
    assert len({feed.findtext(f"{ATOM}id") for feed in feeds.values()}) == 2
