"""The defaults are those that the help and the manual show."""

from pathlib import Path

from scraper.cli.serve import PORT, serve
from scraper.fetch.settings import MEBIBYTE
from scraper.serve.asked import _OPTIONS
from scraper.serve.settings import REQUESTS_PER_PLACE, ServeSettings
from scraper.serve.work import FORMATS, MEDIA

MANUAL = Path(__file__).resolve().parents[2] / "scraper" / "manual" / "serve.md"
DEFAULTS = ServeSettings(at_once=1)


def test_the_command_has_the_defaults_of_the_service():
    given = {option.name: option.default for option in serve.params}
    assert given["timeout"] == DEFAULTS.timeout
    assert given["memory"] * MEBIBYTE == DEFAULTS.memory
    assert given["max_bytes"] == DEFAULTS.max_bytes


def test_the_manual_shows_them():
    text = MANUAL.read_text("utf-8")
    for shown in (
        f"127.0.0.1:{PORT}", f"{DEFAULTS.timeout:g} s of processor", f"{DEFAULTS.memory >> 20} MB",
        f"{DEFAULTS.max_bytes >> 20} MiB", f"within {DEFAULTS.patience:g} s",
    ):  # fmt: skip
        assert shown in text
    assert REQUESTS_PER_PLACE == 8
    assert [name for name in (*_OPTIONS, *FORMATS) if f"`{name}`" not in text] == []


def test_each_format_has_its_media_type():
    assert FORMATS.keys() == MEDIA.keys()
