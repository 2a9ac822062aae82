"""Swedish labels, markers and sentences. See `language` for the notation."""

from scraper.extraction.vocabulary.language import Language

PHRASES = Language(
    labels={
        "related": """
            relaterade [artiklar/nyheter/inlägg/ämnen/länkar] | relaterat | relaterat innehåll |
            läs [också/även/mer/vidare/mer om ämnet/mer här] | läs mer om * | se även | se också
            | mer om * | mer från * | mer i ämnet | mer inom * | fler [artiklar/nyheter/artiklar
            om ämnet] | fler artiklar [från/om] * | senaste nytt | senaste nyheterna |
            rekommenderat | rekommenderas för dig | rekommenderad läsning | missa inte | du
            kanske också gillar | andra läser | andra läste också | för dig som prenumerant
        """,
        "ranking": """
            [mest/mest-] [läst/lästa/sett/delat/populärt/lästa artiklar/läst just nu] | mest
            läst [i/på/just/om/idag/denna] * | populärt | populärt just nu | populära
            [artiklar/inlägg/ämnen] | populärast | trendar | trendande | topplistan | mest lästa
            nyheter
        """,
        "tags": "taggar | ämnen | nyckelord | etiketter | ämnen i artikeln",
        "newsletter": """
            nyhetsbrev | prenumerera | våra nyhetsbrev | prenumerera på nyhetsbrev | anmäl dig |
            bli prenumerant
        """,
        "share": """
            dela | dela artikeln | dela på * | dela via * | skriv ut | följ oss | följ oss på *
            | kopiera länk | tipsa
        """,
        "comments": """
            kommentarer | kommentera | lämna ett svar | lämna en kommentar | visa kommentarer |
            avbryt svar
        """,
        "cta": """
            klicka här | visa mer | visa alla | ladda ner appen | läs hela artikeln | visa fler
        """,
        "advert": """
            annons | annonser | sponsrat | annonsinnehåll | artikeln fortsätter efter annonsen |
            reklam
        """,
        "author": "om författaren | om skribenten | skribent | författare",
        "copyright": "alla rättigheter förbehållna",
        "navigation": """
            [föregående/nästa] [artikel/inlägg] | föregående | nästa | tillbaka | till toppen |
            sök | meny | hoppa till innehåll | till startsidan
        """,
    },
    markers={
        "author": """
            källa | källor
        """,
        "related": """
            läs [också/även/mer/här/vidare] | se [även/också] | läs | mer om * |
            relaterat | missa inte | se även | läs också
        """,
        "tags": "taggar | ämnen | nyckelord | kategori | kategorier",
        "share": "dela | följ oss",
        "caption": "foto | bild | arkivbild | genrebild | omslagsbild",
    },
    bare_markers={
        "related": "läs också | läs även | läs mer",
        "caption": "foto:",
    },
    sentences={
        "related": """
            läs också* | läs även* | läs mer * | se även*
        """,
        "cta": """
            ~stöd [oss/vår] * | ~oberoende journalistik | ~din [gåva/prenumeration] gör*
        """,
        "newsletter": """
            prenumerera på * nyhetsbrev | ~vårt nyhetsbrev | få * [nyhetsbrev/till din inkorg] |
            [få/prenumerera/anmäl] * [nyhetsbrev/nyhetsbrevet/inkorg/mejlen/notiser]* | ~våra
            nyhetsbrev | ~missa inga | missa inte *
        """,
        "share": """
            följ oss på * | följ oss * | följ * på * | [lyssna/dela/skriv ut] [på
            /][artikeln/denna/artikel]* | [följ/gilla] oss [på/via]* | [tipsa/mejla/kontakta]
            [oss/redaktionen]* | [har du/vet du] * tips*
        """,
        "advert": """
            artikeln fortsätter * | [artikeln/texten] fortsätter [efter/under]* | ~annonslänkar
            | ~reklamlänkar | ~affiliatelänkar | detta är en annons*
        """,
        "copyright": """
            ~alla rättigheter | ~mångfaldigande | ~eftertryck förbjud | [har du/hittat/upptäckt]
            * [fel/faktafel/skrivfel] * | ~detta är en åsiktstext | ~skribenten svarar för |
            ~alla rättigheter förbehållna
        """,
        "paywall": """
            redan prenumerant* | bli prenumerant * | logga in för att läsa* | för prenumeranter* |
            [endast/bara/enbart] för prenumeranter* | [den här artikeln/artikeln/texten] * för
            prenumeranter* | ~bli prenumerant | ~redan prenumerant | [vill du/för att]
            [läsa/fortsätta]* [prenumer*/logga/köp]* | redan [prenumerant/kund/medlem]* | [lås
            upp/artikeln är] [artikeln/låst/för]* | bli prenumerant*
        """,
        "consent": "vi använder cookies * | vi använder kakor *",
        "error": "sidan [kunde inte hittas/hittades inte/finns inte] *",
        "login": """
            glömt [ditt /]lösenord* | logga in för att * | du måste logga in * | du måste
            vara inloggad *
        """,
        "comments": """
            din e-postadress kommer inte * | [logga in/du måste] * [kommentera/kommentar]* |
            [var/bli] [först/den första] * | [skriv/lämna] en kommentar* | kommentarerna är * |
            din e-postadress kommer inte*
        """,
    },
    appeals="""
        stöd [vårt/vår/oss] * [arbete/journalistik/gåva/redaktion] | [prenumerera/anmäl dig] [på/till] * nyhetsbrev | följ oss
        på | ladda ner * app
        | gillade du [artikeln/texten/inlägget]
        """,
)
