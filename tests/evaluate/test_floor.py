"""The floor: figures a run may not fall below, lowered by an explicit act only."""

from pathlib import Path

import pytest

from scraper.errors import ConfigError
from scraper.evaluate.floor import breaches, load_floor, raise_floor, save_floor


def figures_below(floor: dict, reached: dict, *, whole_run: bool = True) -> list[tuple[str, str]]:
    return [(b.dataset, b.figure) for b in breaches(floor, reached, whole_run=whole_run)]


def test_figure_at_its_floor_passes_and_below_it_does_not() -> None:
    assert figures_below({"a": {"word_f1": 0.9}}, {"a": {"word_f1": 0.9}}) == []
    assert figures_below({"a": {"word_f1": 0.9}}, {"a": {"word_f1": 0.899}}) == [("a", "word_f1")]


@pytest.mark.parametrize("figure", ["leak", "snip_wrong", "errors"])
def test_less_is_better_for(figure: str) -> None:
    assert figures_below({"a": {figure: 0.1}}, {"a": {figure: 0.05}}) == []
    assert figures_below({"a": {figure: 0.1}}, {"a": {figure: 0.11}}) == [("a", figure)]


def test_figure_that_was_not_measured_is_below() -> None:
    assert figures_below({"a": {"title": 0.9}}, {"a": {"word_f1": 1.0}}) == [("a", "title")]


def test_data_set_left_out_counts_in_a_whole_run_only() -> None:
    floor = {"a": {"exact": 0.1}, "b": {"exact": 0.1}}
    assert figures_below(floor, {"b": {"exact": 0.5}}) == [("a", "exact")]
    assert figures_below(floor, {"b": {"exact": 0.5}}, whole_run=False) == []


def test_breach_says_what_was_reached_and_what_must_be() -> None:
    (breach,) = breaches({"a": {"leak": 0.1}}, {"a": {"leak": 0.25}}, whole_run=True)
    assert str(breach) == "a leak: 0.2500, must be at most 0.1"


def test_floor_rises_to_what_was_reached() -> None:
    new, lowered = raise_floor({"a": {"exact": 0.2}}, {"a": {"exact": 0.3}}, allow_lower=False)
    assert (new, lowered) == ({"a": {"exact": 0.3}}, [])


def test_floor_does_not_sink_by_itself() -> None:
    old = {"a": {"exact": 0.4, "leak": 0.1}}
    new, lowered = raise_floor(old, {"a": {"exact": 0.3, "leak": 0.2}}, allow_lower=False)
    assert new == old
    assert [breach.figure for breach in lowered] == ["exact", "leak"]


def test_floor_sinks_when_told_to() -> None:
    new, _ = raise_floor({"a": {"exact": 0.4}}, {"a": {"exact": 0.3}}, allow_lower=True)
    assert new == {"a": {"exact": 0.3}}


def test_run_passes_the_floor_it_wrote() -> None:
    reached = {"a": {"word_f1": 0.95567, "leak": 0.04321, "exact": 0.29, "snip_wrong": 0.29}}
    new, _ = raise_floor({}, reached, allow_lower=False)
    assert figures_below(new, reached) == []
    assert new == {"a": {"word_f1": 0.955, "leak": 0.044, "exact": 0.29, "snip_wrong": 0.29}}


def test_times_are_not_guarded() -> None:
    new, _ = raise_floor({}, {"a": {"ms": 3.0, "p99_ms": 9.0, "pages": 5}}, allow_lower=False)
    assert new == {"a": {}}


def test_floor_survives_its_file(tmp_path: Path) -> None:
    floor = {"b": {"leak": 0.04}, "a": {"word_f1": 0.955}}
    save_floor(tmp_path / "floor.json", floor)
    assert load_floor(tmp_path / "floor.json") == floor


@pytest.mark.parametrize("text", ["{", "[]", '{"a": 1}', '{"a": {"exact": "0.3"}}'])
def test_floor_of_another_shape_is_refused_by_name(tmp_path: Path, text: str) -> None:
    path = tmp_path / "floor.json"
    path.write_text(text)
    with pytest.raises(ConfigError, match=r"floor\.json"):
        load_floor(path)
