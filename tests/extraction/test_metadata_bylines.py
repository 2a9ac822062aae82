"""Bylines as templates garble them."""

import pytest

from scraper.extraction.dom.head import Head
from scraper.extraction.metadata import read_metadata
from scraper.extraction.metadata.person_names import names_in


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("ByIda Holm", ["Ida Holm"]),
        ("By By Ida Holm", ["Ida Holm"]),
        ("By Ida Holm By Ida Holm", ["Ida Holm"]),
        ("By Ida HolmBy Nils Berg", ["Ida Holm", "Nils Berg"]),
        ("Ida Holm; Nils Berg; Åse Dahl", ["Ida Holm", "Nils Berg", "Åse Dahl"]),
        ("Holm, Ida; Berg, Nils Otto", ["Ida Holm", "Nils Otto Berg"]),
        ("Ida Holm See full bio", ["Ida Holm"]),
        ("Ida Holm View profile", ["Ida Holm"]),
        ("Ida Holm, Ad Operations", ["Ida Holm"]),
        ("Byron Holm", ["Byron Holm"]),
        ("Ida HolmNovember 21, 2023", ["Ida Holm"]),
        ("Ida Holm on behalf of the harbour board", ["Ida Holm"]),
        ("Ida Holm The Skerry Press", ["Ida Holm"]),
        ("Ida Holm and Nils Berg, Skerry Times", ["Ida Holm", "Nils Berg"]),
        ("Skerry Times", ["Skerry Times"]),
        ("98 Skerry Street", ["98 Skerry Street"]),
        ("Ida Holm ●", ["Ida Holm"]),
        ("Skerry Post Staff", ["Skerry Post Staff"]),
        ("도하늘 기자", ["도하늘"]),
        ("井田帆 記者", ["井田帆"]),
        ("McByrne Holm", ["McByrne Holm"]),
        ("This post was written by Ida Holm", ["Ida Holm"]),
        ("von Ida Holm veröffentlicht am 3.3.2024", ["Ida Holm"]),
        ("Ida Holm Fr, 18. Oktober 2019", ["Ida Holm"]),
    ],
)
def test_names_are_found_in_garbled_bylines(byline: str, names: list[str]) -> None:
    assert names_in(byline) == names


@pytest.mark.parametrize(
    "byline",
    [
        "Ad Operations",
        "See full bio",
        "only if",
        "By default, on",
        "Von unserer Redaktion",
        "Sponsored",
        "Press Release",
        "View Bio",
        "10 mins read",
        "Categories: Ships",
        "Posted on",
        "Copier",
        "Copyright Skerry Press GmbH & Co. KG, all rights reserved",
        "Replying to",
        "Super User",
        "wordpressadmin",
    ],
)
def test_labels_are_no_names(byline: str) -> None:
    assert names_in(byline) == []


@pytest.mark.parametrize(
    "line", ["By only if it rains", "By continuing your visit", "Author: see below here"]
)
def test_a_visible_line_without_a_capital_names_nobody(line: str) -> None:
    assert read_metadata(Head(title="Rain"), lines=("Rain over the bay", line)).authors == ()
