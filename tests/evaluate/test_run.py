"""Running and scoring extractors over cases, and the figures of a group."""

import signal
import time

import pytest

from scraper.evaluate import LabelledPage, ScoreRow, TrueFields, measure, summarise
from scraper.evaluate.figures import page_score
from scraper.evaluate.measure import ExtractorOutput, attempt, score_page
from scraper.evaluate.score import Prf, ShingleShares

PAGE = "<p>One two three four.</p><a>Mayor opens bridge at Tarn</a>"


def case(labels: TrueFields, text: str = PAGE) -> LabelledPage:
    return LabelledPage("a", "set", "article", "en", "html", text, labels)


def output(text: str, **fields: object) -> ExtractorOutput:
    return ExtractorOutput(text, fields)


def test_each_extractor_sees_a_page_before_the_next_page_comes() -> None:
    """So that ratios of times hold on a busy machine."""
    order = []

    def extractor(name: str):
        return lambda c: order.append((c.id, name)) or ExtractorOutput("")

    cases = (LabelledPage(i, "s", "article", "en", "html", PAGE, TrueFields()) for i in "xy")
    list(measure(cases, {"scraper": extractor("a"), "other": extractor("b")}))
    assert order == [("x", "a"), ("x", "b"), ("y", "a"), ("y", "b")]


def test_text_without_markup_is_given_to_our_extractor_only() -> None:
    page = LabelledPage("t", "s", "article", "en", "text", "Plain.", TrueFields(text="Plain."))
    run = {"scraper": lambda c: ExtractorOutput(c.text), "other": lambda c: ExtractorOutput(c.text)}
    (measured,) = measure(iter([page]), run)
    assert set(measured.rows) == {"scraper"}


def test_leak_is_found_by_way_of_the_pages_links() -> None:
    page = case(TrueFields(text="One two three four."))
    run = {"scraper": lambda _: ExtractorOutput("One two three four. Mayor opens bridge at Tarn")}
    (measured,) = measure(iter([page]), run)
    row = measured.rows["scraper"]
    assert (row.foreign, row.leaks) == (1, ("mayoropensbridgeattarn",))


def test_extractor_that_raises_costs_its_page_only() -> None:
    def broken(_: LabelledPage) -> ExtractorOutput:
        raise ValueError("bad page")

    measured = list(measure(iter([case(TrueFields(text="x"))] * 2), {"scraper": broken}))
    assert [m.rows["scraper"].error for m in measured] == ["ValueError: bad page"] * 2
    assert measured[0].rows["scraper"].words == Prf(0.0, 0.0, 0.0)


def test_extractor_that_hangs_is_stopped() -> None:
    """Even one that swallows every Exception."""

    ended = []

    def hang(_: LabelledPage) -> ExtractorOutput:
        for _ in range(60):
            try:
                time.sleep(1)
            except Exception:  # noqa: BLE001  # the kind of code the limit must get through
                continue
        ended.append(True)
        return ExtractorOutput("")

    _, _, error = attempt(hang, case(TrueFields()), 0.05)
    assert (error, ended) == ("no result after 0.05 s", [])


def test_alarm_handler_is_put_back() -> None:
    before = signal.getsignal(signal.SIGALRM)
    attempt(lambda _: ExtractorOutput(""), case(TrueFields()), 1.0)
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_optional_paragraph_counts_neither_way() -> None:
    labels = TrueFields(text="One two.", optional=("Photo: A. Smith",))
    with_it = score_page(case(labels), output("One two.\n\nPhoto: A. Smith"), frozenset())
    without = score_page(case(labels), output("One two."), frozenset())
    assert with_it.exact
    assert without.exact


@pytest.mark.parametrize(("bare", "exact"), [(True, True), (False, False)])
def test_list_markers_count_unless_labels_have_none(bare: bool, exact: bool) -> None:
    labels = TrueFields(text="Chop.\nStir.", bare_lists=bare)
    assert score_page(case(labels), output("1. Chop.\n2. Stir."), frozenset()).exact is exact


def test_page_known_by_snippets_has_no_word_f1() -> None:
    labels = TrueFields(text=None, present=("One",), absent=("Two",))
    row = score_page(case(labels), output("One Two"), frozenset())
    assert (row.words, row.found, row.wrong) == (None, (True,), (True,))


def test_label_of_no_text_asks_for_no_text() -> None:
    row = score_page(case(TrueFields(text="")), output("Something"), frozenset())
    assert row.words == Prf(0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("fields", "right"),
    [
        ({"title": "A Story"}, {"title": True}),
        ({"title": "Another"}, {"title": False}),
        ({"title": None}, {"title": False}),
        ({}, {}),
        ({"date": "2026-01-09T10:00"}, {"date": True}),
        ({"authors": ["B", "A"]}, {"authors": True}),
        ({"authors": None}, {"authors": False}),
        ({"status": "listing"}, {"status": False}),
    ],
)
def test_field_is_scored_where_labelled_and_offered(
    fields: dict[str, object], right: dict[str, bool]
) -> None:
    labels = TrueFields(title="A story", authors=("A", "B"), date="2026-01-09", status="article")
    assert score_page(case(labels), output("", **fields), frozenset()).right == right


def test_field_without_label_is_not_scored() -> None:
    row = score_page(case(TrueFields()), output("", title="T", date="2026-01-01"), frozenset())
    assert row.right == {}


def row(**values: object) -> ScoreRow:
    return ScoreRow(**({"case": "a", "seconds": 0.001} | values))


def test_leak_is_a_share_of_the_pages_with_foreign_headlines() -> None:
    rows = [row(foreign=3, leaks=("x", "y")), row(foreign=1), row(foreign=0)]
    figures = summarise(rows)
    assert (figures["leak"], figures["leak_pages"], figures["leak_of"]) == (0.5, 1, 2)


def test_snippets_are_counted_not_pages() -> None:
    rows = [row(found=(True, True, False), wrong=(True,)), row(found=(True,), wrong=(False,) * 3)]
    figures = summarise(rows)
    assert figures["snip_found"] == 3 / 4
    assert figures["snip_wrong"] == 1 / 4
    assert figures["snip_f1"] == 2 * 3 / (3 + 1 + 4)


def test_figure_nobody_labelled_is_absent() -> None:
    assert set(summarise([row()])) == {"pages", "errors", "ms", "p99_ms"}


def test_times_are_milliseconds() -> None:
    figures = summarise([row(seconds=0.001)] * 99 + [row(seconds=0.101)])
    assert figures["ms"] == pytest.approx(2.0)
    assert figures["p99_ms"] == pytest.approx(101.0)


def test_text_figures_are_means_over_pages() -> None:
    good = row(words=Prf(1.0, 1.0, 1.0), shingles=ShingleShares(1.0, 0.0, 0.0), exact=True)
    bad = row(words=Prf(0.5, 0.5, 0.5), shingles=ShingleShares(0.0, 0.5, 0.5))
    figures = summarise([good, bad])
    assert (figures["word_f1"], figures["shingle_f1"], figures["exact"]) == (0.75, 0.5, 0.5)


def test_page_known_by_snippets_is_ranked_by_them() -> None:
    assert page_score(row(found=(True, False), wrong=(False,))) == pytest.approx(2 / 3)
    assert page_score(row(wrong=(True, False))) == 0.5
