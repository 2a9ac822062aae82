"""The matrix of features of a page: the rows of all groups, one below the other."""

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from scraper.extraction.classifier.lexicon import Lexicon
from scraper.extraction.dom.flat_page import FlatPage
from scraper.extraction.features.lines import PageFacts, read_lines
from scraper.extraction.features.page_features import PageFeatures, view_of
from scraper.extraction.features.rows import COMPILED, GROUPS, RowsOf
from scraper.extraction.native import IS_NATIVE

if TYPE_CHECKING:
    from scraper.extraction.native.elements import PageRows

Array = npt.NDArray[np.float32]


@lru_cache(maxsize=1)
def names_by_group() -> dict[RowsOf, tuple[str, ...]]:
    """Return the names of the rows of each group, the same for every page: here those of a page of one word."""
    page = FlatPage(
        ["body"], [-1], [""], [False], [0], [1], [0], ["a"], *([0],) * 5, [""], e_pictured=[False]
    )
    lines = read_lines(page.b_text, page.b_href, PageFacts(), Lexicon())
    view = view_of(page, PageFacts(), lines, Lexicon())
    return {group: group(view)[0] for group in GROUPS}


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """Return the names of the rows."""
    return tuple(name for group in names_by_group().values() for name in group)


def compute(
    view: PageFeatures,
    spare: int = 0,
    *,
    native: bool = IS_NATIVE,
    compiled: "PageRows | None" = None,
) -> Array:
    """Return the feature matrix: a row for each name of `names()`, a column for each block.

    Below them are `spare` rows that are still to be filled. Groups are made one after the other,
    as together they take as much memory as the matrix. `compiled` is what `compiled_rows` returns, if
    that was asked already.
    """
    rows = np.empty((len(names()) + spare, view.geo.n), dtype=np.float32)
    compiled = (compiled or compiled_rows(view)) if native else None
    writers = _fitting() if compiled is not None else {}
    at = 0
    for group, names_of in names_by_group().items():
        out = rows[at : at + len(names_of)]
        if writer := writers.get(group):
            getattr(compiled, writer)(out)
        else:
            out[:] = group(view)[1]
        at += len(names_of)
    return rows


def compiled_rows(view: PageFeatures) -> "PageRows | None":
    """Return what writes rows of groups by compiled code, for both passes; None where a page or machine has none."""
    if not (IS_NATIVE and view.geo.is_native):
        return None
    from scraper.extraction.native.elements import PageRows  # noqa: PLC0415  # it reads the constants of this module

    return PageRows(view, view.title)


@lru_cache(maxsize=1)
def _fitting() -> dict[RowsOf, str]:
    """Return the methods of `PageRows` that write as many rows as their group has."""
    from scraper.extraction.native.elements import ROWS  # noqa: PLC0415  # it reads the constants of this module

    rows_of = names_by_group()
    return {group: name for group, name in COMPILED.items() if len(rows_of[group]) == ROWS[name]}
