"""A line that leads from above an article to others of the same name is not its text."""

import pytest

from tests.extraction.judged import judged

TEXT = (
    "<p>A drumlin is a long hill of boulder clay that a glacier left behind, steep where the ice came from.</p>"
    "<p>Whole baskets of them lie around the bay, and the roads of the county wind between one and the next.</p>"
    "<p>Farmers plough them along the side, and the hedges climb over the top where the old bounds ran.</p>"
)
LINK = '<a href="/wiki/x">Drumlin (%s)</a>'


def first_reason(
    line: str,
    text: str = TEXT,
    url: str = "https://encyclopaedia.example/wiki/Drumlin",
    name: str = "",
    title: str = "Drumlin",
) -> str:
    """The verdict on the first block, where the model would keep all."""
    page = f"<title>{title}</title><main class='{name}'>{line}{text}</main>"
    return judged(page, url, 0.97).reason(0)


@pytest.mark.parametrize(
    "name",
    [
        'class="hatnote"', 'role="note" class="hatnote navigation-not-searchable"', 'class="dablink"', 'class="homonymie"',
        'class="nota-disambigua"', 'id="Vorlage_Begriffsklärungshinweis"',
    ],
)  # fmt: skip
def test_it_is_known_by_its_name(name: str) -> None:
    assert first_reason(f"<div {name}>Somebody means the {LINK % 'ship'} perhaps.</div>") == "hatnote"  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "For the ship of the same name, see {}.",
        "For other uses, see {}.",
        "This article is about the hill. For the band, see {}.",
        "Not to be confused with {}.",
        "“Drumlins” redirects here. For the club, see {}.",
        "Dieser Artikel behandelt den Hügel; zum Schiff siehe {}.",
        "Der Titel dieses Artikels ist mehrdeutig. Weitere Bedeutungen sind unter {} aufgeführt.",
        "Pour les articles homonymes, voir {}.",
        "Para otros usos de este término, véase {}.",
        "Da non confondere con {}.",
        "Para outros significados, veja {}.",
        "Voor andere betekenissen, zie {}.",
        "У этого термина существуют и другие значения, см. {}.",
        "Ten artykuł dotyczy wzgórza. Zobacz też: {}.",
        "För andra betydelser, se {}.",
        "この項目では、丘について説明しています。船については「{}」をご覧ください。",
        "关于与“鼓丘”标题相近的条目，请见{}。",
        "이 문서는 언덕에 관한 것입니다. 배에 대해서는 {} 문서를 참고하십시오.",
        "Άλλες σημασίες: για άλλες χρήσεις δείτε {}."[16:],
        "Untuk kegunaan lain, lihat {}.",
    ],
)
def test_it_is_known_by_its_words(line: str) -> None:
    assert first_reason(f"<p><i>{line.format(LINK % 'ship')}</i></p>") == "hatnote"


@pytest.mark.parametrize(
    "line",
    [
        "<p role='note'>Note: this article is about a county where hills are counted in baskets, not in heights.</p>",
        f"<p>For the farmers of the bay, {LINK % 'hill'} is a word of their own, which means a small back.</p>",
        f"<p>This article is about the hills of my childhood, of which {LINK % 'hill'} has a map.</p>",
        "<p>For other hills, see the map on the last page, which we have drawn by hand.</p>",
    ],
)
def test_a_sentence_of_the_text_stays(line: str) -> None:
    assert first_reason(line) == "body"


def test_words_of_it_below_the_beginning_stay() -> None:
    line = f"<p>For the ship of the same name, see {LINK % 'ship'}, which lies in the harbour.</p>"
    assert first_reason("", TEXT + line) == "body"


PROSE = [
    "Se stai cercando un nuovo smartphone economico, ecco la {} che abbiamo scritto per te.",
    "この記事では、Pythonのリストの使い方について説明します。{}も読んでください。",
    "本文介绍如何使用Docker部署应用，源码在{}。",
    "이 문서는 설치 방법을 설명합니다. {}부터 시작하십시오.",
    "Para muchos aficionados, ver jugar a {} es el mejor recuerdo de la infancia.",
    "Pour beaucoup de fans, voir le groupe {} sur scène reste un rêve.",
    "Para aprender más deprisa, ver {} en versión original ayuda mucho.",
    "This article is about {}, and about the people who plough it.",
    "This article is about the hill. It was written by {} in the spring, see below for the map.",
    "For other hills, see the map. We have drawn {} by hand, and it took all winter.",
]


@pytest.mark.parametrize("line", PROSE)
def test_a_first_sentence_that_only_begins_like_one_stays_even_in_an_encyclopaedia(
    line: str,
) -> None:
    assert first_reason(f"<p>{line.format(LINK % 'ship')}</p>") == "body"


@pytest.mark.parametrize(
    ("url", "title"),
    [
        ("https://boats.example/start", "Faster starts"),
        ("https://www.expedia.example/start", "Faster starts"),
        ("https://pediatrics.example/start", "Faster starts"),
        ("https://boats.example/start", "Wikipedia on faster starts"),
    ],
)
def test_its_words_are_text_where_no_encyclopaedia_is(url: str, title: str) -> None:
    line = f"<p>For a faster start, see {LINK % 'ship'}.</p>"
    assert first_reason(line, url=url, title=title) == "body"


@pytest.mark.parametrize(
    ("url", "title", "name"),
    [
        ("https://boats.example/start", "Faster starts", "mw-parser-output"),
        ("https://boats.example/start", "Drumlin | Boats Encyclopaedia", ""),
        ("https://boats.example/start", "Drumlin — Википедия", ""),
        ("https://de.wikipedia.example/start", "Faster starts", ""),
    ],
)
def test_its_words_are_known_in_an_encyclopaedia(url: str, title: str, name: str) -> None:
    line = f"<p>For a faster start, see {LINK % 'ship'}.</p>"
    assert first_reason(line, url=url, title=title, name=name) == "hatnote"


def test_what_is_named_so_and_holds_a_text_stays() -> None:
    assert first_reason(f"<div class='hatnote'><p>Hills, as in {LINK % 'ship'}.</p>{TEXT}</div>") == "body"  # fmt: skip
