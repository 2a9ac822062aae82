"""`scraper clean`: what comes out, where it goes, and what the exit status says."""

import gzip
import json
from pathlib import Path

import pytest

WALL = "<!DOCTYPE html><html><head><title>T</title></head><body></body></html>"


def files(directory: Path) -> list[str]:
    return sorted(p.relative_to(directory).as_posix() for p in directory.rglob("*") if p.is_file())


def test_html_on_stdin_is_text_on_stdout(invoke, pages):
    """The shortest call: title, blank line, paragraphs, and nothing of menu and footer."""
    outcome = invoke("clean", given=pages.page().encode())
    assert outcome.status == 0
    assert outcome.out == "\n\n".join([pages.TITLE, *pages.PARAGRAPHS]) + "\n"
    assert outcome.err == ""


@pytest.mark.parametrize(
    ("flag", "start"),
    [
        ("--text", "Council votes to rebuild the pier\n\nThe harbour"),
        ("--markdown", "# Council votes to rebuild the pier\n\nThe harbour"),
        ("--html", "<!DOCTYPE html>"),
        ("--json", '{\n  "input": '),
        ("--jsonl", '{"input": '),
    ],
)
def test_each_format_has_a_short_hand(invoke, pages, tmp_path, flag, start):
    """--markdown is --format markdown, and so on."""
    path = pages.put(tmp_path / "a.html")
    short = invoke("clean", flag, path)
    assert short.status == 0
    assert short.out.startswith(start)
    assert short.out == invoke("clean", "--format", flag[2:], path).out


def test_gzip_mhtml_and_plain_text_are_cleaned(invoke, pages, tmp_path):
    """The kind is found by content: every name here is misleading."""
    mhtml = (
        "MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n"
        "Content-Location: https://e.org/story\r\n\r\n" + pages.page()
    )
    for content in (gzip.compress(pages.page().encode()), mhtml, "\n\n".join(pages.PARAGRAPHS)):
        outcome = invoke("clean", pages.put(tmp_path / "thing.dat", content))
        assert outcome.status == 0, outcome.err
        assert all(text in outcome.out for text in pages.PARAGRAPHS)


def test_several_texts_are_parted_by_a_rule_in_the_order_given(invoke, pages, tmp_path):
    """The order of the command line, not that of completion."""
    paths = [pages.put(tmp_path / f"{n}.html", pages.page(f"Title {n}")) for n in (3, 1, 2)]
    outcome = invoke("clean", *paths)
    articles = outcome.out.split("\n---\n\n")
    assert [article.splitlines()[0] for article in articles] == ["Title 3", "Title 1", "Title 2"]


def test_json_of_several_inputs_is_one_array_with_the_failures(invoke, pages, tmp_path):
    """Every input has its object, in order; one that failed has "error"."""
    good = pages.put(tmp_path / "a.html")
    pdf = pages.put(tmp_path / "b.html", b"%PDF-1.7")
    outcome = invoke("clean", "--json", good, pdf, good)
    assert [record["input"] for record in outcome.json] == [str(good), str(pdf), str(good)]
    assert "error" in outcome.json[1]
    assert outcome.status == 1


def test_json_of_an_empty_directory_is_an_empty_array_or_nothing(invoke, tmp_path):
    """No page is status 3 and says so."""
    outcome = invoke("clean", tmp_path)
    assert (outcome.status, outcome.out) == (3, "")
    assert "no pages found" in outcome.err


def test_json_lines_name_their_input(invoke, pages, tmp_path):
    """One object a line, failures included."""
    pages.put(tmp_path / "a.html")
    pages.put(tmp_path / "b.html", b"%PDF-1.7")
    outcome = invoke("clean", "--jsonl", tmp_path)
    names = [Path(record["input"]).name for record in outcome.lines]
    assert names == ["a.html", "b.html"]
    assert outcome.lines[1]["error"]["kind"] == "unreadable"


def test_a_directory_is_mirrored(invoke, pages, tmp_path):
    """Same stem, same tree, the format's suffix."""
    for name in ("in/a.html", "in/b/c.htm", "in/b/c.html.gz"):
        pages.put(tmp_path / name)
    outcome = invoke("clean", tmp_path / "in", "-o", tmp_path / "out", "--markdown")
    assert outcome.status == 0
    assert files(tmp_path / "out") == ["a.md", "b/c-2.md", "b/c.md"]
    assert (tmp_path / "out/a.md").read_text().startswith("# Council votes")


@pytest.mark.parametrize(("name", "start"), [("x.md", "# Coun"), ("x.jsonl", "{"), ("x", "Coun")])
def test_the_format_follows_the_output_name(invoke, pages, tmp_path, name, start):
    """-o story.md is Markdown without another word."""
    invoke("clean", pages.put(tmp_path / "a.html"), "-o", tmp_path / name)
    assert (tmp_path / name).read_text().startswith(start)


def test_an_output_name_with_a_slash_is_a_directory(invoke, pages, tmp_path):
    """Also for a single input, and before it exists."""
    invoke("clean", pages.put(tmp_path / "a.html"), "-o", f"{tmp_path}/out/")
    assert files(tmp_path / "out") == ["a.txt"]


def test_inputs_that_are_no_pages_are_counted_at_the_end(invoke, pages, tmp_path):
    pages.put(tmp_path / "in/a.html")
    pages.put(tmp_path / "in/b.pdf")
    outcome = invoke("clean", tmp_path / "in", "-o", tmp_path / "out")
    assert (outcome.status, outcome.err) == (0, "scraper: 1 cleaned, 1 skipped by its suffix\n")


def test_nothing_is_overwritten_without_force(invoke, pages, tmp_path):
    """The file stays as it was, the message names it and --force, the other inputs are done."""
    pages.put(tmp_path / "in/a.html")
    pages.put(tmp_path / "in/b.html")
    kept = pages.put(tmp_path / "out/a.txt", "precious")
    outcome = invoke("clean", tmp_path / "in", "-o", tmp_path / "out")
    assert outcome.status == 1
    assert kept.read_text() == "precious"
    assert f"{kept}: exists already (--force overwrites it)" in outcome.err
    assert files(tmp_path / "out") == ["a.txt", "b.txt"]
    assert invoke("clean", tmp_path / "in", "-o", tmp_path / "out", "--force").status == 0
    assert kept.read_text().startswith("Council")


def test_a_single_output_file_is_not_overwritten_either(invoke, pages, tmp_path):
    """The same for -o FILE."""
    kept = pages.put(tmp_path / "x.txt", "precious")
    outcome = invoke("clean", pages.put(tmp_path / "a.html"), "-o", kept)
    assert (outcome.status, kept.read_text()) == (1, "precious")
    assert files(tmp_path) == ["a.html", "x.txt"]  # and nothing half-written stays


def test_an_output_that_cannot_be_made_is_an_error_that_names_it(invoke, pages, tmp_path):
    """Here a directory is asked for where a file is."""
    path = pages.put(tmp_path / "a.html")
    outcome = invoke("clean", path, "-o", path / "sub" / "x.txt")
    assert outcome.status == 1
    assert f"{path}/sub/x.txt: can't be written: Not a directory" in outcome.err


def test_names_from_the_archive_stay_inside_the_output_directory(invoke, pages, tmp_path):
    """A URL that looks like a path is a digest."""
    payload = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + pages.page().encode()
    head = (
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Date: 2026-01-02T03:04:05Z\r\n"
        "WARC-Record-ID: <urn:uuid:11111111-2222-3333-4444-555555555555>\r\n"
        "WARC-Target-URI: https://e.org/../../../../escaped\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(payload)}\r\n\r\n"
    )
    warc = pages.put(tmp_path / "in/crawl.warc", head.encode() + payload + b"\r\n\r\n")
    outcome = invoke("clean", warc, "-o", tmp_path / "out")
    assert outcome.status == 0, outcome.err
    [name] = files(tmp_path / "out")
    assert name.startswith("crawl/e.org-")
    assert files(tmp_path) == ["in/crawl.warc", f"out/{name}"]
    alone = invoke("clean", warc, "--url", "https://e.org/other")
    assert alone.status == 2
    assert "--url and --charset are for a single page" in alone.err


def test_one_page_of_an_archive_is_still_an_array(invoke, pages, tmp_path):
    """Whether JSON is an array depends on the kind of input, not on how many pages it holds."""
    pages.put(tmp_path / "d/a.html")
    assert isinstance(invoke("clean", "--json", tmp_path / "d").json, list)
    assert isinstance(invoke("clean", "--json", tmp_path / "d/a.html").json, dict)


def test_html_of_several_inputs_needs_a_directory(invoke, pages, tmp_path):
    """Documents can't share a stream; the message says what to do."""
    paths = [pages.put(tmp_path / f"{n}.html") for n in (1, 2)]
    outcome = invoke("clean", "--html", *paths)
    assert outcome.status == 2
    assert "-o DIRECTORY" in outcome.err


def test_a_page_without_content_is_told_and_is_status_3(invoke, pages, tmp_path):
    """Nothing on stdout, the reason on stderr."""
    path = pages.put(tmp_path / "a.html", WALL)
    outcome = invoke("clean", path)
    assert (outcome.status, outcome.out) == (3, "")
    assert f"{path}: nothing extracted, " in outcome.err
    assert invoke("clean", "--json", path).json["text"] == ""


def test_an_article_beside_a_page_without_content_is_status_0(invoke, pages, tmp_path):
    """Some pages of a site hold nothing; that is no failure of the run."""
    paths = [pages.put(tmp_path / "a.html", WALL), pages.put(tmp_path / "b.html")]
    assert invoke("clean", *paths).status == 0


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"%PDF-1.7", "a PDF file, not HTML or text"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"PK\x03\x04", "a zip archive"),
        (gzip.compress(b"<p>words</p>" * 99, mtime=0)[:-20], "ends in the middle of its gzip data"),
        (bytes(range(256)) * 9, "binary data"),
    ],
)
def test_bad_inputs_fail_alone_and_are_named(invoke, pages, tmp_path, content, says):
    """The message names the file and what it is; the page beside it comes out."""
    bad = pages.put(tmp_path / "bad.html", content)
    outcome = invoke("clean", bad, pages.put(tmp_path / "good.html"))
    assert outcome.status == 1
    assert pages.PARAGRAPHS[0] in outcome.out
    assert any(str(bad) in line and says in line for line in outcome.err.splitlines())


def test_missing_files_fail_alone(invoke, pages, tmp_path):
    """As do directories that are not there."""
    outcome = invoke("clean", tmp_path / "gone.html", pages.put(tmp_path / "a.html"))
    assert outcome.status == 1
    assert f"{tmp_path}/gone.html: can't be read: No such file or directory" in outcome.err
    assert pages.PARAGRAPHS[0] in outcome.out


def test_nul_bytes_do_not_hide_the_article(invoke, pages):
    """Neither between words nor within tags' text."""
    page = pages.page().replace("ferry pier", "ferry\0 pier\0").encode()
    outcome = invoke("clean", given=page)
    assert outcome.status == 0
    assert pages.PARAGRAPHS[0] in outcome.out


def test_a_truncated_page_gives_what_it_has(invoke, pages):
    """HTML may end anywhere."""
    whole = pages.page()
    outcome = invoke("clean", given=whole[: whole.index("The ferry company")].encode())
    assert outcome.status == 0
    assert pages.PARAGRAPHS[3] in outcome.out


def test_the_charset_of_the_command_line_counts(invoke, pages):
    """Text in a legacy encoding that declares nothing."""
    text = "\n\n".join(["Совет гавани решил восстановить старый паромный причал до зимы."] * 4)
    outcome = invoke("clean", "--charset", "koi8-r", given=text.encode("koi8-r"))
    assert "паромный причал" in outcome.out


def test_the_url_of_the_command_line_resolves_links(invoke, pages):
    """--url says where a saved page came from."""
    html = pages.page().replace("herring fleet", '<a href="/fleet">herring fleet</a>').encode()
    outcome = invoke("clean", "--markdown", "--links", "--url", "https://e.org/a/b", given=html)
    assert "[herring fleet](https://e.org/fleet)" in outcome.out


def test_what_belongs_to_one_page_is_refused_for_several(invoke, tmp_path):
    """--url for a directory makes no sense."""
    assert invoke("clean", "--url", "https://e.org/", tmp_path).status == 2


def test_memory_for_results_is_bounded_by_the_window(invoke, pages, tmp_path):
    """Hundreds of inputs, more than are ever held at once, come out complete and in order."""
    for number in range(400):
        pages.put(tmp_path / f"{number:03}.html", pages.page(f"Title {number}"))
    outcome = invoke("clean", "--jsonl", tmp_path, "--jobs", "2")
    assert [record["title"] for record in outcome.lines] == [f"Title {n}" for n in range(400)]


def test_output_is_the_same_for_any_number_of_jobs(invoke, pages, tmp_path):
    """Parallel work changes nothing."""
    for number in range(12):
        pages.put(tmp_path / f"{number}.html", pages.page(f"Title {number}"))
    outputs = {invoke("clean", "--json", tmp_path, "-j", jobs).out for jobs in (1, 2, 5)}
    assert len(outputs) == 1
    assert len(json.loads(outputs.pop())) == 12
