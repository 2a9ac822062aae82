"""The recipes of the manual's page on clusters, run as a reader would run them.

Those of engines need them installed: `pytest -m cluster tests/bulk`; .ci/run leaves out what is `slow`.
"""

import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from scraper.bulk import clean_archive
from tests.patience import PATIENCE

MANUAL = Path(__file__).resolve().parents[2] / "scraper" / "manual" / "clusters.md"


def recipe(heading: str, language: str) -> str:
    """Return the first fenced block below a heading."""
    section = MANUAL.read_text("utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]
    return re.findall(rf"^```{language}\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)[0]


@pytest.fixture
def expected(tmp_path, crawl, parts):
    """Write archives into /data/crawl, as the recipes call it; return what their parts must be."""
    for source in crawl(3, pages=2):
        clean_archive(source, str(tmp_path / "expected"))
    return parts(str(tmp_path / "expected"))


def run(line: list[str], tmp_path: Path, **environment: str) -> str:
    done = subprocess.run(
        line, cwd=tmp_path, env=os.environ | environment, capture_output=True, text=True,
        timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def moved(text: str, tmp_path: Path) -> str:
    """Return a recipe with its inputs and outputs below a directory of this test."""
    text = text.replace("warc.paths.gz --base s3://commoncrawl/", "crawl")
    return text.replace("s3://bucket/parts", "parts").replace("/data/", f"{tmp_path}/")


@pytest.fixture
def command(tmp_path):
    """A directory with `scraper` in it, for the PATH."""
    (tmp_path / "bin").mkdir()
    script = tmp_path / "bin" / "scraper"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m scraper "$@"\n')
    script.chmod(0o755)
    return f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"


def test_slurm(tmp_path, expected, parts, command):
    job = moved(recipe("Without an engine", "bash"), tmp_path).replace("/64", "/2")
    (tmp_path / "job.sh").write_text(job)
    for task in range(2):
        numbers = {"SLURM_ARRAY_TASK_ID": str(task), "SLURM_CPUS_PER_TASK": "1"}
        run(["bash", "job.sh"], tmp_path, PATH=command, **numbers)
    assert parts(str(tmp_path / "parts")) == expected


def test_kubernetes(tmp_path, expected, parts, command):
    job = moved(recipe("Without an engine", "yaml"), tmp_path).replace("/64", "/2")
    (arguments,) = re.findall(r"- >-\n((?:\s{14}.*\n)+)", job)
    for index in range(2):
        line = ["sh", "-c", " ".join(arguments.split())]
        run(line, tmp_path, PATH=command, JOB_COMPLETION_INDEX=str(index))
    assert parts(str(tmp_path / "parts")) == expected


@pytest.mark.cluster
@pytest.mark.parametrize(
    ("heading", "library"),
    [
        ("Ray", "ray"),
        ("Dask", "distributed"),
        ("datatrove", "datatrove"),
        pytest.param("Spark", "pyspark", marks=pytest.mark.slow),
        pytest.param("Daft", "daft", marks=pytest.mark.slow),
    ],
)
def test_engine(tmp_path, expected, parts, heading, library):
    """Run twice: nothing is doubled."""
    assert importlib.util.find_spec(library), f"{library} is not installed"
    (tmp_path / "job.py").write_text(moved(recipe(heading, "python"), tmp_path))
    for _ in range(2):
        run([sys.executable, "job.py"], tmp_path, RAY_USAGE_STATS_ENABLED="0")
        assert parts(str(tmp_path / "parts")) == expected


@pytest.mark.cluster
def test_the_reader_of_datatrove_keeps_where_pages_come_from(tmp_path, crawl):
    assert importlib.util.find_spec("datatrove")
    (tmp_path / "steps.py").write_text(recipe("datatrove", "python"))
    source, *_ = crawl(2, pages=2)
    look = (
        "import json, sys, steps\n"
        "reader = steps.ArticleReader([sys.argv[1]])\n"
        "found = [d for rank in range(2) for d in reader.run(rank=rank, world_size=2)]\n"
        "print(json.dumps([[d.text, d.id, d.metadata] for d in found]))\n"
    )
    said = run([sys.executable, "-c", look, str(Path(source).parent)], tmp_path)
    found = json.loads(said.splitlines()[-1])
    assert {each[2]["url"] for each in found} == {
        f"https://e{a}.org/{p}" for a in (0, 1) for p in (0, 1)
    }
    assert all(each[2]["warc_record_length"] > 0 and each[1].startswith("<urn:") for each in found)
    assert all(each[0].startswith("The council of town") for each in found)
