"""Is the page a request for consent? An article about consent speaks of it, a wall asks its reader for it."""

import re
from collections.abc import Sequence

from scraper.extraction.letters import one_of
from scraper.extraction.vocabulary import promo_concept
from scraper.extraction.vocabulary.consent_requests import names_partners_and_device
from scraper.extraction.vocabulary.gates import asks_to_accept_or_pay

SHARE = 0.4  # of the text that speaks of consent; an article about cookies says more than that they are used
LINES = 2  # that speak of it; one may stand below any article
ADDRESSED = 0.5  # of what speaks of consent, in which a site ("we") speaks to its reader ("you")
BUTTONS = 2  # of a choice, on a page with next to no text or a plain request, that say as much as another line
CHOICE_CHARS = 45  # of the words on a button
FEW_WORDS = 100  # kept words, up to which a wall's buttons need not be there: they may be pictures

_CONSENT = re.compile(
    r"\bcookies?\b|consent|datenschutz|einwilligung|consentement|RGPD|DSGVO|GDPR",
    re.IGNORECASE,
)
_may_name_consent = one_of(
    "cookie", "consent", "datenschutz", "einwilligung", "rgpd", "dsgvo", "gdpr"
)
_PARTNERS = re.compile(r"\bpartners?\b", re.IGNORECASE)
_may_name_partners = one_of("partner")
_DATA = re.compile(r"\bdata\b", re.IGNORECASE)
_ADDRESS = re.compile(
    r"""\b(?:we|us|our|you|your|wir|uns|unser\w{0,2}|nous|notre|nos|vous|votre|vos|nuestr[oa]s?|usted|utilizamos|usamos
    |noi|nostr[oiae]|utilizziamo|usiamo|noss[oa]s?|você|seus?|wij|onze(?=\ (?:\d+\ )?(?:web|site|partner|advert|dienst))
    |jouw|uw|nasz\w{0,3}|używamy|korzystamy|twoj\w{0,4}
    |мы|наш\w{0,3}|вас?|ваш\w{0,3}|используем|vi|vår\w?|vores|käytämme|používáme|kullanıyoruz|χρησιμοποιούμε|ми|kami|anda
    |chúng\ tôi)\b
    |(?<=[^.!?:“"]\ )(?-i:Sie|Ihnen|Ihr(?:e[nrms]?)?)\b
    |我们|我們|您|当社|当サイト|本サイト|お客様|당사|저희|귀하|نحن|نستخدم|אנו|אנחנו|हम""",
    re.IGNORECASE | re.VERBOSE,
)
_QUOTED = re.compile(r"[“„«「][^”“»」]{0,1000}[”“»」]|\"[^\"]{0,1000}\"")
"""Words of somebody whom an article quotes."""
_CHOICE = re.compile(
    r"""\b(?:accept|agree|allow|consent|reject|refuse|decline|deny|manage|customi[sz]e|options|preferences|settings|got\ it
    |akzeptieren|zustimmen|einverstanden|ablehnen|einstellungen|accepter|accepte|refuser|paramétrer|aceptar|acepto|rechazar
    |configurar|opciones|accett[ao]|accettare|rifiuta|personalizza|aceitar|aceito|rejeitar|akkoord|accepteren|weigeren|instell(?:en|ingen)|acceptera
    |godkänn|godta|tillad|hyväksy\w{0,3}|akceptuj\w{0,2}|zgadzam|принять|принимаю|согласен|прийняти|souhlasím|přijmout
    |kabul|setuju|terima|đồng\ ý|odrzu(?:ć|cam)|отклонить|відхилити|odmítnout|odmietnuť|neka|avvis|afvis|hylkää|elfogad\w{0,3}
    |elutasít\w{0,3}|refuz|απόρριψη|reddet|từ\ chối|tolak)\b
    |同意|接受|拒否|拒绝|拒絕|동의|거부|수락|رفض|דחייה|أوافق|قبول|موافق|אישור|מסכים|αποδοχή|स्वीकार""",
    re.IGNORECASE | re.VERBOSE,
)


def request(lines: Sequence[str], kept: Sequence[str], *, sure: bool, words: int, thin: int) -> str:
    """Return the first line of a request for consent that is all the page has, "" where it is no such page.

    `lines` are those of the page, `kept` the ones that may be an article, with `words` words; under `thin`
    of them all lines are judged. `sure` says that one of them is surely body text.
    """
    looked_at = kept if words >= thin else lines
    said = [line for line in looked_at if speaks_of_consent(line)]
    # A request that names partners and the device may have some sentences more; its buttons say as much.
    is_plain = any(map(names_partners_and_device, said))
    asked = lines if words < thin or (words < FEW_WORDS and (is_plain or not sure)) else ()
    buttons = [line for line in asked if _is_choice(line) and line not in said]
    if _size(said) + _size(buttons) < SHARE * max(_size(looked_at), 1):
        return ""
    # Of a page without a sure paragraph, what was dropped speaks as well, and so do several buttons.
    times = len(said) if sure else sum(map(speaks_of_consent, lines))
    times += len(said) > 0 and len(buttons) >= BUTTONS
    addressed = _size([line for line in said if _addresses_its_reader(line)])
    if times < LINES or addressed < ADDRESSED * _size(said):
        return ""
    return said[0] if words < FEW_WORDS or any(map(_is_choice, lines)) else ""


def speaks_of_consent(line: str) -> bool:
    """Say whether a line is about consent, as walls and as articles on them are."""
    return (
        (_may_name_consent(line) and bool(_CONSENT.search(line)))
        or asks_to_accept_or_pay(line)
        or promo_concept(line) == "consent"
        or names_partners_and_device(line)
        or (_may_name_partners(line) and _shares_data(line))
    )


def _addresses_its_reader(line: str) -> bool:
    if promo_concept(line) == "consent" or asks_to_accept_or_pay(line):
        return True
    unquoted = _QUOTED.sub(" ", line)
    return names_partners_and_device(unquoted) or bool(_ADDRESS.search(unquoted))


def _is_choice(line: str) -> bool:
    return len(line) <= CHOICE_CHARS and bool(_CHOICE.search(line))


def _shares_data(text: str) -> bool:
    """Say whether a line speaks of partners, and then of data."""
    for line in text.split("\n"):
        partners = _PARTNERS.search(line)
        if partners and _DATA.search(line, partners.end()):
            return True
    return False


def _size(lines: Sequence[str]) -> int:
    return sum(map(len, lines))
