"""Whether the problem of pages that give no article is the site's, and when it is over. Pure.

    outcomes of a visit  -> `site_problem`   -> the site is withheld: its pages wait together
    the next visits      -> one page is asked for (a probe) -> `after_probe` -> withheld or not

Without this, each page that met a wall would wait for a day, though the wall stood for one hour.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

IN_A_ROW = 3
"""Pages in a row that give no article for a reason that can be the site's: two can be two premium articles."""
MOST_PROBES = 3  # pages asked for in one visit, where some fail in ways that say nothing

_OF_SITE = frozenset(
    ("consent_wall", "block_page", "same_text", "connect", "timeout", "network", "dns", "tls",
     "host_down", "robots_unreachable", "http_403", "http_429")
)  # fmt: skip
"""Causes that nearly always lie with the site or its server, as does each HTTP status from 500."""
_OF_PAGE_OR_SITE = frozenset(
    (
        "login_wall",
        "js_shell",
        "empty",
        "soft_404",
        "not_html",
        "http_401",
        "http_402",
        "http_404",
        "http_410",
    )
)
"""Causes that a single page often has; of a page that has given an article, they may be the site's."""

_OF_SITE_AT_ARTICLES = _OF_PAGE_OR_SITE | {"listing"}
"""Causes by which a page that has given an article may show the site's problem: one front page for every
address among them. A page of links that never was an article says nothing of its site."""

ProbeVerdict = Literal["withheld", "released", "of_pages"]
"""The problem lasts; it is over, so all waiting pages are due; or only some pages have it."""


@dataclass(frozen=True, slots=True)
class PageOutcome:
    """How the visit to one page ended. `cause` is "" for an article."""

    cause: str
    was_article: bool = False  # the page gave an article once
    was_failing: bool = False  # its visit before gave none


@dataclass(frozen=True, slots=True)
class Withheld:
    """A site whose pages wait. `probes` are the visits in a row whose probe failed."""

    cause: str
    since: datetime  # when the visit began that found it
    probes: int = 0


def may_be_of_site(cause: str) -> bool:
    """Say whether a page with this cause waits for its site."""
    return cause in _OF_SITE or cause in _OF_PAGE_OR_SITE or cause.startswith("http_5")


def may_wait_for_site(cause: str) -> bool:
    """Say whether a page that failed with this cause may have done so for its site's problem."""
    return may_be_of_site(cause) or cause in _OF_SITE_AT_ARTICLES


def site_problem(outcomes: Sequence[PageOutcome], began: datetime) -> Withheld | None:
    """Return why a site is to be withheld after a visit that began at `began`; None where single
    pages failed. `outcomes` are in the order of the visit.

    It is the site's problem if `IN_A_ROW` pages in a row show it, or all pages of the visit that can
    show it: at least one that has given an article, or that never failed before. Where few pages are
    due, that may be a single one; if it is the page's problem after all, the next other page shows it.
    """
    row: list[str] = []
    longest: list[str] = []
    for outcome in outcomes:
        if not outcome.cause:
            row = []
        elif _is_evidence(outcome):
            row.append(outcome.cause)
        if len(row) > len(longest):
            longest = list(row)
    if len(longest) < IN_A_ROW:
        if any(not outcome.cause for outcome in outcomes):
            return None
        if not any(_is_evidence(each) and _is_sudden(each) for each in outcomes):
            return None
    return Withheld(max(longest, key=longest.count), began)


def after_probe(withheld_page: str | None, other_page: str | None) -> ProbeVerdict:
    """Return what probes say: the cause with which a page that waited failed ("" for an article,
    None where none was asked for), and that of another page of the site."""
    if withheld_page == "":
        return "released"
    return "of_pages" if other_page == "" else "withheld"


def still(before: Withheld, cause: str) -> Withheld:
    """Return the site as it is withheld after one more probe that failed."""
    return replace(before, cause=cause or before.cause, probes=before.probes + 1)


def _is_sudden(outcome: PageOutcome) -> bool:
    """Say whether nothing like it was known of the page: a page that fails again says little."""
    return outcome.was_article or not outcome.was_failing


def _is_evidence(outcome: PageOutcome) -> bool:
    cause = outcome.cause
    return (
        cause in _OF_SITE
        or cause.startswith("http_5")
        or (cause in _OF_SITE_AT_ARTICLES and outcome.was_article)
    )
