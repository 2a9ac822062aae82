"""`scraper site`: what the stored pages of a host have in common leaves their articles alone."""

import json

import pytest

import scraper
from scraper.errors import ExitCode
from scraper.evaluate.score import word_prf
from scraper.models.page import Page
from scraper.sites.directory import knowledge_file, locate
from scraper.sites.profiles import site_for
from scraper.store import Store

STYLES = ("teaser-lines", "linked-lines", "standing-box", "decks")


def learn(invoke, store):
    learned = invoke("site", "learn", "farm.example", "--store", store)
    assert learned.status == ExitCode.OK, learned.err
    return locate(store / "sites")


def articles(pages, place=None):
    return [
        scraper.extract(page.html, url=page.url, site=site_for(place, page.url) if place else None)
        for page in pages
    ]


def leaks(pages, found) -> int:
    """Pages on which a line that is not the article's came out."""
    return sum(
        any(text in article.text for text in page.foreign)
        for page, article in zip(pages, found, strict=True)
    )


def mean_f1(pages, found) -> float:
    scores = [
        word_prf(a.text, "\n".join(p.paragraphs)).f1 for p, a in zip(pages, found, strict=True)
    ]
    return sum(scores) / len(scores)


@pytest.mark.parametrize("count", [4, 12])
@pytest.mark.parametrize("style", STYLES)
def test_learned_knowledge_halves_the_leak_and_lowers_no_score(invoke, archive, style, count):
    """On every site of the farm: at most half as many pages leak, the word F1 is no lower."""
    store, pages = archive(style, count)
    alone = articles(pages)
    known = articles(pages, learn(invoke, store))
    assert leaks(pages, known) <= leaks(pages, alone) / 2
    assert mean_f1(pages, known) >= mean_f1(pages, alone)


def test_page_that_was_not_learned_from_is_better_too(invoke, archive, farm):
    """Leave one out: what is known comes from the other pages only."""
    store, _ = archive("standing-box", 8)
    place = learn(invoke, store)
    fresh = [farm.farm_page("farm.example", n, "standing-box", pages=8) for n in (20, 21, 22)]
    assert leaks(fresh, articles(fresh)) == 3
    assert leaks(fresh, articles(fresh, place)) == 0


def test_evidence_says_on_how_many_pages_and_since_when(invoke, archive):
    store, pages = archive("standing-box", 8)
    place = learn(invoke, store)
    (article,) = articles(pages[:1], place)
    (box,) = [b for b in article.blocks if b.text == pages[0].foreign[-1]]
    assert (box.kept, box.reason) == (False, "template")
    assert box.evidence.startswith("on 8 of 8 pages since 2026-05-04")


def test_two_pages_are_not_enough_for_what_recurs(invoke, archive):
    """From three pages on; of fewer only the titles are known."""
    store, _ = archive("standing-box", 2)
    learned = invoke("site", "learn", "farm.example", "--store", store)
    assert "used from 3 on" in learned.err
    knowledge = site_for(locate(store / "sites"), "https://farm.example/x").knowledge
    assert (knowledge.texts, knowledge.layouts, len(knowledge.stories)) == ({}, (), 2)


def test_several_captures_of_one_article_are_one_witness(invoke, archive, farm, tmp_path):
    """The same body under three addresses must not be taken for a template."""
    page = farm.farm_page("farm.example", 1, "standing-box").stored()
    with Store.open(tmp_path / "same") as store:
        for query in ("", "?a", "/amp", "/print"):
            url = page.url + query
            store.put(Page(url, url, 200, page.headers, page.body, page.body, page.fetched_at))
    invoke("site", "learn", "farm.example", "--store", tmp_path / "same")
    site = site_for(locate(tmp_path / "same/sites"), page.url)
    assert site.knowledge.pages == 1
    alone = scraper.extract(page.body, url=page.url)
    assert scraper.extract(page.body, url=page.url, site=site).text == alone.text


def test_places_of_the_template_are_known_whatever_stands_in_them(invoke, archive, farm):
    """Lines never seen before, in a place that holds no body text on the other pages."""
    store, pages = archive("linked-lines", 6)
    knowledge = site_for(learn(invoke, store), pages[0].url).knowledge
    (layout,) = knowledge.layouts
    place = "div.page>div.txt>ul>li | links"
    assert (layout.frames[place].pages, layout.frames[place].kept) == (6, 0)


def test_title_of_another_story_is_cut_from_plain_text(invoke, archive):
    store, pages = archive("decks", 4)
    site = site_for(learn(invoke, store), pages[0].url)
    lines = [pages[0].title, *pages[0].paragraphs[:2], pages[1].title, *pages[0].paragraphs[2:4]]
    article = scraper.clean_text("\n\n".join(lines), site=site)
    assert pages[1].title not in article.text
    assert article.text == "\n\n".join(line for line in lines if line != pages[1].title)


def test_sentence_that_is_unique_to_the_page_is_never_removed(invoke, archive):
    """The loss guard: also where every other page has something foreign in that place."""
    store, pages = archive("standing-box", 8)
    site = site_for(learn(invoke, store), pages[0].url)
    own = "Only here does it say that the ferry of Dunmere was late by eleven minutes on Friday."
    html = pages[0].html.replace(pages[0].foreign[-1], own)
    assert own in scraper.extract(html, url=pages[0].url, site=site).text


def test_what_is_learned_is_a_readable_file_that_decides_alone(invoke, archive):
    """Learning twice gives the same file; the same file gives the same article."""
    store, pages = archive("teaser-lines", 5)
    place = learn(invoke, store)
    path = knowledge_file(store / "sites", "farm.example")
    first = path.read_text()
    learn(invoke, store)
    assert path.read_text() == first
    assert json.loads(first)["format"] == 1
    assert pages[1].title in first
    assert articles(pages, place)[0].to_dict() == articles(pages, place)[0].to_dict()


def test_stored_pages_are_shown_with_what_is_known_of_their_site(invoke, archive):
    store, pages = archive("standing-box", 6)
    box = pages[2].foreign[-1]
    assert box in invoke("show", pages[2].url, "--store", store).out
    learn(invoke, store)
    assert box not in invoke("show", pages[2].url, "--store", store).out
    assert "on 6 of 6 pages" in invoke("explain", pages[2].url, "--store", store).out


def test_show_tells_the_evidence(invoke, archive):
    store, pages = archive("standing-box", 6)
    learn(invoke, store)
    shown = invoke("site", "show", "farm.example", "--store", store)
    assert "text on 6 of 6 pages since 04 May 2026: All who read along" in shown.out
    assert f"story: {pages[0].title}" in shown.out


def test_forget_makes_extraction_what_it_was(invoke, archive):
    store, pages = archive("standing-box", 6)
    learn(invoke, store)
    assert invoke("site", "forget", "farm.example", "--store", store).status == ExitCode.OK
    assert pages[2].foreign[-1] in invoke("show", pages[2].url, "--store", store).out


@pytest.mark.parametrize(
    "content", ["{", "[]", '{"format": 99}', '{"format": 1, "host": "farm.example"}']
)
def test_broken_knowledge_is_an_error_that_names_the_file(invoke, archive, content):
    store, pages = archive("decks", 3)
    path = knowledge_file(store / "sites", "farm.example")
    path.parent.mkdir(parents=True)
    path.write_text(content)
    shown = invoke("show", pages[0].url, "--store", store)
    assert shown.status == ExitCode.BAD_CONFIG
    assert str(path) in shown.err
    assert "site learn" in shown.err


def test_host_without_articles_teaches_nothing(invoke, archive):
    store, _ = archive("decks", 3)
    learned = invoke("site", "learn", "elsewhere.example", "--store", store)
    assert learned.status == ExitCode.NOTHING_EXTRACTED
    assert not (store / "sites").exists()
