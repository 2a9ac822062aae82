"""Charts as data: counts in, the geometry of an SVG out. Pure; `templates/chart.html` draws it.

Columns stand for runs, oldest first. Every chart has a table with the numbers of
its picture.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 660.0, 190.0  # user units; about a pixel each where there is room
LEFT, RIGHT, TOP, BOTTOM = 48.0, 8.0, 18.0, 24.0
LABELS = 6  # dates below the columns, at most; as many fit beside each other
STEPS = 4  # of the scale, about
GAP = 0.18  # share of a column that stays free
WIDEST = 46.0  # a bar, where there are few columns


@dataclass(frozen=True, slots=True)
class Series:
    """One row of numbers, one for each column. `style` is the class it is drawn in."""

    name: str
    style: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class ValueRange:
    """Low, middle and high of a column."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that happened in a column. `number` is the one it has in the list of them."""

    column: int
    number: int
    label: str


@dataclass(frozen=True, slots=True)
class ChartFrame:
    """What all charts have: a title, the columns' labels and what happened in them."""

    title: str
    labels: tuple[str, ...]
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle and what it stands for."""

    x: float
    y: float
    width: float
    height: float
    style: str
    label: str


@dataclass(frozen=True, slots=True)
class AxisMark:
    """A label at a place: a tick of an axis, or a flag."""

    at: float
    label: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class ChartTable:
    """The same in numbers. The first cell of a row is its name."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture and its table."""

    title: str
    description: str
    bars: tuple[Bar, ...]
    points: tuple[tuple[float, float], ...]
    line: str  # the path through the points
    across: tuple[AxisMark, ...]  # below the columns
    up: tuple[AxisMark, ...]  # on the scale
    flags: tuple[AxisMark, ...]
    legend: tuple[tuple[str, str], ...]  # style and name
    table: ChartTable
    width: float = WIDTH
    height: float = HEIGHT
    left: float = LEFT
    right: float = WIDTH - RIGHT
    top: float = TOP
    bottom: float = HEIGHT - BOTTOM


def stacked(frame: ChartFrame, series: Sequence[Series]) -> Chart:
    """Draw stacked bars, a column for each run; series without any count are left out."""
    drawn = [one for one in series if any(one.values)]
    totals = [sum(values) for values in zip(*(one.values for one in drawn), strict=True)]
    scale = _Scale(len(frame.labels), max(totals, default=0))
    return _chart(frame, scale, tuple(_stack(frame, scale, drawn)), drawn, "{:g}")


def shares(frame: ChartFrame, series: Sequence[Series]) -> Chart:
    """Draw stacked bars, each column scaled to 100 %."""
    totals = [sum(values) for values in zip(*(one.values for one in series), strict=True)]
    parts = [
        Series(
            one.name,
            one.style,
            tuple(
                100 * value / total if total else 0.0
                for value, total in zip(one.values, totals, strict=True)
            ),
        )
        for one in series
        if any(one.values)
    ]
    scale = _Scale(len(frame.labels), 100)
    return _chart(frame, scale, tuple(_stack(frame, scale, parts)), parts, "{:.1f} %")


def ranges(frame: ChartFrame, spreads: Sequence[ValueRange | None], style: str, unit: str) -> Chart:
    """Draw a bar from low to high in each column, and a line through the middles."""
    scale = _Scale(len(frame.labels), max((s.high for s in spreads if s), default=0))
    bars, points = [], []
    for column, spread in enumerate(spreads):
        if spread is None:
            continue
        top, bottom = scale.y(spread.high), scale.y(spread.low)
        label = f"{frame.labels[column]}: {spread.low:g} to {spread.high:g} {unit}"
        bars.append(_bar(scale, column, (top, max(bottom - top, 1.0)), style, label))
        points.append((column, (round(scale.middle(column), 1), round(scale.y(spread.middle), 1))))
    named = ("low (10 %)", "middle", "high (90 %)")
    last = spreads[-1] if spreads else None
    rows = tuple(
        (label, *((f"{s.low:g}", f"{s.middle:g}", f"{s.high:g}") if s else ("", "", "")))
        for label, s in zip(frame.labels, spreads, strict=True)
    )
    return Chart(
        title=frame.title,
        description=_described(
            frame, [f"half of them up to {last.middle:g} {unit}"] if last else []
        ),
        bars=tuple(bars),
        points=tuple(at for _, at in points),
        line=_path(points),
        across=_across(frame, scale),
        up=_up(scale),
        flags=_flags(frame, scale),
        legend=((style, f"{unit}, from the lowest tenth to the highest; the line is the middle"),),
        table=ChartTable(("Run", *named), rows),
    )


def nice_steps(top: float) -> tuple[float, ...]:
    """Return round numbers from 0 to at least `top`, about `STEPS` of them."""
    if top <= 1:
        return (0.0, 1.0)
    rough = top / STEPS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * times for times in (1, 2, 5, 10) if power * times >= rough)
    step = max(step, 1.0)  # what is counted is whole
    return tuple(step * n for n in range(math.ceil(top / step) + 1))


class _Scale:
    """From columns and values to places in the picture."""

    def __init__(self, columns: int, top: float) -> None:
        self.steps = nice_steps(top)
        self.column = (WIDTH - LEFT - RIGHT) / max(columns, 1)
        self.bar = min(self.column * (1 - GAP), WIDEST)

    def middle(self, column: int) -> float:
        return LEFT + self.column * (column + 0.5)

    def y(self, value: float) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / self.steps[-1]


def _stack(frame: ChartFrame, scale: _Scale, series: Sequence[Series]) -> Iterator[Bar]:
    for column, label in enumerate(frame.labels):
        below = 0.0
        for one in series:
            value = one.values[column]
            if not value:
                continue
            top, bottom = scale.y(below + value), scale.y(below)
            text = f"{label}: {one.name} {value:.4g}"
            yield _bar(scale, column, (top, bottom - top), one.style, text)
            below += value


def _bar(scale: _Scale, column: int, span: tuple[float, float], style: str, label: str) -> Bar:
    left, width = scale.middle(column) - scale.bar / 2, scale.bar
    return Bar(round(left, 1), round(span[0], 1), round(width, 1), round(span[1], 1), style, label)


def _chart(
    frame: ChartFrame, scale: _Scale, bars: tuple[Bar, ...], series: Sequence[Series], form: str
) -> Chart:
    newest = [f"{one.name} {form.format(one.values[-1])}" for one in series if one.values]
    rows = tuple(
        (label, *(form.format(one.values[column]) for one in series))
        for column, label in enumerate(frame.labels)
    )
    return Chart(
        title=frame.title,
        description=_described(frame, newest),
        bars=bars,
        points=(),
        line="",
        across=_across(frame, scale),
        up=_up(scale),
        flags=_flags(frame, scale),
        legend=tuple((one.style, one.name) for one in series),
        table=ChartTable(("Run", *(one.name for one in series)), rows),
    )


def _described(frame: ChartFrame, newest: Sequence[str]) -> str:
    """Return one sentence for readers who do not see the picture."""
    if not frame.labels:
        return "No run is recorded."
    last = ", ".join(newest) or "nothing"
    return (
        f"{len(frame.labels)} runs from {frame.labels[0]} to {frame.labels[-1]}. The last: {last}."
    )


def _across(frame: ChartFrame, scale: _Scale) -> tuple[AxisMark, ...]:
    every = max(1, math.ceil(len(frame.labels) / LABELS))
    return tuple(
        AxisMark(round(scale.middle(column), 1), frame.labels[column])
        for column in range(0, len(frame.labels), every)
    )


def _up(scale: _Scale) -> tuple[AxisMark, ...]:
    return tuple(AxisMark(round(scale.y(step), 1), f"{step:,.0f}") for step in scale.steps)


def _flags(frame: ChartFrame, scale: _Scale) -> tuple[AxisMark, ...]:
    return tuple(
        AxisMark(round(scale.middle(flag.column), 1), flag.label, flag.number)
        for flag in frame.flags
    )


def _path(points: Sequence[tuple[int, tuple[float, float]]]) -> str:
    """Return an SVG path through neighbours; a column without a value interrupts it."""
    out: list[str] = []
    before = None
    for column, (x, y) in points:
        out.append(f"{'L' if before == column - 1 else 'M'}{x:g} {y:g}")
        before = column
    return "".join(out)
