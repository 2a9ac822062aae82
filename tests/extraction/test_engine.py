"""extract: what callers are promised, on pages of our own making."""

import gzip
import random
import string
from itertools import pairwise

import pytest

import scraper
from scraper.models.article import Include

PARAGRAPHS = [
    "The harbour council voted on Tuesday to rebuild the old ferry landing, ending a dispute that began in 2019.",
    "Work will start in March, the council said, and the first boats are expected to call there in the summer of next year.",
    "Residents had asked for a smaller building. “We were heard in the end,” said Marta Olin, who has lived on the quay for forty years.",
    "The cost, about 4.2 million, is to be shared between the town and the region, officials told reporters after the meeting.",
]
RELATED = ["Storm Closes Coast Road for Third Day Running", "Ferry Company Names New Chief After Long Search",
           "Fish Market to Move Into Former Customs Hall"]  # fmt: skip


def page(body: str, title: str = "Council votes to rebuild ferry landing") -> str:
    links = "".join(
        f'<li><a href="/n/{i}">{name}</a></li>'
        for i, name in enumerate(("News", "Sport", "Weather"))
    )
    return (
        f"<html lang=en><head><title>{title} - Quay Times</title><meta property=og:type content=article></head>"
        f"<body><nav><ul>{links}</ul></nav><article><h1>{title}</h1>{body}</article>"
        "<footer><p>© 2026 Quay Times. All rights reserved.</p></footer></body></html>"
    )


BODY = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
RELATED_BOX = "<h3>Related Articles</h3><ul>" + "".join(
    f'<li><a href="/story/{i}-a-long-story-name">{text}</a></li>' for i, text in enumerate(RELATED)
) + "</ul>"  # fmt: skip


def test_the_body_comes_out_paragraph_by_paragraph() -> None:
    assert scraper.extract(page(BODY)).text == "\n\n".join(PARAGRAPHS)


def test_a_related_list_inside_the_article_goes_with_its_heading() -> None:
    article = scraper.extract(page(BODY + RELATED_BOX))
    assert article.text == "\n\n".join(PARAGRAPHS)


def test_every_block_is_accounted_for() -> None:
    """Kept or dropped, each block of the page is listed once, in order, with reason and evidence."""
    article = scraper.extract(page(BODY + RELATED_BOX))
    assert [b.index for b in article.blocks] == sorted(b.index for b in article.blocks)
    assert {b.text for b in article.blocks} >= {
        *PARAGRAPHS,
        *RELATED,
        "News",
        "© 2026 Quay Times. All rights reserved.",
    }
    assert all(b.reason and b.evidence for b in article.blocks)
    assert all((b.reason == "body") == b.kept for b in article.blocks)


def test_text_and_bytes_of_a_page_give_the_same_article() -> None:
    html = page(BODY)
    assert scraper.extract(html).to_dict() == scraper.extract(html.encode()).to_dict()


@pytest.mark.parametrize(
    "include", [Include(captions=True, comments=True, links=True, images=True), Include()]
)
def test_output_options_never_change_the_body(include: Include) -> None:
    html = page(
        BODY
        + "<figure><img src=/a.jpg><figcaption>The landing in 1961. Photo: Town Archive</figcaption></figure>"
    )
    kept = [b.text for b in scraper.extract(html, include=include).blocks if b.kept]
    assert kept == [b.text for b in scraper.extract(html).blocks if b.kept]


def test_precision_keeps_no_more_than_recall() -> None:
    html = page(BODY + RELATED_BOX + "<p>Read more about the quay.</p>")
    kept = [
        {b.index for b in scraper.extract(html, favor=f).blocks if b.kept}
        for f in ("precision", "balanced", "recall")
    ]
    assert all(fewer <= more for fewer, more in pairwise(kept))


def test_spans_say_the_same_as_the_text() -> None:
    html = page(
        BODY
        + "<p>The plan, <a href=/plan>published  on</a> <b>Monday</b>, drew 112 comments from residents.</p>"
    )
    block = next(b for b in scraper.extract(html).blocks if b.text.startswith("The plan"))
    assert "".join(span.text for span in block.spans) == block.text
    assert [(s.text, s.href, s.style) for s in block.spans if s.href or s.style] == [
        ("published on", "/plan", ""), ("Monday", "", "strong"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", "empty"), (b"   ", "empty"), (b"\x00\x00\x00", "not_html"), (b"%PDF-1.7 ...", "not_html"),
        (b"\x89PNG\r\n\x1a\n....", "not_html"), (gzip.compress(b"x" * 100, mtime=0), "not_html"), (b"<html><body></body></html>", "empty"),
    ],
)  # fmt: skip
def test_what_is_no_page_is_refused_with_a_reason(body: bytes, status: str) -> None:
    article = scraper.extract(body)
    assert (article.text, article.status) == ("", status)
    assert article.status_reason


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("", "there is nothing in it, not even markup"),
        (" \n", "there is nothing in it, not even markup"),
        ("<html><body></body></html>", "the page holds no text"),
        (
            "<nav>" + "<li><a href=/>Home and news</a>" * 9,
            "no block of the page reads like an article",
        ),
    ],
)
def test_the_reason_of_an_empty_page_says_how_much_of_it_there_is(body: str, reason: str) -> None:
    assert scraper.extract(body).status_reason == reason


def test_random_bytes_never_raise() -> None:
    rng = random.Random(7)
    alphabet = "<>/=\"'& " + string.ascii_letters + "\x00\u3042\u0627"
    for _ in range(150):
        mess = "".join(rng.choice(alphabet) for _ in range(rng.randint(1, 400)))
        assert isinstance(scraper.extract("<body>" + mess).text, str)


def test_a_table_of_data_reads_row_by_row() -> None:
    rows = "".join(f"<tr><td>Year {y}</td><td>{y * 7} boats</td></tr>" for y in (2023, 2024, 2025))
    text = scraper.extract(
        page(
            BODY
            + f"<p>Boats that called at the quay in recent years:</p><table>{rows}</table>"
            + BODY
        )
    ).text
    assert "Year 2023 | 14161 boats\nYear 2024 | 14168 boats" in text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("<template>", "</template>", id="template"),
        pytest.param('<script type="text/template">', "</script>", id="script"),
        pytest.param("<noscript>", "</noscript>", id="noscript"),
    ],
)
def test_text_that_waits_for_scripts_is_read(before: str, after: str) -> None:
    """Some sites keep the whole article where only their scripts look for it."""
    text = BODY.replace("<p>", "<p>As told before: ") * 2
    article = scraper.extract(page("") + before + BODY + text + after)
    assert PARAGRAPHS[0] in article.text


def test_what_waits_for_scripts_is_left_alone_on_a_page_with_text() -> None:
    hidden = (
        "<template><p>A part of the page that is shown on a click, and only then.</p></template>"
    )
    assert "on a click" not in scraper.extract(page(BODY * 4 + hidden)).text


def test_soft_hyphens_do_not_come_out() -> None:
    article = scraper.extract(page(BODY.replace("harbour", "har\xadbour")))
    assert "The harbour council" in article.text
