"""Notes that stand inside the sentence they belong to, as LaTeXML and Tufte's style sheets write them; a browser shows
them in the margin or under the pointer.

They are put behind their paragraph, with a sign where they stood, and are read as other footnotes are. What LaTeXML parts
by its style sheet alone, as the parts of a reference, is parted, and its bullets go.
"""

import re

from scraper.extraction.letters import has_text

SIGNS = ("ltx_", "sidenote")  # one of these stands in all markup that this changes
MOST_NOTES = 2_000  # of a page; what follows stays in its sentence
_STEP = re.compile(
    r'<(?P<note>span (?:id="[^"<>]{0,80}" )?class="(?:ltx_note ltx_role_(?:foot|end)note[^"<>]{0,80}|sidenote)"[^<>]{0,200})>'
    r"|<(?P<end>/?)p(?=[ >])"
)
_SPAN = re.compile(r"<(/?)span(?=[\s>])")
_MARK = re.compile(r'<sup class="ltx_note_mark">([^<]{1,20})</sup>')
_OWN_NUMBER = re.compile(r'<span class="ltx_tag ltx_tag_note">[^<]{0,20}</span>')
_LABEL = re.compile(r"\d{1,3}|[a-z]")
_TOGGLE = re.compile(
    r"<label [^>]{0,200}sidenote-number[^>]{0,200}></label>\s{0,20}(?:<input [^>]{0,200}>\s{0,20})?\Z"
)
TOGGLE_CHARS = (
    500  # before a note of Tufte's, in which the button stands that shows it on narrow screens
)
_BULLET = re.compile(r'<span class="ltx_tag ltx_tag_item">[•–∗*·‣○◦-]</span>')
_REFERENCE_PART = '<span class="ltx_bibblock'


def may_hold_notes(shown: str | bytes) -> bool:
    """Say whether one of the words stands in the markup without which it has no such note."""
    if isinstance(shown, bytes):
        return any(has_text(shown, sign.encode()) for sign in SIGNS)
    return any(has_text(shown, sign) for sign in SIGNS)


def with_notes_apart(shown: str) -> str:
    """Return the serialised markup of a body, without raw text, with such notes behind their paragraphs."""
    shown = _BULLET.sub("", shown).replace(_REFERENCE_PART, f" {_REFERENCE_PART}")
    out: list[str] = []
    waiting: list[str] = []
    at = number = 0
    in_paragraph = False
    for step in _STEP.finditer(shown):
        if step.start() < at:  # inside of a note
            continue
        if not step["note"]:
            in_paragraph = not step["end"]
            if waiting and step["end"]:
                at, before = step.end() + 1, at
                out += (shown[before:at], *waiting)
                waiting.clear()
        elif in_paragraph and number < MOST_NOTES:
            number += 1
            inside, end = _inside(shown, step.end())
            label, text = _read(inside, number)
            out.append(_without_toggle(shown[at : step.start()]))
            out.append(f'<sup><a href="#inline-note-{number}">{label}</a></sup>')
            waiting.append(f'<div id="inline-note-{number}"><p>{text}</p></div>')
            at = end
    return "".join((*out, shown[at:], *waiting))


def _inside(shown: str, start: int) -> tuple[str, int]:
    """Return what stands in the <span> that is open at `start`, and where it has ended."""
    depth = 1
    for tag in _SPAN.finditer(shown, start):
        depth += -1 if tag[1] else 1
        if not depth:
            return shown[start : tag.start()], tag.end() + 1
    return shown[start:], len(shown)


def _read(inside: str, number: int) -> tuple[str, str]:
    """Return the label of a note and its markup; the label is its number among all where it has none."""
    mark = _MARK.search(inside)
    label = mark[1].strip() if mark and _LABEL.fullmatch(mark[1].strip()) else str(number)
    return label, _OWN_NUMBER.sub("", _MARK.sub("", inside))


def _without_toggle(before: str) -> str:
    at = max(len(before) - TOGGLE_CHARS, 0)
    return before[:at] + _TOGGLE.sub("", before[at:])
