"""Appeals to the reader, written as a paragraph of the text: to donate, subscribe, follow, fetch the app.

Sentences that say it outright, by language, in the notation of `language`. They count at the start of a sentence only.
A price for a time with the word that one may cancel is an offer to subscribe.
"""

import re
from functools import cache
from typing import TYPE_CHECKING

from scraper.extraction.letters import one_of
from scraper.extraction.native import IS_NATIVE
from scraper.extraction.vocabulary.phrases import (
    STARTS,
    FirstLetters,
    Sentence,
    expand,
    fold,
    level,
    sentence,
)

if TYPE_CHECKING:
    from scraper.extraction.native.sentences import Openings

MAX_CHARS = 420  # of an appeal; longer paragraphs speak of one
MOST_SENTENCES = 4  # of which one may be the appeal
_END = re.compile(r"[.!?…:]\s+|[。！？]")

APPEALS = {
    "en": """
        [/please /you can /help ][support/fund/sustain] our [work/journalism/reporting/newsroom/mission/independent/site/
        coverage/team] | support * by [donating/becoming a/making a/subscribing] | [please /if you can, please
        /]consider [making/giving/a/donating/becoming a/supporting us/subscribing] * [donation/gift/contribution/member/patron/
        to us/to our/today/supporter/subscri*] | [please /][donate/make a donation/give] [now/today/here/to *
        today/to support our/to our newsroom] | if you [value/appreciate/enjoy/like/love/enjoyed/liked/find] *
        [donat*/our newsletter/support us/supporting us/subscrib*/become a member/a member of] | your [donation/support/contribution/
        gift/subscription] * [us/our/possible/independent] | [become a/join as a] [member/patron/supporter/subscriber]
        * [today/now/us/our/access/for just] | [please /to * /click here to /][sign up/subscribe/register] [here
        /now /today /][for/to] [our/the/this/* 's] * [newsletter/mailing list/email list/email alerts/daily briefing/youtube
        channel/podcast] | subscribe to [our/* and get/* and receive/* to get/* for unlimited] | get * [delivered/sent]
        [straight /directly /right /][to/into] your [inbox/email/mailbox] | [download/get/install] our [free /mobile
        /news /new /]app [today/now/here/for/from/to/on] | [follow/like/join/find] us on [facebook/twitter/instagram/x/telegram/
        whatsapp/linkedin/google news/youtube/tiktok/social] | [get/enjoy/unlock] [unlimited/full/complete/digital/all]
        access [to/for] | click here to [subscribe/donate/sign up/join our/follow/download our] | [want/enjoy/like/love]
        * [sign up for/subscribe to] [our/the] | to receive new posts and support my work | subscribe [for free /]to receive
        new posts | thanks for reading * subscribe | this post is public so feel free to share it | get more from * in the
        substack app
        """,
    "de": """
        [bitte /][unterstützen sie/unterstütze/unterstützt] [uns/unsere arbeit/unseren journalismus/unsere redaktion/den
        * mit/die * mit/das * mit/unabhängigen journalismus/unsere recherchen] | [wenn/gefällt/hat] * [ihnen/dir/euch]
        * [unterstützen sie/spenden sie/spende/abonnieren sie/newsletter] | [spenden sie/spende] [jetzt/hier/noch
        heute/für unsere] | [ihre/deine/eure] [spende/unterstützung] [hilft/macht/ermöglicht/sichert] | [melden
        sie sich/melde dich] * [newsletter/mailingliste] | [abonnieren sie/abonniere/abonniert] [hier /jetzt /][unseren/unsere/
        den/die/unser/das] * [newsletter/kanal/podcast/magazin/briefing/channel/abo] | [laden sie/lade/holen sie/hol
        dir] [sich /dir /jetzt /hier /][jetzt /hier /][die/unsere/unsre] [/* ]app | [folgen sie/folge/folgt/besuchen
        sie] uns [jetzt /auch /gerne /][auf/bei/auch] [facebook/twitter/instagram/x/telegram/whatsapp/linkedin/google
        news/youtube/tiktok/social] | werden sie [jetzt /heute /][mitglied/abonnent/unterstützer/fördermitglied/teil
        unserer] | [testen sie/lesen sie] * [monat/wochen/monate] [kostenlos/gratis/für * euro/für nur]
        """,
    "fr": """
        [/cet article vous a plu ?]soutenez[-nous/ notre/ le journalisme/ une presse/ la rédaction/ l'indépendance/
        nos] | [faites/faire] un don [à/pour/dès/maintenant/en ligne] | [votre/vos] [don/soutien/dons] [nous/permet/permettent/
        est essentiel/fait vivre] | [inscrivez-vous/abonnez-vous] * [newsletter/lettre d'information/infolettre/chaîne/podcast/
        à partir de] | [recevez/retrouvez] * [dans votre boîte/par e-mail/par mail/sur votre messagerie] | [suivez-nous/rejoignez-nous/
        retrouvez-nous] * [facebook/twitter/instagram/x/whatsapp/telegram/linkedin/youtube/google] | téléchargez
        * [application/appli] | abonnez-vous [à partir/pour * €/dès/et] | [le/la/notre/*] ne vit que [de ses lecteurs/grâce
        à] * soutenez
        """,
    "es": """
        [apóyanos/apoye/apoya] [con/nuestro/el periodismo/al periodismo/nuestra/a nuestro/a *] | [haz/haga/hacer]
        [una donación/tu donación/un donativo] | [tu/su] [donación/apoyo/aporte] [nos/hace posible/permite/es
        importante] | [suscríbete/suscríbase/regístrate/apúntate/inscríbete] [aquí /gratis /ahora /][a/al/para]
        * [newsletter/boletín/boletines/canal/pódcast/podcast/periódico/lista/diario] | [síguenos/síganos/seguinos/únete/
        sígueme] [en/a] * [facebook/twitter/instagram/x/whatsapp/telegram/linkedin/youtube/google/canal] | [descarga/descargue/
        descárgate] * [app/aplicación] | hazte [socio/socia/suscriptor/miembro]
        """,
    "it": """
        [sostieni/sostenete/sostenga/aiuta/aiutateci/sostienici] * [giornalismo/il nostro/la nostra/lavoro/donazione/abbonamento/
        redazione] | [fai/fate] una donazione | [iscriviti/iscrivetevi/abbonati/registrati] * [newsletter/canale/podcast/
        abbonamento] | [seguici/seguiteci/segui] [su/anche/il nostro/la nostra] * [facebook/twitter/instagram/x/whatsapp/
        telegram/linkedin/youtube/google/canale] | [scarica/scaricate] * app
        """,
    "pt": """
        [apoie/apoia/ajude/contribua] [o nosso/a nossa/nosso/nossa/o jornalismo/com] | faça uma doação | [sua/a
        sua] [doação/contribuição/assinatura] [nos/ajuda/permite/é] | [assine/inscreva-se/subscreva/cadastre-se/receba]
        * [newsletter/boletim/canal/e-mail/email] | [siga-nos/siga a/siga o/siga nosso/nos siga/acompanhe-nos/curta]
        * [facebook/twitter/instagram/x/whatsapp/telegram/linkedin/youtube/google/canal] | [baixe/descarregue/instale]
        * [app/aplicativo/aplicação]
        """,
    "nl": """
        [steun/help] [ons/onze/de onafhankelijke] * [donatie/journalistiek/werk/lid/redactie] | [doneer/doe een
        donatie] [nu/hier/aan/en] | [schrijf je/meld je/schrijf u/abonneer je/abonneer u] * [nieuwsbrief/kanaal]
        | [volg] ons [op/ook op/via] | download [nu /gratis /][de/onze] [/* ]app | word [nu /ook /]lid van
        """,
    "pl": """
        [wesprzyj/wspieraj/wesprzyjcie] [nas/naszą/nasze/niezależne] * | [zapisz się/subskrybuj/zaprenumeruj]
        * [newsletter*/kanał] | [obserwuj/śledź/polub] nas [na/w] | [pobierz/ściągnij] * aplikację
        """,
    "ru": """
        [поддержите/поддержи/помогите] [нас/нашу/нашу работу/наш/независим*] * | [подписывайтесь/подпишитесь/подпишись]
        [на/и] * [рассылк*/канал*/телеграм*/telegram/youtube/нас/новост*/страниц*] | [читайте/следите за] [нас/нами/нашими
        новостями] [в/на] * | [скачайте/установите] * приложение
        """,
    "sv": """
        stöd [vårt/vår/oss] * [arbete/journalistik/gåva/redaktion] | [prenumerera/anmäl dig] [på/till] * nyhetsbrev
        | följ oss på | ladda ner * app
        """,
    "da": """
        støt [vores/os] * [arbejde/journalistik/redaktion] | [tilmeld dig/abonner på/abonnér på] * nyhedsbrev
        | følg os på | [hent/download] * app
        """,
    "no": """
        støtt [vårt/vår/oss] * [arbeid/journalistikk/redaksjon] | [meld deg på/abonner på] * nyhetsbrev | følg
        oss på | last ned * app
        """,
    "cs": """
        [podpořte/podpoř] [nás/naši/naše/nezávisl*] * | přihlaste se k * [newsletter*/odběru] | sledujte nás na
        | stáhněte si * aplikaci
        """,
    "tr": """
        [bizi /][destekleyin/destek olun] * | [bültenimize/e-bültenimize/kanalımıza] * [abone/kayıt] | bizi *
        takip ed*
        """,
    "zh": """
        [/更多*][/请/欢迎][关注/關注][我们/我們/本站/官方/微信/公众号/公眾號/*公众号/*公眾號/*微信] |
        [下载/下載][我们/我們/本报/本報/官方]*[客户端/app/應用程式] | [扫码/扫描/掃描]*[关注/二维码/二維碼]
        | 更多*[请关注/欢迎关注/尽在*微信/尽在*公众号/尽在*app]
        """,
    "ja": """
        [無料/]メールマガジン*[登録/購読] |
        [公式/]*[フォローしてください/フォローをお願いします/チャンネル登録*お願いします] |
        アプリを[ダウンロード/無料]
        """,
}
"""By language. Of 16 lines of articles labelled by reading that are worded so and look like text, none is body text."""

_CURRENCIES = "£$€¥"
_OFFER = re.compile(
    rf"[{_CURRENCIES}] ?\d[\d.,]{{0,6}}(?: ?/ ?| (?:a|per|for|pro|je|par|al|por) )|\d ?[£$€](?: ?/ ?| (?:a|per|pro|je|im|par|al|por) )"
)
_FREE_TO_END = re.compile(
    r"cancel (?:at )?any ?time|(?:get|enjoy|for) unlimited (?:digital )?access|(?:jederzeit|monatlich) kündbar|sans engagement"
    r"|résiliable à tout moment|cancela cuando|cancele quando|disdici quando",
    re.IGNORECASE,
)
"""What offers of subscriptions promise."""
_may_promise = one_of("cancel", "access", "ndbar", "engagement", "siliable", "disdici")


def is_appeal(text: str) -> bool:
    """Say whether a paragraph asks its reader outright to donate, subscribe, follow or fetch an app."""
    if len(text) > MAX_CHARS:
        return False
    if (native_asks if IS_NATIVE else pure_asks)(text):
        return True
    return (
        _is_priced(text)
        and _may_promise(text)
        and bool(_OFFER.search(text) and _FREE_TO_END.search(text))
    )


def may_be_appeals(texts: list[str], places: list[int]) -> list[int]:
    """Return at which of the places texts stand that may be appeals, as `is_appeal` says: one look at all of them."""
    if not IS_NATIVE:
        return places
    begun = _openings().may_open_in(texts, places, MOST_SENTENCES, MAX_CHARS)
    whole = "\n".join([texts[place] for place in places])
    signs = [sign for sign in _CURRENCIES if sign in whole]
    if not signs:  # as on most pages
        return begun
    priced = (place for place in places if any(sign in texts[place] for sign in signs))
    return sorted({*begun, *priced})


def _is_priced(text: str) -> bool:
    return "$" in text if text.isascii() else any(sign in text for sign in _CURRENCIES)


def pure_asks(text: str) -> bool:
    """Say whether one of the first sentences of a text begins as an appeal does."""
    return any(map(_begins, _END.split(text, MOST_SENTENCES)[:MOST_SENTENCES]))


def native_asks(text: str) -> bool:
    """Say what `pure_asks` says, by compiled code."""
    asks = _openings().opens_sentence(text, MOST_SENTENCES)
    return pure_asks(text) if asks is None else asks


@cache
def _openings() -> "Openings":
    from scraper.extraction.native.sentences import Openings  # noqa: PLC0415  # it reads the phrases of this package

    by_key, guard = _by_key()
    return Openings(by_key, guard, {})


def _begins(part: str) -> bool:
    folded = fold(part)
    by_key, guard = _by_key()
    return guard.admits(folded) and any(
        phrase.holds(folded, 0) for size in STARTS for phrase in by_key.get(folded[:size], ())
    )


@cache
def _by_key() -> tuple[dict[str, list[Sentence]], FirstLetters]:
    """Return the phrases by the starts that index them, and what turns other lines away; made when first asked for."""
    found: dict[str, list[Sentence]] = {}
    for phrases in APPEALS.values():
        for phrase in expand(phrases):
            one = sentence(level(phrase), "appeal")
            found.setdefault(one.key, []).append(one)
    return found, FirstLetters(found)
