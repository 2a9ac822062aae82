"""What `run` shows of itself: lines for a terminal, and lines for a log."""

import logging
import os
import pty
import re
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime

from scraper.cli.run_display import event_text, log_line, observer, progress_lines
from scraper.fetch.dispatch import RETRIED
from scraper.models.run import SiteTally
from scraper.models.run_event import RunEvent, RunProgress, SiteProgress
from tests.patience import PATIENCE


def test_reading_start_points_names_the_sites_that_are_not_read_yet():
    waiting = tuple(SiteProgress(name, 0, 0) for name in ("alpha", "beta", "gamma", "delta", "eta"))
    lines = progress_lines(RunProgress("start points", 7, 2, waiting), 3.2)
    assert lines == [
        "0:00:03  start points of 2 of 7 sites read",
        "under way: alpha, beta, gamma, 2 more",
    ]


def test_pages_have_their_rate_what_is_waited_for_and_what_is_next():
    progress = RunProgress(
        "pages", 2, 0, (SiteProgress("alpha", 40, 100), SiteProgress("beta", 1, 1)), 101, 41, 38, 1,
        ("beta until 2026-05-04 12:27 UTC",), "https://alpha.example/41",
    )  # fmt: skip
    assert progress_lines(progress, 3725, "alpha.example: one request in 4.0 s") == [
        "1:02:05  41 of 101 pages, 0.0 a second; 38 articles, 1 failed",
        "under way: alpha 40 of 100, beta 1 of 1",
        "waits: beta until 2026-05-04 12:27 UTC; alpha.example: one request in 4.0 s",
        "next: https://alpha.example/41",
    ]


def test_an_address_that_would_move_the_cursor_is_shown_as_text():
    lines = progress_lines(RunProgress("pages", 1, 0, upcoming="https://a.example/\x1b[2J"), 1)
    assert lines[-1] == "next: https://a.example/\\x1b[2J"


def test_a_line_of_a_log_has_time_level_and_site():
    event = RunEvent("warning", "http://a.example/: HTTP status 503\nand more", "alpha")
    line = log_line(datetime(2026, 5, 4, 6, 0, tzinfo=UTC), event.level, event_text(event))
    assert re.fullmatch(
        r"2026-05-0\dT\d\d:00:00[+-]\d\d:\d\d warning alpha: http://a\.example/: HTTP status 503\\nand more",
        line,
    )


def test_the_end_of_a_site_is_its_counts():
    tally = SiteTally(found=22, new=3, not_asked=Counter(host_down=19))
    shown = event_text(RunEvent("info", "", "beta", tally))
    assert shown == "beta: 3 new, 0 changed, 0 unchanged, 19 not asked for"


def test_a_log_has_the_first_retry_of_each_host(capsys):
    fetcher = logging.getLogger("scraper.fetch")
    with observer(set()):
        for host, page in (("a.example", 1), ("a.example", 2), ("b.example", 1)):
            fetcher.info("http://%s/%d: asked again", host, page, extra={RETRIED: host})
        fetcher.info("a.example: one request in 4.0 s")
    said = [line.split(" ", 1)[1] for line in capsys.readouterr().err.splitlines()]
    assert said == ["info http://a.example/1: asked again", "info http://b.example/1: asked again"]


def test_a_terminal_shows_a_run_from_its_start(tmp_path):
    (tmp_path / "scraper.toml").write_text(
        "[fetch]\nallow_private = true\nattempts = 1\n"
        '[[site]]\nname = "alpha"\nstart = ["http://127.0.0.1:9/"]\n'
    )
    ours, theirs = pty.openpty()
    with os.fdopen(ours, "rb", buffering=0) as screen:
        process = subprocess.Popen(
            [sys.executable, "-m", "scraper", "run"],
            cwd=tmp_path,
            stderr=theirs,
            stdout=subprocess.DEVNULL,
        )
        os.close(theirs)
        shown = read_all(screen)
        process.wait(PATIENCE)
    assert "start points of 0 of 1 site read" in shown
    assert "scraper: alpha: 0 new" in shown
    assert "info alpha" not in shown


def read_all(screen) -> str:
    """Return all that a terminal shows until its last writer has closed it."""
    shown = b""
    while True:
        try:
            piece = screen.read(65536)
        except OSError:  # Linux says so at the end
            piece = b""
        if not piece:
            return shown.decode()
        shown += piece
