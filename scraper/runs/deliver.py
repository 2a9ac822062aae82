"""Versions from the state to the outputs, each exactly once.

    state: what this output lacks -> say so, with the file's size -> write -> say that it has it

What was said but not confirmed is a write that was interrupted: what it left is taken back, and
the same versions are written again. Without such a trace no file is ever cut: what others added to
it, or another file in its place, stays. An output that had versions and is gone gets all of them
again.
"""

from collections.abc import Callable, Sequence

from scraper.config import OutputConfig
from scraper.errors import OutputError
from scraper.outputs import (
    OUTPUTS,
    cut,
    is_gone,
    size,
)
from scraper.runs.state import OutputCursor, State

Say = Callable[[str], None]


def deliver(
    state: State, outputs: Sequence[OutputConfig], say: Say = lambda _: None
) -> list[OutputError]:
    """Give each output what it lacks; the errors of those that could not take it. `say` hears of
    those that begin anew."""
    errors = []
    for output in outputs:
        try:
            _deliver_to(state, output, say)
        except OutputError as error:  # the others go on, and the next run tries again
            errors.append(error)
    return errors


def _deliver_to(state: State, output: OutputConfig, say: Say) -> None:
    kind, mark = OUTPUTS[output.kind], state.mark(output.name)
    anew = mark.seq > 0 and is_gone(output.path)
    if anew:
        mark = OutputCursor()
    if mark.intended > mark.seq and kind.appends:
        if mark.size:  # else its header may be what was torn
            kind.check(output.path)
        cut(output.path, mark.size)
    while versions := state.versions_after(mark.seq):
        kind.check(output.path)  # before a write is noted, as what follows one may be cut off
        length = size(output.path) if kind.appends else 0
        mark = OutputCursor(mark.seq, versions[-1].seq, length)
        state.intend(output.name, mark)
        kind.write(output.path, versions)
        state.given(output.name)
        mark = OutputCursor(mark.intended, mark.intended)
        if anew:  # said once it can be written, or each run would say it beside the error
            say(f"{output.path}: was gone or empty, and gets all versions again")
            anew = False
