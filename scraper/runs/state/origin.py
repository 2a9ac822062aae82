"""What belongs to a state: the store it was made with, where that stood, and the configuration."""

from collections.abc import Mapping

from scraper.runs.state.database import StateFile

STORE, PLACE, CONFIGURATION = "store", "place", "configuration"
"""The store's id, its path and the path of the configuration, each as of the last run."""
OWN, SHARD, RUNS_ON = "id", "shard", "runs_on"
"""The state's own id, the shard that it belongs to, and the machine on which a run is under way."""
JOINED = "joined:"
"""Before an output's name: the output had rows before this state's first, and is compared with them
until it has all versions once."""


class Origin:
    """Part of a `State`, in its file: a few named texts."""

    def __init__(self, file: StateFile) -> None:
        self._file = file

    def get(self, name: str) -> str:
        """Return a text; "" where it was never kept, as in a state that an older version made."""
        sql = "SELECT value FROM origin WHERE name = ? AND "
        row = self._file.row(sql + self._file.intact("origin"), name)
        return str(row[0]) if row else ""

    def keep(self, values: Mapping[str, str]) -> None:
        """Keep texts in place of those of the same names; "" removes one."""
        with self._file.writing():
            for name, value in values.items():
                self._file.run("DELETE FROM origin WHERE name = ?", name)
                if value:
                    self._file.run("INSERT INTO origin VALUES (?, ?, 0)", name, value)
