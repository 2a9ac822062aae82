"""The article that a page's markup lacks, where the page carries it elsewhere.

A text of JSON-LD, a template or a script's data is taken only where the markup shows next to nothing or
the beginning of it, and only if it is surely this page's: it is filed under the page's title, or repeats its
description or what is shown of it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scraper.extraction.dom.head import Head
from scraper.extraction.embedded.prose import MIN_WORDS, Prose, ProseReader, as_markup, words_of
from scraper.extraction.embedded.script_values import page_data, scripts_of
from scraper.extraction.letters import has_text, squash
from scraper.extraction.metadata import jsonld
from scraper.text import count_words

TEASER_WORDS = 150  # shown words, from which scripts and templates are not asked for more
GAIN = 2.0  # times the shown words that a carried text must have; at 1.5 lists below the text come along
SAID = 40  # letters in a row that a text repeats of a teaser, from which it is the teaser's
SAME_TITLE = 0.6  # of the longer of two titles, one of which holds the other
NO_TEASER = 25  # shown words under which they need not be the beginning of the text

_TEMPLATE = re.compile(
    r"text/(?:x-)?(?:template|html|handlebars[\w-]*|mustache[\w-]*|jsrender|ng-template|tmpl)$"
)
_HOLDER = re.compile(r"<(template|noscript)\b[^<>]*+>", re.IGNORECASE)
_HOLDER_ENDS = {
    name: re.compile(rf"</{name}\b", re.IGNORECASE) for name in ("template", "noscript")
}
_TEASER_WORD = re.compile(r"[A-Za-z]{5,}+")  # shorter ones stand in every script
_MARKUP = re.compile(r"<[^<>]*+>")
_HEADING = re.compile(
    r"<h[12]\b[^<>]*+>(?:\s*+<(?:a|span|strong|b)\b[^<>]*+>){0,3}+([^<]{5,300}+)<", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class ShownText:
    """What a page says of its article: titles, a description, and the paragraphs that it shows."""

    titles: Sequence[str]
    description: str
    paragraphs: Sequence[str]

    @property
    def words(self) -> int:
        """The words that are shown."""
        return sum(map(count_words, self.paragraphs))


@dataclass(frozen=True, slots=True)
class CarriedBody:
    """A text that a page carries beside its markup, as markup, and where it was found."""

    markup: str
    source: str


def carried_body(html: str, head: Head, shown: ShownText) -> CarriedBody | None:
    """Return the page's own article where its markup lacks it; None where nothing is surely that."""
    words, claims = shown.words, _Claims(shown)
    candidates = [*_in_json_ld(head)]
    if words < TEASER_WORDS:
        candidates += _in_templates(html)
        candidates += _in_data(html, shown.titles, claims)
    least = max(MIN_WORDS, GAIN * words)
    own = [
        (prose, source)
        for prose, source in candidates
        if prose.words >= least and claims.fit(prose)
    ]
    if not own:
        return None
    prose, source = max(own, key=lambda found: found[0].words)
    return CarriedBody(prose.markup, source)


_Candidate = tuple[Prose, str]


def _in_json_ld(head: Head) -> Iterator[_Candidate]:
    for item in jsonld.read_items(
        [s for s in head.json_ld if has_text(s, '"articleBody"') or has_text(s, '"text"')]
    ):
        if jsonld.is_article(item):
            if posts := _posts(item):
                yield posts, "json-ld liveBlogUpdate"
            for key in ("articleBody", "text"):
                text = item.get(key)
                if isinstance(text, list):
                    text = "\n".join(part for part in text if isinstance(part, str))
                if isinstance(text, str) and text.strip():
                    title = jsonld.first(item, "headline", "name")
                    text = text.strip().removeprefix("<![CDATA[").removesuffix("]]>")
                    yield Prose(as_markup(text), words_of(text), title, ()), f"json-ld {key}"


def _posts(item: jsonld.Item) -> Prose | None:
    """Return the posts of a live blog, each under its headline."""
    posts = item.get("liveBlogUpdate")
    parts: list[str] = []
    for post in posts if isinstance(posts, list) else ():
        text = post.get("articleBody") if isinstance(post, dict) else None
        if isinstance(text, str) and text.strip():
            parts += (as_markup(title, "h2") for title in jsonld.texts(post.get("headline")))
            parts.append(as_markup(text))
    markup = "\n".join(parts)
    title = jsonld.first(item, "headline", "name")
    return Prose(markup, words_of(markup), title, ()) if parts else None


def _in_templates(html: str) -> Iterator[_Candidate]:
    for script in scripts_of(html):
        if _TEMPLATE.fullmatch(script.kind):
            yield _of_markup(script.text), "script template"
    at = 0
    while opening := _HOLDER.search(html, at):
        name = opening[1].lower()
        closing = _HOLDER_ENDS[name].search(html, opening.end())
        if closing is None:
            return
        at = closing.end()
        yield _of_markup(html[opening.end() : closing.start()]), name


def _of_markup(markup: str) -> Prose:
    heading = _HEADING.search(markup)
    return Prose(markup, words_of(markup), heading[1].strip() if heading else "", ())


def _in_data(html: str, titles: Sequence[str], claims: "_Claims") -> Iterator[_Candidate]:
    reader = ProseReader()
    for data in page_data(html, claims.may_fit):
        # What a page shows is its own where it shows no title; `titles` are those in its markup.
        shown = () if data.titles is None else (data.titles or titles)
        for prose in reader.prose_of(data.value):
            yield prose._replace(beside=(*prose.beside, *shown)), f"page data {data.name}"


class _Claims:
    """What a text has to be called, or to say, to be the page's own."""

    def __init__(self, shown: ShownText) -> None:
        self.titles = [key for title in shown.titles if (key := squash(title))]
        longest = max(shown.paragraphs, key=len, default="")
        self.teaser = squash(longest)[:SAID] if shown.words >= NO_TEASER else ""
        self.description = squash(shown.description)[:SAID]
        self._teaser_words = _TEASER_WORD.findall(longest[:SAID]) if self.teaser else []
        self._known: dict[str, bool] = {}

    def may_fit(self, data: str) -> bool:
        """Say whether what is written in a page may hold its own text: of the words that the teaser begins with it has
        one. What is no ASCII may be written in many ways."""
        return not self._teaser_words or any(has_text(data, word) for word in self._teaser_words)

    def fit(self, prose: Prose) -> bool:
        """Say whether a text is the page's own."""
        if self.teaser:
            return self.may_fit(prose.markup) and self.teaser in self._said(prose)
        if self._is_title(prose.title):
            return True
        if not prose.title and any(map(self._is_title, prose.beside)):
            return True
        return len(self.description) == SAID and self.description in self._said(prose)

    def _said(self, prose: Prose) -> str:
        return squash(jsonld.plain(_MARKUP.sub(" ", prose.markup)))

    def _is_title(self, title: str) -> bool:
        """Say whether a title is the page's own; each is compared once, however many texts it stands over."""
        if title not in self._known:
            self._known[title] = self._names_page(title)
        return self._known[title]

    def _names_page(self, title: str) -> bool:
        key = squash(jsonld.plain(title))
        return bool(key) and any(
            (key in own or own in key)
            and min(len(key), len(own)) >= SAME_TITLE * max(len(key), len(own))
            for own in self.titles
        )
