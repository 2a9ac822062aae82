"""German labels, markers and sentences. See `language` for the notation."""

from scraper.extraction.vocabulary.language import Language

PHRASES = Language(
    labels={
        "related": """
            [ähnliche/weitere/verwandte/passende/neueste/aktuelle/mehr/andere/empfohlene]
            [artikel/beiträge/themen/meldungen/nachrichten/news/inhalte/videos/links/berichte/
            texte/geschichten/seiten/produkte/blogartikel] | lesen sie [auch/mehr/hier
            mehr/weiter/jetzt/dazu/dazu auch/auch diese artikel/mehr zum
            thema/hierzu/hierzu auch] | auch interessant | [das könnte/dies könnte/das
            dürfte] [sie/dich/ihnen/dir] [auch /][interessieren/gefallen] | das könnte
            [sie/dich] ebenfalls interessieren | mehr zum thema | mehr zum thema * | zum
            thema | mehr zu * | mehr aus * | mehr von * | mehr über * | mehr dazu | mehr
            auf * | aktuelles aus * | weitere artikel aus * | weitere artikel zum thema
            | weitere [artikel/beiträge] [von/zu] * | weiterlesen | weiterführende
            [links/informationen/artikel] | siehe auch | empfehlungen | empfehlungen der
            redaktion | redaktionsempfehlung | unsere empfehlungen | empfohlen |
            empfohlener redaktioneller inhalt | passend zum thema | dazu passend | aus
            dem archiv | aus dem ressort | aus der redaktion | mehr lesen | nicht
            verpassen | verpassen sie nicht | nächster artikel | für sie empfohlen | für
            sie ausgewählt | tipps der redaktion | interessant für sie | auch lesenswert
            | lesetipps | leseempfehlung | leseempfehlungen | links zum thema | zur
            startseite | neues aus * | top-themen | top themen | themen des tages |
            weitere themen | [letzte/neue/jüngste] [beiträge/artikel] | das neueste |
            weitere pressemitteilungen | weitere interessante * | neueste beiträge |
            weitere links | das könnte [dich/sie/euch] auch interessieren | das thema
            könnte [dich/sie/euch] auch interessieren | könnte [dich/sie/euch] auch
            interessieren
        """,
        "ranking": """
            meistgelesen | meistgelesene [artikel/beiträge/nachrichten/texte/storys] | [meist/am
            meisten/meist-] [gelesen/geklickt/kommentiert/geteilt/gesehen/gesucht] |
            meistgeklickt | meistkommentiert | meistgeteilt | meistgesehen | meistgelesen
            [in/bei/auf/heute/diese] * | meistgelesene artikel [in/bei/auf] * |
            [beliebte/beliebteste/top/die beliebtesten/die meistgelesenen]
            [artikel/beiträge/themen/meldungen/news/videos/inhalte/texte] | beliebt | beliebt
            auf * | am beliebtesten | top-artikel | top-nachrichten | top-meldungen | top 10 |
            trending | im trend | gerade beliebt | häufig gelesen | viel gelesen | das wird
            gerade gelesen | rangliste der artikel | gerade angesagt | top beiträge | top
            beiträge & seiten
        """,
        "tags": """
            schlagworte | schlagwörter | schlagwort | themen | stichworte | stichwörter |
            verwandte themen | themen in diesem artikel | tags zum artikel | themen des artikels
            | kategorien
        """,
        "newsletter": """
            newsletter | newsletter abonnieren | newsletter bestellen | zum newsletter anmelden
            | jetzt anmelden | jetzt abonnieren | abonnieren | unser newsletter | unsere
            newsletter | newsletter-anmeldung | jetzt newsletter abonnieren | bleiben sie auf
            dem laufenden
        """,
        "share": """
            teilen | artikel teilen | beitrag teilen | diesen artikel teilen | diesen beitrag
            teilen | teilen auf * | teilen mit * | teilen sie diesen artikel | auf * teilen |
            per e-mail teilen | drucken | artikel drucken | merken | link kopieren | seite
            drucken | weiterempfehlen | folgen sie uns | folge uns | folgen sie uns auf * |
            folge uns auf * | artikel merken | vorlesen | folgen
        """,
        "comments": """
            kommentar | kommentare | kommentar schreiben | kommentar verfassen | kommentare
            anzeigen | leserkommentare | diskutieren sie mit | schreibe einen kommentar |
            schreiben sie einen kommentar | jetzt kommentieren | keine kommentare | antwort
            abbrechen | antworten | hinterlasse einen kommentar | ihr kommentar |
            mitdiskutieren | alle kommentare | kommentar hinterlassen |
            [neueste/neue/letzte/aktuelle] kommentare | zuletzt kommentiert | netiquette |
            kommentarregeln | regeln für kommentare | hausregeln | unsere netiquette |
            hinweise zum kommentieren
        """,
        "cta": """
            weiter lesen | hier klicken | mehr erfahren | mehr anzeigen | alle anzeigen | mehr
            laden | hier weiterlesen | zum artikel | zum video | zur galerie | jetzt bestellen |
            jetzt kaufen | jetzt lesen | app herunterladen | artikel lesen | mehr informationen
            | ganzen artikel lesen | jetzt testen
        """,
        "advert": """
            anzeige | anzeigen | werbung | gesponsert | advertorial | - anzeige - | artikel wird
            nach der anzeige fortgesetzt | sponsored content | anzeige schließen | weiter nach
            der anzeige | inhalt wird nach der werbung fortgesetzt
        """,
        "author": """
            über den autor | über die autorin | über die autoren | zum autor | zur autorin | zur
            person | der autor | die autorin | autor | autorin | autoren | über den verfasser |
            alle artikel von * | verfasst von *
        """,
        "copyright": """
            alle rechte vorbehalten | impressum | datenschutz | nutzungsbedingungen |
            datenschutzerklärung | agb
        """,
        "navigation": """
            [vorheriger/nächster/voriger] [artikel/beitrag] | nach oben | zurück | zurück zur
            übersicht | zur übersicht | weiter | startseite | menü | navigation | suche |
            inhaltsverzeichnis | zum inhalt springen | beitragsnavigation | seitenanfang | zum
            seitenanfang | zum inhalt | archiv | servicemenü | hauptnavigation | unternavigation
            | fußnavigation | zu den kategorien | blog-archiv
        """,
    },
    markers={
        "related": """
            [lesen/hören/sehen] sie [auch/mehr/hier/dazu/jetzt/weiter/hier mehr/mehr
            dazu/dazu auch] | [lies/lest/lese] [auch/mehr/dazu] | mehr dazu | mehr zum
            thema | mehr zu * | mehr lesen | auch interessant | passend dazu | siehe
            auch | zum thema | weiterlesen | dazu passend | lesetipp | weitere
            informationen | das könnte sie auch interessieren | aus dem archiv | vorab
            im video | im video
        """,
        "tags": """
            schlagworte | schlagwörter | schlagwort | stichworte | themen | kategorie |
            kategorien | thema
        """,
        "share": "teilen | artikel teilen | folgen sie uns | folge uns",
        "author": """
            über den autor | zur person | über die autorin | quelle | quellen |
            redaktion | mit material von | verfasst von | via
        """,
        "caption": """
            foto | fotos | bild | bilder | bildquelle | grafik | symbolbild | © foto |
            archivbild | [abb./abbildung] [/ 1/ 2/ 3/ 4/ 5/ 6/ 7/ 8/ 9/ 10/ 11/ 12/ 13/ 14/ 15/ 16] | bu | abbildungen
            | fotocredit | photocredit | photocredits | bildnachweis | bildrechte | beitragsbild | beitragsfoto |
            titelbild | titelfoto | aufmacherbild | aufmacherfoto | headerbild | teaserbild | artikelbild |
            symbolfoto | symbolgrafik | archivfoto | auf dem foto zu sehen | auf dem bild zu sehen |
            fotoquelle | fotonachweis
        """,
        "advert": "anzeige | werbung",
        "navigation": "[vorheriger/nächster] [artikel/beitrag]",
        "copyright": "copyright",
    },
    bare_markers={
        "related": "lesen sie auch | lesen sie dazu auch | lesen sie mehr | lesen sie hier",
        "cta": "hier klicken | hier geht es zu | hier geht's zu",
        "caption": "foto von | symbolbild | symbolfoto | beitragsbild | beitragsbild von | titelbild von",
    },
    sentences={
        "related": """
            mehr zum thema * | mehr dazu * | mehr [über/zu] * [hier/lesen/erfahren]* |
            hier geht es * | hier geht's * | alle [infos/news/artikel/beiträge] * |
            alles wichtige * | weitere
            [artikel/infos/beiträge/meldungen/nachrichten/themen] * | lesetipp* | lies
            [auch/hier/mehr] * | lest [auch/hier/mehr] * | lesen sie
            [auch/hier/mehr/dazu] * | das könnte * interessieren*
        """,
        "author": """
            quelle der * | ~redaktion: * | der beitrag wurde am * veröffentlicht * |
            dieser [beitrag/artikel/eintrag] wurde * veröffentlicht* | der artikel *
            wurde am * | ~mit material von | mit agenturmaterial* | dieser
            [text/artikel/beitrag] [erschien/ist/stammt/entstand] * | zuerst erschienen
            * | ~erschien zuerst | ~ist zuerst erschienen | ~ist [freier/freie]
            [journalist/journalistin/autor/autorin] | transparenzhinweis* | dieser text
            wurde * | ~wurde mit hilfe * ki
        """,
        "newsletter": """
            melden sie sich * newsletter | abonnieren sie * newsletter | jetzt * newsletter
            [abonnieren/anmelden/bestellen] | unseren * newsletter | mit * newsletter | ~unseren
            newsletter | ~kostenlosen newsletter | ~zum newsletter anmelden | bleiben sie * auf
            dem laufenden | ~newsletter abonnieren | ~newsletter anmelden | ~abonniere *
            newsletter | ~abonnieren sie * newsletter | nichts mehr verpassen* | bleiben sie
            informiert* | bleib auf dem laufenden* | ~per newsletter | ~in ihr postfach | ~in
            dein postfach | [jetzt /kostenlos /hier /][für/zum] [den/unseren/unserem] newsletter
            [anmelden/registrieren]* | [keine/verpassen sie keine/verpasse keine]
            [news/nachricht/neuigkeiten/artikel/ausgabe] * [mehr/verpassen]* |
            [täglich/wöchentlich/jeden morgen] * [ins postfach/per mail/per e-mail/newsletter]*
            | [unser/der/unseren] whatsapp-[kanal/channel]* | ~whatsapp-kanal | ~ins postfach
        """,
        "share": """
            folgen sie uns * | folge uns * | teilen sie diesen | war [der/dieser/die/diese] *
            [nützlich/hilfreich]* | folgt uns * | folge mir * | folgt mir * | hast du *
            nachgebacken* | hast du * ausprobiert* | schreiben sie uns * | schreibt uns * |
            schreib uns * | diskutieren sie * | diskutiert * mit* | was [meint ihr/meinst
            du/denkt ihr/denken sie]* | wie seht ihr * | ihre meinung * | hinterlasse *
            kommentar* | folge uns auf * | folgt uns auf * | folgen sie uns auf * | haben sie
            fragen * | haben sie [anregungen/hinweise/einen fehler] * | fehler gefunden* |
            [artikel/beitrag/podcast/text] [anhören/vorlesen/teilen/drucken/merken/als pdf]* |
            [hinweise/tipps/fotos/videos/leserbriefe] * an [die /][redaktion/uns]* | haben sie *
            [hinweis/hinweise]* | [schreiben/schicken/senden] sie uns * | [schreibt/schickt] uns
            *
        """,
        "cta": """
            klicken sie hier * | hier können sie * [app/abonnieren/herunterladen] * |
            laden sie * app * | ~app herunterladen | ~helfen sie mit, * | ~hilf mit, * |
            ~unterstützen sie [uns/unsere/unseren/die/den] * | ~unterstütze
            [uns/unsere/unseren] * | ~unterstützt [uns mit/unsere arbeit] * |
            ~[ihre/deine/eure] [spende/spenden/unterstützung] | ~[ihrer/deiner/eurer]
            [spende/unterstützung] | ~eure hilfe | hat [dir/ihnen/euch]
            [der/dieser/unser/das/die] * gefallen* | gefällt [dir/ihnen/euch]
            [der/dieser/unser/das/die] * | ~journalismus kostet | ~unabhängigen
            journalismus | ~unabhängiger journalismus | ~qualitätsjournalismus | ~keine
            bezahlschranke | ~mit einer spende | ~jetzt spenden | ~werde
            [mitglied/supporter/unterstützer] | ~werden sie [mitglied/unterstützer]
        """,
        "advert": """
            der artikel geht * weiter | nach der anzeige * | ~der artikel wird nach der anzeige
            | artikel wird nach * fortgesetzt | ~affiliate-link | ~affiliate-links |
            ~affiliatelinks | ~erhalten wir eine * provision | ~eine provision | bei den * links
            * | ~gekennzeichneten links | dieser [artikel/beitrag] enthält * | ~unbezahlte
            werbung | ~empfohlener redaktioneller inhalt | ~empfohlene redaktionelle inhalte |
            ~externer inhalt | ~externen inhalt | ~externe inhalte | ~an drittplattformen | an
            dieser stelle [finden/findest] * | ~produktplatzierung | als amazon-partner* | als
            amazon partner* | [mit * /][gekennzeichnete/markierte] links sind * | bei * links
            [in/auf] dies* | ~provisions-links | ~erhalten wir eine provision | ~bekommen wir
            eine provision | ~erhält * eine provision | ~ohne dass für sie * kosten | ~für dich
            * keine mehrkosten | [enthält/beitrag enthält] [werbung/affiliate]* | [weiter/es
            geht weiter] nach der [anzeige/werbung]* | der artikel [wird/geht] nach *
            [anzeige/werbung]* | [lesen sie/weiter geht es] nach der [anzeige/werbung]*
        """,
        "copyright": """
            ~alle rechte vorbehalten | ~nicht der meinung der redaktion | ~nicht die meinung der
            redaktion | ~müssen nicht * meinung | ~geben * nicht * meinung der | für den inhalt
            der pressemitteilung * | ~ist der emittent | nachdruck [nur/und/verboten]* | ~nur
            mit genehmigung des | ~vervielfältigung * genehmigung | [fehler/einen fehler]
            [gefunden/entdeckt]* | haben sie einen fehler* | hinweis: [die/dieser/der] *
            meinung* | ~die meinung des autors | ~die meinung der autor | © dpa* |
            ~dpa-infocom
        """,
        "paywall": """
            dieser [artikel/inhalt] ist [nur /][für/exklusiv] * | jetzt * [weiterlesen/lesen] |
            sie haben bereits ein * abo* | bereits abonnent* | mit * abo * lesen | weiterlesen
            mit * | sie möchten weiterlesen* | ~monatlich kündbar | ~jederzeit kündbar | ~im
            ersten monat | ~pro monat lesen | zugang zu allen * | ~alle artikel lesen |
            ~digital-abo | ~digitalabo | ~kostenlos testen | ~bereits registriert | ~noch kein
            abo | sie haben noch kein * | ~plus-artikel | [dieser/der] [artikel/beitrag/inhalt]
            ist * [abonnenten/mitglieder/abo/kostenpflichtig/registriert]* | [weiterlesen/jetzt
            weiterlesen/alle artikel lesen] * [abo/testen/monat/digital]* | [sie möchten/möchten
            sie] [weiterlesen/diesen artikel]* | [noch kein/sie haben noch kein]
            [abo/konto/abonnent]* | [monatlich/jederzeit] kündbar* |
            [probeabo/digitalabo/probe-abo]* | [jetzt /][abonnieren/testen/gratis testen]
            [und/für] * [euro/€/monat/weiterlesen]*
        """,
        "consent": """
            wir verwenden cookies * | diese [website/seite/webseite] verwendet cookies * | wir
            nutzen cookies * | ~verwendung von cookies | alle akzeptieren | cookies akzeptieren
            * | wir und unsere partner *
        """,
        "error": """
            seite nicht gefunden * | die [gesuchte/angeforderte/gewünschte] seite * | fehler 404
            * | 404 * nicht gefunden *
        """,
        "javascript": """
            bitte aktivieren sie javascript * | javascript ist deaktiviert * | ~javascript
            aktivieren
        """,
        "captcha": """
            ~kein roboter | bitte bestätigen sie, dass sie * mensch* | ihr browser wird
            überprüft*
        """,
        "login": """
            passwort vergessen* | sie haben noch kein * konto* | bitte melden sie sich an* |
            noch kein konto* | du bist bereits * | sie sind bereits * | um * kommentieren *
            [anmelden/einloggen/registrieren]* | um * kommentare *
            [anmelden/einloggen/registrieren]* | melde dich an, um * | melden sie sich an,
            um * | [du musst dich/sie müssen sich] [/zuerst /erst ]anmelden, um * | [du musst/sie
            müssen] angemeldet sein, um * | [logge dich/loggen sie sich] ein*
        """,
        "comments": """
            ihre e-mail-adresse wird nicht * | deine e-mail-adresse wird nicht * | ~kommentare
            verfassen | ~kommentar verfassen | ~kommentar schreiben | ~kommentarfunktion |
            ~kommentare sind geschlossen | ~deine e-mail-adresse wird nicht | [um/um * /um einen
            /um diesen artikel zu ][kommentieren/kommentare/kommentar/diskutieren] *
            [anmelden/einloggen/registrieren]* | ~um zu kommentieren | ~um kommentieren zu
            können | [bitte /][melden sie sich/melde dich/logge dich/loggen sie sich] *
            [kommentieren/kommentar/kommentare/mitzudiskutieren]* | [seien sie der/sei
            der/schreiben sie den/schreib den] erste* | diese website verwendet akismet* |
            [diskutieren sie/diskutiere/diskutiert] mit* | was [meint ihr/denkt ihr/denken
            sie/meinen sie/sagt ihr]? * kommentar* | [schreibt/schreiben
            sie/hinterlasst/hinterlassen sie] * [kommentar/kommentare]* | kommentare
            [werden/müssen/zu diesem]* [freigeschaltet/moderiert/geschlossen]* | wie
            [hilfreich/gefällt/fanden sie]* [artikel/beitrag]* | [bewerten sie/bewerte]
            [diesen/den/dieses] [artikel/beitrag/rezept]* | [durchschnittliche/bisher keine]
            bewertung*
        """,
    },
    appeals="""
        [bitte /][unterstützen sie/unterstütze/unterstützt] [uns/unsere arbeit/unseren journalismus/unsere redaktion/den *
        mit/die * mit/das * mit/unabhängigen journalismus/unsere recherchen] | [wenn/gefällt/hat] * [ihnen/dir/euch] *
        [unterstützen sie/spenden sie/spende/abonnieren sie/newsletter] | [spenden sie/spende] [jetzt/hier/noch heute/für
        unsere] | [ihre/deine/eure] [spende/unterstützung] [hilft/macht/ermöglicht/sichert] | [melden sie sich/melde dich] *
        [newsletter/mailingliste] | [abonnieren sie/abonniere/abonniert] [hier /jetzt /][unseren/unsere/den/die/unser/das] *
        [newsletter/kanal/podcast/magazin/briefing/channel/abo] | [laden sie/lade/holen sie/hol dir] [sich /dir /jetzt /hier
        /][jetzt /hier /][die/unsere/unsre] [/* ]app | [folgen sie/folge/folgt/besuchen sie] uns [jetzt /auch /gerne
        /][auf/bei/auch] [facebook/twitter/instagram/x/telegram/whatsapp/linkedin/google news/youtube/tiktok/social] | werden
        sie [jetzt /heute /][mitglied/abonnent/unterstützer/fördermitglied/teil unserer] | [testen sie/lesen sie] *
        [monat/wochen/monate] [kostenlos/gratis/für * euro/für nur] | [jetzt /]fan [der/von/des/unserer] * werden |
        [werde/werden sie] [jetzt /]fan [von/der/unserer/auf] | jetzt [mit paypal /online /per paypal ]spenden | jetzt
        [die/das/den] * [testen/abonnieren] | alle [wichtigen/aktuellen/wichtigsten] * newsletter
        | [zur/hier zur] anmeldung geht | [folge/folgt/folgen sie] [mir/uns] [auf/bei/auch auf/hier auf] | [melde dich/melden
        sie sich] * [e-mail-verteiler/infomail] an | [kein/keine] * [mehr /]verpassen * [newsletter/abonnier*/app/folge*] |
        jetzt [kostenlos /]* newsletter [abonnieren/bestellen/anmelden]
        | [hat/haben] [dir/ihnen/euch] [dieser/der/unser] [artikel/beitrag/text] gefallen | gefällt [dir/ihnen/euch]
        [unser/unsere/dieser artikel/der artikel/was du hier] | [fandest du/fanden sie/war] [den/der/dieser/diesen]
        [artikel/beitrag] [hilfreich/nützlich] | um [selbst/selber] kommentare verfassen zu können | klicken sie auf
        den * button, um den inhalt | um
        [zukünftig/weiterhin/auch in zukunft] unabhängig* von werbeeinnahmen | [hilf mit/helfen sie mit] und
        [unterstütze/unterstützen/spende]
        """,
)
