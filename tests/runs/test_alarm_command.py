"""Alarms reach a person by the command of `[alarms]`: a real program, real kills, a real state."""

import json
import os
import shlex
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scraper.config import load
from scraper.config.command import command_words, filled
from scraper.models.alarm import Alarm, SiteHistory, SiteJudgement
from scraper.outputs import OUTPUTS
from scraper.runs.alarm_command import MOST_FAILURES, send_messages
from scraper.runs.state import State, state_file
from tests.patience import PATIENCE, wait_until

NOW = datetime(2026, 5, 4, 6, 0, tzinfo=UTC)
HEARD = """\
import json, os, signal, sys, time
with open("heard.jsonl", "a") as file:
    file.write(json.dumps({"words": sys.argv[1:], "given": json.load(sys.stdin)}) + "\\n")
"""


class Project:
    """A configuration whose command is a program that notes what it hears."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def configure(self, then: str = "", timeout: float = PATIENCE) -> None:
        program = self.root / "hear.py"
        program.write_text(HEARD + then)
        command = shlex.join([sys.executable, str(program), "{site}", "{text}"])
        (self.root / "scraper.toml").write_text(
            f"[alarms]\ncommand = {json.dumps(command)}\ntimeout = {timeout}\n"
            "[fetch]\nallow_private = true\nattempts = 1\ndelay = 0\n"
            '[[site]]\nname = "alpha"\nstart = ["http://127.0.0.1:9/"]\n'
        )

    def state(self) -> State:
        return State(state_file(self.root / "store"))

    def judge(self, judged: SiteJudgement, *before: Alarm) -> None:
        with self.state() as state:
            state.baselines.keep(SiteHistory("alpha", alarms=before), judged, NOW)

    def send(self, **how: bool) -> list[str]:
        config = load(self.root / "scraper.toml", outputs=tuple(OUTPUTS))
        with self.state() as state:
            return send_messages(config, state, NOW, **how)

    def run(self) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "scraper", "run"], cwd=self.root, capture_output=True, text=True,
            timeout=PATIENCE, check=False,
        )  # fmt: skip

    @property
    def heard(self) -> list[dict]:
        file = self.root / "heard.jsonl"
        return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []

    @property
    def ids(self) -> list[str]:
        return [each["given"]["id"] for each in self.heard]


@pytest.fixture
def project(tmp_path) -> Project:
    made = Project(tmp_path)
    made.configure()
    return made


def alarm(evidence: str = "12 of 12 pages ask for consent", kind: str = "consent_wall") -> Alarm:
    return Alarm("alpha", kind, NOW, 1, evidence, ("https://a.example/1", "https://a.example/2"))


def test_an_alarm_is_given_as_json_and_as_words(project):
    project.judge(SiteJudgement(raised=(alarm(),)))
    assert project.send() == []
    (heard,) = project.heard
    text = "alpha: consent wall: 12 of 12 pages ask for consent"
    assert heard["words"] == ["alpha", text]
    given = heard["given"]
    assert (given["text"], given["event"], given["kind"]) == (text, "raised", "consent_wall")
    assert given["pages"] == ["https://a.example/1", "https://a.example/2"]
    assert given["accept"] == "scraper status --accept alpha"


def test_an_alarm_that_lasts_is_not_repeated_and_its_end_is_sent_once(project):
    project.judge(SiteJudgement(raised=(alarm(),)))
    project.send()
    project.judge(SiteJudgement(kept=(alarm("13 of 13 pages"),)), alarm())
    project.send()
    assert project.ids == ["alpha-1-raised"]
    project.judge(SiteJudgement(cleared=(alarm(),)), alarm())
    project.send()
    project.send()
    assert project.ids == ["alpha-1-raised", "alpha-1-ended"]


def test_an_alarm_that_comes_again_is_another_one(project):
    for _ in range(2):
        project.judge(SiteJudgement(raised=(alarm(),)))
        project.send()
        project.judge(SiteJudgement(cleared=(alarm(),)), alarm())
    project.send()
    assert project.ids == ["alpha-1-raised", "alpha-1-ended", "alpha-2-raised", "alpha-2-ended"]


def test_a_message_that_failed_is_sent_later_also_after_the_alarm_is_over(project):
    project.configure(then="sys.exit('no route to the mail server')\n")
    project.judge(SiteJudgement(raised=(alarm(),)))
    (problem,) = project.send()
    assert "alarm alpha-1-raised was not delivered" in problem
    assert problem.endswith("exit status 1: no route to the mail server; the next run tries again")
    project.judge(SiteJudgement(cleared=(alarm(),)), alarm())
    project.configure()
    assert project.send() == []
    assert project.send() == []
    assert project.ids == ["alpha-1-raised", "alpha-1-raised", "alpha-1-ended"]


def test_a_command_that_hangs_is_ended_with_what_it_started(project):
    child = "import subprocess\nchild = subprocess.Popen(['sleep', '3600'])\n"
    then = child + "open('child', 'w').write(str(child.pid))\ntime.sleep(3600)\n"
    project.judge(SiteJudgement(raised=(alarm(),)))
    for seconds in (3, 12, 48):  # on a busy machine the command takes a while to start its child
        project.configure(then=then, timeout=seconds)
        (problem,) = project.send()
        assert f"took more than {seconds} s" in problem
        if has_content(project.root / "child"):
            break
    child_id = int((project.root / "child").read_text())
    wait_until(lambda: not is_running(child_id))  # it was killed; the kernel has its own pace


def has_content(file: Path) -> bool:
    """Say whether a file is there and something is in it."""
    return file.exists() and file.stat().st_size > 0


def is_running(pid: int) -> bool:
    """Say whether a process runs; one that has ended and that nobody has waited for does not."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def test_a_program_that_is_missing_is_a_problem_not_a_crash(project):
    file = project.root / "scraper.toml"
    file.write_text(file.read_text().replace(sys.executable, "/no/such/program"))
    project.judge(SiteJudgement(raised=(alarm(),)))
    assert "/no/such/program: can't be called: No such file or directory" in project.send()[0]


def test_a_server_that_is_down_costs_a_run_few_calls(project):
    project.configure(then="sys.exit(1)\n")
    kinds = ("consent_wall", "no_date", "no_author", "length_off")
    project.judge(SiteJudgement(raised=tuple(alarm(kind=kind) for kind in kinds)))
    assert len(project.send()) == MOST_FAILURES
    assert project.send(first_tries=True)
    assert sorted(project.ids) == [f"alpha-{n}-raised" for n in (1, 2, 3, 4)]


def test_a_run_that_is_killed_after_the_command_sends_it_again_with_the_same_id(project):
    project.configure(then="os.kill(os.getppid(), signal.SIGKILL)\n")
    project.judge(SiteJudgement(raised=(alarm(),)))
    assert project.run().returncode == -signal.SIGKILL
    project.configure()
    project.run()
    project.run()
    assert project.ids == ["alpha-1-raised", "alpha-1-raised"]


def test_status_shows_that_a_command_failed(project):
    project.configure(then="sys.exit(75)\n")
    project.judge(SiteJudgement(raised=(alarm(),)))
    assert project.run().returncode == 1
    shown = subprocess.run(
        [sys.executable, "-m", "scraper", "status"], cwd=project.root, capture_output=True, text=True,
        timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert "alarm alpha-1-raised was not delivered" in shown.stdout


def test_words_of_a_page_stay_one_word_and_one_line():
    words = command_words('mail -s "{text}" you@example.org')
    text = '"$(rm -rf ~)" {site}\nBcc: all@example.org; -o x'
    assert filled(words, {"text": text, "site": "alpha"}) == [
        "mail", "-s", '"$(rm -rf ~)" {site} Bcc: all@example.org; -o x', "you@example.org",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ('mail -s "', "can't be parted into words"),
        ("mail {who}", "has {who}; known are {text}"),
        ("", "must be a command"),
        (["mail"], "must be a command"),
        ("'' x", "must begin with the name of a program"),
    ],
)
def test_a_command_that_makes_no_sense_is_a_mistake_of_the_file(command, says):
    with pytest.raises(ValueError, match=says):
        command_words(command)


def test_braces_that_are_no_placeholder_stay():
    words = command_words("""curl -d '{"a": 1}' https://example.org/""")
    assert filled(words, {})[2] == '{"a": 1}'


def test_an_example_can_be_sent(project):
    done = subprocess.run(
        [sys.executable, "-m", "scraper", "config", "try-alarm"], cwd=project.root,
        capture_output=True, text=True, timeout=PATIENCE, check=False, env=os.environ,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "")
    assert "try-alarm" in project.heard[0]["given"]["evidence"]
