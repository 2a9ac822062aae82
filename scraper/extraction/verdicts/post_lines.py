"""Lines that a board writes around each post: when somebody wrote it, and how many voted for it."""

import re

from scraper.extraction.features.blocks import TAGS
from scraper.extraction.features.page_features import PageFeatures
from scraper.extraction.metadata.dates import parse_date

SURE = 0.9  # probability from which a number is an answer, and no sum of votes
WHEN_WORDS = 4  # of a line that ends with how long ago it was: a name stands before that
_AGO = re.compile(
    r"\d\s?(?:[smhdwy]|mo|yr|min|sec|(?:second|minute|hour|day|week|month|year)s?) ago\W?$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[+±−-]\d+")
_VOTES = re.compile(
    r"[+±−-]\d{1,6}|[+±−-]?\d{1,6}k? ?(?:(?:up)?votes?|points?|likes?|repl(?:y|ies)|kudos?|views?|stimmen?|antwort(?:en)?|j['’]aime|votos?"
    r"|respuestas?|réponses?|赞同?|回复|いいね|голос(?:а|ов)?|ответ(?:а|ов)?)",
    re.IGNORECASE,
)
_WROTE = re.compile(
    r"(?:asked|answered|replied|commented|posted|edited|started|submitted|wrote|gefragt|geantwortet|geschrieben|frage"
    r"|répondu|publié|posté|preguntado|respondido|publicado|задан|ответил|написал)\b",
    re.IGNORECASE,
)


def is_post_line(view: PageFeatures, block: int, score: float) -> bool:
    """Say whether a block of a thread is such a line; a cell may say the same of anything."""
    text = view.reading.b_text[block]
    if view.tag[block] == TAGS["td"] or not _says_when(text):
        return False
    return score < SURE or not _NUMBER.fullmatch(text)


def _says_when(text: str) -> bool:
    """Say whether a line says when somebody wrote a post, or how many voted for it, and nothing else."""
    if _VOTES.fullmatch(text) or (len(text.split()) <= WHEN_WORDS and _AGO.search(text)):
        return True
    if text.endswith((".", "!", "?", "。")) or not _WROTE.match(text):
        return False
    return text.endswith(" ago") or parse_date(text) is not None
