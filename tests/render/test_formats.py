"""What every format promises: the same blocks, safe links, no control characters."""

import json
from html.parser import HTMLParser

import pytest

from scraper.article import Article
from scraper.models.article import Block, Include, Metadata, Span
from scraper.render import (
    FORMATS,
    render,
    to_dict,
    to_html,
    to_jsonl,
    to_text,
)
from scraper.render.body import body_text

UNSAFE = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)", "java\tscript:alert(1)",
    " javascript:alert(1)", "\x01javascript:alert(1)", "data:text/html,<script>x</script>",
    "vbscript:x", "file:///etc/passwd", "blob:https://e.org/x", "http:",
    "https://[", "http://e.org/\x1b[2J", "ftp://e.org/", "about:blank", "x:y", "javascript://e.org/%0aalert(1)",
]  # fmt: skip
SAFE = {
    "https://e.org/": "https://e.org/",
    "HTTP://E.org/": "HTTP://E.org/",
    "mailto:a@e.org": "mailto:a@e.org",
    "/rel": "https://base.example/rel",
    "x.html": "https://base.example/dir/x.html",
    "//e.org/x": "https://e.org/x",
    "ht\ntps://e.org/": "https://e.org/",
}
ALLOWED = {
    "html", "head", "meta", "title", "link", "style", "body", "article", "h1", "h2", "p", "a",
    "img", "figure", "figcaption", "ul", "ol", "li", "table", "tr", "td", "pre", "code",
    "blockquote", "strong", "em", "br",
}  # fmt: skip


def linked(href: str) -> Article:
    block = Block(0, "paragraph", "here", True, "body", spans=(Span("here", href),), image=href)
    return Article("here", Metadata(url="https://base.example/dir/page", image=href), (block,))


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags, self.attributes, self.text = set(), [], ""

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes.extend(attrs)

    def handle_data(self, data):
        self.text += data


@pytest.mark.parametrize("name", list(FORMATS))
@pytest.mark.parametrize("href", UNSAFE)
def test_no_format_emits_an_unsafe_link(href, name):
    """Only http, https and mailto leave, after what a browser would strip is stripped."""
    shown = render(linked(href), name, Include(links=True, images=True))
    for scheme in ("javascript:", "data:", "vbscript:", "file:", "blob:", "ftp:", "\x1b"):
        assert scheme not in shown.lower()
    assert "<a " not in shown
    assert "](" not in shown


@pytest.mark.parametrize(("href", "expected"), SAFE.items())
def test_safe_links_are_absolute(href, expected):
    """Relative links are resolved against the page."""
    assert f"[here]({expected})" in render(linked(href), "markdown", Include(links=True))


@pytest.mark.parametrize(
    "text",
    [
        "<script>x()</script>",
        '"><img src=x onerror=y>',
        "&lt;b&gt;",
        "</title><b>",
        "'\"&<>",
        "</style>",
    ],
)
def test_html_escapes_everything(text):
    """Whatever a page says, the document has our tags and attributes only."""
    blocks = [
        Block(
            index=i,
            kind=kind,
            text=text,
            kept=True,
            reason="body",
            level=1,
            spans=(Span(text, "https://e.org/'\"<>"),),
            cells=(text,),
            image='https://e.org/?"onerror=x',
        )
        for i, kind in enumerate(
            ("paragraph", "heading", "list_item", "quote", "code", "table_row")
        )
    ]
    metadata = Metadata(title=text, language=text, url=f"https://e.org/{text}")
    page = Tags()
    page.feed(to_html(Article("x", metadata, blocks), Include(links=True, images=True)))
    assert page.tags <= ALLOWED
    assert page.text.count(text) == 8  # title, heading, six blocks
    assert not [name for name, _ in page.attributes if name.startswith("on")]


@pytest.mark.parametrize("name", ["markdown", "html", "json", "jsonl"])
def test_control_characters_do_not_leave(name):
    """Escape sequences, C1 controls and bidi overrides never leave raw in these formats."""
    nasty = "a\x1b[2Jb\x9bc\x07d\x00e"
    block = Block(0, "paragraph", nasty, True, "body")
    shown = render(Article(nasty, Metadata(title=nasty), (block,)), name)
    assert not set(shown) & set("\x1b\x9b\x07\x00")


def test_json_lines_are_single_lines():
    """One object is one line for every reader, even one that splits at Unicode line ends."""
    text = "a\nb\u2028c\u0085d\u2029e\r\nf"
    line = to_jsonl(Article(text, Metadata(title=text), ()))
    assert len(line.splitlines()) == 1
    assert json.loads(line)["title"] == text


def test_to_dict_has_every_field_even_of_an_empty_article():
    """Readers need no `get`: unknown fields are there, empty."""
    fields = to_dict(Article("", Metadata(), (), status="empty", status_reason="no text"))
    assert list(fields) == [
        "title", "authors", "date", "modified", "language", "site_name", "url", "description",
        "image", "tags", "text", "status", "status_reason", "confidence", "is_free",
            "is_partial", "next_page", "sources",
    ]  # fmt: skip
    assert json.loads(json.dumps(fields)) == fields


def test_text_starts_with_the_title_once():
    """A text that opens with its own title does not get it twice."""
    assert to_text(Article("Body.", Metadata(title="Head"), ())) == "Head\n\nBody.\n"
    assert to_text(Article("Head\nBody.", Metadata(title="Head"), ())) == "Head\nBody.\n"


def test_what_is_no_content_shows_nothing():
    """A consent wall has no text, Markdown or HTML; JSON says what it is."""
    wall = Article(
        "", Metadata(title="Cookies"), (Block(0, "paragraph", "x", True, "body"),), "consent_wall"
    )
    assert [render(wall, name) for name in ("text", "markdown", "html")] == ["", "", ""]
    assert json.loads(render(wall, "json"))["status"] == "consent_wall"


PAGE = (
    Block(0, "paragraph", "One.", True, "body"),
    Block(1, "paragraph", "Two.", True, "body", glued=True),
    Block(2, "paragraph", "Ranking", False, "ranking"),
    Block(3, "list_item", "a", True, "body", level=1, ordered=True),
    Block(4, "list_item", "b", True, "body", level=2),
    Block(5, "list_item", "c", True, "body", level=1, ordered=True),
    Block(6, "table_row", "", True, "body", cells=("k", "v")),
    Block(7, "table_row", "", True, "body", cells=("x", "y")),
    Block(8, "caption", "A photo.", False, "caption", image="https://e.org/p.jpg"),
    Block(9, "code", "if x:\n    y()", True, "body"),
    Block(10, "paragraph", "First!", False, "comments"),
)


def test_body_text_keeps_the_shape_of_a_page():
    """Blank lines part blocks, single line breaks the items, rows and glued lines."""
    assert body_text(PAGE, Include()) == (
        "One.\nTwo.\n\n1. a\n  - b\n2. c\n\nk | v\nx | y\n\nif x:\n    y()"
    )


@pytest.mark.parametrize(
    ("include", "added", "gone"),
    [
        (Include(captions=True), "A photo.", "First!"),
        (Include(comments=True), "First!", "A photo."),
        (Include(tables=False), "One.", "k | v"),
    ],
)
def test_options_add_or_leave_out_their_own_blocks_only(include, added, gone):
    """Captions, comments and tables are options; the rest of the text stays the same."""
    text = body_text(PAGE, include)
    assert added in text
    assert gone not in text
    assert "Ranking" not in text
    assert "if x:\n    y()" in text


def test_images_show_without_captions_and_captions_without_images():
    """The two options are independent."""
    article = Article("x", Metadata(), PAGE)
    only_image = render(article, "markdown", Include(images=True))
    only_caption = render(article, "markdown", Include(captions=True))
    assert "![A photo.](https://e.org/p.jpg)" in only_image.replace("\\", "")
    assert "\n\nA photo.\n" in only_caption
    assert "e.org" not in only_caption
