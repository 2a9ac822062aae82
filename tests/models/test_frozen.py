"""`FrozenDict`: a dict that no one changes, and that crosses every border."""

import copy
import json
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from scraper.models.frozen import FrozenDict

GIVEN: FrozenDict[str, str] = FrozenDict({"date": "json-ld"})

CHANGES: list[Callable[[Any], object]] = [
    lambda d: d.__setitem__("a", "b"),
    lambda d: d.__delitem__("date"),
    lambda d: d.update(a="b"),
    lambda d: d.setdefault("a", "b"),
    lambda d: d.pop("date"),
    lambda d: d.popitem(),
    lambda d: d.clear(),
    lambda d: d.__ior__({"a": "b"}),
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_refused(change: Callable[[Any], object]) -> None:
    with pytest.raises(TypeError, match="can't be changed"):
        change(GIVEN)
    assert GIVEN == {"date": "json-ld"}


@pytest.mark.parametrize(
    "copied", [copy.copy, copy.deepcopy, lambda d: pickle.loads(pickle.dumps(d))]
)
def test_a_copy_is_the_same_and_frozen_too(copied: Callable[[Any], Any]) -> None:
    again = copied(GIVEN)
    assert again == GIVEN
    assert isinstance(again, FrozenDict)


def test_json_takes_it_for_a_dict() -> None:
    assert json.dumps(GIVEN) == '{"date": "json-ld"}'
