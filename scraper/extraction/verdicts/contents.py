"""Tables of contents: a heading that says so, or none, and links to places of the page below it."""

import re

import numpy as np
import numpy.typing as npt

from scraper.extraction.features.blocks import flagged
from scraper.extraction.features.bounds import within
from scraper.extraction.features.lines import WITHIN_PAGE
from scraper.extraction.features.page_features import PageFeatures
from scraper.extraction.verdicts.main_text import WHOLE_LINK
from scraper.extraction.verdicts.wanted import exactly, from_on, up_to

Flags = npt.NDArray[np.bool_]

LABEL_CHARS = 40  # of a heading such as "Contents", at the most
ENTRIES = 2  # links to places of the page, from which they and their heading are such a table
CONTENTS_WANTED = (
    {"chars": up_to(LABEL_CHARS)},
    {"href": exactly(WITHIN_PAGE), "link": from_on(WHOLE_LINK)},
)
_CONTENTS = re.compile(
    r"\W*(?:(?:table of )?contents(?: of this (?:page|article))?|(?:in|on) this (?:article|page)|jump to(?: section)?"
    r"|inhalt(?:sverzeichnis|sübersicht)?|auf dieser seite|table des matières|sommaire|dans cet article"
    r"|(?:tabla de )?contenidos?|índice(?: de contenidos?)?|en este artículo|indice(?: dei contenuti)?|sommario"
    r"|sumário|conteúdo|neste artigo|inhoud(?:sopgave)?|in dit artikel|spis treści|innehåll(?:sförteckning)?"
    r"|indhold(?:sfortegnelse)?|innhold(?:sfortegnelse)?|sisällys(?:luettelo)?|obsah|tartalom(?:jegyzék)?|cuprins"
    r"|içindekiler|содержание|оглавление|зміст|съдържание|περιεχόμενα|目次|目录|目錄|차례|목차|المحتويات"
    r"|جدول المحتويات|תוכן (?:ה)?עניינים|فهرست(?: مطالب)?|mục lục|daftar isi|สารบัญ)\W*(?:\[?hide\]?|\[?show\]?)?\W*",
    re.IGNORECASE,
)


def contents(view: PageFeatures, kept: Flags, _score: npt.NDArray[np.float32]) -> list[int]:
    """Return the headings over such tables, and their entries."""
    leads = within(view.lines.href, exactly(WITHIN_PAGE))
    if len(leads) < ENTRIES:
        return []
    entry = (view.lines.href == WITHIN_PAGE) & (view.link >= WHOLE_LINK)
    out: list[int] = []
    texts, n = view.reading.b_text, len(kept)
    for i in flagged(entry[1:] & ~entry[:-1]):
        if len(texts[i]) > LABEL_CHARS or not _CONTENTS.fullmatch(texts[i]):
            continue
        end = i + 1
        while end < n and entry[end]:
            end += 1
        if end - i > ENTRIES:
            out += [block for block in range(i, end) if kept[block]]
    return out
