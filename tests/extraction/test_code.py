"""Code is one block, without line numbers, in the language that the page names."""

import pytest

import scraper
from scraper.extraction.dom.parse import parse
from scraper.extraction.dom.walk import read

BEFORE = "<p>The bell of the town hall is rung by a small program that the watchmaker wrote on a winter evening.</p>"
AFTER = "<p>It has run since then without a fault, except on the day when the clocks went back and it rang for an hour.</p>"


def texts(html: str) -> list[str]:
    body = parse(html).body
    assert body is not None
    return list(read(body).b_text)


@pytest.mark.parametrize(
    "html",
    [
        "<pre><code>ring(3)\nwait(60)</code></pre>",
        '<pre><code><div class="line">ring(3)</div><div class="line">wait(60)</div></code></pre>',
        '<pre><code><span class="lineno">1</span>ring(3)\n<span class="lineno">2</span>wait(60)</code></pre>',
        '<pre><span class="ln">1</span>ring(3)\n<span class="ln">2</span>wait(60)</pre>',
        '<table><tr><td class="linenos"><pre>1\n2</pre></td><td class="code"><pre>ring(3)\nwait(60)</pre></td></tr></table>',
        '<table><tr><td><pre><code><span class="lnt">1\n</span><span class="lnt">2\n</span></code></pre><td><pre>ring(3)\nwait(60)</pre>',
    ],
)  # fmt: skip
def test_code_is_whole_and_without_line_numbers(html: str) -> None:
    """Lines with an element of their own and columns of numbers do not cut it."""
    assert texts(html) == ["ring(3)\nwait(60)"]


def test_paragraphs_in_preformatted_text_are_paragraphs() -> None:
    """Only lines of code are joined: old pages stand in one <pre> as a whole."""
    assert texts("<pre><p>one</p><div>two</div></pre>") == ["one", "two"]


@pytest.mark.parametrize(
    ("html", "language"),
    [
        ('<pre><code class="language-Rust">x</code></pre>', "rust"),
        ('<pre class="brush: sql; gutter: true">x</pre>', "sql"),
        ('<div class="highlight-source-shell"><pre>x</pre></div>', "shell"),
        ('<pre><code data-lang="go"><span>x</span></code></pre>', "go"),
        ('<pre class="lang-c++"><code>x</code></pre>', "c++"),
        ('<pre class="language-text">x</pre>', ""),
        ("<pre>x</pre>", ""),
    ],
)
def test_markdown_names_the_language(html: str, language: str) -> None:
    """The info string of a fence is the language, where the page names one."""
    code = html.replace("x</", "ring_the_bell(times=3)\nwait_for(seconds=60)</")
    found = scraper.extract(f"<title>A bell</title><article><h1>A bell</h1>{BEFORE}{code}{AFTER}</article>")  # fmt: skip
    assert (
        f"\n```{language}\nring_the_bell(times=3)\nwait_for(seconds=60)\n```\n" in found.markdown()
    )
