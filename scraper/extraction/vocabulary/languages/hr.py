"""Croatian, Bosnian and Serbian in Latin script labels, markers and sentences. See `language` for the notation."""

from scraper.extraction.vocabulary.language import Language

PHRASES = Language(
    labels={
        "related": """
            povezane vijesti | povezani članci | povezane teme | slične vijesti | slični
            članci | pročitajte još | pročitaj još | pročitajte i | pročitaj i | vezane
            vijesti | vezani članci | preporučeno | preporučujemo | možda vas zanima |
            moglo bi vas zanimati | najnovije | najnovije vijesti | najnovije vesti |
            ostale vijesti | više iz rubrike
        """,
        "ranking": """
            najčitanije | najčitanije vijesti | najčitanije vesti | najpopularnije |
            najgledanije | najkomentiranije | top vijesti | popularno
        """,
        "tags": "oznake | tagovi | ključne riječi | teme | ključne reči",
        "newsletter": """
            newsletter | prijavite se | prijavite se na newsletter | pretplatite se
        """,
        "share": """
            podijeli | podijelite | podeli | podelite | dijeli | ispis | pratite nas |
            podijeli na *
        """,
        "comments": """
            komentari | komentar | ostavite komentar | ostavi komentar | komentirajte |
            dodaj komentar
        """,
        "cta": """
            saznajte više | saznaj više | kliknite ovdje | kliknite ovde | učitaj više |
            prikaži više | više
        """,
        "advert": """
            oglas | oglasi | reklama | promo | sponzorirani sadržaj | tekst se nastavlja
            ispod oglasa | nastavak teksta ispod oglasa
        """,
        "author": "o autoru | autor | autorica | autori",
        "copyright": """
            sva prava pridržana | sva prava zadržana | uvjeti korištenja | uslovi
            korišćenja
        """,
        "navigation": """
            prethodni | sljedeći | [prethodni/sljedeći/sledeći] članak | na vrh |
            pretraga | traži | izbornik | naslovnica | početna
        """,
    },
    markers={
        "related": """
            pročitajte još | pročitajte i | pročitaj i | čitaj još | vidi još | video |
            pogledajte
        """,
        "tags": "oznake | tagovi | ključne riječi | kategorija",
        "caption": "foto | fotografija | fotografije | izvor fotografije | ilustracija",
        "author": "izvor | autor | urednik",
    },
    bare_markers={
        "related": "pročitajte još | pročitajte i | pročitaj i | čitajte još",
    },
    sentences={
        "newsletter": """
            prijavite se na * | pretplatite se na * | [prijavite/pretplatite/prijavi] se * | ~na
            newsletter | ~viber zajednic
        """,
        "share": """
            pratite nas * | zapratite * | pridružite se * | ~pratite nas | ~zapratite nas |
            [podijeli/podijelite/podeli/podelite] * | [imate/pošaljite] *
            [priču/vijest/fotograf*/dojav*/vest]* | ~na viber
        """,
        "related": "pročitajte i* | pročitajte još* | više o *",
        "cta": """
            kliknite ovd* * | preuzmite * aplikaciju* | ~nezavisno novinarstvo |
            ~podržite [nas/naš/rad]
        """,
        "paywall": """
            samo za pretplatnike* | ~već ste pretplatnik | pretplatite se * | za pretplatnike* |
            [ovaj/cijeli] [članak/sadržaj/tekst] * pretplatnike* | [za nastavak/nastavite] *
        """,
        "consent": """
            koristimo kolačiće* | ova [stranica/web stranica] koristi kolačiće* |
            ~koristi kolačiće
        """,
        "copyright": """
            ~sva prava pridržana | ~sva prava zadržana | ~zabranjeno je | ~uz navođenje izvora |
            [pronašli ste/uočili ste] [grešku/pogrešku]*
        """,
        "error": "stranica nije pronađena*",
        "login": """
            zaboravili ste lozinku* | zaboravljena lozinka* | prijavite se [kako/da] biste *
            | morate se prijaviti * | morate biti prijavljeni *
        """,
        "comments": """
            vaša adresa e-pošte neće biti objavljena* | ~adresa e-pošte neće biti | [morate
            biti/prijavite se/za komentiranje] * [komentar*/komentir*]* |
            [ostavi/napiši/dodaj/ostavite/napišite] komentar* | vaša [adresa/email]* neće*
        """,
    },
    appeals="""
        [pratite/prati] nas [na/putem/i na] * | [preuzmite/skinite] * aplikaciju | [podržite/podrži] [nas/naš
        rad/neovisno/nezavisno] | [prijavite se/pretplatite se] * [newsletter/kanal]
        """,
)
