"""Portuguese labels, markers and sentences. See `language` for the notation."""

from scraper.extraction.vocabulary.language import Language

PHRASES = Language(
    labels={
        "related": """
            [artigos/notícias/conteúdos/conteúdo/matérias/temas/posts/vídeos/links/assuntos/
            reportagens/publicações/textos/postagens]
            [relacionados/relacionadas/relacionado/recomendados/recomendadas/recentes/semelhantes]
            | [matéria/notícia/artigo/conteúdo] relacionada |
            [leia/veja/confira/assista/ler/saiba/ver/ouça/leia ainda/veja ainda] [também/mais/a
            seguir] | leia mais [sobre/em] * | mais lidas de * | [você/talvez você/pode] [também
            /][pode/poderá/vai/possa] [gostar/gostar de ler/se interessar/interessar] | pode
            interessar | pode interessar-lhe | recomendado para você | recomendadas para você |
            recomendados para você | recomendamos | mais sobre * | mais em * | mais de * | mais
            notícias | mais notícias [de/sobre/em] * | outras notícias | [outros/mais] artigos |
            continue lendo | não perca | últimas notícias | últimas | veja mais notícias |
            sugestões de leitura | a não perder | em destaque | mais para si | leia a seguir |
            relacionadas | relacionados | recomendamos para você | nossa seleção | principais
            manchetes
        """,
        "ranking": """
            mais
            [lidas/lidos/vistas/vistos/populares/lida/acessadas/acessados/comentadas/
            compartilhadas/recentes/lidas
            do dia/lidas da semana] | [as/os] mais
            [lidas/lidos/vistas/vistos/populares/acessadas] | mais [lidas/lidos/vistas]
            [em/de/do/da/no/na] * | [notícias/artigos/matérias/posts/conteúdos] mais
            [lidas/lidos/populares/vistas/acessadas/vistos] | [artigos/posts/notícias/mais]
            populares | populares | em alta | tendências | o mais [lido/visto] | ranking de
            notícias | destaques | mais vistos do mês | top 10
        """,
        "tags": """
            palavras-chave | marcadores | tópicos | tópicos relacionados | assuntos | etiquetas
            | tags relacionadas | categorias
        """,
        "newsletter": """
            newsletter | boletim | inscreva-se | assine | assine já | assine nossa newsletter |
            receba nossa newsletter | subscrever | subscreva | cadastre-se
        """,
        "share": """
            compartilhar | compartilhe | partilhar | partilhe | compartilhar no * | compartilhe
            no * | compartilhe esta notícia | compartilhe isso | compartilhe este artigo |
            imprimir | copiar link | siga-nos | siga-nos no * | compartilhar via * | partilhar
            artigo | siga a gente
        """,
        "comments": """
            comentários | comentar | comentário | deixe um comentário | deixe seu comentário
            | ver comentários | nenhum comentário | comente | cancelar resposta | deixe uma
            resposta | comentários fechados | regras para comentários | regras de
            comentários | política de comentários | regras de participação
        """,
        "cta": """
            leia mais | ler mais | saiba mais | clique aqui | ver mais | ver tudo | carregar
            mais | baixe o app | continuar a ler | continue lendo aqui | veja mais | mostrar
            mais
        """,
        "advert": """
            publicidade | anúncio | patrocinado | conteúdo patrocinado | continua após a
            publicidade | continua depois da publicidade | propaganda | pub
        """,
        "author": """
            sobre o autor | sobre a autora | autor | autora | sobre os autores | escrito por *
        """,
        "copyright": "todos os direitos reservados | política de privacidade | termos de uso",
        "navigation": """
            [artigo/post/próximo/matéria] [anterior/seguinte/artigo/post] | anterior | próximo |
            próxima | voltar | voltar ao topo | início | menu | buscar | ir para o conteúdo |
            página inicial | navegação de post
        """,
    },
    markers={
        "related": """
            [leia/veja/confira/assista/ler/ouça/saiba] [também/mais/ainda/aqui] | leia |
            [leia/veja] mais [sobre/em] * | relacionado | relacionada | matéria
            relacionada | notícia relacionada | mais sobre * | não perca | recomendado |
            veja | assista | confira | mais sobre
        """,
        "tags": "palavras-chave | marcadores | tópicos | categorias | categoria | assuntos",
        "share": "compartilhe | compartilhar | siga | partilhar | siga-nos",
        "author": """
            sobre o autor | fonte | fontes | redação | edição | com informações
        """,
        "caption": """
            foto | fotos | imagem | crédito | reprodução | legenda | foto de arquivo | foto ilustrativa |
            imagem ilustrativa | imagem de capa | foto de capa
        """,
        "advert": "publicidade",
    },
    bare_markers={
        "related": "leia também | veja também | leia mais | confira também",
        "cta": "clique aqui",
    },
    sentences={
        "related": """
            leia também* | veja também* | confira também* | leia mais* | saiba mais * |
            veja mais* | clique aqui *
        """,
        "author": """
            com informações d[a/o] * | ~publicado originalmente | com informações d*
        """,
        "newsletter": """
            assine * newsletter | inscreva-se * [newsletter/canal] | receba *
            [e-mail/newsletter/email] | ~nossa newsletter | ~nosso canal no | cadastre-se *
            [newsletter/receber] | subscreva * newsletter | clique aqui * [canal/grupo/whatsapp]
            | participe do * [canal/grupo] | receba * [e-mail/whatsapp/notícias]* | inscreva-se
            * | assine * | [receba/assine/inscreva-se/cadastre-se/subscreva] *
            [newsletter/e-mail/email/boletim/canal/whatsapp/notícias]* | ~canal do whatsapp |
            ~canal no whatsapp | ~grupo de whatsapp
        """,
        "share": """
            siga * no [instagram/twitter/facebook/google news/whatsapp/x/telegram/linkedin] |
            siga-nos * | compartilhe * [facebook/whatsapp/twitter] | siga * no * | compartilhe *
            | curta * | participe * |
            [ouça/ouvir/imprimir/compartilhe/compartilhar/partilhar/partilhe]
            [o/a/este/esta/esse/essa/no/artigo/notícia]* | [envie/mande]
            [sua/seu/para/fotos/vídeos]* | [siga/siga-nos/siga o/acompanhe o] *
            [instagram/facebook/twitter/google/whatsapp/redes/telegram]* | ~siga-nos | ~nas
            redes sociais
        """,
        "cta": """
            clique aqui para * | baixe * app * | ~baixe nosso app | ~apoie [o/a/nosso] *
            | ~jornalismo independente | ~jornalismo de qualidade | ~faça uma doação |
            ~faça sua doação | ~seja [assinante/apoiador/membro] * | ~sua
            [doação/contribuição] | ~contribua com | gostou [deste/desta/do] *
        """,
        "advert": """
            continua [após/depois da/depois] * publicidade | [continua/continue lendo/a matéria
            continua] [após/depois]* | ~links de afiliad | ~links de afiliados | ~receber uma
            comissão | conteúdo patrocinado*
        """,
        "copyright": """
            ~todos os direitos reservados | é proibida a reprodução * | ~proibida a reprodução |
            ~reprodução proibida | [as opiniões/o conteúdo/o texto] *
            [autor/responsabilidade/não reflete*]* | [encontrou/viu/achou] [um/algum] erro* |
            ~não reflete necessariamente
        """,
        "paywall": """
            este [conteúdo/artigo] é exclusivo * | já é assinante* | assine para [continuar/ler] * |
            conteúdo exclusivo para * | [para/quer] continuar [lendo/a ler]* | [este/esse] conteúdo
            é [exclusivo/restrito]* | já é [assinante/cadastrado]* | exclusivo para assinantes* |
            [este/esta] [conteúdo/texto/artigo/matéria/reportagem] é * assinantes* |
            [assine/torne-se] [já/agora/por/a partir/assinante]*
        """,
        "consent": """
            utilizamos cookies * | usamos cookies * | este site * cookies * | ~uso de cookies |
            aceitar todos*
        """,
        "error": """
            página não encontrada * | erro 404 * | a página * não [existe/foi encontrada] *
        """,
        "javascript": """
            por favor[/,] [ative/habilite] o javascript * | ~ativar o javascript | ~habilite o
            javascript
        """,
        "captcha": "~não sou um robô | ~não é um robô",
        "login": """
            esqueceu * senha* | faça login * | esqueci minha senha* | inicie sessão para * |
            você precisa [fazer login/estar logado/entrar] * | tem de iniciar sessão * |
            entre na sua conta *
        """,
        "comments": """
            o seu endereço de e-mail não será publicado* | seu endereço de e-mail não * | [faça
            login/você precisa/é necessário/entre] * [comentar/comentário]* | [o seu/seu]
            endereço de [e-mail/email] não* | [seja/sê] o primeiro a * | [deixe/deixar/escreva]
            [um/seu/o seu] comentário* | os comentários *
            [responsabilidade/encerrados/fechados]* | este site utiliza o akismet* | [este/esse]
            artigo foi útil* | o que você achou*
        """,
    },
    appeals="""
        [apoie/apoia/ajude/contribua] [o nosso/a nossa/nosso/nossa/o jornalismo/com] | faça uma doação | [sua/a sua]
        [doação/contribuição/assinatura] [nos/ajuda/permite/é] | [assine/inscreva-se/subscreva/cadastre-se/receba] *
        [newsletter/boletim/canal/e-mail/email] | [siga-nos/siga a/siga o/siga nosso/nos siga/acompanhe-nos/curta] *
        [facebook/twitter/instagram/x/whatsapp/telegram/linkedin/youtube/google/canal] | [baixe/descarregue/instale] *
        [app/aplicativo/aplicação] | [siga/acompanhe/curta] * [no/na/pelo]
        [facebook/instagram/twitter/x/telegram/whatsapp/youtube/linkedin/google news/tiktok] | receba * [no seu/em
        seu/pelo/via] [whatsapp/e-mail/email/celular/telegram] | [participe/entre/faça parte] [do/no/da] *
        [canal/grupo/comunidade] * whatsapp | clique aqui [para/e] [receber/receba/seguir/siga/assinar/assine/participe*]
        | gostou [deste/desse/do] [artigo/post/conteúdo/texto] | gostou da matéria | se você gostou [deste/desse]
        [artigo/post]
        """,
)
