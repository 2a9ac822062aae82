"""`scraper evaluate` as its users run it."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from scraper.errors import ConfigError
from scraper.evaluate import peers
from tests.patience import PATIENCE


def evaluate(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "scraper", "evaluate", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)


def report(*arguments: str | Path) -> dict[str, Any]:
    done = evaluate(*arguments, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_tables_come_per_data_set_page_type_and_language(labelled: Path) -> None:
    done = evaluate(labelled)
    assert done.returncode == 0, done.stderr
    for heading in ("By data set", "By page type", "Confidence: rank correlation"):
        assert heading in done.stdout
    assert "news:listing" in done.stdout


def test_json_holds_the_same_figures(labelled: Path) -> None:
    found = report(labelled)
    news = found["data_sets"]["news"]["scraper"]
    assert news["pages"] == 3
    assert news["word_f1"] > 0.6
    assert found["data_sets"]["snips"]["scraper"]["snip_found"] == 0.5
    assert set(found["page_types"]) == {"news:article", "news:listing", "snips:article"}


def test_worst_page_comes_first_with_what_it_lost_and_leaked(labelled: Path) -> None:
    done = evaluate(labelled, "--dataset", "news", "--worst", "1", "--diff")
    lines = done.stdout.partition("Worst pages first\n")[2].splitlines()
    assert lines[0].split()[1:3] == ["news", "wrong"]
    assert lines[1] == "    - Quite another text, of which not one word came out."
    assert lines[2].startswith("    + Paragraph one")


def test_missing_snippets_are_the_loss_of_a_page_known_by_them(labelled: Path) -> None:
    (worst,) = report(labelled, "--dataset", "snips", "--worst", "1", "--diff")["worst"]
    assert worst["diff"] == {"lost": ["No such words"], "leaked": []}


def test_limit_takes_the_first_pages_of_each_set(labelled: Path) -> None:
    found = report(labelled, "--limit", "1")["data_sets"]
    assert [found[name]["scraper"]["pages"] for name in found] == [1, 1]


def test_peer_is_measured_on_the_same_pages(labelled: Path) -> None:
    done = evaluate(labelled, "--dataset", "news", "--compare", "parse")
    assert "time x" in done.stdout
    found = report(labelled, "--dataset", "news", "--compare", "parse")["data_sets"]["news"]
    assert found["parse"]["pages"] == found["scraper"]["pages"] == 3


def test_unknown_peer_is_refused_with_the_known_ones(labelled: Path) -> None:
    done = evaluate(labelled, "--compare", "magic")
    assert done.returncode == 4
    assert "magic: no such extractor" in done.stderr
    assert "trafilatura" in done.stderr


def test_peer_that_is_not_installed_is_refused_with_how_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "newspaper", None)  # what the import system does for "absent"
    with pytest.raises(
        ConfigError, match=r"newspaper: newspaper is not installed; run: .*newspaper4k"
    ):
        peers.load(["newspaper"])


def test_floor_reached_is_exit_0_and_missed_is_exit_5(labelled: Path, tmp_path: Path) -> None:
    floor = tmp_path / "floor.json"
    assert evaluate(labelled, "--write-floor", floor).returncode == 0
    assert evaluate(labelled, "--floor", floor).returncode == 0
    figures = json.loads(floor.read_text())
    figures["news"]["word_f1"] = 0.999
    floor.write_text(json.dumps(figures))
    done = evaluate(labelled, "--floor", floor)
    assert done.returncode == 5
    assert "below the floor: news word_f1" in done.stderr


def test_floor_is_lowered_by_an_explicit_act_only(labelled: Path, tmp_path: Path) -> None:
    floor = tmp_path / "floor.json"
    floor.write_text('{"news": {"word_f1": 0.999}}')
    done = evaluate(labelled, "--dataset", "news", "--write-floor", floor)
    assert done.returncode == 5
    assert json.loads(floor.read_text())["news"]["word_f1"] == 0.999
    done = evaluate(labelled, "--dataset", "news", "--write-floor", floor, "--allow-lower")
    assert done.returncode == 0
    assert json.loads(floor.read_text())["news"]["word_f1"] < 0.999


def test_floor_of_part_of_a_data_set_is_refused(labelled: Path, tmp_path: Path) -> None:
    done = evaluate(labelled, "--limit", "1", "--write-floor", tmp_path / "floor.json")
    assert done.returncode == 2
    assert not (tmp_path / "floor.json").exists()


def test_directory_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = evaluate(tmp_path / "nowhere")
    assert done.returncode == 4
    assert "nowhere" in done.stderr
    assert "Traceback" not in done.stderr


def test_terminal_shows_whole_figures_however_narrow(labelled: Path) -> None:
    main, other = pty.openpty()
    command = [sys.executable, "-m", "scraper", "evaluate", str(labelled), "--limit", "1"]
    environment = {**os.environ, "COLUMNS": "40", "TERM": "xterm"}
    process = subprocess.Popen(command, stdout=other, stderr=subprocess.PIPE, env=environment)
    os.close(other)
    shown = b""
    while chunk := read_some(main):
        shown += chunk
    os.close(main)
    assert process.wait(timeout=PATIENCE) == 0
    assert process.stderr is not None
    process.stderr.close()
    assert "shingle F1" in shown.decode()
    assert "…" not in shown.decode()


def read_some(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # how Linux tells that the other end of a terminal has closed
        return b""
