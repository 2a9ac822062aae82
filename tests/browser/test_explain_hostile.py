"""Pages that attack the report of a page, in a real browser."""

from pathlib import Path

from scraper.article import Article
from scraper.models.article import Block, Metadata

STORY = Path(__file__).resolve().parents[2] / "fixtures/jn-2026/top-articles-inside-body/page.html"


def open_in(watch, address, **context):
    page = watch(**context).page
    page.goto(address)
    return page


def test_nothing_but_its_own_script_runs(watch, report, tmp_path):
    """The policy, and not only the escapes."""
    text = Path(report(STORY).removeprefix("file://")).read_text("utf-8")
    other = tmp_path / "tampered.html"
    other.write_text(
        text.replace("</main>", "<script>document.title = 'taken'</script>"
                     "<img src=x onerror=\"document.title = 'taken'\"></main>")
    )  # fmt: skip
    watched = watch()
    watched.page.goto(other.as_uri())
    watched.wait_for(lambda line: "Content Security Policy" in line)
    assert watched.page.title() != "taken"
    watched.happened.clear()


def hostile(payload: str) -> Article:
    """An article that carries a text in every field."""
    meta = Metadata(
        title=payload, authors=(payload, payload), date=payload, modified=payload, language=payload,
        site_name=payload, url=payload, description=payload, image=payload, tags=(payload,),
        sources=dict.fromkeys(("title", "authors", "date", "url", "image", "tags"), payload),
    )  # fmt: skip
    kinds = ("paragraph", "heading", "list_item", "quote", "code", "table_row", "caption", payload)
    blocks = [
        Block(i, kind, payload, kept, "body" if kept else payload, payload, path=payload,
              cells=(payload,), image=payload)
        for i, (kind, kept) in enumerate((k, kept) for k in kinds for kept in (True, False))
    ]  # fmt: skip
    return Article(payload, meta, blocks, payload, payload, 0.5)


POKE = """() => {
  const all = (css) => [...document.querySelectorAll(css)];
  for (const e of all(".block > .text, summary, .metadata td")) {
    e.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
    e.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  }
  return {
    foreign: all("script, img, iframe, object, embed, form, base, link, svg, math, input:not([name=reason])").length,
    schemes: all("a").map((e) => new URL(e.href).protocol),
  };
}"""


def test_no_payload_in_any_field_does_anything(watch, shown, payloads):
    """No script runs, no request leaves, no element of theirs exists, no link leads to a script."""
    watched = watch()
    for payload in payloads:
        watched.page.goto(shown(hostile(payload), payload))
        found = watched.page.evaluate(POKE)
        assert watched.happened == [], payload
        assert found["foreign"] == 3, payload  # our script, the filters, the switch of the keys
        assert set(found["schemes"]) <= {"file:", "http:", "https:"}, payload


def test_payloads_of_a_real_page_do_nothing(watch, report, payloads, tmp_path):
    """Through reading, extraction and metadata, as they would come."""
    from html import escape  # noqa: PLC0415

    texts = [escape(payload.replace("\ud800", ""), quote=True) for payload in payloads]
    prose = (
        "The council said that the work on the old quay would go on until the boats call again. "
    )
    body = "".join(
        f'<p>{prose}<a href="{text}">{text}</a> {prose}</p><div class="related"><a href="{text}">{text}</a></div>'
        f'<figure><img src="{text}" alt="{text}"><figcaption>{text}</figcaption></figure>'
        for text in texts
    )
    head = "".join(
        f'<meta property="og:{name}" content="{texts[number]}"><meta name="author" content="{texts[number]}">'
        for number, name in enumerate(("title", "site_name", "url", "image", "description"))
    )
    saved = tmp_path / "hostile.html"
    saved.write_text(
        f"<html><head><title>{texts[0]}</title>{head}</head><body><article><h1>{texts[0]}</h1>{body}</article></body></html>"
    )
    page = open_in(watch, report(saved))
    assert page.locator(".block").count() > len(payloads)
    page.evaluate("for (const e of document.querySelectorAll('details')) e.open = true")
    page.wait_for_timeout(200)
