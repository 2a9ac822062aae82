"""Lines parted by a line break: paragraphs where each is a sentence, else lines of one paragraph."""

import pytest

import scraper

TITLE = "Towels for the quarter"
SENTENCES = (
    "Spring is the best time of the year to order a towel of the quarter!",
    "There is a blue one and a green one, both with the old crane on it.",
    "The picture below shows how large they are when they are folded.",
)
CHINESE = (
    "春天是订购毛巾的最好时节，大家都知道。",
    "有蓝色的和绿色的，上面都有老起重机。",
    "下面的图片可以看到毛巾的大小。",
)
VERSE = (
    "Row on, my hearty, till the morning light",
    "The bell of the tower is silent tonight",
    "We carry the rope to the end of the pier.",
)
ADDRESS = ("Tower office.", "Main St. 4.", "Bell Town.")


def text_of(lines: tuple[str, ...]) -> str:
    more = f"<p>{' '.join(SENTENCES)}</p>"
    body = f"<title>{TITLE}</title><article><h1>{TITLE}</h1>{more}<div>{'<br>'.join(lines)}</div>{more}</article>"
    return scraper.extract(body).text


@pytest.mark.parametrize("lines", [SENTENCES, CHINESE])
def test_sentences_in_lines_of_their_own_are_paragraphs(lines: tuple[str, ...]) -> None:
    assert "\n\n".join(lines) in text_of(lines)


@pytest.mark.parametrize("lines", [VERSE, ADDRESS])
def test_verse_and_addresses_are_lines_of_one_paragraph(lines: tuple[str, ...]) -> None:
    assert "\n".join(lines) in text_of(lines)
