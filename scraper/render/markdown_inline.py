"""Inline CommonMark: escapes, styles that will parse, link destinations, code."""

import re
import unicodedata
from collections.abc import Sequence

from scraper.models.article import Include, Shown, Span
from scraper.render.shown import safe_url, spans_of, without_controls

_ANYWHERE = r"""[\\`*<~]        # markup wherever it stands
    |(?<![^\W_])_|_(?![^\W_])     # an underscore inside a word is only itself
    |&(?=\#?\w{1,40};)            # an entity
    |!(?=\[)"""
_MARKUP = re.compile(rf"{_ANYWHERE}|\](?=[(\[])", re.VERBOSE)
"""Of brackets only one that a target follows: a pair of escaped ones is a formula where formulas are known."""
_MARKUP_IN_LINK = re.compile(rf"{_ANYWHERE}|[\[\]]", re.VERBOSE)
_HAS_MARKUP = re.compile(r"[\\`*\[\]<~_&!$]")
"""One character of each kind of markup, and of formulas: most texts have none, and this is read faster."""
_LINE_START = re.compile(
    r"""\A(?:
    \#{1,6}(?=\s|$)                   # a heading
    |[-+](?=\s|$)                    # an item
    |[-|:](?=[\s|:-]*+$)             # a rule, an underline, the second row of a table
    |=(?==*+\s*+$)|>                 # an underline, a quote
    |\d{1,9}(?=[.)](?:\s|$))         # a numbered item
    |\[(?=[\ xX]\](?:\s|$))          # a box to tick
    |\[(?!(?:[^\[\]\\\n]|\\.)*+\](?!:))  # the target of a link, or a note
    )""",
    re.VERBOSE,
)
_FORMULA = re.compile(
    r"""(?<![\\$\w])(\$\$?)(?=[^\s$])
    (?=[^$]{0,500}\\[a-zA-Z{|]              # a command
       |[A-Za-z(|\[-][^$]{0,80}[_^=<>≤≥∈]    # letters, and a sign
       |[A-Za-z]\$)                          # one letter
    [^$`]{1,500}(?<!\s)\1(?![\w$])""",
    re.VERBOSE,
)
"""TeX between dollars, as prices are not."""
_MARKUP_IN_TEX = re.compile(r"<(?=[a-zA-Z/!?])|\](?=\()")
"""What begins a tag, or the target of a link; white space after it changes no formula."""
_LINKS = ("](", "][", "![")  # what makes a link or a picture of brackets before or after it
_BACKTICKS = re.compile("`+")
_UNSAFE_IN_DESTINATION = re.compile(r"[\s<>()\\`\"'|*_~\[\]\x00-\x1f\x7f-\x9f]")
_MARKERS = {"strong": "**", "em": "*"}


def escape_text(text: str, after: str = "", *, in_link: bool = False) -> str:
    """Escape one line of text so that nothing in it is markup, except at the start of a line.

    `after` is the character that follows it in the line; `in_link` says that it stands in brackets.
    """
    text = without_controls(text)
    if not _HAS_MARKUP.search(text):
        return text
    markup = _MARKUP_IN_LINK if in_link else _MARKUP
    out, at = "", 0
    for formula in _FORMULA.finditer(text) if "$" in text else ():
        out += markup.sub(r"\\\g<0>", text[at : formula.start()]) + _tex(formula[0])
        at = formula.end()
    last = text[-1] if not in_link and text[-1] + after in _LINKS else ""
    rest = text[at:-1] if last else text[at:]
    return out + markup.sub(r"\\\g<0>", rest) + (f"\\{last}" if last else "")


def _tex(formula: str) -> str:
    """Return a formula that nothing reads as HTML or as a link, where formulas are not known."""
    return _MARKUP_IN_TEX.sub(r"\g<0> ", formula)


def escape_lines(text: str) -> str:
    """Make the start of every line literal, and every line break a hard one."""
    if "\n" not in text:  # as of most blocks
        line = text.strip()
        return _literal_start(line) if line else ""
    lines = [line.strip() for line in text.split("\n")]
    return "\\\n".join(_literal_start(line) for line in lines if line)


def inline(block: Shown, include: Include, base: str | None) -> str:
    """Return a block's text with its styles, and with its links if they are wanted."""
    if not block.spans:  # as of most blocks
        return escape_lines(escape_text(block.text))
    return escape_lines(inline_spans(spans_of(block), include, base))


def inline_spans(spans: Sequence[Span], include: Include, base: str | None) -> str:
    """Return spans with their styles, and with their links if they are wanted."""
    out = ""
    spans = _merged(spans, include, base)
    for index, span in enumerate(spans):
        then = spans[index + 1] if index + 1 < len(spans) else Span("")
        following = "[" if then.href else then.text[:1]
        out += _span(span, out[-1:], following)
    return out


def destination(url: str) -> str:
    """Return a link target in which nothing ends the link early."""
    quoted = _UNSAFE_IN_DESTINATION.sub(
        lambda match: "".join(f"%{byte:02X}" for byte in match.group().encode()), url
    )
    return re.sub(r"&(?=#?\w{1,40};)", "&amp;", quoted)


def fence(code: str, language: str = "") -> str:
    """Return a code block in a language, whose fence is longer than any run of backticks in it."""
    ticks = "`" * max(3, _longest_run(code) + 1)
    return f"{ticks}{language}\n{code}\n{ticks}"


def _merged(spans: Sequence[Span], include: Include, base: str | None) -> list[Span]:
    """Return the spans with links that can be followed only, neighbours of the same style and link as one."""
    out: list[Span] = []
    for span in spans:
        href = safe_url(span.href, base) if include.links else ""
        if out and (out[-1].href, out[-1].style) == (href, span.style):
            out[-1] = Span(out[-1].text + span.text, href, span.style)
        else:
            out.append(span if span.href == href else Span(span.text, href, span.style))
    return out


def _span(span: Span, before: str, after: str) -> str:
    """Return one span; white space at its edges stays outside the marks, which it would break."""
    core = span.text.strip()
    if not core or (not span.href and not span.style):
        return escape_text(span.text, after)
    left, _, right = span.text.partition(core)
    core = " ".join(core.split()) if span.href or span.style == "code" else core
    before, after = left[-1:] or before, right[:1] or after
    if span.href:
        body = f"[{_styled(core, span.style, '[', ']', in_link=True)}]({destination(span.href)})"
    else:
        body = _styled(core, span.style, before, after)
    return left + body + right


def _styled(text: str, style: str, before: str, after: str, *, in_link: bool = False) -> str:
    if style == "code":
        return _code(text)
    if style == "note":
        return f"[^{text.strip('[]() ')}]"
    if style == "math":
        return _tex(without_controls(text if text.startswith("$") else f"${text}$"))
    marker = _MARKERS.get(style, "")
    if not marker or "\n" in text or not _flanks(text, before, after):
        return escape_text(text, after, in_link=in_link)
    return marker + escape_text(text, in_link=in_link) + marker


def _flanks(text: str, before: str, after: str) -> bool:
    """Say whether emphasis marks around `text` are read as such (CommonMark 6.2)."""
    if "*" in (before, after) or "`" in (before, after):
        return False
    opens = not _is_punctuation(text[0]) or _is_edge(before)
    closes = not _is_punctuation(text[-1]) or _is_edge(after)
    return opens and closes


def _is_edge(character: str) -> bool:
    return not character or character.isspace() or _is_punctuation(character)


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _code(text: str) -> str:
    text = without_controls(text)
    ticks = "`" * (_longest_run(text) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{pad}{text}{pad}{ticks}"


def _longest_run(text: str) -> int:
    return max((len(run) for run in _BACKTICKS.findall(text)), default=0)


def _literal_start(line: str) -> str:
    if line[0].isalpha():  # as of most lines
        return line
    match = _LINE_START.match(line)
    if match is None:
        return line
    marker = match.group()
    return marker + "\\" + line[match.end() :] if marker.isdigit() else "\\" + line
