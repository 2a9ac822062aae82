"""What pages of rules and of questions are called: their sentences on cookies, offers and copyrights are their text."""

import re

HEADLINE_WORDS = 3  # after what names the terms, from which they may be a sentence
MOST_WORDS = 7  # of a title; longer ones are headlines about such pages

_TERMS = re.compile(
    # English
    r"(?:general |our |website |site |user )?terms(?: (?:of|and|&) (?:use|service|sale|conditions|business|trade|supply))+"
    r"|(?:general )?(?:terms|conditions)$|terms of (?:use|service)"
    r"|(?:website |our )?privacy (?:policy|notice|statement)|cookies? (?:policy|notice)"
    r"|legal (?:notice|notices|information|terms)|disclaimer$|(?:end[- ]user )?licen[cs]e agreement|(?:user|subscriber) agreement"
    r"|acceptable use policy|community (?:guidelines|rules)|code of conduct|(?:returns?|refund|shipping) policy"
    # German, Dutch, Swedish, Danish, Norwegian, Finnish
    r"|agb$|allgemeine (?:geschäfts|nutzungs|verkaufs)?bedingungen|nutzungsbedingungen|teilnahmebedingungen"
    r"|datenschutz(?:erklärung|hinweise?|bestimmungen)?$|impressum$|haftungsausschluss|widerrufsbelehrung"
    r"|algemene voorwaarden|gebruiksvoorwaarden|privacy(?:beleid|verklaring|statement)|cookie(?:beleid|verklaring)"
    r"|(?:allmänna|användar|köp)villkor|allmänna villkor|integritetspolicy|cookiepolicy|handelsbetingelser|brugsvilkår"
    r"|(?:privatlivs|persondata|cookie)politik|personvern(?:erklæring)?$|(?:bruks|salgs)?vilkår$|käyttöehdot|tietosuojaseloste"
    # French, Italian, Spanish, Portuguese, Romanian
    r"|conditions (?:générales|d['’]utilisation)|mentions légales|politique (?:de confidentialité|(?:de|des|relative aux) cookies)"
    r"|termini (?:e condizioni|di servizio|d['’]uso)|condizioni (?:generali|d['’]uso)|note legali"
    r"|informativa (?:sulla )?privacy|términos (?:y condiciones|de uso|del servicio)|condiciones (?:generales|de uso)"
    r"|aviso (?:legal|de privacidad)|política de (?:privacidade?|cookies)|termos (?:de uso|e condições|de serviço)"
    r"|termeni și condiții|politica de confidențialitate"
    # Polish, Czech, Hungarian, Turkish, Greek, Russian, Ukrainian
    r"|regulamin(?: serwisu| sklepu)?$|polityka prywatności|(?:obchodní|všeobecné) podmínky(?: a .*)?"
    r"|zásady ochrany (?:osobních údajů|soukromí)(?: a .*)?|adatvédelmi (?:tájékoztató|nyilatkozat|szabályzat|irányelvek)"
    r"|általános szerződési feltételek"
    r"|kullanım koşulları|gizlilik (?:politikası|sözleşmesi)|όροι χρήσης|πολιτική απορρήτου|пользовательское соглашение"
    r"|polityka (?:plików )?cookies?|политика (?:использования )?(?:файлов )?(?:cookies?|куки)|политика обработки персональных данных"
    r"|політика (?:щодо )?(?:файлів )?cookie|zásady (?:používání )?(?:souborů )?cookies?|çerez politikası|πολιτική cookies"
    r"|süti ?(?:szabályzat|tájékoztató)|cookie[- ](?:szabályzat|tájékoztató)|evästeet|politica (?:de utilizare a )?cookie"
    r"|политика конфиденциальности|условия использования|правила (?:сайта|пользования)|політика конфіденційності|умови використання"
    # Japanese, Chinese, Korean, Arabic
    r"|(?:ご)?利用規約|プライバシーポリシー|個人情報保護方針|(?:用户|使用者|服务|服務)(?:协议|協議|条款|條款)|(?:隐私|隱私)(?:政策|声明|權政策|权政策)"
    r"|免责声明|(?:서비스 )?이용약관|개인정보 ?(?:처리|취급)방침|شروط الاستخدام|سياسة (?:الخصوصية|ملفات تعريف الارتباط)"
    # Vietnamese, Indonesian, Hindi, Persian, Hebrew
    r"|chính sách (?:quyền riêng tư|bảo mật|cookie)|điều khoản (?:sử dụng|dịch vụ)|kebijakan (?:privasi|cookie)"
    r"|syarat (?:dan|&) ketentuan|ketentuan (?:layanan|penggunaan)|गोपनीयता नीति|उपयोग की शर्तें|سیاست حفظ حریم خصوصی|حریم خصوصی"
    r"|מדיניות (?:פרטיות|עוגיות)|תנאי שימוש",
    re.IGNORECASE,
)

_TAIL = re.compile(
    r"""\W*$|\s*[&+/、・]|\s*\([^()]{0,40}\)\W*$|[\s(,:–—-]*(?:version|last\ updated|effective|v?\d)
    |\s+(?:agreement|statement|notice|policy|information|website|site|page|gewinnspiel|webshop|general(?:es|i)|generale)\W*$
    |\s+(?:and|of|for|und|für|der|des|et|du|y|e|di|del|dell['’]|della|och|og|på|för|ja|en|van|voor|i|és|și|pentru|ve|και|и)\b
    |\s+(?:de|d['’])|\s+(?:serwisu|sklepu|webu|сайт|сервис|персональн)|(?:について|と|及び|および|一覧|和|与|與|及)|\s?및|\s+و""",
    re.IGNORECASE | re.VERBOSE,
)
"""What may follow: an end, or whose terms they are. Anything else makes a sentence, as "Privacy policy angers users"."""
_QUESTIONS = re.compile(
    r"frequently asked questions|faqs?$|häufig(?:e| gestellte) fragen|veelgestelde vragen|vanliga frågor|foire aux questions"
    r"|domande frequenti|preguntas frecuentes|perguntas frequentes|よくある(?:ご)?質問|常见问题",
    re.IGNORECASE,
)
"""Whatever they are about."""


def is_terms(title: str) -> bool:
    """Say whether a title without its site's name is that of a page of rules, or of questions and answers."""
    title = title.strip()
    if len(title.split()) > MOST_WORDS:
        return False
    named = _TERMS.match(title)
    return bool((named and _TAIL.match(title, named.end())) or _QUESTIONS.match(title))


def may_be_headline(title: str) -> bool:
    """Say whether a title of terms goes on with so many words that it may be a headline, as "Code of conduct for pilots fails"."""
    title = title.strip()
    named = _TERMS.match(title)
    return named is not None and len(title[named.end() :].split()) >= HEADLINE_WORDS
