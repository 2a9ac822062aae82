"""Appeals to the reader amid the text go; what the author says of donations and newsletters stays."""

import pytest

import scraper
from scraper.extraction.vocabulary.appeals import is_appeal
from tests.extraction.judged import PARAGRAPH, reasons

TITLE = "The ferry of Low Pendry is painted"
LINES = [
    f"On the {day} day of the week the ferryman painted a plank of the ferry, and let it dry until the bell was rung."
    for day in ("first", "second", "third", "fourth", "fifth")
]


@pytest.mark.parametrize(
    "text",
    [
        "Folgen Sie uns auf Instagram, schreibt uns dort und teilt den Text.",
        "Follow us on Facebook, where this is the first line that you see every day.",
        "If you value our reporting, please consider making a donation to the Courier.",
        "Support our journalism with a gift of any size.",
        "Enjoyed this story? Sign up for our weekly newsletter.",
        "The Courier is a reader-supported paper. To receive new posts and support my work, become a free subscriber.",
        "This post is public so feel free to share it.",
        "Download our app and read the Courier on the ferry.",
        "Follow us on Instagram for more pictures of ferries.",
        "Get every story for just $1 a week for six months. Cancel at any time.",
        "Guter Journalismus kostet Geld. Unterstützen Sie unsere Arbeit mit einer Spende.",
        "Melden Sie sich hier für unseren Newsletter an.",
        "Laden Sie unsere App und lesen Sie den Boten auf der Fähre.",
        "Cet article vous a plu ? Soutenez-nous, même avec un petit don.",
        "Suscríbete a nuestro boletín y recibe las noticias cada mañana.",
        "Iscriviti alla nostra newsletter settimanale.",
        "Siga-nos no Instagram e veja mais fotos da balsa.",
        "Schrijf je in voor onze nieuwsbrief over veerboten.",
        "Подписывайтесь на наш канал в Telegram, чтобы не пропустить новости.",
        "更多新闻请关注渡口日报微信公众号",
        "You can support us for as little as $1 a month.",
        "If you found this report useful, please think of making a donation to the Courier.",
        "Not a subscriber? Then head over here to get the paper sent to your door.",
        "Simply enter your email address to get the news of the sound every morning.",
        "Jetzt Fan der Fährzeitung auf Facebook werden!",
        "JETZT MIT PAYPAL SPENDEN!",
        "Alle wichtigen Nachrichten des Tages finden Sie im kostenlosen Newsletter des Boten.",
        "Pour ne rien rater du port, inscrivez-vous à nos alertes.",
        "Soutenez notre rédaction, même avec un petit don.",
        "Siguenos en Telegram y Facebook para recibir nuestras noticias.",
        "Receba as notícias da balsa no seu WhatsApp.",
        "Urmărește Curierul și pe Google News.",
        "Kövess minket a Facebookon is!",
        "Приєднуйтесь до нас у Telegram, щоб знати більше.",
        "Ακολουθήστε μας στο Google News",
        "Pratite nas na društvenim mrežama.",
        "Dapatkan berita pilihan setiap hari di WhatsApp kami.",
        "تابعونا على فيسبوك للمزيد من أخبار العبارة",
        "הצטרפו לערוץ הטלגרם שלנו",
        "Tilaa maksuton uutiskirje tästä.",
        "If you're enjoying this article, consider supporting the Courier by subscribing.",
        "Is this email not displaying correctly? View it in your browser.",
        "This slideshow requires JavaScript.",
        "Hat dir dieser Artikel gefallen? Dann würde es uns sehr freuen, wenn auch du uns unterstützt.",
        "Um selbst Kommentare verfassen zu können, müssen Sie sich einloggen.",
        "Cet article vous a plu ?",
        "¿Te ha gustado este artículo? Compártelo.",
        "Ti è piaciuto questo articolo?",
        "Gostou deste artigo? Deixe a sua opinião.",
        "Vond je dit artikel leuk?",
        "Gillade du artikeln?",
        "For at læse denne artikel skal du have et abonnement.",
        "Понравилась статья? Поделитесь ею с друзьями.",
        "Bu yazıyı beğendiniz mi?",
        "この記事が気に入ったらフォローしよう",
    ],
)
def test_appeals_are_known_in_many_languages(text: str) -> None:
    assert is_appeal(text)
    body = "".join(f"<p>{line}</p>" for line in (*LINES[:3], text, *LINES[3:]))
    page = f"<title>{TITLE}</title><article><h1>{TITLE}</h1>{body}</article>"
    assert scraper.extract(page).text == "\n\n".join(LINES)


@pytest.mark.parametrize(
    "text",
    [
        "The paper asked its readers to support its work, and eleven hundred of them made a donation.",
        "The museum costs $12 a year, and members may bring a friend.",
        "She signed up for the newsletter of the ferry because of its drawings.",
        "Download a budgeting app, and write down what each crossing costs.",
        "Jetzt zahlt die Fähre mit Paypal, und spenden kann man am Kiosk.",
        "Enter your email address in the box on the left, and press the key to get a ticket.",
        "Follow the path to the pier, and take the stairs on the left.",
        "For more on rope, please visit the library on the hill.",
        "Donate now, the posters said, and half of the town did.",
        "Spenden Sie jetzt, stand auf den Plakaten, und die halbe Stadt tat es.",
        "Soutenez notre travail, criait le club en 1950.",
        "Apoya nuestro trabajo, gritaba el club en 1950.",
        "Sostieni il nostro lavoro, gridava il circolo nel 1950.",
        "Apoie o nosso trabalho, gritava o clube em 1950.",
        "Steun ons werk, riep de club in 1950.",
        "Поддержите нас, говорили плакаты, и полгорода поддержало.",
        "寄付をお願いします、と彼らは叫んだ。",
        "Did you like this article, she asked, and tore it out of the paper.",
        "Gefällt dir dein Boot, fragte der Lotse.",
        "If you are looking for more of the rope, check the shed.",
        "Subscribe to our newsletter is the sentence that nobody reads.",
        '"Subscribe to our newsletter" is the sentence that nobody reads.',
        "Folgen Sie uns auf Twitter steht heute an jeder Ladentür.",
        "Abonnez-vous à notre newsletter est la phrase que personne ne lit.",
        "Suscríbete a nuestro boletín es la frase que nadie lee.",
        "Iscriviti alla nostra newsletter è la frase che nessuno legge.",
        "Inscreva-se na nossa newsletter é a frase que ninguém lê.",
        "Schrijf je in voor onze nieuwsbrief is de zin die niemand leest.",
        "Подписывайтесь на наш канал — фраза, которую никто не читает.",
        "Zapisz się na nasz newsletter to zdanie, którego nikt nie czyta.",
        "Follow us everywhere was his motto, and the gulls did.",
        "Donate today, reads the banner above the pier.",
        "Melden Sie sich jetzt an, heißt es auf jedem zweiten Plakat.",
        "Téléchargez notre application, répète le haut-parleur du quai.",
        "Síguenos en Instagram, dice el cartel del muelle.",
        "Scarica la nostra app è scritto su ogni barca.",
        "Siga-nos no Instagram, diz a placa do cais.",
        "Volg ons op Facebook staat er op elke boei in de haven.",
        "Подписывайтесь на наш канал, написано на борту парома.",
        "Поддержите нас — такой лозунг висел над пристанью.",
        "Polub nas na Facebooku, krzyczy napis nad przystanią.",
        "Prenumerera nu, stod det på färjans skrov.",
        "Följ oss på Instagram är orden som står på varje boj.",
        "Følg os på Facebook er den sætning, som ingen læser.",
        "Bizi takip edin sözü her iskelede yazılı.",
        "シェアしてくださいという言葉を、彼は一日に百回聞いた。",
        "请关注我们的公众号，这句话写在每一条渡船上。",
        "구독과 좋아요를 눌러 달라는 말을 그는 하루에 백 번 들었다.",
        "تابعونا على فيسبوك، هكذا كُتب على جانب العبّارة.",
        "Ακολουθήστε μας στο Facebook, γράφει η πινακίδα στην προβλήτα.",
        "Sledujte nás na Facebooku je věta, kterou nikdo nečte.",
        "Urmăriți-ne pe Facebook este fraza pe care nimeni nu o citește.",
        "Kövess minket a Facebookon, ez áll minden hajó oldalán.",
        "Wer die Arbeit der Fähre unterstützt, bekommt einen Platz am Bug.",
        "“Support our work,” the ferryman said, and held out his hat.",
    ],
)
def test_sentences_about_donations_and_newsletters_are_no_appeals(text: str) -> None:
    body = "".join(f"<p>{line}</p>" for line in (*LINES[:3], text, *LINES[3:]))
    page = f"<title>{TITLE}</title><article><h1>{TITLE}</h1>{body}</article>"
    assert text in scraper.extract(page).text


@pytest.mark.parametrize(
    "label", ["Advertisement", "Publicidad", "READ MORE:", "Show less", "Anzeige"]
)
def test_labels_of_advertisements_and_buttons_amid_the_text_go(label: str) -> None:
    page = f"{PARAGRAPH}<h2>{label}</h2>{PARAGRAPH}"
    assert reasons(page, 0.9)[1] == "notice"
    assert reasons(page, 0.97)[1] == "body"


@pytest.mark.parametrize(
    "text",
    [
        "Gostou do texto a ponto de o copiar inteiro no caderno.",
        "Le gustó este texto a la maestra, que lo copió.",
        "Понравилась статья закона судье, и он прочёл её дважды.",
        "Vous aimez cet article, dit-elle, parce que vous l'avez écrit.",
        "Podobał ci się ten artykuł kodeksu, zapytał sędzia.",
    ],
)
def test_what_somebody_else_likes_is_no_appeal(text: str) -> None:
    assert not is_appeal(text)


@pytest.mark.parametrize(
    "text",
    [
        "Gostou do texto? Compartilhe!",
        "¿Le gustó este artículo?",
        "Понравилась статья? Поделитесь!",
    ],
)
def test_a_question_whether_the_reader_likes_it_is_one(text: str) -> None:
    assert is_appeal(text)
