"""What a run says without a terminal: one line an event, and one for a host that rests."""

import json
import re
import subprocess

from tests.patience import PATIENCE

LINE = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d (info|warning|error) (site\d: )?\S.*"
)


def test_a_host_that_rests_is_one_line_and_its_pages_did_not_fail(farm):
    del farm.sites[1:]
    farm.configure()
    site = farm.sites[0]
    site.write(20)
    site.refuse = 503
    site.rest = 600
    site.more["/robots.txt"] = ""
    report, said = farm.root / "report.json", farm.root / "run.log"
    done = subprocess.run(
        farm.command("run", "--report", report, "--log", said), cwd=farm.root, capture_output=True,
        timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert done.stderr == b""
    tally = json.loads(report.read_text())["sites"]["site0"]
    lines = said.read_text().splitlines()
    (resting,) = (line for line in lines if "is left alone until" in line)
    waiting = tally["not_asked"]["host_down"]
    assert resting.endswith(f"(Retry-After); {waiting} pages wait")
    assert "host_down" not in tally["failed"]
    assert waiting > 10
    assert (
        f"site0: 0 new, 0 changed, 0 unchanged, {tally['failed']['http_status']} failed"
        in said.read_text()
    )
    assert [line for line in lines if not LINE.fullmatch(line)] == []


def test_a_site_that_keeps_its_pages_back_delays_no_other(farm):
    farm.sites[0].hold("/news")
    with farm.start("run") as process:
        seen: set[str] = set()
        for line in process.stderr:
            seen |= set(re.findall(r"(site\d): 6 new", line.decode()))
            if seen >= {"site1", "site2"}:
                break
        assert seen == {"site1", "site2"}
        farm.sites[0].let_go()
        assert b"site0: 6 new" in process.stderr.read()


def test_nothing_due_names_what_is_next(farm):
    farm.run("run")
    done = farm.run("run", "--site", "site1")
    assert "nothing is due; site1 is next, at " in done.err
