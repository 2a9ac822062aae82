"""Danish labels, markers and sentences. See `language` for the notation."""

from scraper.extraction.vocabulary.language import Language

PHRASES = Language(
    labels={
        "related": """
            relaterede [artikler/nyheder/indlæg/emner/links] | relateret | relateret indhold |
            læs [også/mere/videre/mere her/mere om emnet] | læs mere om * | se også | mere om *
            | mere fra * | flere [artikler/nyheder/artikler om emnet] | seneste nyt | seneste
            nyheder | seneste | anbefalet | anbefalet til dig | anbefalede artikler | gå ikke
            glip af | måske er du også interesseret i | andre læser | seneste artikler
        """,
        "ranking": """
            mest [læst/læste/sete/delte/populære/læste artikler/læst lige nu/set] | mest læste
            [i/på/lige/i dag] * | populært | populært lige nu | populære [artikler/indlæg/emner]
            | det læser andre | trending | toplisten
        """,
        "tags": "emner | nøgleord | emneord",
        "newsletter": """
            nyhedsbrev | nyhedsbreve | tilmeld dig nyhedsbrevet | tilmeld nyhedsbrev | abonner |
            tilmeld
        """,
        "share": """
            del | del artikel | del artiklen | del på * | udskriv | følg os | følg os på * |
            kopier link
        """,
        "comments": "kommentarer | skriv en kommentar | kommentér | annuller svar | debat",
        "cta": "klik her | vis mere | se alle | hent appen | læs hele artiklen | se mere",
        "advert": """
            annonce | annoncer | sponsoreret | artiklen fortsætter efter annoncen | reklame |
            annoncørbetalt indhold
        """,
        "author": "om forfatteren | om skribenten | forfatter | skribent",
        "copyright": "alle rettigheder forbeholdes",
        "navigation": """
            [forrige/næste] [artikel/indlæg] | forrige | næste | tilbage | til toppen | søg |
            forside
        """,
    },
    markers={
        "author": """
            kilde | kilder
        """,
        "related": """
            læs [også/mere/her/videre] | se også | læs | mere om * | relateret | hør
            også | læs også
        """,
        "tags": "emner | kategori | kategorier | nøgleord",
        "share": "følg os",
        "caption": "foto | arkivfoto",
    },
    bare_markers={
        "related": "læs også | læs mere",
    },
    sentences={
        "related": """
            læs også* | læs mere * | se også*
        """,
        "cta": """
            ~støt [os/vores] * | ~uafhængig journalistik | ~dit bidrag
        """,
        "newsletter": """
            tilmeld dig * nyhedsbrev | ~vores nyhedsbrev | få * nyhedsbrev |
            [få/tilmeld/modtag/abonner] * [nyhedsbrev/nyhedsbrevet/indbakke/mail/nyheder]* |
            ~vores nyhedsbreve | gå ikke glip af*
        """,
        "share": """
            følg os på * | følg os * | følg *på* | [lyt/del/print] [til
            /][artiklen/denne/artikel]* | følg os [på/via]* | [tip/skriv til] [os/redaktionen]*
            | [har du/ved du] * tip*
        """,
        "advert": """
            artiklen fortsætter * | artiklen fortsætter [efter/under]* | ~reklamelinks |
            ~annoncelinks
        """,
        "paywall": """
            allerede abonnent* | log ind for at læse* | ~bliv abonnent | ~allerede abonnent | kun
            for abonnenter* | ~digital adgang | ~digitalt abonnement | [vil du/for at]
            [læse/fortsætte]* [abonn*/log ind/køb]* | [allerede/er du] abonnent* | [lås/artiklen er]
            [op/for/kun]* | bliv abonnent*
        """,
        "consent": "vi bruger cookies * | vi anvender cookies *",
        "error": "siden [blev ikke fundet/findes ikke/kunne ikke findes] *",
        "login": """
            glemt adgangskode* | hvis du ikke har * abonnement* | har du allerede *
            abonnement* | log ind for at * | du skal logge ind * | du skal være logget ind *
        """,
        "comments": """
            din e-mailadresse vil ikke * | [log ind/du skal] * [kommentere/kommentar]* |
            [vær/bliv] [den /]første* | [skriv/efterlad] en kommentar* | din e-mailadresse vil
            ikke*
        """,
        "copyright": """
            ~alle rettigheder forbeholdes | ~må ikke gengives | [har du/fundet] * fejl* | [dette
            er/indlægget er] [et debatindlæg/udtryk for]*
        """,
    },
    appeals="""
        støt [vores/os] * [arbejde/journalistik/redaktion] | [tilmeld dig/abonner på/abonnér på] * nyhedsbrev | følg os på
        | [hent/download] vores * app | hent * app
        | [kunne/kan] du lide [artiklen/denne artikel] | for at læse [denne artikel/hele artiklen] skal du
        [have/logge/være] | hvis du ikke har et * abonnement
        """,
)
