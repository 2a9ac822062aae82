"""Pages of software before a site that explain why they check or refuse a visitor."""

import pytest

import scraper

WHY = "The people who keep this site hope that you have patience, and say that the check takes a moment on most machines."
CHECKS = {
    "proof of work": (
        "Making sure you&#39;re not a bot!",
        "<p>You are seeing this because the administrator of this website has set up a check.</p>",
    ),
    "firewall": (
        "Attention Required! | Cloudflare",
        "<h1>Sorry, you have been blocked</h1><h2>Why have I been blocked?</h2><p>This website is using a security service"
        " to protect itself from attacks.</p>",
    ),
    "browser": (
        "Pardon Our Interruption",
        "<p>As you were browsing something about your browser made us think you were a bot.</p>",
    ),
}  # fmt: skip


def page(title: str, body: str) -> scraper.Article:
    return scraper.extract(
        f"<title>{title}</title><main><h1>{title}</h1>{body}</main>", url="https://quay.example/a"
    )


@pytest.mark.parametrize("check", CHECKS)
def test_a_check_that_is_explained_is_a_block_page(check: str) -> None:
    title, said = CHECKS[check]
    found = page(title, f"{said}<p>{WHY}</p><p>{WHY[::-1]}</p>")
    assert found.status == "block_page"
    assert found.text == ""
    assert "checks or refuses its visitor" in found.status_reason


def test_an_article_that_quotes_a_check_stays() -> None:
    said = CHECKS["proof of work"][1]
    story = (
        "<p>The library was down for two days, since its catalogue was fetched a hundred times an hour.</p>"
        * 3
    )
    assert page("How the library keeps bots away", story + said).status == "article"


def test_an_explanation_of_such_pages_stays() -> None:
    """Below its own beginning it has the messages as headings."""
    messages = "".join(
        f"<h2>{said}</h2><p>{WHY}</p>"
        for said in ("Sorry, you have been blocked", "Just a moment", "Pardon our interruption")
    )
    assert (
        page("What the messages of firewalls mean", f"<p>{WHY}</p>{messages}").status == "article"
    )


def test_a_text_that_begins_with_such_words_and_goes_on_stays() -> None:
    story = f"<p>Pardon our interruption! she cried, and opened the door of the mill.</p>{f'<p>{WHY}</p>' * 3}"
    assert page("Just a moment", story).status == "article"


def test_an_article_says_what_it_is() -> None:
    title, said = CHECKS["firewall"]
    story = f"<meta property='og:type' content='article'><p>{WHY}</p>{said}"
    assert page(title, story * 3).status == "article"
