"""Turkish labels, markers and sentences. See `language` for the notation."""

from scraper.extraction.vocabulary.language import Language

PHRASES = Language(
    labels={
        "related": """
            ilgili [haberler/içerikler/yazılar/konular/makaleler/haber/videolar/linkler] |
            ilginizi çekebilir | ilginizi çekebilecek [haberler/içerikler/yazılar] | bunlar da
            ilginizi çekebilir | bunu da okuyun | bunlar da var | bunları da okuyun | ayrıca
            okuyun | ayrıca bakınız | ayrıca bakın | benzer [haberler/yazılar/içerikler/konular]
            | önerilen [haberler/içerikler/yazılar] | sizin için seçtiklerimiz | sizin için
            öneriler | diğer haberler | diğer yazılar | son haberler | son dakika haberleri |
            son yazılar | son dakika | kaçırmayın | daha fazla haber | daha fazlası | daha fazla
            * haberi | önerilenler | bakmadan geçme
        """,
        "ranking": """
            [en çok/çok]
            [okunanlar/okunan/izlenenler/paylaşılanlar/konuşulanlar/yorumlananlar/okunan
            haberler/okunan yazılar/arananlar] | popüler | popüler
            [haberler/yazılar/içerikler/konular] | trend | trendler | gündemdekiler | günün öne
            çıkanları | öne çıkanlar | öne çıkan haberler
        """,
        "tags": "etiketler | anahtar kelimeler | konular",
        "newsletter": "bülten | abone ol | bültene abone ol | e-bülten | bültenimize abone olun",
        "share": """
            paylaş | paylaşın | * paylaş | yazdır | bizi takip edin | linki kopyala | haberi
            paylaş | takip et
        """,
        "comments": """
            yorumlar | yorum | yorum yap | yorum yaz | yorum yapın | yorum ekle | ilk yorumu
            siz yapın | yorum kuralları | yorum yazma kuralları
        """,
        "cta": """
            devamını oku | devamı | tıklayın | daha fazla | daha fazla göster | uygulamayı indir
            | haberin devamı | tümünü gör
        """,
        "advert": "reklam | sponsorlu | sponsorlu içerik | reklamlar | ilan",
        "author": "yazar hakkında | yazar | yazarlar",
        "copyright": "tüm hakları saklıdır | gizlilik politikası",
        "navigation": """
            [önceki/sonraki] [haber/yazı/makale] | önceki | sonraki | geri | yukarı çık | başa
            dön | ara | ana sayfa | anasayfa | menü
        """,
    },
    markers={
        "author": """
            kaynak | editör | haber
        """,
        "related": """
            ayrıca okuyun | bunu da okuyun | ilgili haber | ilginizi çekebilir | ayrıca
            bakın | okuyun | bakınız | ilgili | bunlar da ilginizi çekebilir
        """,
        "tags": "etiketler | anahtar kelimeler | kategori | etiket",
        "share": "paylaş",
        "caption": "fotoğraf | foto | görsel",
    },
    bare_markers={
        "related": "ayrıca okuyun | bunu da okuyun",
    },
    sentences={
        "related": """
            ayrıca okuyun* | ilginizi çekebilir* | haberin devamı *
        """,
        "newsletter": """
            bültenimize * | haber bültenimize | ~bültenimize abone | ~whatsapp kanalımız |
            [bültenimize/bültene/kanalımıza/whatsapp] * [abone/kaydol*/katıl*]* | ~haberdar
            olmak için | ~abone olun | gelişmelerden *
        """,
        "share": """
            bizi * takip edin | haberi paylaş | takip edin* | ~bizi takip edin | [haberi/bu
            haberi/bu yazıyı] [paylaş*/yazdır*/dinle*]* | bizi * [takip/takipte]* | ~takip edin
            | [haber/ihbar/fotoğraf] * [gönder*/whatsapp]*
        """,
        "cta": """
            * için tıklayın | tıklayınız | ~bize destek * | ~bağımsız gazetecilik |
            ~bağış yap*
        """,
        "copyright": """
            ~tüm hakları saklıdır | ~izinsiz * kullanılamaz | ~izin alınmadan | ~kaynak
            gösterilmeden | [yazarın/bu yazıdaki] * [görüş*]*
        """,
        "consent": "çerezler* kullan* | bu [site/web sitesi] * çerez* | web sitemizde çerez*",
        "error": "sayfa bulunamadı * | aradığınız sayfa *",
        "javascript": "~javascript'i etkinleştir",
        "login": """
            şifremi unuttum* | giriş yapmalısınız* | ~görmek için giriş yap* | ~devam etmek
            için giriş yap* | ~okumak için giriş yap* | giriş yapmalısın* | şifreni mi
            unuttun*
        """,
        "comments": """
            e-posta adresiniz yayınlanmayacak* | [yorum/yorumlar] [yap*/yaz*/bırak*/kapalı*]* |
            [giriş yap*/üye ol*] * yorum* | e-posta [hesabınız/adresiniz] * | ilk yorum*
        """,
        "advert": "[haberin/yazının] devamı * | ~reklamdan sonra | ~iş birliği içerir",
        "paywall": """
            [devamını/bu içeriği/yazının tamamını] * [abone/üye/giriş]* | [zaten/üye]
            [abone*/üye*/misiniz]* | abonelere özel* | bu [haber/yazı/içerik/makale] abonelere özel*
        """,
    },
    appeals="""
        [bizi /][destekleyin/destek olun] * | [bültenimize/e-bültenimize/kanalımıza] * [abone/kayıt] | bizi * takip ed* |
        [google news/google haberler] * takip | [haberlerimizi/gelişmeleri] * takip
        | [bu /][yazıyı/haberi/makaleyi] beğendiniz mi
        """,
)
