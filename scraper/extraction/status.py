"""Is it an article? If not, what is it, and how do we know."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from scraper.extraction import consent
from scraper.extraction.dom.source import PageSource
from scraper.extraction.visitor_checks import MOST_WORDS, explained_check
from scraper.extraction.vocabulary import promo_concept, refusals, server_pages
from scraper.models.article import Status

THIN_WORDS = 25  # kept words under which a page is judged by what else it says
SHELL_CHARS = 400  # of text on a page whose content scripts load, at most
SHELL_SCRIPTS = 1_500  # characters of markup and scripts, from which they are what the page is
SURE_PARAGRAPHS = 1  # from which a text is one, and no offer to subscribe
TINY_CHARS = 400  # of text on a page, under which it may be no more than what a server says
ANSWER_CHARS = 12  # of text, under which it is an answer ("OK", "Moved") and no article
BRIEF_WORDS = 20  # kept words of a brief, on a page that says it is an article: a login box may stand beside it
ASKED_WORDS = (
    30  # kept words, under which one sentence that asks its visitor is what the page is for
)
TERMS_WORDS = 60  # of a policy on cookies, from which it is one, and no request
SCANNED_LINES = 120  # lines looked at for the words of walls and errors


@dataclass(frozen=True, slots=True)
class PageText:
    """What the judgement looks at."""

    html: PageSource
    title: str
    lines: Sequence[str]
    kept: Sequence[int]
    words: int  # kept words
    is_article: float
    declared: tuple[Status, str] | None = None  # what the page says it is, and where
    is_terms: bool = (
        False  # its title is that of rules; asked of texts of fewer than `REFUSED_WORDS`
    )
    sure: int = 0  # kept paragraphs that are surely body text; of no use from `REFUSED_WORDS` on


def judge(page: PageText) -> tuple[Status, str]:
    """Return the page's status and the reason for it."""
    for check, limit in _REFUSALS:
        found = check(page) if page.words < limit else None
        if found:
            return found
    if not page.words:
        return "empty", _why_empty(page)
    if page.is_article <= 0 and page.words:
        kind = _kind(page)
        if kind:
            return kind
    return "article", ""


def _why_empty(page: PageText) -> str:
    if page.lines:
        return "no block of the page reads like an article"
    if page.html.text.strip():
        return "the page holds no text"
    return "there is nothing in it, not even markup"


def _concept(page: PageText, wanted: frozenset[str]) -> tuple[int, str]:
    """Return how many lines speak of a concept, and the first of them."""
    hits = [
        line for line in (page.title, *page.lines[:SCANNED_LINES]) if promo_concept(line) in wanted
    ]
    return len(hits), (hits[0][:80] if hits else "")


def _block_page(page: PageText) -> tuple[Status, str] | None:
    asks = page.words < THIN_WORDS and _ASKS_VISITOR.match(page.title)
    # Where a page says that it is an article, such a sentence may be the whole text: a question that a play asks.
    checked = "" if page.is_article > 0 else _all_that_is_kept(page, refusals.HUMAN_CHECK)
    if checked:
        return "block_page", f'the page checks or refuses its visitor: "{checked[:80]}"'
    if page.sure >= SURE_PARAGRAPHS and not asks:
        return None
    if page.is_article > 0 and page.words >= BRIEF_WORDS and not _BLOCKED.search(page.title):
        return None  # a captcha stands in the form for comments
    hits, line = _concept(page, frozenset(("captcha",)))
    found = (
        asks
        or _BLOCKED.search(page.title)
        or next((m for t in page.lines[:30] if (m := _checks_visitor(t[:200]))), None)
    )
    if hits or found:
        return (
            "block_page",
            f'the page checks or refuses its visitor: "{line or (found[0] if found else "")}"',
        )
    return None


def _all_that_is_kept(page: PageText, asked: re.Pattern[str]) -> str:
    """Return the kept line that asks something of the visitor where next to nothing else is kept, else "": as a sentence it
    may read like an article's."""
    if page.words >= ASKED_WORDS:
        return ""
    return next((page.lines[i] for i in page.kept if asked.search(page.lines[i])), "")


def _checks_visitor(line: str) -> re.Match[str] | None:
    return _BLOCKED.search(line) or refusals.HUMAN_CHECK.search(line)


def _explained_check(page: PageText) -> tuple[Status, str] | None:
    line = explained_check(page.title, page.lines) if page.is_article <= 0 else ""
    return (
        ("block_page", f'the page checks or refuses its visitor: "{line[:80]}"') if line else None
    )


def _soft_404(page: PageText) -> tuple[Status, str] | None:
    # Of an article that says what it is, the sentences are no server's.
    is_told = page.is_article > 0 and page.sure >= SURE_PARAGRAPHS
    for text in (_short_parts(page.title),) if is_told else (page.title, *page.lines[:60]):
        if len(text) < 160 and (_MISSING.search(text) or promo_concept(text) == "error"):
            return "soft_404", f'an error page: "{text[:80]}"'
    return None


def _short_parts(title: str) -> str:
    """Return a title without those of its parts that are whole sentences, as "404: the band that could not be found"."""
    parts = _BETWEEN_PARTS.split(title)
    return " | ".join(part for part in parts if len(part.split()) <= ERROR_WORDS)


_BETWEEN_PARTS = re.compile(r"\s[|–—-]\s")
ERROR_WORDS = 7  # in the longest part of a title with which a server names an error: "Sorry, this page could not be found"


def _server_page(page: PageText) -> tuple[Status, str] | None:
    """Refuse a page of a few lines in which a server speaks of itself: down, at work, moved."""
    shown = sum(map(len, page.lines))
    if not shown or shown >= TINY_CHARS or page.is_article > 0:
        return None
    if shown < ANSWER_CHARS and page.title in ("", " ".join(page.lines)):
        return "empty", f'all the page says is "{" ".join(page.lines)}"'
    for text in (page.title, *page.lines):
        if refusals.SCRIPTS_NEEDED.search(text):
            return "js_shell", f'scripts load the content: "{text[:80]}"'
        if refusals.FORBIDDEN.search(text):
            return "block_page", f'the page checks or refuses its visitor: "{text[:80]}"'
        if server_pages.speaks_of_itself(text):
            return "soft_404", f'an error or maintenance page: "{text[:80]}"'
    return None


def _consent(page: PageText) -> tuple[Status, str] | None:
    if page.is_terms and page.words >= TERMS_WORDS:
        return None
    lines, kept = page.lines[:SCANNED_LINES], [page.lines[i] for i in page.kept]
    line = consent.request(lines, kept, sure=page.sure > 0, words=page.words, thin=THIN_WORDS)
    if not line:
        return None
    return "consent_wall", f'consent is asked for and no article is there: "{line[:80]}"'


_PAYWALL_ONLY = frozenset(("paywall",))
_PAYWALL_OR_LOGIN = frozenset(("paywall", "login"))


def _login(page: PageText) -> tuple[Status, str] | None:
    if line := _all_that_is_kept(page, refusals.SUBSCRIBERS):
        return "login_wall", f'the text is for subscribers or members: "{line[:80]}"'
    if page.sure >= SURE_PARAGRAPHS:
        return None
    # Above a text stands a form for members, a wall stands in it or below.
    first = page.kept[0] if page.words >= THIN_WORDS else 0
    page = replace(page, lines=page.lines[first:])
    is_brief = page.is_article > 0 and page.words >= BRIEF_WORDS
    hits, line = _concept(page, _PAYWALL_ONLY if is_brief else _PAYWALL_OR_LOGIN)
    found = next((t for t in page.lines[:SCANNED_LINES] if len(t) < 240 and _is_for_members(t)), "")
    if hits or found:
        return "login_wall", f'the text is for subscribers or members: "{(line or found)[:80]}"'
    return None


def _is_for_members(line: str) -> bool:
    return bool(_PAYWALL.search(line) or refusals.SUBSCRIBERS.search(line))


def _shell(page: PageText) -> tuple[Status, str] | None:
    """Return that a page is a shell for scripts, and why: it has next to no text, and says so, or is large, or empty; else None."""
    shown = sum(map(len, page.lines))
    if shown >= SHELL_CHARS:
        return None
    if "<script" not in page.html.text and not (
        page.lines and all(map(_WAITING.fullmatch, page.lines))
    ):
        return None
    for line in page.lines:
        if _WAITING.fullmatch(line) or promo_concept(line) == "javascript":
            return "js_shell", f'scripts load the content: "{line[:80]}"'
    if shown and len(page.html.text) <= SHELL_SCRIPTS:
        return None
    size = f"{shown} characters of text in {len(page.html.text)} of markup and scripts"
    return "js_shell", f"{size}: scripts load the content"


_Check = Callable[[PageText], tuple[Status, str] | None]
_REFUSALS: tuple[tuple[_Check, int], ...] = (
    (_block_page, 60),
    (_explained_check, MOST_WORDS),
    (_soft_404, 60),
    (_server_page, 60),
    (_consent, 400),
    (_login, 130),
    (_shell, THIN_WORDS),
)
"""Each check with the kept words up to which it may refuse a page: one that keeps more has content of
its own, whatever else it says. Refusing an article costs all of it, so the limits are low."""
REFUSED_WORDS = max(limit for _, limit in _REFUSALS)  # of a longer text no check asks anything

_BLOCKED = re.compile(
    r"captcha|are you (?:a )?(?:human|robot)|verify (?:that )?you(?:'|’)?(?: a)?re (?:a )?(?:human|not a robot)|access denied"
    r"|press (?:&|and) hold to confirm"
    r"|checking your browser|just a moment\.\.\.|unusual traffic|attention required|request (?:was )?blocked"
    r"|too many requests|zugriff verweigert|accès refusé|アクセスが拒否|访问被拒绝",
    re.I,
)
_ASKS_VISITOR = re.compile(
    r"(?:are you (?:a )?(?:human|robot)|access (?:to this page )?(?:has been )?denied|just a moment|attention required"
    r"|robot check|security check|human verification)\b",
    re.I,
)
"""What the title of a page begins with that only asks who is there."""
_MISSING = re.compile(
    # The number alone between separators, or beside a word of errors: "Highway 404" and "404 Media" are names.
    r"(?:^|[|:·•»–—-])\W{0,3}404\W{0,3}(?:$|[|:·•«–—-])|\ba 404\b"
    r"|\b404\W{1,3}(?:err|fehler|not found|(?:web)?page|p[aá]gina|seite|sorry|oops)"
    r"|\b(?:err[a-zé]{2,5}|fehler|ошибка|oops|http(?:/\d\.\d)?|status|code)(?: code| status)?\W{1,3}404\b"
    r"|page (?:was |could )?not (?:be )?found|no longer (?:available|exists)|(?:doesn['’]t|does not) exist"
    r"|^page (?:is )?(?:not |un)available$|^file not found\W*$"
    r"|seite (?:wurde )?nicht gefunden|page (?:est )?introuvable|página no (?:encontrada|existe)|página não encontrada"
    r"|pagina non trovata|страница не найдена|ページが見つかりません|页面不存在|找不到(?:该)?页面|페이지를 찾을 수 없",
    re.I,
)
_PAYWALL = re.compile(
    r"subscribe to (?:continue|read|keep)|(?:only )?(?:for|to) subscribers|already (?:a|have) (?:a )?(?:subscri|account|member)"
    r"|(?:log|sign) in to (?:continue|read)|create (?:a |an )?(?:free )?account|jetzt (?:abonnieren|weiterlesen)"
    r"|réservé aux abonnés|exclusivo para (?:suscriptores|assinantes)|会員限定|有料会員|会员专享|только (?:для )?подписчик",
    re.I,
)

_WAITING = re.compile(
    r"(?:loading|please wait|one moment|(?:wird |seite )?(?:ge)?laden|einen moment|chargement|veuillez patienter|cargando"
    r"|carregando|aguarde|caricamento|загрузка|подождите|wczytywanie|ładowanie|yükleniyor|読み込み中|読込中|加载中|載入中|正在加载"
    r"|로딩 ?중|로드 중|جار[ي]? التحميل)(?:\W*|.{0,40}(?:\.\.\.|…))",
    re.I,
)
"""A line that stands where a script will put the content."""

_FORUM = re.compile(r"\b(?:posts?|joined|reply|replies|thread|quote)\b", re.I)


def _kind(page: PageText) -> tuple[Status, str] | None:
    """Recognise pages with content that is no article."""
    if page.declared:
        return page.declared
    short = [line for line in page.lines[:400] if len(line) < 120]
    if len(short) > 20 and sum(1 for line in short if _FORUM.search(line)) > len(short) // 4:
        return "forum", "a quarter of its short lines are of posts and replies"
    return None
