"""`scraper.toml`: values with their origin, and mistakes named by line with the fix."""

from datetime import timedelta

import pytest

from scraper.config import load, shown_values
from scraper.config.key_lines import lines_of
from scraper.errors import ConfigError, ExitCode
from scraper.files.siblings import ENVIRONMENT, SEARCH_LOCK, STATE, STATE_LOCK, beside, owner_of
from scraper.runs.network import network
from scraper.runs.state import state_file
from scraper.schedule.cadence import Adaptive, Cron, Every
from scraper.store.search.indexing import catalogue_file

GOOD = """\
store = "news"
contact = "https://example.org/bot"

[outputs]
jsonl = "out/articles.jsonl"

[defaults]
every = "30m"
exclude = ["*/video/*"]

[[site]]
name = "example"
start = ["https://example.org/"]
cookies = { session = "NEWS_SESSION" }

[[site]]
name = "other"
start = "https://other.example/feed.xml"
every = "1d"
"""


@pytest.fixture
def read(tmp_path):
    def read(text):
        file = tmp_path / "scraper.toml"
        file.write_text(text)
        return load(file, outputs=("jsonl", "csv"))

    return read


def test_values_of_a_site_stand_before_defaults(read, tmp_path):
    config = read(GOOD)
    first, second = config.sites
    assert (first.every, second.every) == (Every(timedelta(minutes=30)), Every(timedelta(days=1)))
    assert first.exclude == second.exclude == ("*/video/*",)
    assert first.recheck == timedelta(minutes=30)  # no seldomer than the site, by default
    assert second.recheck == timedelta(hours=1)
    assert config.store == tmp_path / "news"
    assert config.outputs[0].path == tmp_path / "out/articles.jsonl"
    assert config.outputs[0].name == "jsonl:out/articles.jsonl"


def test_shown_values_have_their_origin(read):
    rows = {key: (value, origin) for key, value, origin in shown_values(read(GOOD), {})}
    assert rows["contact"] == ('"https://example.org/bot"', "line 2")
    assert rows["site.example.every"] == ('"30m"', "line 8")
    assert rows["site.other.every"] == ('"1d"', "line 19")
    assert rows["site.other.recheck_for"] == ('"14d"', "default")
    assert rows["site.example.cookies"] == ('{ "session" = "NEWS_SESSION" }', "line 14")


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("every = ", "evry = ", 8, "did you mean 'every'?"),
        ("contact", "kontact", 2, "did you mean 'contact'?"),
        ("jsonl = ", "jsnl = ", 5, "did you mean 'jsonl'?"),
        ("jsonl = ", "zzz = ", 5, "known are csv, jsonl"),
        ('every = "30m"', 'every = "half an hour"', 8, 'such as "30m"'),
        ('every = "30m"', "every = 30", 8, 'such as "30m"'),
        ('every = "30m"', 'every = "0m"', 8, "more than nothing"),
        ('every = "30m"', 'every = "61 * * * *"', 8, "Bad minute"),
        ('every = "30m"', 'every = { min = "2d", max = "1h" }', 8, "more than its max: 2d to 1h"),
        ('every = "30m"', 'every = { least = "2d" }', 8, 'write { min = "30m", max = "1d" }'),
        ('every = "30m"', 'timezone = "Mars"', 8, "is no time zone"),
        ('store = "news"', 'store_budget = "20"', 1, 'such as "500MB"'),
        ('store = "news"', 'store_budget = "0GB"', 1, 'such as "500MB"'),
        ('name = "other"', 'name = "example"', 17, "a second site is named 'example'"),
        ('name = "other"', 'name = "../other"', 17, '"example"'),
        ('name = "other"\n', "", 16, "add name = ..."),
        ('"https://example.org/"', '"example.org"', 13, "'example.org' must be an address"),
        ('"https://example.org/"', '"http://h:99999/"', 13, "'http://h:99999/' must be an address"),
        ('"https://example.org/"', '"http://h:x/"', 13, "'http://h:x/' must be an address"),
        ('["https://example.org/"]', "[]", 13, "at least one URL"),
        ('"NEWS_SESSION"', '"abc=123"', 14, "environment variable"),
        ("[defaults]", "[defaults", 7, "is not TOML"),
        ("[[site]]", "[[sites]]", 11, "did you mean 'site'?"),
        ('"out/articles.jsonl"', '"x"\ncsv = "x"', 6, "name another path"),
        (
            "[outputs]",
            'metrics = "out/articles.jsonl"\n[outputs]',
            6,
            "'jsonl' and 'metrics' can't",
        ),
    ],
)
def test_mistakes_are_named_by_line_with_the_fix(read, tmp_path, old, new, line, says):  # noqa: PLR0917
    with pytest.raises(ConfigError) as caught:
        read(GOOD.replace(old, new))
    assert caught.value.subject == f"{tmp_path / 'scraper.toml'}:{line}"
    assert says in caught.value.message
    assert caught.value.exit_code == ExitCode.BAD_CONFIG


def test_a_site_in_single_brackets_is_named_for_what_it_is(read):
    with pytest.raises(ConfigError, match=r"toml:2: .*write \[\[site\]\] for \[site\]"):
        read('store = "news"\n[site]\nname = "example"\n')


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("scraper.toml", "the configuration itself"),
        ("out/../scraper.toml", "the configuration itself"),
        ("link.toml", "the configuration itself"),
        (ENVIRONMENT, "the secrets of sites"),
        ("news", "part of the store"),
        ("news/index.sqlite", "part of the store"),
        ("news/deep/er/articles.csv", "part of the store"),
        ("link/articles.csv", "part of the store"),
        ("news.run.log", "scraper's own, beside the store"),
    ],
)
def test_own_files_are_no_place_for_what_a_run_writes(read, tmp_path, name, says):
    (tmp_path / "link.toml").symlink_to(tmp_path / "scraper.toml")
    (tmp_path / "link").symlink_to(tmp_path / "news")
    texts = [
        GOOD.replace("out/articles.jsonl", name),
        GOOD.replace("[outputs]", f'metrics = "{name}"\n[outputs]'),
    ]
    for text, line, key in zip(texts, (5, 4), ("jsonl", "metrics"), strict=True):
        with pytest.raises(ConfigError) as caught:
            read(text)
        assert caught.value.subject == f"{tmp_path / 'scraper.toml'}:{line}"
        assert f"{key!r} can't go to {name!r}, which is {says}" in caught.value.message
        assert 'name another path, such as "out/' in caught.value.message


@pytest.mark.parametrize("name", ["news", "link", "x/../news"])
def test_each_file_that_is_made_beside_the_store_is_known_as_own(tmp_path, name):
    """By the modules that make them."""
    for directory in ("disk/news", "x"):
        (tmp_path / directory).mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "disk" / "news")
    store = tmp_path / name
    state = state_file(store)
    made = [
        state, beside(store, STATE_LOCK), catalogue_file(store), beside(store, SEARCH_LOCK),
        store.with_name(store.name + STATE),
        *(state.with_name(state.name + end) for end in ("-wal", "-shm", "-journal", ".v3.backup")),
    ]  # fmt: skip
    assert all(owner_of(path, tmp_path / "scraper.toml", store) for path in made)


@pytest.mark.parametrize("name", ["news.csv", "news.jsonl", "newsletter/a", "out/scraper.toml"])
def test_other_names_beside_the_store_are_free(read, name):
    assert read(GOOD.replace("out/articles.jsonl", name)).outputs[0].path.name in name


def test_every_may_be_a_cron_expression_in_a_zone_or_bounds(read):
    text = GOOD.replace('every = "30m"', 'every = "0 6 * * mon-fri"\ntimezone = "Europe/Berlin"')
    first, second = read(text).sites
    assert first.every == Cron("0 6 * * mon-fri", "Europe/Berlin")
    assert (first.recheck, second.every) == (timedelta(hours=1), Every(timedelta(days=1)))
    text = GOOD.replace('every = "30m"', 'every = "auto"')
    text = text.replace('every = "1d"', 'every = { min = "2h" }')
    first, second = read(text).sites
    assert (first.every, second.every) == (Adaptive(), Adaptive(timedelta(hours=2)))
    assert first.recheck == timedelta(minutes=15)
    rows = {key: value for key, value, _ in shown_values(read(text), {})}
    assert rows["site.other.every"] == '{ min = "2h", max = "1d" }'
    assert rows["site.other.timezone"] == '"UTC"'


def test_no_site_and_no_file_are_named(read, tmp_path):
    with pytest.raises(ConfigError, match=r"add \[\[site\]\]"):
        read('store = "news"\n')
    with pytest.raises(ConfigError, match="-c FILE"):
        load(tmp_path / "none.toml", outputs=())


def test_lines_pass_over_long_strings_and_see_inline_tables():
    text = 'a = """\nb = 1\n"""\nc = { d = 1, "e" = 2 }\n[x.y]\nz.w = 1\n[[t]]\n[[t]]\nk = 1\n'
    assert lines_of(text) == {
        "a": 1, "c": 4, "c.d": 4, "c.e": 4, "x.y": 5, "x.y.z.w": 6, "t": 7, "t.0": 7, "t.1": 8, "t.1.k": 9,
    }  # fmt: skip


def test_a_site_marked_js_is_rendered(read):
    """Rendering needs neither cookies nor headers to be asked for."""
    config = read(GOOD + "js = true\n")
    settings = network(config, {"NEWS_SESSION": "x"})
    assert [(site.host, site.js) for site in settings.sites] == [
        ("example.org", False),
        ("other.example", True),
    ]
