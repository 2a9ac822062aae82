"""Italian labels, markers and sentences. See `language` for the notation."""

from scraper.extraction.vocabulary.language import Language

PHRASES = Language(
    labels={
        "related": """
            [articoli/notizie/contenuti/argomenti/video/post/approfondimenti]
            [correlati/correlate/collegati/collegate/simili/consigliati/recenti/suggeriti] |
            [articolo/notizia/contenuto] [correlato/correlata] |
            [leggi/leggete/guarda/vedi/leggere/scopri] [anche/ancora/altro] | leggi anche * |
            potrebbe [interessarti/interessarti anche/piacerti] | [ti/vi]
            [potrebbe/potrebbero/può/possono] [anche /]interessare | [ti/vi] potrebbe
            interessare anche | altri articoli | altri articoli [di/su/in] * | altre notizie |
            altre notizie [di/su] * | le ultime notizie | ultime notizie | ultim'ora | da non
            perdere | non perderti | per approfondire | approfondimenti | consigliati per te |
            consigliati da noi | consigliato per te | i più recenti | continua a leggere | per
            saperne di più | sullo stesso argomento | in primo piano | vedi anche
        """,
        "ranking": """
            [i/le/gli] più [letti/lette/visti/viste/popolari/commentati/condivisi/cliccati] |
            più [letti/lette/visti/viste/popolari/cliccati/condivisi/commentati] |
            [articoli/notizie/post/video] più [letti/lette/visti/viste/popolari/condivisi] |
            [articoli/notizie/post] popolari | i più letti [di/del/della/oggi] * | di tendenza |
            tendenze | popolari | top news | top 10 | classifica articoli | le notizie più lette
            | gli articoli più letti | più letti della settimana | in evidenza
        """,
        "tags": """
            tag | argomenti | argomenti trattati | parole chiave | etichette | temi | altri
            argomenti
        """,
        "newsletter": """
            newsletter | iscriviti | iscriviti alla newsletter | abbonati | iscriviti ora | la
            nostra newsletter
        """,
        "share": """
            condividi | condividi su * | condividi questo articolo | condividi l'articolo |
            stampa | invia | copia link | seguici | seguici su * | segui | condividere |
            condividi con *
        """,
        "comments": """
            commenti | commenta | lascia un commento | scrivi un commento | nessun commento
            | leggi i commenti | annulla risposta | rispondi | partecipa alla discussione |
            regole per i commenti | norme per i commenti | policy dei commenti
        """,
        "cta": """
            leggi tutto | leggi di più | scopri di più | clicca qui | mostra altro | vedi tutti
            | scarica l'app | continua | continua la lettura | carica altri
        """,
        "advert": """
            pubblicità | annuncio | sponsorizzato | contenuto sponsorizzato | annuncio
            pubblicitario | inserzione | la pubblicità continua dopo | messaggio pubblicitario
        """,
        "author": """
            l'autore | sull'autore | autore | informazioni sull'autore | chi è l'autore |
            scritto da *
        """,
        "copyright": "tutti i diritti riservati | riproduzione riservata | note legali",
        "navigation": """
            articolo [precedente/successivo] | precedente | successivo | successiva | torna su |
            torna indietro | home | cerca | vai al contenuto | torna all'inizio | menù
        """,
    },
    markers={
        "related": """
            [leggi/leggete/guarda/vedi/ascolta] [anche/ancora/qui/pure] | leggi | guarda
            | approfondisci | per approfondire | potrebbe interessarti | potrebbe
            interessarti anche | correlato | articolo correlato | da non perdere | il
            video | vedi anche
        """,
        "tags": "etichette | argomenti | parole chiave | categoria | categorie | tag",
        "share": "condividi | seguici | condividi su",
        "author": """
            l'autore | fonte | fonti | redazione
        """,
        "caption": """
            foto | immagine | foto di | foto d'archivio | foto di archivio | immagine di repertorio | foto di repertorio |
            immagine di copertina | foto di copertina | credit | credits | in foto | crediti foto |
            didascalia | fonte foto
        """,
        "advert": "pubblicità",
    },
    bare_markers={
        "related": "leggi anche | guarda anche | leggete anche",
        "cta": "clicca qui",
    },
    sentences={
        "related": """
            leggi anche* | leggi [qui/tutte/tutto] * | guarda * [video/gallery/foto]* |
            vedi anche*
        """,
        "newsletter": """
            iscriviti * newsletter | ~alla nostra newsletter | ricevi *
            [newsletter/email/e-mail] | abbonati * | iscriviti al * canale | ~ricevi le news |
            ~la nostra newsletter | [iscriviti/ricevi/registrati/abbonati] *
            [newsletter/email/e-mail/canale/whatsapp/telegram/notizie]* | ~canale whatsapp |
            ~nostra newsletter | resta [aggiornato/sempre]*
        """,
        "share": """
            seguici su * | segui * su [facebook/instagram/google news/whatsapp] | segui * su * |
            seguici * | condividi * | commenta * | [ascolta/stampa/condividi] [l'articolo/questo
            articolo/su/la]* | [seguici/seguiteci/segui] [su/anche/il/la]* |
            [scrivici/inviaci/invia la tua/hai una segnalazione]* | ~seguici su
        """,
        "cta": """
            clicca qui per * | scarica * app * | ~sostieni [il/la/il nostro] * |
            ~sostienici | ~giornalismo indipendente | ~informazione indipendente | ~fai
            una donazione | ~con una donazione | ~il tuo [sostegno/contributo] | ti è
            piaciuto *
        """,
        "copyright": """
            ~tutti i diritti riservati | ~riproduzione riservata | [hai trovato/segnala/se hai
            trovato] [un/un'] [errore/imprecisione]* | ~vietata la riproduzione | [le
            opinioni/le idee] espresse*
        """,
        "paywall": """
            questo [articolo/contenuto] è riservato * | sei già abbonato* | abbonati per * |
            contenuto riservato * | ~contenuto riservato | per gli abbonati* | [questo/il]
            [articolo/contenuto] * per gli abbonati* | ~accesso illimitato | [questo/il] contenuto è
            [riservato/disponibile]* | [per/vuoi] continuare a leggere* | [sei già/hai già]
            [abbonato/un abbonamento/un account]* | riservato agli abbonati* | [questo/il]
            [articolo/contenuto] * agli abbonati* | [abbonati/sblocca/attiva]
            [a/per/ora/subito/da/l']*
        """,
        "consent": """
            questo sito * cookie * | utilizziamo * cookie * | ~utilizzo dei cookie | ~uso dei
            cookie | accetta tutti*
        """,
        "error": """
            pagina non trovata * | errore 404 * | la pagina * non [esiste/è stata trovata] *
        """,
        "javascript": "~abilita javascript | ~abilitare javascript | ~attivare javascript",
        "captcha": "~non sono un robot",
        "login": """
            password dimenticata* | hai dimenticato la password* | devi essere connesso * |
            accedi per * | devi accedere per * | devi effettuare * accesso* | effettua l'accesso
            *
        """,
        "comments": """
            il tuo indirizzo email non sarà pubblicato* | [devi/per/effettua/accedi] *
            [commentare/commento/commenti]* | [lascia/scrivi/invia/aggiungi] un commento* | il
            tuo indirizzo [email/e-mail] non* | [sii il/scrivi il] primo * | i commenti sono
            [chiusi/disabilitati/moderati]* | questo sito usa akismet* | ti è piaciuto *
            articolo* | [quanto è stato/questo articolo] * utile*
        """,
        "advert": """
            [l'articolo/il testo/la notizia] [prosegue/continua] * | [continua/prosegui] a
            leggere dopo* | ~link di affiliazione | ~link affiliati | ~ricevere una commissione
            | [contenuto/articolo/post] sponsorizzato*
        """,
    },
    appeals="""
        [sostieni/sostenete/sostenga/aiuta/aiutateci/sostienici] * [giornalismo/il nostro/la
        nostra/lavoro/donazione/abbonamento/redazione] | [fai/fate] una donazione |
        [iscriviti/iscrivetevi/abbonati/registrati] * [newsletter/canale/podcast/abbonamento] | [seguici/seguiteci/segui]
        [su/anche/il nostro/la nostra] * [facebook/twitter/instagram/x/whatsapp/telegram/linkedin/youtube/google/canale] |
        [scarica/scaricate] * app | segui * su [facebook/instagram/twitter/x/telegram/whatsapp/youtube/linkedin/google
        news/tiktok] | resta [sempre /]aggiornato * [newsletter/canale/app/facebook/telegram/whatsapp/google] | [vuoi/per]
        [ricevere/restare aggiornato] * [iscriviti/newsletter/canale/clicca]
        | [ti è piaciuto/vi è piaciuto] [questo articolo/l'articolo/questo post] | se questo articolo ti è piaciuto |
        se [ti/vi] è piaciuto [questo articolo/l'articolo]
        """,
)
