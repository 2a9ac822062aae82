"""A PostgreSQL of its own on this machine, in a directory that goes with it."""

import os
import pwd
import random
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

USUAL = "/usr/lib/postgresql/*/bin"  # where Debian has its programs, not on the PATH
OPTIONS = ("fsync=off", "listen_addresses=127.0.0.1", "max_connections=60", "shared_buffers=16MB")


def programs() -> Path:
    """The directory of the newest PostgreSQL."""
    found = sorted(Path("/").glob(USUAL.lstrip("/")), key=lambda path: int(path.parent.name))
    if not found and (on_path := shutil.which("postgres")):
        found.append(Path(on_path).resolve().parent)
    assert found, "PostgreSQL is not installed: apt-get install postgresql"
    return found[-1]


def _user() -> dict[str, object]:
    """PostgreSQL refuses to run as root."""
    if os.getuid():
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _free_port() -> int:
    """A port below those that systems give away by themselves: it stays free while the server is stopped."""
    while True:
        port = random.randint(10_000, 30_000)
        with socket.socket() as listener, suppress(OSError):
            listener.bind(("127.0.0.1", port))
            return port


class Postgres:
    """A running server. `url` names its empty database."""

    def __init__(self, directory: Path) -> None:
        self._user = _user()
        self._data, self._port = directory / "data", _free_port()
        self.url = f"postgresql://fleet@127.0.0.1:{self._port}/postgres"
        if self._user:
            os.chown(directory, self._user["user"], self._user["group"])
        initdb = [
            programs() / "initdb",
            "-D",
            self._data,
            "-U",
            "fleet",
            "-A",
            "trust",
            "-N",
            "-E",
            "UTF8",
        ]
        done = subprocess.run(
            [*initdb, "--locale=C"],
            cwd=directory,
            capture_output=True,
            text=True,
            check=False,
            **self._user,
        )
        assert done.returncode == 0, done.stderr
        self.start()

    def start(self) -> None:
        """Start it and wait until it answers."""
        settings = [word for each in OPTIONS for word in ("-c", each)]
        directory = self._data.parent
        line = [
            programs() / "postgres",
            "-D",
            self._data,
            "-p",
            str(self._port),
            "-k",
            directory,
            *settings,
        ]
        self._process = subprocess.Popen(
            line, cwd=directory, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **self._user
        )
        ready = [programs() / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self._port)]
        while subprocess.run(ready, check=False).returncode:
            assert self._process.poll() is None
            time.sleep(0.05)

    def stop(self) -> None:
        """Stop it as a machine that goes away does."""
        self._process.send_signal(3)  # SIGQUIT: at once, its processes with it
        self._process.wait()


@contextmanager
def postgres() -> Iterator[Postgres]:
    """Run a server."""
    with tempfile.TemporaryDirectory(
        prefix="pg-", dir="/tmp"
    ) as directory:  # sockets have short names
        server = Postgres(Path(directory))
        try:
            yield server
        finally:
            server.stop()
