"""Czech labels, markers and sentences. See `language` for the notation."""

from scraper.extraction.vocabulary.language import Language

PHRASES = Language(
    labels={
        "related": """
            [související/podobné/další/doporučené/nejnovější/příbuzné]
            [články/zprávy/témata/příspěvky/obsah/odkazy] | související | čtěte
            [také/dále/více/i] | přečtěte si [také/dále/více/i] | mohlo by [vás/se vám/tě]
            [zajímat/líbit/také zajímat] | mohlo by vás také zajímat | doporučujeme |
            doporučujeme také | doporučené | více k tématu | více o * | více z * | k tématu |
            viz také | nepřehlédněte | přečíst si také | dále čtěte | aktuálně | z domova |
            nejnovější
        """,
        "ranking": """
            nejčtenější | nejčtenější [články/zprávy/dnes/za týden/týdne/na *] | nejsledovanější
            | nejdiskutovanější | nejoblíbenější | nejoblíbenější články | populární | populární
            [články/příspěvky/témata] | nejvíce čtené | trendy
        """,
        "tags": "štítky | klíčová slova | témata | tagy | témata článku",
        "newsletter": """
            newsletter | odebírat newsletter | přihlásit se k odběru | novinky e-mailem
        """,
        "share": """
            sdílet | sdílet článek | sdílejte | sdílet na * | vytisknout | tisknout | sledujte
            nás | kopírovat odkaz | poslat e-mailem
        """,
        "comments": """
            komentáře | diskuze | diskuse | přidat komentář | napsat komentář | zrušit odpověď |
            vstoupit do diskuze | diskuse k článku
        """,
        "cta": """
            číst dále | číst více | více | klikněte zde | zobrazit více | celý článek | stáhnout
            aplikaci | zjistit více
        """,
        "advert": """
            reklama | inzerce | sponzorováno | komerční sdělení | článek pokračuje pod reklamou
            | pokračování pod reklamou
        """,
        "author": "o autorovi | o autorce | autor | autoři | autorka",
        "copyright": "všechna práva vyhrazena",
        "navigation": """
            [předchozí/další] [článek/příspěvek] | předchozí | zpět | nahoru | hledat | domů |
            úvod | obsah stránky
        """,
    },
    markers={
        "related": """
            čtěte [také/dále/více/i/též] | přečtěte si [také/dále/více/i/též] | přečtěte si |
            čtěte | viz také | mohlo by vás zajímat | související | nepřehlédněte | sledujte
        """,
        "tags": "štítky | klíčová slova | témata | rubrika | tagy",
        "share": "sdílet | sdílejte",
        "caption": "foto | ilustrační foto",
    },
    bare_markers={
        "related": "čtěte také | přečtěte si také | čtěte i",
    },
    sentences={
        "related": """
            čtěte také* | přečtěte si * | více o *
        """,
        "cta": """
            ~podpořte [nás/naši/nezávislou] * | ~nezávislou žurnalistiku | ~vaše podpora
            | ~přispějte *
        """,
        "newsletter": """
            přihlaste se k odběru | odebírejte * newsletter | [přihlaste/odebírejte/dostávejte]
            * [newsletter*/novinky/e-mail*]* | nenechte si ujít*
        """,
        "share": """
            sledujte nás * | [sdílet/vytisknout/poslechnout] [článek/na/si]* | sledujte nás* |
            [pošlete/napište] nám* | [máte/víte] * [tip/zajímav*]*
        """,
        "advert": """
            článek pokračuje * | [článek/text] pokračuje [pod/za]* | ~affiliate odkazy |
            ~komerční sdělení
        """,
        "copyright": """
            ~všechna práva vyhrazena | ~bez předchozího souhlasu | ~bez souhlasu | [našli
            jste/nahlásit] [chybu/v článku]*
        """,
        "paywall": """
            tento článek je * předplatitele* | už mám předplatné* | pro předplatitele* | [jen/pouze]
            pro předplatitele* | [tento/celý] [článek/text] * [předplatitel*/předplatné]* | [už
            máte/jste] * předpl* | [předplaťte/koupit/odemknout]*
        """,
        "consent": "používáme cookies * | tento web používá * cookie*",
        "error": "stránka nebyla nalezena * | stránka nenalezena *",
        "javascript": "~zapněte javascript | ~povolte javascript",
        "login": """
            zapomenuté heslo* | přihlaste se, abyste * | pro zobrazení * se přihlaste* |
            musíte se přihlásit* | musíte být přihlášen*
        """,
        "comments": """
            vaše e-mailová adresa nebude * | [přihlaste se/musíte] *
            [komentář*/diskus*/komentovat]* | [přidat/napsat/napište] [komentář/názor]* | buďte
            první* | vaše e-mailová adresa nebude* | [vstoupit/přejít] do diskuse*
        """,
    },
    appeals="""
        [podpořte/podpoř] [nás/naši/naše/nezávisl*] * | přihlaste se k * [newsletter*/odběru] | sledujte nás na | stáhněte si
        * aplikaci
        | líbil se [vám/ti] [tento /]článek
        """,
)
