"""The pieces of a page's markup, cut by compiled code where they are asked for, and all at once by Python."""

import pickle
import random

import pytest

from scraper.extraction.dom.markup import MarkupPieces
from scraper.extraction.native import IS_NATIVE

SEED = 811
PARTS = (
    "<p>",
    "<a x>$",
    "\\",
    "</p>",
    '<a href="x">',
    "<",
    ">",
    "word ",
    "日本",
    "é",
    '<b a<b="c">',
    "<!---->",
    "\n",
    "\U0001f600",
)
FORMS = (False, True) if IS_NATIVE else (False,)


def generated() -> list[str]:
    chance = random.Random(SEED)
    return ["".join(chance.choices(PARTS, k=chance.randint(0, 40))) for _ in range(500)]


@pytest.mark.parametrize("native", FORMS)
def test_a_piece_is_a_tag_and_the_text_after_it(native: bool) -> None:
    pieces = MarkupPieces('<p class="a">eins é<b>zwei</b></p>'.encode(), native=native)
    assert pieces[:] == ['p class="a">eins é', "b>zwei", "/b>", "/p>"]
    assert (pieces[1], pieces[-1], len(pieces)) == ("b>zwei", "/p>", 4)


@pytest.mark.parametrize("native", FORMS)
def test_a_tag_that_a_sign_in_it_cuts_is_one_piece(native: bool) -> None:
    pieces = MarkupPieces(b'<p a<b="c">one<i>', native=native)
    assert pieces[:] == ['p a<b="c">one', "i>"]


@pytest.mark.parametrize("native", FORMS)
def test_there_is_no_piece_after_the_last(native: bool) -> None:
    pieces = MarkupPieces(b"<p>one<p>two", native=native)
    assert pieces[1:9] == ["p>two"]
    for place in (2, -3):
        with pytest.raises(IndexError):
            pieces[place]


def test_both_forms_cut_alike() -> None:
    for markup in generated():
        one, two = (MarkupPieces(markup.encode(), native=native) for native in (False, IS_NATIVE))
        assert one == two
        assert [*one] == [*two]
        assert one[3:-2:2] == two[3:-2:2]
        for start, stop in ((0, 9), (1, 3), (2, 2), (30, 60)):
            assert one.are_links(start, stop) is two.are_links(start, stop)


@pytest.mark.parametrize("native", FORMS)
@pytest.mark.parametrize(
    ("markup", "are_links"),
    [
        ('<p>one <a href="x">two</a> three', True),
        ("<p>one</p>", True),
        ("<p>one <abbr>two</abbr>", False),
        ("<p>one <b>two</b>", False),
        ('<p>one <a href="x">a $5 and $6 lunch</a>', True),
        ('<p>one <a href="x">two</a> $$x$$', False),
        ('<p>one <a href="x">two</a> \\(x\\)', False),
    ],
)
def test_links_and_ends_of_elements_are_told_from_others(
    markup: str, are_links: bool, native: bool
) -> None:
    assert MarkupPieces(markup.encode(), native=native).are_links(1, 9) is are_links


@pytest.mark.parametrize("native", FORMS)
def test_pieces_that_were_asked_for_can_be_pickled(native: bool) -> None:
    pieces = MarkupPieces(b"<p>one<p>two", native=native)
    assert pieces[0] == "p>one"
    assert pickle.loads(pickle.dumps(pieces)) == pieces
