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
        "newsletter": """
            tilaa * uutiskirje | ~tilaa uutiskirje | [tilaa/liity] * [uutiskirje*/whatsapp*]* |
            ~uutiskirjeemme | [älä/et] missaa*
        """,
        "share": """
            seuraa meitä * | [kuuntele/jaa/tulosta] [artikkeli/juttu/tämä]* | seuraa
            [meitä/meidän]* | [lähetä/ilmoita/vinkkaa] * [vinkki/juttu*/toimitu*]*
        """,
        "advert": """
            juttu jatkuu * | artikkeli jatkuu * | [juttu/artikkeli] jatkuu [mainoksen/kuvan]* |
            ~mainoslinkkejä | ~kaupallinen yhteistyö
        """,
        "copyright": "~kaikki oikeudet pidätetään | [löysitkö/huomasitko] virhe*",
        "paywall": """
            oletko jo tilaaja* | tilaa * lukeaksesi | kirjaudu sisään lukeaksesi* | [tämä/artikkeli
            on] * tilaajille* | [oletko jo/jo] tilaaja* | vain tilaajille* | [tilaa/kirjaudu]
            [ja/niin/jatkaaksesi]*
        """,
        "consent": "käytämme evästeitä * | tämä sivusto käyttää evästeitä *",
        "error": "sivua ei löyt* | hakemaasi sivua *",
        "login": """
            unohditko salasanasi* | kirjaudu sisään * | sinun täytyy kirjautua sisään* |
            kirjautuminen vaaditaan*
        """,
        "comments": """
            sähköpostiosoitettasi ei julkaista* | [kirjaudu/sinun täytyy] *
            [kommentoi*/kommentti*]* | [kirjoita/jätä] kommentti* | ole ensimmäinen*
        """,
    },
    appeals="""
        tilaa * uutiskirje* | seuraa [meitä/meidän] * [facebookissa/instagramissa/twitterissä/somessa/youtubessa] | tue
        [työtämme/meitä/riippumatonta]
        | [piditkö/tykkäsitkö] [tästä /][jutusta/artikkelista]
        """,
)
