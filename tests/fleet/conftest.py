"""A PostgreSQL, sites, and workers that are processes of their own."""

import asyncio
import importlib
import json
import os
import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from scraper.fleet import reports
from tests.patience import PATIENCE, wait_until
from tests.pausing import paused

SHARDS = 3
SITES = 8


@pytest.fixture(scope="session", autouse=True)
def beside() -> Iterator[None]:
    """Modules next to the tests can be imported."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(Path(__file__).parent))
        yield


@pytest.fixture(scope="session")
def server():
    with importlib.import_module("postgres").postgres() as running:
        yield running


class Fleet:
    """The commands, on an empty database and some sites in a directory."""

    def __init__(self, directory: Path, stand, url: str) -> None:
        self.directory, self.stand, self.url = directory, stand, url
        self.file = stand.configure(directory)
        self.workers: list[subprocess.Popen[str]] = []
        self._environment = os.environ | {"SCRAPER_DATABASE": url}

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        line = [sys.executable, "-m", "scraper", "fleet", *arguments]
        return subprocess.run(
            line,
            env=self._environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    def work(self, *options: str, machine: str = "first") -> subprocess.Popen[str]:
        """Start a worker, whose processes can be killed with it."""
        line = [sys.executable, "-m", "scraper", "fleet", "work", "-c", str(self.file)]
        line += ["--machine", machine, "--stalled-after", "3s", *options]
        worker = subprocess.Popen(line, env=self._environment, stderr=subprocess.PIPE, text=True)
        self.workers.append(worker)
        return worker

    def reports(self) -> list[dict]:
        """What is known of the shards, as `status --json` prints it."""
        return [report.to_dict() for report in asyncio.run(reports(self.url))]

    def rows(self) -> list[str]:
        """The addresses of all articles in all outputs."""
        files = self.directory.glob("shards/*/articles.jsonl")
        lines = [line for file in files for line in file.read_text().split("\n")[:-1]]
        return sorted(json.loads(line)["url"] for line in lines)  # not of one half written

    def wait(self, condition, worker) -> None:
        """Wait until it holds, while a worker is there."""
        wait_until(
            condition, lambda: "" if worker.poll() is None else f"ended: {worker.stderr.read()}"
        )

    def work_until_idle(self, condition, shards=range(SHARDS)) -> None:
        """Let a worker run shards until a condition holds and none of them waits or runs; then it is
        gone. It looks while the worker stands still, which else queues them again each minute."""
        worker = self.work("--shards", ",".join(map(str, shards)))

        def idle() -> bool:
            known = self.reports()
            busy = any(known[each]["queued"] or known[each]["running"] for each in shards)
            return not busy and condition()

        while worker.returncode is None:
            self.wait(idle, worker)
            with paused([worker.pid]):
                if idle():
                    worker.kill()
                    worker.wait(PATIENCE)
        worker.communicate(timeout=PATIENCE)


@pytest.fixture
def fleet(server, tmp_path, processes):
    name = f"fleet_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    with importlib.import_module("newsstand").newsstand(SITES) as stand:
        made = Fleet(tmp_path, stand, server.url.replace("/postgres", f"/{name}"))
        assert made.run("init", "--shards", str(SHARDS)).returncode == 0
        yield made
        stand.free.set()
        for worker in made.workers:
            if worker.poll() is None:
                worker.terminate()
            worker.communicate(timeout=PATIENCE)
        ours = str(tmp_path).encode()
        for each in processes():  # runs whose worker was killed, unless they end just now
            with suppress(FileNotFoundError, ProcessLookupError):
                if ours in Path(f"/proc/{each.pid}/cmdline").read_bytes():
                    os.kill(each.pid, signal.SIGKILL)
