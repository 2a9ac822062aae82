"""`serve(...)`: a real server of a store below the test's own directory."""

import importlib
from contextlib import ExitStack
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="needs the review extra")
pytest.importorskip("uvicorn", reason="needs the review extra")


@pytest.fixture(scope="session")
def tools():
    """The module `serving` beside this file."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(Path(__file__).parent))
        yield importlib.import_module("serving")


@pytest.fixture
def serve(tools, tmp_path):
    """`serve(*arguments)`: a `Server` that ends with the test."""
    with ExitStack() as stack:
        yield lambda *arguments, **known: stack.enter_context(
            tools.serving(tmp_path, *arguments, **known)
        )
