"""Catalan labels, markers and sentences. See `language` for the notation."""

from scraper.extraction.vocabulary.language import Language

PHRASES = Language(
    labels={
        "related": """
            notícies relacionades | articles relacionats | relacionats | llegeix també |
            et pot interessar | també et pot interessar | més notícies | últimes
            notícies | més sobre * | contingut relacionat
        """,
        "ranking": """
            el més llegit | les més llegides | el més vist | més llegits | el més
            comentat
        """,
        "tags": "etiquetes | temes | paraules clau",
        "newsletter": "butlletí | subscriu-te | subscriu-t'hi | subscriu-te al butlletí",
        "share": "comparteix | comparteix-ho | imprimeix | segueix-nos | comparteix a *",
        "comments": "comentaris | deixa un comentari | escriu un comentari",
        "cta": """
            llegir més | més informació | veure més | fes clic aquí | veure-ho tot
        """,
        "advert": "publicitat | anunci | contingut patrocinat",
        "author": "sobre l'autor | autor | autora",
        "copyright": "tots els drets reservats | avís legal | política de privacitat",
        "navigation": """
            anterior | següent | article [anterior/següent] | cerca | menú | inici
        """,
    },
    markers={
        "related": "llegeix també | llegiu també | vegeu també | més informació",
        "tags": "etiquetes | temes | categories",
        "caption": "foto | fotografia | imatge | foto d'arxiu",
        "author": "font | fonts | redacció",
    },
    bare_markers={
        "related": "llegeix també | llegiu també",
    },
    sentences={
        "newsletter": """
            subscriu-te * | ~al nostre butlletí | [subscriu-te/apunta't/rep] *
            [butlletí/newsletter/canal/notícies]* | ~canal de whatsapp
        """,
        "share": """
            segueix-nos * | segueix * a * | ~segueix-nos | ~seguiu-nos |
            [comparteix/escolta/imprimeix] *
        """,
        "related": "llegeix també* | et pot interessar*",
        "cta": """
            fes clic aquí * | ~periodisme independent | ~fes-te'n [soci/subscriptor]
        """,
        "paywall": """
            només per a subscriptors* | aquest [article/contingut] * subscriptors* | exclusiu per a
            subscriptors*
        """,
        "consent": "utilitzem cookies* | aquest lloc web utilitza *",
        "copyright": """
            ~tots els drets reservats | ~prohibida la reproducció | [has trobat/has
            vist/detectat] un error*
        """,
        "error": "pàgina no trobada* | no s'ha trobat la pàgina*",
        "login": """
            has oblidat la contrasenya* | inicia [la /]sessió per * | has d'iniciar sessió *
        """,
        "comments": """
            la teva adreça * no es publicarà* | [has de/inicia] * [comentar/comentari/sessió]* |
            [deixa/escriu/envia] un comentari* | [el teu/l'adreça] * correu * no *
        """,
    },
)
