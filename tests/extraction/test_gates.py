"""A text that goes on for subscribers, or for those who accept or pay, is marked; what is shown of it stays."""

import pytest

import scraper
from scraper.extraction.vocabulary.gates import begins_as_gate, is_gate

TEXT = {
    "de": "Der Stadtrat von Erlenhain hat am Montag beschlossen, die alte Seilbahn zum Schloss wieder in Betrieb zu nehmen.",
    "it": "Il consiglio comunale di Valscura ha deciso lunedì di rimettere in funzione la vecchia funivia che sale al castello.",
    "fr": "Le conseil municipal de Valsombre a décidé lundi de remettre en service le vieux téléphérique qui monte au château.",
    "es": "El ayuntamiento de Valsombra decidió el lunes poner de nuevo en marcha el viejo teleférico que sube al castillo.",
    "ru": "Городской совет Ольховки в понедельник решил вновь запустить старую канатную дорогу, которая ведёт к замку.",
    "ko": "시의회는 월요일 성으로 올라가는 낡은 케이블카를 다시 운행하기로 결정했으며, 공사는 가을에 시작될 예정이라고 밝혔다.",
    "ja": "市議会は月曜日、城へ登る古いロープウェイを再び運行することを決め、工事は秋に始まる予定だと発表した。",
}
MORE = {
    "de": "Die Gondeln stammen aus dem Jahr 1934 und werden in einer Werkstatt am See aufgearbeitet.",
    "it": "Le cabine sono del 1934 e verranno restaurate in un'officina sul lago, dove già lavorano in sei.",
    "fr": "Les cabines datent de 1934 et seront restaurées dans un atelier au bord du lac, où l'on est six.",
    "es": "Las cabinas son de 1934 y se restaurarán en un taller a la orilla del lago, donde trabajan seis.",
    "ru": "Кабины построены в 1934 году, и их восстановят в мастерской на берегу озера.",
    "ko": "객차는 1934년에 만들어졌으며 호숫가의 작업장에서 여섯 사람이 복원하고 있다.",
    "ja": "客車は1934年に造られたもので、湖畔の工房で六人の職人が修復に当たっている。",
}
REST = [
    ("de", "Dieser Artikel ist nur für Abonnenten. Jetzt abonnieren und weiterlesen."),
    ("ru", "Полный текст доступен только подписчикам"),
    ("ru", "Чтобы прочитать материал полностью, оформите подписку"),
    ("ru", "Материал доступен по платной подписке. Уже подписаны? Войти"),
    ("ko", "구독자만 볼 수 있는 기사입니다. 로그인 후 계속 읽을 수 있습니다"),
    ("ko", "전체 기사를 보려면 구독하세요"),
    ("ja", "この記事は有料会員限定です。残り1,234文字"),
    ("fr", "La suite est réservée aux abonnés"),
]
CHOICES = {
    "de": ("Mit Werbung weiterlesen", "Lesen Sie mit Werbung weiter wie immer.", "Akzeptieren", "Mit dem PUR-Abo lesen Sie ohne Tracking."),
    "it": ("Abbonati o accetta", "Per andare avanti accetta i cookie oppure abbonati a 1 euro al mese.", "Accetta", "Rifiuta e abbonati"),
    "fr": ("Continuer sans accepter", "Acceptez les cookies pour lire gratuitement, ou abonnez-vous.", "Accepter", "Refuser et s’abonner"),
    "es": ("Acepta o suscríbete", "Para continuar acepta las cookies o suscríbete por 1 € al mes.", "Aceptar", "Rechazar y suscribirse"),
}  # fmt: skip


def page(language: str, *parts: str) -> scraper.Article:
    title = f"Valsombra {language}"
    return scraper.extract(
        f"<html lang={language}><title>{title}</title><header><a href=/>Bote</a></header><main><h1>{title}</h1>"
        f"{''.join(parts)}</main><footer>© Bote</footer></html>"
    )


def wall(language: str) -> str:
    heading, text, accept, pay = CHOICES[language]
    return (
        f"<div class=w><h2>{heading}</h2><p>{text}</p><button>{accept}</button><p>{pay}</p></div>"
    )


@pytest.mark.parametrize(("language", "line"), REST)
def test_a_line_that_says_for_whom_the_rest_is_ends_a_partial_text(
    language: str, line: str
) -> None:
    article = page(
        language, f"<p>{TEXT[language]} {MORE[language]}</p>", f"<div class=b><p>{line}</p></div>"
    )
    assert article.text == f"{TEXT[language]} {MORE[language]}"
    assert article.metadata.is_partial
    assert line[:20] in article.metadata.sources["is_partial"]


@pytest.mark.parametrize("language", CHOICES)
def test_the_choice_to_accept_or_pay_is_no_text_and_marks_what_stands_above(language: str) -> None:
    article = page(language, f"<p>{TEXT[language]} {MORE[language]}</p>", wall(language))
    assert article.text == f"{TEXT[language]} {MORE[language]}"
    assert article.metadata.is_partial
    assert article.metadata.is_free is None


@pytest.mark.parametrize("language", CHOICES)
def test_a_page_that_is_that_choice_is_a_wall(language: str) -> None:
    article = page(language, wall(language))
    assert article.status in ("consent_wall", "login_wall")
    assert article.text == ""


def test_a_whole_text_below_such_a_choice_stays_and_is_not_partial() -> None:
    body = "".join(f"<p>{TEXT['de']} {MORE['de']} ({i})</p>" for i in range(8))
    article = page("de", wall("de"), body)
    assert len(article.text.split("\n\n")) == 8
    assert not article.metadata.is_partial


def test_an_article_about_it_stays() -> None:
    line = "Wer nicht mit Werbung weiterlesen will, muss ein PUR-Abo nehmen; der Richter fand das nur für Abonnenten gut."
    body = "".join(f"<p>{TEXT['de']} {MORE['de']} ({i})</p>" for i in range(4))
    article = page("de", f"<p>{line}</p>", body)
    assert line in article.text
    assert article.status == "article"
    assert not article.metadata.is_partial


ABOUT_OTHERS = [
    ("de", "Am Abend spielte die Kapelle im Park, der an diesem Tag nur für Mitglieder offen war."),
    ("it", "La prova generale, a porte chiuse, è stata riservata agli abbonati del teatro."),
    ("fr", "Le concert de vendredi, à huit heures du soir, est réservé aux abonnés de la saison."),
    ("es", "El ensayo del viernes, a las ocho de la tarde, es solo para suscriptores del teatro."),
    ("ru", "В субботу он устроил розыгрыш билетов для подписчиков."),
    ("ru", "Полный текст доступен на сайте министерства."),
    ("ru", "Новый прогноз будет доступен по подписке с осени."),
    ("ko", "공연이 끝난 뒤에는 유료회원만 무대 뒤를 둘러볼 수 있었다."),
    ("ja", "閉会後の見学会は会員限定で行われ、三十人が参加した。"),
]


@pytest.mark.parametrize(
    ("language", "line"), [row for row in ABOUT_OTHERS if row[0] in ("de", "it", "ru", "ko")]
)
def test_a_last_sentence_on_what_else_is_for_subscribers_stays(language: str, line: str) -> None:
    article = page(language, f"<p>{TEXT[language]} {MORE[language]}</p>", f"<p>{line}</p>")
    assert article.text.endswith(line)
    assert not article.metadata.is_partial


@pytest.mark.parametrize("line", [line for _language, line in ABOUT_OTHERS])
def test_such_a_sentence_is_no_gate(line: str) -> None:
    assert not is_gate(line)


@pytest.mark.parametrize(
    "line",
    [
        "The next concert, on Friday at eight in the evening, is for members only.",
        "This article is for members of the choir who have asked how the hall was built.",
        "The mayor told us that this article is for subscribers, and laughed.",
    ],
)
def test_a_text_does_not_end_at_any_word_on_subscribers(line: str) -> None:
    assert not begins_as_gate(line)


def test_a_link_to_the_offer_says_of_what_it_is() -> None:
    assert is_gate("Subscriber-only", is_link=True)
    assert not is_gate("Subscriber-only")


def test_the_line_and_the_box_below_the_text_may_be_the_same_blocks() -> None:
    choice = (
        "<div><p>Weiter mit Werbung oder mit Abo weiterlesen.</p>"
        "<p>Dieser Artikel ist nur für Abonnenten: jetzt ohne Tracking im PUR-Abo lesen.</p></div>"
    )
    article = page("de", f"<p>{TEXT['de']} {MORE['de']}</p>", choice)
    assert article.text == f"{TEXT['de']} {MORE['de']}"


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("de", "Der Vertrag mit dem Betreiber ist jederzeit kündbar, wie der Sprecher der Stadt am Abend sagte."),
        ("de", "Wer mag, kann die Seilbahn im ersten Monat kostenlos testen, danach kostet die Fahrt zwei Euro."),
        ("fr", "La deuxième soirée du festival au château est réservée aux abonnés qui ont pris leur carte au printemps."),
        ("es", "La segunda noche del festival en el castillo es solo para suscriptores que compraron su tarjeta."),
    ],
)  # fmt: skip
def test_an_authors_sentence_that_is_worded_like_an_offer_stays(language: str, line: str) -> None:
    article = page(language, *(f"<p>{part}</p>" for part in (TEXT[language], MORE[language], line)))
    assert article.text.endswith(line)
