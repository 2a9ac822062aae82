"""Formulas stand once, as TeX, inside the sentence they belong to."""

import pytest
from selectolax.lexbor import LexborNode

import scraper
from scraper.extraction.dom.opening_tags import TagReader, may_open_formula
from scraper.extraction.dom.parse import parse
from scraper.extraction.dom.tags import FORMULA
from scraper.extraction.dom.walk import read
from scraper.render import render
from tests.growth import assert_linear


def texts(html: str) -> list[str]:
    body = parse(html).body
    assert body is not None
    return list(read(body).b_text)


def article(formula: str) -> scraper.Article:
    story = f"<p>The keeper of the lighthouse found that {formula} holds for each lamp that she had measured since the spring.</p>"
    rest = "<p>She wrote it on the inside of the door, where the inspector read it a year later and asked for a proof.</p>"
    title = "A formula for lamps"
    return scraper.extract(
        f"<title>{title}</title><article><h1>{title}</h1>{story}{rest}</article>"
    )


KATEX = """<span class="katex"><span class="katex-mathml"><math><semantics><mrow><mi>x</mi></mrow>
<annotation encoding="application/x-tex">\\sqrt{x} &lt; 3</annotation></semantics></math></span>
<span class="katex-html" aria-hidden="true"><span class="base"><span class="mord">√x</span></span></span></span>"""
MATHJAX_2 = """<span class="MathJax_Preview">E=..</span><span class="MathJax"><nobr><span>E</span><span>=</span></nobr></span
><script type="math/tex">E_k = \\frac{1}{2} m & 1 < 2</script>"""
MATHJAX_3 = """<mjx-container class="MathJax"><mjx-math><mjx-mi>n</mjx-mi></mjx-math><mjx-assistive-mml><math><msup><mi>n</mi>
<mn>2</mn></msup></math></mjx-assistive-mml></mjx-container>"""
WIKI = """<span class="mwe-math-mathml-inline" style="display: none;"><math alttext="{\\displaystyle a_{i}}"><mi>a</mi></math></span
><img class="mwe-math-fallback-image-inline" alt="{\\displaystyle a_{i}}" src="a.svg">"""


@pytest.mark.parametrize(
    ("formula", "tex"),
    [
        (KATEX, r"$\sqrt{x} < 3$"),
        (MATHJAX_2, r"$E_k = \frac{1}{2} m & 1 < 2$"),
        (MATHJAX_3, "$n^2$"),
        (WIKI, "$a_{i}$"),
        (r"\(a_n \leq b\)", r"$a_n \leq b$"),
        (r"{\displaystyle {\frac {a}{b}}\in \{1,2\}}", r"${\frac {a}{b}}\in \{1,2\}$"),
        (r"\[ \sum_i<br>i \]", r"$$\sum_i i$$"),
        (r"\begin{align*} a &amp;= b \end{align*}", r"$$\begin{align*}a &= b\end{align*}$$"),
        (r"$$\begin{align} a \end{align}$$", r"$$\begin{align} a \end{align}$$"),
        ('<span class="math">k_{n+1}</span>', "$k_{n+1}$"),
        ('<span class="ztext-math" data-tex="a_i">ai</span>', "$a_i$"),
        ('<span class="ql-formula" data-value="e^x"><span><span>ex</span></span></span>', "$e^x$"),
        (
            '<mjx-container><mjx-math data-latex="n^2"><mjx-mi data-latex="n">n</mjx-mi></mjx-math><mjx-assistive-mml>'
            "<math><mi>n</mi></math></mjx-assistive-mml></mjx-container>",
            "$n^2$",
        ),
        (
            '<mjx-container><svg><g data-mml-node="math" data-latex="n^2"></g></svg><mjx-speech aria-label="n squared">'
            "</mjx-speech></mjx-container>",
            "$n^2$",
        ),
        (
            '<math display="inline" data-latex="n^{2}"><msup><mi>n</mi><mn>2</mn></msup></math>',
            "$n^{2}$",
        ),
        (
            '<span class="katex-mathml">\n n\n 2\n \n n^{2}\n </span><span class="katex-html"><span>n2</span></span>',
            "$n^{2}$",
        ),
        (
            '<img class="Wirisformula" alt="n squared" src="n.svg" data-mathml="«math xmlns=¨x¨»«msup»«mi»n«/mi»«mn»2«/mn»'
            '«/msup»«/math»">',
            "$n^2$",
        ),
        ("<mml:math><mml:msup><mml:mi>n</mml:mi><mml:mn>2</mml:mn></mml:msup></mml:math>", "$n^2$"),
        ("<d-math>n^2</d-math>", "$n^2$"),
        ('<img src="https://www.zhihu.com/equation?tex=n%5E2" alt="n^2" eeimg="1">', "$n^2$"),
        ('<img src="a.png" alt="\\frac{a}{b}">', r"$\frac{a}{b}$"),
        ('<img src="a.png" alt="$n^2$">', "$n^2$"),
        ('<img src="a.png" alt="\\[n^2\\]">', "$$n^2$$"),
        (
            '<img src="a.png" alt="\\begin{equation*} n^2 \\end{equation*}">',
            r"$$\begin{equation*} n^2 \end{equation*}$$",
        ),
        ('<span class="math">two <b>sums</b></span>', "two sums"),
        ("<math> L^2 </math>", "$L^2$"),
        (
            '<img src="https://latex.codecogs.com/gif.latex?\\inline&space;x^2" alt="equation">',
            "$x^2$",
        ),
        (r"<code>\(x\)</code>", r"\(x\)"),
        (r"<code>{\displaystyle x}</code>", r"{\displaystyle x}"),
        (r"{\displaystyle x", r"{\displaystyle x"),
        (r"\(x", r"\(x"),
        ('<img class="latex" alt="\\pi r^2" src="x.png">', r"$\pi r^2$"),
        ('<math display="block"><mi>y</mi></math>', "$$y$$"),
        ('<script type="math/tex; mode=display">z^3</script>', "$$z^3$$"),
        ("<lamp-term><b>lumen</b></lamp-term>", "lumen"),
    ],
)
def test_a_formula_is_read_once_in_its_sentence(formula: str, tex: str) -> None:
    """Whichever forms of a formula a page has, its text is one."""
    assert texts(f"<p>See {formula} here.</p>") == [f"See {tex} here."]


@pytest.mark.parametrize(
    ("mathml", "tex"),
    [
        ("<mfrac><mi>a</mi><mrow><mi>b</mi><mo>+</mo><mn>1</mn></mrow></mfrac>", r"$\frac{a}{b+1}$"),
        ("<msubsup><mi>x</mi><mi>i</mi><mn>12</mn></msubsup>", "$x_i^{12}$"),
        ("<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover><mi>i</mi>", r"$\sum _i^ni$"),
        ("<mover><mi>v</mi><mo>→</mo></mover>", r"$\vec{v}$"),
        ("<mroot><mi>q</mi><mn>3</mn></mroot>", r"$\sqrt[3]{q}$"),
        ("<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr></mtable>", r"$\begin{matrix}1 & 2\end{matrix}$"),
        ("<mi>a</mi><mo>=</mo><mi>b</mi>", "a=b"),
        ("<mi>α</mi><mo>∈</mo><mi>ℝ</mi>", r"$\alpha \in \mathbb{R}$"),
        ("<mi>sin</mi><mi>x</mi>", r"$\sin x$"),
    ],
)  # fmt: skip
def test_mathml_without_a_source_becomes_tex(mathml: str, tex: str) -> None:
    """The elements that formulas are made of are turned into TeX; plain letters stay plain."""
    assert texts(f"<p><math>{mathml}</math></p>") == [tex]


def test_markdown_shows_every_formula_between_dollars() -> None:
    """Nothing in a formula is escaped, a plain one has its dollars, prices have none."""
    assert r"that $\sqrt{x} < 3$ holds" in article(KATEX).markdown()
    assert "that $n$ holds" in article("<math><mi>n</mi></math>").markdown()
    assert r"that $a_1^\alpha * b_2$ holds" in article(r"$a_1^\alpha * b_2$").markdown()
    assert r"that $a_n < b_{n+1}$ holds" in article(r"$a_n &lt; b_{n+1}$").markdown()
    assert r"that $x$ or $\| y \|$ holds" in article(r"\(x\) or $\| y \|$").markdown()
    assert r"that $5 \* 2 or $6 holds" in article("$5 * 2 or $6").markdown()


def test_nothing_in_a_formula_becomes_html_or_a_link() -> None:
    """Where formulas are not known, a tag or a link in one is a tag or a link."""
    shown = article(r"$\a &lt;img src=x&gt; [x](data:x)$ and \(&lt;b\)").markdown()
    assert "<img" not in shown
    assert "](" not in shown
    assert "<b" not in shown


def test_a_formula_in_a_block_of_its_own_has_its_dollars() -> None:
    """A class says that it is one; its text has no delimiters."""
    assert texts(r'<div class="math">\frac{a}{b}</div>') == [r"$$\frac{a}{b}$$"]
    assert texts('<div class="math">Two sums</div>') == ["Two sums"]


def test_html_and_text_show_formulas_as_text() -> None:
    """Text and HTML have the same TeX, escaped in HTML."""
    found = article(KATEX)
    assert r"that $\sqrt{x} < 3$ holds" in found.text
    assert r"that $\sqrt{x} &lt; 3$ holds" in render(found, "html")


def test_a_drawing_without_a_source_is_read() -> None:
    """What is drawn is better than nothing."""
    drawn = '<span class="katex-html"><span>a</span><span>+b</span></span>'
    assert texts(f"<p>See {drawn}.</p>") == ["See a+b."]


def test_a_custom_element_outside_of_a_paragraph_is_a_block() -> None:
    """Sites use them as containers."""
    assert texts("<x-row><x-col>one</x-col><x-col>two</x-col></x-row>") == ["one", "two"]


@pytest.mark.parametrize(
    "piece",
    [
        '<span class="MathJax">' * 300 + "x" + "</span>" * 300,
        "<math>" + "<mrow>" * 300 + "x" + "</mrow>" * 300 + "</math>",
        "<math><msup><mi>x</mi>",
        r"\(\[\begin{align}$$",
        r"\[ x<br>",
        "<code>x",
        '<span class="math">',
    ],
)
def test_formulas_take_linear_time(piece: str) -> None:
    """Nested drawings and formulas are passed a bounded number of times."""

    def body(count: int) -> LexborNode:
        found = parse(f"<p>{piece * count}</p><script type='math/tex'>a</script>").body
        assert found is not None
        return found

    assert_linear(read, body, 160)


@pytest.mark.parametrize("alt", ["C:\\lamps\\red", "A lamp for $5", "file_name", "a ^ b"])
def test_a_picture_whose_description_is_no_tex_is_no_formula(alt: str) -> None:
    assert texts(f'<p>The lamp <img src="a.png" alt="{alt}"> burns.</p>') == ["The lamp burns."]


def test_a_table_that_sets_a_formula_beside_its_number_is_no_table() -> None:
    equation = '<table class="ltx_equation"><tr><td><math alttext="n^2" display="block"></math></td><td>(1)</td></tr></table>'
    assert "$$n^2$$\n\n(1)" in article(f"this{equation}law").text


@pytest.mark.parametrize("name", ["vortex", "cover vortex", "aftermath wide", "context"])
def test_a_picture_whose_class_only_ends_like_a_formulas_is_none(name: str) -> None:
    image = f'<img class="{name}" alt="two lamps" src="a.png">'
    assert texts(f"<p>The lamp {image} burns.</p>") == ["The lamp burns."]


def test_a_picture_that_sphinx_made_of_a_formula_is_one() -> None:
    """Its name is a hash of the formula."""
    image = f'<img src="_images/math/{"0f" * 20}.png" alt="F = -k x_0">'
    assert texts(f"<div><p>{image}</p></div>") == ["$F = -k x_0$"]


def test_the_link_of_a_formulas_number_to_itself_is_left_out() -> None:
    number = '<span class="eqno">(1)<a class="headerlink" href="#eq-1">¶</a></span>'
    assert texts(rf'<div class="math">{number}\[a_1 = b\]</div>') == ["(1) $$a_1 = b$$"]


def test_a_formula_in_an_element_of_texmath_stands_in_its_sentence() -> None:
    assert texts("<p>See <eq><math><mi>x</mi></math></eq> here.</p>") == ["See x here."]


def test_a_formula_in_a_row_with_its_number_is_no_table() -> None:
    image = '<img class="numberedequation" alt="F=-kx_0" src="a.svg">'
    equation = f"<table><tr><td>{image}</td><td>(1)</td></tr></table>"
    markdown = article(f"this{equation}law").markdown()
    assert "$F=-kx_0$" in markdown
    assert "|" not in markdown


def test_two_formulas_in_one_sentence_are_both_read() -> None:
    """MathJax closes three elements after each, and draws the next one a few words later."""
    formula = (
        '<mjx-container class="MathJax" jax="CHTML"><mjx-math aria-hidden="true"><mjx-mi>x</mjx-mi></mjx-math>'
        "<mjx-assistive-mml><math><mi>{0}</mi></math></mjx-assistive-mml></mjx-container>"
    )
    html = f"<article><p>Let {formula.format('n')} be the boats and {formula.format('k')} the moorings of the harbour.</p></article>"
    assert scraper.extract(html).text == "Let n be the boats and k the moorings of the harbour."


def test_a_formula_that_is_drawn_before_what_is_read_aloud_stands_once() -> None:
    mathml, drawn = KATEX.split("\n<span", 1)
    spoken = mathml.removeprefix('<span class="katex">')
    turned = f'<span class="katex"><span{drawn.removesuffix("</span>")}{spoken}</span>'
    assert texts(f"<p>Let {turned} hold.</p>") == texts(f"<p>Let {KATEX} hold.</p>")


@pytest.mark.parametrize(
    "head",
    [
        "math", "m:math", "mml:math", "d-math", "mjx-container", 'script type="math/tex"', 'span class="KaTeX-mathml"',
        'span class="katex-html"', 'span class="a LaTeX"', 'span class="equation b"', 'div class="MathJax_Preview"',
        'span data-tex="x"', 'div data-latex="x"', 'img class="latex" src="a.png"', 'img src="/a" alt="$x_1$"',
    ],
)  # fmt: skip
def test_whatever_opens_a_formula_is_seen_before_it_is_read(head: str) -> None:
    assert TagReader().read(head).role >= FORMULA
    assert may_open_formula(head)


def test_what_names_no_formula_opens_none() -> None:
    assert not may_open_formula('span class="lead" id="intro"')
