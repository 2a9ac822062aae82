"""Whether anyone may read an article, and whether all of it is there, with the evidence."""

import pytest

import scraper

LINES = (
    "The harbour board voted on Monday to keep the old crane on the north quay, where it has stood since 1911.",
    "A survey found that its feet are sound, and that the driver's cabin could be opened to visitors in summer.",
    "The money comes from a lottery and from a brewery that has had the crane on its bottles for forty years.",
)
PAGE = (
    "<html lang=en><head><title>Old crane stays - Quay Mail</title><meta property=og:type content=article>{head}</head>"
    "<body><nav><a href=/>Home</a></nav><article><h1>Old crane stays</h1>{body}{after}</article>"
    "<footer>© Quay Mail</footer></body></html>"
)
BODY = "".join(f"<p>{line}</p>" for line in LINES)
LATIN = (
    "<p>Sed ut perspiciatis unde omnis iste natus error sit voluptatem accusantium doloremque laudantium.</p>"
    "<p>Nemo enim ipsam voluptatem quia voluptas sit aspernatur aut odit aut fugit, sed quia consequuntur.</p>"
)
GATE = "<div class=offer><h3>Subscribe to continue reading</h3><p>Get the first month for 1.99.</p><a href=/abo>Subscribe</a></div>"
NAMED = "<div class='c-paywall'><h3>One paper, one price</h3><a href=/abo>Take it</a></div>"


def json_ld(value: str) -> str:
    told = f'{{"@type":"NewsArticle","headline":"Old crane stays","isAccessibleForFree":{value}}}'
    return f'<script type="application/ld+json">{told}</script>'


def page(head: str = "", after: str = "", body: str = BODY) -> scraper.Article:
    return scraper.extract(PAGE.format(head=head, body=body, after=after))


@pytest.mark.parametrize(
    ("head", "is_free"),
    [
        (json_ld("true"), True),
        (json_ld('"False"'), False),
        (json_ld('true,"hasPart":{"@type":"WebPageElement","isAccessibleForFree":false}'), False),
        ("<meta name='article:content_tier' content=locked>", False),
        ("<meta name='article:content_tier' content=metered>", None),
        ("", None),
    ],
)
def test_a_page_says_whether_it_is_free(head: str, is_free: bool | None) -> None:
    article = page(head)
    assert article.is_free is is_free
    assert ("is_free" in article.sources) == (is_free is not None)


def test_what_is_said_hides_no_text() -> None:
    assert page(json_ld("false")).text == page().text == "\n\n".join(LINES)


@pytest.mark.parametrize("gate", [GATE, NAMED])
def test_a_text_that_ends_at_a_gate_is_partial_and_not_free(gate: str) -> None:
    article = page(after=gate)
    assert article.text == "\n\n".join(LINES)
    assert article.is_free is False
    assert article.is_partial
    assert "gate" in article.sources["is_partial"]


def test_a_page_that_says_it_is_free_is_whole_whatever_it_offers() -> None:
    article = page(json_ld("true"), GATE)
    assert article.is_free
    assert not article.is_partial


def test_a_few_words_of_an_article_that_is_not_free_are_partial() -> None:
    assert page(json_ld("false")).is_partial
    assert not page(
        json_ld("false"), body=BODY + BODY.replace("the", "a") + BODY.replace("a", "the")
    ).is_partial


def test_placeholder_latin_is_no_text() -> None:
    article = page(after=f"<div class=blurred>{LATIN}</div>{GATE}")
    assert article.text == "\n\n".join(LINES)
    assert article.is_partial
    assert "placeholder" in article.sources["is_partial"]


def test_placeholder_latin_above_an_offer_is_no_text() -> None:
    article = page(after=f"<div>{LATIN}</div><h3>Read on</h3><p>Four weeks for 1 euro.</p>")
    assert article.text == "\n\n".join(LINES)


def test_latin_under_headings_of_a_page_of_latin_stays() -> None:
    assert "Foo" in page(body=f"{LATIN}<h2>Foo</h2>{LATIN}").text


def test_latin_amid_a_text_or_by_itself_stays() -> None:
    last = f"<p>{LINES[2]}</p>"
    assert "perspiciatis" in page(body=BODY.replace(last, LATIN + last)).text
    assert "perspiciatis" in page(body=LATIN * 3).text


def test_a_text_cut_before_its_link_is_partial() -> None:
    cut = BODY + "<p>The brewer, who is also the mayor, said that he would…</p>"
    assert page(body=cut, after="<a href=/more>Continue reading</a>").is_partial
    assert not page(body=cut).is_partial


def test_records_have_both() -> None:
    fields = page(after=GATE).to_dict()
    assert (fields["is_free"], fields["is_partial"]) == (False, True)


@pytest.mark.parametrize(
    "filler",
    [
        "Curabitur blandit tempus porttitor, vivamus sagittis lacus vel augue laoreet rutrum faucibus dolor auctor.",
        "Xxx xxxxxx xx xxxxx xxxxxxxx xx xxx xxxxxxxxx xxxx xx xxxxxx.",
    ],
)
def test_other_words_that_stand_in_place_of_a_text_are_left_out(filler: str) -> None:
    article = page(body=BODY + f"<p>{filler}</p>")
    assert article.text == "\n\n".join(LINES)
    assert article.is_partial
