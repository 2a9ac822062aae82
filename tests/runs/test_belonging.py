"""A store, its state and the configuration that runs on them: what does not belong together is named."""

import shutil

import pytest
from hourly import EXTRA


@pytest.fixture
def ran(farm):
    """Two sites have run once."""
    del farm.sites[1:]
    farm.configure(EXTRA)
    assert farm.report()["sites"]["site0"]["new"] == 6
    return farm


def refused(farm, *says):
    done = farm.run("run", "--all")
    assert done.status == 4
    for words in (*says, "--adopt"):
        assert words in done.err
    return done


def rows(farm):
    return sorted((line["key"], line["version"]) for line in farm.lines())


def use_store(farm, name):
    file = farm.root / "scraper.toml"
    file.write_text(file.read_text().replace('store = "news"', f'store = "{name}"'))


def test_store_that_was_moved_without_its_state_is_named(ran):
    (ran.root / "news").rename(ran.root / "moved")
    use_store(ran, "moved")
    before = rows(ran)
    refused(ran, "moved.state.sqlite", "move that state file here")
    assert rows(ran) == before


def test_nothing_is_doubled_where_it_is_adopted_all_the_same(ran):
    (ran.root / "news").rename(ran.root / "moved")
    use_store(ran, "moved")
    before = rows(ran)
    ran.sites[0].write(1)
    assert ran.run("run", "--all", "--adopt").status == 0
    assert len(rows(ran)) == len(set(rows(ran))) == len(before) + 1
    assert ran.run("run", "--all").status == 0  # they belong together now


def test_store_of_an_older_release_without_its_state_is_known_by_the_outputs(ran):
    (ran.root / "news").rename(ran.root / "moved")
    (ran.root / "moved/state.id").unlink()  # that release made none
    use_store(ran, "moved")
    refused(ran, "has pages", "has articles")


def test_store_and_state_that_move_together_go_on(ran):
    for name in ("news", "news.state.sqlite"):
        (ran.root / name).rename(ran.root / name.replace("news", "moved"))
    use_store(ran, "moved")
    ran.report("--all")
    assert len(rows(ran)) == 6


def test_state_beside_another_store_is_named(ran):
    (ran.root / "news").rename(ran.root / "old")
    url = ran.sites[0].url + next(iter(ran.sites[0].stories)).lstrip("/")
    fetched = ran.run(
        "fetch", url, "--allow-private", "--store", ran.root / "news", configured=False
    )
    assert fetched.status == 0
    refused(ran, "belongs to another store")


def test_copy_beside_the_original_is_named(ran):
    shutil.copytree(ran.root / "news", ran.root / "copy")
    shutil.copy(ran.root / "news.state.sqlite", ran.root / "copy.state.sqlite")
    use_store(ran, "copy")
    refused(ran, "is a copy")


def test_second_configuration_on_one_store_is_named(ran):
    first = ran.root / "scraper.toml"
    second = ran.root / "second/scraper.toml"
    second.parent.mkdir()
    second.write_text(first.read_text().replace('store = "news"', 'store = "../news"'))
    done = ran.run("run", "-c", second, configured=False)
    assert (done.status, str(first) in done.err) == (4, True)


def test_configuration_that_was_renamed_goes_on(ran):
    file = ran.root / "scraper.toml"
    file.rename(ran.root / "papers.toml")
    assert ran.run("run", "-c", ran.root / "papers.toml", configured=False).status == 0


def test_state_of_an_older_release_takes_the_id_of_its_store(ran):
    (ran.root / "news/state.id").unlink()
    (ran.root / "news/id").unlink()
    with ran.state() as state:
        state.origin.keep(dict.fromkeys(("id", "store", "place", "configuration"), ""))
    ran.report("--all")
    with ran.state() as state:
        assert state.origin.get("store") == (ran.root / "news/id").read_text().strip()
