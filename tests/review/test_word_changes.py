"""What is shown of the difference of two versions: paragraphs, and the words that changed in them."""

from scraper.review.word_changes import MOST_PAIRS, MOST_WORDS, changes_of


def words(change) -> list[str]:
    return [run.text.strip() for run in change.runs if run.changed]


def test_the_words_that_changed_are_marked_in_both():
    before, now = changes_of(["- The ferry leaves at nine.", "+ The ferry leaves at ten."])
    assert (words(before), words(now)) == (["nine."], ["ten."])
    assert "".join(run.text for run in now.runs) == "The ferry leaves at ten."


def test_paragraphs_are_compared_in_pairs():
    lines = ["- One is old.", "- Two is old too.", "+ One is new.", "+ Two is new too."]
    assert [words(change) for change in changes_of(lines)] == [["old."], ["old"], ["new."], ["new"]]


def test_a_paragraph_that_was_replaced_is_not_marked_word_by_word():
    lines = ["- The ferry leaves at nine.", "+ Nobody knows what comes of this."]
    assert [change.runs for change in changes_of(lines)] == [(), ()]


def test_paragraphs_without_a_counterpart_stay_as_they_are():
    lines = ["  Stays.", "- Goes.", "- Goes too.", "+ Comes.", "  Stays."]
    found = changes_of(lines)
    assert [(change.sign, change.text.text) for change in found] == [
        (line[0], line[2:]) for line in lines
    ]
    assert not any(change.runs for change in found)


def test_what_would_take_long_is_not_compared():
    long = "word " * (MOST_WORDS + 1)
    assert not any(change.runs for change in changes_of([f"- {long}a", f"+ {long}b"]))
    many = [f"{sign} Line {n} of many {sign}" for sign in "-+" for n in range(MOST_PAIRS + 1)]
    assert not any(change.runs for change in changes_of(many))
