"""The container image and its compose file: what they copy is there, what they run is a command, and
nothing runs as root. No image is built here."""

import json
import re
import shlex
import tomllib
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from scraper.cli import cli
from scraper.cli.serve import PORT

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / ".github" / "container"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def instructions() -> list[tuple[str, str]]:
    """Return the instructions of the Containerfile with their arguments."""
    lines = (PLACE / "Containerfile").read_text("utf-8").splitlines()
    found = [line.split(" ", 1) for line in lines if line and not line.startswith("#")]
    return [(name, rest) for name, rest in found]


def last(name: str) -> str:
    return [rest for each, rest in instructions() if each == name][-1]


def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((PLACE / "compose.yaml").read_text("utf-8"))
    return found


def check_command(words: list[str]) -> None:
    """Parse a command line of ours, without running it."""
    context = click.Context(cli)
    command = cli.get_command(context, words[0])
    assert command is not None, words
    command.make_context(words[0], list(words[1:]), parent=context)


def test_only_known_instructions_stand_in_it() -> None:
    known = {
        "FROM",
        "RUN",
        "COPY",
        "ENV",
        "WORKDIR",
        "VOLUME",
        "USER",
        "EXPOSE",
        "ENTRYPOINT",
        "CMD",
    }
    assert {name for name, _ in instructions()} <= known
    assert instructions()[0][0] == "FROM"


def test_what_is_copied_is_there_and_is_what_a_build_needs() -> None:
    copied = [rest.split() for name, rest in instructions() if name == "COPY"]
    ours = {source for words in copied for source in words[:-1] if not words[0].startswith("--")}
    assert {source for source in ours if not (ROOT / source).exists()} == set()
    hook = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]["custom"]["path"]
    needed = {"pyproject.toml", "scraper", PROJECT["project"]["readme"], Path(hook).parts[0]}
    assert needed | set(PROJECT["project"]["license-files"]) <= ours


def test_the_extras_that_are_installed_exist() -> None:
    (extras,) = re.findall(r"/src\[([\w,]+)\]", (PLACE / "Containerfile").read_text("utf-8"))
    assert set(extras.split(",")) <= set(PROJECT["project"]["optional-dependencies"])


def test_it_does_not_run_as_root_and_keeps_its_data_in_a_volume() -> None:
    uid = int(last("USER"))
    assert uid > 0
    assert f"--uid {uid}" in last("RUN")
    assert last("WORKDIR") == last("VOLUME") == "/data"
    assert all(
        f"{name}=/data/" in str(instructions()) for name in ("SCRAPER_CONFIG", "SCRAPER_STORE")
    )


def test_watch_is_what_it_does() -> None:
    assert json.loads(last("ENTRYPOINT")) == ["scraper"]
    check_command(json.loads(last("CMD")))
    assert int(last("EXPOSE")) == PORT


@pytest.mark.parametrize("name", ["watch", "serve"])
def test_our_services_run_a_command_of_ours_without_privileges(name: str) -> None:
    service = compose()["services"][name]
    check_command(service.get("command", json.loads(last("CMD"))))
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert (PLACE / service["build"]["context"] / service["build"]["dockerfile"]).resolve() == (
        PLACE / "Containerfile"
    )


def test_ports_are_open_to_this_machine_only() -> None:
    ports = [
        port for service in compose()["services"].values() for port in service.get("ports", ())
    ]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_volumes_and_secrets_that_are_used_are_declared() -> None:
    found = compose()
    used = {
        volume.split(":")[0] for s in found["services"].values() for volume in s.get("volumes", ())
    }
    secrets = {name for s in found["services"].values() for name in s.get("secrets", ())}
    assert (used, secrets) == (set(found["volumes"]), set(found["secrets"]))


def test_commands_in_the_comments_are_right() -> None:
    for name in ("Containerfile", "compose.yaml"):
        for line in re.findall(r"^#   (docker .*)$", (PLACE / name).read_text("utf-8"), re.M):
            words = shlex.split(line)
            if "init" in words:
                check_command(words[words.index("init") :])
