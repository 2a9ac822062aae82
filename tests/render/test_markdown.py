"""Markdown: page text is text to a strict renderer, whatever characters it is made of."""

from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from scraper.article import Article
from scraper.models.article import Block, Include, Metadata, Span
from scraper.render import to_markdown

HOSTILE = [
    "](https://evil.example)", "[a](https://evil.example)", "[x]: https://evil.example",
    "![x](https://evil.example/p.png)", "<https://evil.example>", "<b>bold</b>",
    "<script>x()</script>",
    "`code`", "``a`b``", "a ` b", "```", "~~~", "~~gone~~", "*a*", "**a**", "_a_", "__a__", "***",
    "snake_case_name", "2 * 3 * 4", "# heading", "####### seven", "#hashtag", "a #", "C#",
    "- item", "-", "--", "---", "-5 degrees", "+ item", "+1", "* item", "> quote", ">", "===", "=",
    "1. one", "1986. A great year", "1) one", "12", "&copy; &#65; &amp", "AT&T", "R&D; yes",
    "\\", "a\\", "\\[x\\]", "a|b", "|a|b|", "| --- |", "!", "![", "[", "]", "(", "]:", "[]()",
    "a\\\nb", "Title\n---", "Title\n===", "a | b\n--- | ---", "a\n:-- | --:", "a\n# b\n- c\n1. d",
    "    four spaces", "\tTab", "a  \nb", "<!-- x -->", "<?php ?>", "http://evil.example",
    "$5 and $6",
    "a [b](c) d", "[a][b]", "[a] [b]", "[a]: b", "[a\nb]: c", "[ ] open", "[x] done", "[a [b] c]: d", "wow![a](b)",
    "a\nb\n\nc", "^up^", "==mark==", "* * *", "- - -", "[^1]", "[^1]: note", "&lt;b&gt;",
]  # fmt: skip


class Visible(HTMLParser):
    """The text and the tags of rendered Markdown."""

    def __init__(self) -> None:
        super().__init__()
        self.text, self.tags = "", []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)

    def handle_data(self, data):
        self.text += data


def render(markdown: str) -> Visible:
    page = Visible()
    page.feed(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown))
    page.close()
    return page


def article(*blocks: Block, title: str = "") -> Article:
    return Article("x", Metadata(title=title, url="https://example.org/a/"), blocks)


def words(text: str) -> list[str]:
    return text.split()


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("kind", ["paragraph", "heading", "list_item", "quote"])
def test_text_is_never_markup(kind, text):
    """A strict renderer shows the same words and makes no tag of them."""
    page = render(to_markdown(article(Block(0, kind, text, True, "body", level=1))))
    assert words(page.text) == words(text)
    assert set(page.tags) <= {"p", "h2", "ul", "li", "blockquote", "br"}


@pytest.mark.parametrize("text", HOSTILE)
def test_titles_and_cells_are_never_markup(text):
    """The same holds for the title and for table cells."""
    row = Block(0, "table_row", text, True, "body", cells=(text, "x"))
    page = render(
        to_markdown(
            article(row, Block(1, "table_row", "", True, "body", cells=("a", "b")), title=text)
        )
    )
    assert words(page.text) == words(f"{text} {text} x a b")
    assert set(page.tags) <= {"h1", "table", "thead", "tbody", "tr", "th", "td"}


@pytest.mark.parametrize("text", HOSTILE)
def test_link_texts_do_not_leave_their_link(text):
    """One link stays one link, with the words it had."""
    if not text.strip():
        return
    block = Block(0, "paragraph", text, True, "body", spans=(Span(text, "https://example.org/x"),))
    page = render(to_markdown(article(block), Include(links=True)))
    assert words(page.text) == words(text)
    assert set(page.tags) <= {"p", "a", "br"}
    assert page.tags.count("a") == 1


@pytest.mark.parametrize(
    "url", ["https://e.org/a_(b)", "https://e.org/a b", "https://e.org/<x>", 'https://e.org/"t"',
            "https://e.org/a)[x](https://evil.example", "https://e.org/?a=1&copy;=2", "https://e.org/`a`"],
)  # fmt: skip
def test_link_targets_end_where_they_should(url):
    """Brackets, spaces and quotes in a URL neither end the link nor add another."""
    block = Block(0, "paragraph", "here", True, "body", spans=(Span("here", url),))
    page = render(to_markdown(article(block), Include(links=True)))
    assert (page.text.strip(), page.tags) == ("here", ["p", "a"])


def test_styles_survive_where_they_parse():
    """Bold, emphasis and code come back as such, with white space outside the marks."""
    spans = (Span("A "), Span("bold ", style="strong"), Span("word, "), Span("x|y", style="code"))
    block = Block(0, "paragraph", "A bold word, x|y", True, "body", spans=spans)
    assert to_markdown(article(block)) == "A **bold** word, `x|y`\n"


def test_a_style_that_would_not_parse_is_left_out():
    """Marks next to letters on the inside of punctuation would show as asterisks."""
    spans = (Span("a"), Span("(b)", style="strong"), Span("c"))
    page = render(to_markdown(article(Block(0, "paragraph", "a(b)c", True, "body", spans=spans))))
    assert page.text.strip() == "a(b)c"


def test_nested_and_numbered_lists_keep_their_shape():
    """A renderer finds the same nesting, however wide the numbers are."""
    items = [Block(i, "list_item", f"n{i}", True, "body", level=1, ordered=True) for i in range(11)]
    items.append(Block(11, "list_item", "inner", True, "body", level=2))
    page = render(to_markdown(article(*items)))
    assert page.tags.count("ol") == 1
    assert page.tags[-2:] == ["ul", "li"]


@pytest.mark.parametrize("ordered", [False, True])
def test_lists_that_follow_each_other_stay_apart(ordered):
    """Without other markers a renderer would go on with the first one."""
    items = [
        Block(i, "list_item", "n", True, "body", level=1, ordered=ordered, begins=i in (0, 2))
        for i in range(4)
    ]
    page = render(to_markdown(article(*items)))
    assert page.tags == ["ol" if ordered else "ul", "li", "li"] * 2


def test_an_item_alone_is_no_list_apart():
    """Some sites write each item as a list of its own."""
    items = [Block(i, "list_item", "n", True, "body", level=1, begins=i < 2) for i in range(3)]
    assert render(to_markdown(article(*items))).tags == ["ul", "li", "li", "li"]


def test_code_with_fences_stays_one_block():
    """The fence is longer than any run of backticks within."""
    page = render(to_markdown(article(Block(0, "code", "```\n# no heading\n```", True, "body"))))
    assert page.tags == ["pre", "code"]
    assert page.text.strip() == "```\n# no heading\n```"


@pytest.mark.parametrize(
    "text",
    ["A study [1] of bells, [2] and clocks.", "[sic] they wrote", "see [3]: it rang", "f[i][j]"],
)
def test_brackets_that_make_no_link_stay_as_they_are(text):
    """A note's number is no formula: a pair of escaped brackets is one where formulas are known."""
    markdown = to_markdown(article(Block(0, "paragraph", text, True, "body")))
    assert not ("\\[" in markdown and "\\]" in markdown)
    assert words(render(markdown).text) == words(text)


@pytest.mark.parametrize("before", ["wow!", "see [a]", "an [open"])
def test_what_stands_before_a_link_is_no_part_of_it(before):
    """An exclamation mark makes no picture of the link after it, and a bracket no second link."""
    spans = (Span(before), Span("here", "https://example.org/x"), Span("](https://evil.example)"))
    block = Block(0, "paragraph", "".join(s.text for s in spans), True, "body", spans=spans)
    page = render(to_markdown(article(block), Include(links=True)))
    assert page.tags == ["p", "a"]
    assert page.text.strip() == f"{before}here](https://evil.example)"
