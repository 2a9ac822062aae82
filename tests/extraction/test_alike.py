"""Slides, steps and entries of one make are judged together."""

import pytest

import scraper

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


@pytest.mark.parametrize("counter", ["{} / 5", "{} of 5", "({} von 5)"])
def test_the_numbers_of_slides_are_left_out(counter: str) -> None:
    slides = "".join(
        f"<div class=slide><h2>{name}</h2><p>{text}</p><span>{counter.format(n)}</span></div>"
        for n, (name, text) in enumerate(STEPS.items(), 1)
    )
    text = scraper.extract(f"<title>A cloth</title><article><h1>A cloth</h1><p>{INTRODUCTION}</p>{slides}</article>").text  # fmt: skip
    assert counter.format(2) not in text
    assert all(step in text for step in STEPS.values())
