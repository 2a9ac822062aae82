"""The three look-ups answer for what surrounds articles, and for nothing an article says."""

from collections.abc import Callable

import pytest

from scraper.extraction.vocabulary import (
    CONCEPTS,
    fold,
    label_concept,
    prefix_concept,
    promo_concept,
)
from scraper.extraction.vocabulary.languages import LANGUAGES
from scraper.extraction.vocabulary.phrases import expand, flat
from tests.growth import assert_linear

LABELS = {
    "en": [
        ("Related Tags", "tags"),
        ("Top Articles in Politics", "ranking"),
        ("JN ACCESS RANKING", "ranking"),
        ("“Politics” POPULAR ARTICLE", "ranking"),
        ("More from Sports", "related"),
        ("Comments (12)", "comments"),
        ("12 comments", "comments"),
        ("You may also like…", "related"),
        ("ADVERTISEMENT", "advert"),
        ("About the author", "author"),
        ("Back to top ↑", "navigation"),
    ],
    "de": [("Lesen Sie auch:", "related"), ("Meistgelesen", "ranking"), ("Anzeige", "advert")],
    "fr": [("À lire aussi", "related"), ("Les plus lus", "ranking"), ("Publicité", "advert")],
    "es": [("Lo más leído", "ranking"), ("Noticias relacionadas", "related")],
    "pt": [("Mais lidas", "ranking"), ("Leia também", "related")],
    "it": [("Leggi anche", "related"), ("I più letti", "ranking")],
    "nl": [("Lees ook", "related"), ("Meest gelezen", "ranking")],
    "sv": [("Läs också", "related"), ("Mest läst", "ranking")],
    "da": [("Læs også", "related"), ("Mest læste", "ranking")],
    "no": [("Les også", "related"), ("Mest lest", "ranking")],
    "fi": [("Lue myös", "related"), ("Luetuimmat", "ranking")],
    "pl": [("Czytaj także", "related"), ("Najczęściej czytane", "ranking")],
    "cs": [("Čtěte také", "related"), ("Nejčtenější", "ranking")],
    "ru": [("Читайте также", "related"), ("Самое читаемое", "ranking"), ("Теги", "tags")],
    "uk": [("Читайте також", "related"), ("Популярне", "ranking")],
    "tr": [("İlgili Haberler", "related"), ("En çok okunanlar", "ranking")],
    "el": [("Διαβάστε επίσης", "related"), ("Δημοφιλή", "ranking")],
    "ar": [("اقرأ أيضا", "related"), ("الأكثر قراءة", "ranking")],
    "fa": [("بیشتر بخوانید", "related"), ("پربازدیدترین", "ranking")],
    "he": [("כתבות נוספות", "related"), ("הכי נקראות", "ranking")],
    "hi": [("यह भी पढ़ें", "related"), ("लोकप्रिय खबरें", "ranking")],
    "ja": [
        ("【関連記事】", "related"),
        ("アクセスランキング", "ranking"),
        ("■人気記事", "ranking"),
    ],
    "zh": [("相关阅读", "related"), ("相關新聞", "related"), ("热门文章", "ranking")],
    "ko": [("관련 기사", "related"), ("많이 본 뉴스", "ranking")],
    "vi": [("Tin liên quan", "related"), ("Đọc nhiều nhất", "ranking")],
    "id": [("Baca juga", "related"), ("Berita terpopuler", "ranking")],
    "ro": [("Citește și", "related"), ("Cele mai citite", "ranking")],
    "hu": [("Kapcsolódó cikkek", "related"), ("Legolvasottabb", "ranking")],
    "bg": [("Още по темата", "related"), ("Най-четени", "ranking")],
    "hr": [("Povezane vijesti", "related"), ("Najčitanije", "ranking")],
    "ca": [("Llegeix també", "related"), ("El més llegit", "ranking")],
    "th": [("ข่าวที่เกี่ยวข้อง", "related"), ("ข่าวยอดนิยม", "ranking")],
    "bn": [("আরও পড়ুন", "related"), ("সর্বাধিক পঠিত", "ranking")],
}


@pytest.mark.parametrize(("line", "concept"), [case for cases in LABELS.values() for case in cases])
def test_a_label_is_known_in_its_language(line: str, concept: str) -> None:
    assert label_concept(line) == concept


def test_every_language_has_a_tested_label() -> None:
    assert set(LABELS) == set(LANGUAGES) - {""}


@pytest.mark.parametrize(
    "line",
    [
        "Related to this is the question of who pays",
        "More than 20 people",
        "Top articles were written by students",
        "Top articles in the collection were sold, the museum said",
        "Share prices fell",
        "Comments by the minister",
        "Popular support for the law is low",
        "The most read book of the year",
        "Reading the treaty again",
        "Read more.",
        "1. Facebook",
        "- Related",
        "関連法案の審議が始まった",
        "热门城市的房价继续上涨",
        "Lesen ist wichtig",
        "",
        " \u00a0 ",
        "…",
    ],
)
def test_a_line_of_an_article_is_no_label(line: str) -> None:
    assert label_concept(line) is None


@pytest.mark.parametrize(
    ("line", "concept"),
    [
        ("Read also: Mayor steps down", "related"),
        ("MORE: Ten photos of the flood", "related"),
        ("RELATED STORY — Bridge closed for repairs", "related"),
        ("[Related: Bridge closed]", "related"),
        ("(Read more: Bridge closed)", "related"),
        ("On Example.com: Bridge closed for repairs", "related"),
        ("Lesen Sie auch: Brücke gesperrt", "related"),
        ("À lire aussi Le pont est fermé", "related"),
        ("Leia também: Ponte fechada", "related"),
        ("Читайте также: Мост закрыт", "related"),
        ("اقرأ أيضا: إغلاق الجسر", "related"),
        ("関連記事：橋が通行止めに", "related"),
        ("延伸閱讀：大橋封閉", "related"),
        ("Tags: bridges, traffic", "tags"),
        ("標籤:政治、經濟", "tags"),
        ("Photo: A. Nowak/Agency", "caption"),
        ("写真：共同", "caption"),
        ("© 2024 The Example", "copyright"),
    ],
)
def test_an_insert_is_known_by_its_marker(line: str, concept: str) -> None:
    assert prefix_concept(line) == concept


@pytest.mark.parametrize(
    "line",
    [
        "Related work: none of it was published",
        "More people came",
        "Read also",
        "Tagsüber bleibt es trocken",
        "He said: more is to come",
        "Category | Last month | This month",
        "Moreover: it is late",
        "記者：いつ始めましたか",
        "Previously unknown letters were found",
    ],
)
def test_a_sentence_or_a_marker_alone_is_no_insert(line: str) -> None:
    assert prefix_concept(line) is None


@pytest.mark.parametrize(
    ("line", "concept"),
    [
        ("Sign up for our free daily newsletter and never miss a story.", "newsletter"),
        ("We use cookies to improve your experience.", "consent"),
        ("Already a subscriber? Log in", "paywall"),
        ("Само за абонати", "paywall"),
        ("Тази статия е достъпна само за абонати.", "paywall"),
        ("Ten artykuł jest tylko dla prenumeratorów.", "paywall"),
        ("هذا المقال متاح للمشتركين فقط", "paywall"),
        ("Follow us on Twitter and Facebook", "share"),
        ("© 2024 The Example. All rights reserved.", "copyright"),
        ("Please enable JavaScript to view the page.", "javascript"),
        ("Verify you are human by completing the action below.", "captcha"),
        ("Checking your browser before accessing example.com", "captcha"),
        ("Page not found", "error"),
        ("As an Amazon Associate we earn from qualifying purchases.", "advert"),
        ("Melden Sie sich für unseren Newsletter an", "newsletter"),
        ("Nous utilisons des cookies pour mesurer l'audience", "consent"),
        ("Подписывайтесь на наш канал", "newsletter"),
        ("当サイトではクッキーを使用しています", "consent"),
        ("版权所有，未经授权不得转载", "copyright"),
        ("The bay has few papers left. Please consider making a donation to ours.", "cta"),
        ("Hat dir dieser Beitrag über die Fähre gefallen?", "cta"),
        ("Wer uns liest, weiß: Journalismus kostet Geld.", "cta"),
        ("Sans actionnaire, notre rédaction vit de vos dons.", "cta"),
        ("El periodismo independiente vive de quienes lo leen.", "cta"),
        ("Поддержите редакцию, если можете.", "cta"),
    ],
)
def test_a_notice_is_known(line: str, concept: str) -> None:
    assert promo_concept(line) == concept


@pytest.mark.parametrize(
    "line",
    [
        "Subscribers of the old plan will be moved to the new one in May, the company said.",
        "The newsletter was first printed in 1921.",
        "Loading docks were full.",
        "Cookies are baked at 180 degrees.",
        "Access to the site was denied to reporters.",
        "She signed up for the army at 18.",
        "The donation of a retired captain paid for the new roof.",
        "Der Verein lebt von Beiträgen und von der Stadt.",
        "The second night of the festival is for subscribers only, says the opera.",
        "La deuxième soirée à l'opéra est réservée aux abonnés de la saison.",
        "Druhý večer festivalu je jen pro předplatitele, kteří mají průkazku.",
        "Втората вечер на фестивала е само за абонати на операта.",
        "Η δεύτερη βραδιά του φεστιβάλ είναι μόνο για συνδρομητές.",
        "الأمسية الثانية من المهرجان للمشتركين فقط",
    ],
)
def test_a_sentence_about_such_things_is_no_notice(line: str) -> None:
    assert promo_concept(line) is None


def test_long_lines_are_only_asked_how_they_start() -> None:
    body = "The council met on Monday. " * 40
    assert promo_concept(body + "Subscribe to our newsletter.") is None
    assert promo_concept("We use cookies to improve the site. " + body) == "consent"


def test_every_phrase_is_found_by_its_own_look_up() -> None:
    """Data that no line can ever match would be dead weight."""
    missed = []
    for language in LANGUAGES.values():
        for phrase, _ in flat(language.labels):
            if not label_concept(phrase.replace("*", "sports").rstrip(".")):
                missed.append(phrase)
        for phrase, _ in flat(language.markers, language.bare_markers):
            if not prefix_concept(f"{phrase.replace('*', 'sports')}: Bridge closed"):
                missed.append(phrase)
        for phrase, _ in flat(language.sentences):
            if not promo_concept(phrase.strip("~ ").replace("*", " x ")):
                missed.append(phrase)
    assert missed == []


def test_concepts_are_the_ones_the_data_uses() -> None:
    assert {"related", "ranking", "tags", "newsletter", "share", "comments", "cta", "advert",
            "author", "copyright", "navigation", "paywall", "consent", "caption", "error",
            "javascript", "captcha", "login"} == set(CONCEPTS)  # fmt: skip


def test_alternatives_multiply_out() -> None:
    assert list(expand("[a/b] x [/y]|z")) == ["a x ", "a x y", "b x ", "b x y", "z"]


def test_folding_levels_case_edges_spaces_and_apostrophes() -> None:
    assert fold(" »  DON’T\u00a0 Miss : ") == "don't miss"


@pytest.mark.parametrize("look_up", [label_concept, prefix_concept, promo_concept])
@pytest.mark.parametrize("hostile", ["(", "read also ", "9", "sign up for ", "関連"])
def test_a_hostile_line_takes_linear_time(look_up: Callable[[str], object], hostile: str) -> None:
    assert_linear(look_up, lambda size: hostile * (size // len(hostile)), 1_600_000)
