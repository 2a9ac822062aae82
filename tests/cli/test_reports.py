"""Reports that are written again and again: one of ours is replaced, another file is not."""

import json

import pytest

from scraper.cli.printing import write_html
from scraper.errors import OutputError
from scraper.models.times import utc_now
from scraper.views import render, standalone
from scraper.views.dashboard import dashboard_view

CONFIGURATION = """[fetch]
allow_private = true
attempts = 1
[[site]]
name = "alpha"
start = ["http://127.0.0.1:9/"]
"""


def page(title: str) -> str:
    return render("status.html", shell=standalone(title), dashboard=dashboard_view((), utc_now()))


def test_a_report_in_html_is_replaced(tmp_path):
    file = tmp_path / "runs.html"
    write_html(str(file), page("Monday"), force=False)
    write_html(str(file), page("Tuesday"), force=False)
    assert "Tuesday" in file.read_text()


def test_another_page_is_not_replaced_by_a_report(tmp_path):
    file = tmp_path / "home.html"
    file.write_text("<!DOCTYPE html><title>My page</title>")
    with pytest.raises(OutputError):
        write_html(str(file), page("Runs"), force=False)
    write_html(str(file), page("Runs"), force=True)
    assert "My page" not in file.read_text()


def test_the_report_of_a_run_is_replaced_and_another_file_is_not(tmp_path, monkeypatch, invoke):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "scraper.toml").write_text(CONFIGURATION)
    file = tmp_path / "report.json"
    invoke("run", "--report", file)
    invoke("run", "--all", "--report", file)
    assert json.loads(file.read_text())["run"] == 2
    file.write_text('{"mine": 1}')
    done = invoke("run", "--all", "--report", file)
    assert (done.status, file.read_text()) == (1, '{"mine": 1}')
    assert "exists and is no report of a run" in done.err
