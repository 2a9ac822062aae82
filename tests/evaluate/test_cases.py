"""Labelled pages and fixtures on disk."""

import json
from pathlib import Path

import pytest

from scraper.errors import ConfigError, InputError
from scraper.evaluate import DatasetSelection, read
from scraper.evaluate.cases import datasets, declared_language


def ids(root: Path, selection: str, limit: int = 0) -> list[str]:
    return [case.id for case in read(root, DatasetSelection.parse(selection, limit))]


def test_data_sets_are_the_files_of_labels(labelled: Path) -> None:
    assert datasets(labelled) == ["news", "snips"]


def test_selection_picks_a_page_type_and_the_first_pages_of_it(labelled: Path) -> None:
    assert ids(labelled, "news") == ["good", "wrong", "list"]
    assert ids(labelled, "news:listing") == ["list"]
    assert ids(labelled, "news:article", limit=1) == ["good"]


def test_page_is_decoded_as_its_label_says(labelled: Path) -> None:
    page = "<p>老渡口改造工程日前完工</p>"
    labelled.joinpath("html/old.html.gz").write_bytes(
        __import__("gzip").compress(page.encode("gb18030"))
    )
    label = {"id": "old", "html": "html/old.html.gz", "enc": "gb18030", "text": "老渡口"}
    (labelled / "zh.jsonl").write_text(json.dumps(label), "utf-8")
    (case,) = read(labelled, DatasetSelection("zh"))
    assert (case.text, case.language) == (page, "zh")


def test_authors_in_a_list_inside_the_list_are_read(labelled: Path) -> None:
    label = json.loads((labelled / "news.jsonl").read_text("utf-8").splitlines()[0])
    label |= {"id": "two", "authors": [["Ada Alm", "Bo Berg"]]}
    (labelled / "more.jsonl").write_text(json.dumps(label), "utf-8")
    (case,) = read(labelled, DatasetSelection("more"))
    assert case.labels.authors == ("Ada Alm", "Bo Berg")


def test_date_that_is_no_text_is_unknown(labelled: Path) -> None:
    label = json.loads((labelled / "news.jsonl").read_text("utf-8").splitlines()[0])
    (labelled / "more.jsonl").write_text(json.dumps(label | {"date": float("nan")}), "utf-8")
    (case,) = read(labelled, DatasetSelection("more"))
    assert case.labels.date is None


@pytest.mark.parametrize(
    ("html", "truth", "language"),
    [
        ('<html class="x" lang="de-AT">', "Japanisch: ひらがな", "de"),
        ("<html lang=en>", "", "en"),
        ("<html>", "これは日本語です", "ja"),
        ("<html>", "한국어", "ko"),
        ("<html>", "中文", "zh"),
        ("<html>", "Plain", "?"),
    ],
)
def test_language_is_declared_or_told_by_script(html: str, truth: str, language: str) -> None:
    assert declared_language(html, truth) == language


@pytest.mark.parametrize(
    ("selection", "message"),
    [("nothing", "no data set 'nothing'"), ("news:forum", "no page of 'news:forum'")],
)
def test_selection_of_nothing_is_an_error(labelled: Path, selection: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        ids(labelled, selection)


def test_directory_without_labels_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="neither"):
        datasets(tmp_path)


@pytest.mark.parametrize(
    ("line", "where"),
    [
        ("{", r"bad\.jsonl:1: not JSON"),
        ("[]", r"bad\.jsonl:1: a label must be"),
        ('{"id": "a"}', r"bad\.jsonl:1: the label has no 'html'"),
        ('{"id": "a", "html": "html/none.html.gz"}', r"none\.html\.gz: can't be unpacked"),
        ('{"id": "a", "html": "html/good.html.gz", "enc": "klingon"}', r"bad\.jsonl:1: enc"),
        ('{"id": "a", "html": "news.jsonl"}', r"news\.jsonl: can't be unpacked"),
    ],
)
def test_broken_label_is_named_with_its_line(labelled: Path, line: str, where: str) -> None:
    (labelled / "bad.jsonl").write_text(line + "\n")
    with pytest.raises(InputError, match=where):
        ids(labelled, "bad")


@pytest.fixture
def fixtures(tmp_path: Path) -> Path:
    page = tmp_path / "style/page"
    text = tmp_path / "style/text"
    for directory in (page, text):
        directory.mkdir(parents=True)
        meta = {"url": "https://example.org/a"}
        (directory / "meta.json").write_text(json.dumps(meta))
    meta["headers"] = {"Content-Type": "text/html; charset=shift_jis"}
    (page / "meta.json").write_text(json.dumps(meta))
    (page / "page.html").write_bytes("<p>渡し船の改修</p>".encode("shift_jis"))
    expected = {"paragraphs": ["渡し船", "改修"], "absent": ["x"], "status": "article"}
    (page / "article.json").write_text(json.dumps(expected))
    (text / "page.txt").write_text("Plain text.")
    (text / "article.json").write_text('{"paragraphs": [], "status": "empty"}')
    return tmp_path


def test_fixtures_are_one_data_set_with_the_status_as_page_type(fixtures: Path) -> None:
    assert datasets(fixtures) == ["fixtures"]
    assert ids(fixtures, "fixtures") == ["style/page", "style/text"]
    assert ids(fixtures, "fixtures:empty") == ["style/text"]


def test_fixture_keeps_the_bytes_as_received(fixtures: Path) -> None:
    """Our extraction decodes them itself; others get them decoded."""
    page, text = read(fixtures, DatasetSelection("fixtures"))
    assert page.body == "<p>渡し船の改修</p>".encode("shift_jis")
    assert (page.text, page.charset) == ("<p>渡し船の改修</p>", "shift_jis")
    assert (page.labels.text, page.labels.absent) == ("渡し船\n\n改修", ("x",))
    assert (text.kind, text.labels.text) == ("text", "")


def test_single_fixture_directory_can_be_read(fixtures: Path) -> None:
    assert ids(fixtures / "style", "fixtures") == ["page", "text"]
    assert ids(fixtures / "style/page", "fixtures") == ["page"]


def test_broken_expectation_is_named(fixtures: Path) -> None:
    (fixtures / "style/page/article.json").write_text("{")
    with pytest.raises(InputError, match=r"style.page.article\.json: not JSON"):
        ids(fixtures, "fixtures")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", 3),
        ("authors", [["Ada Alm", 3]]),
        ("main", [None]),
        ("text", ["a"]),
        ("with_", {"a": 1}),
        ("optional", 1.5),
    ],
)
def test_a_label_of_another_shape_is_named(labelled: Path, field: str, value: object) -> None:
    label = json.loads((labelled / "news.jsonl").read_text("utf-8").splitlines()[0])
    (labelled / "more.jsonl").write_text(json.dumps(label | {field: value}), "utf-8")
    with pytest.raises(InputError, match=rf'more\.jsonl:1: "{field}" must be a text'):
        list(read(labelled, DatasetSelection("more")))


@pytest.mark.parametrize(
    ("file", "field", "value"),
    [
        ("article.json", "paragraphs", "one text"),
        ("article.json", "paragraphs", [3]),
        ("article.json", "present", 3),
        ("meta.json", "headers", [["Content-Type"]]),
        ("meta.json", "headers", "text/html"),
    ],
)
def test_a_fixture_of_another_shape_is_named(
    tmp_path: Path, file: str, field: str, value: object
) -> None:
    case = tmp_path / "style" / "case"
    case.mkdir(parents=True)
    (case / "page.html").write_text("<p>Harbour", "utf-8")
    (case / "article.json").write_text('{"paragraphs": ["Harbour"]}', "utf-8")
    (case / "meta.json").write_text("{}", "utf-8")
    record = json.loads((case / file).read_text("utf-8")) | {field: value}
    (case / file).write_text(json.dumps(record), "utf-8")
    with pytest.raises(InputError, match=rf'{file}: "{field}" must be'):
        list(read(tmp_path, DatasetSelection("fixtures")))
