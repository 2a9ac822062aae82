"""Romanian labels, markers and sentences. See `language` for the notation."""

from scraper.extraction.vocabulary.language import Language

PHRASES = Language(
    labels={
        "related": """
            citește și | citiți și | citește mai mult | vezi și | articole similare |
            articole recomandate | articole asemănătoare | știri similare | știri
            recomandate | recomandări | recomandate | te-ar putea interesa | te-ar putea
            interesa și | alte articole | alte știri | ultimele știri | ultimele
            articole | cele mai noi | din aceeași categorie | pe același subiect
        """,
        "ranking": """
            cele mai citite | cele mai citite [știri/articole] | cele mai populare |
            cele mai vizualizate | cele mai comentate | top știri | populare | în trend
        """,
        "tags": "etichete | taguri | cuvinte cheie | subiecte",
        "newsletter": "newsletter | abonează-te la newsletter | abonează-te | aboneaza-te",
        "share": """
            distribuie | distribuie articolul | distribuie pe * | trimite | tipărește |
            urmărește-ne | urmărește-ne pe *
        """,
        "comments": """
            comentarii | lasă un comentariu | lasă un răspuns | adaugă un comentariu |
            scrie un comentariu | comentează
        """,
        "cta": """
            află mai multe | click aici | vezi mai mult | vezi mai multe | vezi toate |
            descarcă aplicația | citește tot articolul
        """,
        "advert": """
            publicitate | reclamă | advertorial | articolul continuă după publicitate
        """,
        "author": "despre autor | autor | autori | scris de *",
        "copyright": """
            toate drepturile rezervate | termeni și condiții | politica de
            confidențialitate
        """,
        "navigation": """
            articolul [anterior/următor] | anterior | următor | următorul | înapoi sus |
            căutare | caută | meniu | acasă
        """,
    },
    markers={
        "related": """
            citește și | citiți și | vezi și | citește mai mult | video | urmărește |
            recomandare
        """,
        "tags": "etichete | taguri | cuvinte cheie | categorie | categorii",
        "caption": """
            foto | sursa foto | credit foto | imagine | foto arhivă | captură video
        """,
        "author": "sursa | sursă | surse | editor | redactor",
    },
    bare_markers={
        "related": "citește și | citiți și | vezi și",
    },
    sentences={
        "newsletter": """
            abonează-te la * | ~la newsletter | ~newsletter-ul nostru |
            [abonează-te/abonați-vă/înscrie-te] * | ~canalul * whatsapp
        """,
        "share": """
            urmărește * pe * | urmăriți * pe * | ~urmărește-ne pe | dacă ți-a plăcut * |
            ~urmărește-ne | ~urmăriți-ne | ~urmărește * pe google | [distribuie/trimite/ascultă]
            [articolul/pe/ne]* | dacă [ți-a plăcut/aveți/ai] *
        """,
        "related": "citește și* | citiți și* | vezi și* | mai multe despre *",
        "cta": """
            click aici pentru * | descarcă * aplicația * | ~jurnalism independent |
            ~susține [presa/jurnalismul/proiectul]
        """,
        "paywall": """
            doar pentru abonați* | ~ești deja abonat | abonează-te pentru * | pentru abonați* |
            [acest/restul] [articol/articolului/text] * pentru abonați* | [pentru a/vrei să]
            [citi/citești] * [abon*]*
        """,
        "consent": """
            folosim cookie* | acest site [folosește/utilizează] cookie* | utilizăm
            cookie*
        """,
        "copyright": """
            ~toate drepturile rezervate | ~preluarea * interzisă | ~preluarea * conținut | ~este
            interzisă | ~poate fi preluat | [ai/ați] [găsit/observat] o [greșeală/eroare]*
        """,
        "error": "pagina nu a fost găsit* | pagina nu există*",
        "login": """
            ai uitat parola* | conectează-te pentru * | autentifică-te pentru * | trebuie să
            te autentifici * | trebuie să fii [autentificat/conectat] *
        """,
        "comments": """
            adresa ta de email nu va fi publicat* | ~adresa ta de email nu va fi publicată |
            [trebuie să/pentru a] * [comenta/comentariu]* | [lasă/scrie/adaugă] un comentariu* |
            adresa ta de email nu*
        """,
        "advert": "articolul continuă * | ~linkuri afiliate | ~conținut sponsorizat | publicitate*",
    },
    appeals="""
        [urmărește/urmărește-ne/urmăriți/urmăriți-ne/abonează-te/abonați-vă/alătură-te] *
        [facebook/instagram/telegram/youtube/google news/newsletter/whatsapp/canal*] | [susține/sprijină]
        [jurnalismul/proiectul/echipa/redacția] | descarcă * aplicația
        | [ți-a/ti-a] plăcut [articolul/acest articol]
        """,
)
