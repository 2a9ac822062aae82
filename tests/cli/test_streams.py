"""Standard streams that are closed: nothing is lost without a word, and no file takes their place."""

import os
import subprocess
import sys

import pytest

from tests.patience import PATIENCE


@pytest.fixture
def closed(pages, tmp_path):
    """`closed("clean page.html", ">&-")`: the command as a shell starts it with a stream closed."""
    pages.put(tmp_path / "page.html")

    def run(arguments: str, streams: str) -> subprocess.CompletedProcess[bytes]:
        line = f'exec "$PYTHON" -m scraper {arguments} {streams}'
        return subprocess.run(
            ["/bin/sh", "-c", line],
            env=os.environ | {"PYTHON": sys.executable},
            cwd=tmp_path,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )

    return run


def test_an_article_for_a_closed_output_is_an_error_of_one_line(closed):
    done = closed("clean page.html", ">&-")
    assert done.returncode == 1
    assert done.stderr.startswith(b"scraper: standard output: ")
    assert done.stderr.endswith(b"; the output is not complete\n") and done.stderr.count(b"\n") == 1


def test_a_closed_input_is_an_empty_one(closed):
    done = closed("clean -", "<&-")
    assert (done.returncode, done.stdout) == (3, b"")
    assert done.stderr.startswith(b"scraper: <stdin>: nothing extracted")


def test_a_file_is_written_whole_with_all_streams_closed(closed, pages, tmp_path):
    done = closed("clean page.html -o article.txt", "<&- >&- 2>&-")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    article = (tmp_path / "article.txt").read_text()
    assert article.startswith(pages.TITLE) and article.rstrip().endswith(pages.PARAGRAPHS[-1])


def test_a_failure_with_all_streams_closed_is_told_by_the_status(closed, tmp_path):
    assert closed("clean missing.html -o article.txt", "<&- >&- 2>&-").returncode == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["article.txt", "page.html"]
