"""Which text is the page's own: what stands beside it with a headline of its own goes, its parts stay."""

import pytest

import scraper
from scraper.extraction.dom.head import Head
from scraper.extraction.features.head import page_facts

TITLE = "Tarnbeck keeps its night ferry"
LINES = (
    "The night ferry between Tarnbeck and Low Pendry will go on running after all, the county said on Friday evening.",
    "A private company had wanted to end it in June because the boat carries eleven people on an ordinary night.",
    "“Eleven is a crowd at half past two,” said the ferryman, Corin Ashdale, who has crossed the sound for thirty years.",
    "The county pays for two more winters and will then count the passengers again, in the rain as well as in the sun.",
)
OTHER = (
    "A school in Dunmore has found a Roman well below its bicycle shed, and lessons in history are held beside it now.",
    "The well is eleven metres deep and holds coins, a sandal and the handle of a jug that somebody must have missed.",
)
RULES = (
    "Users who write comments have to obey the law and to respect the other readers and the people in the articles.",
    "The moderators delete what is spread as advertising, what offends others, and what has nothing to do with the subject.",
)


def text(lines: tuple[str, ...]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def page(body: str, kind: str = "article") -> str:
    return (
        f"<html lang=en><head><title>{TITLE} - Sound Post</title><meta property=og:type content={kind}></head><body>"
        f"<header><a href=/>Sound Post</a></header><main>{body}</main><footer>© Sound Post</footer></body></html>"
    )


STORY = f"<h1>{TITLE}</h1>{text(LINES)}"
APART = {
    "article": f"<article>{STORY}</article><article><h1>Roman well below a bicycle shed</h1>{text(OTHER)}</article>",
    "article without a headline": f"<h1>{TITLE}</h1><article>{text(LINES)}</article><article>{text(OTHER)}</article>",
    "heading after the article": f"<article>{STORY}</article><div class=further><h2>Roman well found</h2>{text(OTHER)}</div>",
    "post of a stream": f"<div class=post>{STORY}</div><div class=post><h2><a href=/w>Roman well found</a></h2>{text(OTHER)}</div>",
    "rules": f"<article>{STORY}</article><div class=b-popup><h3>Rules</h3>{text(OTHER)}</div>",
    "dialog inside": f"<article>{STORY}<div role=dialog>{text(OTHER)}</div></article>",
}  # fmt: skip


@pytest.mark.parametrize("kind", APART)
def test_a_text_beside_the_article_goes(kind: str) -> None:
    article = scraper.extract(page(APART[kind]))
    assert article.text == "\n\n".join(LINES)
    assert {"other_article", "next_story", "dialog"} & {block.reason for block in article.blocks}


WITHIN = {
    "sections": f"<article>{STORY}<section><h2>What was found</h2>{text(OTHER)}</section></article>",
    "alike sections": f"<div class=s>{STORY}</div><div class=s><h2>What was found</h2>{text(OTHER)}</div>",
    "article inside": f"<article>{STORY}<article><h2>What was found</h2>{text(OTHER)}</article></article>",
    "chapters": f"<h1>{TITLE}</h1><article><p>{LINES[0]}</p></article><article>{text(LINES[1:] + OTHER)}</article>",
    "text after a short one": f"<article><h1>{TITLE}</h1></article><div>{text(LINES)}<h2>What was found</h2>{text(OTHER)}</div>",
}  # fmt: skip


@pytest.mark.parametrize("kind", WITHIN)
def test_a_part_of_the_article_stays(kind: str) -> None:
    assert scraper.extract(page(WITHIN[kind])).text.endswith(OTHER[-1])


def test_a_page_that_does_not_say_it_is_an_article_keeps_its_texts() -> None:
    assert OTHER[0] in scraper.extract(page(APART["post of a stream"], "website")).text


def test_a_dialog_that_holds_the_article_is_no_dialog() -> None:
    article = scraper.extract(page(f"<div class=modal>{STORY}</div>"))
    assert article.text == "\n\n".join(LINES)


BEFORE = f"<h2><a href=/w>Roman well found below shed</a></h2>{text(OTHER)}"
OWN = f"<h2><a href=/f>{TITLE}</a></h2>{text(LINES)}"
SECOND = {
    "articles": f"<article>{BEFORE}</article><article>{OWN}</article>",
    "headlines of the first rank": f"<article><h1>Roman well found</h1>{text(OTHER)}</article><article>{STORY}</article>",
    "numbered elements": f"<div id=s1 class=s>{BEFORE}</div><div id=s2 class=s>{OWN}</div>",
    "between two": f"<article>{BEFORE}</article><article>{OWN}</article><article>{BEFORE.replace('well', 'cellar')}</article>",
}  # fmt: skip


@pytest.mark.parametrize("kind", SECOND)
@pytest.mark.parametrize("declared", ["article", ""])
def test_of_stories_side_by_side_the_one_with_the_pages_title_stays(
    kind: str, declared: str
) -> None:
    html = page(SECOND[kind], declared)
    article = scraper.extract(html if declared else html.replace("<meta property=og:type content=>", ""))  # fmt: skip
    assert article.text == "\n\n".join(LINES)


def test_a_story_below_its_date_is_known_by_the_headline_that_follows() -> None:
    days = (("Monday, May 4", BEFORE), ("Friday, May 1", OWN))
    posts = "".join(f"<div class=day><h3>{day}</h3><div>{story}</div></div>" for day, story in days)
    shown = scraper.extract(page(posts)).text
    assert all(line in shown for line in LINES)
    assert OTHER[0] not in shown


def test_a_story_of_short_paragraphs_above_the_pages_own_goes() -> None:
    short = (
        "A Roman well was found below a shed.",
        "It is eleven metres deep and full of coins.",
        "Lessons are held beside it now.",
    )
    other = f"<article><h1>Roman well found below a shed</h1>{text(short)}</article>"
    shown = scraper.extract(page(f"{other}<article>{STORY}</article>", "website")).text
    assert shown == "\n\n".join(LINES)


def test_the_story_after_a_brief_goes() -> None:
    brief = f"<article><h1>{TITLE}</h1>{text(LINES[:2])}</article>"
    other = f"<article><h1>Roman well found below a shed</h1>{text(OTHER + RULES)}</article>"
    assert scraper.extract(page(brief + other)).text == "\n\n".join(LINES[:2])


def test_an_announced_story_in_an_element_with_a_number_of_its_own_goes() -> None:
    other = f"<div class=s id=s-21><h2>Roman well found below a shed</h2>{text(OTHER)}</div>"
    html = page(f"<div class=s id=s-22>{STORY}</div><div>Next article</div>{other}")
    assert scraper.extract(html).text == "\n\n".join(LINES)


@pytest.mark.parametrize("label", ["Up next", "Nächster Artikel", "次の記事", "Sonraki haber", "الخبر التالي"])  # fmt: skip
def test_a_story_announced_as_the_next_one_goes(label: str) -> None:
    next_story = (
        f"<section class=s><h2>Roman well found below a bicycle shed</h2>{text(OTHER)}</section>"
    )
    shown = scraper.extract(
        page(f"<section class=s>{STORY}</section><div>{label}</div>{next_story}")
    ).text
    assert shown == "\n\n".join(LINES)


@pytest.mark.parametrize("label", ["Next article", "Siguiente noticia:", "Article suivant"])
def test_an_announced_story_without_an_element_of_its_own_goes(label: str) -> None:
    other = f"<hr><p>{label}</p><h1>Roman well found below a shed</h1>{text(OTHER)}"
    assert scraper.extract(page(f"<div>{STORY}{other}</div>")).text == "\n\n".join(LINES)


def test_a_headline_of_the_same_rank_that_nothing_announces_stays() -> None:
    chapter = f"<h1>What the ferryman says of it</h1>{text(OTHER)}"
    assert OTHER[1] in scraper.extract(page(f"<div>{STORY}{chapter}</div>")).text


def test_stories_behind_the_announced_one_go_too() -> None:
    others = "".join(
        f"<section class=s><h2>{title}</h2>{text(OTHER)}</section>"
        for title in ("Roman well found below a bicycle shed", "Bell of the old tower rings again")
    )
    html = page(f"<section class=s>{STORY}</section><div>Up next</div>{others}")
    assert scraper.extract(html).text == "\n\n".join(LINES)


PARTS = {
    "parts of one": f"<section><h2>{TITLE}</h2>{text(LINES)}</section><section><h2>What was found</h2>{text(OTHER)}</section>",
    "a list of stories": f"<h1>Stories of the Sound Post this week</h1><article>{BEFORE}</article><article>{OWN}</article>",
}  # fmt: skip


@pytest.mark.parametrize("kind", PARTS)
def test_parts_of_one_text_and_stories_of_a_list_stay(kind: str) -> None:
    html = page(PARTS[kind], "website")
    if kind == "a list of stories":
        html = html.replace(f"<title>{TITLE}", "<title>Stories of the Sound Post this week")
    kept = scraper.extract(html).text
    assert LINES[0] in kept
    assert OTHER[0] in kept


def test_where_the_title_element_fits_no_headline_the_pages_data_say_whose_story_it_is() -> None:
    data = f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{TITLE}"}}</script>'
    other = f"<article><h1>Roman well below a bicycle shed</h1>{text(OTHER)}</article>"
    page = f"<title>Sound Post</title>{data}<main>{other}<article>{STORY}</article></main>"
    article = scraper.extract(page)
    assert article.title == TITLE
    assert article.text.split("\n\n") == list(LINES)


@pytest.mark.parametrize(
    ("headline", "squashed"),
    [
        (r"Ferry \"will stay\"", "ferrywillstay"),
        (r"F\u00e4hre bleibt", "fährebleibt"),
        (r"Ferry 24\/7", "ferry247"),
        (r"\u0444" * 120, "ф" * 120),
        (r"Ferry \x", "thepagesown"),
    ],
)
def test_the_first_headline_of_a_script_is_the_pages_own(headline: str, squashed: str) -> None:
    """Escapes are read, and og:title where one is broken; the next headline is another story's."""
    script = f'[{{"headline": "{headline}"}}, {{"headline": "Roman well found"}}]'
    head = Head(meta=(("og:title", "The page's own"),), json_ld=(script,))
    assert page_facts(head, None).headline == squashed
