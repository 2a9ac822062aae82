"""Files and directories: what is read, what is left out, what is said of what can't be read."""

import gzip
import os
from pathlib import Path

import pytest

from scraper.inputs import documents as reading
from scraper.inputs import input_files, page_in, read_documents
from scraper.models.document import Document, LeftOut
from scraper.models.failure import Failure

HTML = b"<!DOCTYPE html><title>T</title><p>Words.</p>"


def read(*paths, **options):
    return list(read_documents(input_files([Path(path) for path in paths], **options)))


def relatives(*paths, **options) -> list[str]:
    return [each.relative for each in read(*paths, **options) if isinstance(each, Document)]


def put(path: Path, content: bytes = HTML) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_a_page_is_read_as_it_is(tmp_path):
    """Bytes arrive unchanged, with a name for messages and a place for the result."""
    path = put(tmp_path / "story.html")
    assert read(path) == [Document(str(path), HTML, "html", relative="story")]


def test_gzip_is_undone_whatever_the_name(tmp_path):
    """Also several members, and a name that does not say gzip."""
    path = put(tmp_path / "a.html", gzip.compress(HTML[:9]) + gzip.compress(HTML[9:]))
    assert read(path)[0].body == HTML


@pytest.mark.parametrize("size", [5, 20, 200])
def test_a_cut_off_gzip_file_is_a_failure(tmp_path, size):
    """Half a page is never taken for a whole one."""
    noise = os.urandom(4000).hex().encode()
    path = put(tmp_path / "a.html.gz", gzip.compress(HTML + noise)[:size])
    [failure] = read(path)
    assert (failure.subject, failure.kind) == (str(path), "truncated")


def test_gzip_bombs_stop_at_the_limit(tmp_path, monkeypatch):
    """A small file that holds more than a page may is refused, and says how large is too large."""
    monkeypatch.setattr(reading, "MAX_PAGE", 1 << 20)
    [failure] = read(put(tmp_path / "bomb.html.gz", gzip.compress(HTML + b" " * (2 << 20))))
    assert (failure.kind, failure.message) == ("too_large", "larger than 1 MB")


def test_files_over_the_limit_are_refused(tmp_path, monkeypatch):
    """The same without compression; a page just as large as allowed is read."""
    monkeypatch.setattr(reading, "MAX_PAGE", 1 << 20)
    good = put(tmp_path / "a.html", HTML.ljust(1 << 20))
    bad = put(tmp_path / "b.html", HTML.ljust((1 << 20) + 1))
    document, failure = read(good, bad)
    assert (len(document.body), failure.kind) == (1 << 20, "too_large")


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"%PDF-1.7", "a PDF file"), (b"\x89PNG\r\n\x1a\n", "a PNG"), (bytes(99), "binary data"),
     (gzip.compress(gzip.compress(HTML, mtime=0), mtime=0), "gzip within gzip")],
)  # fmt: skip
def test_other_kinds_are_named(tmp_path, content, says):
    """A file named on the command line that is no page fails and says what it is."""
    [failure] = read(put(tmp_path / "x.html", content))
    assert says in failure.message


def test_missing_and_unreadable_files_fail_on_their_own(tmp_path):
    """The inputs after them are read."""
    good = put(tmp_path / "good.html")
    missing, nul = read(tmp_path / "missing.html", tmp_path / "a\0b", good)[:2]
    assert (missing.kind, nul.kind) == ("unreadable", "unreadable")
    assert missing.message == "can't be read: No such file or directory"
    assert read(tmp_path / "missing.html", good)[1].body == HTML


def test_a_file_without_permission_fails(tmp_path):
    """The message says why."""
    path = put(tmp_path / "secret.html")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    assert read(path)[0].message == "can't be read: Permission denied"


def test_directories_are_read_in_the_order_of_names(tmp_path):
    """At every depth, files and directories alike."""
    for name in ("b.html", "a/z.html", "a/y.htm", "c/d/e.txt", "a.html.gz"):
        put(tmp_path / name)
    assert relatives(tmp_path) == ["a/y", "a/z", "a", "b", "c/d/e"]


def left_out(*paths) -> list[tuple[str, str]]:
    return sorted((Path(e.subject).name, e.reason) for e in read(*paths) if isinstance(e, LeftOut))


def test_hidden_entries_and_assets_are_left_out(tmp_path):
    """What lies beside saved pages does not count as failed; each is named with its reason."""
    for name in (".git/x.html", ".hidden.html", "page.html", "a.PNG", "style.css"):
        put(tmp_path / name)
    assert relatives(tmp_path) == ["page"]
    assert left_out(tmp_path) == [
        (".git", "hidden"), (".hidden.html", "hidden"), ("a.PNG", "suffix"), ("style.css", "suffix"),
    ]  # fmt: skip


def test_a_title_that_begins_with_dots_is_not_hidden(tmp_path):
    put(tmp_path / "...and then they sang.html")
    assert relatives(tmp_path) == ["...and then they sang"]


@pytest.mark.parametrize("parts", ["A story_files", "A story-Dateien", "A story_fichiers"])
def test_the_parts_of_a_saved_page_are_left_out(tmp_path, parts):
    """A page saved "complete" has its frames in a directory beside it; a directory without its
    page is one like any other."""
    for name in ("A story.html", f"{parts}/frame.html", f"{parts}/deep/ad.htm", f"{parts}/s.css"):
        put(tmp_path / name)
    put(tmp_path / "other_files/page.html")
    assert relatives(tmp_path) == ["A story", "other_files/page"]
    assert left_out(tmp_path) == [
        ("ad.htm", "page_files"), ("frame.html", "page_files"), ("s.css", "suffix"),
    ]  # fmt: skip


def test_parts_that_are_named_are_read(tmp_path):
    put(tmp_path / "A story.html")
    frame = put(tmp_path / "A story_files/frame.html")
    assert relatives(frame) == relatives(frame.parent) == ["frame"]


def test_links_are_followed_but_never_in_circles(tmp_path):
    """A link back up, to itself or to nothing does not keep the walk from ending."""
    put(tmp_path / "a/page.html")
    (tmp_path / "a/up").symlink_to(tmp_path)
    (tmp_path / "a/self").symlink_to("self")
    (tmp_path / "a/nothing").symlink_to("absent.html")
    outside = put(tmp_path.parent / f"{tmp_path.name}-outside/other.html").parent
    (tmp_path / "b").symlink_to(outside)
    results = read(tmp_path)
    assert [r.relative for r in results if isinstance(r, Document)] == ["a/page", "b/other"]
    assert all(r.kind == "unreadable" for r in results if isinstance(r, Failure))


def test_pipes_in_a_directory_are_not_opened(tmp_path):
    """Reading one would wait for ever."""
    put(tmp_path / "page.html")
    os.mkfifo(tmp_path / "pipe.html")
    assert relatives(tmp_path) == ["page"]


def test_results_mirror_the_tree_below_the_common_directory(tmp_path):
    """Several paths keep what tells them apart, and no result leaves the output directory."""
    one, two = put(tmp_path / "x/one/a.html"), put(tmp_path / "x/two/b.html")
    assert relatives(one, two) == ["one/a", "two/b"]
    assert relatives(tmp_path / "x/one", two) == ["one/a", "two/b"]
    assert relatives(tmp_path / "x/two/../one/a.html") == ["a"]


def test_stems_keep_what_may_be_part_of_a_name(tmp_path):
    """Suffixes of pages go, other dots stay."""
    names = ["v1.2", "v1.3", "index.php", "story.2024.html", "notes.MD"]
    paths = [put(tmp_path / name) for name in names]
    assert relatives(*paths) == ["v1.2", "v1.3", "index", "story.2024", "notes"]


def test_an_output_directory_inside_the_inputs_is_not_read(tmp_path):
    """A second run over the same directory does not clean the first run's results."""
    put(tmp_path / "page.html")
    put(tmp_path / "clean/page.txt", b"words")
    assert relatives(tmp_path, exclude=tmp_path / "clean") == ["page"]


class Trickle:
    """A pipe that hands over three bytes at a time."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def read(self, _size: int, /) -> bytes:
        piece, self.data = self.data[:3], self.data[3:]
        return piece


def test_a_slow_pipe_is_read_to_its_end():
    """The kind is decided on the first 64 KB, not on the first few bytes that arrive."""
    document = page_in(Trickle(b"words first, " * 40 + HTML * 9), "<stdin>", "stdin")
    assert document.kind == "html"
    assert document.body.endswith(HTML)
