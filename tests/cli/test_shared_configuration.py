"""The `scraper.toml` of a project holds for every command, wherever in the project it is called."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from scraper.config.locate import is_trusted
from scraper.store import Store
from tests.loopback import QuietHandler, serving

CONFIGURATION = """\
store = "news"
contact = "https://example.org/bot"
[fetch]
allow_private = true
delay = 0
[[site]]
name = "here"
start = ["{address}/"]
cookies = {{ session = "NEWS_SESSION" }}
plain_http = true
[[site]]
name = "elsewhere"
start = ["https://elsewhere.example/"]
cookies = {{ session = "UNSET_SESSION" }}
"""
STORY = b"<title>A walk</title><article><h1>A walk</h1>" + (
    b"<p>The river was high in the morning, and the ferry went only once before noon, said the guard.</p>"
    b"<p>Two families waited on the other bank until the water had gone down, and then they came over.</p>"
    b"</article>"
)


class _Server(QuietHandler):
    asked: dict[str, str]

    def do_GET(self) -> None:
        if self.path == "/robots.txt":
            self.reply(404, b"")
            return
        type(self).asked = dict(self.headers.items())
        self.reply(200, STORY)


@pytest.fixture
def address() -> Iterator[str]:
    with serving(_Server) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def project(tmp_path, monkeypatch, address) -> Path:
    """Return a project's directory; the working directory is two below it."""
    for name in ("SCRAPER_STORE", "SCRAPER_CONFIG", "SCRAPER_SITES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NEWS_SESSION", "abc")
    (tmp_path / "scraper.toml").write_text(CONFIGURATION.format(address=address))
    below = tmp_path / "notes" / "2026"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    return tmp_path


def test_fetch_stores_in_the_project_and_keeps_to_its_fetch_table(project, address, invoke):
    done = invoke("fetch", f"{address}/walk")
    assert done.status == 0, done.err
    with Store.reader(project / "news") as store:
        assert store.find(f"{address}/walk").verdict == "article"
    assert "(+https://example.org/bot)" in _Server.asked["User-Agent"]


def test_fetch_has_the_session_of_the_urls_site_alone(project, address, invoke):
    """The secret of the other site is missing, which is no matter here."""
    assert invoke("fetch", f"{address}/walk").status == 0
    assert _Server.asked["Cookie"] == "session=abc"


def test_the_command_line_stands_before_the_file(project, address, invoke):
    done = invoke("fetch", f"{address}/walk", "--contact", "me@example.org", "--store", "other")
    assert done.status == 0, done.err
    assert "(+me@example.org)" in _Server.asked["User-Agent"]
    assert Path("other/index.sqlite").is_file()
    assert not (project / "news").exists()


@pytest.mark.parametrize(
    "command",
    [
        ["list"],
        ["show", "URL"],
        ["explain", "URL"],
        ["replay"],
        ["site", "learn", "farm.example"],
        ["rule", "test", "farm.example", "--keep", "h1"],
        ["fixture", "add", "URL", "--into", "cases"],
        ["store", "verify"],
        ["store", "gc"],
        ["store", "compact"],
        ["store", "export", "all.warc.gz"],
    ],
    ids=" ".join,
)
def test_commands_use_the_store_of_the_project(project, farm, invoke, command):
    page = farm.farm_page("farm.example", 0, "decks", pages=1)
    with Store.open(project / "news") as store:
        store.put(page.stored())
    done = invoke(*(page.url if word == "URL" else word for word in command))
    assert done.status == 0, done.err


@pytest.mark.parametrize("command", [["run"], ["status"], ["history", "URL"], ["similar"]])
def test_commands_of_runs_find_the_file_too(project, address, invoke, command):
    words = [f"{address}/" if word == "URL" else word for word in command]
    assert "scraper.toml: can't be read" not in invoke(*words).err


def test_scraper_store_stands_before_a_file_that_was_found(project, monkeypatch, invoke):
    monkeypatch.setenv("SCRAPER_STORE", "other")
    assert "other: no store here" in invoke("list").err


def test_a_file_that_was_named_stands_before_scraper_store(project, monkeypatch, invoke):
    monkeypatch.setenv("SCRAPER_STORE", "other")
    assert (
        f"{project / 'news'}: no store here" in invoke("list", "-c", project / "scraper.toml").err
    )


def test_without_a_configuration_the_store_is_store(tmp_path, monkeypatch, invoke):
    monkeypatch.chdir(tmp_path)
    assert "store: no store here" in invoke("list").err


def test_a_mistake_in_the_file_is_named(project, invoke):
    file = project / "scraper.toml"
    file.write_text(file.read_text().replace("contact", "kontact"))
    done = invoke("list")
    assert (done.status, "did you mean 'contact'?" in done.err) == (4, True)


def test_a_store_that_is_named_needs_no_configuration(project, invoke):
    (project / "scraper.toml").write_text("[")
    assert "other: no store here" in invoke("list", "--store", "other").err


def test_init_writes_here_and_not_above(project, address, invoke):
    done = invoke("init", f"{address}/walk", "--allow-private", "--yes", "--delay", "0")
    assert done.status in (0, 3)
    assert f"in {project / 'scraper.toml'} already" not in done.err


def test_a_file_above_that_is_another_users_does_not_count():
    ours, root, other = 1000, 0, 1001
    assert is_trusted(owner=ours, user=ours)
    assert is_trusted(owner=root, user=ours)
    assert not is_trusted(owner=other, user=ours)


def test_config_show_prints_the_defaults_of_fetch_and_what_sites_share_once(project, invoke):
    shown = invoke("config", "show").out
    assert "fetch.timeout = 60.0  # default" in shown
    assert "fetch.delay = 0.0  # line 5" in shown
    assert "sites_at_once = 4  # default" in shown
    assert shown.count("recheck_for") == 1
    assert "site.*.recheck_for" in shown
    assert "site.here.plain_http = true  # line 10" in shown


def test_config_show_as_json_has_every_value_of_every_site(project, invoke):
    keys = [line["key"] for line in invoke("config", "show", "--json").lines]
    assert {"site.here.js", "site.elsewhere.js", "fetch.attempts"} <= set(keys)
