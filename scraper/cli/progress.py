"""A progress line on the terminal, and nothing anywhere else."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from scraper.cli.terminal import complain, one_line

DRAWN = 4  # times a second


@dataclass(frozen=True, slots=True)
class Progress:
    """`advance(done, failed)` redraws the line; `say` prints a message above it."""

    advance: Callable[[int, int], None]
    say: Callable[[str], None]


@contextmanager
def progress(what: str, *, wanted: bool, total: int | None = None) -> Iterator[Progress]:
    """Show progress on standard error, if `wanted` and if it is a terminal."""
    if not (wanted and sys.stderr.isatty()):
        yield Progress(lambda _done, _failed: None, complain)
        return
    import rich.progress as rich  # noqa: PLC0415  # only when drawn: half of the start time
    from rich.console import Console  # noqa: PLC0415  # as above

    console = Console(stderr=True)
    counts = (
        (rich.BarColumn(), rich.MofNCompleteColumn(), rich.TimeElapsedColumn(),
         rich.TextColumn("left:"), rich.TimeRemainingColumn())
        if total
        else (rich.TextColumn("{task.completed}"), rich.TimeElapsedColumn())
    )  # fmt: skip
    columns = (
        rich.SpinnerColumn(),
        rich.TextColumn("{task.description}"),
        *counts,
        rich.TextColumn("[red]{task.fields[failed]}"),
    )
    with rich.Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(what, total=total, failed="")

        def advance(done: int, failed: int) -> None:
            bar.update(task, completed=done, failed=f"{failed} failed" if failed else "")

        def say(message: str) -> None:
            console.print(
                f"scraper: {one_line(message)}", markup=False, highlight=False, soft_wrap=True
            )

        yield Progress(advance, say)


@contextmanager
def live_lines(lines: Callable[[], Sequence[str]]) -> Iterator[Callable[[str], None]]:
    """Draw lines on the terminal again and again; yield a function that prints a message above them."""
    from rich.console import Console  # noqa: PLC0415  # only when drawn: half of the start time
    from rich.live import Live  # noqa: PLC0415  # as above
    from rich.text import Text  # noqa: PLC0415  # as above

    console = Console(stderr=True)

    def drawn() -> Text:
        return Text("\n".join(lines()), no_wrap=True, overflow="ellipsis", style="dim")

    def say(message: str) -> None:
        console.print(
            f"scraper: {one_line(message)}", markup=False, highlight=False, soft_wrap=True
        )

    with Live(
        get_renderable=drawn, console=console, transient=True, refresh_per_second=DRAWN,
        redirect_stdout=False,
    ):  # fmt: skip
        yield say
