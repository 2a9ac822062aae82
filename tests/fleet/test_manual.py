"""The manual's page on fleets: its units and its StatefulSet run what it says, as the tests' commands do."""

import configparser
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
import yaml

from scraper.cli import cli
from tests.patience import PATIENCE

MANUAL = Path(__file__).resolve().parents[2] / "scraper" / "manual" / "fleets.md"
TEXT = MANUAL.read_text("utf-8")


def fences(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


def check(words: list[str]) -> None:
    """Parse a command line of ours, without running it."""
    command, context = cli, click.Context(cli)
    while isinstance(command, click.Group):
        command, words = command.get_command(context, words[0]), words[1:]
        assert command is not None
    command.make_context(command.name, list(words), parent=context)


def unit(number: int) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None, strict=True)
    parser.optionxform = str
    parser.read_string(fences("ini")[number])
    return parser


@pytest.mark.parametrize("number", range(2))
def test_units_start_a_command_of_ours(number: int) -> None:
    program, *words = shlex.split(unit(number)["Service"]["ExecStart"].replace("%i", "3"))
    assert program == "/srv/scraper/.venv/bin/scraper"
    check(words)


@pytest.mark.parametrize("number", range(2))
def test_units_have_what_systemd_needs(number: int) -> None:
    found = unit(number)
    assert found.sections() == ["Unit", "Service", "Install"]
    assert found["Install"]["WantedBy"] == "multi-user.target"
    assert int(found["Service"]["TimeoutStopSec"]) > 10  # in which a run ends
    assert Path(found["Service"]["WorkingDirectory"]).is_absolute()


def stateful_set() -> dict:
    (block,) = fences("yaml")
    found: dict = yaml.safe_load(block)
    return found


def test_the_stateful_set_has_a_pod_for_each_shard() -> None:
    spec = stateful_set()["spec"]
    (container,) = spec["template"]["spec"]["containers"]
    assert f"/{spec['replicas']}" in container["args"][0]
    volumes = {each["name"] for each in spec["template"]["spec"]["volumes"]}
    claims = {each["metadata"]["name"] for each in spec["volumeClaimTemplates"]}
    assert {each["name"] for each in container["volumeMounts"]} == volumes | claims
    assert spec["selector"]["matchLabels"] == spec["template"]["metadata"]["labels"]
    assert spec["template"]["spec"]["terminationGracePeriodSeconds"] > 10


def test_a_pod_watches_the_shard_of_its_number(tmp_path: Path) -> None:
    """With a program in the place of ours that prints what it was called with."""
    (tmp_path / "scraper").write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    (tmp_path / "scraper").chmod(0o755)
    (container,) = stateful_set()["spec"]["template"]["spec"]["containers"]
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [*container["command"], *container["args"]], env={"PATH": path, "HOSTNAME": "scraper-17"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    words = done.stdout.splitlines()
    assert words[words.index("--shard") + 1] == "17/64"
    check(words)


def test_a_shard_is_moved_by_its_lock(tmp_path: Path) -> None:
    """The command of the page, with `cp` in place of `rsync` to another machine; while a run has the lock it
    does nothing."""
    shard = tmp_path / "shards/3"
    shard.mkdir(parents=True)
    (shard / "store.state.lock").write_text("process 1\n")
    (line,) = [
        line for block in fences("bash") for line in block.splitlines() if line.startswith("flock")
    ]
    line = line.replace("rsync -a shards/3/ other:/srv/scraper/shards/3/", "cp -r shards/3 moved")
    holding = ["flock", str(shard / "store.state.lock"), "bash", "-c", line]
    refused = subprocess.run(holding, cwd=tmp_path, check=False)
    assert refused.returncode != 0 and shard.exists() and not (tmp_path / "moved").exists()
    subprocess.run(["bash", "-c", line], cwd=tmp_path, check=True)
    assert (tmp_path / "moved/store.state.lock").exists() and not shard.exists()


@pytest.mark.postgres
def test_the_commands_for_postgresql_run(fleet, tmp_path: Path) -> None:
    """As the page has them, but for the number of shards, which the tests' fleet has already."""
    (block,) = [block for block in fences("bash") if "SCRAPER_DATABASE" in block]
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin/scraper"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m scraper "$@"\n')
    program.chmod(0o755)
    script = block.replace("postgresql://scraper@db.example/fleet", fleet.url)
    script = script.replace("--shards 64", "--shards 3").replace("--shards 0-15", "--shards 0-2")
    script = re.sub(
        r"^(scraper fleet work.*?) *#.*$", r"\1 & sleep 1; kill $!; wait $!", script, flags=re.M
    )
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-eux", "-c", script], cwd=fleet.directory, env=os.environ | {"PATH": path},
        capture_output=True, text=True, timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("/3  ") == 3
