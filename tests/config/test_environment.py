"""Files of environment variables: one meaning for each line, or an error that names it."""

import os
import shutil
import subprocess

import pytest

from scraper.cli import run
from scraper.config import read_environment
from scraper.errors import ConfigError


@pytest.fixture
def read(tmp_path):
    def read(content):
        file = tmp_path / "scraper.env"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_environment(file)

    return read


VALUES = [
    ("abc", "abc"),
    (" abc \t", "abc"),
    ("", ""),
    ("a b=c", "a b=c"),
    ("ab$$cd $HOME `x` ef&gh;", "ab$$cd $HOME `x` ef&gh;"),
    ("abc # part of it", "abc # part of it"),
    ("'  $a \\n\"'", '  $a \\n"'),
    ('"  a \\" \\\\ \\$ \\` \\n\'"', "  a \" \\ $ ` \\n'"),
    ("C:\\\\news\\ ", "C:\\news "),
    ("it's", "it's"),
    (" 'a' \"b\"c", "abc"),
    ("über\u2028漢", "über\u2028漢"),
]


@pytest.mark.parametrize(("written", "value"), VALUES)
def test_value_is_read(read, written, value):
    assert read(f"  A ={written}") == {"A": value}


@pytest.mark.skipif(not shutil.which("systemd-tmpfiles"), reason="systemd is not installed here")
@pytest.mark.parametrize(("written", "value"), VALUES)
def test_systemd_reads_the_same_value(tmp_path, written, value):
    """It reads its os-release as it does an EnvironmentFile, and writes %w, VERSION_ID, to a file."""
    release, rules, out = (tmp_path / name for name in ("release", "rules.conf", "out"))
    release.write_text(f"VERSION_ID={written}\n")
    rules.write_text(f"f+ {out} - - - - %w\n")
    environment = os.environ | {"SYSTEMD_OS_RELEASE": str(release)}
    subprocess.run(["systemd-tmpfiles", "--create", str(rules)], env=environment, check=True)
    assert out.read_text() == value


def test_comments_and_empty_lines_are_passed_over_and_the_last_value_holds(read):
    text = "\ufeff# one\r\n\r\n ; two\r\nA=1\r\nB=2\r\nA=3"
    assert read(text) == {"A": "3", "B": "2"}


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("hush", "must be NAME=value"),
        ("export A=hush", "must be NAME=value"),
        ("1A=hush", "must be NAME=value"),
        ("A='hush", "not closed"),
        ('A="hush\\"', "not closed"),
        ("A=hush\\", "backslash"),
        ("A=hu\0sh", "zero byte"),
        (b"A=hush\xff", "not UTF-8"),
    ],
)
def test_line_that_is_wrong_is_named_and_not_shown(read, line, wrong):
    content = line if isinstance(line, bytes) else line.encode()
    with pytest.raises(ConfigError, match=wrong) as caught:
        read(b"# first\n" + content + b"\nB=1\n")
    assert "scraper.env:2: " in str(caught.value)
    assert "hush" not in str(caught.value)


def test_file_that_cannot_be_read_is_an_error(tmp_path):
    with pytest.raises(ConfigError, match="can't be read"):
        read_environment(tmp_path)


CONFIG = """\
[[site]]
name = "example"
start = "http://127.0.0.1:9/"
cookies = { session = "NEWS_SESSION" }
"""


def test_run_says_that_the_file_is_not_there_and_what_is_missing(tmp_path, capsys, monkeypatch):
    monkeypatch.delenv("NEWS_SESSION", raising=False)
    (tmp_path / "scraper.toml").write_text(CONFIG)
    words = ["run", "-c", tmp_path / "scraper.toml", "--environment", tmp_path / "scraper.env"]
    assert run([*map(str, words)]) == 4
    said = capsys.readouterr().err
    assert "scraper.env: is not there" in said and "$NEWS_SESSION" in said
