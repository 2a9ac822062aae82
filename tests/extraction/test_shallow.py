"""Which pages surely nest within the limits, so that they are parsed as they are."""

import pytest

from scraper.extraction.dom.shallow import is_shallow, pure_is_shallow

MANY = 40_000


@pytest.mark.parametrize("shallow", [is_shallow, pure_is_shallow])
@pytest.mark.parametrize(
    "page",
    [
        "<a href=/story>A story</a> " * MANY,
        "<li><a href=/story><b>A story</b></a></li>" * MANY,
        "<p><a href=/story>A story</a></p><p><i>by</i> <b>Ada</b></p>" * MANY,
    ],
)
def test_many_links_that_are_closed_are_no_danger(shallow, page):
    assert shallow(f"<html><body>{page}</body></html>")


@pytest.mark.parametrize("shallow", [is_shallow, pure_is_shallow])
@pytest.mark.parametrize(
    "page",
    [
        "".join(f"<b {n}>" for n in range(100)) + "<p>x" * MANY,
        "<b><p></b>x</p>" * MANY,
        "".join(f"<b {n}>" for n in range(100)) + "<p>x</p>" * MANY,
    ],
)
def test_formatting_that_blocks_end_again_and_again_is_one(shallow, page):
    assert not shallow(f"<html><body>{page}</body></html>")


@pytest.mark.parametrize("shallow", [is_shallow, pure_is_shallow])
@pytest.mark.parametrize(
    "drawing",
    ["<svg><g><image a=b></image></g></svg>", "<svg><image a=b/></svg>", "<p><image a=b>c</p>"],
)
def test_the_image_of_a_drawing_is_closed_like_its_other_elements(shallow, drawing):
    assert shallow(f"<html><body>{drawing * 100}</body></html>")


@pytest.mark.parametrize("shallow", [is_shallow, pure_is_shallow])
def test_images_of_a_drawing_that_never_close_nest(shallow):
    assert not shallow(f"<html><body><svg>{'<image a=b>' * 600}</body></html>")
