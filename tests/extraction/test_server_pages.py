"""Pages of a few lines in which a server speaks are no articles; short news is."""

import pytest

import scraper

BRIEF = "<title>{0}</title><h1>{0}</h1><p>{1}</p>"


@pytest.mark.parametrize(
    "html",
    [
        "Accepted",
        "Error establishing a database connection",
        "upstream connect error or disconnect/reset before headers",
        "Page unavailable",
        "<html><body>Found</body></html>",
        "<title>Error</title><p>Could not connect to the database.</p>",
        "<title>Down</title><h1>Hold on</h1><p>We'll be back soon, please try again in a minute.</p>",
        "<title>One moment</title><p>You are being redirected to the new address.</p>",
        "<title>503</title><p>Service temporarily unavailable</p>",
        "<title>Wartungsarbeiten</title><p>Bitte versuchen Sie es später noch einmal.</p>",
        "<title>维护</title><p>系统维护，请稍后再试。</p>",
        "<title>Account Suspended</title><h1>This account has been suspended.</h1><p>Ask your hosting provider why.</p>",
        "<title>ferry.example</title><p>This domain name is for sale: make an offer today.</p>",
        "<title>Apache2 Default Page</title><p>This is the default welcome page of the server after it was installed.</p>",
        "<title>522</title><h1>Connection timed out</h1><p>The page can not be shown to you at the moment.</p>",
        "<title>451</title><h1>451: Unavailable due to legal reasons</h1><p>Visitors from your country can't read this.</p>",
        "<title>504</title><h1>Zeitüberschreitung</h1><p>Der Server hat nicht rechtzeitig geantwortet.</p>",
        "<title>Mantenimiento</title><h1>Estamos en mantenimiento</h1><p>Volveremos pronto. Disculpe las molestias.</p>",
    ],
)
def test_what_a_server_says_of_itself_is_refused_with_a_reason(html: str) -> None:
    article = scraper.extract(html)
    assert article.text == ""
    assert article.status in ("soft_404", "empty")
    assert article.status_reason


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Bridge closed",
            "The harbour bridge is under maintenance until Friday, the council said.",
        ),
        ("Boy found", "He was found at noon, the police said on Monday."),
        ("Station moved", "The bus station has moved to the harbour, the town said."),
        (
            "Ferry halls for sale",
            "The old domain of the ferry company is for sale, its owner said on Monday.",
        ),
        ("Error costs club the title", "A late error cost the club the title on Sunday."),
    ],
)
def test_a_brief_is_an_article(title: str, text: str) -> None:
    assert scraper.extract(BRIEF.format(title, text)).text == text


def test_a_captcha_in_the_form_for_comments_makes_no_brief_a_wall() -> None:
    text = (
        "The council closes the harbour road from Monday to Wednesday, because the crane has to be moved to its"
        " new place by the north quay; buses go round by the school."
    )
    page = (
        "<title>Harbour road closed</title><meta property=og:type content=article><h1>Harbour road closed</h1>"
        f"<p>{text}</p><form><label>I'm not a robot</label><button>Send</button></form>"
    )
    assert scraper.extract(page).text == text
