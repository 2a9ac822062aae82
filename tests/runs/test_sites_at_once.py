"""How many sites are read side by side is a setting, and a host still has one reading at a time."""

import threading
from contextlib import contextmanager

import pytest

from scraper.config import parse
from scraper.errors import ConfigError
from scraper.fetch import FetchSettings
from scraper.runs.start_points import read_start_points
from tests.loopback import QuietHandler, serving
from tests.patience import PATIENCE

HOME = (
    b'<h2><a href="/news/2026-01-01-a-story-of-the-town">A story of the town is told here</a></h2>'
)
SETTINGS = FetchSettings(
    contact="tests@example.org", allow_private=True, delay=0, attempts=1, timeout=PATIENCE,
    read_timeout=PATIENCE,
)  # fmt: skip


@contextmanager
def homes(together: int):
    """A server whose home pages answer once so many of them are asked for; it counts the most at once."""
    barrier, lock, counts = threading.Barrier(together), threading.Lock(), {"now": 0, "most": 0}

    class Handler(QuietHandler):
        def do_GET(self) -> None:
            found = self.path.startswith("/home")
            if found:
                with lock:
                    counts["now"] += 1
                    counts["most"] = max(counts["most"], counts["now"])
                barrier.wait(PATIENCE)
                with lock:
                    counts["now"] -= 1
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(HOME if found else b"")

    with serving(Handler, "0.0.0.0") as port:
        yield port, counts


def config_of(tmp_path, starts: list[str], at_once: str = "sites_at_once = 6"):
    sites = "".join(
        f'[[site]]\nname = "s{number}"\nstart = ["{start}"]\n'
        for number, start in enumerate(starts)
    )
    return parse(f"{at_once}\n{sites}", tmp_path / "scraper.toml", outputs=())


def read(config) -> list[int]:
    found = read_start_points(config.sites, SETTINGS, lambda: False, at_once=config.sites_at_once)
    return [len(discovered) for _, discovered in found]


def test_as_many_sites_are_read_side_by_side_as_the_setting_says(tmp_path):
    """No page answers before all six are asked for."""
    with homes(together=6) as (port, counts):
        config = config_of(tmp_path, [f"http://127.0.0.{n}:{port}/home" for n in range(1, 7)])
        assert read(config) == [1] * 6
        assert counts["most"] == 6


def test_sites_of_one_host_are_read_one_after_the_other(tmp_path):
    with homes(together=1) as (port, counts):
        config = config_of(tmp_path, [f"http://127.0.0.1:{port}/home{n}" for n in range(4)])
        assert read(config) == [1] * 4
        assert counts["most"] == 1


@pytest.mark.parametrize("value", ["0", "-1", '"many"', "true", "2.5"])
def test_a_number_that_is_none_is_refused_with_its_line(tmp_path, value):
    with pytest.raises(ConfigError, match=r"scraper\.toml:1: sites_at_once must be a whole number"):
        config_of(tmp_path, ["http://e.org/"], f"sites_at_once = {value}")


def test_four_sites_where_the_file_does_not_say(tmp_path):
    assert config_of(tmp_path, ["http://e.org/"], "").sites_at_once == 4
