"""The program as its users meet it: exit statuses, signals, pipes, terminals, full disks."""

import json
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.patience import PATIENCE, wait_until

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")


def test_the_exit_statuses_end_to_end(pages, tmp_path):
    """0 ok, 1 some failed, 2 usage, 3 nothing extracted."""
    good = pages.put(tmp_path / "good.html")
    empty = pages.put(tmp_path / "empty.html", b"")
    assert pages.scraper("clean", good).returncode == 0
    assert pages.scraper("clean", good, tmp_path / "missing.html").returncode == 1
    assert pages.scraper("clean", "--no-such-option").returncode == 2
    assert pages.scraper("clean", empty).returncode == 3


@LINUX
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_at_once_with_130_and_no_children(pages, processes, tmp_path, number):
    """Ctrl-C while an input never ends: what is left is said, status 130, no process and no half file left."""
    pages.put(tmp_path / "a.html")
    os.mkfifo(tmp_path / "b.html")
    target = tmp_path / "out.jsonl"
    arguments = pages.command("clean", tmp_path / "a.html", tmp_path / "b.html", "-o", target)
    with subprocess.Popen(arguments, stderr=subprocess.PIPE, start_new_session=True) as process:
        writer = os.open(tmp_path / "b.html", os.O_WRONLY)  # returns once the other side reads
        os.killpg(process.pid, number)
        _, err = process.communicate(timeout=PATIENCE)
        os.close(writer)
    assert process.returncode == 130
    first, last = err.decode().splitlines()
    assert first.startswith(f"scraper: {target}: not written, ") and last == "scraper: interrupted"
    wait_until(lambda: not [each for each in processes() if each.session == process.pid])
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.html", "b.html"]


@LINUX
def test_an_interrupted_command_into_a_directory_says_how_to_go_on(pages, tmp_path):
    pages.put(tmp_path / "a.html")
    os.mkfifo(tmp_path / "b.html")
    inputs = tmp_path / "a.html", tmp_path / "b.html"
    arguments = pages.command("clean", *inputs, "-o", f"{tmp_path}/out/")
    with subprocess.Popen(arguments, stderr=subprocess.PIPE, start_new_session=True) as process:
        writer = os.open(tmp_path / "b.html", os.O_WRONLY)  # returns once the other side reads
        os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=PATIENCE)
        os.close(writer)
    assert b"--skip-existing goes on from there\nscraper: interrupted\n" in err


@LINUX
def test_a_closed_pipe_ends_it_quietly(pages, tmp_path):
    """`scraper clean many | head -1`: no traceback, status 0, and not all the work is done."""
    for number in range(300):
        pages.put(tmp_path / f"{number:03}.html", pages.page() * 20)
    arguments = pages.command("clean", "--jsonl", tmp_path)
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        first = process.stdout.readline()
        process.stdout.close()
        err = process.stderr.read()
        assert process.wait(timeout=PATIENCE) == 0
    assert json.loads(first)["input"].endswith("000.html")
    assert err == b""


@LINUX
def test_a_full_disk_is_one_line_and_status_1(pages):
    """Whether standard output or -o: what was not written is said, and where."""
    text = pages.page().encode()
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            pages.command("clean"), input=text, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)
    assert b"No space left on device" in done.stderr
    done = pages.scraper("clean", "-o", "/dev/full", given=text)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr == b"scraper: /dev/full: can't be written: No space left on device\n"


@LINUX
def test_a_file_that_cannot_grow_leaves_nothing_half_written(pages, tmp_path):
    """A quota or full disk in the middle of a file: no file, no remains, the others are done."""
    paragraphs = [f"On day {n}: {text}" for n in range(200) for text in pages.PARAGRAPHS]
    pages.put(tmp_path / "in/a.html", pages.page(paragraphs=paragraphs))
    pages.put(tmp_path / "in/b.html")

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    done = pages.scraper("clean", tmp_path / "in", "-o", tmp_path / "out", preexec_fn=limit)
    assert done.returncode == 1
    assert b"out/a.txt: can't be written: File too large" in done.stderr
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["b.txt"]


@LINUX
def test_a_page_over_its_memory_costs_only_itself(pages, tmp_path):
    """--memory holds against a page of 40 MB; the page after it comes out."""
    large = pages.put(tmp_path / "a.html", pages.page(paragraphs=pages.PARAGRAPHS * 90_000))
    small = pages.put(tmp_path / "b.html")
    done = pages.scraper("clean", "--memory", "200", large, small)
    assert done.returncode == 1
    assert f"{large}: needed more than 200 MB".encode() in done.stderr
    assert pages.PARAGRAPHS[0].encode() in done.stdout


def test_a_page_over_its_time_costs_only_itself(pages, tmp_path):
    """--timeout holds in the middle of parsing."""
    large = pages.put(tmp_path / "a.html", pages.page(paragraphs=pages.PARAGRAPHS * 90_000))
    done = pages.scraper("clean", "--timeout", "0.05", large)
    assert done.returncode == 1
    assert f"{large}: took longer than 0.05 s".encode() in done.stderr


def test_a_page_of_50_mb_is_done_or_refused_in_one_line(pages, tmp_path):
    """A page far larger than any real one ends within its limits, never in a crash."""
    page = pages.put(tmp_path / "a.html", pages.page(paragraphs=pages.PARAGRAPHS * 112_000))
    assert page.stat().st_size > 50 << 20
    done = pages.scraper("clean", "--timeout", "3", page)
    assert done.returncode in (0, 1, 3)
    assert done.stderr.count(b"\n") <= 1
    assert b"Traceback" not in done.stderr


def test_help_imports_nothing_heavy(pages):
    """`scraper --help` lists every command without loading any of them."""
    code = (
        "import sys\nfrom scraper.cli import COMMANDS, run\nstatus = run(['--help'])\n"
        "print('LOADED', *sorted({name.split('.')[0] for name in sys.modules}))\nsys.exit(status)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    text, _, loaded = done.stdout.partition("LOADED")
    heavy = {"httpx", "selectolax", "trafilatura", "numpy", "rich", "warcio", "sqlite3", "asyncio"}
    assert not heavy & set(loaded.split())
    for name in ("clean", "fetch", "list", "show", "store", "explain", "evaluate", "train"):
        assert f"  {name} " in text


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_name_the_program(invoke, shell):
    """Each shell gets a script that asks `scraper` itself."""
    outcome = invoke("completion", shell)
    assert outcome.status == 0
    assert f"_SCRAPER_COMPLETE={shell}_complete" in outcome.out


def test_the_shell_completes_commands(pages):
    """What the scripts call answers with the commands."""
    environment = os.environ | {
        "_SCRAPER_COMPLETE": "bash_complete", "COMP_WORDS": "scraper cl", "COMP_CWORD": "1",
    }  # fmt: skip
    done = pages.scraper(env=environment)
    assert done.stdout == b"plain,clean\n"


def test_a_bug_is_a_traceback_and_not_a_silent_success(monkeypatch, invoke):
    """What we did not expect is not dressed up as an expected failure."""
    import scraper.cli.clean as module  # noqa: PLC0415

    def broken(*_arguments: object, **_named: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(module, "_deliver", broken)
    with pytest.raises(ZeroDivisionError):
        invoke("clean", "x.html")
