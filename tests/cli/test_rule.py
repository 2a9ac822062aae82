"""Rules of sites: what they do to an article, how they are tried, and how mistakes are named."""

from datetime import date
from pathlib import Path

import pytest

import scraper
from scraper.errors import ConfigError, ExitCode
from scraper.models.site import SiteProfile, SiteRules
from scraper.pipelines.rule_trial import MOST_RULES, RulesDraft, check_draft
from scraper.sites.directory import locate
from scraper.sites.profiles import site_for
from scraper.sites.trial import SelectorLife
from scraper.store import Store

TEXT = [
    f"The {name} of Dunmere was opened on a Monday, and {n} people came to see it in the rain."
    for n, name in enumerate(("bridge", "library", "harbour", "museum", "windmill"), 20)
]
PAGE = (
    "<html><head><title>Dunmere opens five houses</title></head><body><article>"
    '<h1>Dunmere opens five houses</h1><h2 class="name">Five houses</h2><span class="by">Kaya Lind, Mads Norup</span>'
    '<time class="when" datetime="2026-05-04T10:00:00+02:00">today</time>'
    f'<p class="a">{TEXT[0]}</p><p class="b">{TEXT[1]}</p><div class="c"><p>{TEXT[2]}</p></div>'
    f'<p class="d">{TEXT[3]}</p><hr class="end"><p class="e">{TEXT[4]}</p>'
    '<div class="nav menu"><a href="/x">Imprint</a></div></article></body></html>'
)


def kept(**rules) -> list[str]:
    article = scraper.extract(PAGE, site=SiteProfile(SiteRules("x.example", **rules)))
    return [text for text in TEXT if text in article.text]


def write(sites: Path, text: str) -> Path:
    sites.mkdir(parents=True, exist_ok=True)
    path = sites / "rules.toml"
    path.write_text(text)
    return path


def test_drop_takes_out_what_it_selects():
    assert kept(drop=(".c",)) == [TEXT[0], TEXT[1], TEXT[3], TEXT[4]]


def test_stop_at_ends_the_article_also_at_an_element_without_text():
    assert kept(stop_at=("hr.end",)) == TEXT[:4]


def test_protect_overrules_drop_and_stop_at():
    assert kept(drop=("p",), protect=(".b",)) == [TEXT[1]]
    assert kept(stop_at=(".b",), protect=(".e",)) == [TEXT[0], TEXT[4]]


def test_keep_brings_in_what_extraction_leaves_out():
    assert "Imprint" not in scraper.extract(PAGE).text
    article = scraper.extract(PAGE, site=SiteProfile(SiteRules("x.example", keep=(".menu",))))
    assert "Imprint" in article.text


def test_drop_says_so_in_the_reason():
    article = scraper.extract(PAGE, site=SiteProfile(SiteRules("x.example", drop=(".c",))))
    (block,) = [block for block in article.blocks if block.text == TEXT[2]]
    assert (block.kept, block.reason) == (False, "site_rule")
    assert block.evidence.startswith('dropped by the site\'s rule (drop ".c")')


def test_the_evidence_names_the_selector_that_selects_the_block():
    rules = SiteRules("x.example", drop=(".c", ".d"), stop_at=(".none", "hr.end"), keep=(".menu",))
    article = scraper.extract(PAGE, site=SiteProfile(rules))
    said = {block.text: block.evidence.partition(";")[0] for block in article.blocks}
    assert said[TEXT[2]] == 'dropped by the site\'s rule (drop ".c")'
    assert said[TEXT[3]] == 'dropped by the site\'s rule (drop ".d")'
    assert said[TEXT[4]] == 'dropped by the site\'s rule (stop_at "hr.end")'


def test_a_kept_block_names_the_selector_that_keeps_it():
    article = scraper.extract(PAGE, site=SiteProfile(SiteRules("x.example", keep=("ol", ".menu"))))
    (block,) = [block for block in article.blocks if block.text == "Imprint"]
    assert block.evidence.startswith('kept by the site\'s rule (keep ".menu")')


def test_selectors_that_name_a_block_only_together_are_all_named():
    page = PAGE.replace(TEXT[2], "<b>It rained on</b> <i>all who came</i> to see it, and on us.")
    rules = SiteRules("x.example", drop=(".c b", ".c i", ".none"))
    article = scraper.extract(page, site=SiteProfile(rules))
    (block,) = [block for block in article.blocks if block.text.startswith("It rained")]
    assert block.evidence.startswith('dropped by the site\'s rule (drop ".c b", ".c i")')


def test_fields_come_from_their_selectors():
    fields = {"title": ".name", "authors": ".by", "date": ".when@datetime", "description": ".none"}
    article = scraper.extract(PAGE, site=SiteProfile(SiteRules("x.example", fields=fields)))
    assert article.title == "Five houses"
    assert article.authors == ["Kaya Lind", "Mads Norup"]
    assert article.date == "2026-05-04T10:00:00+02:00"
    assert article.sources["title"] == "site rule .name"
    assert article.description == scraper.extract(PAGE).description


def test_rules_hold_for_the_host_and_the_hosts_below_it(tmp_path):
    write(tmp_path, '["x.example"]\ndrop = [".c"]\n')
    place = locate(tmp_path)
    assert site_for(place, "https://www.x.example/a") is not None
    assert site_for(place, "https://news.x.example/a") is not None
    assert site_for(place, "https://notx.example/a") is None


def test_rules_hold_in_their_time_only(tmp_path):
    """A page whose day is not known is taken for one of today."""
    write(tmp_path, '[["x.example"]]\ndrop = [".old"]\nvalid_until = 2026-05-31\n'
                    '[["x.example"]]\ndrop = [".new"]\nvalid_from = 2026-06-01\n')  # fmt: skip
    place = locate(tmp_path)

    def drop(day):
        return site_for(place, "https://x.example/a", day).rules.drop

    assert drop(date(2026, 5, 31)) == (".old",)
    assert drop(date(2026, 6, 1)) == drop(None) == (".new",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('["x.example"]\ndrop = ["div["]\n', "drop: 'div[' is not a CSS selector"),
        (
            '["x.example"]\nfields = { title = ":::" }\n',
            "fields.title: ':::' is not a CSS selector",
        ),
        ('["x.example"]\nfields = { titel = "h1" }\n', "unknown field 'titel'"),
        ('["x.example"]\nremove = ["p"]\n', "unknown key 'remove'"),
        ('["x.example"]\ndrop = "p"\n', "drop: must be a list"),
        ('[x.example]\ndrop = ["p"]\n', '["x"]: a host stands in quotes; write ["x.example"]'),
        ('[www.x.example]\nfields = { title = "h1" }\n', 'write ["www.x.example"]'),
        ('["x.example"]\nmore = { drop = ["p"] }\n', "unknown key 'more'"),
        ('[site]\nhost = "x.example"\n', "has the name of its host, such as"),
        ('[[site]]\nname = "x"\n', "has the name of its host, such as"),
        ('["x.example"]\nvalid_from = "2026-05-01"\n', "is not a day"),
        ('["x.example"]\ntests = [{ absent = ["x"] }]\n', "each needs html"),
        ("drop = ['p']\n", "must be a table"),
        ("not toml", "is not TOML"),
    ],
)
def test_mistake_names_file_rule_and_key(invoke, archive, text, message):
    """In every command that uses the rules, with the exit status of a wrong configuration."""
    store, pages = archive("decks", 3)
    path = write(store / "sites", text)
    for command in (("show", pages[0].url), ("rule", "test"), ("replay",)):
        done = invoke(*command, "--store", store)
        assert done.status == ExitCode.BAD_CONFIG
        assert str(path) in done.err
        assert message in done.err


def test_two_files_for_one_host_are_a_mistake(tmp_path):
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text('["x.example"]\ndrop = ["p"]\n')
    with pytest.raises(ConfigError, match=r"b\.toml: x\.example has rules in .*a\.toml too"):
        site_for(locate(tmp_path), "https://x.example/")


RULE = """
["farm.example"]
drop = ["div.txt > ul"]
[["farm.example".tests]]
html = "<div class=txt><p>Stays</p><ul><li>Goes</li></ul></div>"
present = ["Stays"]
absent = ["Goes"]
"""


def test_rule_test_tells_month_by_month_what_is_removed(invoke, archive, farm):
    store, _ = archive("teaser-lines", 3)
    june = farm.farm_page("farm.example", 30, "teaser-lines")
    with Store.open(store) as opened:
        opened.put(june.stored())
    write(store / "sites", '["farm.example"]\ndrop = ["div.txt p:nth-of-type(4)"]\n')
    tried = invoke("rule", "test", "--store", store)
    assert tried.status == ExitCode.OK, tried.out
    assert "2026-05: 3 pages, 3 changed, 3 paragraphs removed, 0 added" in tried.out
    assert "2026-06: 1 page, 1 changed, 1 paragraph removed, 0 added" in tried.out
    assert f"- 1 x {june.foreign[0]}" in tried.out


def test_inline_test_that_fails_is_a_regression(invoke, archive):
    store, _ = archive("linked-lines", 3)
    write(store / "sites", RULE)
    assert invoke("rule", "test", "--store", store).status == ExitCode.OK
    write(store / "sites", RULE.replace('drop = ["div.txt > ul"]', 'drop = ["div.txt > ol"]'))
    tried = invoke("rule", "test", "--store", store)
    assert tried.status == ExitCode.REGRESSION
    assert "test 1: leaked 'Goes'" in tried.out


def test_rule_that_has_stopped_matching_is_reported(invoke, archive, farm):
    """With the day from which on it is dead, and the exit status of drift."""
    store, pages = archive("linked-lines", 4)
    write(store / "sites", RULE)
    with Store.open(store) as opened:
        for number in range(5, 9):
            opened.put(farm.farm_page("farm.example", number, "decks").stored())
    tried = invoke("rule", "test", "farm.example", "--store", store)
    assert tried.status == ExitCode.DRIFT
    last = f"{pages[-1].fetched_at:%Y-%m-%d}"
    assert f"dead: div.txt > ul has not matched since {last} (8 pages)" in tried.out


@pytest.mark.parametrize(
    ("matched", "dead"),
    [
        ([True, True, True], False),
        ([False, True, True, True], False),  # one page without it says little
        ([False, False, True, True, True], True),
        ([False, False, True, False, False, True], False),  # it never was on every page
        ([False, False, False], True),
        ([], False),
    ],
)
def test_selector_is_dead_when_it_misses_more_new_pages_than_chance_explains(matched, dead):
    assert SelectorLife("p", tuple(matched), tuple("x" for _ in matched)).is_dead is dead


def test_a_selector_is_tried_before_it_is_written(invoke, archive, tmp_path):
    store, pages = archive("standing-box", 4)
    tried = invoke("rule", "test", "farm.example", "--store", store, "--drop", "h1, p")
    assert "paragraphs removed" in tried.out
    assert "4 pages" in tried.out
    assert not (store / "sites").exists()
    saved = invoke("rule", "test", "farm.example", "--store", store, "--drop", "h1, p", "--save")
    assert saved.status == ExitCode.OK, saved.err
    written = (store / "sites/farm.example.toml").read_text()
    assert written == '["farm.example"]\ndrop = ["h1, p"]\n'
    assert len(pages) == 4


def test_a_saved_selector_leaves_the_rest_of_the_file_as_it_was(invoke, archive):
    store, _ = archive("standing-box", 2)
    (store / "sites").mkdir()
    path = store / "sites/mine.toml"
    before = (
        '# by hand\n["farm.example"]\ndrop = [  # two\n  "div.a",\n]\n\n'
        '[["farm.example".tests]]\nhtml = "<p>x</p>"\n\n["b.example"]\nkeep = ["p"]  # why\n'
    )
    path.write_text(before)
    saved = invoke("rule", "test", "www.farm.example", "--store", store, "--drop", "h1", "--protect", "p", "--save")  # fmt: skip
    assert saved.status == ExitCode.DRIFT  # div.a never matched
    after = path.read_text()
    assert '"div.a"' in after
    assert '"h1"' in after
    assert 'protect = ["p"]' in after
    for line in before.splitlines():
        if "div.a" not in line and line != "]":
            assert line in after.splitlines()


@pytest.mark.parametrize("selector", ["<<", "div[", ""])
def test_a_wrong_selector_is_neither_tried_nor_written(invoke, archive, selector):
    store, _ = archive("standing-box", 2)
    tried = invoke("rule", "test", "farm.example", "--store", store, "--drop", selector, "--save")
    assert tried.status == ExitCode.USAGE
    assert f"'--drop': {selector!r} is not a CSS selector" in tried.err
    assert not (store / "sites").exists()


@pytest.mark.parametrize(("more", "fits"), [(0, True), (1, False)])
def test_longest_draft_is_counted_in_bytes(tmp_path, more, fits):
    head = '["x.example"]\ndrop = [".a"]\n#'
    room = MOST_RULES - len(head)
    text = head + "ü" * (room // 2) + "." * (room % 2 + more)
    draft = RulesDraft("x.example", tmp_path / "x.toml", text, "")
    if fits:
        assert check_draft(draft)[0].host == "x.example"
    else:
        with pytest.raises(ConfigError, match="bytes"):
            check_draft(draft)


def test_selectors_are_tried_on_one_host(invoke, archive):
    store, _ = archive("standing-box", 2)
    assert invoke("rule", "test", "--store", store, "--drop", "p").status == ExitCode.USAGE
    assert (
        invoke("rule", "test", "farm.example", "--store", store, "--save").status == ExitCode.USAGE
    )


def test_rules_of_the_domain_above_are_the_ones_that_are_changed(invoke, archive):
    """A table of its own would hide those that hold for the host now."""
    store, _ = archive("standing-box", 2)
    (store / "sites").mkdir()
    path = store / "sites/mine.toml"
    path.write_text('["example"]\nstop_at = ["#end"]\n')
    invoke("rule", "test", "farm.example", "--store", store, "--drop", "h1", "--save")
    assert path.read_text() == '["example"]\nstop_at = ["#end"]\ndrop = ["h1"]\n'
    assert [p.name for p in (store / "sites").glob("*.toml")] == ["mine.toml"]
