"""Each view over a real server, and what it says where the store is not as it should be."""

import re
import subprocess
import threading
from pathlib import Path

from scraper.errors import ExitCode
from scraper.models.page import Quarantined
from scraper.store import Store
from tests.patience import PATIENCE
from tests.pausing import children_of, paused

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
VIEWS = ["/", "/quarantine", "/fixtures", "/rules", "/rules/news.example", "/replay"]


def ids_of(server) -> list[str]:
    found = re.findall(r'<h2 dir="auto"><a href="/pages/([0-9a-f]{32})"', server.get("/").text)
    return list(dict.fromkeys(found))


def assert_tells(answer, status: int, *words: str) -> None:
    """A page of ours with that status and those words, and no trace of a program in it."""
    assert answer.status_code == status, answer.text
    for word in words:
        assert word in answer.text
    assert "Traceback" not in answer.text
    assert "<h1" in answer.text


def test_every_view_has_a_link_and_a_command(tools, serve, tmp_path):
    tools.fill(tmp_path / "store", [tools.Story("A story", "with words")])
    (tmp_path / "fixtures").symlink_to(FIXTURES)
    server = serve()
    (key,) = ids_of(server)
    fixture = re.search(r'href="(/fixtures/\w+)"', server.get("/fixtures").text)[1]
    views = [*VIEWS, fixture, *(f"/pages/{key}{part}" for part in ("", "/versions", "/blocks"))]
    for view in views:
        answer = server.get(view)
        assert_tells(answer, 200, f'<a href="{view}">', "The same in a terminal: <code")
        assert re.search(r"terminal: <code[^>]*>scraper \w+", answer.text), view


def test_articles_are_searched_filtered_and_paged(tools, serve, tmp_path):
    stories = [tools.Story(f"Story {n}", f"the ferry number{n}") for n in range(60)]
    tools.fill(tmp_path / "store", stories)
    server = serve()
    first = server.get("/").text
    assert "Story 59" in first
    assert ">Story 9<" not in first
    older = re.search(r'<a href="([^"]+)" rel="next">Older', first)[1].replace("&amp;", "&")
    assert ">Story 9<" in server.get(older).text
    assert "<mark>number7</mark>" in server.until("/?q=number7", lambda text: "<mark>" in text)
    assert "No page matches." in server.get("/?q=submarine").text
    assert "No page matches." in server.get("/?host=elsewhere.example").text


def test_the_article_its_fields_and_its_captures_are_shown(tools, serve, tmp_path):
    more = {"authors": ["Ana Roe", "Bo Lee"], "date": "2026-01-02"}
    url = "https://news.example/a"
    tools.fill(
        tmp_path / "store",
        [tools.Story("Old", "old text", url), tools.Story("New", "One.\n\nTwo.", url, more=more)],
    )
    server = serve()
    (key,) = ids_of(server)
    text = server.get(f"/pages/{key}").text
    assert '<p dir="auto">One.</p>' in text
    assert "Ana Roe; Bo Lee" in text
    assert text.count("2026-01-02 03:0") >= 2


def test_versions_show_the_paragraphs_that_came_and_went(tools, serve, tmp_path):
    url = "https://news.example/a"
    texts = ["Stays.\n\nGoes.", "Stays.\n\nGoes.", "Stays.\n\nComes."]
    tools.fill(tmp_path / "store", [tools.Story("Title", text, url) for text in texts])
    server = serve()
    (key,) = ids_of(server)
    text = server.get(f"/pages/{key}/versions").text
    assert "2 versions" in text
    assert re.search(r'class="went".*?</span> Goes\.', text)
    assert re.search(r'class="came".*?</span> Comes\.', text)


def test_blocks_are_shown_beside_the_page(tools, serve, tmp_path):
    html = (FIXTURES / "jn-2026/top-articles-inside-body/page.html").read_bytes()
    tools.fill(tmp_path / "store", [tools.Story("Story", html=html)])
    server = serve()
    (key,) = ids_of(server)
    text = server.get(f"/pages/{key}/blocks").text
    assert re.search(
        r'class="block dropped[^>]*>\s*<p class="text[^>]*>Top Articles in Politics', text
    )
    assert re.search(
        r'<iframe [^>]*src="http://127.0.0.1:\d+/[0-9a-f]{32}/'
        + key
        + '(#block-[0-9]+)?" sandbox=""',
        text,
    )


def test_quarantine_is_listed_by_reason(tools, serve, tmp_path):
    tools.fill(tmp_path / "store", [])
    moment = tools.START
    with Store.open(tmp_path / "store") as store:
        for n in range(130):
            kind = "timeout" if n % 2 else "login_wall"
            visit = Quarantined(
                f"https://q.example/{n:03}", kind, "it took long", 2, moment, moment, moment
            )
            store.visits.quarantine(visit)
    server = serve()
    text = server.get("/quarantine").text
    assert 'timeout <span class="count">65' in text
    more = re.search(r'<a href="([^"]+)" rel="next">', text)[1].replace("&amp;", "&")
    rest = re.findall(r"q.example</b><span>/(\d+)", server.get(more).text)
    assert rest == [f"{n:03}" for n in reversed(range(30))]
    assert "<span>/129</span>" in server.get("/quarantine?kind=timeout").text
    assert "<span>/128</span>" not in server.get("/quarantine?kind=timeout").text


def test_an_empty_store_says_so(tools, serve, tmp_path):
    tools.fill(tmp_path / "store", [])
    server = serve()
    assert_tells(server.get("/"), 200, "The store is empty")
    for view in VIEWS:
        assert_tells(server.get(view), 200)


def test_what_is_unknown_is_404(tools, serve, tmp_path):
    tools.fill(tmp_path / "store", [tools.Story()])
    server = serve()
    for path in [
        "/pages/" + "0" * 32,
        "/pages/x",
        "/fixtures/x",
        "/nothing",
        "/pages",
        "/rules/a..b",
        "/rules/-",
    ]:
        assert_tells(server.get(path), 404)


def test_wrong_values_are_400(tools, serve, tmp_path):
    tools.fill(tmp_path / "store", [tools.Story()])
    server = serve()
    for path in [
        "/?before=x",
        "/?before=-1",
        "/?before=99999999999999999999999",
        "/replay?sample=1e9",
        "/rules/a.example?kind=x&selector=y",
    ]:
        assert_tells(server.get(path), 400)


def test_long_and_odd_values_do_no_harm(tools, serve, tmp_path):
    tools.fill(tmp_path / "store", [tools.Story()])
    server = serve()
    assert_tells(server.get("/?q=" + "x" * 10_000), 414)
    for odd in ('"', "*", "%00", "%ff", "a%20OR", "%22%22", "%F0%9F%A6%8A", "(", "x" * 300):
        assert_tells(server.get(f"/?q={odd}&host={odd}&status={odd}"), 200)
        assert_tells(server.get(f"/quarantine?kind={odd}&tried={odd}&url={odd}"), 200)
    assert_tells(server.get("/?q=token=x"), 200)


def test_a_damaged_record_says_so_and_the_others_are_shown(tools, serve, tmp_path):
    first, second = tools.fill(
        tmp_path / "store", [tools.Story("One", "a" * 5000), tools.Story("Two", "b" * 5000)]
    )
    with Store.reader(tmp_path / "store") as store:
        entry = store.find(first)
    segment = tmp_path / "store/segments" / entry.file
    data = bytearray(segment.read_bytes())
    data[entry.offset + 40 : entry.offset + 80] = bytes(40)
    segment.write_bytes(data)
    server = serve()
    assert "One" in server.get("/").text
    assert_tells(server.get(f"/pages/{first}"), 200)
    assert_tells(server.get(f"/pages/{first}/blocks"), 500, "scraper store verify")
    assert_tells(server.get(f"/pages/{second}/blocks"), 200)


def test_a_damaged_extraction_says_so(tools, serve, tmp_path):
    import sqlite3  # noqa: PLC0415

    (key,) = tools.fill(tmp_path / "store", [tools.Story("One", "words")])
    with sqlite3.connect(tmp_path / "store/extractions.sqlite") as db:
        db.execute("UPDATE extractions SET fields = x'00'")
    db.close()
    server = serve()
    assert_tells(server.get("/"), 200, "One")
    assert_tells(server.get(f"/pages/{key}"), 200, "be read")


def test_a_damaged_index_is_named_before_anything_is_served(tools, tmp_path):
    tools.fill(tmp_path / "store", [tools.Story("One", "words")])
    for path in (tmp_path / "store").glob("index.sqlite*"):
        path.unlink()
    (tmp_path / "store/index.sqlite").write_bytes(b"no database " * 1000)
    done = subprocess.run(
        tools.command(), cwd=tmp_path, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert (done.returncode, done.stdout) == (ExitCode.STORE_DAMAGED, "")
    assert "scraper store rebuild" in done.stderr


def test_broken_rules_and_fixtures_say_so(tools, serve, tmp_path):
    tools.fill(tmp_path / "store", [tools.Story("One", "words", "https://a.example/1")])
    (tmp_path / "store/sites").mkdir()
    (tmp_path / "store/sites/a.toml").write_text('["a.example"]\ndrop = ["<<"]\n')
    case = tmp_path / "fixtures/x/y"
    case.mkdir(parents=True)
    (case / "article.json").write_text("{")
    server = serve()
    assert_tells(server.get("/rules"), 200, "is not a CSS selector")
    assert_tells(server.get("/rules/a.example"), 422, "is not a CSS selector")
    fixture = re.search(r'href="(/fixtures/\w+)"', server.get("/fixtures").text)[1]
    assert_tells(server.get(fixture), 500, "neither of page.html and page.txt")


def test_a_store_that_is_written_meanwhile_is_shown_and_searched(tools, serve, tmp_path):
    tools.fill(tmp_path / "store", [tools.Story("First", "words")])
    server = serve()
    server.until("/", lambda text: "First" in text)
    problems = []

    def write() -> None:
        with Store.open(tmp_path / "store") as store:
            for n in range(1, 120):
                store.put(tools.page_of(tools.Story(f"Story {n}"), n))

    writer = threading.Thread(target=write)
    writer.start()
    while writer.is_alive():
        for view in ("/", "/?q=words", "/quarantine", "/?status=any"):
            answer = server.get(view)
            if answer.status_code != 200:
                problems.append(answer.text)
    writer.join()
    assert problems == []
    server.until("/?status=any", lambda text: "story/119" in text)


def test_a_huge_page_blocks_nobody(tools, serve, tmp_path, processes):
    """While a process works on 10 MB of markup, other views are answered. It stands still until
    they were, so that the page is never done before."""
    row = b"<tr><td><b>word</b> <i>word</i> word word</td></tr>\n"
    huge = b"<html><body><table>" + row * (10_000_000 // len(row)) + b"</table></body></html>"
    small, large = tools.fill(tmp_path / "store", [tools.Story("A"), tools.Story("B", html=huge)])
    server = serve()
    assert server.get(f"/pages/{small}/blocks").status_code == 200  # the process has started
    statuses = []
    asking = threading.Thread(
        target=lambda: statuses.append(server.get(f"/pages/{large}/blocks").status_code)
    )
    with paused(children_of(server.process.pid, processes)):
        asking.start()
        for view in ("/", f"/pages/{small}", f"/pages/{large}", "/quarantine"):
            assert server.get(view).status_code == 200
        assert asking.is_alive()
    asking.join()
    assert statuses[0] in (200, 500, 504)
