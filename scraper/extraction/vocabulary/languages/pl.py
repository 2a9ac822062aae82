"""Polish labels, markers and sentences. See `language` for the notation."""

from scraper.extraction.vocabulary.language import Language

PHRASES = Language(
    labels={
        "related": """
            [powiązane/podobne/polecane/ostatnie/inne/najnowsze/pozostałe]
            [artykuły/wpisy/tematy/wiadomości/treści/posty/informacje/materiały] | powiązane |
            [czytaj/przeczytaj/zobacz/obejrzyj/sprawdź]
            [też/także/również/więcej/dalej/koniecznie] | czytaj więcej [o/na temat] * | warto
            przeczytać | polecamy | polecamy również | polecane | polecane dla ciebie | więcej
            na ten temat | więcej na temat * | więcej o * | więcej z * | zobacz więcej | nie
            przegap | może cię zainteresować | może cię zainteresować również | to może cię
            zainteresować | mogą cię zainteresować | może zainteresuje cię też | przeczytaj
            również na * | w tym temacie | najnowsze
        """,
        "ranking": """
            [najczęściej/najchętniej]
            [czytane/oglądane/komentowane/udostępniane/wyszukiwane/czytane artykuły] |
            najpopularniejsze | najpopularniejsze [artykuły/wpisy/tematy/wiadomości] | popularne
            | popularne [artykuły/wpisy/tematy/teraz/wiadomości] | na czasie | hity dnia | top
            10 | ranking artykułów | czytane teraz
        """,
        "tags": "tagi | słowa kluczowe | tematy | kategorie",
        "newsletter": """
            newsletter | zapisz się | zapisz się do newslettera | subskrybuj | zapisz się na
            newsletter
        """,
        "share": """
            udostępnij | podziel się | udostępnij na * | drukuj | obserwuj nas | kopiuj link |
            polub nas | podziel się na * | śledź nas
        """,
        "comments": """
            komentarze | komentarz | skomentuj | dodaj komentarz | zostaw komentarz | anuluj
            odpowiedź | dodaj odpowiedź | zasady komentowania | regulamin komentarzy |
            netykieta
        """,
        "cta": """
            czytaj więcej | czytaj dalej | kliknij tutaj | pokaż więcej | dowiedz się więcej |
            pobierz aplikację | więcej | rozwiń
        """,
        "advert": """
            reklama | reklamy | ogłoszenie | artykuł sponsorowany | materiał sponsorowany |
            dalszy ciąg materiału pod wideo | dalsza część artykułu pod reklamą | dalsza część
            tekstu pod wideo | ciąg dalszy artykułu pod materiałem wideo | materiał promocyjny
        """,
        "author": "o autorze | o autorce | autor | autorzy | autorka",
        "copyright": "wszelkie prawa zastrzeżone | polityka prywatności",
        "navigation": """
            [poprzedni/następny] [artykuł/wpis] | poprzedni | następny | wróć | powrót | do góry
            | szukaj | strona główna | nawigacja wpisu | spis treści
        """,
    },
    markers={
        "related": """
            [czytaj/przeczytaj/zobacz/obejrzyj/sprawdź/posłuchaj]
            [też/także/również/więcej/teraz/koniecznie] | zobacz | czytaj | polecamy |
            przeczytaj | polecany artykuł | więcej na ten temat | powiązane | zobacz
            wideo | wideo | oglądaj
        """,
        "tags": "tagi | słowa kluczowe | kategoria | kategorie | tematy",
        "share": "udostępnij | podziel się",
        "author": """
            o autorze | źródło | źródła | redakcja | oprac.
        """,
        "caption": """
            fot. | fot | zdjęcie | foto | zdjęcie ilustracyjne | zdjęcie poglądowe | zdjęcie archiwalne | autor zdjęcia | [rys./ryc.]
            [1/2/3/4/5/6/7/8/9] | źródło zdjęcia
        """,
    },
    bare_markers={
        "related": """
            czytaj też | czytaj także | czytaj również | przeczytaj też | przeczytaj także |
            zobacz też | zobacz także | zobacz również
        """,
        "cta": "kliknij tutaj",
    },
    sentences={
        "related": """
            zobacz wideo * | oglądaj * | przeczytaj zapowiedź* | czytaj
            [też/także/również/więcej/dalej]* | przeczytaj [też/także/również]* | zobacz
            [też/także/również/więcej]* | więcej [na temat/o]*
        """,
        "newsletter": """
            zapisz się * newsletter | ~naszego newslettera | zapisz się na * | ~zapisz się na
            newsletter | ~do newslettera | [zapisz się/zasubskrybuj/otrzymuj/chcesz być] *
            [newsletter*/bieżąco/e-mail/skrzynk*]* | bądź na bieżąco*
        """,
        "share": """
            obserwuj nas * | śledź nas * | polub nas * | udostępnij ten | dołącz do nas * |
            obserwuj * | masz * temat* | napisz do nas* | [posłuchaj/drukuj/udostępnij/podziel
            się] [artykuł*/na/tym/tego]* | [obserwuj/polub/śledź/znajdź] nas* | [masz
            temat/napisz do/wyślij/czekamy na]* [redakcj*/nam/zgłoszenia/wiadomoś*/zdjęci*]* |
            ~obserwuj nas | ~dołącz do nas
        """,
        "cta": """
            kliknij [tutaj/tu] * | pobierz * aplikację * | ~wesprzyj
            [nas/nasz/naszą/portal] * | ~twoje wsparcie | ~niezależne dziennikarstwo |
            ~niezależnego dziennikarstwa | ~przekaż darowiznę | podobał ci się *
        """,
        "advert": """
            dalsz[a/y] [część/ciąg] * [pod/poniżej] * | ciąg dalszy * | [dalsza część/dalszy
            ciąg/ciąg dalszy/artykuł/reszta] [artykułu/tekstu/kontynuowany/materiału/znajduje]*
            [reklam*/wideo/galeri*]* | ~linki afiliacyjne | ~materiał sponsorowany | ~materiał
            partnera
        """,
        "copyright": """
            ~wszelkie prawa zastrzeżone | ~kopiowanie bez zgody | ~rozpowszechnianie | ~dalsze
            rozpowszechnianie | [znalazłeś/widzisz/zauważyłeś/masz] błąd* | ~prawa zastrzeżone |
            [poglądy/opinie] * [autora/wyrażone]*
        """,
        "paywall": """
            masz już * prenumeratę* | pozostało * tekstu | artykuł tylko dla * | [dalszy ciąg/pełna
            treść/dalsza część/ten artykuł/treść] * [subskrybent*/prenumerat*/abonent*]* | [masz
            już/jesteś] [konto/subskrybentem/prenumeratorem]* | [tylko/wyłącznie/] dla
            subskrybentów* | [ten/cały] [artykuł/tekst] * dla subskrybentów* | [tylko/wyłącznie/]
            dla prenumeratorów* | [ten/cały] [artykuł/tekst] * dla prenumeratorów* |
            [kup/wykup/odblokuj] [dostęp/subskrypcj*/prenumerat*]*
        """,
        "consent": """
            używamy plików cookie* | ta strona * [cookies/ciasteczek/plików cookie] * | ta
            witryna * cookie*
        """,
        "error": "strona nie [została znaleziona/istnieje] * | nie znaleziono strony *",
        "javascript": "~włącz javascript | ~włącz obsługę javascript",
        "captcha": "~nie jestem robotem",
        "login": """
            zapomniałeś hasła* | nie pamiętasz hasła* | zaloguj się, aby * | aby zobaczyć *
            zaloguj się* | musisz się zalogować* | musisz być zalogowan* | zapomniałaś
            hasła*
        """,
        "comments": """
            twój adres e-mail nie zostanie * | [zaloguj się/musisz] *
            [komentarz/komentować/dodać]* | [bądź/napisz] pierwsz* | [dodaj/zostaw/napisz]
            komentarz* | twój adres e-mail nie* | [komentarze/możliwość komentowania] *
            [wyłączone/zamknięte/wyłączona]* | [czy ten artykuł/oceń artykuł/oceń ten]*
        """,
    },
    appeals="""
        [wesprzyj/wspieraj/wesprzyjcie] [nas/naszą/nasze/niezależne] * | [zapisz się/subskrybuj/zaprenumeruj] *
        [newsletter*/kanał] | [obserwuj/śledź/polub] nas [na/w] | [pobierz/ściągnij] * aplikację |
        [obserwuj/śledź/polub/czytaj] * [na facebooku/na instagramie/w google news/na twitterze/na youtube/w wiadomościach
        google] | dołącz do [nas/naszej grupy/grona] *
        | [spodobał ci się/podobał ci się] [ten /]artykuł
        """,
)
