"""Norwegian labels, markers and sentences. See `language` for the notation."""

from scraper.extraction.vocabulary.language import Language

PHRASES = Language(
    labels={
        "related": """
            relaterte [artikler/saker/nyheter/innlegg/emner] | relatert | relatert innhold | les
            [også/mer/videre/flere saker/mer om saken] | les mer om * | mer om * | mer fra * |
            flere [artikler/saker/nyheter] | flere saker [fra/om] * | siste nytt | siste saker |
            anbefalte artikler | anbefalt for deg | anbefalt | ikke gå glipp av | andre leser
        """,
        "ranking": """
            mest [lest/leste/sett/delt/populære/leste saker/lest akkurat nå/leste artikler] |
            mest lest [i/på/nå/siste] * | populært | populært nå | populære
            [artikler/saker/innlegg] | akkurat nå | topplisten
        """,
        "tags": "emneord | emner | stikkord",
        "newsletter": "nyhetsbrev | abonner | meld deg på nyhetsbrev | meld deg på",
        "share": """
            del | del artikkelen | del på * | skriv ut | følg oss | følg oss på * | kopier lenke
        """,
        "comments": """
            kommentarer | legg igjen en kommentar | kommenter | avbryt svar | skriv en kommentar
        """,
        "cta": "klikk her | vis mer | se alle | last ned appen | les hele saken",
        "advert": """
            annonse | annonser | annonsørinnhold | artikkelen fortsetter under annonsen | saken
            fortsetter under annonsen | reklame | artikkelen fortsetter etter annonsen
        """,
        "author": "om forfatteren | forfatter",
        "copyright": "alle rettigheter reservert",
        "navigation": """
            [forrige/neste] [artikkel/innlegg/sak] | forrige | neste | tilbake | til toppen |
            søk | meny | til forsiden
        """,
    },
    markers={
        "author": """
            kilde | kilder
        """,
        "related": """
            les [også/mer/her/hele saken] | se også | les | hør også | relatert | les
            også
        """,
        "tags": "emneord | emner | kategori | stikkord",
        "share": "følg oss",
        "caption": "foto | illustrasjonsfoto | arkivfoto",
    },
    bare_markers={
        "related": "les også | les mer",
    },
    sentences={
        "related": """
            les også* | les mer * | se også*
        """,
        "cta": """
            ~støtt [oss/vårt/vår] * | ~uavhengig journalistikk | ~ditt bidrag
        """,
        "newsletter": """
            meld deg på * nyhetsbrev | ~vårt nyhetsbrev | få * nyhetsbrev |
            [få/meld/abonner/motta] * [nyhetsbrev/nyhetsbrevet/innboksen/e-post/varsel]* | ~våre
            nyhetsbrev | gå ikke glipp av*
        """,
        "share": """
            følg oss på * | følg oss * | [lytt/del/skriv ut] [til /på
            /][artikkelen/saken/denne/facebook]* | følg oss [på/via]* | [tips/kontakt]
            [oss/redaksjonen]* | [har du/vet du] * tips*
        """,
        "advert": """
            [saken/artikkelen] fortsetter * | [artikkelen/saken/teksten] fortsetter
            [etter/under]* | ~annonselenker | ~reklamelenker | ~affiliate-lenker
        """,
        "paywall": """
            allerede abonnent* | logg inn for å lese* | for abonnenter | for abonnenter* |
            [kun/bare] for abonnenter* | [denne artikkelen/artikkelen/saken] * for abonnenter* |
            ~bli abonnent | [vil du/for å] [lese/fortsette]* [abonn*/logg inn/kjøp]* | [allerede/er
            du] abonnent* | [denne saken er/artikkelen er] [kun/for/forbeholdt]* | bli abonnent*
        """,
        "consent": "vi bruker cookies * | vi bruker informasjonskapsler *",
        "error": "siden [ble ikke funnet/finnes ikke] * | fant ikke siden *",
        "login": """
            glemt passord* | logg inn for å * | du må logge inn * | du må være innlogget * |
            glemt passordet*
        """,
        "comments": """
            din e-postadresse vil ikke * | [logg inn/du må] * [kommentere/kommentar]* |
            [vær/bli] [den /]første* | [skriv/legg igjen/legg inn] en kommentar* | din
            e-postadresse vil ikke* | kommentarfeltet er *
        """,
        "copyright": """
            ~alle rettigheter | [har du/fant du] * feil* | [dette er/innlegget] * [et
            debattinnlegg/meninger/skribentens]*
        """,
    },
    appeals="""
        støtt [vårt/vår/oss] * [arbeid/journalistikk/redaksjon] | [meld deg på/abonner på] * nyhetsbrev | følg oss på | last
        ned * app
        | likte du [artikkelen/saken]
        """,
)
