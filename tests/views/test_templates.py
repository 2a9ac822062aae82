"""What is printed by a template, and what it takes."""

import re
import sys
from base64 import b64encode
from hashlib import sha256

import pytest

from scraper.article import Article
from scraper.cli import run
from scraper.errors import ConfigError
from scraper.models.article import Metadata
from scraper.views import ASSETS, asset, page_view, render, served, standalone
from scraper.views.shell import TEMPLATES, environment


@pytest.fixture
def page():
    return page_view("<page>", Article("", Metadata(title="<b>Title</b>"), ()))


def test_every_value_is_escaped(page):
    text = render("explain.html", shell=standalone(page.title), page=page)
    assert "<b>Title" not in text
    assert "&lt;b&gt;Title&lt;/b&gt;" in text


def test_a_value_that_is_missing_is_an_error(page):
    from jinja2 import UndefinedError  # noqa: PLC0415

    with pytest.raises(UndefinedError):
        render("explain.html", page=page)


def test_nothing_is_printed_unescaped_but_our_own_style_and_script():
    marked = [
        line.strip()
        for path in TEMPLATES.glob("*.html")
        for line in path.read_text("utf-8").splitlines()
        if "| safe" in line or "|safe" in line or "autoescape" in line or "Markup" in line
    ]
    assert marked == [
        "<style>{{ shell.style | safe }}</style>",
        "<script>{{ shell.script | safe }}</script>",
    ]


def test_no_attribute_is_printed_without_quotes():
    """Autoescape guards the text inside quotes, not where there are none."""
    import re  # noqa: PLC0415

    bare = [
        found
        for path in TEMPLATES.glob("*.html")
        for found in re.findall(r"[\w-]+=\{\{.*?\}\}", path.read_text("utf-8"))
    ]
    assert bare == []


def test_the_policy_allows_this_style_and_this_script_and_nothing_else():
    shell = standalone("x")
    allowed = dict(part.split(" ", 1) for part in shell.policy.split("; "))
    digest = b64encode(sha256(shell.script.encode()).digest()).decode()
    assert allowed["default-src"] == "'none'"
    assert allowed["script-src"] == f"'sha256-{digest}'"
    assert "unsafe" not in shell.policy


def test_a_server_gives_out_what_its_pages_ask_for(page):
    text = render("explain.html", shell=served("x", "/assets/"), page=page)
    asked = set(re.findall(r'"/assets/([^"]*)"', text))
    assert {"views.css", "views.js"} <= asked <= set(ASSETS)
    assert "<style>" not in text
    assert asset("views.js").decode() not in text


@pytest.mark.parametrize("name", ["../shell.py", "views.css/../views.js", "", "base.html"])
def test_no_other_file_is_an_asset(name):
    with pytest.raises(KeyError):
        asset(name)


@pytest.fixture
def no_jinja(monkeypatch):
    monkeypatch.setitem(sys.modules, "jinja2", None)
    environment.cache_clear()
    yield
    environment.cache_clear()


def test_where_jinja_is_missing_the_extra_is_named(no_jinja, page, tmp_path, capsys):
    with pytest.raises(ConfigError, match=r"-m pip install 'jinja2>="):
        render("explain.html", shell=standalone("x"), page=page)
    saved = tmp_path / "page.html"
    saved.write_text("<p>Text.</p>")
    assert run(["explain", str(saved), "--html", str(tmp_path / "report.html")]) == 4
    assert "-m pip install 'jinja2>=" in capsys.readouterr().err
    assert not (tmp_path / "report.html").exists()
