"""A Ray cluster of two machines that are both this one, whose processes can be killed."""

import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from object_store import free_port

from tests.patience import PATIENCE

RAY = str(Path(sys.executable).with_name("ray"))
RESERVED = range(10_002, 20_000)  # ports of Ray's own workers
NODE = (
    "--num-cpus=1", "--object-store-memory=80000000", "--node-ip-address=127.0.0.1",
    "--disable-usage-stats",
)  # fmt: skip


class RayCluster:
    """The head and a second node, each with one core. `environment` is for those who use it."""

    def __init__(self) -> None:
        self._directory = tempfile.mkdtemp(prefix="ray-", dir="/tmp")  # sockets have short names
        port = next(p for p in iter(free_port, 0) if p not in RESERVED)
        self._address = f"127.0.0.1:{port}"
        token = secrets.token_hex(16)
        self.environment = os.environ | {"RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": token}
        self.environment |= {"RAY_ADDRESS": self._address, "RAY_USAGE_STATS_ENABLED": "0"}
        self._head = self._start(
            "--head", f"--port={port}", "--include-dashboard=false", f"--temp-dir={self._directory}"
        )
        self._second = self._start(f"--address={self._address}")

    def _start(self, *options: str) -> int:
        """Start a node; its processes have a session of their own, whose id is returned."""
        environment = {k: v for k, v in self.environment.items() if k != "RAY_ADDRESS"}
        starting = subprocess.Popen(
            [RAY, "start", *options, *NODE],
            env=environment, start_new_session=True, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        said, _ = starting.communicate(timeout=PATIENCE)
        assert starting.returncode == 0, said
        return starting.pid

    def workers(self) -> dict[int, list[int]]:
        """Return the processes that clean archives now, each with its children."""
        sessions, parents, names = {}, {}, {}
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = stat.read_text().rpartition(")")[2].split()
                name = stat.with_name("cmdline").read_bytes()
            except (FileNotFoundError, ProcessLookupError):
                continue
            pid = int(stat.parent.name)
            parents[pid], sessions[pid], names[pid] = int(fields[1]), int(fields[3]), name
        ours = (self._head, self._second)
        return {
            pid: [child for child, parent in parents.items() if parent == pid]
            for pid, name in names.items()
            if name.startswith(b"ray::attempt") and sessions[pid] in ours
        }

    def kill_worker(self) -> list[int]:
        """Kill a process that cleans an archive; return its children, none where there is no such process."""
        for worker, children in self.workers().items():
            with suppress(ProcessLookupError):  # it ended after it was listed
                if children:
                    os.kill(worker, signal.SIGKILL)
                    return children
        return []

    def kill_second(self) -> None:
        """Kill all processes of the second node at once, as if it lost power."""
        self._kill(self._second)

    def restart_second(self) -> None:
        """Start the second node again."""
        self._second = self._start(f"--address={self._address}")

    def close(self) -> None:
        """Kill all of it."""
        for session in (self._second, self._head):
            self._kill(session)
        shutil.rmtree(self._directory, ignore_errors=True)

    def _kill(self, session: int) -> None:
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = stat.read_text().rpartition(")")[2].split()
                if int(fields[3]) == session:
                    os.kill(int(stat.parent.name), signal.SIGKILL)
            except (FileNotFoundError, ProcessLookupError):
                continue


@contextmanager
def ray_cluster() -> Iterator[RayCluster]:
    """Run a cluster."""
    cluster = RayCluster()
    try:
        yield cluster
    finally:
        cluster.close()


def is_running(pid: int) -> bool:
    """Say whether a process runs; one that has ended and waits to be reaped does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state not in "ZX"
