"""Pages that check or refuse their visitor, or have nothing for him, are known in the languages they are written in."""

import pytest

import scraper

PAGE = "<html lang={0}><title>{1}</title><h1>{1}</h1><p>{2}</p></html>"
CHECKS = [
    ("it", "Un attimo", "Per proseguire conferma di non essere un robot."),
    ("pl", "Chwileczkę", "Zaznacz pole, aby potwierdzić, że nie jesteś robotem."),
    ("sv", "Ett ögonblick", "Visa att du inte är en robot för att komma vidare."),
    ("hu", "Egy pillanat", "Jelölje be, hogy nem robot, és folytathatja."),
    ("tr", "Bir dakika", "Lütfen robot olmadığınızı kanıtlayın."),
    ("ar", "لحظة", "أكد أنك لست روبوتا من فضلك."),
    ("he", "רגע אחד", "סמנו שאינכם רובוט כדי להיכנס."),
    ("hi", "एक क्षण", "बताइए कि आप रोबोट नहीं हैं।"),
    ("ja", "お待ちください", "ロボットではないことを証明してください。"),
    (
        "ja",
        "お待ちください",
        "ロボットではないことを確認しています。チェックを入れると続きに進めます。",
    ),
    ("ko", "잠시만요", "로봇이 아님을 증명해 주세요."),
]
MEMBERS = [
    ("uk", "Замок", "Далі текст лише для передплатників видання."),
    ("fa", "قفل", "ادامه این متن فقط برای مشترکان است."),
    ("th", "ล็อก", "ส่วนที่เหลือสำหรับสมาชิกเท่านั้น"),
    ("ko", "잠금", "나머지는 회원만 읽을 수 있습니다."),
]
NOTHING = [
    ("de", "Nanu", "Beim Laden ist leider etwas schiefgelaufen."),
    ("fr", "Aïe", "Une erreur technique est survenue pendant le chargement."),
    ("it", "Ahi", "Si è verificato un errore durante il caricamento."),
    ("ru", "Ой", "Произошла внутренняя ошибка сервера."),
    ("fi", "Hups", "Sivulla tapahtui odottamaton virhe."),
    ("th", "อุ๊ย", "ระบบเกิดข้อผิดพลาดระหว่างโหลด"),
    ("zh", "糟糕", "加载时发生错误。"),
    ("de", "Umzug", "Sie werden gleich zur neuen Adresse weitergeleitet."),
    ("nl", "Verhuisd", "U wordt zo naar het nieuwe adres doorgestuurd."),
    ("vi", "Đã chuyển", "Bạn đang được chuyển hướng đến địa chỉ mới."),
    ("es", "Piso", "Este anuncio ya no está disponible en el portal."),
    ("pl", "Rower", "To ogłoszenie nie jest już dostępne."),
    ("fr", "Pause", "Le site est temporairement indisponible, merci de votre patience."),
    ("sv", "Paus", "Webbplatsen är tillfälligt nere i kväll."),
    ("ko", "알림", "시스템 점검으로 잠시 쉬어 갑니다."),
    ("uk", "Ой", "Сторінку за цією адресою не знайдено."),
    ("hi", "क्षमा", "यह पृष्ठ उपलब्ध नहीं है।"),
    ("es", "Buscar", "No se encontraron resultados para «mareas»."),
    ("en", "Gone", "This comment was removed by a moderator."),
    ("en", "tides.example", "Interested in this domain? Make an offer."),
    ("en", "Thanks", "Your message has been sent to the harbour master."),
    ("it", "Sito in costruzione", "Tornate a primavera."),
    ("ja", "準備中", "春にまたお越しください。"),
]


@pytest.mark.parametrize(("language", "title", "text"), CHECKS)
def test_a_page_that_asks_whether_its_visitor_is_human_is_a_block_page(
    language: str, title: str, text: str
) -> None:
    assert scraper.extract(PAGE.format(language, title, text)).status == "block_page"


@pytest.mark.parametrize(("language", "title", "text"), MEMBERS)
def test_a_page_that_is_for_members_alone_is_a_login_wall(
    language: str, title: str, text: str
) -> None:
    assert scraper.extract(PAGE.format(language, title, text)).status == "login_wall"


@pytest.mark.parametrize(("language", "title", "text"), NOTHING)
def test_a_page_with_nothing_for_its_visitor_is_refused(
    language: str, title: str, text: str
) -> None:
    article = scraper.extract(PAGE.format(language, title, text))
    assert (article.status, article.text) == ("soft_404", "")


SCRIPTS = [
    ("nl", "Getijden", "Zet JavaScript aan om de getijden te zien."),
    ("cs", "Příliv", "Zapněte si JavaScript, prosím."),
    ("ja", "潮見表", "JavaScriptの設定を有効にしてください。"),
]
FORBIDDEN = [
    ("it", "Alt", "Non hai il permesso di vedere le tavole delle maree."),
    ("sv", "Stopp", "Du har inte behörighet till tidtabellen."),
    ("zh", "止步", "您没有权限打开潮汐表。"),
]


@pytest.mark.parametrize(("language", "title", "text"), SCRIPTS)
def test_a_page_that_asks_for_scripts_is_a_shell(language: str, title: str, text: str) -> None:
    assert scraper.extract(PAGE.format(language, title, text)).status == "js_shell"


@pytest.mark.parametrize(("language", "title", "text"), FORBIDDEN)
def test_a_page_that_is_not_for_its_visitor_is_a_block_page(
    language: str, title: str, text: str
) -> None:
    assert scraper.extract(PAGE.format(language, title, text)).status == "block_page"


BRIEFS = [
    ("fr", "La patinoire ferme", "La patinoire sera fermée jusqu’à vendredi, a annoncé la mairie lundi."),
    ("tr", "Köprü kapandı", "Köprü bakım nedeniyle cuma gününe kadar kapalı kalacak, dedi belediye."),
    ("nl", "Brug dicht", "De brug is vanwege een botsing tot vrijdag gesloten, meldt de gemeente."),
    ("es", "Juicio", "El fiscal quiere demostrar que es culpable y pide seis años de cárcel."),
    ("ko", "수사", "경찰은 두 사건의 범인이 같은 사람인지 확인하고 있다고 밝혔다."),
    ("hu", "Barlang", "Azt mondta, hogy ember még nem járt a barlangban, amelyet hétfőn találtak."),
    ("id", "Buruh", "Buruh bukan robot, kata ketua serikat pada hari Senin di Surabaya."),
    ("sv", "Skola", "Var femte lärare i länet har inte behörighet, visar nya siffror."),
    ("fi", "Ranta", "Kunnalla ei ole oikeutta myydä rantaa, päätti oikeus maanantaina."),
    ("da", "Gård", "Landmanden har ikke tilladelse til at bygge ved åen, siger kommunen."),
    ("zh", "判决", "法院裁定，公司没有权限出售该地块。"),
    ("ko", "마라톤", "동호회는 회원만 참가할 수 있는 마라톤 대회를 일요일에 연다고 밝혔다."),
    ("fa", "جشنواره", "این جشنواره ویژه اعضای باشگاه کوهنوردی روز جمعه برگزار می‌شود."),
    ("he", "תיאטרון", "ההצגה תעלה ביום ראשון למנויים בלבד, הודיע תיאטרון חיפה."),
    ("uk", "Газета", "Газета, яку читали лише передплатники у Львові, виходить знову."),
    ("de", "Ein Mensch am Steuer", "Der Kapitän sei auch nur ein Mensch, sagte der Trainer am Montag im Hafen."),
    ("id", "Jembatan ditutup", "Arus lalu lintas dialihkan ke jalan pasar, kata polisi pada Senin."),
    ("es", "Puente cerrado", "El tráfico será redirigido por la ronda norte hasta el lunes, dijo la policía."),
    ("it", "Rotonda in costruzione", "La rotonda sarà aperta in autunno, ha detto il sindaco lunedì."),
    ("pl", "Most w przebudowie", "Most będzie zamknięty do piątku, podał w poniedziałek ratusz."),
    ("ja", "祭りの準備が進む", "町では来週の祭りに向けて準備が進んでいる。"),
    ("ko", "항만 공사 시작", "부두 공사가 월요일에 시작된다고 시가 밝혔다."),
    ("fr", "Usine à l’arrêt", "Le site de Tarnay sera fermé deux semaines, car la maintenance des fours est prévue en août."),
    ("de", "Schleuse zu", "Die Schleuse wird derzeit gewartet. Auf der anderen Seite des Kanals warten die Schiffe."),
    ("zh", "声明", "两国领导人表示将共同维护多边贸易系统。"),
    ("ko", "점검", "소방서는 월요일부터 시장의 소방 시스템을 점검한다고 밝혔다."),
    ("ru", "Рейсы", "Рейсы из Москвы перенаправили в Казань, сообщили в аэропорту."),
    ("uk", "Поїзди", "Поїзди до Варшави перенаправили через Львів, повідомила залізниця."),
    ("vi", "Dân cư", "Cơ sở dữ liệu dân cư đã có thông tin của 90 triệu người, bộ cho biết."),
    ("fr", "Douane", "Les douaniers auront accès à la base de données des ports dès janvier."),
    ("hu", "Kongresszus", "A baloldal nem létezik, mondta a miniszter hétfőn a kongresszuson."),
    ("id", "Sekolah", "Di halaman sekolah itu tidak ada pohon lagi sejak badai, kata guru."),
    ("es", "Imperio", "Este dominio ha sido el más largo del Mediterráneo, dice la historiadora."),
    ("de", "Anfrage", "Ihre Anfrage wurde abgelehnt: Die Fraktion bekommt keine Akten zum Hafenbau."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "title", "text"), BRIEFS)
def test_news_of_such_things_is_news(language: str, title: str, text: str) -> None:
    assert scraper.extract(PAGE.format(language, title, text)).text == text


def test_an_article_whose_form_for_comments_asks_for_a_human_is_an_article() -> None:
    text = "Der Rat von Tarnbeck hat am Montag beschlossen, die alte Mühle am Wehr zu kaufen und sie im Sommer zu öffnen."
    form = (
        "<form><p>Bitte bestätigen Sie, dass Sie ein Mensch sind.</p><textarea></textarea></form>"
    )
    html = f"<html lang=de><title>Rat kauft die Mühle</title><article><h1>Rat kauft die Mühle</h1><p>{text}</p></article>{form}"
    assert scraper.extract(html).text == text


def test_a_brief_that_says_it_is_an_article_may_ask_who_is_human() -> None:
    text = (
        "Докажите, что вы человек, просит новый спектакль театра на набережной. "
        "Премьера будет в понедельник, билеты продают в кассе у моста и на пристани до самого вечера."
    )
    head = "<html lang=ru><title>Премьера</title><meta property=og:type content=article>"
    assert scraper.extract(f"{head}<article><h1>Премьера</h1><p>{text}</p></article>").text == text
