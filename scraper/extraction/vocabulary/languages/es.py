"""Spanish labels, markers and sentences. See `language` for the notation."""

from scraper.extraction.vocabulary.language import Language

PHRASES = Language(
    labels={
        "related": """
            [artículos/noticias/contenidos/contenido/notas/temas/entradas/vídeos/videos/
            publicaciones/enlaces/historias/productos]
            [relacionados/relacionadas/relacionado/similares/recomendados/recomendadas/
            recientes/destacados/destacadas]
            | [artículo/noticia/nota/tema] relacionado | noticia relacionada | nota relacionada
            | [lea/lee/leer/ver/vea/mira/mire/leé/leá/te recomendamos leer] [también/además/más]
            | también te puede interesar | [te/le/os] [puede/podría/pueden/podrían/puede
            también/puede que te] interesar | te recomendamos | le recomendamos | recomendamos |
            recomendado para ti | recomendados | recomendaciones | también puedes leer | también
            en * | más sobre * | más en * | más de * | más noticias | más noticias [de/sobre/en]
            * | más información | más artículos | más leer | otras noticias | otros artículos |
            sigue leyendo | seguir leyendo | no te pierdas | no te lo pierdas | no se pierda |
            últimas noticias | lo último | lo último en * | lo más reciente | notas relacionadas
            | además en * | de interés | quizás te interese | quizá te interese | puede
            interesarte | te interesará | lecturas recomendadas | en esta sección | temas de
            interés | más contenido | seguí leyendo | otras noticias de * | links de interés |
            temas que aparecen en esta nota
        """,
        "ranking": """
            lo más [leído/visto/popular/compartido/comentado/buscado/destacado/leído de
            hoy/nuevo/leido] | lo más [leído/visto] [en/de/del/hoy] * | [las/los] más
            [leídas/leídos/vistas/vistos/populares/leidas/leidos/comentadas/compartidas/
            comentados]
            | más [leídas/leídos/vistas/vistos/leidas/leidos/visto/leído/populares] |
            [artículos/noticias/notas/entradas/publicaciones] más
            [leídos/leídas/populares/vistos/vistas/leidas/leidos] |
            [artículos/entradas/noticias/temas] populares | populares | tendencias | tendencia |
            ranking de noticias | top noticias | top 10 | temas del día | en tendencia | más
            leídas de * | lo que se lee ahora
        """,
        "tags": """
            etiquetas | temas | temas relacionados | etiquetas relacionadas | palabras clave |
            archivado en | más temas | categorías
        """,
        "newsletter": """
            boletín | boletines | suscríbete | suscríbase | suscribirse | boletín informativo |
            newsletter | suscríbete a nuestro boletín | suscríbete a nuestra newsletter |
            regístrate
        """,
        "share": """
            compartir | comparte | compártelo | compartir en * | compartir esta noticia |
            compartir este artículo | comparte este artículo | comparte esto | imprimir | copiar
            enlace | síguenos | síguenos en * | seguir | enviar por correo | compartir noticia |
            compartir por * | compartir nota
        """,
        "comments": """
            comentarios | comentario | comentar | deja un comentario | dejar un comentario |
            ver comentarios | escribe un comentario | sin comentarios | cancelar respuesta |
            deja una respuesta | deja tu comentario | comenta | normas de participación |
            normas para comentar | normas de los comentarios | normas de la comunidad |
            reglas para comentar | política de comentarios
        """,
        "cta": """
            leer más | leer más... | seguir leyendo aquí | haz clic aquí | ver más | saber más |
            leer noticia completa | descargar la app | cargar más | ver todo | leer artículo |
            mostrar más | más info
        """,
        "advert": """
            publicidad | anuncio | anuncios | patrocinado | contenido patrocinado | continúa
            después de la publicidad | sigue leyendo después de la publicidad | publicidade |
            espacio publicitario | contenido de marca
        """,
        "author": """
            sobre el autor | sobre la autora | acerca del autor | autor | autora | autores |
            escrito por *
        """,
        "copyright": "todos los derechos reservados | aviso legal | política de privacidad",
        "navigation": """
            [artículo/entrada] [anterior/siguiente] | anterior | siguiente | volver | volver
            arriba | inicio | menú | buscar | ir al contenido | volver al inicio | navegación de
            entradas | saltar al contenido
        """,
    },
    markers={
        "related": """
            [lea/lee/leer/ver/vea/mira/mire/leé/leé/escuche/escucha]
            [también/además/más/aquí] | [lea/lee/leer/vea/mira] | te puede interesar |
            le puede interesar | te podría interesar | puede interesarle | también te
            puede interesar | más información | nota relacionada | noticia relacionada |
            relacionado | le sugerimos leer | te recomendamos | le recomendamos |
            recomendado | de interés | no te pierdas | más | en video | más noticias |
            puedes ver | puede ver | mira | vea | lee
        """,
        "tags": """
            etiquetas | temas | palabras clave | categoría | categorías | archivado en |
            etiquetado
        """,
        "share": "compartir | comparte | síguenos | compartir en",
        "author": """
            sobre el autor | fuente | fuentes | redacción | con información de
        """,
        "caption": """
            foto | fotos | imagen | crédito | fotografía | foto de archivo | imagen de archivo | foto de portada | imagen de portada
            | figura
            [1/2/3/4/5/6/7/8/9] | crédito de la foto | créditos de la foto | foto
            cortesía
        """,
        "advert": "publicidad",
        "navigation": "[artículo/entrada] [anterior/siguiente] | siguiente | anterior",
    },
    bare_markers={
        "related": "lea también | lee también | te puede interesar | lea además | mira también",
        "cta": "haz clic aquí | haga clic aquí | da clic aquí",
        "caption": "foto de",
    },
    sentences={
        "related": """
            también puedes leer* | lee también* | lea también* | te puede interesar* |
            mira también* | sigue leyendo* | más información en * | más noticias * | vea
            también* | ver también*
        """,
        "author": """
            con información de * | con datos de * | este artículo * publicado * |
            ~publicado originalmente
        """,
        "newsletter": """
            suscríbete a * [newsletter/boletín/boletines/canal] | suscríbase a *
            [newsletter/boletín] | recibe * [correo/boletín/newsletter] | reciba *
            [correo/boletín] | ~nuestro boletín | ~nuestra newsletter | apúntate a *
            [newsletter/boletín] | ~únete a * [canal/newsletter/comunidad/whatsapp] | regístrate
            * | suscríbete * | suscríbase * | ~en tu correo | ~recibe en tu | recibe * noticias
            * | [recibe/reciba/suscríbete/suscríbase/apúntate/regístrate] *
            [boletín/newsletter/correo/whatsapp/alertas]* | ~canal de whatsapp | [no te
            pierdas/mantente informado/entérate]*
        """,
        "share": """
            síguenos en * | sigue a * en [facebook/twitter/instagram/google news/whatsapp] |
            comparte esta | compartir en [facebook/twitter/whatsapp] | síguenos * | comparte * |
            únete a * | déjanos * comentario* | ~en nuestras redes sociales |
            [escucha/escuchar/imprimir/compartir/comparte]
            [el/la/esta/este/artículo/noticia/en]* | [envíanos/mándanos/escríbenos]* |
            [tienes/tiene] [una/alguna] [historia/pista/denuncia]* | ~síguenos en | ~síganos en
            | ~únete a nuestro canal
        """,
        "cta": """
            haz clic aquí * | haga clic aquí * | descarga * app * | ~descarga nuestra
            app | ~apoya [nuestro/el/a] * | ~apoye [nuestro/el] * | ~periodismo
            independiente | ~periodismo de calidad | ~hazte [socio/socia/miembro] | ~haz
            una donación | ~haga una donación | ~apoyo de [sus/nuestros] lectores | ~tu
            [apoyo/aporte/donación/contribución] | si te gustó [este/esta] * | ¿te gustó
            [este/esta] *
        """,
        "advert": """
            continúa [leyendo /]después de la publicidad | [la/el] [noticia/artículo/nota]
            continúa * | continúa [leyendo/después/tras]* [publicidad/anuncio]* | ~enlaces de
            afiliad | ~enlaces de afiliados | ~enlaces afiliados | ~recibir una comisión | ~como
            afiliado de amazon | [contenido/artículo] patrocinado*
        """,
        "copyright": """
            ~todos los derechos reservados | prohibida su reproducción * | ~no refleja
            necesariamente la | ~no reflejan necesariamente * | ~son responsabilidad de su autor
            | ~prohibida su reproducción | ~prohibida la reproducción | [las/los]
            [opiniones/puntos de vista] * [responsabilidad/autor/reflejan]* | [has
            encontrado/encontraste/detectaste/viste] un [error/fallo]* | ~reproducción total o
            parcial | ~responsabilidad exclusiva
        """,
        "paywall": """
            este [artículo/contenido] es [exclusivo/solo/sólo] * | ya eres suscriptor* | ¿ya eres
            suscriptor* | suscríbete para [seguir/leer/continuar] * | contenido exclusivo para * |
            ~contenido exclusivo | para seguir leyendo* | ~ya eres suscriptor | solo para
            suscriptores* | sólo para suscriptores* | ~acceso ilimitado | [para/si quieres]
            [seguir/continuar] leyendo* | [este/esta] [contenido/artículo/noticia] es
            [exclusiv*/solo/para]* [suscriptor*/socios]* | ya [eres/soy/es] [suscriptor/usuario]* |
            exclusivo para suscriptores* | [suscríbete/hazte] [desde/por/para/y]*
        """,
        "consent": """
            utilizamos cookies * | usamos cookies * | este sitio * cookies * | esta web utiliza
            cookies * | ~uso de cookies | aceptar todo* | aceptar cookies*
        """,
        "error": """
            página no encontrada * | error 404 * | la página * [no existe/no encontrada/no se
            encuentra] * | no se encontró *
        """,
        "javascript": """
            por favor[/,] [activa/active/habilite/habilita] javascript * | ~habilitar javascript
            | ~activar javascript
        """,
        "captcha": "~no soy un robot | verificar que * humano * | ~no eres un robot",
        "login": """
            ¿olvidaste tu contraseña* | inicia sesión * | olvidó su contraseña* | debes
            iniciar sesión * | inicie sesión * | [debe/tienes que/tiene que] iniciar sesión
            * | accede para *
        """,
        "comments": """
            tu dirección de correo electrónico no será publicada* | los campos obligatorios * |
            [debes/tienes que/debe/para comentar/inicia/inicie] * [comentar/comentario/sesión]*
            | los comentarios [están/han sido] [cerrados/desactivados]* | [sé/sea] el primero en
            * | [deja/dejar/escribe/déjanos/añade] [un/tu/una] [comentario/respuesta/opinión]* |
            este sitio usa akismet* | tu dirección de correo* | [¿/][te ha gustado/te gustó/te ha
            resultado/te resultó] * [artículo/noticia/útil]* | qué [opinas/te parece/piensas]* |
            ~déjanos tu comentario
        """,
    },
    appeals="""
        [apóyanos/apoye/apoya] [con/nuestro/el periodismo/al periodismo/nuestra/a nuestro/a *] | [haz/haga/hacer] [una
        donación/tu donación/un donativo] | [tu/su] [donación/apoyo/aporte] [nos/hace posible/permite/es importante] |
        [suscríbete/suscríbase/regístrate/apúntate/inscríbete] [aquí /gratis /ahora /][a/al/para] *
        [newsletter/boletín/boletines/canal/pódcast/podcast/periódico/lista/diario] |
        [síguenos/síganos/seguinos/únete/sígueme] [en/a] *
        [facebook/twitter/instagram/x/whatsapp/telegram/linkedin/youtube/google/canal] | [descarga/descargue/descárgate] *
        [app/aplicación] | hazte [socio/socia/suscriptor/miembro] | [siguenos/sigue a/sigue nuestro/sigue
        la/unete/únase/suscribete/suscribase] * [facebook/instagram/twitter/x/telegram/whatsapp/youtube/linkedin/google
        news/tiktok] | [recibe/reciba/recibí] * en [tu/su] [correo/email/whatsapp/celular/móvil/bandeja] |
        [apoyanos/apoyá/apoyanos con] * | [te invitamos a /]seguirnos [en/a través]
        | [¿/][te ha gustado/te gustó/le gustó/le ha gustado] este [artículo/post/contenido/texto] | si te [gustó/ha
        gustado] este [artículo/post/contenido]
        """,
)
