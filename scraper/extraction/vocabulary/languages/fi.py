"""Finnish labels, markers and sentences. See `language` for the notation."""

from scraper.extraction.vocabulary.language import Language

PHRASES = Language(
    labels={
        "related": """
            lue [myös/lisää/seuraavaksi] | lue lisää aiheesta | lisää aiheesta | lisää aiheesta
            * | katso myös | aiheeseen liittyvää | aiheeseen liittyvät
            [artikkelit/uutiset/jutut] | samasta aiheesta | suositellut artikkelit |
            suosittelemme | suositeltua | muita artikkeleita | muut artikkelit | uusimmat |
            uusimmat uutiset | viimeisimmät | tuoreimmat | älä missaa | sinua saattaisi
            kiinnostaa
        """,
        "ranking": """
            luetuimmat | luetuimmat [jutut/artikkelit/uutiset/nyt] | suosituimmat | suosituimmat
            [jutut/artikkelit/uutiset/nyt] | katsotuimmat | jaetuimmat | suosittua | suosittua
            nyt | suositut [artikkelit/jutut/aiheet] | luetuimpia | nyt luetuimmat | päivän
            luetuimmat
        """,
        "tags": "avainsanat | aiheet | asiasanat | tunnisteet | artikkelin aiheet",
        "newsletter": """
            uutiskirje | tilaa uutiskirje | tilaa | uutiskirjeet | tilaa uutiskirjeemme
        """,
        "share": """
            jaa | jaa artikkeli | jaa * | tulosta | seuraa meitä | kopioi linkki | jaa juttu
        """,
        "comments": """
            kommentit | kommentoi | jätä kommentti | kirjoita kommentti | kommentteja | vastaa
        """,
        "cta": "klikkaa tästä | näytä lisää | lataa sovellus | näytä kaikki | lue koko juttu",
        "advert": """
            mainos | ilmoitus | mainos - juttu jatkuu mainoksen jälkeen | kaupallinen yhteistyö
            | juttu jatkuu mainoksen jälkeen | artikkeli jatkuu mainoksen alla | mainos alkaa |
            mainos päättyy
        """,
        "author": "kirjoittaja | kirjoittajasta | tietoja kirjoittajasta",
        "copyright": "kaikki oikeudet pidätetään",
        "navigation": """
            [edellinen/seuraava] [artikkeli/juttu] | edellinen | seuraava | takaisin | takaisin
            ylös | haku | valikko | etusivu
        """,
    },
    markers={
        "related": """
            lue [myös/lisää/tästä/seuraavaksi/koko juttu] | katso myös | lue | aiheesta lisää |
            kuuntele myös
        """,
        "tags": "avainsanat | aiheet | asiasanat | kategoria | tunnisteet",
        "share": "jaa",
        "caption": "kuva | kuvat | kuvituskuva",
    },
    bare_markers={
        "related": "lue myös | lue lisää | katso myös",
    },
    sentences={
        "newsletter": "tilaa * uutiskirje | ~tilaa uutiskirje",
        "share": "seuraa meitä *",
        "advert": "juttu jatkuu * | artikkeli jatkuu *",
        "copyright": "~kaikki oikeudet pidätetään",
        "paywall": "oletko jo tilaaja* | tilaa * lukeaksesi | kirjaudu sisään lukeaksesi*",
        "consent": "käytämme evästeitä * | tämä sivusto käyttää evästeitä *",
        "error": "sivua ei löyt* | hakemaasi sivua *",
        "login": "unohditko salasanasi*",
        "comments": "sähköpostiosoitettasi ei julkaista*",
    },
)
