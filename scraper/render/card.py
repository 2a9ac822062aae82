"""An article at a glance: one line for a prompt, a card for a notebook."""

from collections import Counter
from html import escape

from scraper.models.article import NOT_CONTENT
from scraper.render.shown import plain_line, safe_url, without_controls
from scraper.render.subject import ArticleFields
from scraper.text import count_words
from scraper.urls import host_of

LONGEST_LINE = 60  # characters of a title or reason in `to_line`
CARD_CHARS = 600  # of the text that a card shows
MOST_REASONS = 6  # for which blocks were dropped, in a card
_STYLE = "border:1px solid #8888;border-radius:6px;padding:.6em 1em;max-width:46em;line-height:1.45"


def to_line(article: ArticleFields) -> str:
    """Return what the page is, its title, date, host and size on one line, in angle brackets."""
    meta = article.metadata
    title = _clipped(meta.title or article.status_reason, LONGEST_LINE)
    facts = [fact for fact in (meta.date, host_of(meta.url or "")) if fact]
    if article.status not in NOT_CONTENT:
        facts.append(f"{count_words(article.text):,} words")
    facts.append(f"confidence {article.confidence:.2f}")
    kind = "Article" if article.status == "article" else f"Article ({article.status})"
    return f"<{' '.join(filter(None, (kind, repr(title) if title else '')))}: {', '.join(facts)}>"


def to_card(article: ArticleFields) -> str:
    """Return a small piece of safe HTML: title, facts, how the text begins, and how many blocks were
    kept and dropped, by reason."""
    meta = article.metadata
    title = escape(plain_line(meta.title) or "(no title)")
    link = safe_url(meta.url)
    shown = f'<a href="{escape(link)}" rel="noreferrer">{title}</a>' if link else title
    facts = " · ".join(
        escape(plain_line(fact))
        for fact in (", ".join(meta.authors), meta.date, meta.site_name, meta.language)
        if fact
    )
    text = escape(without_controls(_clipped_text(article.text))).replace("\n", "<br>")
    reason = f": {plain_line(article.status_reason)}" if article.status_reason else ""
    verdict = f"{article.status}{reason} · confidence {article.confidence:.2f} · {_counts(article)}"
    return (
        f'<div style="{_STYLE}"><strong>{shown}</strong>'
        f'<div style="opacity:.7">{facts}</div><p>{text}</p>'
        f'<div style="opacity:.7">{escape(verdict)}</div></div>'
    )


def _counts(article: ArticleFields) -> str:
    """Return how many blocks were kept, and how many dropped for each of the commonest reasons."""
    dropped = Counter(block.reason for block in article.blocks if not block.kept)
    kept = len(article.blocks) - dropped.total()
    line = f"{kept} blocks kept, {dropped.total()} dropped"
    if not dropped:
        return line
    named = ", ".join(f"{count} {reason}" for reason, count in dropped.most_common(MOST_REASONS))
    more = ", ..." if len(dropped) > MOST_REASONS else ""
    return f"{line} ({named}{more})"


def _clipped(text: str, most: int) -> str:
    line = plain_line(text[: 4 * most])
    return line if len(line) <= most else f"{line[: most - 1]}…"


def _clipped_text(text: str) -> str:
    return text if len(text) <= CARD_CHARS else f"{text[:CARD_CHARS]}…"
