"""Alarms: few, true, and at the first visit that can know."""

import random
from dataclasses import replace

import pytest
from watched_site import START, Watching, mixed, page, pages

from scraper.alarms import line_key, observed_failure

ELSEWHERE = "div.app>section.longread>div.columns>div.prose"
EMPTY = {
    "kind": "empty", "place": "", "lines": (), "new": False,
    "said": "no block of the page reads like an article",
}  # fmt: skip
OTHERS = {
    "consent_wall": {"kind": "consent_wall", "place": "", "lines": (), "new": False},
    "login_wall": {"kind": "login_wall", "place": "", "lines": (), "new": False},
    "block_page": {"kind": "block_page", "place": "", "lines": (), "new": False},
    "js_shell": {"kind": "js_shell", "place": "", "lines": (), "new": False},
    "layout_changed": {"place": ELSEWHERE},
    "no_date": {"dated": False},
    "no_author": {"signed": False},
    "length_off": {"length": 400},
}


def looked_at(site):
    """A site of these pages that had some good visits."""
    watching = Watching()
    for _ in range(4):
        assert watching.visit(*site) == []
    return watching


def again(site, **changed):
    """The pages at another visit: nothing new."""
    return [replace(one, **{"new": False} | changed) for one in site]


@pytest.mark.parametrize("kind", OTHERS)
def test_each_kind_is_alarmed_at_the_first_look_at_a_handful_of_pages(steady, kind):
    assert steady.visit(*pages(3, **OTHERS[kind])) == [kind]
    (alarm,) = steady.raised
    assert "3 of 3 pages" in alarm.evidence
    assert len(alarm.pages) == 3
    assert alarm.since == steady.now


@pytest.mark.parametrize("kind", OTHERS)
def test_one_or_two_odd_pages_are_no_alarm(steady, kind):
    assert steady.visit(page(**OTHERS[kind])) == []
    assert steady.visit(page(**OTHERS[kind]), *pages(3)) == []


@pytest.mark.parametrize("kind", OTHERS)
def test_pages_that_come_one_by_one_are_an_alarm_by_the_third(steady, kind):
    seen = [steady.visit(page(**OTHERS[kind])) for _ in range(3)]
    assert seen == [[], [], [kind]]


@pytest.mark.parametrize("kind", OTHERS)
def test_open_alarm_is_told_once_and_clears_when_the_site_is_as_before(steady, kind):
    steady.visit(*pages(3, **OTHERS[kind]))
    for _ in range(30):
        assert steady.visit(*pages(2, **OTHERS[kind])) == []
    assert steady.visit(page()) == []
    assert not steady.cleared
    steady.visit(*pages(3))
    assert [alarm.kind for alarm in steady.cleared] == [kind]
    for _ in range(5):
        assert steady.visit(*pages(3)) == []


def test_open_alarm_tells_what_the_pages_are_now_and_since_when():
    site = pages(7)
    small = looked_at(site)
    small.visit(*again(site, place=ELSEWHERE))
    (first,) = small.history.alarms
    assert small.visit(*again(site, **EMPTY)) == []
    (alarm,) = small.history.alarms
    assert alarm.evidence.startswith("7 of 7 pages give no article (empty: ")
    assert (alarm.since, alarm.run) == (first.since, first.run)
    assert small.visit() == []
    assert small.history.alarms == (alarm,)


def test_open_alarm_says_that_a_wall_hides_what_it_told():
    site = pages(7)
    small = looked_at(site)
    small.visit(*again(site, place=ELSEWHERE))
    told = small.raised[0].evidence
    for _ in range(2):
        small.visit(*again(site, **OTHERS["js_shell"]))
    layout, shell = small.history.alarms
    assert layout.evidence == f"{told}; none of the 7 pages seen last can show it"
    assert shell.kind == "js_shell"
    small.visit(*again(site, place=ELSEWHERE))
    assert small.history.alarms[0].evidence == told


def test_open_alarm_of_a_box_tells_of_the_box_that_is_there_now(steady):
    old, new = line_key("Sign up for our newsletter."), line_key("Read more in our app.")
    steady.visit(*(replace(one, lines=(*one.lines, old)) for one in pages(6)))
    assert steady.visit(*(replace(one, lines=(*one.lines, new)) for one in pages(6))) == []
    (alarm,) = steady.history.alarms
    assert alarm.evidence.startswith(f'"{new}" stands in 6 of 6 articles')
    steady.visit(*pages(6))
    assert [alarm.kind for alarm in steady.cleared] == ["new_block"]


def test_too_long_is_length_off_too(steady):
    assert steady.visit(*pages(4, length=12_000)) == ["length_off"]
    assert "longer than 250% of the median" in steady.raised[0].evidence


def test_text_that_is_nowhere_is_a_layout_that_changed(steady):
    assert steady.visit(*pages(3, **EMPTY)) == ["layout_changed"]
    said = "3 of 3 pages give no article (empty: no block of the page reads like an article), before 0 of "
    assert steady.raised[0].evidence.startswith(said)
    assert "now in" not in steady.raised[0].evidence


def test_layout_alarm_counts_pages_elsewhere_and_pages_without_an_article_apart(steady):
    steady.visit(*pages(3, place=ELSEWHERE), *pages(2, **EMPTY))
    moved, empty = steady.raised[0].evidence.split("; ")
    assert moved.startswith("3 of 5 pages have the text where no page had it")
    assert moved.endswith(f"now in {ELSEWHERE}")
    assert empty.startswith("2 of 5 pages give no article")


def test_refusals_by_http_status_are_a_block_page(steady):
    fresh = [observed_failure((f"k{n}", f"https://example.org/k{n}"), 403, START) for n in range(3)]
    assert steady.visit(*fresh) == ["block_page"]
    assert "HTTP status 403" in steady.raised[0].evidence
    assert observed_failure(("k", "https://example.org/k"), 503, START) is None


def test_a_wall_explains_all_else(steady):
    odd = [page(**OTHERS["consent_wall"]) for _ in range(4)] + pages(
        3, signed=False, place=ELSEWHERE
    )
    assert steady.visit(*odd) == ["consent_wall"]


def test_a_new_layout_explains_what_it_lost(steady):
    assert steady.visit(*pages(4, place=ELSEWHERE, dated=False, length=300)) == ["layout_changed"]
    assert steady.visit(*pages(4, place=ELSEWHERE, dated=False, length=300)) == []


def test_generated_and_article_names_are_no_new_layout(steady):
    other = "div.wrap>main.main>article.post.type-post.category-culture.sticky>div.entry-content"
    assert steady.visit(*pages(5, place=other)) == []


def test_new_box_in_the_text_is_an_alarm_and_names_its_line(steady):
    box = line_key("Sign up for our newsletter.")
    boxed = [replace(one, lines=(*one.lines, box)) for one in pages(6)]
    assert steady.visit(*boxed) == ["new_block"]
    assert steady.raised[0].evidence.startswith(f'"{box}" stands in 6 of 6 articles, before in 0')
    steady.visit(*pages(6))
    assert [alarm.kind for alarm in steady.cleared] == ["new_block"]


def test_one_story_at_many_addresses_is_no_box(steady):
    one = page()
    copies = [replace(one, key=f"copy{n}") for n in range(8)]
    assert steady.visit(*copies) == []


def test_first_look_at_a_site_has_no_norm_and_raises_nothing():
    new = Watching()
    odd = pages(6) + pages(5, place=ELSEWHERE, dated=False, signed=False, length=90)
    assert new.visit(*odd) == []


@pytest.mark.parametrize(
    ("kind", "known", "needed"),
    [
        ("layout_changed", 21, 3),
        ("layout_changed", 9, 4),
        ("consent_wall", 6, 5),
        ("no_date", 41, 3),
        ("no_date", 16, 4),
        ("no_date", 7, 6),
    ],
)
def test_small_norm_needs_more_pages(kind, known, needed):
    for count, alarms in ((needed - 1, []), (needed, [kind])):
        young = Watching()
        young.visit(*pages(known))
        assert young.visit(*pages(count, **OTHERS[kind])) == alarms


def test_pages_too_few_for_an_alarm_each_time_are_one_together():
    """As many are enough as in one visit."""
    young = Watching()
    young.visit(*pages(12))
    seen = [young.visit(page(place=ELSEWHERE)) for _ in range(4)]
    assert seen == [[]] * 3 + [["layout_changed"]]
    assert "4 of 4 pages" in young.raised[0].evidence


@pytest.mark.parametrize("few", [1, 2])
@pytest.mark.parametrize("kind", OTHERS)
def test_site_that_broke_is_alarmed_also_when_few_of_its_pages_were_seen_first(kind, few):
    site = pages(7)
    small = looked_at(site)
    assert small.visit(*again(site[:few], **OTHERS[kind])) == []
    assert small.visit(*again(site, **OTHERS[kind])) == [kind]
    assert "7 of 7 pages" in small.raised[0].evidence


@pytest.mark.parametrize("few", [1, 2])
def test_box_is_alarmed_also_when_few_of_its_pages_were_seen_first(few):
    site, box = pages(7), line_key("Sign up for our newsletter.")
    small = looked_at(site)
    boxed = [replace(one, lines=(*one.lines, box)) for one in site]
    assert small.visit(*boxed[:few]) == []
    assert small.visit(*boxed) == ["new_block"]


@pytest.mark.parametrize("few", [1, 2])
def test_first_pages_in_a_new_layout_do_not_make_it_known(few):
    site = pages(47)
    large = looked_at(site)
    changed = again(site, place=ELSEWHERE, signed=False)
    assert large.visit(*changed[:few]) == []
    assert large.visit(*changed) == ["layout_changed"]


@pytest.mark.parametrize("kind", OTHERS)
def test_pages_seen_one_after_the_other_are_judged_together(kind):
    """Whether they were seen in one visit, in two or in seven, the same number is enough."""
    needed = set()
    for step in (1, 2, 7):
        site = pages(7)
        small = looked_at(site)
        for seen in range(0, 7, step):
            if small.visit(*again(site[seen : seen + step], **OTHERS[kind])):
                needed.add(min(seen + step, 7))
                break
        assert [alarm.kind for alarm in small.raised] == [kind], step
    assert max(needed) == 7
    assert min(needed) >= 5


def test_broken_site_that_is_too_small_to_tell_stays_no_norm():
    """Five pages in a new layout are not sure, however often they are seen; the sixth is."""
    site = pages(5)
    small = looked_at(site)
    for _ in range(20):
        assert small.visit(*again(site, place=ELSEWHERE)) == []
    assert all(observation.place != ELSEWHERE for observation in small.history.baseline)
    assert small.visit(page(place=ELSEWHERE)) == ["layout_changed"]


@pytest.mark.parametrize("kind", OTHERS)
def test_single_odd_page_is_forgotten_when_the_others_are_as_before(kind):
    site = pages(7)
    small = looked_at(site)
    for _ in range(10):
        assert small.visit(*again(site[:1], **OTHERS[kind])) == []
        assert small.visit(*site[1:4]) == []
    assert not small.history.undecided


def test_gradual_change_is_no_alarm():
    """Ever more of the new pages are unsigned; each is one of several looked at."""
    dice, watching = random.Random(3), Watching()
    for step in range(600):
        watching.visit(*(page(signed=dice.random() > step / 1200) for _ in range(3)))
    assert watching.raised == []


def test_what_a_site_always_lacks_is_no_alarm():
    nameless = Watching()
    for _ in range(200):
        assert nameless.visit(*pages(3, signed=False, dated=False)) == []


@pytest.mark.parametrize("seed", range(2))
def test_month_of_a_site_where_much_varies_raises_nothing(seed):
    """Four of these here; in 400 such months there was none."""
    dice = random.Random(seed)
    varied = Watching()
    for _ in range(720):
        varied.visit(*(mixed(dice) for _ in range(dice.choice((0, 1, 1, 2, 3, 6)))))
    assert [alarm.describe() for alarm in varied.raised] == []
