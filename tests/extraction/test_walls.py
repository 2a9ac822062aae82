"""A wall asks its reader for something; an article about walls, cookies or consent asks for nothing."""

import pytest

import scraper


def page(body: str, above: str = "", title: str = "What the town talks about") -> scraper.Article:
    head = f"<title>{title} - Lamp Post</title><meta property=og:type content=article>"
    return scraper.extract(f"{head}{above}<main><h1>{title}</h1>{body}</main><footer><a href=/p>Privacy</a></footer>")  # fmt: skip


ARTICLES = {
    "cookies": "<p>The scouts of the lower town baked nine hundred cookies for the fair, and sold the last one at noon on Sunday.</p>"
    "<p>“We could have baked twice as many cookies,” said their leader, Anton Vesely, who burned the first tray.</p>",
    "consent": "<p>Hospitals must ask for consent in writing before an operation, the court of appeal decided on Friday.</p>"
    "<p>The surgeon had relied on a consent that was given by telephone, and which the patient said she did not remember at all.</p>",
    "german": "<p>Das Gericht hat die Klage gegen die Behörde abgewiesen, die für den Datenschutz zuständig ist.</p>"
    "<p>Eine Einwilligung sei nicht nötig gewesen, heißt es in dem Urteil, das am Dienstag in der Landeshauptstadt verlesen wurde.</p>",
    "french": "<p>Le RGPD a cinq ans, et les entreprises de la région en parlent encore comme d’une tempête qui a tout emporté un soir.</p>"
    "<p>Le consentement des clients est demandé par lettre, explique la chambre de commerce, qui en a compté douze mille cette année.</p>",
    "french numbers": "<p>Ceux qui refusent les cookies mettent onze secondes de plus que les autres, selon une étude parue mardi.</p>"
    "<p>Les chercheurs ont filmé deux cents volontaires devant des bandeaux qui demandent un consentement avant la page.</p>",
    "partners": "<p>The weather office opens its archive to partners abroad, and all data since 1881 can be asked for.</p>"
    "<p>Its oldest partners, two monasteries, still send their data on paper, and the office has them typed by students in summer.</p>",
}
WALLS = {
    "english": "<p>We and our 600 partners use cookies to store data on your device, and to measure what you read.</p>"
    "<p>With your consent we share it. You can change your mind at any time.</p><button>Accept all</button>",
    "german": "<p>Wir und unsere Partner verwenden Cookies, um Daten auf Ihrem Gerät zu speichern und auszuwerten.</p>"
    "<p>Mit Ihrer Einwilligung nutzen wir sie auch für Werbung.</p><button>Alle akzeptieren</button>",
    "french": "<p>Nous utilisons des cookies pour mesurer notre audience et vous proposer des publicités adaptées.</p>"
    "<p>Votre consentement peut être retiré à tout moment.</p><button>Tout accepter</button>",
    "spanish, one sentence": "<p>Nosotros y nuestros 400 socios usamos cookies en este dispositivo.</p>"
    "<button>Aceptar y seguir</button><button>Más opciones</button>",
    "dutch, one sentence": "<p>Wij en onze partners gebruiken cookies om gegevens op te slaan.</p>"
    "<button>Akkoord</button><button>Instellen</button>",
    "dutch, and what to press": "<p>Wij en onze 180 partners plaatsen cookies om advertenties af te stemmen op jouw voorkeuren.</p>"
    "<p>Kies Akkoord om door te gaan naar de Lantaarnpaal, of pas je instellingen aan voor later.</p>"
    "<button>Akkoord</button><button>Instellingen</button>",
}


REQUESTS = {
    "de": ("Unsere 40 Partner und wir speichern etwas auf Ihrem Gerät, damit Werbung zu Ihnen passt.", "Zustimmen", "Ablehnen"),
    "pl": ("Wraz z naszymi partnerami zapisujemy coś na Twoim urządzeniu, aby reklamy były ciekawsze.", "Zgadzam się", "Odrzuć"),
    "no": ("Vi og våre 40 partnere lagrer noe på enheten din, så annonsene passer bedre.", "Godta", "Avvis"),
    "hu": ("Partnereinkkel együtt adatot őrzünk az eszközén, hogy a hirdetések érdekesebbek legyenek.", "Elfogadom", "Elutasítom"),
    "el": ("Μαζί με τους συνεργάτες μας αποθηκεύουμε κάτι στη συσκευή σας για πιο σχετικές διαφημίσεις.", "Αποδοχή", "Απόρριψη"),
    "tr": ("İş ortaklarımızla birlikte cihazınızda bilgi tutarız ki reklamlar size uysun.", "Kabul", "Reddet"),
    "he": ("יחד עם השותפים שלנו אנו שומרים פרטים במכשיר שלך כדי להתאים פרסומות.", "אישור", "דחייה"),
    "vi": ("Cùng các đối tác, chúng tôi lưu dữ liệu trên thiết bị để quảng cáo phù hợp hơn.", "Đồng ý", "Từ chối"),
    "ja": ("当社はパートナーとともに端末に情報を保存し、広告を選びます。", "同意する", "拒否する"),
    "ko": ("당사는 파트너와 함께 기기에 정보를 저장해 광고를 고릅니다.", "동의", "거부"),
}  # fmt: skip


@pytest.mark.parametrize("language", REQUESTS)
def test_a_request_that_names_partners_and_the_device_is_a_wall(language: str) -> None:
    request, yes, no = REQUESTS[language]
    buttons = f"<button>{yes}</button><button>{no}</button>"
    html = f"<html lang={language}><title>?</title><div><p>{request}</p>{buttons}</div></html>"
    assert scraper.extract(html).status == "consent_wall"


@pytest.mark.parametrize("language", REQUESTS)
def test_such_a_request_above_a_short_article_makes_no_wall_of_it(language: str) -> None:
    request, yes, no = REQUESTS[language]
    banner = f"<div class=banner><p>{request}</p><button>{yes}</button><button>{no}</button></div>"
    assert page(ARTICLES["partners"], above=banner).status == "article"


PARTNERS_OF_A_COMPANY = {
    "ja": "<p>造船会社は韓国のパートナーと組み、月曜から船員の端末に新しい海図を載せると発表した。</p>"
    "<p>パートナーの技術者十二人が港で端末に地図を入れ、船長たちは夏までに試すという。</p>",
    "ko": "<p>조선소는 노르웨이 파트너와 손잡고 월요일부터 선원의 기기에 새 해도를 넣는다고 밝혔다.</p>"
    "<p>파트너 기술자 열두 명이 항구에서 기기에 지도를 넣고 선장들이 여름까지 시험한다.</p>",
    "zh": "<p>造船厂与韩国合作伙伴周一起在船员的设备上安装新海图，公司在港口宣布。</p>"
    "<p>合作伙伴的十二名技术员在设备上试验地图，船长们夏天前提出意见。</p>",
    "fi": "<p>Telakka ja sen norjalainen kumppani asentavat uudet merikartat miehistön laitteille maanantaina.</p>"
    "<p>Kumppanin kaksitoista teknikkoa kokeilee karttoja laitteilla satamassa kesään asti.</p>",
}


@pytest.mark.parametrize("language", PARTNERS_OF_A_COMPANY)
def test_news_of_a_companys_partners_and_devices_is_news(language: str) -> None:
    found = page(PARTNERS_OF_A_COMPANY[language])
    assert (found.status, found.text.count("\n\n")) == ("article", 1)


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_about_it_is_an_article(name: str) -> None:
    """It speaks of cookies and consent in every paragraph, and asks nobody for anything."""
    found = page(ARTICLES[name])
    assert (found.status, found.text.count("\n\n")) == ("article", 1)


@pytest.mark.parametrize("name", ARTICLES)
def test_the_sites_own_banner_makes_no_wall_of_it(name: str) -> None:
    """Buttons of a banner stand on every page of the site."""
    banner = "<div class=banner><p>We use cookies on this site.</p><button>Accept all</button><button>Reject all</button></div>"
    assert page(ARTICLES[name], above=banner).status == "article"


@pytest.mark.parametrize("name", WALLS)
def test_a_wall_is_a_wall(name: str) -> None:
    """It addresses its reader, and has a button."""
    assert page(WALLS[name], title="Before you go on").status == "consent_wall"


def test_a_privacy_notice_is_a_text() -> None:
    """It addresses its reader as well, at length, and has nothing to press."""
    parts = "".join(
        f"<h2>{n}. {what}</h2><p>We keep the {what.lower()} of our members for {n} years, and share data with no partners. "
        f"With your consent we write to you about the {what.lower()} once a year, and you may withdraw it by letter.</p>"
        for n, what in enumerate(("Names", "Letters", "Payments", "Photographs"), 2)
    )
    assert page(parts, title="Privacy notice").status == "article"


def test_a_form_for_members_above_a_text_is_no_wall() -> None:
    """A wall stands below what it cuts off, or in its place."""
    form = "<form><p>E-mail</p><p>Password</p><p>Log in to continue</p></form>"
    tables = ("first", "second", "third", "long")
    lines = "<br>".join(f"The {n} table of the market has spoons and lamps again!" for n in tables)  # fmt: skip
    found = scraper.extract(
        f"<title>Flea market</title><main>{form}<div class=post>{lines}</div></main>"
    )
    assert found.status == "article"


def test_what_a_list_of_plans_says_is_no_article() -> None:
    """The texts of plans read like paragraphs; below the first of several prices stands no article."""
    found = page(
        "<h2>Try a digital pass</h2><p>£29 per month. All that our newsroom writes, on any device.</p>"
        "<h2>Print and digital</h2><p>£49 per month. Six days a week of our newspaper, delivered, and all that is digital.</p>"
        "<h2>Why the Lamp Post?</h2><p>Over a hundred thousand readers in forty countries pay to read the Lamp Post every day.</p>"
        "<p>Already a subscriber? Sign in</p>"
    )  # fmt: skip
    assert (found.status, found.text) == ("login_wall", "")


FORM = "<form><label>{0}<input name=m></label><label>{1}<input type=password></label><button>{2}</button></form>"


@pytest.mark.parametrize(
    ("form", "asked"),
    [
        (("E-posta", "Şifre", "Giriş yap"), "Bu gönderiyi görmek için giriş yapmalısın."),
        (("E-mail", "Hasło", "Zaloguj się"), "Zaloguj się, aby zobaczyć ten wpis."),
        (("E-post", "Lösenord", "Logga in"), "Logga in för att se inlägget."),
        (("Email", "Heslo", "Přihlásit"), "Pro zobrazení příspěvku se přihlaste."),
        (("E-mail", "Пароль", "Войти"), "Чтобы увидеть запись, войдите в аккаунт."),
        (("メール", "パスワード", "ログイン"), "この投稿を見るにはログインが必要です。"),
        (("邮箱", "密码", "登录"), "您需要登录才能查看这篇帖子。"),
    ],
)
def test_a_page_that_asks_its_reader_to_log_in_is_a_wall(form: tuple[str, ...], asked: str) -> None:
    found = page(f"{FORM.format(*form)}<p>{asked}</p>", title=form[2])
    assert found.status == "login_wall"


@pytest.mark.parametrize(
    "text",
    [
        "Sie müssen sich bis Freitag anmelden. Der Wanderverein führt am Sonntag durch das Moor.",
        "سجل الدخول القومي نموا بنسبة ثلاثة في المئة، قال البنك المركزي يوم الاثنين.",
        "Az utasoknak hétfőtől online be kell jelentkezniük, közölte a légitársaság.",
        "Вы должны войти в историю, сказал тренер команде перед финалом.",
        "Devi accedere alla torre dal ponte: il museo ha chiuso l’ingresso sulla piazza.",
        "يجب تسجيل الدخول عند البوابة قبل الظهر، قالت إدارة المتحف للزوار.",
    ],
)
def test_a_brief_on_meetings_incomes_or_flights_asks_nobody_to_log_in(text: str) -> None:
    assert page(f"<p>{text}</p>").text == text


def test_a_box_to_log_in_below_a_short_post_makes_no_wall_of_it() -> None:
    post = "<p>The swans are back on the mill pond this morning, all four of them, and the grey one from last year.</p>"
    box = f"<aside><p>Melde dich an, um mehr Beiträge zu sehen.</p>{FORM.format('E-Mail', 'Passwort', 'Anmelden')}</aside>"
    assert page(post + box).status == "article"


@pytest.mark.parametrize(
    "title", ["404: the band that nobody in town could find", "Access denied: walkers lose their path to the weir"]
)  # fmt: skip
def test_a_headline_that_begins_like_an_error_is_one(title: str) -> None:
    found = page(
        f"<p>{STORY}</p><p>It has rained since then, and the posters have come off the wall of the ferry office one after the other.</p>",
        title=title,
    )
    assert found.status == "article"


STORY = "They looked in every shop of the lower town and asked at the fair, and nobody had so much as heard of the drummer."
