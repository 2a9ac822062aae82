"""`scraper list --text`: the stored pages that have all words."""

import re

from scraper.errors import ExitCode


def kept(invoke, archive):
    store, pages = archive("linked-lines", 4)
    assert invoke("replay", "--store", store, "--save").status == ExitCode.OK
    return store, pages


def test_pages_with_all_words_are_listed(invoke, archive):
    store, pages = kept(invoke, archive)
    words = pages[2].paragraphs[0].split()
    phrase = " ".join(words[1:7]).strip("“”,.")
    found = invoke("list", "--store", store, "--text", f'"{phrase}"', "--json")
    assert pages[2].url in [line["url"] for line in found.lines]
    nothing = invoke("list", "--store", store, "--text", f'"{phrase}" submarine')
    assert (nothing.status, nothing.out) == (ExitCode.OK, "")
    assert nothing.err == "scraper: no title or text is like this\n"


def test_a_store_of_which_nothing_was_extracted_says_so(invoke, archive):
    store, _ = archive("linked-lines", 2)
    nothing = invoke("list", "--store", store, "--text", "crowns")
    assert nothing.err.startswith("scraper: nothing was extracted yet that can be searched")


def test_what_no_capture_is_like_is_said(invoke, archive):
    store, _ = archive("linked-lines", 2)
    said = [
        invoke("list", "--store", store, *words).err
        for words in (("--status", "404"), ("--quarantine",))
    ]
    assert said == [
        "scraper: no capture is like this\n",
        "scraper: nothing like this is in quarantine\n",
    ]


def test_what_was_stored_since_is_found_too(invoke, archive, farm):
    from scraper.store import Store  # noqa: PLC0415

    store, _ = kept(invoke, archive)
    assert invoke("list", "--store", store, "--text", "crowns").status == ExitCode.OK
    late = farm.farm_page("late.example", 1, "linked-lines", pages=4)
    with Store.open(store) as opened:
        opened.put(late.stored())
    invoke("replay", "--store", store, "--save")
    found = invoke("list", "--store", store, "--text", late.title, "--json")
    assert late.url in [line["url"] for line in found.lines]


def test_the_limit_counts_what_is_found(invoke, archive):
    store, pages = kept(invoke, archive)
    found = invoke("list", "--store", store, "--text", "the", "--limit", "2", "--json")
    assert len(found.lines) == 2
    assert "only the newest 2 are shown" in found.err
    assert len(pages) == 4


def test_a_line_names_the_time_zone_of_its_capture(invoke, archive):
    store, _ = kept(invoke, archive)
    first, *_ = invoke("list", "--store", store).out.splitlines()
    assert re.match(r"[0-9a-f]{12}  \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ  200 ", first)
