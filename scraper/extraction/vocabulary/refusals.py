"""What pages say that check their visitor or refuse him, in words that articles of a few lines do not use.

They are looked for in lines of pages with next to no text alone, and change no verdict on a block. What servers say of
themselves is in `server_pages`.
"""

import re
from collections.abc import Mapping

_HUMAN_CHECKS: Mapping[str, str] = {
    "de": r"(?:dass|ob) (?:sie|du) (?:ein mensch|kein (?:ro)?bot)",
    "fr": r"vous (?:n['’]êtes pas un robot|êtes (?:bien )?(?:un )?humain)",
    "es": r"que (?:no (?:eres|es) un robot|(?:eres|es) (?:un )?humano)|demostrar que (?:no es|eres|es)",
    "it": r"(?:di|che) (?:non (?:essere|sei) un robot|(?:essere|sei) (?:un )?umano)",
    "pt": r"que (?:você )?(?:não é um robô|é (?:um )?humano)",
    "nl": r"dat (?:u|je) (?:geen robot|een mens) bent",
    "pl": r"że (?:nie jesteś robotem|jesteś człowiekiem)",
    "ru": r"что вы (?:не робот|человек)",
    "uk": r"що ви (?:не робот|людина)",
    "cs": r"že (?:nejste robot|nie ste robot|jste člověk|ste človek)",
    "sv": r"att du (?:inte är en robot|är (?:en )?människa)",
    "da": r"at du (?:ikke er en robot|er (?:et )?menneske)",
    "fi": r"että (?:et ole robotti|olet ihminen)",
    "hu": r"hogy (?:ön )?(?:nem robot|ember)\b",
    "ro": r"că (?:nu (?:sunteți|ești) (?:un )?robot|(?:sunteți|ești) om)",
    "el": r"ότι (?:δεν είστε ρομπότ|είστε άνθρωπος)",
    "tr": r"robot olmadığınızı|insan olduğunuzu doğrula",
    "ar": r"أنك لست (?:روبوت|برنامج)|أنك إنسان",
    "fa": r"ربات نیستید|انسان هستید",
    "he": r"(?:שאינכם|שאינך|שאתם לא|שאתה לא) רובוט",
    "hi": r"आप रोबोट नहीं",
    "bn": r"আপনি রোবট নন",
    "vi": r"bạn (?:không phải (?:là )?(?:robot|người máy)|là con người)",
    "id": r"(?:anda )?bukan robot|anda (?:adalah )?manusia",
    "th": r"(?:คุณ)?ไม่ใช่(?:หุ่นยนต์|บอท)",
    "ja": r"ロボットで(?:は)?ない(?:こと)?を|人間であることを(?:確認|証明)",
    "zh": r"(?:您|你)(?:不是|并非)(?:机器人|機器人)|(?:人机|人機|安全)(?:验证|驗證)$"
    r"|完成.{0,8}(?:验证|驗證)[后後]?.{0,4}(?:继续|繼續|访问|訪問)",
    "ko": r"로봇이 아(?:님을|니라는)|사람인지 확인|사람임을 확인",
}
_SCRIPTS_NEEDED: Mapping[str, str] = {
    "de": r"(?:aktivieren|aktiviere) sie (?:bitte )?javascript|javascript (?:muss|ist) .{0,20}(?:aktiviert|erforderlich)",
    "fr": r"activer javascript|javascript est (?:requis|nécessaire|désactivé)",
    "es": r"(?:activar|habilitar|active|habilite) javascript",
    "it": r"(?:abilitare|attivare|abilita|attiva) javascript",
    "pt": r"(?:habilitar|ativar|habilite|ative) (?:o )?javascript",
    "nl": r"(?:schakel|zet) javascript (?:in|aan)|javascript (?:inschakelen|is vereist)",
    "pl": r"włącz (?:obsługę )?javascript",
    "ru": r"(?:включить|включите) (?:поддержку )?javascript",
    "uk": r"увімкн(?:іть|ути) javascript",
    "cs": r"(?:povolte|zapněte|povoľte|zapnite) (?:si )?javascript",
    "sv": r"(?:aktivera|slå på) javascript",
    "da": r"(?:aktivere|aktivér|aktiver|slå) javascript",
    "fi": r"ota javascript käyttöön|javascript on pois",
    "hu": r"engedélyezze a javascript|javascript (?:engedélyezése|szükséges)",
    "ro": r"activa(?:ți|ti) javascript",
    "el": r"ενεργοποιήστε τη[ν]? javascript",
    "tr": r"javascript(?:'i|’i)? (?:gereklidir|etkin)",
    "ar": r"(?:تفعيل|تمكين) (?:جافا ?سكريبت|javascript)",
    "fa": r"(?:جاوا ?اسکریپت|javascript) را فعال",
    "he": r"להפעיל (?:את )?javascript|הפעילו javascript",
    "hi": r"(?:जावास्क्रिप्ट|javascript) (?:सक्षम|चालू)",
    "vi": r"(?:bật|kích hoạt) javascript",
    "id": r"aktifkan javascript",
    "th": r"เปิด(?:ใช้งาน)? ?javascript",
    "ja": r"javascript(?:の設定)?を(?:有効|オン)",
    "zh": r"(?:启用|啟用|开启|開啟)\s?javascript",
    "ko": r"(?:자바스크립트|javascript)를 (?:활성화|사용)",
}
_FORBIDDEN: Mapping[str, str] = {
    "en": r"please enable cookies|enter your user ?name and password|open to invited readers only",
    "de": r"(?:keine berechtigung|nicht berechtigt).{0,20}(?:seite|inhalt)"
    r"|aktivieren sie (?:bitte )?cookies|benutzername(?:n)? und passwort ein",
    "fr": r"(?:l['’]autorisation|pas autorisé.{0,3}) (?:d['’]accéder|à accéder)|activer les cookies",
    "es": r"(?:no )?tiene permisos? para (?:acceder|ver)|(?:active|habilite) las cookies",
    "it": r"non (?:hai|ha) (?:i permessi|il permesso|l['’]autorizzazione)|(?:attiva|abilita)(?:re)? i cookie",
    "pt": r"não tem permissão para (?:acessar|aceder|ver)|(?:ative|habilite) os cookies",
    "nl": r"geen (?:toestemming|toegang) .{0,20}pagina|(?:schakel|sta) cookies",
    "pl": r"nie masz uprawnień|włącz (?:obsługę )?(?:plików )?cookie",
    "ru": r"нет прав для|доступ (?:к странице )?запрещ[её]н|включите cookie",
    "cs": r"nemáte oprávnění|přístup (?:byl )?odepřen|prístup (?:bol )?odmietnutý",
    "sv": r"inte behörighet|åtkomst nekad",
    "da": r"ikke (?:adgang|tilladelse|tilgang) til (?:denne|at)|adgang nægtet|ingen tilgang",
    "fi": r"pääsy (?:kielletty|estetty)|ei ole oikeutta",
    "hu": r"hozzáférés megtagadva|nincs jogosultsága",
    "ro": r"acces (?:interzis|refuzat)|nu aveți permisiunea",
    "el": r"δεν έχετε (?:δικαίωμα|άδεια)|δεν επιτρέπεται η πρόσβαση",
    "tr": r"görüntüleme yetkiniz yok|yetkiniz bulunmuyor",
    "ar": r"ليس لديك (?:صلاحية|إذن)|(?:الوصول|الدخول) مرفوض",
    "fa": r"(?:اجازه|مجوز) دسترسی .{0,20}ندارید|دسترسی (?:غیرمجاز|ممنوع)",
    "vi": r"không có quyền (?:truy cập|xem)|truy cập bị từ chối",
    "id": r"tidak (?:memiliki|punya) (?:izin|akses)|akses ditolak",
    "ja": r"(?:閲覧|アクセス)する?権限が(?:ありません|ない)",
    "zh": r"(?:没有|沒有|无|無)权限?(?:访问|查看|瀏覽)|(?:没有|沒有)(?:权限|權限)|禁止(?:访问|訪問)",
    "ko": r"(?:접근|열람)할? ?권한이 없",
}
_SUBSCRIBERS: Mapping[str, str] = {
    "uk": r"лише (?:для )?передплатник|оформіть передплату",
    "fa": r"(?:فقط برای|ویژه) (?:مشترک|اعضا)",
    "he": r"למנויים בלבד",
    "hi": r"केवल (?:ग्राहकों|सदस्यों|सब्सक्राइबर)|सदस्यता लें",
    "bn": r"শুধু(?:মাত্র)? (?:গ্রাহক|সদস্য)",
    "th": r"สำหรับสมาชิกเท่านั้น|เฉพาะสมาชิก",
    "ko": r"(?:구독자|회원)(?:만| 전용)|로그인이 필요|로그인 후 이용",
}


def any_of(*tables: Mapping[str, str]) -> re.Pattern[str]:
    """Return a pattern of what tables hold for their languages."""
    return re.compile("|".join(text for table in tables for text in table.values()), re.IGNORECASE)


HUMAN_CHECK = any_of(_HUMAN_CHECKS)
"""A page asks whether its visitor is human."""
SCRIPTS_NEEDED = any_of(_SCRIPTS_NEEDED)
"""A page asks for a browser that runs scripts."""
FORBIDDEN = any_of(_FORBIDDEN)
"""A page is not for this visitor."""
SUBSCRIBERS = any_of(_SUBSCRIBERS)
"""The text is for subscribers or members."""
