"""A farm of invented sites: the same layout on many pages, each with lines that are not its article.

Wording is invented throughout, so that no vocabulary of labels knows it: what is foreign on a page
can be told only from the other pages of its site.
"""

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from scraper.models.page import Page

START = datetime(2026, 5, 4, 6, 0, tzinfo=UTC)
PLACES = [
    "Arnholt",
    "Bexley",
    "Corvane",
    "Dunmere",
    "Eskdale",
    "Farrow",
    "Glenrock",
    "Harwick",
    "Isbury",
    "Jorvale",
]
PEOPLE = [
    "Alma Brandt",
    "Cato Dahl",
    "Edda Falk",
    "Gero Hagen",
    "Ines Juhl",
    "Kaya Lind",
    "Mads Norup",
    "Olga Pohl",
]
THINGS = [
    "bridge",
    "library",
    "harbour",
    "orchard",
    "tramway",
    "reservoir",
    "museum",
    "market hall",
    "windmill",
    "lighthouse",
]
DEEDS = (
    "reopens after storm",
    "gets a new roof",
    "moves to the old mill",
    "loses its last keeper",
    "wins a state prize",
    "draws record crowds",
)
SPEECH = (
    "{who} said on {day} that the {thing} of {place} had cost {n} thousand crowns so far.",
    "Residents of {place} met {n} times before they agreed on the plan for the {thing}.",
    "“Nobody here had expected it,” said {who}, who has looked after the {thing} for {n} years.",
    "The council of {place} will vote on the matter on {day}, when {n} members are back.",
    "On {day} about {n} people walked from the {thing} to the town hall of {place}.",
)
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


@dataclass(frozen=True)
class FarmPage:
    """A page of the farm and what is true of it."""

    url: str
    title: str
    html: str
    paragraphs: tuple[str, ...]
    foreign: tuple[str, ...]
    fetched_at: datetime

    def stored(self) -> Page:
        """As the store takes it."""
        body = self.html.encode()
        headers = (("Content-Type", "text/html; charset=utf-8"),)
        return Page(self.url, self.url, 200, headers, body, body, self.fetched_at)


def title_of(host: str, number: int) -> str:
    dice = random.Random(f"{host} title {number}")
    return f"{dice.choice(PLACES)} {dice.choice(THINGS)} {dice.choice(DEEDS)} in year {number + 3}"


def url_of(host: str, number: int) -> str:
    return f"https://{host}/news/{number}-{title_of(host, number).lower().replace(' ', '-')}"


def body_of(host: str, number: int, paragraphs: int = 8) -> tuple[str, ...]:
    dice = random.Random(f"{host} body {number}")
    return tuple(
        " ".join(
            dice.choice(SPEECH).format(
                who=dice.choice(PEOPLE), day=dice.choice(DAYS), thing=dice.choice(THINGS),
                place=dice.choice(PLACES), n=dice.randint(2, 999),
            )
            for _ in range(dice.randint(2, 3))
        )
        for _ in range(paragraphs)
    )  # fmt: skip


def farm_page(host: str, number: int, style: str, *, pages: int = 12) -> FarmPage:
    """Page `number` of a site; `style` says how its foreign lines stand in the article."""
    paragraphs = body_of(host, number)
    others = [title_of(host, (number + step) % pages) for step in (1, 2, 3)]
    links = [url_of(host, (number + step) % pages) for step in (1, 2, 3)]
    standing = f"All who read along at {host} are warmly invited to our open evening on the first Thursday."
    inserts = {
        "teaser-lines": {3: f"<p>{others[0]}</p>", 5: f"<p><b>{others[1]}</b></p>"},
        "linked-lines": {
            3: f'<p><a href="{links[0]}">{others[0]}</a></p>',
            8: _list(links, others),
        },
        "standing-box": {4: f"<p>{standing}</p>", 6: f"<p>{others[2]}</p>"},
        "decks": {5: f'<div><p><a href="{links[0]}">{others[0]}</a></p><p>{others[1]}</p></div>'},
    }[style]
    foreign = [
        text for text in (*others, standing) if any(text in html for html in inserts.values())
    ]
    body = "".join(
        inserts.get(index, "") + f"<p>{text}</p>\n" for index, text in enumerate(paragraphs)
    ) + inserts.get(len(paragraphs), "")
    title = title_of(host, number)
    html = (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} - {host}</title>'
        f'<meta property="og:title" content="{title}"></head><body><div class="top"><a href="/">{host}</a></div>'
        f'<div class="page"><h1>{title}</h1><div class="txt">{body}</div></div></body></html>'
    )
    fetched = START + timedelta(days=number)
    return FarmPage(url_of(host, number), title, html, paragraphs, tuple(foreign), fetched)


def _list(links: list[str], titles: list[str]) -> str:
    rows = "".join(f'<li><a href="{u}">{t}</a></li>' for u, t in zip(links, titles, strict=True))
    return f"<h3>From around {PLACES[0]}</h3><ul>{rows}</ul>"


STYLES = ("teaser-lines", "linked-lines", "standing-box", "decks")
