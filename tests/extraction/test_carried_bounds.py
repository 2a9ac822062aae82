"""What a few characters of a page's data name many times over is read in bounded time and memory."""

import json

import pytest

import scraper
from scraper.extraction.embedded.flight import MAX_CHARS as MAX_STREAM
from scraper.extraction.embedded.flight import flight_data
from scraper.extraction.embedded.prose import MAX_CHARS, ProseReader
from scraper.extraction.embedded.script_values import page_data
from tests.extraction.test_carried_streams import (
    BODY,
    LINES,
    NAMED,
    OWN_FORM,
    TITLE,
    element,
    page,
    pushed,
    row,
)
from tests.growth import assert_linear

NAMINGS = 4_000
LONG = "word " * 4_000
ROW_OF_TEXT = f"5:T{len(LONG):x},{LONG}"
MARKUP = ["$", "div", None, {"dangerouslySetInnerHTML": {"__html": "$5"}}]
LINKED = {"objs": [LONG, *({"title": "0", "body": "0"} for _ in range(NAMINGS))]}
PLACES = [{"story": 1}, [3] * NAMINGS, LONG, {"text": 2}]
BOMBS = {
    "a row of text": pushed(ROW_OF_TEXT, row("6", ["$5"] * NAMINGS)),
    "an escaped text": pushed(row("5", f"$${LONG}"), row("6", [{"title": f"t{i}", "body": "$5"} for i in range(NAMINGS)])),
    "markup of elements": pushed(ROW_OF_TEXT, row("6", [MARKUP] * NAMINGS)),
    "an element": pushed(ROW_OF_TEXT, row("6", element("div", element("p", "$5"), element("p", "$5"))), row("7", ["$6"] * NAMINGS)),
    "an argument": OWN_FORM % (f"[{'b,' * NAMINGS}1]", f"1,{json.dumps(LONG)}"),
    "JSON in an argument": f"<script>window.__A__=(function(b){{return b{',b' * NAMINGS}}}({json.dumps(json.dumps([LONG]))}));</script>",
    "an object": f'<script type="qwik/json">{json.dumps(LINKED)}</script>',
    "a place in a list": f'<script type="application/json">{json.dumps(PLACES)}</script>',
}  # fmt: skip


@pytest.mark.parametrize("form", BOMBS)
def test_a_text_that_is_named_many_times_is_copied_a_few_times(form: str) -> None:
    reader = ProseReader()
    found = [prose for data in page_data(page(BOMBS[form])) for prose in reader.prose_of(data.value)]  # fmt: skip
    assert found
    assert sum(len(prose.markup) for prose in found) < 1.1 * MAX_CHARS


def test_a_text_with_the_same_title_is_found_once() -> None:
    story = {"title": TITLE, "body": BODY}
    found = list(ProseReader().prose_of([story, dict(story), {**story, "title": "Another"}]))
    titles = [prose.title for prose in found if prose.markup == BODY]
    assert sorted(titles) == [TITLE, "Another"]


def test_a_text_beyond_the_bound_hides_no_shorter_one() -> None:
    reader = ProseReader()
    found = reader.prose_of(
        [{"body": "word " * (MAX_CHARS // 5 + 1)}, {"title": TITLE, "body": BODY}]
    )
    assert BODY in {prose.markup for prose in found}


def test_values_that_hold_one_another_many_times_are_looked_at_in_bounds() -> None:
    value: object = {"text": "word"}
    for _ in range(12):
        value = {"children": [value] * 12}
    reader = ProseReader()
    assert list(reader.prose_of([value])) != []
    assert reader.nodes <= 0


def test_a_long_title_over_many_texts_is_compared_once() -> None:
    def carried(size: int) -> str:
        texts = (f"{'so ' * 70}{i}" for i in range(size // 400))
        held = ["x" * (size // 2), *({"title": "0", "body": text} for text in texts)]
        return page(f'<script type="qwik/json">{json.dumps({"objs": held})}</script>')

    assert_linear(scraper.extract, carried, 1_600_000)


def test_titles_beside_a_text_are_few() -> None:
    beside = {f"k{i}": {"title": f"Title {i}"} for i in range(NAMINGS)}
    (found,) = ProseReader().prose_of({**beside, "body": BODY})
    assert 0 < len(found.beside) < NAMINGS


def test_no_more_of_a_stream_is_read_than_the_bound() -> None:
    first, second = "a" * (MAX_STREAM - 10), "b" * 50
    found = flight_data(pushed(f"1:T{MAX_STREAM:x},{first}", second, "c"))
    assert found is not None
    (text,) = found.values
    assert len(text) == MAX_STREAM - len(f"1:T{MAX_STREAM:x},")


HINTS = ':HL["/x.css","style"]\n:N1764222.5\n'


@pytest.mark.parametrize("before", [HINTS, "~\n", "no row at all\n\n \n", '0:D{"name":"Page"}\n'])
def test_rows_after_one_without_a_number_are_read(before: str) -> None:
    carried = pushed(f"{before}{NAMED}{before}a:T{len(BODY.encode()):x},", BODY)
    assert scraper.extract(page(carried)).text.split("\n\n") == [*LINES]


def test_calls_in_an_argument_do_not_end_the_function() -> None:
    script = '<script>(function(){go("}")}(window))<\\/script>'
    text = json.dumps(BODY).replace("</p><p>", f"</p>{script}<p>".replace('"', '\\"'), 1)
    carried = OWN_FORM % ("d", f"null,{json.dumps(TITLE)},-1,{text}")
    assert scraper.extract(page(carried)).text.split("\n\n") == [*LINES]
