"""README.md tells the truth: its commands run, its examples show what comes out."""

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import scraper
from scraper.errors import ExitCode
from scraper.render import to_text
from scraper.sites.rules_file import read_rules
from scraper.sites.trial import inline_faults
from scraper.store import Store

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
STORY = ROOT / "fixtures/jn-2026/top-articles-inside-body/page.html"
TAIL_LISTS = ROOT / "fixtures/plain-text/japan-news-tail-lists/page.txt"

HOME = b'<h2><a href="/politics/2026-01-30-weather">They agree to share weather data</a></h2>'

SET_UP = "python3 -m venv .venv && "
EXAMPLE_SITE = "https://example.org"


def blocks(language: str) -> list[str]:
    """The fenced blocks of one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


SET_UPS = [block.strip() for block in blocks("sh") if block.startswith(SET_UP)]
WATCH = "scraper watch "  # which does not end by itself
USAGE = [block for block in blocks("sh") if not block.startswith((SET_UP, WATCH))]


class Site(BaseHTTPRequestHandler):
    """Answers every path with a story, but for the home page, which leads to one."""

    def do_GET(self) -> None:
        body = HOME if self.path == "/" else STORY.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class's name
        """Keep the test's output clean."""


@pytest.fixture
def site() -> Iterator[str]:
    """Address of a real server on this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A directory that looks like a checkout with `scraper` on the PATH, to be written to."""
    (tmp_path / "fixtures").symlink_to(ROOT / "fixtures")
    command = tmp_path / "bin" / "scraper"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m scraper "$@"\n')
    command.chmod(0o755)
    # Instead of the timers of this machine.
    (tmp_path / "bin/systemctl").write_text("#!/bin/sh\n")
    (tmp_path / "bin/crontab").write_text("#!/bin/sh\necho no crontab >&2\nexit 1\n")
    for name in ("systemctl", "crontab"):
        (tmp_path / "bin" / name).chmod(0o755)
    return tmp_path


# A server runs until it is told to end: started, asked for its address, and ended.
SERVE = """served() {
  rm -f served.txt; "$@" --no-browser --port 0 > served.txt &
  until grep -qs token= served.txt; do sleep 0.1; done
  kill "$!"; wait "$!"
}
"""


def run(script: str, directory: Path) -> subprocess.CompletedProcess[str]:
    """Run commands as a reader would, each of which has to succeed."""
    path = f"{directory / 'bin'}{os.pathsep}{os.environ['PATH']}"
    known = {key: value for key, value in os.environ.items() if not key.startswith("SCRAPER_")}
    places = {"PATH": path, "PYTHONPATH": str(ROOT), "XDG_CONFIG_HOME": str(directory / "settings")}
    return subprocess.run(
        ["bash", "-euxo", "pipefail", "-c", SERVE + script],
        cwd=directory, env=known | places,
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def at(site: str, script: str) -> str:
    """The example with its site on this machine, whose address is a private one."""
    return (
        script.replace(EXAMPLE_SITE, site)
        .replace(EXAMPLE_SITE.removeprefix("https://"), "127.0.0.1")
        .replace("scraper fetch ", "scraper fetch --allow-private --delay 0 ")
        .replace("scraper discover ", "scraper discover --allow-private --delay 0 ")
        .replace("scraper init ", "scraper init --allow-private --delay 0 ")
        .replace("[[site]]\n", "[fetch]\nallow_private = true\ndelay = 0\n\n[[site]]\n")
        .replace("scraper review", "served scraper review")
        .replace("FetchSettings(", "FetchSettings(allow_private=True, ")
    )


@pytest.mark.parametrize("script", USAGE, ids=lambda script: "-".join(script.split()[:3]))
def test_commands_succeed(script: str, checkout: Path, site: str) -> None:
    done = run(at(site, script), checkout)
    assert done.returncode == 0, done.stderr


def test_watch_runs_what_is_due_until_it_is_told_to_end(checkout: Path, site: str) -> None:
    (script,) = (block for block in blocks("sh") if block.startswith(WATCH))
    config = re.findall(r"> scraper.toml <<'END'\n(.*?)^END$", README, re.MULTILINE | re.DOTALL)[0]
    (checkout / "scraper.toml").write_text(at(site, config))
    written = "[ -s out/articles.jsonl ]"
    ends = f"for i in $(seq 100); do {written} && break; sleep 0.5; done; sleep 1; kill $!; wait $!"
    done = run(f"{script.strip()} &\n{ends}\n{written}", checkout)
    assert done.returncode == 0, done.stderr


def test_every_command_has_an_example() -> None:
    helped = subprocess.run(
        [sys.executable, "-m", "scraper", "--help"],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    commands = re.findall(r"^  ([a-z]+)  ", helped.stdout.split("Commands:")[1], re.MULTILINE)
    assert len(commands) > 5
    assert [name for name in commands if f"scraper {name}" not in README] == []


def test_first_set_up_ends_with_the_article(checkout: Path) -> None:
    """Its last command, run here by this interpreter: a venv is made by .ci/run."""
    last = SET_UPS[0].split(" && ")[-1]
    done = run(last.replace(".venv/bin/", ""), checkout)
    assert done.returncode == 0, done.stderr
    assert "spoke with young forecasters." in done.stdout
    assert "Top Articles" not in done.stdout


def test_ci_runs_exactly_the_test_command() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    assert len(SET_UPS) == 2
    assert script.splitlines()[-1] == SET_UPS[1]
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_examples_before_are_the_files() -> None:
    assert shows("...\n" + blocks("html")[0], STORY.read_text("utf-8"))
    assert shows(blocks("text")[1], TAIL_LISTS.read_text("utf-8"))


def test_page_after_is_what_comes_out() -> None:
    after = to_text(scraper.extract(STORY.read_bytes()))
    assert shows(blocks("text")[0], after)
    foreign = re.findall(r"<(?:h2|p)[^>]*>([^<]+)", blocks("html")[0])
    assert [line in after for line in foreign] == [False, True, False, False, False]


def test_text_after_ends_where_it_says() -> None:
    before = blocks("text")[1].splitlines()
    assert scraper.clean_text(TAIL_LISTS.read_text("utf-8")).text.endswith(before[1])
    assert len(before) > 8


def shows(excerpt: str, text: str) -> bool:
    """Whether an excerpt is the text, but for lines left out at "..."."""
    pieces = re.split(r"^\.\.\.$", excerpt.strip(), flags=re.MULTILINE)
    pattern = ".*".join(re.escape(piece.strip()) for piece in pieces)
    return re.fullmatch(pattern, text.strip(), re.DOTALL) is not None


def run_python(block: str) -> dict[str, object]:
    """The names an example leaves behind."""
    names: dict[str, object] = {}
    exec(compile(block, "README.md", "exec"), names)
    return names


def test_first_python_example_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    article = run_python(blocks("python")[0])["article"]
    assert isinstance(article, scraper.Article)
    assert article.title.startswith("Ishimori, Vantongeren Agree to Share")
    assert article.date == "2026-01-30T15:06:00+09:00"
    assert "Top Articles in Politics" in capsys.readouterr().out


def test_second_python_example_fetches_stores_and_extracts(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, site: str
) -> None:
    monkeypatch.chdir(tmp_path)
    article = run_python(at(site, blocks("python")[1]))["article"]
    assert isinstance(article, scraper.Article)
    assert article.text.endswith("spoke with young forecasters.")
    with Store.reader("news") as store:
        assert store.get(f"{site}/story").raw == STORY.read_bytes()


def test_rules_example_is_right(tmp_path: Path) -> None:
    (tmp_path / "example.toml").write_text(blocks("toml")[0])
    (rules,) = read_rules(tmp_path / "example.toml")
    assert rules.tests
    assert inline_faults(rules) == []


def test_exit_status_table_is_complete() -> None:
    rows = re.findall(r"^\| (\d+) \|", README.split("## Exit status")[1], re.MULTILINE)
    assert [int(row) for row in rows] == [int(code) for code in ExitCode]
