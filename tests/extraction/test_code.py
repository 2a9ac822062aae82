"""Code is one block, without line numbers, in the language that the page names."""

import pytest

import scraper
from scraper.extraction.dom.parse import parse
from scraper.extraction.dom.walk import read, read_markup

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
        '<pre><code><span class="boring">use bells;\n</span>ring(3)\nwait(60)<span class="boring">\n}</span></code></pre>',
        '<pre><span class="ln">1</span>ring(3)\n<span class="ln">2</span>wait(60)</pre>',
        '<table><tr><td class="linenos"><pre>1\n2</pre></td><td class="code"><pre>ring(3)\nwait(60)</pre></td></tr></table>',
        '<pre class="line-numbers language-lua"><code>ring(3)\nwait(60)<span class="line-numbers-rows"><span></span></span></code></pre>',
        '<pre class="linenums"><ol><li>ring(3)</li><li>wait(60)</li></ol></pre>',
        '<pre><code><table><tr><td class="hljs-ln-numbers">1</td><td>ring(3)</td></tr><tr><td>wait(60)</td></tr></table></code></pre>',
        '<table><tr><td class="gutter"><pre>1\n2</pre></td><td><pre>ring(3)<br>wait(60)<br></pre></td></tr></table>',
        "<p><code>ring(3)<br />\nwait(60)</code></p>",
        '<code-panel><code class="language-lua">ring(3)\n<span>wait(60)</span></code></code-panel>',
        "<listing>ring(3)\nwait(60)</listing>",
        """<div class="syntaxhighlighter"><div class="toolbar">?</div><table><tr><td class="gutter"><div class="line">1</div></td>
        <td><div class="line">ring(3)</div>\n<div class="line">wait(60)</div></td></tr></table></div>""",
        '<table class="js-file-line-container">\n<tr><td class="blob-num"></td><td>ring(3)</td></tr>\n<tr><td>wait(60)</td></tr></table>',
        '<div class="CodeMirror-code"><pre class="CodeMirror-line">ring(3)</pre><pre class="CodeMirror-line">wait(60)</pre></div>',
        '<pre class="prism-code"><div class="token-line">ring(3)</div><div class="token-line">wait(60)</div></pre>',
        '<pre><code><span class="line">ring(3)</span><span class="line">wait(60)</span></code></pre>',
        '<pre><div><span>1</span><div>ring(3)</div></div><div><span>2</span><div>wait(60)</div></div></pre>',
        '<pre><code>ring(3)\nwait(60)</code><button>Copy</button></pre>',
        """<pre><code><span style="white-space:pre; -webkit-user-select:none; user-select:none; margin-right:0.4em">1</span>ring(3)
<span style="white-space:pre; -webkit-user-select:none; user-select:none; margin-right:0.4em">2</span>wait(60)</code></pre>""",
        """<pre><code><span style="margin-right:0.4em;padding:0 0.4em 0 0.4em;color:#7f7f7f">1</span>ring(3)
<span style="margin-right:0.4em;padding:0 0.4em 0 0.4em;color:#7f7f7f">2</span>wait(60)</code></pre>""",
        '<div><pre><code>ring(3)\nwait(60)</code></pre><div class="line-numbers-wrapper"><span>1</span><br><span>2</span></div></div>',
        '<pre><code>ring(3)\nwait(60)</code><ul class="pre-numbering"><li>1</li><li>2</li></ul></pre>',
        """<div class="react-line-numbers"><div>1</div><div>2</div></div><div class="react-code-lines"><div
        class="react-code-line-contents"><div>ring(3)</div></div><div class="react-code-line-contents">wait(60)</div></div>""",
        """<div class="code-view"><table><tr><td class="lines-num">1</td><td>ring(3)</td></tr><tr><td class="lines-num">2</td>
        <td>wait(60)</td></tr></table></div>""",
        """<pre><div class="code-block-extension-header"><span>lua</span><div>Copy</div></div><code>ring(3)
wait(60)</code></pre>""",
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
        ('<pre class="EnlighterJSRAW" data-enlighter-language="ruby">x</pre>', "ruby"),
        ('<pre class="highlight lua"><code>x</code></pre>', "lua"),
        (
            '<div class="sourceCode"><pre class="sourceCode haskell"><code>x</code></pre></div>',
            "haskell",
        ),
        (
            '<div class="language-lua"><div class="highlight"><pre><code><table><tr><td class="rouge-gutter"><pre>1\n2</pre></td>'
            "<td><pre>x</pre></td></tr></table></code></pre></div></div>",
            "lua",
        ),
        (
            '<figure class="highlight lua"><table><tr><td><pre>x</pre></td></tr></table></figure>',
            "lua",
        ),
        ('<pre class="rust rust-example-rendered"><code>x</code></pre>', "rust"),
        ('<pre syntax="Python"><code>x</code></pre>', "python"),
        (
            '<div class="syntaxhighlighter lua"><div class="line">ring_the_bell(times=3)</div>'
            '<div class="line">wait_for(seconds=60)</div></div>',
            "lua",
        ),
        ('<div class="highlight"><pre>x</pre></div>', ""),
        ('<div class="go"><pre>x</pre></div>', ""),
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


def test_lines_of_a_code_box_keep_their_indentation() -> None:
    """White space of the markup between lines is not shown, white space in a line is."""
    lines = '<div class="crayon-line">if late:</div>\n  <div class="crayon-line"><i>  </i><i>ring(1)</i></div>'
    assert texts(f'<div class="crayon-main"><div>\n{lines}\n</div></div>') == [
        "if late:\n  ring(1)"
    ]


def test_code_between_body_text_is_body_text() -> None:
    """A synopsis has no sentence that would speak for it."""
    synopses = (f"<p>The {word} form of the call rings the bell of the tower as often as its argument says.</p>"
                f"<pre>{word.upper()} {{ x | y }} [ , ... ]</pre>" for word in ("first", "second", "third"))  # fmt: skip
    page = f"<title>A bell</title><main><h1>A bell</h1>{BEFORE}{''.join(synopses)}{AFTER}</main>"
    assert "```\nSECOND { x | y } [ , ... ]\n```" in scraper.extract(page).markdown()


def test_a_line_break_in_a_sentence_with_code_parts_lines() -> None:
    """Only breaks inside of the <code> make it several lines."""
    assert texts("<p><code>ring</code> rings.<br>It is loud.</p>") == ["ring rings.", "It is loud."]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1 ring(3)\n2   wait(60)\n3 stop()", "ring(3)\n  wait(60)\nstop()"),
        ("1\nring(3)\n2\n\n3\nwait(60)", "ring(3)\n\nwait(60)"),
        ("1 2 3\n2 4 6\n3 6 9", "1 2 3\n2 4 6\n3 6 9"),
        ("1\n2\n3", "1\n2\n3"),
        ("1 ring(3)\n3 wait(60)\n5 stop()", "1 ring(3)\n3 wait(60)\n5 stop()"),
        (
            "1\n00:01 --> 00:02\nThe bell\n(rings)\n\n2\n00:03 --> 00:04\nSilence",
            "1\n00:01 --> 00:02\nThe bell\n(rings)\n\n2\n00:03 --> 00:04\nSilence",
        ),
    ],
)
def test_numbers_of_lines_that_are_written_into_code_go_where_each_line_has_one(
    text: str, code: str
) -> None:
    assert texts(f"<pre>{text}</pre>") == [code]


@pytest.mark.parametrize(
    "frame",
    [
        '<div class="header"><span>python</span><button>Copy</button></div>',
        '<div class="lang">Python</div><div class="copy">复制代码</div>',
        "<p>Code: <a href='#'>Select all</a></p>",
        "<div><span>C#</span><span>Copy</span></div>",
        "<div class='prompt'>In&nbsp;[3]:</div>",
        "<div class='prompt'>Out[12]:</div>",
    ],
)
def test_words_on_the_frame_of_code_are_left_out(frame: str) -> None:
    page = f"<title>A bell</title><article><h1>A bell</h1>{BEFORE}{frame}<pre>ring(3)\nwait(60)</pre>{AFTER}</article>"
    shown = [block.text for block in scraper.extract(page).blocks if block.kept]
    assert [text for text in shown if text not in BEFORE + AFTER] == ["ring(3)\nwait(60)"]


def test_a_language_that_the_author_names_above_code_stays() -> None:
    page = f"<title>A bell</title><article><h1>A bell</h1>{BEFORE}<p>Python</p><pre>ring(3)</pre>{AFTER}</article>"
    assert "Python\n\nring(3)" in scraper.extract(page).text


def test_no_break_spaces_of_a_highlighter_are_spaces_of_the_code() -> None:
    """No compiler would take them."""
    lines = (
        '<div class="crayon-line">if late:</div><div class="crayon-line">&nbsp;&nbsp;ring(1)</div>'
    )
    assert texts(f'<div class="crayon-main">{lines}</div>') == ["if late:\n  ring(1)"]


@pytest.mark.parametrize(
    "html",
    [
        "<p><code>ring(3)\nwait(60)</code></p>",
        '<p><code class="language-lua">ring(3)\nwait(60)</code> rings the bell</p>',
        '<p>Say <code class="language-lua">ring(3)\nwait(60)</code></p>',
        '<p><code class="language-lua">\nring(3) wait(60)\n</code></p>',
    ],
)
def test_code_in_a_sentence_is_one_line(html: str) -> None:
    """As a browser shows it."""
    assert "\n" not in texts(html)[0]


def test_a_line_of_one_no_break_space_is_empty() -> None:
    assert texts("<pre>ring(3)\n&nbsp;\n&nbsp; wait(60)</pre>") == ["ring(3)\n\n  wait(60)"]


def test_the_line_of_the_host_below_code_is_left_out() -> None:
    meta = "<div><a href='/raw'>view raw</a><a href='/x'>bell.lua</a> hosted with ❤ by <a href='/'>GitHub</a></div>"
    page = f"<title>A bell</title><article><h1>A bell</h1>{BEFORE}<pre>ring(3)\nwait(60)</pre>{meta}{AFTER}</article>"
    assert "hosted with" not in scraper.extract(page).text


@pytest.mark.parametrize(
    "style", ["white-space:pre;user-select:none", "margin-right:0.4em;padding:0 0.4em 0 0.4em"]
)
def test_words_styled_like_line_numbers_are_shown_outside_of_code(style: str) -> None:
    """They can't be copied, or have room around them; a reader sees them."""
    html = f'<p>It cost <span style="{style}">5 million</span> bells.</p>'
    assert texts(html) == ["It cost 5 million bells."]
    body = parse(html).body
    assert body is not None
    assert read_markup(body.html or "").b_text == ["It cost 5 million bells."]


def test_the_commands_of_notebooks_are_of_their_language() -> None:
    code = (
        "<div class='highlight hl-ipython3'><pre>import tides\nprint(tides.at('quay'))</pre></div>"
    )
    page = f"<article><h1>Tides</h1><p>{'The tide of the quay is told from its moon. ' * 3}</p>{code}</article>"
    assert "```python\nimport tides" in scraper.extract(page).markdown()


def test_no_break_spaces_indent_lines_that_are_parted_by_breaks() -> None:
    code = "<code>def ring():<br />\n&nbsp;&nbsp;wait(60)<br />\n</code>"
    assert texts(f"<div>{code}</div>") == ["def ring():\n  wait(60)"]
