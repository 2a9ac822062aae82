"""Lost and leaked paragraphs."""

from scraper.evaluate import paragraph_diff


def test_lost_and_leaked_paragraphs_are_told_apart() -> None:
    difference = paragraph_diff("One.\n\nMost read", "One.\n\nTwo.")
    assert (difference.lost, difference.leaked) == (("Two.",), ("Most read",))


def test_same_words_on_other_lines_are_no_difference() -> None:
    difference = paragraph_diff("One two.\nThree.", "One\ntwo. Three.")
    assert difference.lost == ()


def test_paragraph_that_comes_out_twice_leaks_once() -> None:
    assert paragraph_diff("Only once.\nOnly once.", "Only once.").leaked == ("Only once.",)


def test_line_without_letters_is_nothing() -> None:
    assert paragraph_diff("***\n\nOne.", "One.").leaked == ()
