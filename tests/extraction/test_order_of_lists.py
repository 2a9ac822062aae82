"""A text stays the same when lists and boxes around it come in another order, as rankings do each hour."""

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import scraper
from scraper.encoding.charset import decode

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
LIST = re.compile(
    r"(<(?:ul|ol)\b[^<>]*>)((?:\s*<li\b[^<>]*>(?:(?!</?(?:ul|ol|li)\b).)*</li>\s*){3,})(</(?:ul|ol)>)",
    re.DOTALL | re.IGNORECASE,
)
ITEM = re.compile(r"\s*<li\b[^<>]*>.*?</li>\s*", re.DOTALL | re.IGNORECASE)
PLACES = (
    "Arnholt",
    "Bexley",
    "Corvane",
    "Dunmere",
    "Eskdale",
    "Farrow",
    "Glenrock",
    "Harwick",
    "Inver",
)
THINGS = (
    "bridge",
    "library",
    "harbour",
    "orchard",
    "tramway",
    "museum",
    "windmill",
    "ferry",
    "quarry",
)
GENERATED = 40


def with_lists_in_another_order(html: str, seed: int) -> str:
    """Put the items of each list of links into another order."""
    order = random.Random(seed)

    def shuffled(found: re.Match[str]) -> str:
        items = ITEM.findall(found[2])
        if not all("<a" in item for item in items):
            return found[0]
        order.shuffle(items)
        return found[1] + "".join(items) + found[3]

    return LIST.sub(shuffled, html)


def fixtures_with_lists() -> list[Path]:
    pages = sorted(FIXTURES.glob("*/*/page.html"))
    return [p for p in pages if LIST.search(decode(p.read_bytes()).text)]


@pytest.mark.parametrize(
    "path", fixtures_with_lists(), ids=lambda p: f"{p.parent.parent.name}/{p.parent.name}"
)
def test_lists_of_a_fixture_may_come_in_any_order(path: Path) -> None:
    html = decode(path.read_bytes()).text
    assert scraper.extract(with_lists_in_another_order(html, 7)).text == scraper.extract(html).text


def headline(number: int) -> str:
    place, thing = PLACES[number % len(PLACES)], THINGS[number * 5 % len(THINGS)]
    return f"The {thing} of {place} opens again after {number + 3} years of repairs"


def generated(seed: int) -> Callable[[int], str]:
    """Return a page of which `order` shuffles the lists and the boxes around the article."""
    made = random.Random(seed)
    stories = made.sample(range(60), 12)
    paragraphs = "".join(
        f"<p>The {made.choice(THINGS)} of {made.choice(PLACES)} was shown to {made.randrange(20, 900)} visitors in week {week}, and"
        f" {made.randrange(3, 40)} of them asked what the work had cost the county.</p>"
        for week in range(made.randrange(3, 14))
    )
    names = made.choice((("most-read", "related", "latest"), ("b1", "b2", "b3")))
    inside = made.random() < 0.5  # of the article

    def page(order: int) -> str:
        shuffle = random.Random(order)
        boxes = []
        for place, label in enumerate(("Most read", "Related stories", "Latest news")):
            box = stories[place * 4 : place * 4 + 4]
            shuffle.shuffle(box)
            items = "".join(f"<li><a href='/news/{n}'>{headline(n)}</a></li>" for n in box)
            boxes.append(f"<div class={names[place]}><h3>{label}</h3><ul>{items}</ul></div>")
        shuffle.shuffle(boxes)
        around = "".join(boxes)
        story = f"<h1>{headline(seed)}</h1>{paragraphs}{around if inside else ''}"
        return (
            f"<html lang=en><head><title>{headline(seed)}</title></head><body><nav><a href=/>Home</a></nav>"
            f"<main><article>{story}</article>{'' if inside else around}</main><footer>© The Post</footer></body></html>"
        )

    return page


@pytest.mark.parametrize("seed", range(GENERATED))
def test_lists_and_boxes_of_a_page_may_come_in_any_order(seed: int) -> None:
    page = generated(seed)
    assert len({scraper.extract(page(order)).text for order in (1, 2, 3)}) == 1
