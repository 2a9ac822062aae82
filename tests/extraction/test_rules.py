"""The rules that overrule the model, each alone: the scores are given, only the page differs."""

import pytest

import scraper
from tests.extraction.judged import PARAGRAPH, reason_amid, reasons, verdicts


@pytest.mark.parametrize(
    ("href", "reason"),
    [
        pytest.param("/2026/a-storm-closes-the-road", "story_link", id="path"),
        pytest.param("https://www.quay.example/storm", "story_link", id="same-host"),
        pytest.param("https://news.quay.example/storm", "story_link", id="subdomain"),
        pytest.param("https://elsewhere.example/report", "body", id="another-site"),
    ],
)
def test_a_headline_long_link_to_the_same_site_must_be_surely_body(href: str, reason: str) -> None:
    """Sources on other sites are part of a text; other stories of this site mostly are not."""
    line = f'<p>For the details see <a href="{href}">the coast road on stormy days</a>, Monday</p>'
    assert reasons(PARAGRAPH + line)[1] == reason


def test_a_heading_that_links_to_its_own_place_stays() -> None:
    heading = '<h2 id="a"><a href="#a">broken_links_inside_of_pages</a></h2>'
    assert reason_amid(heading) == "body"


def test_a_sure_line_stays_whatever_it_links_to() -> None:
    line = '<p><a href="/n/1">The coast road on stormy days, by night</a></p>'
    assert reasons(PARAGRAPH + line, score=0.99)[1] == "body"


def test_favouring_recall_keeps_lines_that_link_to_the_site() -> None:
    line = '<p>For the details see <a href="/n/1">the coast road on stormy days</a>, Monday</p>'
    assert verdicts(PARAGRAPH + line, favor="recall").kept.all()


def test_the_headline_above_the_body_goes_whatever_its_element() -> None:
    page = f"<div><b>Council votes to rebuild landing</b></div>{PARAGRAPH}"
    assert reasons(page, title="Quay Times: Council votes to rebuild landing")[0] == "headline"


def test_the_first_h1_above_the_body_goes_whatever_the_page_is_titled() -> None:
    page = f"<h1>Old planks, new paint</h1>{PARAGRAPH}<h1>What it cost</h1>{PARAGRAPH}"
    assert reasons(page, title="The harbour of Low Pendry")[:3] == ["headline", "body", "body"]


def test_an_h1_below_the_headline_is_a_part() -> None:
    page = f"<h2>The ferry to Pendry</h2><h1>Prologue</h1>{PARAGRAPH}<h1>The boat</h1>{PARAGRAPH}"
    assert reasons(page, title="The ferry to Pendry")[1:] == ["body"] * 4


def test_a_bare_date_above_the_body_goes() -> None:
    assert reasons(f"<div>Saturday, March 10, 2001</div>{PARAGRAPH}")[0] == "dateline"


@pytest.mark.parametrize(
    "line",
    [
        "By Anna Berg",
        "Von Anna Berg und Jonas Reuter",
        "Por ANA LIMA",
        "par Luc Morel",
        "한바다 기자 bada@paper.example",
        "海港日报记者 林海",
        "编辑 王小明 校对 李静",
    ],
)
def test_a_line_that_is_only_a_byline_goes(line: str) -> None:
    assert reason_amid(f"<p>{line}</p>") == "byline"


@pytest.mark.parametrize(
    "line", ["By land and by sea", "Von hier an geht es bergab", "Par exemple"]
)
def test_a_line_that_begins_like_a_byline_stays(line: str) -> None:
    assert reason_amid(f"<p>{line}</p>") == "body"


def test_a_caption_alone_with_its_picture_goes() -> None:
    box = '<div><img src="a.jpg"><p class="photo-caption">The landing on Monday</p></div>'
    assert reason_amid(box) == "caption"


def test_a_paragraph_beside_a_picture_stays() -> None:
    box = '<div><img src="a.jpg"><p>The landing was built in 1890.</p></div>'
    assert reason_amid(box) == "body"


def test_a_date_inside_the_body_stays() -> None:
    """Chronologies are headed by dates."""
    assert reason_amid("<p>March 10, 2001</p>") == "body"


@pytest.mark.parametrize(
    "line",
    [
        "Join our WhatsApp channel for updates",
        "¿Quieres recibir las noticias en tu móvil? Únete a nuestro canal de WhatsApp.",
    ],
)
def test_invitations_go(line: str) -> None:
    assert reason_amid(f"<p>{line}</p>") == "notice"


def test_a_paragraph_with_a_drop_cap_is_no_caption() -> None:
    """Class names such as "drop-cap-letter" hold the word that also names captions."""
    page = PARAGRAPH.replace("<p>", '<p class="drop-cap-letter">')
    assert reasons(page + PARAGRAPH)[0] == "body"


def test_comments_are_dropped_though_their_class_says_content() -> None:
    comment = '<div class="comment-content"><p>I was there that night and it was loud.</p></div>'
    assert reasons(PARAGRAPH * 4 + comment, score=0.6)[-1] == "named_box"


def test_a_part_on_cookies_is_no_box_that_asks_for_consent():
    part = f"<section id='{{}}'><h2>Cookies</h2>{PARAGRAPH}</section>"
    assert reasons(PARAGRAPH * 4 + part.format("cookies"), score=0.6)[-1] == "body"
    assert reasons(PARAGRAPH * 4 + part.format("cookie-banner"), score=0.6)[-1] == "named_box"


def test_an_unlinked_list_under_a_label_goes_to_its_last_item() -> None:
    """The last headline ends in an abbreviation's dot, which is no full stop."""
    items = ["Storm Closes Coast Road for Third Day", "Ferry Firm Names Chief, Counters U.S."]
    listed = "<h3>Most read</h3><ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"
    assert reasons(PARAGRAPH + listed)[1:] == ["labelled_list"] * 3


def test_decks_under_the_headlines_of_a_labelled_list_go_with_them() -> None:
    teasers = "".join(
        f'<div><h3><a href="/n/{i}">Storm closes road for day {i}</a></h3><p>The road was shut at dawn on day {i}.</p></div>'
        for i in range(3)
    )
    page = f"{PARAGRAPH}<h2>Top Articles in Politics</h2>{teasers}<p>Sincerely, the editors of the paper.</p>"
    assert verdicts(page).kept.tolist() == [True, *[False] * 7, True]


def test_a_share_button_inside_each_post_does_not_eat_the_next_posts() -> None:
    posts = "".join(
        f"<ul><li><p>The ferry left the pier at {hour} with forty on board</p></li><li>Share</li></ul>"
        for hour in ("noon", "one", "two")
    )
    kept = verdicts(posts, score=0.95).kept.tolist()
    assert kept[::2] == [True] * 3


def test_times_and_headings_below_a_share_link_stay() -> None:
    """Below such a label stand links."""
    post = "<li><time>12:05</time><h3>Crane lifts the bell</h3><p>It hung over the roofs.</p><a href='#s'>Share</a></li>"
    found = verdicts(f"<ol>{post * 3}</ol>", score=0.85)
    assert [text for text, kept in zip(found.view.reading.b_text, found.kept, strict=True) if kept].count("12:05") == 3  # fmt: skip


@pytest.mark.parametrize(
    ("paragraph", "reason"),
    [
        ("The <a href='/w/keeper_of_the_lamps'>keeper of the great lamps</a> obeys "
         "the <a href='/w/captain'>captain of the port</a>, as all on the island do.", "body"),
        ("<a href='/w/a'>The keeper of the lighthouse obeys the captain</a> <a href='/w/b'>Sport</a>", "story_link"),
    ],
)  # fmt: skip
def test_prose_with_several_links_is_no_headline(paragraph: str, reason: str) -> None:
    """Encyclopaedias link every third word."""
    assert reasons(f"<p>{paragraph}</p>" + PARAGRAPH, score=0.9)[0] == reason


@pytest.mark.parametrize(
    ("line", "score", "reason"),
    [
        ("<a href='/w/a'>The keeper of the lighthouse obeys</a> the captain, says a new book.", 0.85, "body"),
        ("<a href='/w/a'>The keeper of the lighthouse obeys</a> the captain, says a new book.", 0.75, "story_link"),
        ("<a href='/w/a'>The keeper of the lighthouse obeys</a> the captain, says a new book", 0.85, "story_link"),
        ("<a href='/w/a'>The keeper of the lighthouse obeys the captain, says a new</a> book.", 0.85, "story_link"),
    ],
)  # fmt: skip
def test_a_sentence_that_says_more_than_its_link_stays_sooner(
    line: str, score: float, reason: str
) -> None:
    assert reasons(f"<p>{line}</p>" + PARAGRAPH, score=score)[0] == reason


def test_a_refrain_stays() -> None:
    verse = "".join(f"<p>And verse {n} tells of a ferry that never came in from the bay.</p>" for n in "abc")  # fmt: skip
    refrain = "<p>Row on, row on, my merry crew, row on until the morning.</p>"
    page = verse.replace("</p>", "</p>" + refrain)
    assert set(reasons(page)) == {"body"}


def test_a_second_copy_of_the_text_goes() -> None:
    text = "".join(PARAGRAPH.replace("March", f"March {day}") for day in range(1, 5))
    assert reasons(text + text) == ["body"] * 4 + ["copy"] * 4


@pytest.mark.parametrize("name", ["article-teaser lead", "twitter-tweet embed"])
def test_standfirsts_and_quoted_posts_are_in_no_box(name: str) -> None:
    line = (
        f'<div class="{name}"><p>Those who live there have waited for it since the storm.</p></div>'
    )
    assert reasons(line + PARAGRAPH * 4, score=0.6)[0] == "body"


NEXT = "<article><h1>Storm shuts the coast road again</h1>" + PARAGRAPH.replace("ferry", "road") + "</article>"  # fmt: skip


def test_a_story_that_follows_the_article_goes() -> None:
    text = "".join(PARAGRAPH.replace("March", f"March {day}") for day in range(1, 5))
    page = f"<div><article><h1>Council votes to rebuild landing</h1>{text}</article>{NEXT}</div>"
    found = reasons(page, title="Council votes to rebuild landing")
    assert found == ["headline", *["body"] * 4, *["other_article"] * 2]


def test_a_heading_of_the_first_level_inside_the_text_heads_no_other_story() -> None:
    text = "".join(PARAGRAPH.replace("March", f"March {day}") for day in range(1, 5))
    part = f"<h1>What the council said in the evening</h1>{PARAGRAPH}"
    page = f"<div><h1>Council votes to rebuild landing</h1><section>{text}{part}</section></div>"
    assert "other_article" not in reasons(page, title="Council votes to rebuild landing")


def test_a_section_of_the_article_may_begin_with_a_heading_of_the_first_level() -> None:
    text = "".join(PARAGRAPH.replace("March", f"March {day}") for day in range(1, 5))
    part = f"<section><h1>What the council said in the evening</h1>{PARAGRAPH}</section>"
    page = f"<article><h1>Council votes to rebuild landing</h1><section>{text}</section>{part}</article>"
    assert "other_article" not in reasons(page, title="Council votes to rebuild landing")
    assert "other_article" in reasons(
        page.replace("<section>", "<div>").replace("</section>", "</div>"),
        title="Council votes to rebuild landing",
    )


@pytest.mark.parametrize("between", ["<hr>", "<div></div>", "<p>and</p>", "<table></table>"])
def test_a_second_line_of_the_articles_own_headline_begins_no_other_article(between: str) -> None:
    text = "".join(
        f"<p>On day {day} the ferry crossed the bay again, and the harbour office said that it was full.</p>"
        for day in range(6)
    )
    heading = (
        f"<h1>The ferry is back{between}What the winter storms did to the old landing stage</h1>"
    )
    article = scraper.extract(f"<title>The ferry is back</title><article>{heading}{text}</article>")
    assert "On day 5 the ferry crossed" in article.text


SONG = "".join(
    f"<a href='/n/{i}/what-is-meant'>And line {i} of the song tells of the tide in March</a><br>"
    for i in range(8)
)


def test_the_lines_of_a_song_may_link_to_what_is_said_of_them() -> None:
    """A whole song of links is no list of stories, if its lines are body text together."""
    assert set(reasons(f"<div>{SONG}</div>", score=0.8)) == {"body"}


@pytest.mark.parametrize(
    ("markup", "score"),
    [
        (f"<div>{SONG}</div>", 0.7),
        (SONG.replace("<a", "<p><a").replace("<br>", "</p>"), 0.8),
        (f"<div>{SONG[: 5 * len(SONG) // 8]}</div>", 0.8),
        (
            f"<div>{SONG}{'A paragraph that is longer than any line of a song, as it speaks of many things. ' * 2}</div>",
            0.8,
        ),
    ],
)
def test_other_lines_of_links_are_links_to_stories(markup: str, score: float) -> None:
    """Lines that are in doubt, stand apart, are few or stand in prose; below a text."""
    assert "story_link" in reasons(PARAGRAPH * 16 + markup, score=score)


def test_terms_stay_with_their_definitions() -> None:
    page = "<article><dl><dt>Tea</dt><dd>A hot drink of dried leaves</dd><dt>Milk</dt><dd>A cold drink of cows</dd></dl></article>"
    assert scraper.extract(page).text.split("\n\n")[::2] == ["Tea", "Milk"]
