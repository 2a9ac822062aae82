"""A small, safe HTML document: everything escaped, no scripts, only links a reader may follow."""

from collections.abc import Sequence
from html import escape

from scraper.models.article import Include, Shown, Span
from scraper.render.nested import BodyMarkup, ListMarkup, grouped
from scraper.render.shown import (
    blocks_of,
    cells_of,
    plain_line,
    safe_url,
    shows_text,
    spans_of,
    title_of,
    without_controls,
)
from scraper.render.subject import ArticleFields

# Second line of defence, should an escape ever be missing: the document may load pictures only.
_POLICY = "default-src 'none'; img-src http: https:; style-src 'unsafe-inline'"
_STYLE = "body{max-width:42em;margin:2em auto;padding:0 1em;font:1.1em/1.6 Georgia,serif}"
_STYLE += "img{max-width:100%}pre{overflow:auto}td,th{border:1px solid #bbb;padding:.2em .5em}"
_TAGS = {"strong": "strong", "em": "em", "code": "code", "note": "sup"}
RIGHT_TO_LEFT = ("ar", "fa", "he", "ur", "ps", "sd", "ug", "yi", "ckb", "dv")


def to_html(article: ArticleFields, include: Include | None = None) -> str:
    """Return the article as a document; "" if the page holds nothing to show."""
    include = include or article.include
    blocks = blocks_of(article, include)
    if not blocks:
        return ""
    title = title_of(article, blocks[0].text if blocks[0].kind == "heading" else "", include)
    body = _body(blocks, include, article.metadata.url)
    heading = f"<h1>{_text(title)}</h1>\n" if title else ""
    return (
        f"<!DOCTYPE html>\n<html{_language(article.metadata.language)}>\n<head>\n"
        f'<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f'<meta name="viewport" content="width=device-width">\n'
        f"<title>{_text(plain_line(article.metadata.title))}</title>\n{_canonical(article.metadata.url)}"
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<article>\n{heading}{body}\n</article>\n"
        f"</body>\n</html>\n"
    )


def to_fragment(article: ArticleFields, include: Include | None = None) -> str:
    """Return the body as safe HTML to put into a page of one's own, without its title; "" if there is
    nothing to show."""
    include = include or article.include
    return _body(blocks_of(article, include), include, article.metadata.url)


def _body(blocks: Sequence[Shown], include: Include, base: str | None) -> str:
    markup = BodyMarkup(
        _LISTS,
        lambda rows: (
            "<table>\n" + "\n".join(_row(row, include, base) for row in rows) + "\n</table>"
        ),
        lambda block: _block(block, include, base),
        lambda item: _inline(item, include, base),
    )
    return "\n".join(grouped(blocks, markup))


def _block(block: Shown, include: Include, base: str | None) -> str:
    if block.kind == "code":
        return f"<pre><code>{_text(block.text)}</code></pre>"
    inline = _inline(block, include, base)
    if block.kind == "heading":
        level = min(max(block.level, 2), 6)  # the title is the only first-level heading
        return f"<h{level}>{inline}</h{level}>"
    if block.kind == "quote":
        return f"<blockquote><p>{inline}</p></blockquote>"
    image = _image(block, base) if include.images else ""
    if block.kind == "caption":
        shown = inline and shows_text(block, include)
        caption = f"<figcaption>{inline}</figcaption>" if shown else ""
        return f"<figure>{image}{caption}</figure>"
    return f"{image}<p>{inline}</p>" if inline else image


def _list_start(item: Shown) -> str:
    first = f' start="{item.number}"' if item.ordered and item.number > 1 else ""
    return f"<{_list_tag(item.ordered)}{first}>"


def _list_tag(ordered: bool) -> str:
    return "ol" if ordered else "ul"


_LISTS = ListMarkup(
    _list_start, lambda ordered: f"</li></{_list_tag(ordered)}>", "<li>", "</li>\n", "\n"
)


def _row(block: Shown, include: Include, base: str | None) -> str:
    tag = "th" if block.header else "td"
    cells = ("".join(_span(span, include, base) for span in spans) for spans in cells_of(block))
    return "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in cells) + "</tr>"


def _inline(block: Shown, include: Include, base: str | None) -> str:
    return "".join(_span(span, include, base) for span in spans_of(block)).replace("\n", "<br>\n")


def _span(span: Span, include: Include, base: str | None) -> str:
    text = _text(span.text)
    if span.style in _TAGS:
        text = f"<{_TAGS[span.style]}>{text}</{_TAGS[span.style]}>"
    href = safe_url(span.href, base) if include.links else ""
    return f'<a href="{escape(href)}" rel="noopener noreferrer">{text}</a>' if href else text


def _image(block: Shown, base: str | None) -> str:
    source = safe_url(block.image, base)
    if not source.lower().startswith("http"):
        return ""
    return f'<img src="{escape(source)}" alt="{escape(plain_line(block.text))}">'


def _canonical(url: str | None) -> str:
    href = safe_url(url)
    return f'<link rel="canonical" href="{escape(href)}">\n' if href else ""


def _language(language: str | None) -> str:
    if not language:
        return ""
    primary = language.lower().partition("-")[0]
    direction = ' dir="rtl"' if primary in RIGHT_TO_LEFT else ""
    return f' lang="{escape(plain_line(language))}"{direction}'


def _text(text: str) -> str:
    return escape(without_controls(text), quote=False)
