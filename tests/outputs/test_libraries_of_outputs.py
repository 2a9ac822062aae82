"""A library that an output needs and that is missing is named before a run, not after it."""

import subprocess
import sys

from scraper.outputs import OUTPUTS, missing_library
from tests.patience import PATIENCE

WITHOUT_PYARROW = """\
import importlib.util, sys
find = importlib.util.find_spec
importlib.util.find_spec = lambda name, package=None: None if name == "pyarrow" else find(name, package)
from scraper.cli import run
sys.exit(run(sys.argv[1:]))
"""


def test_nothing_is_missing_where_all_is_installed():
    assert [kind for kind in OUTPUTS if missing_library(kind)] == []


def test_config_show_and_run_name_the_line_and_the_library(tmp_path):
    (tmp_path / "scraper.toml").write_text(
        '[outputs]\nparquet = "out"\n[[site]]\nname = "a"\nstart = ["http://127.0.0.1:9/"]\n'
    )
    for command in (["config", "show"], ["run"]):
        done = subprocess.run(
            [sys.executable, "-c", WITHOUT_PYARROW, *command], cwd=tmp_path, capture_output=True,
            text=True, timeout=PATIENCE, check=False,
        )  # fmt: skip
        assert done.returncode == 4
        assert "scraper.toml:2: pyarrow is not installed; run: " in done.stderr
