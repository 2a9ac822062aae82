"""What pages say that check or refuse their visitor, or have nothing for him, in words that articles of a few lines do not use.

They are looked for in lines of pages with next to no text alone, and change no verdict on a block.
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
_ERRORS: Mapping[str, str] = {
    "en": r"encountered an (?:unexpected|internal) error|(?:that|this)['’]?s not supposed to happen|team has been notified",
    "de": r"ein (?:unerwarteter |interner |technischer )?fehler (?:ist )?aufgetreten|(?:zur|mit der) datenbank|schiefgelaufen",
    "fr": r"erreur (?:inattendue |interne |technique )?(?:s['’]est produite|est survenue)|à la base de données",
    "es": r"(?:ha ocurrido|se ha producido|se produjo|ocurrió) un error|(?:con|a) la base de datos|algo (?:salió|ha ido) mal",
    "it": r"si è verificato un errore|(?:connettersi|connessione) al database|qualcosa è andato storto",
    "pt": r"ocorreu um erro|(?:ao banco|à base) de dados|algo (?:deu errado|correu mal)",
    "nl": r"er is (?:een (?:\w+ )?fout opgetreden|iets (?:mis|fout) ?gegaan)|verbinding (?:maken )?met de database",
    "pl": r"wystąpił (?:\w+ )?błąd|coś poszło nie tak|z bazą danych",
    "ru": r"произошла (?:\w+ )?ошибка|к базе данных|с базой данных|что-то пошло не так",
    "uk": r"(?:сталася|виникла) (?:\w+ )?помилка|щось пішло не так|до бази даних",
    "cs": r"došlo k (?:\w+ )?chyb[ěe]|nastala (?:\w+ )?chyba|něco se pokazilo|niečo sa pokazilo|k databáz[ie]",
    "sv": r"fel (?:har )?(?:inträffat|uppstått|uppstod)|något gick fel|med databasen",
    "da": r"(?:der opstod|det oppst(?:od|o)) en (?:\w+ )?(?:fejl|feil)|noget gik galt|noe gikk galt",
    "fi": r"tapahtui (?:\w+ )?virhe|jokin meni (?:vikaan|pieleen)",
    "hu": r"hiba (?:történt|lépett fel)|valami elromlott",
    "ro": r"a (?:apărut|intervenit) o eroare|ceva nu a mers",
    "el": r"(?:παρουσιάστηκε|προέκυψε) (?:\w+ )?σφάλμα|κάτι πήγε στραβά",
    "tr": r"hata (?:oluştu|meydana geldi)|bir şeyler ters gitti|veritabanı bağlantı",
    "ar": r"حدث (?:خطأ|خلل)|بقاعدة البيانات",
    "fa": r"خطا.{0,20}رخ داد|مشکلی پیش آمد|به پایگاه داده",
    "he": r"(?:אירעה|התרחשה) שגיאה|משהו השתבש",
    "hi": r"त्रुटि (?:हुई|आई)|कुछ गलत हो गया",
    "bn": r"ত্রুটি (?:ঘটেছে|হয়েছে)|কিছু ভুল হয়েছে",
    "vi": r"(?:xảy ra|có) lỗi|cơ sở dữ liệu",
    "id": r"terjadi (?:kesalahan|galat)|ada yang tidak beres|ke (?:basis data|database)",
    "th": r"เกิดข้อผิดพลาด|มีบางอย่างผิดพลาด",
    "ja": r"エラーが発生|データベースに接続",
    "zh": r"(?:发生|出现|發生|出現).{0,4}(?:错误|錯誤|异常)|(?:数据库|資料庫)连?[连連]接|出错了|出錯了",
    "ko": r"오류가 발생|문제가 발생했습니다|데이터베이스 연결",
}
_REDIRECTS: Mapping[str, str] = {
    "de": r"(?:sie werden|du wirst|werden sie) .{0,40}weitergeleitet",
    "fr": r"vous (?:allez être|êtes|serez) .{0,30}redirigé",
    "es": r"(?:le|te) estamos redirigiendo|(?:será|serás|está siendo) redirigid[oa] (?:en|a la|autom)|^redirigiendo",
    "it": r"(?:stai per essere|verrai|sarai) reindirizzat|reindirizzamento (?:in corso|automatico)",
    "pt": r"(?:você )?(?:será|está sendo) redirecionad[oa]|a ser redirecionad[oa]|^redirecionando",
    "nl": r"(?:u|je) wordt .{0,30}(?:doorgestuurd|omgeleid|doorverwezen)",
    "pl": r"nastąpi przekierowanie|zostaniesz przekierowan",
    "ru": r"(?:вы|вас) .{0,20}перенаправ",
    "uk": r"(?:ви|вас) .{0,20}перенаправ",
    "cs": r"budete (?:přesměrováni|presmerovaní)",
    "sv": r"du (?:skickas|kommer att skickas|omdirigeras)",
    "da": r"du (?:bliver|blir) .{0,20}(?:viderestillet|omdiriger|videresendt|sendt videre)",
    "fi": r"sinut ohjataan",
    "hu": r"átirányítjuk (?:önt|a)|átirányítás folyamatban",
    "ro": r"(?:veți|vei) fi redirecționa",
    "el": r"ανακατευθύνεστε|θα ανακατευθυνθείτε",
    "tr": r"yönlendiril(?:iyorsunuz|eceksiniz)",
    "ar": r"(?:سيتم|ستتم|يتم|تتم) (?:إعادة )?(?:توجيهك|تحويلك)",
    "fa": r"(?:منتقل|هدایت) (?:می‌شوید|خواهید شد)",
    "he": r"(?:הנך מועבר|תועברו|תועבר|מעבירים אותך)",
    "hi": r"आपको .{0,30}(?:पुनर्निर्देशित|भेजा जा रहा)",
    "vi": r"bạn (?:đang|sẽ) (?:được )?chuyển hướng",
    "id": r"anda (?:akan|sedang) (?:di)?alihkan|mengalihkan anda",
    "th": r"กำลัง(?:เปลี่ยนเส้นทาง|นำคุณไป)",
    "ja": r"自動的に(?:移動|転送|ジャンプ)|リダイレクトし",
    "zh": r"(?:正在|自动|自動|即将|即將|页面|頁面).{0,4}(?:跳转|跳轉|重定向)",
    "ko": r"페이지로 (?:자동 )?이동(?:합니다|됩니다|중)|자동으로 이동",
}
_GONE: Mapping[str, str] = {
    "en": r"(?:posting|listing|vacancy|ad|offer) has expired|no longer accepts? applications",
    "de": r"(?:anzeige|angebot|stelle|inserat|beitrag) ist (?:leider )?nicht mehr (?:verfügbar|online|vorhanden|aktiv)",
    "fr": r"(?:annonce|offre|page|produit) n['’]est plus (?:disponible|en ligne)",
    "es": r"(?:anuncio|oferta|producto|contenido) ya no (?:está disponible|existe)",
    "it": r"(?:annuncio|offerta|prodotto|contenuto) non è più disponibile",
    "pt": r"(?:anúncio|oferta|produto|conteúdo) (?:já não está|não está mais) disponível",
    "nl": r"(?:advertentie|vacature|pagina) is niet (?:langer|meer) (?:beschikbaar|online)",
    "pl": r"(?:ogłoszenie|oferta|strona) nie jest już (?:dostępn|aktualn)",
    "ru": r"(?:объявление|вакансия|страница) (?:больше )?не(?:доступн| доступн)",
    "tr": r"(?:ilan|sayfa|içerik) (?:artık )?(?:yayında|mevcut) değil",
    "ja": r"掲載(?:は)?終了(?:し|いた)",
    "zh": r"(?:信息|页面|內容|内容)已(?:下架|删除|刪除|过期|失效)",
}
_PARKED: Mapping[str, str] = {
    "en": r"domain (?:name )?(?:has been|is) (?:registered|parked)|interested in this domain|buy this domain",
    "de": r"diese domain (?:wurde|ist|steht)",
    "fr": r"nom de domaine (?:est )?(?:en vente|à vendre|réservé|enregistré)",
    "es": r"este dominio (?:está|ha sido)",
    "it": r"questo dominio (?:è|può)",
    "pt": r"este domínio (?:está|foi)",
    "nl": r"deze domeinnaam (?:is|werd)",
    "pl": r"ta domena (?:jest|została)|domena na sprzedaż",
    "ru": r"домен (?:продаётся|продается|припаркован)",
}
_TOLD: Mapping[str, str] = {
    "en": r"your (?:message|enquiry|inquiry|request|form|application) (?:has been|was) (?:sent|received|submitted)"
    r"|your session (?:has |is )?expired|you have (?:been )?(?:signed|logged) out|to confirm your subscription",
    "de": r"(?:ihre|deine) (?:nachricht wurde|anfrage wurde|sitzung ist)|sie wurden (?:erfolgreich )?abgemeldet",
    "fr": r"votre (?:message|demande) a (?:bien )?été|votre session a expiré",
    "es": r"(?:su|tu) (?:mensaje|solicitud) (?:ha sido|se ha)|(?:su|tu) sesión ha",
    "it": r"(?:il tuo|il suo) messaggio è stato|sessione (?:è )?scaduta",
    "pt": r"(?:sua|a sua) (?:mensagem foi|sessão expirou)",
    "nl": r"(?:uw|je) (?:bericht is|sessie is)",
    "pl": r"(?:twoja )?(?:wiadomość została wysłana|sesja wygasła)",
}
_AT_WORK: Mapping[str, str] = {
    "de": r"hier entsteht .{0,30}(?:website|webseite|internetseite|internetpräsenz|homepage|seite)"
    r"|(?:diese |unsere )?(?:web)?seite (?:befindet sich |ist )?(?:derzeit |gerade )?im aufbau",
    "fr": r"(?:ce |notre |le )?(?:site|page)(?: web| internet)? (?:est )?(?:actuellement )?en (?:cours de )?construction",
    "es": r"(?:sitio|página|web)(?: web)? (?:está )?en construcción",
    "it": r"(?:sito|pagina)(?: web)? in (?:costruzione|allestimento)",
    "pt": r"(?:site|página|sítio) em construção",
    "nl": r"(?:deze )?(?:web)?(?:site|pagina) (?:is (?:nog )?)?in aanbouw",
    "pl": r"strona (?:jest )?w (?:budowie|przebudowie)",
    "ru": r"сайт (?:находится )?(?:в разработке|на реконструкции|в стадии разработки)",
    "uk": r"сайт (?:у|в) розробці",
    "cs": r"strán(?:ky|ka) (?:jsou |je )?v[eo] výstavb[ěe]",
    "sv": r"(?:sidan|webbplatsen) är under (?:upp)?byggnad",
    "da": r"siden er under (?:opbygning|konstruktion|oppbygging|konstruksjon)",
    "fi": r"sivusto (?:on )?rakenteilla",
    "hu": r"(?:az )?oldal (?:fejlesztés|szerkesztés) alatt",
    "ro": r"site(?:-ul)? (?:este )?în construcție",
    "el": r"(?:η (?:ιστο)?σελίδα (?:είναι )?)?υπό κατασκευή",
    "tr": r"(?:web )?(?:site(?:miz)? |sayfa(?:mız)? )?yapım aşamasında(?:dır)?",
    "ar": r"(?:هذا )?الموقع (?:قيد|تحت) (?:الإنشاء|الانشاء|التطوير)",
    "fa": r"(?:این )?(?:وب‌?سایت|سایت) در (?:دست|حال) ساخت(?: است)?",
    "he": r"האתר בבנייה",
    "hi": r"(?:वेबसाइट|साइट) निर्माणाधीन(?: है)?",
    "vi": r"(?:trang web|website) đang (?:được )?xây dựng",
    "id": r"(?:situs|halaman)(?: web)?(?: ini)? (?:sedang )?dalam (?:pembangunan|pengembangan)",
    "th": r"(?:เว็บไซต์)?อยู่ระหว่าง(?:การ)?(?:ปรับปรุง|ก่อสร้าง|พัฒนา)",
    "ja": r"(?:この(?:サイト|ページ)は)?(?:現在)?(?:準備中|工事中)(?:です)?",
    "zh": r"(?:网站|網站|页面|本站)(?:正在)?(?:建设|建設)中",
    "ko": r"(?:홈페이지 |사이트 |페이지 )?준비 ?중(?:입니다)?",
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


def _any_of(*tables: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile("|".join(text for table in tables for text in table.values()), re.IGNORECASE)


HUMAN_CHECK = _any_of(_HUMAN_CHECKS)
"""A page asks whether its visitor is human."""
SERVER_PAGE = _any_of(_ERRORS, _REDIRECTS, _GONE, _PARKED, _TOLD)
"""A server or a site speaks of itself: an error, another place, nothing there, a form that was sent."""
AT_WORK = _any_of(_AT_WORK)
"""A whole line or title that says the site is being made."""
SUBSCRIBERS = _any_of(_SUBSCRIBERS)
"""The text is for subscribers or members."""
