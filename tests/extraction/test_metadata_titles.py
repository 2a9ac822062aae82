"""The headline, not the logo and not the site's name behind it."""

import pytest

from scraper.extraction.dom.head import Head, read_head
from scraper.extraction.dom.parse import parse
from scraper.extraction.metadata import read_metadata

HEADLINE = "Why the ferry to Ormund came back after all"


@pytest.mark.parametrize("logo", ["Sound & Skerry", "Ida's harbour notes", "Rope and tar"])
def test_a_logo_in_h1_is_no_title(logo: str) -> None:
    head = Head(title=f"{HEADLINE} | {logo}", headings=(logo,))
    assert read_metadata(head, lines=(logo, HEADLINE, "The quay was full.")).title == HEADLINE


def test_a_headline_at_the_end_of_the_title_element_stays_the_title() -> None:
    head = Head(title=f"Skerry Post - {HEADLINE}", headings=(HEADLINE,))
    assert read_metadata(head, lines=("Skerry Post", HEADLINE)).title == HEADLINE


@pytest.mark.parametrize("name", ["dc.title", "parsely-title", "citation_title", "dcterms.title"])
def test_a_declared_title_takes_the_sites_name_from_another(name: str) -> None:
    suffixed = f"{HEADLINE} - The very long name of a newspaper of the outer skerries"
    meta = (("og:title", suffixed), (name, HEADLINE))
    assert read_metadata(Head(meta=meta, title=suffixed)).title == HEADLINE


SLOGAN = "Ferries for everybody, every day"


def _title(
    *headings: str,
    title: str,
    lines: tuple[str, ...] = (),
    og: str | None = None,
    url: str = "https://skerrypost.example/harbour/ferry",
) -> str:
    meta = (("og:title", og),) if og else ()
    head = Head(meta=meta, title=title, headings=headings)
    return read_metadata(head, url=url, lines=lines).title


def test_the_only_heading_is_the_title_where_search_engines_are_given_another() -> None:
    found = _title("How the ferry found its crew", title="Ormund ferry hires seven | Skerry Post")
    assert found == "How the ferry found its crew"


@pytest.mark.parametrize(
    ("headings", "url"),
    [
        ((SLOGAN,), "https://skerrypost.example/"),
        (("Harbour news",), "https://skerrypost.example/harbour/ferry"),
        ((SLOGAN, "And another"), "https://skerrypost.example/harbour/ferry"),
        (("Sea air and salt",), "https://skerrypost.example/harbour/ferry"),
    ],
    ids=["home page", "short", "one of two", "nothing in common"],
)
def test_a_heading_of_its_own_is_no_title_where_it_may_be_a_slogan(
    headings: tuple[str, ...], url: str
) -> None:
    declared = "Ferries to the islands: tickets and harbour timetables"
    assert _title(*headings, title=declared, url=url) == declared


def test_a_declared_title_that_readers_see_is_preferred_to_the_heading_of_a_section() -> None:
    found = _title(
        "What the ferry does in winter",
        title=HEADLINE,
        lines=(HEADLINE, "What the ferry does in winter"),
    )
    assert found == HEADLINE


@pytest.mark.parametrize(
    ("heading", "title", "og"),
    [
        ("Skerry Post", f"Skerry Post » {HEADLINE}", None),
        ("Skerry Post", f"Skerry Post: {HEADLINE}", None),
        ("Rope and tar", f"Rope and tar: {HEADLINE}", HEADLINE),
        ("Rope and tar", f"{HEADLINE} ‹ Rope and tar", None),
    ],
)
def test_a_blogs_name_in_h1_is_no_title_wherever_it_stands_in_the_title_element(
    heading: str, title: str, og: str | None
) -> None:
    assert _title(heading, title=title, og=og, lines=(heading, HEADLINE, "The quay.")) == HEADLINE


@pytest.mark.parametrize(
    "title",
    [
        f"The Courier of the Outer Skerries Online: {HEADLINE}",
        f"{HEADLINE} | Ships and harbours | The Courier of the Outer Skerries",
        f"Archive » Ships » {HEADLINE}",
    ],
)
def test_the_part_of_the_title_element_that_stands_on_the_page_is_the_title(title: str) -> None:
    lines = ("The Courier of the Outer Skerries", "Ships and harbours", HEADLINE, "The quay.")
    assert _title(title=title, lines=lines) == HEADLINE


def test_a_declared_title_that_stands_on_the_page_in_whole_keeps_its_dashes() -> None:
    whole = "Ormund ferry: the crew, the cook and the cat — part 12"
    assert _title(title=f"{whole} | Log", og=whole, lines=("Log", whole)) == whole


def test_the_name_of_the_host_is_no_title_where_there_is_a_heading() -> None:
    assert _title("Ebb", "Ferries", "Flow", title="Skerrypost") == "Ebb"


def test_a_page_that_has_only_its_sites_name_has_that_for_a_title() -> None:
    assert _title(title="Skerry Post", og="Skerry Post") == "Skerry Post"


def test_a_label_above_the_headline_is_no_title() -> None:
    whole = "[주간 새가람] 섬마을 우체부가 마지막 편지를 배달한 날"
    assert _title("새가람", title=whole, og=whole, lines=("새가람", whole)) == whole


def test_soft_hyphens_are_left_out_of_titles() -> None:
    soft = HEADLINE.replace("Ormund", "Or\u00admund")
    head = read_head(parse(f"<title>{soft} | Skerry Post</title><h1>{soft}</h1>"))
    assert read_metadata(head).title == HEADLINE


def test_a_date_behind_the_headline_in_one_element_is_no_part_of_it() -> None:
    assert (
        _title(f"{HEADLINE} 3 March 2024 • Harbour", title="Skerry Post", og=HEADLINE) == HEADLINE
    )


@pytest.mark.parametrize(
    ("element", "heading"),
    [
        ("Map - JavaScript | Book of Scripts", "Map"),
        ("Models | Django documentation", "Models"),
        ("Kayaks | Quay Co-op", "Kayaks"),
        ("Bohnenviertel - Stadt Stuttgart", "Bohnenviertel"),
    ],
)
def test_a_heading_of_one_word_is_the_title_where_the_page_names_it_first(
    element: str, heading: str
) -> None:
    assert (
        read_metadata(read_head(parse(f"<title>{element}</title><h1>{heading}</h1>"))).title
        == heading
    )


def test_a_heading_of_one_word_is_a_section_where_a_headline_follows_it() -> None:
    headline = "The ferry has won the race across the bay"
    named = f"<title>Sport - {headline}</title><meta property='og:title' content='{headline}'>"
    assert read_metadata(read_head(parse(f"{named}<h1>Sport</h1>"))).title == headline


@pytest.mark.parametrize(
    "heading", ["Glossary<a href='#glossary'>¶</a>", "\u200bGlossary\u2060", "Glos&shy;sary 🔗"]
)
def test_a_title_has_no_sign_that_links_to_it_and_nothing_unseen(heading: str) -> None:
    page = f"<title>Glossary — Ferry 2.1 documentation</title><h1>{heading}</h1>"
    assert read_metadata(read_head(parse(page))).title == "Glossary"


def test_a_title_that_was_cut_is_taken_whole_where_another_goes_on() -> None:
    quoted = 'The captain calls the new ferry "a toy"'
    assert _title(title=f"{quoted} | Skerry Post", og="The captain calls the new ferry") == quoted
    long = "Fix it Friday: seven readers struggle with the ropes of the ferry, and we help four of them"
    assert _title(title=f"{long} - Skerry Post", og=long[:70]) == long
    assert _title(title=f"{long} - Skerry Post", og=f"{long[:30].rstrip()}…") == long


def test_a_title_that_was_given_short_stays() -> None:
    assert (
        _title(title="Living on an island all year round", og="Living on an island")
        == "Living on an island"
    )


def test_the_headline_is_preferred_to_a_section_of_one_word_that_has_a_heading_too() -> None:
    title = "Harbours online - Announcements - Regulation of the ropes of ferries"
    headings = ("Harbours", "Announcements", "Regulation of the ropes of ferries")
    assert _title(*headings, title=title) == "Regulation of the ropes of ferries"


def test_what_old_themes_call_their_archive_is_no_part_of_the_title() -> None:
    title = "Skerry Post » Blog Archive » Ropes and tar"
    assert (
        _title("Skerry Post", title=title, lines=("Skerry Post", "Ropes and tar"))
        == "Ropes and tar"
    )


def test_home_is_no_title_where_the_page_has_a_heading() -> None:
    assert _title("Time to say goodbye", title="Home", og="Home") == "Time to say goodbye"
    assert _title(title="Home", og="Home") == "Home"


def test_the_sites_name_behind_a_heading_is_cut_off() -> None:
    title = f"{HEADLINE} – Skerrypost - Skerrypost"
    assert _title(f"{HEADLINE} – Skerrypost", title=title) == HEADLINE
    assert _title("Rope – Skerrypost", title="Rope – Skerrypost") == "Rope – Skerrypost"


def test_the_host_and_the_count_behind_a_linked_headline_are_cut_off() -> None:
    assert (
        _title(f"{HEADLINE} (ormund.example) 87", title=f"{HEADLINE} - Skerry Post", og=HEADLINE)
        == HEADLINE
    )
