"""Slides, steps and entries of one make are judged together."""

import numpy as np
import pytest

import scraper
from scraper.extraction.verdicts.alike import with_alike
from tests.extraction.judged import view_of

STEPS = {
    "Wash the sack": "Wash it twice in cold water and hang it in the wind, or it will smell of malt until the spring.",
    "Cut the seam": "Cut along the old stitches with a razor and leave the edge as rough as it comes off the loom.",
    "Fill the hem": "A handful of dry sand in the hem keeps the cloth on the table when somebody opens the door.",
    "Hang it up": "Two nails are enough, and the moss in the box below will take the drops until the sack is dry.",
    "Sweep the yard": "Brush what has fallen under the hedge. The hens will see to the seeds before the year is out.",
}
INTRODUCTION = "A sack, a razor and an afternoon are all that it takes to make a cloth that no draught can lift."
MARKUP = {
    "list": ("<ul class=slides>{}</ul>", "<li class=slide><div class=name>{0}</div><div>{1}</div><a href='#'>Pin it</a></li>"),
    "headings": ("<div>{}</div>", "<div class=caption><h3>{0}</h3><p>{1}</p></div>"),
    "figures": ("<div>{}</div>", "<figure><img src=a.jpg><figcaption><h3>{0}</h3><p>{1}</p></figcaption></figure>"),
}  # fmt: skip


def slideshow(markup: str, name: str = "slideshow") -> str:
    around, one = MARKUP[markup]
    slides = "".join(one.format(*step) for step in STEPS.items())
    return (
        f"<title>A cloth from a sack</title><article class={name}><h1>A cloth from a sack</h1><p>{INTRODUCTION}</p>"
        f"{around.format(slides)}</article><footer>© Yard</footer>"
    )


@pytest.mark.parametrize("markup", MARKUP)
@pytest.mark.parametrize("name", ["slideshow", "gallery", "post"])
def test_every_slide_is_text(markup: str, name: str) -> None:
    kept = [block.text for block in scraper.extract(slideshow(markup, name)).blocks if block.kept]
    assert [text for text in kept if text in STEPS] == list(STEPS)
    assert [text for text in kept if text in STEPS.values()] == list(STEPS.values())


def test_the_button_of_each_slide_is_none() -> None:
    assert "Pin it" not in scraper.extract(slideshow("list")).text


@pytest.mark.parametrize(
    "below",
    ["<div class=n>Advertisement - continue reading below</div>", "<a href='#share'>Share</a>", "<button>Share</button>"],
)  # fmt: skip
def test_what_stands_between_slides_does_not_take_the_last_ones(below: str) -> None:
    slides = "".join(
        f"<article class=slide><h2>{name}</h2><img src=a.jpg><p>{text}</p>{below}</article>"
        for name, text in STEPS.items()
    )
    page = f"<title>A cloth</title><article><h1>A cloth</h1><p>{INTRODUCTION}</p>{slides}</article><footer>© Yard</footer>"
    expected = [INTRODUCTION, *(part for step in STEPS.items() for part in step)]
    assert scraper.extract(page).text.split("\n\n") == expected


@pytest.mark.parametrize("counter", ["{} / 5", "{} of 5", "({} von 5)", "Bild {} von 5"])
def test_the_numbers_of_slides_are_left_out(counter: str) -> None:
    slides = "".join(
        f"<div class=slide><h2>{name}</h2><p>{text}</p><span>{counter.format(n)}</span></div>"
        for n, (name, text) in enumerate(STEPS.items(), 1)
    )
    text = scraper.extract(f"<title>A cloth</title><article><h1>A cloth</h1><p>{INTRODUCTION}</p>{slides}</article>").text  # fmt: skip
    assert counter.format(2) not in text
    assert all(step in text for step in STEPS.values())


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("<a href='#'>Like</a> · <a href='#'>Share</a> · <a href='#'>Copy link</a>", False),
        ("<a href='#'>Gefällt mir 4</a> | <a href='#'>Teilen</a>", False),
        ("<a href='/a'>Linseed</a> · <a href='/b'>Tallow</a> · <a href='/c'>Share</a>", True),
    ],
)
def test_a_row_of_what_readers_may_do_with_a_post_is_none(row: str, expected: bool) -> None:
    line = next(
        block
        for block in scraper.extract(
            f"<title>A cloth</title><article><h1>A cloth</h1><p>{INTRODUCTION}</p><p>{row}</p><p>{STEPS['Fill the hem']}</p>"
            "</article>"
        ).blocks
        if "·" in block.text or "|" in block.text
    )
    assert (line.reason != "control") is expected


@pytest.mark.parametrize("mark", ["{} / 10", "{} of 10", "{} von 10"])
def test_marks_out_of_ten_stay(mark: str) -> None:
    said = [mark.format(number) for number in (6, 7, 8, 4, 9)]
    entries = "".join(
        f"<h2>{name}</h2><p>{text}</p><p>{given}</p>"
        for (name, text), given in zip(STEPS.items(), said, strict=True)
    )
    page = f"<title>Cloths</title><article><h1>Cloths</h1><p>{INTRODUCTION}</p>{entries}</article>"
    text = scraper.extract(page).text
    assert [line for line in text.split("\n\n") if line in said] == said


def test_a_byline_is_no_first_paragraph_of_an_entry() -> None:
    """It stands at the place where the other entries begin."""
    starts = ("Ilka Brandt / 7:26 am", INTRODUCTION, INTRODUCTION)
    page = "".join(f"<div class=post><p>{start}</p><p>{INTRODUCTION}</p></div>" for start in starts)
    score = np.array([0.2, 0.9, 0.9, 0.9, 0.9, 0.9], dtype=np.float32)
    assert with_alike(view_of(f"<main>{page}</main>", None), score).tolist() == score.tolist()


POSTS = (
    "My gauge writes a line a minute, and since Sunday every line ends with a question mark. What does the mark mean?",
    "It means that the float is stuck. Take off the lid and look for weed, which comes with the spring tide.",
    "Or the battery is low. Measure it under load: below 11 volts the clock goes on but the sensor does not.",
    "That was it, 10.4 volts. Thank you both!",
)


@pytest.mark.parametrize(
    "post",
    [
        "<div class=x2><div><img><span>{0}</span><span>2d ago</span></div><div class=x4>{1}</div>"
        "<div><span>+2</span><span>Reply</span></div></div>",
        "<a-comment><div><a>{0}</a><time>2d ago</time></div><div><div><p>{1}</p></div></div>"
        "<a-row><button>Reply</button></a-row></a-comment>",
        "<li><p>asked May {2}, 2025 by {0}</p><p>{1}</p><p>{2} votes</p></li>",
    ],
)
def test_posts_of_a_thread_without_telling_names_are_text(post: str) -> None:
    posts = "".join(post.format(f"user{i}", text, i) for i, text in enumerate(POSTS, 1))
    found = scraper.extract(
        f"<title>Gauge writes question marks</title><main><h1>Gauge writes question marks</h1>{posts}</main>",
        url="https://gauges.example/threads/gauge.12/",
    )
    assert found.text == "\n\n".join(POSTS)


@pytest.mark.parametrize(
    "answer", ["Started on May 3, 2024 with a new float.", "Edited on 3 May 2024: now it writes."]
)
def test_a_sentence_that_begins_with_when_is_an_answer(answer: str) -> None:
    posts = "".join(
        f"<div class=post><div class=message>{text}</div></div>" for text in (*POSTS, answer)
    )
    found = scraper.extract(
        f"<title>Gauge writes question marks</title><main><h1>Gauge writes question marks</h1>{posts}</main>",
        url="https://gauges.example/threads/gauge.12/",
    )
    assert answer in found.text
