"""The least a run must reach: a file of figures that only an explicit act may lower.

    {"n4k": {"word_f1": 0.955, "leak": 0.04}, "fixtures": {"word_f1": 0.99}}

maps a data set to figures. For figures where less is better (leak, snip_wrong, errors) the
number is the most allowed.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from scraper.errors import ConfigError, reason_of
from scraper.evaluate.figures import LOWER_IS_BETTER, Figures
from scraper.files.atomic import atomic_file

Floor = dict[str, Figures]

GUARDED = (
    "word_f1", "shingle_f1", "exact", "leak", "snip_found", "snip_wrong",
    "title", "date", "authors", "status", "errors",
)  # fmt: skip
"""What `--write-floor` records. Times are left out: they are the machine's, not ours."""

_DIGITS = 3  # figures of different machines agree this far
_HAIR = 1e-9  # so that a figure that is exact already is not rounded away from itself


@dataclass(frozen=True, slots=True)
class Breach:
    """One figure beyond its floor. `reached` is None if the run did not measure it."""

    dataset: str
    figure: str
    floor: float
    reached: float | None

    def __str__(self) -> str:
        bound = "at most" if self.figure in LOWER_IS_BETTER else "at least"
        got = "not measured" if self.reached is None else f"{self.reached:.4f}"
        return f"{self.dataset} {self.figure}: {got}, must be {bound} {self.floor:g}"


def load_floor(path: Path) -> Floor:
    """Raises ConfigError, naming the file, unless it holds data set -> figure -> number."""
    try:
        floor = json.loads(path.read_text(encoding="utf-8"))
    except OSError as broken:
        raise ConfigError(str(path), f"can't be read: {reason_of(broken)}") from broken
    except ValueError as broken:
        raise ConfigError(str(path), f"not JSON: {broken}") from broken
    if not isinstance(floor, dict):
        raise ConfigError(str(path), "must map data sets to figures")
    for dataset, figures in floor.items():
        if not isinstance(figures, dict):
            raise ConfigError(str(path), f"{dataset!r} must map figures to numbers")
        for name, value in figures.items():
            if not _is_number(value):
                raise ConfigError(str(path), f"{dataset} {name}: {value!r} is no number")
    return floor


def _is_number(value: object) -> bool:
    is_plain = isinstance(value, int | float) and not isinstance(value, bool)
    return is_plain and math.isfinite(value)  # type: ignore[arg-type]  # narrowed above


def breaches(floor: Floor, reached: Mapping[str, Figures], *, whole_run: bool) -> list[Breach]:
    """Return every figure of the floor that the run fell short of or did not measure.

    Data sets the run left out count only in a `whole_run`, one over all data sets.
    """
    found = []
    for dataset, figures in floor.items():
        if dataset not in reached and not whole_run:
            continue
        got = reached.get(dataset, {})
        for name, least in figures.items():
            value = got.get(name)
            if value is None or _worse(name, value, least):
                found.append(Breach(dataset, name, least, value))
    return found


def _worse(figure: str, value: float, than: float) -> bool:
    return value > than if figure in LOWER_IS_BETTER else value < than


def raise_floor(
    floor: Floor, reached: Mapping[str, Figures], *, allow_lower: bool
) -> tuple[Floor, list[Breach]]:
    """Return the floor raised to the figures reached, and the figures it would have to lower for that.

    A figure that got worse keeps its old floor, unless `allow_lower`. Figures are rounded to
    the easier side, so that the run just measured passes. Data sets not run stay as they are.
    """
    new = {dataset: dict(figures) for dataset, figures in floor.items()}
    lowered = []
    for dataset, figures in reached.items():
        row = new.setdefault(dataset, {})
        for name in (name for name in GUARDED if name in figures):
            value = _rounded(name, figures[name])
            if name in row and _worse(name, value, row[name]):
                lowered.append(Breach(dataset, name, row[name], figures[name]))
                if not allow_lower:
                    continue
            row[name] = value
    return new, lowered


def _rounded(figure: str, value: float) -> float:
    scale: int = 10**_DIGITS
    # A hair's breadth first, or 0.29 * 1000 = 290.00000000000006 would round up to 291.
    if figure in LOWER_IS_BETTER:
        return math.ceil(value * scale - _HAIR) / scale
    return math.floor(value * scale + _HAIR) / scale


def save_floor(path: Path, floor: Floor) -> None:
    """Write atomically, sorted, so that a change of the file shows what changed.

    Raises OutputError where it can't be written.
    """
    text = json.dumps(floor, indent=2, sort_keys=True) + "\n"
    with atomic_file(path, overwrite=True) as stream:
        stream.write(text.encode())
