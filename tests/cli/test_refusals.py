"""What the system refuses, and arguments that would be passed over without a word: one line, naming it."""

import pytest

from scraper.errors import ExitCode

TOO_LONG = "n" * 300
"""A name that no file system takes, whoever asks: each question about it is an error."""


@pytest.mark.parametrize(
    "arguments",
    [
        ("bulk", TOO_LONG, "-o", "parts"),
        ("explain", TOO_LONG),
        ("evaluate", TOO_LONG),
        ("fixture", "check", TOO_LONG),
        ("list", "--store", TOO_LONG),
        ("replay", "--store", TOO_LONG),
    ],
    ids=lambda arguments: " ".join(arguments[:-1]),
)
def test_a_name_that_the_system_refuses_is_one_line_with_the_reason(invoke, arguments):
    done = invoke(*arguments)
    assert done.status == ExitCode.SOME_FAILED
    assert done.err.count("\n") == 1
    assert TOO_LONG in done.err and "File name too long" in done.err


def test_an_input_that_is_refused_does_not_keep_the_others(invoke, pages, tmp_path):
    done = invoke("clean", TOO_LONG, pages.put(tmp_path / "page.html"))
    assert (done.status, done.out.startswith(pages.TITLE)) == (ExitCode.SOME_FAILED, True)
    assert f"{TOO_LONG}: can't be read: File name too long" in done.err


@pytest.mark.parametrize("ending", ["", "/", "/a.json"])
def test_an_output_that_the_system_refuses_is_named(invoke, pages, tmp_path, ending):
    done = invoke(
        "clean", pages.put(tmp_path / "page.html"), "-o", f"{tmp_path / TOO_LONG}{ending}"
    )
    assert (done.status, done.out) == (ExitCode.SOME_FAILED, "")
    assert "can't be written: File name too long" in done.err


def test_a_current_directory_that_is_gone_is_named(pages, tmp_path):
    (tmp_path / "gone").mkdir()
    entered = f"import os; os.chdir({str(tmp_path / 'gone')!r}); os.rmdir(os.getcwd()); "
    start = "from scraper.cli import main; main(['clean', 'page.html'])"
    done = pages.python(entered + start)
    assert done.returncode == ExitCode.SOME_FAILED
    assert done.stderr.startswith(b"scraper: the current directory: No such file or directory")


@pytest.mark.parametrize(
    "url", ["not a url", "example.org/story", "javascript:alert(1)", "https://"]
)
@pytest.mark.parametrize("command", ["clean", "explain", "store import"])
def test_an_address_that_is_none_is_refused(invoke, pages, tmp_path, command, url):
    done = invoke(*command.split(), pages.put(tmp_path / "page.html"), "--url", url)
    assert (done.status, done.out) == (ExitCode.USAGE, "")
    assert f"{url!r} is no URL such as https://example.org/story" in done.err


def test_an_address_that_is_empty_is_no_address(invoke, pages, tmp_path):
    assert invoke("clean", pages.put(tmp_path / "page.html"), "--url", "").status == ExitCode.OK


def test_rules_that_are_named_must_be_there(invoke, pages, tmp_path, monkeypatch):
    """A directory of the environment may still have to be made by `site learn`."""
    page, missing = pages.put(tmp_path / "page.html"), str(tmp_path / "rules")
    done = invoke("clean", page, "--sites", missing)
    assert (done.status, done.out) == (ExitCode.USAGE, "")
    assert f"Directory '{missing}' does not exist." in done.err
    monkeypatch.setenv("SCRAPER_SITES", missing)
    assert invoke("clean", page).status == ExitCode.OK


@pytest.mark.parametrize(
    ("typed", "meant"), [("cleen", "clean"), ("fixtures", "fixture"), ("verify", "store verify")]
)
def test_a_command_that_is_misspelt_gets_the_nearest_one(invoke, typed, meant):
    done = invoke(typed)
    assert done.status == ExitCode.USAGE
    assert f"No such command '{typed}'. Did you mean '{meant}'?" in done.err


def test_a_command_like_no_other_gets_no_proposal(invoke):
    done = invoke("xyzzy")
    assert (done.status, "Did you mean" in done.err) == (ExitCode.USAGE, False)


def test_a_page_whose_site_is_known_by_a_broken_file_fails_with_its_name(invoke, pages, tmp_path):
    page = pages.put(tmp_path / "page.html")
    broken = pages.put(tmp_path / "rules" / "learned" / "example.org.json", "{")
    url = "https://example.org/story"
    done = invoke("clean", page, "--sites", tmp_path / "rules", "--url", url)
    assert (done.status, done.out) == (ExitCode.SOME_FAILED, "")
    assert f"{broken}: holds no knowledge of a site" in done.err


def test_a_url_to_explain_is_looked_up_in_a_store_that_must_be_there(invoke, tmp_path):
    url = "https://example.org/story"
    done = invoke("explain", url, "--store", tmp_path / "none")
    assert (done.status, done.out) == (ExitCode.SOME_FAILED, "")
    assert f"{url}: a URL is looked up in a store" in done.err
    assert str(tmp_path / "none") in done.err


def test_a_url_to_clean_is_named_as_it_was_given(invoke):
    done = invoke("clean", "https://example.org/story")
    assert (done.status, done.out) == (ExitCode.USAGE, "")
    assert "https://example.org/story is an address, not a file" in done.err
