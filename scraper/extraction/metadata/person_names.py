"""From a byline to the names in it. Pure text work, no page."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from scraper.extraction.metadata.datelines import RIGHTS
from scraper.extraction.metadata.month_names import month_named

MAX_NAMES = 20  # of one page
MAX_BYLINE = 1_000  # characters
MAX_BYLINE_ALONE = 100  # characters of a line that is nothing but a byline
MAX_NAME = 80  # characters
MAX_WORDS = 8  # of one name
MOST_KNOWN = 32  # bylines and names that are remembered: a page names its authors several times

_NOISE = re.compile(
    r"(?<![\w.+-])[\w.+-]++@[\w-]++\.[\w.-]+"  # mail address
    r"|(?:https?://|www\.)\S+"
    r"|(?<!\w)@\w+"
    r"|[\u2000-\u200f\u2028-\u202f\ufeff]"
)
_LEAD = re.compile(
    r"^(?:(?:this|the)\s(?:post|article|story|piece)\swas\s(?:written|contributed)\sby\b|(?:view|see|read)?\s{0,4}(?:all|more)?\s{0,4}(?:(?:posts?|articles?|stories)\s{1,4})?(?:by|from|about)\b|"
    r"(?:(?:written|authored|posted|published|reported|edited|story|words?|article|text|review(?:ed)?|created"
    r"|geschrieben|eingestellt|veröffentlicht|erstellt|publié|escrito|scritto|posté|verfasst)\s{1,4})?"
    r"(?:by|von|vom|par|por|przez|(?-i:da|door|av|af))\b|author[s:]?\b|autor(?:in|en|es)?\b|auteurs?\b|autore?\b"
    r"|redaktion\s*:|text(?:\s+und\s+\w+)?\s*:|texto|foto\w*\s*:|words\s*:|about\s+(?:the\s+)?author|report(?:ed)?\s*:"
    r"|文\s*[/／|｜:：]|作者|责任编辑|責任編輯|责编|编辑|編輯|记者|記者|撰文|来源|автор\w*|текст|(?-i:od|de|di|del)\b)"
    r"\s*+[:：\-–—|/]*+\s*+",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"\s{0,4}(?:[;|·•⋅∙、/／\n]|\s[–—-]\s|,\s{0,4}(?:and|und|et|y|e|en)\s)\s{0,4}"
    r"|\s{1,4}(?:and|und|y|&|и|og|och|with|mit|et)\s{1,4}",
    re.IGNORECASE,
)
_GLUED_BY = re.compile(
    r"(?<![A-Z])By(?=[A-Z][a-z]{1,20}\s[A-Z])"
)  # "ByJane Roe", "Jane RoeBy John Doe"
_GLUED_ROLE = re.compile(
    r"(?<=[a-z])(?=(?:Staff|Senior|Chief|Reporter|Editor|Writer|Correspondent|Contributor|Journalist|Columnist|Redakteur"
    r"|Author|Producer)(?:in)?\b)"
)  # "Jane RoeSenior Reporter", of two lines in one element
_AGAIN = re.compile(
    r"(?<=[a-z])By\s(?=[A-Z])|\s[Bb]y\s(?=[A-Z])"
)  # a second byline after the first
_LAST_FIRST = re.compile(
    r"^\s{0,4}([^\s,;]{2,40}),\s{0,4}([^\s,;]{1,40}(?:\s[^\s,;]{1,40})?)\s{0,4}$"
)
_COMMA = re.compile(r"\s{0,4}[,，]\s{0,4}")
_CUT = re.compile(
    r"\s(?:is|ist|was|has)\s{1,4}(?:(?:an?|the)\b|ein)|\s(?:on|am|at|le|el|il)\s{1,4}\d"
    r"|\s(?:on|am)\s(?:\w{3,6}days?|\w{3,8}tag|mittwoch)\b|\son behalf of\b|\s»"
    r"|\s(?:see|view|read)\s(?:full\s)?(?:bio|profile|more)\b|\sview\sin\s(?:the\s)?\w|[(（\[【]|\b\d{1,2}[./:]\d|\s\d{4}|\s\d{1,2}\s",
    re.IGNORECASE,
)
"""Where what follows a name begins: a description, a date, a bracket."""
_GLUED_MONTH = re.compile(r"(?<=[a-z])(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*$")
_ROLE_AFTER = re.compile(
    r"\s?(?:(?:선임|수습|인턴|객원)\s?)?(?:기자|특파원|논설위원|앵커)$|\s?(?:記者|记者|特約記者|編集委員|論説委員)$"
)
PUBLICATION = re.compile(
    r"\b(?:Press|Times|Post|News|Tribune|Report|Journal|Herald|Gazette|Telegram|Guardian|Reuters|AFP|dpa"
    r"|Agency|Agencies|Magazine|Media|Network|Wire|Daily|Bloomberg|Telegraph|Chronicle|Observer|Zeitung)$"
)
"""What ends the name of a paper or an agency, where it follows that of a person."""
_WEEKDAY = re.compile(
    r"[\s,،]{1,3}(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch"
    r"|السبت|الأحد|الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة)[\s,،]{0,3}$",
    re.IGNORECASE,
)
_SHORT_WEEKDAY = re.compile(
    r"\s(?:Mo|Di|Mi|Do|Fr|Sa|So|Mon|Tue|Wed|Thu|Fri|Sat|Sun)\.?,\s(?=\d\d?[.\s])"
)
"""Between a name and the date after it."""
_OPEN_END = re.compile(
    r"\s(?:(?:published|posted|veröffentlicht|publiée?|publicado)(?:\s(?:on|am|le|el|il|em|op))?|on|am|le|el|il|em|op)\s?$",
    re.IGNORECASE,
)
"""What stands between a name and the date after it, which was cut off."""
_DESK = re.compile(
    r"(?:The\s)?[A-Z0-9][\w&.'’-]+(?:\s[A-Z0-9][\w&.'’-]+){0,2}\s(?:Staff|Contributors?)"
)
"""The people of a paper, as it signs what nobody in particular wrote: "Skerry Post Staff"."""
_FILED = re.compile(r",\s(?:in|filed under)\s(?=[A-Z])")  # "By Jane Roe, in Politics and Trade"
_PHRASE = re.compile(
    r"^(?:view|see|show|posted|published|updated|follow|share|click|log|sign|submitted)\s",
    re.IGNORECASE,
)
_STAMPED = re.compile(r"\s(?:updated?|published|posted|last)\b", re.IGNORECASE)
_PLACE = re.compile(r"^(\S+\s\S.*?)\s{1,4}(?:for|from|bei|für|in|at)\s{1,4}(?:the\s{1,4})?[A-Z]")
TITLE_WORD = re.compile(
    r"\b(?:editors?|reporters?|writers?|correspondents?|journalists?|columnists?|staff"
    r"|contributors?|contributing|senior|chief|associate|assistant|managing|deputy|director"
    r"|producer|professor|analyst|attorney|lawyer|founder|ceo|cto|cmo|president|manager|head of|lead"
    r"|specialist|strategist|marketing|redakteur(?:in)?|journalist(?:in|e)?"
    r"|korrespondent(?:in)?|chefredakteur(?:in)?|volontär(?:in)?|redacteur|rédact\w*"
    r"|redactor\w*|periodista|giornalista|officer|fellow|bureau|politics|author|phd|ph\.d\.?"
    r"|m\.?d\.?|md|rdn?|mba|msc?|cpa|esq|rn|cfp®?|cfa|jd|dds|lcsw|mph|ms|rd|ldn|edd|dvm)\b\.?",
    re.IGNORECASE,
)
_NOT_A_NAME = frozenset(
    ("admin", "administrator", "author", "authors", "autor", "auteur", "editor", "editors",
     "editorial", "staff", "team", "redaktion", "redaction", "rédaction", "redacción",
     "redacao", "redação", "redazione", "webmaster", "guest", "user", "anonymous",
     "unknown", "none", "null", "contributor", "contributors", "moderator", "root",
     "superuser", "share", "follow", "subscribe", "facebook", "twitter", "linkedin",
     "instagram", "comment", "comments", "newsroom", "posts", "more", "read", "profile",
     "website", "home", "posted", "published", "updated", "veröffentlicht", "publié", "publicado",
     "sponsored", "sponsored content", "advertorial", "advertisement", "anzeige", "ad operations",
     "bio", "full bio", "see full bio", "see bio", "view bio", "view profile", "view full profile",
     "only if", "press release", "latest posts", "role", "industry", "event type", "company size", "member",
     "default", "name", "super user", "replying to", "all rights reserved",
     "unserer redaktion", "unsere redaktion", "category", "categories", "topic", "date", "datum", "copy", "copier", "min read", "minutes")
)  # fmt: skip
_BAD = re.compile(
    r":|^\S*admin$|\badmin$|^\d{1,3}\+?\s?(?:min|sec|hour|day|year|comment|share|view|read)|https?:|www\.|\.(?:com|org|net|de|fr|uk)\b|[<>{}=@#]|\d{3,}|…|\?|!{2}",
    re.IGNORECASE,
)


_BESIDE_DIGIT = re.compile(r"([^\W\d_]{2,20})\.?\s{0,4}\d|\d\.?\s{0,4}([^\W\d_]{2,20})")


def _date_in(name: str) -> int:
    """Return where a month beside a number begins, the length of the text where there is none."""
    for match in _BESIDE_DIGIT.finditer(name):
        group = 1 if match[1] else 2
        if month_named(match[group]):
            return match.start()
        if glued := _GLUED_MONTH.search(match[group]):  # "Jane RoeNovember 21"
            return match.start(group) + glued.start()
    return len(name)


def names_in(text: str) -> list[str]:
    """Return the names in a byline such as "By JANE DOE and John Roe, Staff Writer"."""
    return [*_named_in(text)]


@lru_cache(maxsize=MOST_KNOWN)
def _named_in(text: str) -> Sequence[str]:
    if RIGHTS.match(text):  # the owner of a page did not write it
        return ()
    text = _FILED.split(_NOISE.sub(" ", text[:MAX_BYLINE]), maxsplit=1)[0]
    text = _SHORT_WEEKDAY.sub(", ", text)
    text = _GLUED_ROLE.sub(", ", _GLUED_BY.sub(" By ", " ".join(text.split()))).strip()
    for _ in range(3):
        shorter = _LEAD.sub("", text, count=1)
        if shorter == text:
            break
        text = shorter
    text = _AGAIN.sub(" ; ", _first_names_first(text))
    names: list[str] = []
    for part in _parts(text):
        for position, piece in enumerate(_COMMA.split(part)):
            name = clean_name(piece)
            if position and (not like_a_person(name) or (names and PUBLICATION.search(name))):
                continue
            if name:
                names.append(name)
    return unique(names)


_EAST_ASIAN_CREDIT = re.compile(
    r"[가-힣]{2,4}\s(?:선임|수습|인턴)?\s?기자(?:\s\S{3,60})?"
    r"|[\u4e00-\u9fff]{0,8}(?:记者|記者)\s?[:：]?\s?[\u4e00-\u9fff]{2,4}(?:\s[\u4e00-\u9fff]{2,4}){0,3}(?:\s[\u4e00-\u9fff]{2,8}报道)?"
    r"|(?:(?:责任编辑|責任編輯|责编|编辑|編輯|校对|校對|作者|摄影|攝影)\s?[|｜:：/\s]\s?[\u4e00-\u9fff]{2,4}\s?){1,4}"
)
"""Reporter, editor and photographer with their names, as Korean and Chinese papers close a text."""

_AROUND_CREDIT = "()（）[]【】□■◎ "


def is_byline(line: str) -> bool:
    """Say whether a line is a word such as "by" with names after it, and nothing else."""
    if len(line) > MAX_BYLINE_ALONE:
        return False
    if not line.isascii() and _EAST_ASIAN_CREDIT.fullmatch(line.strip(_AROUND_CREDIT)):
        return True
    if line.endswith((".", "!", "?", ":")):
        return False
    names = _LEAD.sub("", line, count=1)
    if len(names) == len(line):
        return False
    return all(map(like_a_person, map(str.strip, _SPLIT.split(names))))


def is_signature(line: str) -> bool:
    """Say whether a line, the last of a text, is signed with initials, which an agency may follow: "(jr)", "jr/QPA"."""
    if len(line) > MAX_SIGNATURE or line.strip("()[].–—- ").lower() in _LAST_WORDS:
        return False
    return _INITIALS.fullmatch(line) is not None


MAX_SIGNATURE = 30  # characters
_INITIALS = re.compile(
    r"[(\[–—-]?\s?[a-zß-ÿ]{1,4}\.?(?:\s?[/,;]\s?[A-Za-z.-]{2,8}){0,2}\s?[)\]]?|\(?[A-Z]{2}\)?|[（(][\u4e00-\u9fff]{2,4}[）)]"
)
"""Initials of a writer, in small letters or two capitals; Chinese names stand in brackets."""
_LAST_WORDS = frozenset(
    ("fin", "end", "ende", "fine", "fim", "amen", "yes", "no", "ja", "nein", "oui", "non", "sí", "sì", "ok")
)  # fmt: skip
"""Words with which a tale, a prayer or an interview may end."""


def _first_names_first(text: str) -> str:
    """Return "Roe, Jane; Doe, John" as "Jane Roe; John Doe", any other text as it is."""
    people = [_LAST_FIRST.match(part) for part in text.split(";")]
    if len(people) < 2 or not all(people):
        return text
    return "; ".join(f"{person[2]} {person[1]}" for person in people if person)


def _parts(text: str) -> list[str]:
    """Cut a byline at its conjunctions, but not inside "Center for Drugs and Research"."""
    parts: list[str] = []
    end = 0
    for match in _SPLIT.finditer(text):
        before, after = text[end : match.start()], text[match.end() :]
        weak = match[0].strip().lower() in _WEAK
        if weak and (" " not in before.strip() or " " not in after.strip()):
            continue
        parts.append(before)
        end = match.end()
    return [*parts, text[end:]]


_WEAK = frozenset(("and", "&", "und", "y", "et", "и", "og", "och", "with", "mit"))


@lru_cache(maxsize=MOST_KNOWN)
def clean_name(text: str) -> str:
    """Return one name without role, date or rubbish; "" if it is no name."""
    text = " ".join(text[:MAX_BYLINE].split())
    name = _ROLE_AFTER.sub("", _without_rest(_LEAD.sub("", text, count=1)))
    if placed := _PLACE.match(name):
        name = placed[1]
    name = name.strip(" \t,;:.-–—|/*•●■▪◦\"'“”„()").strip()
    if name and text.endswith((" Jr.", " Sr.")):
        name += "."
    words = name.split()
    if not words or len(name) > MAX_NAME or len(words) > MAX_WORDS or len(name) < 2:
        return ""
    if (
        _BAD.search(name)
        or _PHRASE.match(name)
        or name.lower() in _NOT_A_NAME
        or not any(map(str.isalpha, name))
    ):
        return ""
    stripped = TITLE_WORD.sub("", name).strip(" ,.-&/")
    if _DESK.fullmatch(name) and stripped:
        return name
    if len(stripped) < 2 or (stripped != name and len(stripped.split()) < 2):
        return ""
    return name


def _without_rest(name: str) -> str:
    """Return a name without what follows it: "Jane Roe is a ...", "Jane Roe (Paris)"."""
    cut, stamped = _CUT.search(name), _STAMPED.search(name)
    ends = [_date_in(name)]
    if cut:
        ends.append(cut.start())
    if stamped and any(map(str.isdecimal, name[stamped.end() :])):
        ends.append(stamped.start())
    name = _WEEKDAY.sub("", name[: min(ends)])
    open_end = _OPEN_END.search(name)
    if open_end and " " in name[: open_end.start()]:  # "Posted on" is no name either
        name = name[: open_end.start()]
    person, the, rest = name.partition(" The ")  # "Jane Roe The Associated Press"
    return person if the and " " in person and PUBLICATION.search(rest) else name


def like_a_person(name: str) -> bool:
    """Say whether a name is two to five words, capitalised where its script has capitals, or a few
    characters of one that writes without spaces."""
    words = name.split()
    if not words or TITLE_WORD.search(name):
        return False
    if any(c >= "\u3040" for c in name):
        return len(name) <= 6
    return 2 <= len(words) <= 5 and all(not w[0].islower() or len(w) <= 3 for w in words)


def unique(names: Iterable[str]) -> list[str]:
    """Return the names without repetitions, compared without case and punctuation."""
    seen: dict[str, str] = {}
    for name in names:
        seen.setdefault(re.sub(r"[\W_]+", "", name.lower()), name)
    return list(seen.values())[:MAX_NAMES]
