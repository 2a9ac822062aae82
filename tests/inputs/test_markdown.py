"""Markdown as HTML, in linear time."""

import pytest

from scraper.inputs.markdown import to_html
from tests.growth import assert_linear


def test_the_first_heading_is_the_title():
    assert "<title>A &amp; B &lt;c&gt;</title>" in to_html("# A & *B* `<c>`\n\nx")


def test_front_matter_can_not_break_out_of_its_place():
    page = to_html('---\ntitle: x</title><script>1</script>\nauthor: "a" b=">\n---\nwords')
    assert "<script>" not in page
    assert 'content="a&quot; b=&quot;&gt;"' in page


@pytest.mark.parametrize("text", ["---\n", "---\ntitle: a", "---\n\n---\n", "---\n- a\n---\nb"])
def test_odd_front_matter_is_text(text):
    assert "<body>" in to_html(text)


@pytest.mark.parametrize("shape", ["[", "![", "*a ", "`", "<a ", "> ", "- ", "|", "](", "[a](b ", "---\na: b\n", "# "])  # fmt: skip
def test_no_text_takes_long(shape):
    assert_linear(to_html, lambda size: shape * (size // len(shape)), 100_000)
