"""Markdown as an input is Markdown: its structure survives, and nothing is escaped twice."""

import pytest

NOTE = """# A walk along the river

We met at **nine** by the *old* pier, where [a boat](https://e.org/boat) was waiting for us, and we walked \
for three hours.

## The plan

- bread and cheese
- two bottles of water
  - one of them cold

1. go north
2. turn back

| Stop | Time |
| --- | --- |
| Pier | 9:00 |
| Mill | 11:30 |

```
def walk(miles):
    return miles * 2  # there & back
```

> The river is older than the town, said the miller, and he has lived there for eighty years.

It rained in the afternoon, but nobody minded: the inn had a fire, a soup \\*of the day\\*, and `a view`.
"""


def test_markdown_comes_out_as_it_went_in(invoke, pages, tmp_path):
    """Headings, lists, tables, fences, quotes, links and escapes."""
    note = pages.put(tmp_path / "note.md", NOTE)
    assert invoke("clean", note, "--markdown", "--links").out == NOTE


def test_text_and_fields_of_markdown_have_no_markup(invoke, pages, tmp_path):
    record = invoke("clean", pages.put(tmp_path / "note.md", NOTE), "--json").json
    assert record["title"] == "A walk along the river"
    assert "We met at nine by the old pier, where a boat was waiting" in record["text"]
    assert not set("#`") & set(record["text"].replace("# there", ""))


@pytest.mark.parametrize("packed", [False, True])
def test_what_the_command_wrote_can_be_read_again(invoke, pages, tmp_path, packed):
    """The Markdown of a page, cleaned once more, is the same Markdown."""
    odd = 'Costs rose by 5 * 3 = 15 %, to "[about] $_20_ a head" & more, said <b>Ada_Quill</b>, who #counts.'
    page = pages.put(tmp_path / "a.html", pages.page(paragraphs=[*pages.PARAGRAPHS, odd]))
    first = invoke("clean", page, "--markdown").out
    again = pages.put(tmp_path / ("b.markdown" if packed else "b.md"), first)
    assert invoke("clean", again, "--markdown").out == first


def test_front_matter_is_metadata(invoke, pages, tmp_path):
    front = '---\ntitle: "A walk"\nauthor: Ada Quill\ndate: 2026-01-02\nlayout: post\n---\n'
    body = NOTE.partition("\n\n")[2]
    record = invoke("clean", pages.put(tmp_path / "note.md", front + body), "--json").json
    assert (record["title"], record["authors"], record["date"]) == ("A walk", ["Ada Quill"], "2026-01-02")  # fmt: skip
    assert "layout" not in record["text"]


@pytest.mark.parametrize(
    "text", ["Only one line of words, which is short.", "- buy milk\n- call Ana\n- fix the roof\n"]
)
def test_short_notes_keep_their_text(invoke, pages, tmp_path, text):
    outcome = invoke("clean", pages.put(tmp_path / "a.md", text), "--markdown")
    assert outcome.out.strip() == text.strip()


def test_a_whole_document_named_markdown_is_html(invoke, pages, tmp_path):
    assert invoke("clean", pages.put(tmp_path / "a.md")).out.startswith(pages.TITLE)


def test_rules_are_chosen_by_the_pages_own_address(invoke, pages, tmp_path):
    """As its canonical link, or the program that saved it, states it; the summary counts them."""
    rules = '["post.example"]\ndrop = ["p:first-of-type"]\n'
    pages.put(tmp_path / "sites/post.example.toml", rules)
    link = '<link rel="canonical" href="https://www.post.example/a">'
    pages.put(tmp_path / "in/a.html", pages.page().replace("<head>", f"<head>{link}"))
    saved = "<!-- saved from url=(0026)https://post.example/b -->"
    pages.put(tmp_path / "in/b.html", pages.page().replace("<html", f"{saved}<html"))
    pages.put(tmp_path / "in/c.html", b"%PDF-1.7")
    outcome = invoke("clean", tmp_path / "in", "--sites", tmp_path / "sites")
    assert pages.PARAGRAPHS[0] not in outcome.out
    assert "2 by rules of their site" in outcome.err
