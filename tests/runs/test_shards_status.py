"""`scraper status` and the other commands that look, where each shard has a store."""

import json

import pytest


@pytest.fixture
def ran(sharded):
    """Two of three shards have run here."""
    for index in (0, 2):
        assert sharded.run("run", "--shard", f"{index}/3").status == 0
    return sharded


def test_status_reads_all_shards_that_are_here(ran):
    done = ran.run("status", "--json")
    assert done.status == 0, done.err
    shards = [json.loads(line)["shard"] for line in done.out.splitlines()]
    assert shards == ["0/3", "0/3", "2/3", "2/3"]
    assert "1 of 3 shards is not here: 1" in done.err


def test_status_of_one_shard(ran):
    (first, second) = ran.run("status", "--shard", "2/3", "--json").out.splitlines()
    assert {json.loads(first)["site"], json.loads(second)["site"]} == {"site0", "site4"}


def test_status_before_anything_has_run_says_what_to_do(sharded):
    done = sharded.run("status")
    assert done.status == 1
    assert "no shard has run here yet; `scraper run --shard I/K` begins one" in done.err


def test_status_of_two_numbers_of_shards_says_which(ran):
    (ran.root / "shards/0").rename(ran.root / "shards/9")
    file = ran.root / "scraper.toml"
    assert ran.run("run", "--shard", "0/2").status == 0
    done = ran.run("status")
    assert done.status == 4
    assert (
        f"{file}: " in done.err
        and "is one of 2 and" in done.err
        and "is one of 3 shards" in done.err
    )


def test_alarms_of_a_site_are_accepted_in_its_shard(ran):
    assert ran.run("status", "--accept", "site0").status == 0
    done = ran.run("status", "--accept", "site1")
    assert done.status == 2
    assert "'site1' belongs to a shard that is not here" in done.err


@pytest.mark.parametrize("command", [("similar",), ("history", "https://e.org/")])
def test_commands_that_look_into_one_store_ask_for_the_shard(ran, command):
    done = ran.run(*command)
    assert done.status == 4
    assert "has a store for each shard; say which one" in done.err


def test_history_of_a_shard(ran):
    row = json.loads((ran.root / "shards/0/articles.jsonl").read_text().splitlines()[0])
    done = ran.run("history", row["url"], "--shard", "0/3")
    assert (done.status, row["title"] in done.out) == (0, True)


def test_a_timer_for_all_shards_together_is_refused(ran):
    done = ran.run("schedule", "install", "--cron", "--yes")
    assert done.status == 4
    assert "scraper help fleets" in done.err


def test_commands_of_the_store_take_the_shard_of_the_environment(ran, monkeypatch):
    refused = ran.run("list")
    assert refused.status == 4
    assert "has a store for each shard" in refused.err and "SCRAPER_SHARD=0/8" in refused.err
    monkeypatch.setenv("SCRAPER_SHARD", "2/3")
    listed = ran.run("list")
    assert listed.status == 0, listed.err
    assert all(site.url in listed.out for site in (ran.sites[0], ran.sites[4]))
