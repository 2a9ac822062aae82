"""A table of contents leads to places of the page and is not its text."""

import pytest

import scraper

TEXT = "The pump was built for the salt works, and drew brine from ninety metres below the meadow until it broke."
CHAPTERS = "".join(
    f"<h2 id=c{i}>{name}</h2><p>{TEXT.replace('pump', name.lower())}</p>"
    for i, name in enumerate(("History", "Wheel", "Rods"))
)
LINKS = [f"<a href='#c{i}'>{name}</a>" for i, name in enumerate(("1 History", "2 Wheel", "3 Rods"))]


def kept(contents: str) -> list[str]:
    page = (
        f"<title>Pump</title><main><h1>The brine pump</h1><p>{TEXT}</p>{contents}{CHAPTERS}</main>"
    )
    return [block.text for block in scraper.extract(page).blocks if block.kept]


@pytest.mark.parametrize(
    "label",
    [
        "Contents",
        "Table of contents:",
        "Inhaltsverzeichnis",
        "Sommaire",
        "In this article",
        "目次",
        "Spis treści",
    ],
)
@pytest.mark.parametrize("around", ["<h2>{}</h2>", "<p><b>{}</b></p>", "<nav><div>{}</div></nav>"])
def test_its_heading_and_entries_go(label: str, around: str) -> None:
    entries = "".join(f"<li>{link}</li>" for link in LINKS)
    found = kept(f"{around.format(label)}<ul>{entries}</ul>")
    assert [text for text in found if text != TEXT and "brine" not in text] == [
        "History",
        "Wheel",
        "Rods",
    ]


def test_a_chapter_of_that_name_stays() -> None:
    """It has a text below it, with or without a link to another chapter."""
    chapter = f"<h2>Contents</h2><p>{TEXT.replace('pump', 'chest')}</p><p>See <a href='#c1'>the wheel</a> for more of it.</p>"
    found = kept(chapter)
    assert "Contents" in found
    assert TEXT.replace("pump", "chest") in found
