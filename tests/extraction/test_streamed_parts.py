"""Parts that a server sends below the page, for its script to move, are read where they belong."""

import time

import scraper
from scraper.extraction.dom.streamed import with_streamed_parts

FIRST = "The harbour master of Ellisand counted four hundred herons on Tuesday, which is more than ever before."
LATE = "Most of them came over the strait at night, said the keeper of the northern light, who could hear the wings."
LAST = "They will stay until the ice goes, and the fishermen have agreed to leave them the bay behind the mole."
PAGE = (
    "<title>Herons in Ellisand</title><body><nav><a href='/'>Home</a></nav><article><h1>Herons in Ellisand</h1>"
    "<p>{first}</p>{hole}<p>{last}</p></article><footer>© Ellisand Post</footer>{parts}</body>"
)
HOLE = '<!--$?--><template id="B:1"></template><p>Loading the paragraph …</p><!--/$-->'
PART = '<div hidden id="S:1"><p>{late}</p></div><script>$RC("B:1","S:1")</script>'


def page(hole: str = HOLE, parts: str = PART) -> str:
    return (
        PAGE.replace("{hole}", hole)
        .replace("{parts}", parts)
        .format(first=FIRST, late=LATE, last=LAST)
    )


def test_a_late_part_is_read_in_its_place_and_what_was_shown_till_then_is_not() -> None:
    assert scraper.extract(page()).text == f"{FIRST}\n\n{LATE}\n\n{LAST}"


def test_a_part_may_have_a_hole_of_its_own() -> None:
    parts = (
        '<div hidden id="S:1"><div class="text"><template id="P:a"></template></div></div>'
        '<div hidden id="S:a"><div><p>{late}</p></div></div>'
    )
    assert scraper.extract(page(parts=parts)).text == f"{FIRST}\n\n{LATE}\n\n{LAST}"


def test_end_tags_in_scripts_and_comments_do_not_end_a_part() -> None:
    part = '<div hidden id="S:1"><script>"</div>"</script><!-- </div> --><div>a</div>b</div>c'
    assert with_streamed_parts(f'<template id="B:1"></template>.{part}') == (
        '<script>"</div>"</script><!-- </div> --><div>a</div>b.c'
    )


def test_a_part_without_a_hole_stays_where_it_is() -> None:
    markup = '<template id="B:2"></template><div hidden id="S:1">a</div>'
    assert with_streamed_parts(markup) == markup


def test_parts_whose_holes_stand_in_one_another_are_not_lost() -> None:
    parts = (
        '<div hidden id="S:1">a<template id="B:2"></template></div>'
        '<div hidden id="S:2">b<template id="B:1"></template></div>'
    )
    assert with_streamed_parts(f"<p>c</p>{parts}") == f"<p>c</p>{parts}"


def test_many_open_parts_and_borders_take_no_longer_than_their_length() -> None:
    def seconds(count: int) -> float:
        markup = (
            '<template id="B:1"></template><div hidden id="S:1"><!--$--><div hidden id="S:2"><!--$?-->'
            * count
        )
        began = time.process_time()
        with_streamed_parts(markup)
        return time.process_time() - began

    assert seconds(8_000) < 12 * seconds(2_000) + 0.1
