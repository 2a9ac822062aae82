"""What stands where a text ends for those who have not paid, and what asks readers to accept tracking or pay.

Whole sentences are not needed: sites word them freely, but each says for whom the rest is, or how to go on.
"""

import re

MOST_CHARS = 240  # of a line that says so; longer ones are about it

_REST = re.compile(
    r"only for subscribers|subscribers?[- ]only|for (?:paying )?(?:subscribers|members) only"
    r"|subscribe to (?:continue|keep|read)|nur für (?:\w+-?)?(?:abonnent|mitglieder)"
    r"|exklusiv für (?:\w+-?)?abonnent|jetzt (?:abonnieren und )?weiterlesen|mit abo\b.{0,20}lesen"
    r"|réservée?s? (?:à nos|aux) abonn|pour lire la suite|riservat[oaie] agli abbonati"
    r"|per continuare a leggere|(?:solo|exclusiv[oa]s?) para (?:\w+ )?(?:suscriptor|assinante)"
    r"|para seguir leyendo|para continuar (?:a ler|lendo|leyendo)|alleen voor (?:\w+ )?abonnees"
    r"|verder lezen\?|(?:endast|bara|enbart) för prenumeranter|för att läsa (?:vidare|hela)"
    r"|(?:kun|forbeholdt|forbeholdt vores|bare) (?:for )?abonnenter|for at læse (?:videre|hele)"
    r"|for å lese (?:videre|hele)|vain tilaajille|(?:tylko|wyłącznie) dla (?:prenumerator|subskrybent)"
    r"|aby (?:czytać dalej|przeczytać cał)|(?:jen|pouze) pro předplatitele|csak előfizető"
    r"|(?:sadece|yalnızca) abone|abonelere özel|doar pentru abona|само за абонати"
    r"|μόνο (?:για|σε) συνδρομητές|(?:только|лишь|исключительно) (?:для )?(?:\w+ )?подписчик"
    r"|доступ\w{1,4} (?:\w+ ){0,2}(?:подписчик|по (?:платной )?подписке)|чтобы (?:про)?читать .{0,40}подпис"
    r"|оформите подписку|для подписчиков|полный текст доступен"
    r"|(?:лише|тільки) (?:для )?(?:\w+ )?передплатник|за передплатою|оформіть передплату"
    r"|(?:구독자|유료 ?회원|유료 ?구독자|프리미엄 ?회원|멤버십 ?회원) ?(?:만|전용|에게만|께만)"
    r"|(?:전체|나머지) ?(?:기사|내용).{0,12}(?:보려면|보시려면|읽으려면)|구독(?:하시면|하면| 후).{0,20}(?:볼|읽|이용)"
    r"|기사는 유료|有料会員|会員限定"
    r"|続きを読むには|続きは.{0,12}会員|残り ?[\d,]{1,7} ?文字|会員登録が必要"
    r"|(?:付费|付費|订阅|訂閱|会员|會員)(?:后|後)?(?:可|才能|即可|方可)?(?:阅读|閱讀|查看|专享|專享|专属|內容|内容)|仅限(?:订阅|会员|付费)|僅限(?:訂閱|會員)"
    r"|للمشتركين فقط|اشترك ل(?:متابعة|قراءة|مواصلة)|برای مشترکان|למנויים בלבד|לקריאת הכתבה המלאה"
    r"|केवल (?:सदस्यों|सब्सक्राइबर)|पूरी खबर पढ़ने के लिए|dành (?:riêng )?cho (?:thuê bao|hội viên)"
    r"|để đọc tiếp|khusus (?:pelanggan|member)|untuk membaca (?:selengkapnya|lebih lanjut)|เฉพาะสมาชิก",
    re.IGNORECASE,
)
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


_CHOICE_SIGNS = (
    "werb", "pur-abo", "pur abo", "tracking", "contentpass", "abbona", "abonne", "sans accepter", "suscr", "assin",
    "subscribe", "pay", "purchase", "ads", "prenum", "advertenties",
)  # fmt: skip
"""In lower case, one of these stands in every line that offers the choice."""


def is_gate(text: str) -> bool:
    """Say whether a line says that the rest of a text is for those who subscribe."""
    return len(text) <= MOST_CHARS and bool(_REST.search(text))


def asks_to_accept_or_pay(text: str) -> bool:
    """Say whether a line offers the choice between tracking and a subscription."""
    if len(text) > MOST_CHARS:
        return False
    lowered = text.lower()
    return any(sign in lowered for sign in _CHOICE_SIGNS) and bool(_CHOICE.search(text))
