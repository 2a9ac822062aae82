"""Hungarian labels, markers and sentences. See `language` for the notation."""

from scraper.extraction.vocabulary.language import Language

PHRASES = Language(
    labels={
        "related": """
            kapcsolódó cikkek | kapcsolódó | kapcsolódó hírek | kapcsolódó tartalom |
            ajánlott cikkek | ajánljuk | ajánlott | ajánlatunk | ezt is olvassa el |
            olvasta már? | ez is érdekelheti | ezek is érdekelhetik | hasonló cikkek |
            további cikkek | további hírek | legfrissebb | legfrissebb hírek | friss
            hírek | a témában | még több *
        """,
        "ranking": """
            legolvasottabb | legolvasottabbak | legnépszerűbb | legnépszerűbb cikkek |
            népszerű | top hírek | legtöbbet olvasott | legnézettebb
        """,
        "tags": "címkék | címke | témák | kulcsszavak",
        "newsletter": """
            hírlevél | iratkozzon fel hírlevelünkre | feliratkozás | feliratkozom |
            hírlevél feliratkozás
        """,
        "share": """
            megosztás | megosztom | oszd meg | ossza meg | nyomtatás | kövess minket |
            kövessen minket | megosztás *
        """,
        "comments": """
            hozzászólások | hozzászólás | kommentek | szólj hozzá | vélemény,
            hozzászólás?
        """,
        "cta": """
            tovább | tovább olvasom | tovább a cikkre | részletek | kattintson ide |
            több | továbbiak betöltése
        """,
        "advert": """
            hirdetés | reklám | promóció | szponzorált tartalom | a cikk a hirdetés után
            folytatódik
        """,
        "author": "a szerzőről | szerző | szerzők | írta *",
        "copyright": "minden jog fenntartva | impresszum | adatvédelem | médiaajánlat",
        "navigation": """
            előző | következő | [előző/következő] cikk | vissza a tetejére | keresés |
            menü | kezdőlap | címlap
        """,
    },
    markers={
        "related": """
            olvassa el | olvasd el | ezt is olvassa el | kapcsolódó | videó | lásd még
        """,
        "tags": "címkék | témák | kategória",
        "caption": """
            fotó | fotók | kép | képek | illusztráció | borítókép | nyitókép | kiemelt
            kép
        """,
        "author": "forrás | szerző | szerkesztő",
    },
    bare_markers={
        "related": "ezt is olvassa el | ajánljuk még | olvassa el ezt is",
    },
    sentences={
        "newsletter": """
            iratkozz* fel * | ~iratkozzon fel | ~hírlevelünkre | [iratkozz/iratkozzon] fel* |
            ~hírlevelünk | ~google híreken | ~google hírek
        """,
        "share": """
            kövess* minket * | kövessen minket * | ha tetszett * | ~kövess minket | ~kövessen
            minket | ~csatlakozz | [oszd/ossza] meg* | [ha/van] * [tetszett/híre]*
        """,
        "related": "kapcsolódó cikk* | olvassa el * is* | további részletek *",
        "cta": """
            kattints* ide * | kattintson ide * | ~támogassa [munkánkat/a
            szerkesztőséget/lapunkat] | ~független újságírás
        """,
        "paywall": """
            csak előfizetők* | [a/ez a/ezt a] [cikk/cikket/tartalom] * előfizet* | ~előfizetőink |
            fizessen elő * | ~már előfizető | előfizetőknek* | [a folytatás*/a teljes cikk*] *
            előfizet*
        """,
        "consent": "~sütiket használ | ~cookie-kat használ",
        "copyright": """
            ~minden jog fenntartva | ~hozzájárulása nélkül | ~forrás megjelölés | [hibát/hiba]
            [talált*/vett észre]*
        """,
        "error": "az oldal nem található* | a keresett oldal *",
        "login": """
            elfelejtett jelszó* | jelentkezz be, hogy * | jelentkezzen be, hogy * |
            jelentkezz be a folytatáshoz* | jelentkezzen be a folytatáshoz* |
            ~megtekintéséhez be kell jelentkez* | ~folytatáshoz be kell jelentkez*
        """,
        "comments": """
            az e-mail címet nem tesszük közzé* | ~az e-mail-címet nem tesszük közzé |
            [jelentkezz/lépj/be kell] * [hozzászól*/komment*]* | [szólj/szóljon] hozzá* |
            [írj/írjon] * [kommentet/hozzászólást]* | e-mail cím*nem*
        """,
        "advert": """
            a cikk * [hirdetés/reklám] után* | ~a hirdetés után folytatódik | ~szponzorált
            tartalom
        """,
    },
    appeals="""
        [kövess/kövessen/kövesd/kövesse] * [facebook*/instagram*/twitter*/youtube*/google*] | [iratkozz/iratkozzon] fel *
        [hírlevel*/csatorn*] | [támogass/támogasson/támogasd] [minket/bennünket/a munkánkat/a lapot/a szerkesztőséget]
        | tetszett a [cikk/írás/bejegyzés]
        """,
)
