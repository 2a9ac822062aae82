"""Lists of feeds as readers export them, and documents that only look like one."""

import pytest

from scraper.discovery.opml import MAX_DEPTH, MAX_FEEDS, ListedFeed, read_opml

LIST = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>Mine</title></head><body>
  <outline text="News"><outline type="rss" text="The  Post" title="The Post &amp; more"
    xmlUrl="https://post.example/feed.xml" htmlUrl="https://post.example/"/></outline>
  <outline type="rss" text="Again" xmlUrl="https://post.example/feed.xml"/>
  <outline type="rss" text="Ärzteblatt" xmlurl="http://aerzte.example/rss?a=1"/>
  <outline type="rss" xmlUrl="javascript:alert(1)"/><outline text="A note"/>
</body></opml>"""


def listed(count: int) -> bytes:
    outlines = "".join(f'<outline xmlUrl="https://f{n}.example/"/>' for n in range(count))
    return f"<opml><body>{outlines}</body></opml>".encode()


def test_each_feed_comes_once_from_folders_and_from_the_top():
    assert read_opml(LIST.encode()) == [
        ListedFeed("https://post.example/feed.xml", "The Post & more"),
        ListedFeed("http://aerzte.example/rss?a=1", "Ärzteblatt"),
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_the_declared_encoding_counts(encoding):
    text = LIST.replace("UTF-8", encoding)
    assert read_opml(text.encode(encoding))[1].title == "Ärzteblatt"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "no well-formed XML"),
        (LIST.encode()[:400], "no well-formed XML"),
        (b"<html><body></body></html>", "root is <html>"),
        (
            b'<!DOCTYPE opml [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><opml>&c;</opml>',
            "defines entities",
        ),
        (b"<opml>" + b"<outline>" * MAX_DEPTH, "deep"),
        (listed(MAX_FEEDS + 1), "more than"),
    ],
    ids=["empty", "cut", "html", "entities", "deep", "many"],
)
def test_anything_else_is_refused(data, message):
    with pytest.raises(ValueError, match=message):
        read_opml(data)


def test_as_many_feeds_as_are_allowed_are_read():
    assert len(read_opml(listed(MAX_FEEDS))) == MAX_FEEDS


def test_an_entity_in_a_file_is_not_read(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("https://secret.example/")
    data = f'<!DOCTYPE o SYSTEM "{secret}"><opml><outline xmlUrl="https://a.example/"/></opml>'
    assert [feed.url for feed in read_opml(data.encode())] == ["https://a.example/"]
