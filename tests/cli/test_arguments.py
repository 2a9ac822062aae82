"""Odd command lines: what is wrong is named, nothing ends in a traceback."""

import os
import sys
from pathlib import Path

import pytest

from scraper.errors import ExitCode

NO_TEXT = os.fsdecode(b".a\xff")
ANY_NAMES = pytest.mark.skipif(sys.platform != "linux", reason="names of files are text there")


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("list", "--url", NO_TEXT), "--url"),
        (("list", "--host", NO_TEXT), "--host"),
        (("history", f"http://e.org/{NO_TEXT}"), "URL"),
        (("rule", "test", "e.org", "--drop", NO_TEXT), "--drop"),
        (("store", "gc", "--budget", NO_TEXT), "--budget"),
    ],
)
def test_an_argument_that_is_no_text_is_named(invoke, arguments, named):
    done = invoke(*arguments)
    assert done.status == ExitCode.USAGE
    assert f"'{named}': " in done.err and "is not text in UTF-8" in done.err


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("list", "--since", "999999d"), "--since"),
        (("list", "--since", "0001-01-01T00:00+01:00"), "--since"),
        (("store", "gc", "--older-than", "999999d"), "--older-than"),
    ],
)
def test_a_time_before_all_calendars_is_named(invoke, archive, arguments, named):
    store, _ = archive("linked-lines", 1)
    done = invoke(*arguments, "--store", store)
    assert (done.status, named in done.err) == (ExitCode.USAGE, True)


@ANY_NAMES
def test_a_file_may_have_any_name(invoke, pages, tmp_path):
    path = pages.put(Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.html")))
    assert invoke("explain", path).status == ExitCode.OK


@ANY_NAMES
def test_a_store_may_have_any_name(invoke, archive, tmp_path):
    store, _ = archive("linked-lines", 2)
    store = store.rename(Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9")))
    for command in ("replay --save", "list", "list --text the", "store gc", "store verify"):
        done = invoke(*command.split(), "--store", store)
        assert done.status == ExitCode.OK, (command, done.err)


@pytest.mark.parametrize("arguments", [("clean", ""), ("explain", ""), ("run", "-c", "")])
def test_an_empty_name_is_not_the_current_directory(invoke, arguments):
    done = invoke(*arguments)
    assert done.status == ExitCode.USAGE
    assert "the name is empty" in done.err
