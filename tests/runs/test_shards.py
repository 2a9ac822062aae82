"""Runs of shards: each site in one of them, each with a state of its own that stays what it is."""

import json
import os
import shutil
import signal

import pytest
from whole import wait_for

from scraper.cli.configuration import read_config
from scraper.models.shard import Shard
from scraper.runs.state import State, state_file
from tests.patience import PATIENCE

COUNT = 3


def run(farm, index, *options, count=COUNT):
    return farm.run("run", "--shard", f"{index}/{count}", *options)


def run_all(farm, *options):
    for index in range(COUNT):
        done = run(farm, index, *options)
        assert done.status == 0, done.err


def rows(farm):
    files = sorted(farm.root.glob("shards/*/articles.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text().splitlines()]


def expect_whole(farm):
    """Each article is in one shard, once."""
    assert sorted((row["url"], row["title"], row["text"]) for row in rows(farm)) == farm.truth


def origin(farm, index, **values):
    """Change what a state knows of itself."""
    config = read_config(farm.root / "scraper.toml", Shard(index, COUNT))
    with State(state_file(config.store)) as state:
        state.origin.keep(values)


def test_shards_have_everything_once(sharded):
    run_all(sharded)
    expect_whole(sharded)
    assert all(site.asked["/"] == 1 for site in sharded.sites)
    assert len(list(sharded.root.glob("shards/*/news.state.sqlite"))) == COUNT


def test_shards_run_side_by_side(sharded):
    for site in sharded.sites:
        site.hold("/news")
    running = [sharded.start("run", "--shard", f"{index}/{COUNT}") for index in range(COUNT)]
    for process in running:
        wait_for(lambda: all(site.asked.total() > 2 for site in sharded.sites), process)
    for site in sharded.sites:
        site.let_go()
    for process in running:
        _, said = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, said
    expect_whole(sharded)


def test_a_shard_without_sites_does_nothing(sharded):
    done = run(sharded, 40, count=64)
    assert (done.status, "nothing is due" in done.err) == (0, True)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--shard", "0/4"), "go on with --shard 0/3"),
        ((), "go on with --shard 0/3"),
        (("--shard", "0/4", "--adopt"), "go on with --shard 0/3"),
    ],
)
def test_another_number_of_shards_is_refused(sharded, options, says):
    run(sharded, 0)
    before = rows(sharded)
    done = sharded.run("run", "--all", *options)
    assert done.status == 4
    assert says in done.err and "shards-of-" in done.err
    assert rows(sharded) == before


def test_a_state_from_before_shards_is_one_of_1(sharded):
    file = sharded.root / "scraper.toml"
    text = file.read_text()
    file.write_text(text.replace("{shard}", "0"))
    assert sharded.run("run").status == 0
    file.write_text(text)
    origin(sharded, 0, shard="")  # as that release left it
    done = run(sharded, 0)
    assert done.status == 4
    assert "is the state of shard 0/1" in done.err and "without --shard" in done.err


def test_a_directory_in_the_place_of_another_shard_is_refused(sharded):
    run(sharded, 0)
    (sharded.root / "shards/0").rename(sharded.root / "shards/1")
    done = run(sharded, 1)
    assert done.status == 4
    assert "is the state of shard 0/3, but --shard 1/3 was given" in done.err


def test_a_shard_that_is_moved_goes_on(sharded, tmp_path_factory):
    """On another machine nothing is left of the place where it was."""
    run(sharded, 0)
    elsewhere = tmp_path_factory.mktemp("machine")
    (elsewhere / "shards").mkdir()
    shutil.copy(sharded.root / "scraper.toml", elsewhere)
    (sharded.root / "shards/0").rename(elsewhere / "shards/0")
    (sharded.root / "scraper.toml").unlink()
    before = len((elsewhere / "shards/0/articles.jsonl").read_text().splitlines())
    done = sharded.run(
        "run", "--all", "--shard", "0/3", "-c", elsewhere / "scraper.toml", configured=False
    )
    assert done.status == 0, done.err
    assert len((elsewhere / "shards/0/articles.jsonl").read_text().splitlines()) == before == 12


def test_a_shard_that_was_moved_while_it_ran_is_refused(sharded):
    run(sharded, 0)
    origin(sharded, 0, runs_on="another-machine 5f0c")
    done = run(sharded, 0, "--all")
    assert done.status == 4
    assert "was moved here while shard 0/3 ran on another-machine" in done.err
    assert run(sharded, 0, "--all", "--adopt").status == 0
    assert run(sharded, 0).status == 0  # it has ended
    assert len(rows(sharded)) == 12


def test_a_shard_whose_run_was_killed_here_goes_on(sharded):
    for site in sharded.sites:
        site.hold("/news")
    process = sharded.start("run", "--shard", "0/3")
    wait_for(lambda: any(path != "/" for site in sharded.sites for path in site.asked), process)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    for site in sharded.sites:
        site.let_go()
    run_all(sharded)
    expect_whole(sharded)


def test_a_page_at_a_domain_of_another_shard_is_left_to_it(sharded):
    """A site leads to a page of another, whose host that one's shard alone asks."""
    here = next(each for each in sharded.sites if each.host == "127.0.0.5")  # of shard 0
    there = sharded.sites[0]  # of shard 2
    there.show("/news/900-an-extra", "An extra edition of the paper is out", ["Words " * 60])
    link = (
        f'<h2><a href="{there.url}news/900-an-extra">An extra edition of the paper is out</a></h2>'
    )
    home = here.answer("/")
    assert home is not None
    here.more["/feed"] = "<html><body><main>" + link
    here.more["/"] = home.decode() + link
    assert run(sharded, 0).status == 0
    assert there.asked.total() == 0
    assert run(sharded, 2).status == 0
    assert there.asked["/news/900-an-extra"] == 1


def test_init_gives_each_shard_its_place_and_leaves_sites_to_others(sharded):
    file = sharded.root / "new/scraper.toml"
    said = []
    for site in sharded.sites:
        done = sharded.run(
            "init", site.url, "-c", file, "--shard", "0/3", "--yes", "--allow-private", "--delay", "0",
            configured=False,
        )  # fmt: skip
        assert done.status == 0, done.err
        said.append(done.err)
    assert sum("nothing is written for 0/3" in each for each in said) == 4
    assert 'store = "shards/{shard}/store"' in file.read_text()
    config = read_config(file, Shard(0, 3))
    assert {site.start[0] for site in config.sites} == {
        s.url for s in sharded.sites if s.host in ("127.0.0.5", "127.0.0.7")
    }
    assert sharded.run("run", "-c", file, "--shard", "0/3", configured=False).status == 0
    assert len((file.parent / "shards/0/articles.jsonl").read_text().splitlines()) == 12


def test_watch_runs_its_shard_alone(sharded):
    process = sharded.start("watch", "--shard", "1/3")
    output = sharded.root / "shards/1/articles.jsonl"
    wait_for(lambda: output.exists() and output.read_text().count("\n") == 12, process)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert [path.name for path in (sharded.root / "shards").iterdir()] == ["1"]


def test_watch_of_a_shard_without_sites_waits(sharded):
    process = sharded.start("watch", "--shard", "40/64")
    assert process.stderr.readline().rstrip().endswith(b"shard 40/64")
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
