"""Pages made to be slow: what a shape repeats, by its name, to any length."""

from collections.abc import Callable

SENTENCE = (
    "The ferry landing opened on day {} after long repairs, and the council said that boats"
    " would call there again within the week."
)
STORY = "<h1>Ferry landing opens</h1>" + "".join(
    f"<p>{SENTENCE.format(number)}</p>" for number in range(8)
)


def page(body: str, head: str = "") -> str:
    """A page with an article, and something hostile in its body or head."""
    return (
        f"<html lang=en><head><title>Ferry landing opens</title>{head}</head>"
        f"<body><article>{STORY}{body}</article></body></html>"
    )


def _json_ld(text: str) -> str:
    return page("", f'<script type="application/ld+json">{text}</script>')


def _again(piece: str, before: str = "", after: str = "") -> Callable[[int], str]:
    return lambda size: page(before + piece * (size // len(piece)) + after)


def _numbered(piece: str) -> Callable[[int], str]:
    return lambda size: page("".join(piece.format(n) for n in range(size // (len(piece) + 2))))


def _listed(piece: str, before: str, after: str) -> Callable[[int], str]:
    return lambda size: _json_ld(before + piece * (size // len(piece)) + after)


SHAPES: dict[str, Callable[[int], str]] = {
    # end tags that close nothing, or less than they seem to
    "div, unknown end": _again("<div></y>"),
    "section, end of a span": _again("<section></span>"),
    "list item, unknown end": _again("<ul><li></y></y>"),
    "quote, unknown end": _again("<blockquote></y>"),
    "end tags out of reach": _again("<div><object></div></object>"),
    "end tags in a select": _again("<div><select></div></select>"),
    "end tags of spans": _again("<span><p></span></p>"),
    "end tags in comments": _again("<div><!-- </div> -->"),
    "end tags in attributes": _again("<div title='</div>'>"),
    "end tags in scripts": _again("<div><script><!--<script></script></div></script>"),
    "forms left open": _again("<form><div></form>"),
    "options": _again("<option>a</option>", "<select>"),
    "options, unknown end": _again("<option></y>", "<select>"),
    "bold, numbered": _numbered("<b {}></y>"),
    "bold in paragraphs": _numbered("<b {}><p></y></y>"),
    "bold out of reach": _numbered("<b {}><table></b></table>"),
    "open bold, then paragraphs": lambda size: page(
        "".join(f"<i {n}>" for n in range(200)) + "<p>x" * (size // 4)
    ),
    "hidden words": _again("<span hidden>a </span>b", "<p><b>c</b>"),
    "hidden words in many pieces": _again("<i>x</i>", "<p><b>c</b><span hidden>", " </span>b"),
    "drawing": _again("<g>", "<svg>"),
    "tables in tables": _again("<table><tr><td>"),
    "links around boxes": _again("<a><div></a>"),
    # raw text
    "script that never ends": _again("<script <!-- ", "<style>"),
    "comments in scripts left open": _again("<script><!-- a </script>"),
    "templates left open": lambda size: "<script type=text/template>" * (size // 27),
    "comments left open": _again("<!-- <p>"),
    "signs in an attribute": lambda size: page("<div " + "<" * size + ">"),
    "signs in many attributes": lambda size: page("<p a" + "<b" * (size // 2) + ">"),
    "attributes": lambda size: page(
        "<div " + " ".join(f"a{n}=<" for n in range(size // 8)) + ">x</div>"
    ),
    # JSON-LD
    "body of signs": _listed("<", '{"@type":"NewsArticle","articleBody":"', '"}'),
    "spaces after a type": _listed(" ", '{"@type":', "1}"),
    "escaped quotes": _listed('\\"', '{"headline":x"', "\\"),
    "comments in JSON": _listed("/*", '{"headline":x', ""),
    "brackets of an author": _listed('"author":[[', '{"headline":x', ""),
    "long reference": _listed("9", '{"@type":"NewsArticle","headline":"&#', ';"}'),
    "lines beside a body": lambda size: page(
        "".join(f"<p>Line {n:09d} of the text that is here.</p>" for n in range(size // 80)),
        '<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"'
        + "".join(f"Lina {n:09d} of the text that is here. " for n in range(size // 80))
        + '"}</script>',
    ),
    # data of scripts
    "escaped quotes in a state": lambda size: '<script>state = ["' + '\\"' * (size // 2),
    "blocks that are no JSON": lambda size: page(f"<script>state = {'{x}' * (size // 3)}</script>"),
    "objects of a state": lambda size: f"<script>state = {'[{a:' * (size // 4)}</script>",
    "sentences of a state": lambda size: (
        "<title>Ferry</title><script type=application/json>"
        + '[{"title":"Ferry","text":[' * (size // 60)
        + f'"{SENTENCE}",' * (size // 240)
        + "</script>"
    ),
    # many blocks
    "labels in a list": _again("<li><a href=/s>Most read</a></li>", "<ul>"),
    "line breaks": _again("a<br>", "<p>"),
    "definitions": _again("<dt>a<dd>b", "<dl>"),
    "rows": _again("<tr><td>1</td><td>b</td></tr>", "<table>"),
    "captions": _again("<figure><img src=/i><figcaption>At the quay</figcaption></figure>"),
    "items far inside": lambda size: page("<ul>" * 400 + "<li>a" * (size // 5)),
    "parts alike": lambda size: page(
        f"<main><div class=s><h1>Title of a story</h1>{STORY * 3}</div>"
        + f"<div class=s><h2>Another title</h2>{STORY}</div>" * (size // 160)
    ),
    "doubtful entries, each named otherwise": _numbered(
        "<div class=c{0}><p>Rope<p>Anchor, {0}</div>"
    ),
    "articles": _again("<article><h2>Title of a story</h2><p>Summary.</p></article>"),
    # style sheets
    "a rule for each paragraph": lambda size: page(
        "".join(f"<p class=note{n}>Some words.</p>" for n in range(size // 65)),
        "<style>" + "".join(f".note{n}{{display:none}}" for n in range(size // 65)) + "</style>",
    ),
    "many names in each rule": lambda size: page(
        "".join(f"<p class=n{n}>Word.</p>" for n in range(size // 34)),
        "<style>"
        + "".join(
            ",".join(f".n{n}" for n in range(first, first + 30)) + "{display:none}"
            for first in range(0, size // 34, 30)
        )
        + "</style>",
    ),
    "a sheet for each paragraph": _numbered(
        "<style>.note{0}{{display:none}}</style><p class=note{0}>Some words.</p>"
    ),
    # lines of text
    "partners": lambda size: (
        f"<body><nav><a href=/p>{'partners ' * (size // 9)}</a></nav><p>cookies"
    ),
    "byline of names": lambda size: page("<h1>" + "By Jane and " * (size // 12) + "</h1>"),
    "title of parts": lambda size: f"<title>{'a | ' * (size // 4)}</title>{STORY}",
    "name of publish": lambda size: page(
        "", f"<meta name={'publish' * (size // 7)} content=2024-05-01>"
    ),
    "waiting": lambda size: f"<script>1</script><p>loading{'.' * size}x</p>",
}
