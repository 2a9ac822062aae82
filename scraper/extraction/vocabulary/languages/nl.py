"""Dutch labels, markers and sentences. See `language` for the notation."""

from scraper.extraction.vocabulary.language import Language

PHRASES = Language(
    labels={
        "related": """
            [gerelateerde/verwante/aanbevolen/vergelijkbare/andere/meer/recente/laatste]
            [artikelen/artikels/berichten/nieuws/onderwerpen/verhalen/content/video's/links] |
            lees [ook/meer/verder/hier meer/dit ook/ook dit/meer over/meer van] | lees meer over
            * | lees ook * artikelen | meer over * | meer van * | meer uit * | meer in * | ook
            interessant | bekijk ook | zie ook | aanbevolen | aanbevolen voor jou | aanraders |
            [misschien/wellicht] [ook interessant/vind je dit ook leuk] | dit vind je misschien
            ook interessant | niet te missen | mis niets | uit het archief | net binnen | het
            laatste nieuws | laatste nieuws | meer hierover | verder lezen
        """,
        "ranking": """
            [meest/best/veel] [gelezen/bekeken/gedeeld/besproken/populair/gelezen
            artikelen/gelezen berichten] | meest gelezen [in/op/van/vandaag/deze] * | populair |
            populair nu | populair op * | populaire [artikelen/berichten/onderwerpen/verhalen] |
            meestgelezen | best gelezen artikelen | trending | nu populair | top 5 | top 10 | de
            meest gelezen artikelen | nu in het nieuws
        """,
        "tags": "trefwoorden | labels | onderwerpen | gerelateerde tags | lees meer over",
        "newsletter": """
            nieuwsbrief | nieuwsbrieven | schrijf je in | meld je aan | aanmelden nieuwsbrief |
            abonneer | abonneer je | inschrijven nieuwsbrief | word abonnee
        """,
        "share": """
            delen | deel | deel dit artikel | delen via * | deel op * | deel via * | deel dit
            bericht | printen | volg ons | volg ons op * | kopieer link | deel dit
        """,
        "comments": """
            reacties | reageer | plaats een reactie | geef een reactie | laat een reactie
            achter | reageren | reactie annuleren | reactie plaatsen | bekijk reacties |
            huisregels | reactieregels | spelregels voor reacties | spelregels
        """,
        "cta": """
            klik hier | toon meer | bekijk alles | download de app | meer laden | lees het hele
            artikel | meer weergeven
        """,
        "advert": """
            advertentie | advertenties | gesponsord | gesponsorde inhoud | artikel gaat verder
            onder de advertentie | tekst gaat door onder de advertentie | lees verder onder de
            advertentie | lees verder na de advertentie
        """,
        "author": "over de auteur | over de auteurs | auteur | auteurs | geschreven door *",
        "copyright": "alle rechten voorbehouden",
        "navigation": """
            [vorig/volgend] [artikel/bericht] | vorige | volgende | terug | terug naar boven |
            naar boven | zoeken | ga naar inhoud | berichtnavigatie | inhoudsopgave
        """,
    },
    markers={
        "author": """
            bron | bronnen | redactie
        """,
        "related": """
            lees [ook/meer/verder/hier/hier ook/dit ook/ook dit] | bekijk [ook/hier] |
            zie ook | luister ook | meer over * | gerelateerd | kijk ook | lees
        """,
        "tags": "trefwoorden | categorie | onderwerpen | categorieën",
        "share": "delen | deel dit | volg ons | deel",
        "caption": """
            foto | beeld | fotograaf | archieffoto | illustratiefoto | foto ter illustratie | omslagfoto |
            afbeelding [1/2/3/4/5/6/7/8/9] | fotocredit |
            bron foto
        """,
    },
    bare_markers={
        "related": "lees ook | bekijk ook",
        "cta": "klik hier",
    },
    sentences={
        "related": """
            lees ook * | lees meer * | bekijk ook * | meer over *
        """,
        "newsletter": """
            schrijf je in * nieuwsbrief | ~onze nieuwsbrief | meld je aan * nieuwsbrief |
            ontvang * [nieuwsbrief/mailbox/inbox] | meld je aan * | schrijf je in * | [meld
            je/schrijf je/abonneer] * [nieuwsbrief/kanaal/updates]* | [ontvang/krijg] *
            [nieuwsbrief/inbox/mail/e-mail]* | ~whatsapp-kanaal | [blijf/altijd] op de hoogte*
        """,
        "share": """
            volg ons op * | volg * op [facebook/twitter/instagram] | volg ons * | deel dit * |
            reageer * | [luister/beluister/deel/print] [dit/het/naar/op]
            [artikel/bericht/facebook]* | [volg/like] ons [op/via]* | [heb je/heeft u/tip] [een
            tip/de redactie]* | [mail/stuur] * [redactie/foto/tip]*
        """,
        "cta": """
            klik hier om * | download de * app * | ~steun ons | ~onafhankelijke
            journalistiek | ~word [lid van/donateur/vriend van] * | ~doneer * |
            ~[jouw/uw] [steun/donatie/bijdrage] | vond je dit [artikel/stuk] *
        """,
        "advert": """
            tekst [gaat/loopt] [verder/door] * | artikel [gaat/loopt] [verder/door] * |
            [artikel/tekst/verhaal/lees verder] [gaat verder/loopt door/verder/na de]*
            [advertentie/reclame/foto/video]* | ~ontvangen wij een commissie
        """,
        "copyright": """
            ~alle rechten voorbehouden | ~zonder toestemming | [fout/foutje/een fout]
            [gezien/gevonden/ontdekt]* | heb je een [fout/tip/foto]*
        """,
        "paywall": """
            dit artikel is * voor abonnees | al abonnee* | word abonnee * | ~word abonnee | ~al
            abonnee | ~onbeperkt lezen | [dit artikel is/alleen voor/exclusief voor] * abonnees*
            | verder lezen? * | [om/wil je] [verder/dit artikel] * lezen* | [word/neem]
            [abonnee/lid/een abonnement]*
        """,
        "consent": """
            wij gebruiken cookies * | we gebruiken cookies * | deze [website/site] gebruikt
            cookies * | alle cookies accepteren
        """,
        "error": "pagina niet gevonden * | deze pagina bestaat niet *",
        "javascript": "~schakel javascript in | javascript is uitgeschakeld *",
        "captcha": "~geen robot",
        "login": """
            wachtwoord vergeten* | je moet ingelogd * | log in om * | meld je aan om * | je
            moet inloggen * | u moet inloggen * | je moet zijn ingelogd *
        """,
        "comments": """
            je e-mailadres wordt niet gepubliceerd* | het e-mailadres wordt niet * | [je moet/u
            moet/log in] * [reageren/reactie/plaatsen]* | [wees de/schrijf de] eerste * |
            [laat/plaats/geef] [een/je/uw] reactie* | reageren is * | [reacties/reageren]
            [zijn/is] [gesloten/niet mogelijk]* | je e-mailadres wordt niet* | deze site
            gebruikt akismet* | [vond je/was dit] * [artikel/nuttig]*
        """,
    },
    appeals="""
        [steun/help] [ons/onze/de onafhankelijke] * [donatie/journalistiek/werk/lid/redactie] | [doneer/doe een donatie]
        [nu/hier/aan/en] | [schrijf je/meld je/schrijf u/abonneer je/abonneer u] * [nieuwsbrief/kanaal] | [volg] ons [op/ook
        op/via] | download [nu /gratis /][de/onze] [/* ]app | word [nu /ook /]lid van | volg * op
        [facebook/instagram/twitter/x/telegram/whatsapp/youtube/linkedin/google news/tiktok] | [meld/schrijf] je [nu /hier
        /gratis /]aan voor * | [wil/wilt] * [nieuwsbrief/op de hoogte blijven]
        | [vond je/vind je] dit [artikel/verhaal/stuk] [leuk/interessant/nuttig/goed] | heb je genoten van dit
        [artikel/verhaal]
        """,
)
