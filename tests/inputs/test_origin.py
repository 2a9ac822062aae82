"""The address inside saved pages, and pages of a web archive as their site sent them."""

import pytest

from scraper.inputs import InputFile, read_page
from scraper.inputs.origin import left_address, original, stated_address, with_origin
from scraper.models.document import Document
from tests.growth import assert_linear

URL = "https://news.example/a/story?x=1&y=2"
WAYBACK = "https://web.archive.org/web/20260102030405"
MARKS = [
    f"<!DOCTYPE html>\n<!-- saved from url=(0036){URL} -->\n<html>",
    f"<!DOCTYPE html> <html lang=en><!--\n Page saved with SingleFile \n url: {URL} \n saved date: Fri\n--><meta>",
    f"<!-- Saved from {URL} at 2026-01-02T03:04:05Z using monolith v2.8.1 -->\n<!DOCTYPE html><html>",
    f"<html>\n<!-- Mirrored from {URL} by HTTrack Website Copier/3.x [XR&CO'2014], Fri -->",
    f"<html>\n<!-- Mirrored from {URL.removeprefix('https://')} by HTTrack Website Copier/3.x -->",
    f'<html lang="en" data-scrapbook-source="{URL.replace("&", "&amp;")}" data-scrapbook-create="1">',
    f'<html><head><meta name="savepage-url" content="{URL.replace("&", "&amp;")}">',
    f'<html><head><script>__wm.init("https://web.archive.org/web");__wm.wombat("{URL}","20260102030405","https://web.archive.org/","web")</script>',
    f"<!-- saved from url=(0099){WAYBACK}/{URL} -->",
]  # fmt: skip


@pytest.mark.parametrize("mark", MARKS, ids=range(len(MARKS)))
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_the_address_a_program_left_is_the_pages_own(mark, encoding):
    document = with_origin(Document("a.html", f"{mark}<p>Words.</p>".encode(encoding), "html"))
    expected = {URL, URL.replace("https", "http")}
    assert document.url in expected


@pytest.mark.parametrize(
    "mark", ["<!-- saved from url=(0014)about:internet -->", "<!-- saved from url=(0020)file:///C:/a.htm -->", "<p>"]
)  # fmt: skip
def test_what_is_no_web_address_is_none(mark):
    assert left_address(mark.encode()) is None


def test_what_a_program_puts_in_front_is_not_looked_for_amid_a_page():
    assert left_address(b"<p>Words.</p>" * 2000 + MARKS[0].encode()) is None


def test_an_address_behind_the_styles_of_a_page_is_found():
    styles = "<style>" + "p{color:red}" * 2000 + "</style>"
    head = f'<html><head>{styles}<meta name="savepage-url" content="https://news.example/a">'
    assert left_address(head.encode()) == "https://news.example/a"


def test_credentials_in_an_address_are_cut():
    assert left_address(b"<!-- saved from url=(0040)https://me:pw@news.example/a -->") == "https://news.example/a"  # fmt: skip


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (f"{WAYBACK}/{URL}", URL),
        (f"{WAYBACK}id_/{URL}", URL),
        (f"{WAYBACK}/https:/news.example/a", "https://news.example/a"),
        (f"https://archive.ph/20260102030405/{URL}", URL),
        (f"https://archive.today/2026.01.02-030405/{URL}", URL),
        ("https://web.archive.org/about", "https://web.archive.org/about"),
        (URL, URL),
    ],
)
def test_the_original_of_an_archived_address(address, expected):
    assert original(address) == expected


def test_a_page_of_the_wayback_machine_is_as_its_site_sent_it(tmp_path):
    """Without the banner, with its own canonical address, links and images."""
    page = f"""<!DOCTYPE html><html><head>
    <link rel="canonical" href="{WAYBACK}/{URL}"><meta property="og:image" content="{WAYBACK}im_/https://news.example/i.jpg">
    </head><body><!-- BEGIN WAYBACK TOOLBAR INSERT --><div>1,234 captures</div><!-- END WAYBACK TOOLBAR INSERT -->
    <p>See <a href="/web/20260102030405/https://news.example/b">this</a>, <img src='/web/20260102030405im_/https://news.example/x.png'
    srcset="{WAYBACK}im_/https://news.example/2x.png 2x, /web/20260102030405im_/https://news.example/3x.png 3x">
    <a href="/web/about">about</a></p><script src="//web.archive.org/_static/js/wombat.js"></script>"""
    path = tmp_path / "a.html"
    path.write_text(page)
    document = read_page(InputFile(path, "a"))
    text = document.body.decode()
    assert "captures" not in text
    assert "20260102030405" not in text
    links = (
        "https://news.example/b",
        "https://news.example/i.jpg",
        "https://news.example/3x.png 3x",
    )
    for address in (URL, *links, '"/web/about"'):
        assert address in text


@pytest.mark.parametrize(
    "link", ["web.archive.org", f'<a href="{WAYBACK}/{URL}">the page as it was</a>']
)
def test_another_page_is_left_as_it_is(link):
    document = Document("a.html", f"<p>See {link}.</p>".encode(), "html")
    assert with_origin(document) is document


@pytest.mark.parametrize(
    "head",
    [
        '<link rel="canonical" href="{}">', "<link href={} rel=canonical>",
        "<meta property='og:url' content='{}'>", '<meta content="{}" property=og:url />',
        f'<link rel="canonical" href="{WAYBACK}/{{}}">',
    ],
)  # fmt: skip
def test_the_address_a_page_states(head):
    assert stated_address(f"<html><head>{head.format(URL)}".encode()) == URL


@pytest.mark.parametrize("head", ["", '<link rel="canonical" href="/a">', "<meta name=url content=https://e.org>"])  # fmt: skip
def test_a_page_that_states_no_address(head):
    assert stated_address(f"<html><head>{head}".encode()) is None


@pytest.mark.parametrize(
    "shape",
    [b"<!-- ", b"<!-- saved from url=(", b"<!-- Mirrored from a", b"<link ", b"<meta a", b"<link rel=canonical ",
     b' href="https://', b"/web/2026", b"//web.archive.org/web/2", b" ", b"<!-- Page saved with SingleFile "],
)  # fmt: skip
def test_no_page_takes_long(shape):
    def body(size):
        return b"web.archive.org /web/ " + shape * (size // len(shape))

    assert_linear(lambda made: with_origin(Document("a.html", made, "html")), body, 2_000_000)
    assert_linear(stated_address, body, 2_000_000)
