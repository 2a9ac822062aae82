"""How far each output is, so that it gets each version exactly once."""

from dataclasses import dataclass

from scraper.runs.state.database import StateFile


@dataclass(frozen=True, slots=True)
class OutputCursor:
    """How far an output is. `intended` is more than `seq` where a write did not come to its end;
    `size` is that of the file before it."""

    seq: int = 0
    intended: int = 0
    size: int = 0


class Cursors:
    """Part of a `State`, in its file."""

    def __init__(self, file: StateFile) -> None:
        self._file = file

    def of(self, output: str) -> OutputCursor:
        """Return how far an output is."""
        sql = "SELECT seq, intended, size FROM outputs WHERE name = ? AND "
        row = self._file.row(sql + self._file.intact("outputs"), output)
        return OutputCursor(*row) if row else OutputCursor()

    def intend(self, output: str, cursor: OutputCursor) -> None:
        """Keep, before it is done, what an output is about to be given."""
        row = (output, cursor.seq, cursor.intended, cursor.size)
        with self._file.writing():
            self._file.run("INSERT OR REPLACE INTO outputs VALUES (?, ?, ?, ?, 0)", *row)

    def confirm(self, output: str) -> None:
        """Keep that an output has what it was to be given."""
        with self._file.writing():
            self._file.run("UPDATE outputs SET seq = intended WHERE name = ?", output)
