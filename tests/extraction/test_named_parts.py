"""What opens under the pointer, beside an article its author's life, other articles and comments, and on the page of a
product what buyers say and other products, is not the page's text."""

import pytest

from tests.extraction.judged import judged

TEXT = (
    "<p>The kettle holds two litres, whistles when it boils, and stands on three feet of cast iron.</p>"
    * 3
)
LINE = "<p>We boiled water in it on the first evening and were not sorry.</p>"
PRODUCT = "<meta property='og:type' content='product'>"


def last_reason(page: str) -> str:
    """The verdict on the last block, where the model would keep all."""
    found = judged(f"<title>A kettle</title>{page}", "https://kettles.example/k/1")
    return found.reason(len(found.kept) - 1)


@pytest.mark.parametrize("name", ["tooltip", "fx-tooltip__content", "wt-popover", "Tool-Tip open"])
def test_what_opens_under_the_pointer_is_left_out(name: str) -> None:
    assert last_reason(f"{TEXT}<div class='{name}'>{LINE}</div>") == "tooltip"


@pytest.mark.parametrize("name", ["has-tooltip", "tooltip-trigger", "js-tooltip", "tip", "box"])
def test_what_only_has_something_that_opens_stays(name: str) -> None:
    assert last_reason(f"{TEXT}<div class='{name}'>{LINE}</div>") == "body"


def test_a_text_that_stands_in_such_an_element_as_a_whole_stays() -> None:
    assert last_reason(f"<div class=popover>{TEXT}{LINE}</div>") == "body"


@pytest.mark.parametrize(
    "name",
    ["reviews", "product-review-list", "customer_ratings", "seller-feedback", "fdbk-container"],
)
def test_reviews_are_left_out_of_the_page_of_a_product(name: str) -> None:
    assert last_reason(f"{PRODUCT}{TEXT}<div class='{name}'>{LINE}</div>") == "review"


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(f"{TEXT}<div class=reviews>{LINE}</div>", id="no-product"),
        pytest.param(f"{PRODUCT}{TEXT}<div class=preview>{LINE}</div>", id="another-word"),
        pytest.param(f"{PRODUCT}<body class=has-reviews>{TEXT}{LINE}</body>", id="the-page"),
    ],
)
def test_reviews_elsewhere_may_be_the_text(page: str) -> None:
    assert last_reason(page) == "body"


@pytest.mark.parametrize(
    "heading",
    [
        "Reviews", "12 Customer reviews", "Ratings & Reviews (40)", "Reviews for the kettle", "Kundenbewertungen",
        "Avis clients", "Opiniones de clientes", "Отзывы покупателей", "カスタマーレビュー", "商品评价",
    ],
)  # fmt: skip
def test_what_stands_below_a_heading_over_reviews_is_left_out(heading: str) -> None:
    part = f"<section><h2>{heading}</h2><div>{LINE}</div></section>"
    assert last_reason(f"{PRODUCT}{TEXT}{part}") == "review"
    framed = f"<div><div class=head><h2>{heading}</h2></div>{LINE}</div>"
    assert last_reason(f"{PRODUCT}{TEXT}{framed}") == "review"


@pytest.mark.parametrize(
    "heading", ["Our review", "Video review", "L'avis de la maison", "Bewertung der Jury"]
)
def test_a_heading_over_the_sellers_own_opinion_begins_text(heading: str) -> None:
    part = f"<section><h2>{heading}</h2><div>{LINE}</div></section>"
    assert last_reason(f"{PRODUCT}{TEXT}{part}") == "body"


def test_text_beside_the_part_that_a_heading_over_reviews_begins_stays() -> None:
    part = f"<section><h2>Reviews</h2>{LINE}</section>"
    last = (
        "<section><p>The lid of the kettle is of copper and opens to the left side.</p></section>"
    )
    assert last_reason(f"{PRODUCT}{TEXT}{part}{last}") == "body"


@pytest.mark.parametrize(("heading", "reason"), [("h2", "body"), ("h3", "review")])
def test_a_part_over_reviews_ends_at_the_next_heading_of_its_level(
    heading: str, reason: str
) -> None:
    part = f"<div><div class=head><h2>Reviews</h2></div>{LINE}"
    part += f"<{heading}>About the kettle</{heading}><p>The lid opens to the left side.</p></div>"
    assert last_reason(f"{PRODUCT}{TEXT}{part}") == reason


def test_headings_over_reviews_elsewhere_may_be_the_texts_own() -> None:
    assert last_reason(f"{TEXT}<section><h2>Reviews</h2>{LINE}</section>") == "body"


def test_what_buyers_say_may_be_far_longer_than_what_they_buy() -> None:
    assert last_reason(f"{PRODUCT}{TEXT}<div class=reviews>{LINE * 20}</div>") == "review"


LONG = "It boils two litres in four minutes, and whistles in the key of the kettle before it. " * 3
LINKED = "<p><a href='/kettles/31'>Show</a></p>"
OTHER = f"{LINKED}<p>Kettle of copper, 1.5 litres</p>"


@pytest.mark.parametrize(
    "name",
    [
        "carousel",
        "product-recommendations",
        "similar-items",
        "you-may-also-like",
        "recently-viewed",
        "upsell",
    ],
)
def test_other_products_are_left_out_of_the_page_of_a_product(name: str) -> None:
    assert last_reason(f"{PRODUCT}{TEXT}<div class='{name}'>{OTHER}</div>") == "other_product"


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(f"{TEXT}<div class=carousel>{OTHER}</div>", id="no-product"),
        pytest.param(
            f"{PRODUCT}{TEXT}<div class=carousel>{LINKED}<p>{LONG}</p></div>", id="a-description"
        ),
        pytest.param(f"{PRODUCT}{TEXT}<div class=carousel><p>It whistles.</p></div>", id="no-link"),
        pytest.param(f"{PRODUCT}{TEXT}<div class=recsys>{OTHER}</div>", id="another-word"),
    ],
)
def test_descriptions_and_parts_of_other_names_stay(page: str) -> None:
    assert last_reason(page) == "body"


ARTICLE = "<meta property='og:type' content='article'>"


@pytest.mark.parametrize("name", ["bio", "author-bio", "about_the_author", "writer biography"])
def test_the_life_of_its_author_is_left_out_of_an_article(name: str) -> None:
    assert last_reason(f"{ARTICLE}{TEXT}<div class='{name}'>{LINE}</div>") == "bio"


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(f"{TEXT}<div class=bio>{LINE}</div>", id="page-of-a-person"),
        pytest.param(f"{ARTICLE}<div class=bio>{TEXT}{LINE}</div>", id="article-about-a-person"),
        pytest.param(f"{ARTICLE}{TEXT}<div class=biology>{LINE}</div>", id="another-word"),
    ],
)
def test_lives_that_are_the_text_stay(page: str) -> None:
    assert last_reason(page) == "body"


@pytest.mark.parametrize("name", ["related-articles", "related_posts", "x RelatedNews"])
def test_other_articles_are_left_out_beside_an_article(name: str) -> None:
    part = f"<div class='{name}'>{LINE}</div>"
    assert last_reason(f"{ARTICLE}{TEXT}{part}") == "related"
    assert last_reason(f"{TEXT}{part}") == "body"


@pytest.mark.parametrize("name", ["comments", "comment-body", "kommentare", "kommentar-text"])
def test_comments_are_left_out(name: str) -> None:
    part = f"<div class='{name}'>{LINE}</div>"
    assert last_reason(f"{ARTICLE}{TEXT}{part}") == "comments"
    assert last_reason(f"{TEXT}{part}") == "comments"


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(f"{ARTICLE}{TEXT}<div class=kommentar>{LINE}</div>", id="an-opinion"),
        pytest.param(f"{ARTICLE}{TEXT}<div class=has-comments>{LINE}</div>", id="has-them"),
        pytest.param(f"{ARTICLE}<div class=comments>{TEXT}{LINE}</div>", id="most-of-the-page"),
        pytest.param(
            f"<meta name=generator content=Discourse>{TEXT}<div class=comments>{LINE}</div>",
            id="of-a-thread",
        ),
    ],
)
def test_what_is_only_called_like_a_comment_stays(page: str) -> None:
    assert last_reason(page) == "body"
