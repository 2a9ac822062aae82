"""Sources as servers send them: packed, in other encodings, with things before and after."""

import gzip

import pytest

from scraper.discovery import FetchedSource, read
from scraper.discovery.source_text import plain
from tests.growth import assert_linear

BASE = "https://example.org/news/"
FEED = """<rss version="2.0"><channel><title>Nachrichten – 新聞</title>
<item><title>Käse</title><link>https://example.org/a</link></item>
<item><title>第二</title><link>https://example.org/b</link></item></channel></rss>"""
ENTRIES = "".join(f"<url><loc>https://example.org/{name}</loc></url>" for name in "ab")
MAP = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{ENTRIES}</urlset>'
LIST = "https://example.org/a\nhttps://example.org/b\n"
BOTH = ["https://example.org/a", "https://example.org/b"]
WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")


def found(body, charset=None):
    return read(FetchedSource(BASE, body if isinstance(body, bytes) else body.encode(), charset))


def urls(body, charset=None):
    return [link.url for link in found(body, charset).links]


@pytest.mark.parametrize("encoding", WIDE)
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["bare", "marked"])
@pytest.mark.parametrize("document", [FEED, MAP, LIST], ids=["feed", "sitemap", "list"])
def test_wide_encodings_are_read_with_a_mark_and_without(document, mark, encoding):
    assert urls((mark + document).encode(encoding)) == BOTH


@pytest.mark.parametrize("encoding", ["utf-16", *WIDE])
@pytest.mark.parametrize("document", [FEED, MAP], ids=["feed", "sitemap"])
def test_wide_encodings_are_read_with_their_declaration(document, encoding):
    declared = f'<?xml version="1.0" encoding="{encoding[:6].upper()}"?>\n{document}'
    assert urls(declared.encode(encoding)) == BOTH


@pytest.mark.parametrize("document", [FEED, MAP], ids=["feed", "sitemap"])
def test_a_declaration_that_the_bytes_belie_is_not_believed(document):
    declared = f'<?xml version="1.0" encoding="utf-16"?>\n{document}'
    assert urls(declared) == BOTH
    assert urls(document, charset="UTF-16LE") == BOTH


def test_titles_come_through_every_encoding():
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        titles = [link.title for link in found(FEED.encode(encoding)).links]
        assert titles == ["Käse", "第二"]


def test_other_encodings_are_left_to_the_declaration():
    declared = '<?xml version="1.0" encoding="iso-8859-1"?>' + FEED.replace("第二", "Öl")
    body = declared.replace(" – 新聞", "").encode("iso-8859-1")
    assert [link.title for link in found(body).links] == ["Käse", "Öl"]


BEFORE = {
    "comment": "<!-- made by a plugin: " + "x" * 9_000 + " -->",
    "comments": "<!-- a -->\n" * 2_000,
    "comment-with-a-root": "<!-- <html><body> <urlset> -->",
    "instruction": "<?plugin " + "x" * 9_000 + "?>",
    "style-sheet": '<?xml-stylesheet type="text/xsl" href="/a.xsl"?>',
    "white-space": " \r\n\t" * 3_000,
    "warning": "<br />\n<b>Warning</b>: session_start() in <b>/srv/index.php</b> on line <b>2</b><br />\n",
    "text": "Notice: undefined index\n",
    "mark": "\ufeff",
}
PROLOGS = {"bare": "", "declared": '<?xml version="1.0" encoding="UTF-8"?>\n'}


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("prolog", PROLOGS)
@pytest.mark.parametrize("document", [FEED, MAP], ids=["feed", "sitemap"])
def test_what_stands_before_the_document_hides_nothing(document, prolog, before):
    result = found(BEFORE[before] + PROLOGS[prolog] + document)
    assert [link.url for link in result.links] == BOTH
    assert result.problem == ""


@pytest.mark.parametrize("before", ["comment", "instruction", "style-sheet"])
def test_nor_does_it_between_declaration_and_root(before):
    assert urls(PROLOGS["declared"] + BEFORE[before] + MAP) == BOTH


@pytest.mark.parametrize(
    "after", ["\n\n", "<!-- 0.2 s -->", "junk", "<script>a()</script>", "\x00"]
)
def test_what_stands_after_a_sitemap_is_no_fault_of_it(after):
    result = found(MAP + after)
    assert ([link.url for link in result.links], result.problem) == (BOTH, "")


def test_two_sitemaps_in_one_file_are_both_read():
    second = MAP.replace("/a<", "/c<").replace("/b<", "/d<")
    assert urls(MAP + "\n" + second) == [*BOTH, "https://example.org/c", "https://example.org/d"]


def test_a_document_type_may_hold_declarations():
    doctype = '<!DOCTYPE urlset [\n<!ELEMENT urlset (url*)>\n<!ATTLIST url a CDATA "b>c">\n]>\n'
    assert urls(PROLOGS["declared"] + doctype + MAP) == BOTH


def test_a_page_stays_a_page_whatever_it_shows():
    page = "<!doctype html><title>How to write a feed</title><pre><rss version='2.0'></pre>"
    assert found("<!-- cached -->" + page).kind == "page"
    assert found("<html><!-- <rss> --><body><a href=/x>x</a>").kind == "page"


def members(text, count):
    body = text.encode()
    size = len(body) // count + 1
    return b"".join(gzip.compress(body[i : i + size]) for i in range(0, len(body), size))


@pytest.mark.parametrize("document", [FEED, MAP, LIST], ids=["feed", "sitemap", "list"])
def test_gzip_of_several_members_and_layers_is_unpacked(document):
    assert urls(members(document, 2)) == BOTH
    assert urls(members(document, 40)) == BOTH
    assert urls(gzip.compress(gzip.compress(document.encode()))) == BOTH
    assert urls(gzip.compress(document.encode("utf-16"))) == BOTH


def test_padding_after_a_gzip_file_is_no_fault():
    result = found(gzip.compress(MAP.encode()) + b"\0" * 512)
    assert ([link.url for link in result.links], result.problem) == (BOTH, "")


def test_of_a_broken_gzip_file_the_beginning_is_read_and_the_fault_named():
    body = gzip.compress(MAP.encode(), compresslevel=0)
    result = found(body[: len(body) - 40])
    assert [link.url for link in result.links] == BOTH[:1]
    assert result.problem


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "neither a feed"),
        (b"%PDF-1.7\n" + b"a" * 99, "it is a PDF file"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "it is a PNG image"),
        (b"words and more words", "it is plain text"),
        (b"{}", "no JSON Feed"),
        (b"{", "broken JSON"),
        (b"\x1f\x8bnot gzip at all", "broken gzip"),
        (b"<rss><channel/></rss>", "without entries"),
        (b"<urlset/>", "names no page"),
        (b"<sitemapindex/>", "names no sitemap"),
        (b"<html><body><p>Nothing here", "without links that look like articles"),
    ],
)
def test_what_leads_nowhere_says_why(body, says):
    assert says in found(body).nothing


def test_a_file_packed_too_often_says_so():
    body = b"<rss/>"
    for _ in range(3):
        body = gzip.compress(body)
    assert "packed more than 2 times" in found(body).problem


def test_a_source_that_leads_somewhere_says_nothing():
    assert found(MAP).nothing == ""


UNENDING = {
    "comments": "<!-- a -->",
    "open comments": "<!--",
    "instructions": "<?a?>",
    "declarations": "<?xml ",
    "doctypes": "<!DOCTYPE a [",
    "tags": "<a>",
    "angles": "<",
    "white space": " \n",
    "brackets": "<![",
    "names": "<a:",
}


@pytest.mark.parametrize("piece", UNENDING.values(), ids=UNENDING)
def test_the_root_is_looked_for_in_linear_work(piece):
    assert_linear(plain, lambda n: FetchedSource(BASE, (piece * n).encode()), 40_000)
