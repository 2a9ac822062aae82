"""How requests for consent speak of "our partners" and "your device", which no article says of itself."""

from collections.abc import Mapping

from scraper.extraction.letters import one_of
from scraper.extraction.vocabulary.refusals import any_of

_OUR_PARTNERS: Mapping[str, str] = {
    "en": r"\bour (?:\d[\d.,]{0,6} )?(?:\w+ )?partners\b",
    "de": r"\bunsere[nr]? (?:\d[\d.,]{0,6} )?(?:\w+ )?partner",
    "fr": r"\bnos (?:\d[\d.,]{0,6} )?(?:\w+ )?partenaires",
    "es": r"\bnuestros (?:\d[\d.,]{0,6} )?(?:socios|partners|colaboradores)",
    "it": r"\bnostri (?:\d[\d.,]{0,6} )?(?:partner|fornitori)",
    "pt": r"\bnossos (?:\d[\d.,]{0,6} )?parceiros",
    "nl": r"\bonze (?:\d[\d.,]{0,6} )?partners",
    "pl": r"\bnas(?:i|zych|zymi) (?:\d[\d.,]{0,6} )?(?:zaufani )?partner",
    "ru": r"\bнаши(?:ми|х)? (?:\d[\d.,]{0,6} )?партн[её]р",
    "uk": r"\bнаші(?:ми|х)? (?:\d[\d.,]{0,6} )?партнер",
    "cs": r"\bnaš(?:i|ich|imi|ími) (?:\d[\d.,]{0,6} )?partne[rř]",
    "sv": r"\bvåra (?:\d[\d.,]{0,6} )?partner",
    "da": r"\b(?:vores|våre) (?:\d[\d.,]{0,6} )?(?:samarbejds|samarbeids)?partner",
    "fi": r"kumppan(?:imme|ei(?:demme|llemme|ltamme|himme))|\bme ja .{0,20}kumppan",
    "hu": r"partner(?:ünk|eink)",
    "ro": r"parteneri(?:i|lor)?(?: ai)? (?:noștri|nostri)",
    "el": r"συνεργάτες μας",
    "tr": r"iş ortağımız|iş ortaklarımız",
    "ar": r"شركائنا|شركاؤنا",
    "fa": r"شرکای ما",
    "he": r"השותפים שלנו",
    "hi": r"हमारे (?:\d{1,4} )?(?:साझेदार|भागीदार|पार्टनर)",
    "vi": r"chúng tôi.{0,40}đối tác|đối tác.{0,30}chúng tôi",
    "id": r"mitra kami",
    "th": r"เรา.{0,40}พันธมิตร|พันธมิตร.{0,40}เรา",
    "ja": r"(?:当社|弊社|当サイト|私たち|私ども).{0,40}(?:パートナー|提携(?:企業|先))"
    r"|(?:パートナー|提携(?:企業|先)).{0,20}(?:当社|弊社|当サイト|私たち)",
    "zh": r"(?:我们|我們|本站|本网站|本公司).{0,30}合作(?:伙伴|夥伴)",
    "ko": r"(?:당사|저희|우리(?:는|와|의)).{0,30}파트너|파트너.{0,20}(?:당사|저희)",
}
_YOUR_DEVICE: Mapping[str, str] = {
    "en": r"\b(?:on|from) (?:your|a) device",
    "de": r"\bauf (?:ihrem|deinem|einem) (?:end)?gerät",
    "fr": r"\b(?:sur|de) (?:votre|un) (?:appareil|terminal)",
    "es": r"\b(?:en (?:su|tu|un)|del) dispositivo",
    "it": r"\b(?:sul|su un|nel)(?: (?:tuo|suo|vostro))? dispositivo",
    "pt": r"\b(?:no|num|em)(?: (?:seu|teu|um))? (?:dispositivo|aparelho)",
    "nl": r"\bop (?:uw|je|een) (?:apparaat|toestel)",
    "pl": r"\bna (?:\w+ )?urządzeniu",
    "ru": r"\bна (?:ваш\w+ )?устройств",
    "uk": r"\bна (?:ваш\w+ )?пристро",
    "cs": r"\bv[eo]? (?:vaš\w+ )?zař[íi]zen|\bv[oe]? (?:vaš\w+ )?zariaden",
    "sv": r"\bpå (?:din|er|en) enhet",
    "da": r"\bpå (?:din |en )?enhe[dt]",
    "fi": r"laittee(?:lla|lle|lta|si)",
    "hu": r"eszköz(?:én|ön|ére|re)",
    "ro": r"\bpe (?:un )?dispozitiv",
    "el": r"στη συσκευή",
    "tr": r"cihaz(?:ınız|da|lar)",
    "ar": r"(?:على|في) (?:جهازك|الجهاز)",
    "fa": r"روی دستگاه",
    "he": r"במכשיר",
    "hi": r"(?:डिवाइस|उपकरण) (?:पर|में)",
    "vi": r"trên thiết bị",
    "id": r"(?:di|pada) perangkat",
    "th": r"อุปกรณ์",
    "ja": r"(?:端末|デバイス|機器)に",
    "zh": r"(?:设备|設備|裝置|装置)上",
    "ko": r"기기에",
}
_ADVERTISING: Mapping[str, str] = {
    "en": r"personali[sz]ed (?:ads|advert)|\b(?:ads|adverts|advertising) and content",
    "de": r"(?:inhalte und|personalisierte) (?:anzeigen|werbung)|(?:anzeigen|werbung) und inhalte",
    "fr": r"publicités? (?:et (?:de |du )?contenus?|personnalisée)",
    "es": r"(?:anuncios|publicidad) (?:y contenidos?|personalizad)",
    "it": r"(?:annunci|pubblicità) (?:e contenuti|personalizzat)",
    "pt": r"(?:anúncios|publicidade) (?:e conteúdos?|personalizad)",
    "nl": r"gepersonaliseerde (?:advertenties|reclame)",
    "pl": r"spersonalizowan\w{1,3} reklam",
    "ru": r"персональн\w{2,14} реклам",
    "uk": r"персональн\w{2,14} реклам",
    "ja": r"(?:合わせた|パーソナライズ\w{0,4})広告",
    "zh": r"个性化(?:广告|内容)|個人化廣告",
    "ko": r"맞춤형? 광고",
}

OUR_PARTNERS = any_of(_OUR_PARTNERS)
_has_partner_word = one_of(
    "partn", "parten", "parceiros", "socios", "colaboradores", "fornitori", "kumppan", " orta", "mitra kami"
)  # fmt: skip
_IN_OTHER_SCRIPTS = (
    "партн", "συνεργ", "شرك", "شرکا", "השותפים", "हमारे", "đối", "พันธมิตร", "パートナー", "提携", "合作", "파트너",
)  # fmt: skip
"""What names partners has one of these words, or one of those before."""
OF_YOUR_DATA = any_of(_YOUR_DEVICE, _ADVERTISING)
"""What is stored on the reader's device, and what for: said with partners in one line, it is a request."""


def names_partners_and_device(line: str) -> bool:
    """Say whether a line says that a site and its partners store something on its reader's device, or show him what he likes."""
    if not may_name_partners(line):
        return False
    return bool(OUR_PARTNERS.search(line) and OF_YOUR_DATA.search(line))


def may_name_partners(line: str) -> bool:
    """Say whether it is worth looking for partners in a line."""
    if _has_partner_word(line):
        return True
    lowered = "" if line.isascii() else line.lower()
    return any(word in lowered for word in _IN_OTHER_SCRIPTS)
