"""`scraper init --opml`: the feeds of a reader become sites, and a run visits them."""

import json

from scraper.config.draft import feed_drafts

FEED = """<rss version="2.0"><channel><title>Post</title>{items}</channel></rss>"""


def feed_of(site):
    items = "".join(
        f"<item><title>{title}</title><link>{site.url.rstrip('/')}{path}</link></item>"
        for path, (title, _) in site.stories.items()
    )
    return FEED.format(items=items)


def opml_of(farm, *titles):
    outlines = "".join(
        f'<outline text="{title}" xmlUrl="{site.url}feed.xml"/>'
        for title, site in zip(titles, farm.sites, strict=False)
    )
    file = farm.root / "feeds.opml"
    file.write_text(f"<opml><body>{outlines}</body></opml>")
    return file


def init(farm, file, *options):
    return farm.run(
        "init", "--opml", file, "-c", farm.root / "new/scraper.toml", "--allow-private", "--delay", "0",
        *options, configured=False,
    )  # fmt: skip


def test_feeds_become_sites_that_a_run_visits(farm):
    for site in farm.sites[:2]:
        site.more["/feed.xml"] = feed_of(site)
    done = init(farm, opml_of(farm, "The Post", "The Post"), "--yes")
    assert done.status == 0, done.err
    assert 'name = "the-post"' in done.out and 'name = "the-post-2"' in done.out
    assert sum(farm.sites[0].asked.values()) == 0  # nothing is fetched to make the list
    ran = farm.run("run", "-c", farm.root / "new/scraper.toml", configured=False)
    assert ran.status == 0, ran.err
    lines = (farm.root / "new/out/articles.jsonl").read_text().splitlines()
    assert {json.loads(line)["site"] for line in lines} == {"the-post", "the-post-2"}
    assert len(lines) == 12


def test_a_second_list_adds_only_what_is_new(farm):
    init(farm, opml_of(farm, "One"), "--yes")
    done = init(farm, opml_of(farm, "One", "Two"), "--yes")
    assert "2 feeds, 1 known already" in done.err
    text = (farm.root / "new/scraper.toml").read_text()
    assert (text.count("[[site]]"), text.count('name = "two"')) == (2, 1)
    again = init(farm, opml_of(farm, "One", "Two"), "--yes")
    assert (again.status, "2 known already" in again.err) == (3, True)


def test_what_is_no_list_is_named(farm):
    file = farm.root / "page.html"
    file.write_text("<html></html>")
    done = init(farm, file, "--yes")
    assert (done.status, "page.html: is no OPML list of feeds" in done.err) == (1, True)


def test_a_url_and_a_list_exclude_each_other(farm):
    assert init(farm, opml_of(farm, "One"), "https://example.org/").status == 2


def test_names_are_free_and_found_in_linear_time():
    feeds = [(f"https://x.example/{n}", "漢字", "www.x.example") for n in range(10_000)]
    names = [draft.name for draft in feed_drafts(feeds, ["x.example"])]
    assert names[:2] == ["x.example-2", "x.example-3"]
    assert len(set(names)) == len(names)
