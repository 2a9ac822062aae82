"""What stands where a text ends for those who have not paid, and what asks readers to accept tracking or pay.

Whole sentences are not needed: sites word them freely, but each says for whom the rest is, or how to go on.
"""

import re
from collections.abc import Sequence

from scraper.extraction.letters import has_other_script, one_of

MOST_CHARS = 240  # of a line that says so; longer ones are about it

_TEXT = re.compile(
    # English, German, French
    r"(?:this|(?:the )?rest of (?:this|the)|the (?:full|whole|entire)) (?:article|story|text|post) is (?:only |exclusively |available "
    r"|reserved ){0,3}(?:for|to) (?:our |paid |paying |premium ){0,2}(?:subscribers|members)(?: only)?(?=[.!,;:]|$)"
    r"|(?:^|[.!?] )the rest is (?:only )?for (?:our |paid |paying )?(?:subscribers|members)(?: only)?(?=[.!,;:]|$)"
    r"|(?:^|[.!?] )subscribe (?:now |today )?to (?:(?:continue|keep) reading|read (?:on|more|this|the (?:full|whole|rest)))"
    r"|(?:dieser|der (?:ganze|vollständige|gesamte)|(?:der )?rest des) (?:artikels?|text(?:es)?|beitrags?) (?:ist|steht) (?:\w+ ){0,2}"
    r"(?:nur|exklusiv|ausschließlich) (?:\w+ )?für (?:\w+-?)? ?(?:abonnent|mitglieder)"
    r"|(?:^|[.!?] )jetzt (?:abonnieren und )?weiterlesen(?:[.!]|$)"
    r"|(?:^|[.!?] )(?:ganzen artikel )?mit abo (?:\w+ ){0,2}(?:weiter)?lesen(?:[.!]|$)"
    r"|(?:la suite|cet article|l['’](?:article (?:complet|entier)|intégralité)) (?:de (?:cet |l['’])article )?est (?:\w+ )?"
    r"réservée?s? (?:à nos|aux) abonn|(?:^|[.!?] )pour lire la suite(?:,? (?:abonn|connect|identif|inscri)|[ :.…]*$)"
    # Italian, Spanish, Portuguese
    r"|(?:quest[oa] |(?:il )?resto (?:di questo |dell['’]|del )|l['’])(?:articolo|contenuto|testo)(?: completo)? è (?:\w+ )?riservato "
    r"agli abbonati|(?:^|[.!?] )per continuare a leggere(?:,? (?:abbon|acced|registr|acquist)|[ :.…]*$)"
    r"|(?:este|al que (?:quier|intent)\w+ acceder|(?:el )?resto (?:del|de este)) ?(?:artículo|contenido|texto)? es "
    r"(?:exclusivo|solo) para (?:\w+ )?suscriptor|(?:la |esta )?nota (?:a la que .{0,20}acceder )?es exclusiva para suscriptor"
    r"|^(?:contenido|conteúdo) (?:\w+ )?exclusivo para (?:\w+ )?(?:suscriptor|assinante)"
    r"|para (?:seguir|continuar) leyendo(?:,? (?:suscr|regíst|regist|inici|adquier|hazte)|[ :.…]*$)"
    r"|(?:este (?:artigo|conteúdo|texto)|esta (?:matéria|reportagem)) é (?:exclusiv[oa]|só|apenas) para (?:\w+ )?assinante"
    r"|para continuar (?:a ler|lendo)(?:,? (?:assin|faça|regist|inici)|[ :.…]*$)"
    # Dutch, Swedish, Danish, Norwegian, Finnish
    r"|(?:dit artikel|(?:de )?rest van (?:dit|het) artikel) is (?:\w+ ){0,2}voor (?:\w+ )?abonnees|^verder lezen\?"
    r"|(?:artikeln|texten) är (?:endast|bara|enbart) för prenumeranter"
    r"|för att läsa (?:vidare|hela (?:artikeln|texten))(?:.{0,20}(?:prenumerera|logga)|[ :.…]*$)"
    r"|(?:artik(?:e|ke)?len|denne artikk?el) er (?:kun|bare|forbeholdt) (?:\w+ ){0,2}abonnenter"
    r"|for (?:at læse|å lese) (?:videre|hele (?:artiklen|artikkelen|saken))(?:.{0,20}(?:abonn|logg?)|[ :.…]*$)"
    r"|(?:artikkeli|juttu|teksti) on (?:\w+ )?vain tilaajille"
    # Polish, Czech, Hungarian, Turkish, Romanian, Bulgarian, Greek
    r"|(?:artykuł|tekst|reszta artykułu|dalsza część) (?:\w+ ){0,3}(?:tylko|wyłącznie) dla (?:prenumerator|subskrybent)"
    r"|aby (?:czytać dalej|przeczytać cał\w{1,3} (?:artykuł|tekst)).{0,20}(?:subskry|prenumer|zalogu)"
    r"|(?:článek|zbytek článku) (?:\w+ ){0,3}(?:jen|pouze) pro předplatitele|cikk(?:et)? (?:\w+ ){0,3}csak előfizető"
    r"|(?:bu (?:haber|yazı|makale)|haberin devamı) (?:\w+ ){0,2}(?:(?:sadece|yalnızca) abone|abonelere özel)"
    r"|(?:acest articol|restul articolului) (?:\w+ ){0,3}doar pentru abona|(?:тази|цялата) статия (?:\w+ ){0,3}само за абонати"
    r"|άρθρο (?:\w+ ){0,4}μόνο (?:για|σε) συνδρομητές"
    # Russian, Ukrainian
    r"|(?:полный текст|(?:эта )?статья|материал|продолжение) (?:\w+ ){0,3}(?:только|лишь|исключительно) (?:для )?(?:\w+ )?"
    r"подписчик|(?:полный текст|(?:эта )?статья|материал|продолжение) доступ\w{1,4} (?:\w+ )?(?:подписчик|по (?:платной )?подписке)"
    r"|чтобы (?:про|до)?читать (?:\w+ )?(?:материал|статью|текст|полностью|дальше|далее|целиком|продолжение)"
    r".{0,20}оформите подписку|(?:повний текст|(?:ця )?стаття|матеріал|продовження) (?:\w+ ){0,3}"
    r"(?:(?:лише|тільки) (?:для )?(?:\w+ )?передплатник|за передплатою)"
    # Korean, Japanese, Chinese
    r"|(?:구독자|유료 ?회원|유료 ?구독자|프리미엄 ?회원|멤버십 ?회원) ?(?:만|전용|에게만|께만).{0,12}기사"
    r"|(?:전체|나머지) ?(?:기사|내용).{0,12}(?:보려면|보시려면|읽으려면)|이 기사는 유료"
    r"|(?:この記事|続き|残り)は.{0,8}(?:有料会員|会員限定|会員登録が必要)|続きを読むには.{0,20}(?:会員|登録|ログイン|購読)"
    r"|残り ?[\d,]{1,7} ?文字|^(?:有料)?会員限定(?:の?記事)"
    r"|(?:全文|余下|餘下|剩余|剩餘).{0,8}(?:付费|付費|订阅|訂閱|会员|會員)"
    r"|(?:付费|付費|订阅|訂閱|会员|會員)(?:后|後)?(?:可|才能|即可|方可)(?:继续|繼續)?(?:阅读|閱讀|查看)(?:全文|本文|余下|餘下|[。！]?$)"
    # Arabic, Persian, Hebrew, Hindi, Vietnamese, Indonesian, Thai
    r"|هذا المقال (?:\w+ ){0,2}للمشتركين فقط|اشترك ل(?:متابعة|مواصلة|قراءة) (?:القراءة|المقال)"
    r"|این (?:مقاله|مطلب) (?:\w+ ){0,2}برای مشترکان|הכתבה (?:\w+ ){0,2}למנויים בלבד|לקריאת הכתבה המלאה"
    r"|यह (?:लेख|खबर) केवल (?:सदस्यों|सब्सक्राइबर)|पूरी खबर पढ़ने के लिए"
    r"|bài viết (?:\w+ ){0,2}dành (?:riêng )?cho (?:thuê bao|hội viên)|để đọc tiếp.{0,12}đăng (?:ký|nhập)"
    r"|(?:artikel|berita) ini (?:\w+ )?khusus (?:pelanggan|member)|untuk membaca (?:selengkapnya|lebih lanjut).{0,12}"
    r"(?:berlangganan|daftar|masuk)|บทความนี้.{0,12}เฉพาะสมาชิก",
    re.IGNORECASE,
)
"""What is for subscribers is the text itself."""
_SOMETHING = re.compile(
    r"only for subscribers|subscribers?[- ]only|for (?:paying )?(?:subscribers|members) only"
    r"|nur für (?:\w+-?)?abonnent|exklusiv für (?:\w+-?)?abonnent|réservée?s? (?:à nos|aux) abonn"
    r"|riservat[oaie] agli abbonati|(?:solo|exclusiv[oa]s?) para (?:\w+ )?(?:suscriptor|assinante)"
    r"|alleen voor (?:\w+ )?abonnees|(?:endast|bara|enbart) för prenumeranter|(?:kun|bare) for abonnenter"
    r"|vain tilaajille|(?:tylko|wyłącznie) dla (?:prenumerator|subskrybent)|(?:jen|pouze) pro předplatitele"
    r"|оформите подписку|только для подписчиков|оформіть передплату|有料会員|会員限定|للمشتركين فقط|למנויים בלבד",
    re.IGNORECASE,
)
"""Something is for subscribers: a concert, or the text where a link or button stands with it."""
_has_gate_word = one_of(
    "subscribe", "members", "abonn", "mitglieder", "weiterlesen", "mit abo ", "pour lire la suite", "abbonati",
    "continuare a leggere", "suscriptor", "leyendo", "assinante", "para continuar", "verder lezen", "prenumer", "r att l",
    "videre", "hele ", "tilaajille", "subskry", "zalogu", "edplatitele", "csak el", "abone", "abona", "khusus",
    "untuk membaca",
)  # fmt: skip
"""In a Latin script, what either pattern finds has one of these."""
_CHOICE = re.compile(
    r"(?:weiter )?mit werbung (?:weiter)?(?:lesen|nutzen)|weiterlesen mit werbung|weiter mit werbung"
    r"|pur[- ]abo|(?:contentpass|werbefrei) (?:lesen|im abo)|ohne (?:werbung und )?(?:werbe-?)?tracking"
    r"|abbonati o accetta|accetta o abbonati"
    r"|(?:accett|rifiut)[ao]\w{0,3} .{0,40}\b(?:abbonati|abbonarti|abbonamento)|abbonati .{0,60}cookie"
    r"|accept\w{1,3} .{0,60}abonne[zr]|continuer sans accepter|refuser et s['’]abonner"
    r"|acepta\w? .{0,60}suscr[ií]b|rechazar y suscri|aceit[ae]\w? .{0,60}assin[ea]"
    r"|accepter\w{0,2} .{0,60}abonneer|zonder (?:advertenties|tracking) lezen"
    r"|accept .{0,40}\bor (?:subscribe|pay)|pay (?:to reject|and reject|or accept)"
    r"|reject and (?:pay|subscribe|purchase)|read with ads|godkänn .{0,60}prenumerera"
    r"|accepter .{0,60}abonnement",
    re.IGNORECASE,
)


_may_offer_choice = one_of(
    "werb", "pur-abo", "pur abo", "tracking", "contentpass", "abbona", "abonne", "sans accepter", "suscr", "assin",
    "accept ", "reject and", "pay to reject", "pay and reject", "pay or accept", "with ads", "prenum", "advertenties",
)  # fmt: skip


def is_gate(text: str, *, is_link: bool = False) -> bool:
    """Say whether a line says that the rest of a text is for those who subscribe; `is_link`: it is largely a link
    or stands on a button."""
    if not _may_be_gate(text):
        return False
    return bool(_TEXT.search(text) or (is_link and _SOMETHING.search(text)))


def begins_as_gate(text: str) -> bool:
    """Say whether a line begins by saying that the text itself is for those who subscribe."""
    return _may_be_gate(text) and bool(_TEXT.match(text))


def _may_be_gate(text: str) -> bool:
    if len(text) > MOST_CHARS:
        return False
    return _has_gate_word(text) or has_other_script(text)


def first_choice(lines: Sequence[str]) -> int:
    """Return the place of the first line that offers the choice between tracking and a subscription, -1 without one."""
    if not _may_offer_choice("\n".join([line for line in lines if len(line) <= MOST_CHARS])):
        return -1
    return next((place for place, line in enumerate(lines) if asks_to_accept_or_pay(line)), -1)


def asks_to_accept_or_pay(text: str) -> bool:
    """Say whether a line offers the choice between tracking and a subscription."""
    return len(text) <= MOST_CHARS and _may_offer_choice(text) and bool(_CHOICE.search(text))
