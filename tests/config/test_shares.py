"""What a shard has of a configuration: its sites and its own paths, and every host has one owner."""

from pathlib import Path

import pytest

from scraper.config import parse
from scraper.errors import ConfigError
from scraper.models.shard import Shard

FILE = Path("/srv/scraper.toml")
HEAD = 'store = "shards/{shard}/news"\n[outputs]\njsonl = "shards/{shard}/a.jsonl"\n'
COUNT = 4


def site(name: str, *start: str, extra: str = "") -> str:
    starts = ", ".join(f'"{url}"' for url in start)
    return f'[[site]]\nname = "{name}"\nstart = [{starts}]\n{extra}'


def shares(text: str, count: int = COUNT):
    return [parse(text, FILE, outputs=("jsonl",), shard=Shard(i, count)) for i in range(count)]


def names(config) -> list[str]:
    return [each.name for each in config.sites]


def test_every_site_is_in_one_shard():
    text = HEAD + "".join(site(f"s{n}", f"https://www.s{n}.example/") for n in range(40))
    found = [name for share in shares(text) for name in names(share)]
    assert sorted(found) == sorted(f"s{n}" for n in range(40))


def test_hosts_of_a_domain_are_in_one_shard():
    starts = ("https://paper.co.uk/", "https://news.paper.co.uk/", "http://WWW.Paper.co.uk:8080/x")
    text = HEAD + "".join(site(f"s{n}", start) for n, start in enumerate(starts))
    assert sorted(len(names(share)) for share in shares(text)) == [0, 0, 0, 3]


def test_a_site_stays_where_it_was_when_others_come_and_go():
    few = HEAD + site("a", "https://a.example/")
    many = (
        HEAD
        + "".join(site(f"s{n}", f"https://s{n}.example/") for n in range(9))
        + site("a", "https://a.example/")
    )
    assert [("a" in names(share)) for share in shares(few)] == [
        "a" in names(share) for share in shares(many)
    ]


def test_paths_are_those_of_the_shard():
    third = shares(HEAD + site("a", "https://a.example/"))[3]
    assert third.store == Path("/srv/shards/3/news")
    assert [str(output.path) for output in third.outputs] == ["/srv/shards/3/a.jsonl"]


def test_without_shards_the_number_is_0():
    whole = parse(HEAD + site("a", "https://a.example/"), FILE, outputs=("jsonl",))
    assert (whole.store, str(whole.shard)) == (Path("/srv/shards/0/news"), "0/1")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('store = "news"\n', 1),
        ('store = "{shard}"\n[outputs]\njsonl = "a.jsonl"\n', 3),
        ('store = "{shard}"\nmetrics = "m.prom"\n', 2),
    ],
)
def test_a_path_that_shards_would_share_is_refused_with_its_line(text, line):
    with pytest.raises(
        ConfigError, match=rf"scraper\.toml:{line}: all shards would write to .*{{shard}}"
    ):
        shares(text + site("a", "https://a.example/"))


def test_a_host_with_two_owners_is_refused_by_every_shard():
    text = HEAD + "".join(
        site(f"s{n}", f"https://s{n}.example/", f"https://feeds.example/{n}") for n in range(9)
    )
    for index in range(COUNT):
        with pytest.raises(
            ConfigError, match=r"feeds\.example is asked by shard .*sites of their own"
        ):
            parse(text, FILE, outputs=("jsonl",), shard=Shard(index, COUNT))


def test_domains_of_sites_in_other_shards_are_named():
    text = HEAD + "".join(site(f"s{n}", f"https://s{n}.example/") for n in range(9))
    for share in shares(text):
        own = {f"{name}.example" for name in names(share)}
        assert share.elsewhere == {f"s{n}.example" for n in range(9)} - own


def test_lines_are_still_those_of_the_file():
    """A secret that is missing is named with the line of its site."""
    secret = 'cookies = { session = "SESSION" }\n'
    text = HEAD + "".join(site(f"s{n}", f"https://s{n}.example/", extra=secret) for n in range(9))
    for share in shares(text):
        for number, each in enumerate(share.sites):
            assert share.place(f"site.{number}.cookies") == f"{FILE}:{7 + 4 * int(each.name[1:])}"
