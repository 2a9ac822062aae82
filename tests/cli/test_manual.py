"""`scraper help`: the pages of the manual, for people and for pipes."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import scraper
from scraper.cli import COMMANDS, GROUPS
from scraper.cli import TOPICS as TOPIC_OF
from tests.patience import PATIENCE

MANUAL = Path(scraper.__file__).parent / "manual"
TOPICS = [path.stem for path in sorted(MANUAL.glob("*.md"))]


def listed(text: str) -> list[str]:
    return re.findall(r"^  (\S+)  +\S", text.partition("Topics:\n")[2], re.MULTILINE)


def test_topics_are_listed_with_what_each_is_about(invoke):
    done = invoke("help")
    assert done.status == 0
    assert listed(done.out) == TOPICS
    assert re.search(
        r"^  limits +Bounds on time, memory, size and requests", done.out, re.MULTILINE
    )


def test_a_pipe_gets_the_page_as_it_is_written(invoke):
    for topic in TOPICS:
        done = invoke("help", topic)
        assert (done.status, done.out) == (0, (MANUAL / f"{topic}.md").read_text("utf-8"))


def test_the_name_of_a_command_is_a_topic(invoke):
    for command, topic in TOPIC_OF.items():
        page = command if command in TOPICS else topic
        assert invoke("help", command).out == (MANUAL / f"{page}.md").read_text("utf-8")


def test_an_unknown_topic_is_a_usage_error_that_lists_the_topics(invoke):
    done = invoke("help", "runes")
    assert (done.status, done.out) == (2, "")
    assert "There is no topic 'runes'." in done.err
    assert listed(done.err) == TOPICS


def test_a_path_is_not_a_topic(invoke):
    assert invoke("help", "../cli/manual").status == 2


def test_a_terminal_gets_a_drawn_page_through_the_pager():
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "scraper", "help", "limits"],
        stdin=follower, stdout=follower, env=os.environ | {"PAGER": "cat", "TERM": "xterm"},
    )  # fmt: skip
    os.close(follower)
    seen = b""
    try:
        while piece := os.read(leader, 4096):
            seen += piece
    except OSError:
        pass  # the terminal is closed: the process has ended
    os.close(leader)
    assert process.wait(PATIENCE) == 0
    text = seen.decode()
    assert "\x1b[1m" in text and "512 KiB" in text
    assert "|---|" not in text and "\n# Limits" not in text


def test_help_lists_each_command_once_and_in_its_group(invoke):
    text = invoke("--help").out
    places = [text.index(f"\n{title}:\n") for title in GROUPS]
    assert places == sorted(places)
    assert sorted(re.findall(r"^  ([a-z]+)  +[A-Z]", text, re.MULTILINE)) == sorted(COMMANDS)


def test_no_line_about_a_command_is_cut_short(invoke):
    """click takes the first sentence of a command's help, and cuts a long one."""
    for name in COMMANDS:
        commands = invoke(name, "--help").out.partition("Commands:\n")[2]
        assert "..." not in commands, name


def test_help_of_a_command_names_a_page_that_is_there(invoke):
    assert set(TOPIC_OF.values()) <= set(TOPICS)
    assert set(COMMANDS) - set(TOPIC_OF) == {"completion", "help"}
    assert invoke("run", "--help").out.endswith("More: scraper help runs\n")
    assert invoke("rule", "--help").out.endswith("More: scraper help rules\n")
