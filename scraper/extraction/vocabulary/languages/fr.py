"""French labels, markers and sentences. See `language` for the notation."""

from scraper.extraction.vocabulary.language import Language

PHRASES = Language(
    labels={
        "related": """
            [articles/contenus/sujets/vidéos/actualités/pages/posts]
            [liés/liées/associés/associées/similaires/connexes/recommandés/recommandées/récents/
            récentes]
            | [à/a] [lire/voir/écouter/découvrir/consulter] [aussi/également/ensuite/sur le même
            sujet/sur ce sujet/dans/dans la même rubrique] | [à/a] lire aussi [sur/dans] * |
            [à/a] lire | lire aussi | lire également | lisez aussi | lisez également | voir
            aussi | voir également | [pour/en] [aller plus loin/savoir plus] | sur le même
            [sujet/thème] | dans la même rubrique | dans l'actualité | nos recommandations |
            recommandé pour vous | recommandés pour vous | vous aimerez aussi | vous aimerez
            peut-être | vous pourriez aimer | [ces articles/cela/cet article/ceci]
            [peuvent/pourrait/pourraient] [aussi /][vous/] intéresser | ça peut vous intéresser
            | cela peut vous intéresser | cela pourrait vous intéresser | vous pourriez aussi
            aimer | plus d'articles | plus d'infos | plus d'actualités | autres articles |
            [d'autres/les autres] articles | autres actualités | [les /]derniers articles | à la
            une | à ne pas manquer | ne manquez pas | la suite après cette publicité |
            suggestions de lecture | lectures suggérées | toute l'actualité | plus sur * | tous
            les articles [de/sur] * | la rédaction vous conseille | la rédaction vous recommande
            | notre sélection | à découvrir | à ne pas rater | dans la section * | flash info
        """,
        "ranking": """
            [les /]plus
            [lus/lu/lues/populaires/consultés/partagés/commentés/vus/récents/regardés] | [les
            /]articles les plus [lus/populaires/consultés/partagés/commentés/vus/récents] |
            [le/les] plus [lu/lus] [de/sur/dans] * | articles populaires | [top/les]
            [articles/actus/5/10/infos] | tendances | en ce moment | les plus lus [de/du] * |
            populaires | populaire | le top | classement des articles | les mieux notés | sujets
            populaires
        """,
        "tags": """
            mots-clés | mots clés | étiquettes | thèmes | thématiques | sujets associés | thèmes
            associés | sur le thème
        """,
        "newsletter": """
            newsletter | newsletters | nos newsletters | la newsletter | s'abonner |
            abonnez-vous | je m'abonne | inscrivez-vous à notre newsletter | lettre
            d'information | infolettre | inscription à la newsletter | s'inscrire
        """,
        "share": """
            partager | partagez | partager l'article | partager cet article | partagez cet
            article | partager sur * | partager via * | imprimer | envoyer par e-mail | envoyer
            par mail | copier le lien | suivez-nous | suivez-nous sur * | suivre | nous suivre |
            partages | retrouvez-nous sur *
        """,
        "comments": """
            commentaires | commentaire | commenter | laisser un commentaire | réagir | vos
            réactions | réactions | voir les commentaires | aucun commentaire | ajouter un
            commentaire | poster un commentaire | lire les commentaires | annuler la réponse
            | laissez un commentaire | votre commentaire | charte de modération | règles de
            modération | charte des commentaires | règles de participation
        """,
        "cta": """
            lire la suite | en savoir plus | cliquez ici | voir plus | afficher plus | lire
            l'article | télécharger l'application | voir tout | lire plus | continuer la lecture
            | découvrir | acheter
        """,
        "advert": """
            publicité | annonce | annonces | sponsorisé | contenu sponsorisé | la suite après la
            publicité | la suite après cette publicité | la suite de l'article après la
            publicité | pub | suite après la publicité | contenus sponsorisés | partenariat
        """,
        "author": """
            à propos de l'auteur | à propos de l'auteure | à propos de l'autrice | auteur |
            auteurs | l'auteur | l'autrice | écrit par *
        """,
        "copyright": "tous droits réservés | mentions légales | droits de reproduction",
        "navigation": """
            article [précédent/suivant] | retour | retour en haut | haut de page | accueil |
            menu | recherche | rechercher | sommaire | précédent | suivant | navigation | aller
            au contenu | retour à l'accueil | retour en haut de page | navigation de l'article |
            vous êtes ici | menu rapide | archives du blog
        """,
    },
    markers={
        "related": """
            [à/a] [lire/voir/écouter/découvrir/relire/revoir] | [à/a] [lire/voir]
            [aussi/également/ensuite] | [lire/voir] [aussi/également/la suite/plus/notre
            article] | lisez aussi | voir aussi | pour aller plus loin | pour en savoir
            plus | sur le même sujet | notre dossier | en vidéo | en images | à ne pas
            manquer | à voir
        """,
        "tags": "mots-clés | étiquettes | tags | thèmes | catégorie | catégories | mots clés",
        "share": "partager | partagez | suivez-nous | partager sur",
        "author": """
            à propos de l'auteur | source | sources | rédaction | propos recueillis par
        """,
        "caption": """
            photo | photos | crédit | crédit photo | crédits | © photo | image | crédits
            photos | crédits photo | crédit photos | légende | photo d'illustration | image d'illustration |
            photo d'archives | image à la une
        """,
        "advert": "publicité",
        "navigation": "article [précédent/suivant]",
    },
    bare_markers={
        "related": """
            à lire aussi | lire aussi | à lire également | a lire aussi | voir aussi | lire
            également
        """,
        "cta": "cliquez ici",
        "caption": "crédit photo | crédits photo | photo d'illustration",
    },
    sentences={
        "related": """
            lire notre * | lire aussi * | à lire * | retrouvez * [ici/sur/dans]* | pour
            aller plus loin* | la rédaction vous conseille* | voir aussi * | sur le même
            [sujet/thème]*
        """,
        "author": """
            propos recueillis par * | avec l'agence * | ~est
            apparu en premier sur | cet article * [paru/publié] * | article publié * |
            ~propos recueillis par
        """,
        "newsletter": """
            inscrivez-vous à * newsletter | abonnez-vous à * newsletter | recevez *
            [newsletter/par mail/par e-mail/boîte mail] | ~à notre newsletter | votre adresse
            [e-mail/email/mail] | en vous inscrivant | inscrivez-vous * | recevez
            [nos/notre/chaque/gratuitement] * | ~dans votre boîte | ~par email |
            [inscrivez-vous/abonnez-vous/recevez] *
            [newsletter/newsletters/alertes/lettre/infolettre/whatsapp]* | [ne manquez/ne ratez]
            [pas/plus/rien/aucun]* | ~notre newsletter | ~notre chaîne whatsapp | ~google
            actualités
        """,
        "share": """
            suivez-nous sur * | partagez cet article | suivez-nous * | suivez
            [toute/l'actualité] * | partagez * | réagissez * | donnez votre avis* |
            [écouter/écoutez/imprimer/partager/partagez] [l'article/cet article/la page/sur]* |
            [vous avez/avez-vous] une [information/info/histoire]* |
            [envoyez-nous/écrivez-nous/contactez-nous]* | ~suivez-nous sur | ~rejoignez-nous sur
        """,
        "cta": """
            cliquez ici pour * | téléchargez * application * | soutenez *
            [journalisme/don] | ~soutenez-nous | ~soutenez [notre/le/un/la/votre] * |
            ~votre [soutien/don/générosité] | ~vos dons | ~faites un don | ~faire un don
            | ~déductible de vos impôts | ~journalisme indépendant | ~presse
            indépendante | ~rejoignez [nos/notre/les] * | vous avez aimé [cet/ce/cette]
            *
        """,
        "advert": """
            la suite [de l'article /]après * publicité | [la suite/suite/l'article continue]
            après [la/cette] publicité* | [cet/cette/ce] [article/page/contenu/billet]
            [contient/peut contenir/comporte] des liens [affiliés/d'affiliation]* | ~liens
            affiliés | ~liens d'affiliation | en tant que partenaire amazon* | [contenu/article]
            [sponsorisé/partenaire/proposé par]* | ~toucher une commission | ~percevoir une
            commission
        """,
        "copyright": """
            ~tous droits réservés | toute reproduction interdite | ~n'engagent que * | les
            propos * n'engagent que * | toute reproduction* | reproduction [interdite/même
            partielle]* | ~toute reproduction | ~les propos tenus | ~n'engagent que | [une/vous
            avez repéré une/vous avez remarqué une/signaler une] [erreur/faute]* | ~reproduction
            totale ou partielle
        """,
        "paywall": """
            cet article est réservé * | déjà abonné* | il vous reste * à lire | la suite est
            réservée * | abonnez-vous pour * | article réservé * | réservé aux abonnés* | il vous
            reste * | contenu réservé * | ~vous êtes abonné | ~déjà abonné | ~sans engagement | pour
            lire la suite* | [il vous reste/la suite est/le reste de] * [lire/abonnés/article]* |
            [cet/ce] [article/contenu] est réservé* | déjà [abonné/inscrit/un compte]* |
            [abonnez-vous/s'abonner/je m'abonne] [pour/à partir/dès/et]* | réservée aux abonnés* |
            [cette/la] [lecture/page/vidéo] est réservée aux abonnés*
        """,
        "consent": """
            nous utilisons des cookies * | ce site utilise des cookies * | ~utilisation de
            cookies | ~utilisation des cookies | tout accepter | en poursuivant votre navigation
            *
        """,
        "error": """
            page [non trouvée/introuvable/inconnue] * | la page [demandée/que vous] * | erreur
            404 *
        """,
        "javascript": """
            veuillez activer javascript * | ~activer javascript | javascript est désactivé *
        """,
        "captcha": "~pas un robot | vérification de votre navigateur *",
        "login": """
            mot de passe oublié* | connectez-vous * | vous n'avez pas * compte* | vous devez
            être connecté * | identifiez-vous pour * | vous devez vous
            [connecter/identifier] * | merci de vous connecter *
        """,
        "comments": """
            votre adresse e-mail ne sera pas publiée* | les champs obligatoires sont * | [vous
            devez/il faut/pour commenter/connectez-vous/identifiez-vous] *
            [commenter/commentaire/commentaires/connect*]* | [soyez/sois] le premier *
            [comment*/réagir/avis]* | les commentaires sont [fermés/clos/désactivés/modérés]* |
            [laissez/laisser/ajouter/poster/écrire] un commentaire* | votre adresse e-mail ne
            sera* | ce site utilise akismet* | cet article vous a* [utile/plu/intéressé]* |
            qu'en pensez-vous* | notez cet article* | [donnez/dites-nous] * avis*
        """,
    },
    appeals="""
        soutenez-nous | soutenez [notre/le journalisme/une presse/la rédaction/l'indépendance/nos] |
        [faites/faire] un don [à/pour/dès/maintenant/en ligne] | [votre/vos] [don/soutien/dons] [nous/permet/permettent/est
        essentiel/fait vivre] | [inscrivez-vous/abonnez-vous] * [newsletter/lettre d'information/infolettre/chaîne/podcast/à
        partir de] | [recevez/retrouvez] * [dans votre boîte/par e-mail/par mail/sur votre messagerie] |
        [suivez-nous/rejoignez-nous/retrouvez-nous] * [facebook/twitter/instagram/x/whatsapp/telegram/linkedin/youtube/google]
        | téléchargez * [application/appli] | abonnez-vous [à partir/pour * €/dès/et] | [le/la/notre/*] ne vit que [de ses
        lecteurs/grâce à] * soutenez | pour ne rien [rater/manquer] *
        [newsletter/application/appli/abonnez-vous/inscrivez-vous/suivez/actualité] | [suivez/retrouvez] * sur
        [facebook/instagram/twitter/x/telegram/whatsapp/youtube/linkedin/google news/tiktok] | [rejoignez/suivez] notre
        [chaîne/page/groupe/communauté] | recevez * [newsletter/infolettre/alertes]
        | [vous avez aimé/vous aimez/avez-vous aimé] cet article | cet article vous a [plu/intéressé/été utile] | si
        vous [appréciez/aimez] [notre travail/cet article/ce site/nos articles] | sautez le pas et
        [contribuez/abonnez-vous/faites]
        """,
)
