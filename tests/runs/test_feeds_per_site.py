"""A feed for each site: written by runs, made again where all are gone, and left alone beside other files."""

import feedparser


def feed_of(farm, site):
    return feedparser.parse((farm.root / f"out/feeds/{site}.xml").read_bytes())


def test_runs_keep_a_feed_for_each_site(farm):
    file = farm.configure()
    file.write_text(file.read_text().replace("out/feed.xml", "out/feeds/{site}.xml"))
    farm.report()
    other = farm.root / "out/feeds/other.xml"
    other.write_text("<!DOCTYPE html><p>Not ours.")
    farm.sites[1].write(1)
    done = farm.run("run", "--all")
    assert "again" not in done.err  # no feed was taken for gone or damaged
    assert [len(feed_of(farm, f"site{n}").entries) for n in range(3)] == [6, 7, 6]
    assert feed_of(farm, "site1").feed.title == "site1"
    assert other.read_text() == "<!DOCTYPE html><p>Not ours."
