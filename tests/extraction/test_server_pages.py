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
        "<title>Mantenimiento</title><p>Realizamos tareas de mantenimiento, disculpe las molestias de esta noche.</p>",
        "<title>Сайт</title><h1>Технические работы</h1><p>На портале проводятся технические работы до вечера.</p>",
        "<title>Przerwa</title><p>Trwają prace serwisowe, przepraszamy wszystkich czytelników naszego portalu.</p>",
        "<title>Onderhoud</title><p>Onze website is tijdelijk niet beschikbaar, wij werken eraan.</p>",
        "<title>Fel</title><p>Något gick snett på vägen. Försök igen om en liten stund.</p>",
        "<title>Hata</title><p>Şu anda bakım çalışması var, bizi anlayışla karşılayın.</p>",
        "<title>الموقع</title><p>الموقع تحت الصيانة، نعود إليكم قريبا إن شاء الله</p>",
        "<title>Oops</title><p>We're sorry, but something went wrong with this page of ours.</p>",
        "<title>ERROR</title><h2>The request could not be satisfied.</h2><p>The owner of the site has blocked what you asked.</p>",
        "<title>Old browser</title><p>Your browser is not supported, take a current version of Firefox to read this.</p>",
        "<title>Search</title><p>Your search for “gulls” did not match any documents of ours.</p>",
        "<title>Index of /tides</title><h1>Index of /tides</h1><pre>a.txt 2025-10-02 512</pre>",
        "<title>tide.pdf</title><p>File not found.</p>",
        "<title>404</title><p>What you asked for does not stand here.</p>",
        "<title>The Gazette | 404</title><p>What you asked for does not stand here.</p>",
        "<title>Erreur 404</title><p>Ce que vous cherchez ne se trouve pas ici.</p>",
        "<title>HTTP Status 404 - Gazette</title><p>What you asked for does not stand here.</p>",
        "<title>Gazette</title><h1>Oops! 404</h1><p>What you asked for does not stand here.</p>",
        "<p>Warning: mysqli_connect(): Connection refused in /srv/www/db.php on line 7</p>",
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
        ("Highway 404 reopens", "Highway 404 is open in both directions, the police said at noon."),
        ("A Peugeot 404", "The oldest car of the parade was a grey Peugeot 404 of the year 1962."),
        ("Lions win the cup | 404 Media", "The Lions won the cup on Sunday, for the first time."),
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


@pytest.mark.parametrize("title", ["Are you a robot?", "Access to this page has been denied"])
def test_a_page_that_only_asks_who_is_there_is_a_block_page(title: str) -> None:
    html = BRIEF.format(
        title, "To go on, please click the box below, so that we know who it is that reads."
    )
    assert scraper.extract(html).status == "block_page"


def test_an_article_that_quotes_an_error_page_is_read() -> None:
    lines = (
        "“Page not found” is the name of a show that opened at the old post office on Friday evening.",
        "Access denied, said the sheet of paper on the door, and eleven guests took it for a work of art.",
    )
    head = '<meta property="og:type" content="article"><title>A museum of lost pages</title>'
    body = "".join(f"<p>{line}</p>" for line in lines)
    html = f"{head}<main><article><h1>A museum of lost pages</h1>{body}</article></main>"
    assert scraper.extract(html).text == "\n\n".join(lines)
