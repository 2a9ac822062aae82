"""The page's language: what it declares, else what its letters and commonest words say."""

import re
from collections import Counter

from scraper.extraction.metadata import jsonld
from scraper.extraction.metadata.evidence import Evidence, FoundValue

SAMPLE = 4_000  # characters looked at
SCRIPT_SAMPLE = 400  # enough to tell a script
MIN_LETTERS = 40  # of a text worth guessing from
MIN_VOTES = 4  # stop words found before a guess is made
LEAD = 1.3  # by which the winner must lead the second
OWN_SAMPLE = 600  # characters in which a text's declared language shows
OWN_WORDS = 3  # of its commonest words that are there; German pages of lang="en" have none or one
SURE_VOTES = 30  # stop words of another language, and
SURE_LEAD = 4  # times as many as of the declared one, that overrule it: right on 20 of 20 pages

_TAG = re.compile(
    r"^([a-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?(?:[-_.@].*)?$", re.IGNORECASE
)
_NAMES = {
    "english": "en", "german": "de", "deutsch": "de", "french": "fr", "français": "fr",
    "spanish": "es", "español": "es", "italian": "it", "portuguese": "pt", "russian": "ru",
    "chinese": "zh", "japanese": "ja", "korean": "ko", "arabic": "ar", "dutch": "nl", "cn": "zh",
    "jp": "ja", "kr": "ko", "ua": "uk", "cz": "cs", "gr": "el",
}  # fmt: skip
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("ka", re.compile(r"[\u10a0-\u10ff]")),
    ("bn", re.compile(r"[\u0980-\u09ff]")),
    ("pa", re.compile(r"[\u0a00-\u0a7f]")),
    ("gu", re.compile(r"[\u0a80-\u0aff]")),
    ("ta", re.compile(r"[\u0b80-\u0bff]")),
    ("te", re.compile(r"[\u0c00-\u0c7f]")),
    ("kn", re.compile(r"[\u0c80-\u0cff]")),
    ("ml", re.compile(r"[\u0d00-\u0d7f]")),
    ("si", re.compile(r"[\u0d80-\u0dff]")),
    ("lo", re.compile(r"[\u0e80-\u0eff]")),
    ("my", re.compile(r"[\u1000-\u109f]")),
    ("am", re.compile(r"[\u1200-\u137f]")),
    ("km", re.compile(r"[\u1780-\u17ff]")),
    ("hy", re.compile(r"[\u0530-\u058f]")),
)
_ANY_SCRIPT = re.compile("|".join(script.pattern for _, script in _SCRIPTS))
_STOP_WORDS = {
    "en": "the and of to in that is was for with on as are this it",
    "de": "der die und das nicht mit ist den von zu im auf ein eine sich dem",
    "fr": "le les des et est une dans que pour pas sur qui du au avec",
    "es": "el los las del que una por con para como es más su fue",
    "pt": "o os das que uma não com para por mais como dos é ao em",
    "it": "il che di della per una non con gli sono del nel anche più",
    "nl": "de het een van en dat niet zijn met voor op te aan ook",
    "pl": "w na się nie że do jest to z i jak po od dla",
    "sv": "och att det som en på är av för den med till inte ett",
    "da": "og at det som en på er af for den med til ikke der",
    "no": "og at det som en på er av for den med til ikke har",
    "fi": "ja on ei että se oli hän mutta ovat kun niin myös",
    "cs": "a v na se je že to s do o pro jako ale by",
    "tr": "ve bir bu için da de ile olarak çok daha olan gibi",
    "ro": "și de la în a cu pe nu care mai din este sunt",
    "hu": "a az és hogy nem is egy volt meg csak de már",
    "id": "yang dan di dari untuk dengan ini itu pada tidak dalam",
    "vi": "và của là có được trong cho không một những các",
}  # fmt: skip
_OWN = {language: frozenset(words.split()) for language, words in _STOP_WORDS.items()}
_VOTERS: dict[str, tuple[str, ...]] = {}
for _language, _words in _STOP_WORDS.items():
    for _word in _words.split():
        _VOTERS[_word] = (*_VOTERS.get(_word, ()), _language)
_UKRAINIAN = re.compile(r"[іїєґ]")
_PERSIAN = re.compile(r"[پچژگ]")


def read_language(evidence: Evidence) -> FoundValue | None:
    """Return the language as a BCP 47 tag with its source.

    A declared language is overruled by the text only where its script can't be written so, or where
    the text is surely in another one: a template left at lang="en" round a Japanese or German text.
    """
    script = guess_script(evidence.text)
    candidates = [
        FoundValue(evidence.head.language, "html lang"),
        *evidence.metas("og:locale", "content-language", "language", "dc.language", "inlanguage"),
        FoundValue(jsonld.first(evidence.story, "inLanguage"), "json-ld inLanguage"),
        FoundValue(jsonld.first(evidence.page, "inLanguage"), "json-ld inLanguage"),
    ]
    for value, source in candidates:
        tag = language_tag(value)
        if tag and not (script and tag.startswith("en")):
            other = "" if script else _other_than(tag.partition("-")[0], evidence.text)
            return FoundValue(other, "text") if other else FoundValue(tag, source)
    guess = script or _vote(evidence.text)
    return FoundValue(guess, "text") if guess else None


def language_tag(value: str) -> str:
    """Return a declared language in BCP 47 form ("pt_BR" is "pt-BR"), or ""."""
    value = value.strip().split(",")[0].strip()
    if value.lower() in _NAMES:
        return _NAMES[value.lower()]
    match = _TAG.match(value)
    if match is None:
        return ""
    parts = [match[1].lower()]
    if match[2]:
        parts.append(match[2].title())
    if match[3]:
        parts.append(match[3].upper())
    return "-".join(parts)


def guess_script(text: str) -> str:
    """Return the language a text's script belongs to; "" for Latin script and for too short a text."""
    sample = text[:SCRIPT_SAMPLE]
    if sample.isascii() or not _ANY_SCRIPT.search(sample):
        return ""
    letters = sum(map(str.isalpha, sample))
    if letters < MIN_LETTERS:
        return ""
    for code, script in _SCRIPTS:
        share = len(script.findall(sample)) / letters
        if share > (0.1 if code == "ja" else 0.4):
            return _refined(code, text[:SAMPLE])
    return ""


def _other_than(declared: str, text: str) -> str:
    """Return the language that a text is surely in although another one is declared, else ""."""
    own = _OWN.get(declared)
    if own is None or len(own.intersection(text[:OWN_SAMPLE].lower().split())) >= OWN_WORDS:
        return ""
    votes = _votes(text)
    other = _winner(votes)
    sure = votes[other] >= SURE_VOTES and votes[other] >= SURE_LEAD * votes[declared]
    return other if sure else ""


def _vote(text: str) -> str:
    """Return the language whose commonest words the text is made of; "" when unsure."""
    return _winner(_votes(text))


def _votes(text: str) -> Counter[str]:
    votes: Counter[str] = Counter()
    for word in text[:SAMPLE].lower().split():
        for language in _VOTERS.get(word, ()):
            votes[language] += 1
    return votes


def _winner(votes: Counter[str]) -> str:
    ranked = votes.most_common(2)
    if not ranked or ranked[0][1] < MIN_VOTES:
        return ""
    if len(ranked) > 1 and ranked[0][1] < LEAD * ranked[1][1]:
        return ""
    return ranked[0][0]


def _refined(code: str, sample: str) -> str:
    if code == "ru" and len(_UKRAINIAN.findall(sample)) > 5:
        return "uk"
    if code == "ar" and len(_PERSIAN.findall(sample)) > 5:
        return "fa"
    return code
