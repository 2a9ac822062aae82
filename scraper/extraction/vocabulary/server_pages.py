"""What servers and sites say of themselves where an article should be, in words that articles of a few lines do not use.

As those of `refusals`, they are looked for in lines of pages with next to no text alone.
"""

import re
from collections.abc import Mapping

from scraper.extraction.vocabulary.refusals import any_of

_ERRORS: Mapping[str, str] = {
    "en": r"encountered an (?:unexpected|internal) error|(?:that|this)['’]?s not supposed to happen|team has been notified",
    "de": r"ein (?:unerwarteter |interner |technischer )?fehler (?:ist )?aufgetreten|schiefgelaufen"
    r"|(?:verbindung|verbinden) .{0,12}(?:zur|mit der) datenbank|(?:zur|mit der) datenbank (?:verbinden|nicht)",
    "fr": r"erreur (?:inattendue |interne |technique )?(?:s['’]est produite|est survenue)"
    r"|(?:conne\w{3,6}|joindre|accéder) .{0,4}à la base de données",
    "es": r"(?:ha ocurrido|se ha producido|se produjo|ocurrió) un error|cone\w{3,5} (?:con|a) la base de datos|algo (?:salió|ha ido) mal",
    "it": r"si è verificato un errore|(?:connettersi|connessione) al database|qualcosa è andato storto",
    "pt": r"ocorreu um erro|(?:cone\w{3,5}|lig\w{2,4}) (?:ao banco|à base) de dados|algo (?:deu errado|correu mal)",
    "nl": r"er is (?:een (?:\w+ )?fout opgetreden|iets (?:mis|fout) ?gegaan)|verbinding (?:maken )?met de database",
    "pl": r"wystąpił (?:\w+ )?błąd|coś poszło nie tak|połącz\w{1,5} (?:się )?z bazą danych",
    "ru": r"произошла (?:\w+ )?ошибка|(?:подключ|соедин)\w{2,7} (?:к базе|с базой) данных|что-то пошло не так",
    "uk": r"(?:сталася|виникла) (?:\w+ )?помилка|щось пішло не так|підключ\w{2,7} до бази даних",
    "cs": r"došlo k (?:\w+ )?chyb[ěe]|nastala (?:\w+ )?chyba|něco se pokazilo|niečo sa pokazilo|p[rř]ipoj\w{1,4} (?:se |sa )?k databáz[ie]",
    "sv": r"fel (?:har )?(?:inträffat|uppstått|uppstod)|något gick fel|(?:ansl\w{2,7}|kontakt\w{0,3}) med databasen",
    "da": r"(?:der opstod|det oppst(?:od|o)) en (?:\w+ )?(?:fejl|feil)|noget gik galt|noe gikk galt",
    "fi": r"tapahtui (?:\w+ )?virhe|jokin meni (?:vikaan|pieleen)",
    "hu": r"hiba (?:történt|lépett fel)|valami elromlott",
    "ro": r"a (?:apărut|intervenit) o eroare|ceva nu a mers",
    "el": r"(?:παρουσιάστηκε|προέκυψε) (?:\w+ )?σφάλμα|κάτι πήγε στραβά",
    "tr": r"hata (?:oluştu|meydana geldi)|bir şeyler ters gitti|veritabanı bağlantı",
    "ar": r"حدث (?:خطأ|خلل)|(?:الاتصال|اتصال) بقاعدة البيانات",
    "fa": r"خطا.{0,20}رخ داد|مشکلی پیش آمد|(?:اتصال|وصل شدن) به پایگاه داده",
    "he": r"(?:אירעה|התרחשה) שגיאה|משהו השתבש",
    "hi": r"त्रुटि (?:हुई|आई)|कुछ गलत हो गया",
    "bn": r"ত্রুটি (?:ঘটেছে|হয়েছে)|কিছু ভুল হয়েছে",
    "vi": r"đã (?:xảy ra|có) lỗi|có lỗi xảy ra|kết nối .{0,8}cơ sở dữ liệu",
    "id": r"terjadi (?:kesalahan|galat)|ada yang tidak beres|(?:koneksi|terhubung|menghubungi) ke (?:basis data|database)",
    "th": r"เกิดข้อผิดพลาด|มีบางอย่างผิดพลาด",
    "ja": r"エラーが発生|データベースに接続",
    "zh": r"(?:发生|出现|發生|出現).{0,4}(?:错误|錯誤|异常)|(?:数据库|資料庫)连?[连連]接|出错了|出錯了",
    "ko": r"오류가 발생|문제가 발생했습니다|데이터베이스 연결",
}
_MAINTENANCE: Mapping[str, str] = {
    "en": r"temporarily (?:down|unavailable)|(?:for|under) maintenance",
    "de": r"(?:gerade|derzeit) gewartet|wegen (?:\w+ )?wartung|vorübergehend nicht (?:erreichbar|verfügbar)",
    "fr": r"(?:momentanément|temporairement) indisponible|maintenance",
    "es": r"fuera de servicio|temporalmente no disponible|mantenimiento",
    "it": r"(?:momentaneamente|temporaneamente) non (?:è )?(?:disponibile|raggiungibile)|manutenzione",
    "pt": r"temporariamente (?:indisponível|fora do ar)|manutenção",
    "nl": r"(?:even|tijdelijk) niet (?:bereikbaar|beschikbaar)|onderhoud",
    "pl": r"prace (?:konserwacyjne|techniczne)|(?:chwilowo|tymczasowo) niedostępn",
    "ru": r"(?:профилактические|технические) работы|временно недоступ",
    "uk": r"тимчасово недоступ|технічні роботи",
    "cs": r"dočasn[ěe] (?:mimo (?:provoz|prevádzky)|nedostupn)|údržb",
    "sv": r"tillfälligt (?:nere|ur funktion|otillgänglig)|underhåll",
    "da": r"midlertidigt? (?:nede|utilgængelig|utilgjengelig)|vedligehold|vedlikehold",
    "fi": r"tilapäisesti poissa käytöstä|huol[lt]o",
    "hu": r"átmenetileg nem elérhető|karbantartás",
    "ro": r"temporar indisponibil|mentenanță",
    "el": r"προσωρινά μη διαθέσιμ|συντήρηση",
    "tr": r"bakım nedeniyle|geçici olarak (?:kapalı|hizmet dışı)",
    "ar": r"غير متاح (?:مؤقتا|حاليا)|(?:تحت|قيد) الصيانة|لل?صيانة",
    "fa": r"موقتا .{0,15}در دسترس نیست|به‌?روزرسانی",
    "he": r"אינו זמין כרגע|תחזוקה",
    "hi": r"रखरखाव|अस्थायी रूप से",
    "vi": r"bảo trì|tạm thời (?:ngừng|không)",
    "id": r"pemeliharaan|perbaikan|tidak tersedia untuk sementara",
    "th": r"ชั่วคราว|ปรับปรุง",
    "ja": r"メンテナンス|(?:サービス|サイト|システム)[はをの].{0,15}停止して",
    "zh": r"(?:正在|进行|進行|系统|系統|网站|網站|升级|例行|停机).{0,4}(?:维护|維護)|(?:暂时|暫時)(?:无法|無法)",
    "ko": r"점검(?! ?[한하했])|일시 ?중단",
}
_SITES = (
    r"\b(?:web)?sites?\b|\bsitio\b|\bweb\b|(?:web|internet|(?:diese|unsere|die) )seite\b|\bportal\b"
    r"|\bsito\b|página|strona|serwis|сайт|портал|сторінк|stránk"
    r"|sidan|webbplats|siden\b|nettsted|sivusto|\boldal\b|site-ul|ιστότοπο|ιστοσελίδα|\bsite(?:miz|si)\b|الموقع|سایت|האתר|वेबसाइट"
    r"|trang web|\bsitus (?:web|ini|kami|sedang|dalam)|เว็บ|サイト|サービス|システム|网站|網站|系统|系統|本站|서비스|시스템|사이트|홈페이지"
)
"""What a site calls itself: bridges and pools are under maintenance as well."""
_REDIRECTS: Mapping[str, str] = {
    "de": r"(?:sie werden|du wirst|werden sie) "
    r"(?:.{0,12}(?:automatisch|gleich|jetzt|in kürze|in wenigen sekunden|in \d{1,2} sekunden) .{0,40})?weitergeleitet",
    "fr": r"vous (?:allez être|êtes|serez) .{0,30}redirigé",
    "es": r"(?:le|te) estamos redirigiendo|(?:será|serás|está siendo) redirigid[oa] (?:en|a la|autom)|^redirigiendo",
    "it": r"(?:stai per essere|verrai|sarai) reindirizzat|reindirizzamento (?:in corso|automatico)",
    "pt": r"(?:você )?(?:será|está sendo) redirecionad[oa]|a ser redirecionad[oa]|^redirecionando",
    "nl": r"\b(?:u|je) wordt .{0,30}(?:doorgestuurd|omgeleid|doorverwezen)",
    "pl": r"nastąpi przekierowanie|zostaniesz przekierowan",
    "ru": r"\b(?:вы|вас) .{0,20}перенаправ",
    "uk": r"\b(?:ви|вас) .{0,20}перенаправ",
    "cs": r"budete (?:přesměrováni|presmerovaní)",
    "sv": r"\bdu (?:skickas|kommer att skickas|omdirigeras)",
    "da": r"\bdu (?:bliver|blir) .{0,20}(?:viderestillet|omdiriger|videresendt|sendt videre)",
    "fi": r"sinut ohjataan",
    "hu": r"átirányítjuk (?:önt|az? (?:új |kért )?(?:oldal|honlap|cím))|átirányítás folyamatban",
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
_MISSING: Mapping[str, str] = {
    "de": r"(?:seite|inhalt) (?:existiert nicht|ist nicht (?:mehr )?vorhanden)|^dieser (?:beitrag|inhalt) wurde .{0,30}gelöscht",
    "fr": r"page (?:demandée|recherchée) n['’]existe (?:pas|plus)|^ce (?:contenu|message) a été supprimé",
    "es": r"página .{0,25}(?:no existe|ha sido (?:movida|eliminada))|^este contenido ha sido eliminado",
    "it": r"pagina .{0,20}(?:non esiste|è stata (?:spostata|rimossa))|^questo contenuto è stato (?:rimosso|eliminato)",
    "pt": r"página .{0,20}(?:não existe|foi (?:movida|removida))|^este conteúdo foi removido",
    "nl": r"pagina .{0,20}(?:bestaat niet|is (?:verplaatst|verwijderd))|^pagina niet gevonden$",
    "pl": r"strona .{0,20}nie istnieje|nie znaleziono strony|^ten wpis został usunięty",
    "ru": r"страниц[аы] .{0,20}не (?:существует|найдена)|^эта запись удалена",
    "uk": r"сторінк[уаи] .{0,25}не (?:знайдено|існує)",
    "cs": r"stránka .{0,20}(?:neexistuje|nebyla nalezena|nenalezena)",
    "sv": r"\bsidan (?:du .{0,20})?(?:finns inte|hittades inte|kunde inte hittas)",
    "da": r"\bsiden (?:du .{0,20})?(?:findes ikke|finnes ikke|blev ikke fundet|ble ikke funnet)",
    "fi": r"sivua ei (?:löytynyt|löydy|ole)",
    "hu": r"\boldal nem (?:található|létezik)",
    "ro": r"pagina .{0,20}nu (?:există|a fost găsită)",
    "el": r"σελίδα .{0,25}δεν (?:βρέθηκε|υπάρχει)",
    "tr": r"(?:sayfa|içerik) (?:bulunamadı|mevcut değil|kaldırılmış)",
    "ar": r"الصفحة .{0,25}(?:غير موجودة|لم يتم العثور)|لم نعثر على الصفحة",
    "fa": r"صفحه .{0,20}(?:یافت|پیدا) نشد|صفحه .{0,20}وجود ندارد",
    "he": r"(?:הדף|העמוד) .{0,20}(?:לא נמצא|אינו קיים)",
    "hi": r"(?:पृष्ठ|पेज) .{0,15}(?:नहीं मिला|मौजूद नहीं|उपलब्ध नहीं)",
    "vi": r"trang (?:web |này |bạn .{0,20})?không tồn tại|không tìm thấy trang",
    "id": r"halaman (?:ini |yang .{0,20})?tidak (?:ditemukan|ada)",
    "th": r"ไม่พบหน้า",
    "ja": r"ページは.{0,12}(?:削除|存在しません|見つかりません)",
    "zh": r"(?:^|您|你|该|該|此)(?:内容|內容)(?:不存在|已被?[删刪]除)|(?:页面|頁面).{0,8}(?:不存在|已被?[删刪]除)",
    "ko": r"페이지(?:를|가) (?:찾을 수 없|존재하지 않)",
    "en": r"^this (?:post|page|content|comment) (?:was|has been) (?:removed|deleted)|^this user has deleted",
}
_NOTHING_FOUND: Mapping[str, str] = {
    "en": r"nothing matched your search|there are no (?:posts|articles|results|entries) (?:here|yet|to)|survey is now closed"
    r"|welcome to wordpress\. this is your first post|test the proper operation of the web server|while we get things ready",
    "de": r"(?:suche|anfrage) (?:ergab|lieferte) .{0,15}keine (?:treffer|ergebnisse)|ergab .{0,15}keine treffer"
    r"|^(?:wir sind|sind) gleich wieder (?:da|für sie)|keine (?:treffer|ergebnisse) (?:gefunden|für)"
    r"|in ihrem land nicht verfügbar",
    "fr": r"aucun (?:résultat|article) (?:ne correspond|trouvé|n['’]a été)|n['’]est pas disponible dans votre pays",
    "es": r"no se (?:han encontrado|encontraron) resultados|no (?:está )?disponible en su país",
    "it": r"(?:ricerca )?non ha prodotto risultati|nessun risultato (?:trovato|per)|non (?:è )?disponibile nel tuo paese",
    "pt": r"nenhum resultado (?:encontrado|para)|não (?:está )?disponível no seu país",
    "nl": r"geen resultaten (?:gevonden|voor)|niet beschikbaar in (?:uw|jouw) land",
    "pl": r"nie znaleziono (?:wyników|żadnych)|niedostępn\w{1,3} w twoim kraju",
    "ru": r"по вашему запросу ничего не найдено|недоступ\w{1,3} в вашей стране",
    "sv": r"sökning gav inga (?:träffar|resultat)|inga (?:träffar|resultat) för",
    "tr": r"eşleşen sonuç bulunamadı|sonuç bulunamadı",
    "ar": r"لم يتم العثور على (?:نتائج|أي)|لا توجد نتائج(?:\W?$| مطابقة| لل?بحث)",
    "ja": r"該当する.{0,10}(?:見つかりません|ありません)",
    "zh": r"没有找到(?:相关|符合)|未找到(?:相关|符合)|找不到相關",
    "ko": r"검색 결과가 없습니다",
}
_GONE: Mapping[str, str] = {
    "en": r"\b(?:posting|listing|vacancy|this (?:ad|offer)) has expired|no longer accepts? applications",
    "de": r"(?:anzeige|angebot|stelle|inserat|beitrag) ist (?:leider )?nicht mehr (?:verfügbar|online|vorhanden|aktiv)",
    "fr": r"(?:annonce|cette offre|page|ce produit) n['’]est plus (?:disponible|en ligne)",
    "es": r"(?:anuncio|este (?:producto|contenido)|esta oferta) ya no (?:está disponible|existe)",
    "it": r"(?:annuncio|quest[oa'’] ?(?:offerta|prodotto|contenuto)) non è più disponibile",
    "pt": r"(?:anúncio|est[ea] (?:oferta|produto|conteúdo)) (?:já não está|não está mais) disponível",
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
    "es": r"este dominio (?:está|ha sido) (?:a la venta|en venta|registrado|aparcado|estacionado|reservado|disponible)",
    "it": r"questo dominio (?:è (?:stato )?(?:in vendita|registrato|parcheggiato|disponibile)|può essere)",
    "pt": r"este domínio (?:está|foi) (?:à venda|registr?ado|estacionado|reservado|disponível)",
    "nl": r"deze domeinnaam (?:is|werd)",
    "pl": r"ta domena (?:jest|została)|domena na sprzedaż",
    "ru": r"домен (?:продаётся|продается|припаркован)",
}
_TOLD: Mapping[str, str] = {
    "en": r"your (?:message|enquiry|inquiry|request|form|application) (?:has been|was) (?:sent|received|submitted)"
    r"|your session (?:has |is )?expired|you have (?:been )?(?:signed|logged) out|to confirm your subscription",
    "de": r"(?:ihre|deine) (?:(?:nachricht|anfrage) wurde .{0,15}(?:gesendet|versendet|verschickt|übermittelt)"
    r"|sitzung ist (?:leider )?abgelaufen)|sie wurden (?:erfolgreich )?abgemeldet",
    "fr": r"votre (?:message|demande) a (?:bien )?été (?:envoyé|reçu|transmis|enregistré)|votre session a expiré",
    "es": r"(?:su|tu) (?:mensaje|solicitud) (?:ha sido|se ha) (?:enviad|recibid)|(?:su|tu) sesión ha (?:caducado|expirado)",
    "it": r"(?:il tuo|il suo) messaggio è stato (?:inviato|ricevuto)|sessione (?:è )?scaduta",
    "pt": r"sua (?:mensagem foi enviada|sessão expirou)",
    "nl": r"\b(?:uw|je) (?:bericht is (?:verzonden|verstuurd|ontvangen)|sessie is (?:verlopen|beëindigd))",
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

_PAGE = any_of(_ERRORS, _REDIRECTS, _MISSING, _NOTHING_FOUND, _GONE, _PARKED, _TOLD)
"""A server or a site speaks of itself: an error, another place, nothing there, a form that was sent."""
_AT_REST = "|".join(_MAINTENANCE.values())
_NEAR = r"[^.!?。！？]{0,30}?"  # of one sentence: "notre site est actuellement en" has 23 characters before its word
_UNDER_MAINTENANCE = re.compile(
    f"(?:{_SITES}){_NEAR}(?:{_AT_REST})|(?:{_AT_REST}){_NEAR}(?:{_SITES})", re.IGNORECASE
)
"""Words of maintenance near a name that a site has for itself, which are its own then."""
_BEING_MADE = any_of(_AT_WORK)
"""A whole line or title that says the site is being made."""
_SERVER_SAYS = re.compile(
    r"(?:establishing a |could not connect to (?:the )?|connecting to (?:the )?)database|^database error|bad gateway"
    r"|^no healthy upstream|^upstream connect error|^application error\b|^fatal error:|^error code:? \d"
    r"|gateway time-?out|internal server error|service (?:is )?(?:temporarily )?unavailable|temporarily (?:offline|unavailable)"
    r"|we(?:['’]ll| will) be (?:right )?back|down for maintenance|please (?:try again|check back|come back)"
    r"|you (?:are|will) be(?:ing)? (?:redirected|taken|forwarded|sent) |if (?:you are|the page does) not (?:automatically )?redirect"
    r"|click here if|(?:document|page|object|resource) (?:has )?(?:been )?moved (?:here|permanently|to)|^moved permanently"
    r"|account has been suspended|bandwidth limit exceeded|domain (?:name )?(?:may be|is) for sale|default (?:welcome|web) page"
    r"|connection timed out|origin web server|backend fetch failed|unavailable (?:due to|for) legal reasons"
    r"|^zeitüberschreitung|nicht rechtzeitig geantwortet|estamos en mantenimiento|volveremos (?:pronto|en breve)|voltaremos em breve"
    r"|torneremo (?:presto|online)|bitte versuchen sie es (?:später|in|erneut)|wartungsarbeiten|veuillez réessayer|en cours de maintenance"
    r"|int[ée]nte(?:lo|nta) de nuevo|tente novamente|riprova più tardi|попробуйте позже|повторите попытку позже"
    r"|ведутся технические работы|しばらくしてから|メンテナンス中|请稍后再试|系统维护|잠시 후 다시"
    r"|^warning: \w+\(\)|something went wrong|critical error on (?:this|your) website|kritischen fehler auf (?:deiner|dieser) website"
    r"|request could not be satisfied|(?:are|have been) rate limited|not available in your (?:country|region)"
    r"|unavailable to visitors from|browser is (?:not supported|out of date|outdated|no longer supported)"
    r"|current version of (?:chrome|firefox|safari|edge)|did not match any (?:documents|results)|is successfully installed and working"
    r"|actuellement en maintenance|tareas de mantenimiento|проводятся технические работы|зайдите позже|проводяться технічні роботи"
    r"|спробуйте пізніше|prace serwisowe|przerwa techniczna|spróbować ponownie|bakım çalışması|daha sonra tekrar dene"
    r"|tijdelijk niet beschikbaar|(?:wegens|vanwege) onderhoud|försök igen (?:om|senare)|uppdaterar just nu|prøv igen senere"
    r"|prøv igjen senere|huoltokatko|yritä myöhemmin|probíhá údržba|zkuste to (?:prosím )?později|karbantartás alatt|υπό συντήρηση"
    r"|în mentenanță|sedang dalam (?:pemeliharaan|perbaikan)|đang (?:được )?bảo trì|thử lại sau|ปิดปรับปรุง|तकनीकी रखरखाव"
    r"|تحت الصيانة|صيانة الموقع|يرجى المحاولة لاحق|در دست تعمیر|האתר בתחזוקה|점검 중",
    re.I,
)
"""What servers say of themselves, in words that articles of a few lines do not use."""
_NOTHING_MORE = re.compile(
    r"(?:(?:the |this |our )?(?:web ?site|site|page) (?:is )?)?(?:currently )?(?:under|in|down for|scheduled) maintenance(?: mode)?"
    r"|maintenance|redirecting|moved|error|offline|wartung|wartungsmodus|en maintenance|en mantenimiento|in manutenzione"
    r"|em manutenção|coming soon|under construction|onderhoud|underhåll pågår|технические работы|система на обслуживании"
    r"|przerwa techniczna|bakım|no results(?: found)?|index of /.{0,200}",
    re.I,
)
"""A whole line, or a title, that says no more than that."""


def speaks_of_itself(text: str) -> bool:
    """Say whether in a line or a title a server or a site speaks of itself: down, at work, moved, in error."""
    whole = text.strip(" .!…。！")
    return bool(
        _SERVER_SAYS.search(text)
        or _PAGE.search(text)
        or _UNDER_MAINTENANCE.search(text)
        or _NOTHING_MORE.fullmatch(whole)
        or _BEING_MADE.fullmatch(whole)
    )
