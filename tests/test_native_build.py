"""Wheels hold the compiled modules where they could be compiled; without a compiler they are pure Python."""

import os
import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from zipfile import ZipFile

import pytest

from scraper.extraction.native import IS_NATIVE, MODULES, PURE

ROOT = Path(__file__).resolve().parents[1]
HOME = "scraper/extraction/native"
NO_COMPILER = {"CC": "/bin/false"}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of what a build reads, with what was compiled before, so that it need not be again."""
    for name in ("scraper", ".ci", "build/native"):
        if (ROOT / name).exists():
            unused = shutil.ignore_patterns("__pycache__", "*.so")
            shutil.copytree(ROOT / name, tmp_path / name, ignore=unused)
    for name in ("pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", ".gitignore"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def build(checkout: Path, kind: str, **variables: str) -> subprocess.CompletedProcess[str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("SCRAPER_")}
    command = (sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", "out")
    return subprocess.run(
        command, cwd=checkout, env={**kept, **variables}, capture_output=True, text=True, check=False
    )  # fmt: skip


def wheel(checkout: Path) -> Path:
    (path,) = (checkout / "out").glob("*.whl")
    return path


def compiled_in(path: Path) -> list[str]:
    with ZipFile(path) as archive:
        return [name for name in archive.namelist() if re.search(r"\.(so|pyd)$", name)]


def test_every_source_is_a_module_that_has_to_be_there() -> None:
    assert sorted(path.stem for path in (ROOT / HOME).glob("*.pyx")) == sorted(MODULES)


def test_a_wheel_holds_every_compiled_module_or_is_for_any_machine(checkout: Path) -> None:
    done = build(checkout, "wheel")
    assert done.returncode == 0, done.stderr
    found = compiled_in(wheel(checkout))
    if found:
        assert sorted(Path(name).name.partition(".")[0] for name in found) == sorted(MODULES)
        assert "-any" not in wheel(checkout).name
    else:
        assert "not compiled" in done.stdout + done.stderr
        assert wheel(checkout).name.endswith("-py3-none-any.whl")


def test_a_wheel_holds_no_sources_of_compiled_modules(checkout: Path) -> None:
    build(checkout, "wheel")
    with ZipFile(wheel(checkout)) as archive:
        named = archive.namelist()
    assert [name for name in named if name.endswith((".pyx", ".pxd", ".h"))] == []


def test_without_a_compiler_the_wheel_is_pure_and_a_warning_says_so(checkout: Path) -> None:
    shutil.rmtree(checkout / "build", ignore_errors=True)
    done = build(checkout, "wheel", **NO_COMPILER)
    assert done.returncode == 0, done.stderr
    assert "not compiled" in done.stdout + done.stderr
    assert wheel(checkout).name.endswith("-py3-none-any.whl")
    assert compiled_in(wheel(checkout)) == []


def test_where_native_is_demanded_a_failing_compiler_is_an_error(checkout: Path) -> None:
    shutil.rmtree(checkout / "build", ignore_errors=True)
    done = build(checkout, "wheel", **NO_COMPILER, SCRAPER_NATIVE="1")
    assert done.returncode != 0
    assert not list((checkout / "out").glob("*.whl"))


def test_nothing_is_compiled_where_pure_is_asked_for(checkout: Path) -> None:
    done = build(checkout, "wheel", **{PURE: "1"})
    assert done.returncode == 0, done.stderr
    assert compiled_in(wheel(checkout)) == []


def test_the_sdist_holds_what_a_build_needs(checkout: Path) -> None:
    done = build(checkout, "sdist")
    assert done.returncode == 0, done.stderr
    (path,) = (checkout / "out").glob("*.tar.gz")
    with tarfile.open(path) as archive:
        named = {name.partition("/")[2] for name in archive.getnames()}
    assert {f"{HOME}/{module}.pyx" for module in MODULES} <= named
    assert ".ci/native_build.py" in named
    assert [name for name in named if name.endswith((".so", ".pyd"))] == []


def version(**variables: str) -> str:
    done = subprocess.run(
        (sys.executable, "-m", "scraper", "--version"),
        env={**os.environ, **variables}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout


def test_the_version_says_which_form_runs() -> None:
    assert version().rstrip().endswith("(native)" if IS_NATIVE else "(pure)")


def test_the_pure_form_can_be_asked_for() -> None:
    assert version(**{PURE: "1"}).rstrip().endswith("(pure)")
