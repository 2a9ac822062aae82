"""Labelled pages on disk -> `LabelledPage` values, one at a time.

Two layouts are read, told apart by what the directory holds.

Labelled pages, `DIR/<dataset>.jsonl`, one JSON object a line:

    id         name of the page
    html       path of the gzipped page below DIR, such as "html/<id>.html.gz"
    enc        its encoding ("utf-8")
    url        where it came from, or null
    page_type  "article", "forum", "listing", ... ("article")
    language   BCP 47; where absent, what the page declares
    text       the true main content, paragraphs on lines of their own; null where only
               snippets are known, "" where nothing may come out
    with_      texts that must come out          without    texts that must not
    title, authors (a list), date, status        where known
    main, caption, comments, unsure              lists of block texts in document order, of a
               page labelled block by block; the rest is boilerplate. `text` is then `main`
               joined, and what is `unsure` is counted neither way
    kind, lang  finer than page_type, and the language of the text
    domain     the site, where there is no url

Fixtures, `DIR/<style>/<case>/`, one page each (DIR may also be one style or one case):

    page.html     the bytes as received, or page.txt: text without markup (peers skip it)
    meta.json     url and headers of the response
    article.json  paragraphs (the true text; list items with or without marker), present,
                  absent, optional (paragraphs that may come out or not), title, authors, date,
                  status
"""

import gzip
import json
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from scraper.encoding.charset import decode
from scraper.errors import ConfigError, InputError, reason_of
from scraper.evaluate.block_labels import BlockTexts
from scraper.evaluate.labelled_page import LabelledPage, TrueFields
from scraper.evaluate.shapes import require_shapes

MAX_PAGE_BYTES = 64 * 1024 * 1024  # unpacked
FIXTURES = "fixtures"  # the data set name of all fixtures

_DECLARED_WITHIN = 20_000  # characters; <html lang> stands at the head of a page
_LANG = re.compile(r"<html\b[^<>]*?\blang\s*=\s*[\"']?([a-z]{2,3})\b", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_SCRIPTS = (  # first match wins: Japanese writes kana among its Han characters
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u3400-\u9fff]")),
)


@dataclass(frozen=True, slots=True)
class DatasetSelection:
    """One data set of a run: all of it, or one page type of it; all pages or the first ones."""

    dataset: str
    page_type: str = ""
    limit: int = 0  # 0: no limit

    @classmethod
    def parse(cls, text: str, limit: int = 0) -> "DatasetSelection":
        """Read "name" or "name:page_type"."""
        name, _, page_type = text.strip().partition(":")
        return cls(name, page_type, limit)

    @property
    def label(self) -> str:
        """Return what reports call it."""
        return f"{self.dataset}:{self.page_type}" if self.page_type else self.dataset


def datasets(root: Path) -> list[str]:
    """Return the names of the data sets below a directory. Raises ConfigError if it has none."""
    if not root.is_dir():
        raise ConfigError(str(root), "is no directory; name one with labelled pages or fixtures")
    names = sorted(path.stem for path in root.glob("*.jsonl"))
    if not names and _fixture_dirs(root):
        names = [FIXTURES]
    if not names:
        raise ConfigError(str(root), "holds neither *.jsonl nor <style>/<case>/article.json")
    return names


def read(root: Path, selection: DatasetSelection) -> Iterator[LabelledPage]:
    """Yield the pages of a selection in the order of their files.

    Raises ConfigError for an unknown data set or one without pages, and InputError, naming
    file and line, for a label or page that can't be read.
    """
    known = datasets(root)
    if selection.dataset not in known:
        raise ConfigError(str(root), f"no data set {selection.dataset!r}; has {', '.join(known)}")
    source = _read_fixtures(root) if known == [FIXTURES] else _read_labelled(root, selection)
    count = 0
    for case in source:
        if selection.page_type and case.page_type != selection.page_type:
            continue
        count += 1
        if selection.limit and count > selection.limit:
            return
        yield case
    if not count:
        raise ConfigError(str(root), f"no page of {selection.label!r}; check the page type")


def pages_of(root: Path, chosen: Sequence[str] = (), limit: int = 0) -> Iterator[LabelledPage]:
    """Yield the pages of the chosen data sets ("name" or "name:page_type"), of all by default."""
    for name in chosen or datasets(root):
        yield from read(root, DatasetSelection.parse(name, limit))


def _read_labelled(root: Path, selection: DatasetSelection) -> Iterator[LabelledPage]:
    path = root / f"{selection.dataset}.jsonl"
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            record = _record(line, f"{path}:{number}")
            # Other page types are skipped before their page is read.
            if not selection.page_type or _page_type(record) == selection.page_type:
                yield _labelled_case(root, selection.dataset, record, f"{path}:{number}")


def _page_type(record: dict[str, Any]) -> str:
    return str(record.get("page_type") or "article")


def _labelled_case(root: Path, dataset: str, record: dict[str, Any], where: str) -> LabelledPage:
    try:
        name, page = str(record["id"]), str(record["html"])
    except KeyError as missing:
        raise InputError(where, f"the label has no {missing}") from missing
    encoding = str(record.get("enc") or "utf-8")
    try:
        html = _unzip(root / page).decode(encoding, "replace")
    except LookupError as unknown:
        raise InputError(where, f"enc: {unknown}") from unknown
    truth = record.get("text")
    return LabelledPage(
        id=name,
        dataset=dataset,
        page_type=_page_type(record),
        language=record.get("language")
        or record.get("lang")
        or declared_language(html, truth or ""),
        kind="html",
        text=html,
        url=record.get("url") or None,
        genre=str(record.get("kind") or _page_type(record)),
        domain=str(record.get("domain") or ""),
        labels=_labels(record, truth, record.get("with_"), record.get("without")),
    )


def _labels(record: dict[str, Any], truth: str | None, present: Any, absent: Any) -> TrueFields:
    blocks = BlockTexts.of_record(record)
    return TrueFields(
        text="\n\n".join(blocks.main) if blocks else truth,
        present=tuple(_texts(present)),
        absent=tuple(_texts(absent)),
        optional=blocks.not_counted() if blocks else tuple(_texts(record.get("optional"))),
        title=next(_texts(record.get("title")), ""),
        authors=tuple(_texts(record.get("authors"))),
        date=_text_or_none(record.get("date")),
        status=record.get("status") or "",
        blocks=blocks,
    )


def _text_or_none(value: Any) -> str | None:
    """Return a text; None for NaN and other values that collections write for "unknown"."""
    return value if isinstance(value, str) else None


def _texts(value: Any) -> Iterator[str]:
    """Yield the texts of a label; some collections have a list of authors inside the list."""
    if isinstance(value, str):
        yield value
    else:
        for each in value or ():
            yield from _texts(each)


def _fixture_dirs(root: Path) -> list[Path]:
    """Return the case directories at, one or two levels below `root`."""
    found = (path for depth in ("", "*/", "*/*/") for path in root.glob(f"{depth}article.json"))
    return sorted(path.parent for path in found)


def _read_fixtures(root: Path) -> Iterator[LabelledPage]:
    for directory in _fixture_dirs(root):
        yield _fixture_case(root, directory)


def _fixture_case(root: Path, directory: Path) -> LabelledPage:
    expected = _record(_read_text(directory / "article.json"), str(directory / "article.json"))
    meta_file = directory / "meta.json"
    meta = _record(_read_text(meta_file), str(meta_file)) if meta_file.exists() else {}
    page = directory / "page.html"
    kind: Literal["html", "text"] = "html" if page.exists() else "text"
    body = _read_bytes(page if kind == "html" else directory / "page.txt")
    charset = _header_charset(meta.get("headers") or {})
    text = decode(body, charset=charset).text
    paragraphs = expected.get("paragraphs")
    truth = None if paragraphs is None else "\n\n".join(paragraphs)
    status = expected.get("status") or ""
    labels = _labels(expected, truth, expected.get("present"), expected.get("absent"))
    return LabelledPage(
        id=directory.relative_to(root).as_posix() if directory != root else directory.name,
        dataset=FIXTURES,
        page_type=status or "article",
        language=expected.get("language") or declared_language(text, truth or ""),
        kind=kind,
        text=text,
        url=meta.get("url"),
        body=body,
        charset=charset,
        labels=replace(labels, bare_lists=True),
    )


def declared_language(html: str, truth: str) -> str:
    """Return the primary language a page declares; else the language of the truth's script; else "?"."""
    declared = _LANG.search(html[:_DECLARED_WITHIN])
    if declared:
        return declared.group(1).lower()
    return next((name for name, script in _SCRIPTS if script.search(truth)), "?")


def _header_charset(headers: dict[str, str] | list[list[str]]) -> str | None:
    pairs = headers.items() if isinstance(headers, dict) else headers
    for name, value in pairs:
        if name.lower() == "content-type":
            found = _CHARSET.search(value)
            return found.group(1) if found else None
    return None


def _record(text: str, where: str) -> dict[str, Any]:
    try:
        record = json.loads(text)
    except (ValueError, RecursionError) as broken:
        raise InputError(where, f"not JSON: {broken}") from broken
    if not isinstance(record, dict):
        raise InputError(where, "a label must be a JSON object")
    require_shapes(record, where)
    return record


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as broken:
        raise InputError(str(path), f"can't be read: {reason_of(broken)}") from broken


def _read_text(path: Path) -> str:
    try:
        return _read_bytes(path).decode("utf-8")
    except UnicodeDecodeError as broken:
        raise InputError(str(path), f"not UTF-8: {broken}") from broken


def _unzip(path: Path) -> bytes:
    try:
        with gzip.open(path) as packed:
            page = packed.read(MAX_PAGE_BYTES + 1)
    except (OSError, EOFError, zlib.error) as broken:
        reason = reason_of(broken)
        raise InputError(str(path), f"can't be unpacked: {reason}") from broken
    if len(page) > MAX_PAGE_BYTES:
        raise InputError(str(path), f"unpacks to more than {MAX_PAGE_BYTES} bytes")
    return page
