"""What a person put into scraper.toml in the wrong place is not printed for all to read."""

import pytest

from scraper.cli import run
from scraper.config.checks import without_secrets

SITE = '[[site]]\nname = "post"\nstart = ["https://post.example/"]\n'


@pytest.mark.parametrize(
    "line",
    [
        'cookies = { session = "hunter2-hunter2" }',
        'secret_headers = { X-Key = "hunter2 hunter2" }',
        'proxy = "reader:hunter2@proxy.example:3128"',
        'proxy = "ftp://reader:hunter2@proxy.example/"',
        'proxy = "http://reader:hunter2@proxy.example:70000/"',
        'proxy = "http://reader:hunter2/x@proxy.example/"',
        'proxy = "http//reader:hunter2@proxy.example/"',
    ],
)
def test_mistake_is_named_without_the_secret(tmp_path, capsys, line):
    file = tmp_path / "scraper.toml"
    file.write_text(f"{SITE}{line}\n")
    assert run(["config", "show", "-c", str(file)]) == 4
    said = capsys.readouterr()
    assert "scraper.toml:4" in said.err
    assert "hunter2" not in said.err + said.out


def test_wrong_start_address_is_named_without_its_password(tmp_path, capsys):
    file = tmp_path / "scraper.toml"
    file.write_text(SITE.replace("https://", "gopher://me:hunter2@"))
    assert run(["config", "show", "-c", str(file)]) == 4
    said = capsys.readouterr().err
    assert "post.example" in said
    assert "hunter2" not in said


def test_values_in_effect_are_shown_without_secrets(tmp_path, capsys):
    file = tmp_path / "scraper.toml"
    file.write_text(
        SITE.replace("https://", "https://me:hunter2@")
        + 'proxy = "http://me:hunter2@proxy.example:3128"\n'
        + 'headers = { Authorization = "Bearer hunter2", Accept-Language = "da" }\n'
    )
    assert run(["config", "show", "-c", str(file)]) == 0
    shown = capsys.readouterr().out
    assert "hunter2" not in shown
    assert "https://...@post.example/" in shown
    assert "http://...@proxy.example:3128" in shown
    assert '"Accept-Language" = "da"' in shown


@pytest.mark.parametrize("url", ["https://post.example/@editor/a@b", "https://post.example/"])
def test_an_at_sign_in_a_path_is_no_password(url):
    assert without_secrets(url) == url
