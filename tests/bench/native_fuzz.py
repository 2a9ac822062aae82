"""Damaged pages through the compiled form and the Python form: the same to the last bit, and no fault of memory.

    python tests/bench/native_fuzz.py [DIRECTORY] [--first 0] [--seconds 1200] [--done FILE]

Each page is made from one number; FILE holds the next one, so that a later run goes on where the last one ended.
DIRECTORY holds pages as `.html` or `.html.gz`, without it the fixtures serve. To have reads and writes beside arrays
reported, compile with sanitizers and let Python take its memory from the system:

    CFLAGS="-fsanitize=address,undefined -fno-omit-frame-pointer" LDFLAGS="-fsanitize=address,undefined" \\
        pip install -e .
    LD_PRELOAD="$(gcc -print-file-name=libasan.so) $(gcc -print-file-name=libubsan.so)" PYTHONMALLOC=malloc \\
        ASAN_OPTIONS=detect_leaks=0 python tests/bench/native_fuzz.py
"""

import argparse
import random
import sys
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import numpy as np
from selectolax.lexbor import LexborHTMLParser

import scraper
from scraper.extraction.classifier.model import shipped
from scraper.extraction.classifier.passes import both_passes
from scraper.extraction.dom.flat_page import FlatPage
from scraper.extraction.dom.head import read_head
from scraper.extraction.dom.markup import without_raw_text
from scraper.extraction.dom.parse import parse, tame
from scraper.extraction.dom.shallow import (
    count_opened,
    is_shallow,
    pure_count_opened,
    pure_is_shallow,
    with_short_tags,
)
from scraper.extraction.dom.shown import shown_markup
from scraper.extraction.dom.style_rules import (
    MAX_RULE,
    MAX_RULES,
    MAX_SELECTOR,
    pure_openings,
    pure_simple_selectors,
    pure_without_comments,
)
from scraper.extraction.dom.unread import without_unread
from scraper.extraction.dom.walk import native_read, read_markup
from scraper.extraction.dom.written import written
from scraper.extraction.features import context, page_features
from scraper.extraction.features.beside import near_pictures
from scraper.extraction.features.blocks import judged
from scraper.extraction.features.characters import CLASSES, TextCounts
from scraper.extraction.features.head import page_facts
from scraper.extraction.features.lines import (
    PageFacts,
    measure,
    native_links,
    native_measure,
    numbered,
    read_lines,
    read_links,
)
from scraper.extraction.features.matrix import compute
from scraper.extraction.features.names import native_read_names, pure_read_names
from scraper.extraction.features.words import PageWords
from scraper.extraction.native import IS_NATIVE
from scraper.extraction.next_page import preceded, pure_preceded
from tests.bench.parse_ratio import read_pages
from tests.extraction.test_mutated_pages import mutated
from tests.extraction.test_native_pages import PIECES
from tests.extraction.test_native_style_sheets import elements, native_elements
from tests.extraction.test_unread import shape

if IS_NATIVE:
    from scraper.extraction.native import shallow, style_sheets

ROOT = Path(__file__).parents[2]
MOST_CHARS = 60_000  # of a page, so that many pages are seen
MOST_PAGES = 400
RELS = (b'rel="', b"rel=")


def damaged(number: int, pages: list[str]) -> str:
    """The page of a number: one of the pages with odd pieces in it, or odd pieces alone."""
    chance = random.Random(number)
    if chance.random() < 0.2:
        return "<body>" + "".join(chance.choices(PIECES, k=chance.randint(1, 300)))
    page = mutated(number, chance.choice(pages))
    for _ in range(chance.randint(0, 8)):
        at = chance.randrange(len(page) + 1)
        odd = chr(chance.choice((chance.randrange(128), chance.randrange(0xD7FF), 0x130, 0x3A3)))
        page = page[:at] + chance.choice((*PIECES, odd, odd)) + page[at:]
    return page


def is_read_alike(sheet: bytes) -> bool:
    """Whether the two forms find the same rules that may hide something in a style sheet."""
    found = style_sheets.openings(sheet, MAX_RULE, MAX_RULES)
    selectors = (
        (native, pure_simple_selectors(sheet, opening, MAX_SELECTOR))
        for opening in found
        if (native := style_sheets.simple_selectors(sheet, opening, MAX_SELECTOR)) is not None
    )
    return (
        found == pure_openings(sheet, MAX_RULE, MAX_RULES)
        and style_sheets.without_comments(sheet, 0) == pure_without_comments(sheet, 0)
        and all(native == pure for native, pure in selectors)
    )


def is_written_alike(page: bytes) -> bool:
    """Say whether a page that is written without a tree has the body and the head of the parser's tree."""
    found, tree = written(page), LexborHTMLParser(page)
    body = tree.body
    if found is None or body is None:
        return True
    shown = without_raw_text(body.html or "").encode()
    return found.body == shown and read_head(found) == read_head(tree, native=False)


def differences_of_trees(page: bytes) -> Iterator[str]:
    if shape(LexborHTMLParser(without_unread(page))) != shape(LexborHTMLParser(page)):
        yield "unread"
    if not is_written_alike(page):
        yield "construction"


def differences(page: str) -> Iterator[str]:
    """The steps that the two forms do otherwise."""
    if is_shallow(page) != pure_is_shallow(page) or count_opened(page) != pure_count_opened(page):
        yield "shallow"
    encoded = page.encode()
    cut = shallow.cut_in_utf8(encoded)
    if cut is not None and cut != (with_short_tags(page) or "").encode():
        yield "cut"
    if tame(page) == page:
        yield from differences_of_trees(encoded)
    if preceded(encoded, b"next", RELS) != pure_preceded(encoded, b"next", RELS):
        yield "places"
    sheets = (*elements(page), encoded)
    if native_elements(page) != elements(page) or not all(map(is_read_alike, sheets)):
        yield "style_sheets"
    tree = parse(page)
    body = (tree.body.html or "") if tree.body is not None else ""
    shown = shown_markup(tree.body) if tree.body is not None else b""
    if shown is not None and shown.decode() != without_raw_text(body):
        yield "tree"
    found, reading = native_read(body), read_markup(body)
    if found is not None and found != reading:
        yield "walk"
    if read_head(tree, native=True) != read_head(tree, native=False):
        yield "head"
    if reading.b_text:
        yield from differences_of_blocks(reading)
        yield from differences_of_features(reading, page_facts(read_head(tree), None))


def differences_of_blocks(reading: FlatPage) -> Iterator[str]:
    pure, native = (TextCounts(reading.b_text, native=which) for which in (False, True))
    counted = (*CLASSES, "chars", "words", "first", "last")
    if not all(np.array_equal(getattr(pure, name), getattr(native, name)) for name in counted):
        yield "characters"
    elements = np.array(reading.b_element, dtype=np.int64)
    blocks = (judged(reading, native, elements, native=which) for which in (False, True))
    if not all(map(np.array_equal, *blocks)):
        yield "blocks"
    at, n = [image.block for image in reading.images], len(reading.b_text)
    if not all(
        map(np.array_equal, *(near_pictures(at, n, native=which) for which in (False, True)))
    ):
        yield "pictures"
    if not all(
        map(np.array_equal, *(numbered(reading.b_text, native=which) for which in (False, True)))
    ):
        yield "copies"


def differences_of_features(reading: FlatPage, facts: PageFacts) -> Iterator[str]:
    model = shipped()
    one, other = (read(reading.e_key, model.lexicon.classes) for read in (pure_read_names, native_read_names))  # fmt: skip
    if not all(map(np.array_equal, one, other)):
        yield "names"
    lines = list(dict.fromkeys(reading.b_text))
    if not np.array_equal(measure(lines), native_measure(lines)):
        yield "lines"
    if not np.array_equal(
        read_links(reading.b_href, facts.host or "a.b"),
        native_links(reading.b_href, facts.host or "a.b"),
    ):
        yield "links"
    texts = facts.title, facts.description, facts.authors
    head = np.empty((2, len(texts), len(lines)), dtype=np.float32)
    words, known = (PageWords(lines, native=which) for which in (False, True))
    if not (
        np.array_equal(words.weights(model.lexicon), known.weights(model.lexicon))
        and words.in_head(texts, head[0]) == known.in_head(texts, head[1])
        and np.array_equal(*head)
        and [words[i] for i in range(len(lines))] == [known[i] for i in range(len(lines))]
    ):
        yield "words"
    view = page_features.view_of(
        reading,
        facts,
        read_lines(reading.b_text, reading.b_href, facts, model.lexicon),
        model.lexicon,
    )
    if not np.array_equal(compute(view, native=False), compute(view, native=True)):
        yield "rows"
    matrix, own = both_passes(view, model)
    first = np.ascontiguousarray(matrix[own])  # what the first pass says
    if not np.array_equal(
        context.compute(view, first, native=False), context.compute(view, first, native=True)
    ):
        yield "context"
    if not np.array_equal(model.network.raw(matrix), model.network.native_raw(matrix)):
        yield "network"
    if not np.array_equal(model.second.raw(matrix), model.second.native_raw(matrix)):
        yield "forest"


def fuzz(pages: list[str], first: int, seconds: float, done: Path | None) -> int:
    """Compare pages from the number `first` on, for so long; return how many differ."""
    ends, different, number = time.monotonic() + seconds, 0, first
    for number in count(first):
        if time.monotonic() > ends:
            break
        page = damaged(number, pages)
        try:
            page.encode()
        except UnicodeEncodeError:  # no page that was decoded holds half a character
            continue
        if found := list(differences(page)):
            different += 1
            sys.stdout.write(f"page {number} differs: {', '.join(found)}\n")
        scraper.extract(page, url=f"https://example.org/story-{number}")
        if done is not None and number % 100 == 0:
            done.write_text(str(number))
    sys.stdout.write(f"pages {first} to {number - 1}: {different} differ\n")
    return different


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("directory", type=Path, nargs="?", default=ROOT / "fixtures")
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--done", type=Path)
    chosen = parser.parse_args()
    if not IS_NATIVE:
        sys.exit("nothing was compiled here")
    first = chosen.first
    if chosen.done is not None and chosen.done.exists():
        first = max(first, int(chosen.done.read_text()))
    pages = [page for page in read_pages(chosen.directory, MOST_PAGES) if len(page) < MOST_CHARS]
    return 1 if fuzz(pages, first, chosen.seconds, chosen.done) else 0


if __name__ == "__main__":
    sys.exit(main())
