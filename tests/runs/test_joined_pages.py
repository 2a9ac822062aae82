"""A run joins the articles of sites that are to be joined, and sees when a later part changes."""

import json

TITLE = "Down the Ostrel in a bathtub"


def part(path: str, number: int, flood: int, following: str = "") -> str:
    lines = (
        f"On day {number} the tub passed the weir of the {number + flood} mills, and the miller threw down a loaf and a rope.",
        f"By noon it had shipped {number + flood} buckets of water, which the crew gave back to the river with a ladle.",
        f"The night was spent under bridge number {number}, where a heron watched and the map dried on a warm stone.",
    )
    text = "".join(f"<p>{line}</p>" for line in lines)
    pager = f"<a href='{path}'>1</a>" + (f"<a href='{following}'>2</a>" if following else "")
    return (
        f"<html lang=en><head><title>{TITLE}</title><meta property=og:type content=article></head>"
        f"<body><article><h1>{TITLE}</h1>{text}</article><nav>{pager}</nav></body></html>"
    )


def versions(farm) -> list[dict]:
    lines = (farm.root / "out" / "articles.jsonl").read_text().splitlines()
    return [row for row in map(json.loads, lines) if row["title"] == TITLE]


def test_parts_are_one_version_and_a_change_of_a_later_part_makes_the_next(farm):
    farm.configure("[defaults]\njoin_pages = true\n")
    site = farm.sites[0]
    path = next(iter(site.stories))
    site.more[path] = part(path, 1, 0, f"{path}/2")
    site.more[f"{path}/2"] = part(path, 2, 0)
    farm.run("run")
    (first,) = versions(farm)
    assert "under bridge number 1" in first["text"]
    assert "under bridge number 2" in first["text"]
    assert (first["is_partial"], first["next_page"]) == (False, None)
    site.more[f"{path}/2"] = part(path, 2, 40)
    farm.run("run", "--all")
    _, second = versions(farm)
    assert "42 buckets" in second["text"]


def test_without_join_pages_the_first_part_says_where_it_goes_on(farm):
    farm.configure()
    site = farm.sites[0]
    path = next(iter(site.stories))
    site.more[path] = part(path, 1, 0, f"{path}/2")
    farm.run("run")
    (article,) = versions(farm)
    assert article["next_page"].endswith(f"{path}/2")
    assert article["is_partial"]
