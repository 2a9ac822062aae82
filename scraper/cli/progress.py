"""A progress line on the terminal, and nothing anywhere else."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from scraper.cli.terminal import complain, one_line


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
    from rich.console import Console  # noqa: PLC0415

    console = Console(stderr=True)
    columns = (
        rich.SpinnerColumn(),
        rich.TextColumn("{task.description}"),
        rich.MofNCompleteColumn() if total else rich.TextColumn("{task.completed}"),
        rich.TimeElapsedColumn(),
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
