"""Versions from the state to the outputs, each exactly once.

    state: what this output lacks -> note it, with the file's size -> write -> note that it has it

What was noted but not confirmed is a write that was interrupted: what it left is taken back, and the
same versions are written again. Without such a note no file is ever cut: what others added to it, or
another file in its place, stays. An output that had versions and is missing or damaged gets all of them
again; one that has versions of another state gets those that it lacks.
"""

from collections.abc import Callable, Sequence

from scraper.config import OutputConfig
from scraper.errors import OutputError
from scraper.files.atomic import set_aside
from scraper.outputs import OUTPUTS, Output, cut, is_gone, output_places, size
from scraper.runs.state import JOINED, OutputCursor, State

Say = Callable[[str], None]


def deliver(
    state: State, outputs: Sequence[OutputConfig], say: Say = lambda _: None
) -> list[OutputError]:
    """Give each output what it lacks; return the errors of those that could not take it. `say` is
    given a line for each output that gets all versions again."""
    errors = []
    for output in outputs:
        try:
            _deliver_to(state, output, say)
        except OutputError as error:  # the other outputs get theirs, and the next run tries again
            errors.append(error)
    return errors


def _deliver_to(state: State, output: OutputConfig, say: Say) -> None:
    kind, cursor = OUTPUTS[output.kind], state.cursors.of(output.name)
    news = _restart_reason(state, kind, output, cursor)
    if news:
        cursor = OutputCursor()
    if cursor.intended > cursor.seq and kind.appends:
        if cursor.size:  # else its header may be what was torn
            kind.check(output.path)
        cut(output.path, cursor.size)
    held = _held_before(state, kind, output, cursor, restarted=bool(news))
    while versions := state.articles.after(cursor.seq):
        kind.check(output.path)  # before a write is noted, as what follows one may be cut off
        length = size(output.path) if kind.appends else 0
        cursor = OutputCursor(cursor.seq, versions[-1].seq, length)
        state.cursors.intend(output.name, cursor)
        if lacking := [each for each in versions if each.mark or each.identity not in held]:
            kind.write(output.path, lacking)
        state.cursors.confirm(output.name)
        cursor = OutputCursor(cursor.intended, cursor.intended)
        if news:  # printed once it can be written, or each run would print it beside the error
            say(f"{output.path}: {news}, and gets all versions again")
            news = ""
    if state.origin.get(JOINED + output.name):
        state.origin.keep({JOINED + output.name: ""})  # it has all versions


def _restart_reason(state: State, kind: Output, output: OutputConfig, cursor: OutputCursor) -> str:
    """Return why an output that had versions gets all again; "" where it does not. What is left of a
    damaged one is moved aside."""
    if not cursor.seq:
        return ""
    places = output_places(output.path, state.articles.sites())
    if all(map(is_gone, places)):
        return "was gone or empty"
    damaged = filter(kind.is_damaged, places) if state.articles.are_after(cursor.seq) else ()
    if names := [set_aside(place).name for place in damaged]:
        return f"was damaged, is kept as {', '.join(names)}"
    return ""


def _held_before(
    state: State, kind: Output, output: OutputConfig, cursor: OutputCursor, *, restarted: bool
) -> frozenset[tuple[str, str]]:
    """Return the versions that an output had before its first from this state, as that of a store
    that was moved without its state; none for other outputs.

    It is noted that there are some, until all versions are delivered: a run may be killed between.
    """
    name = JOINED + output.name
    is_first = cursor == OutputCursor() and not restarted and kind.appends
    if is_first and size(output.path):
        state.origin.keep({name: "yes"})
    return kind.identities(output.path) if state.origin.get(name) else frozenset()
