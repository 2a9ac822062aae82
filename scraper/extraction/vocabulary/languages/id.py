"""Indonesian labels, markers and sentences. See `language` for the notation."""

from scraper.extraction.vocabulary.language import Language

PHRASES = Language(
    labels={
        "related": """
            [berita/artikel/topik/konten/video/tulisan/postingan]
            [terkait/terkini/lainnya/terbaru/lain/serupa/rekomendasi/pilihan] |
            [baca/lihat/simak] [juga/selengkapnya/selanjutnya/lainnya/berikutnya] | terkait |
            rekomendasi | rekomendasi untuk anda | pilihan redaksi | pilihan editor | mungkin
            anda suka | anda mungkin suka | anda mungkin juga suka | jangan lewatkan | artikel
            lain | berita lain | lebih banyak dari * | selengkapnya tentang *
        """,
        "ranking": """
            [berita/artikel/paling/topik] [terpopuler/populer/banyak dibaca/sering
            dibaca/trending/hangat/favorit] | terpopuler | populer | paling
            [dibaca/populer/banyak dibaca] | trending | berita utama | topik populer |
            terpopuler di * | terpopuler hari ini | tren
        """,
        "tags": "tag | kata kunci | topik | tag terkait",
        "newsletter": "berlangganan | buletin | langganan",
        "share": """
            bagikan | bagikan artikel | bagikan ke * | cetak | ikuti kami | ikuti kami di * |
            salin tautan | bagikan ini | salin link
        """,
        "comments": """
            komentar | tulis komentar | tinggalkan komentar | beri komentar | tinggalkan balasan
            | batalkan balasan
        """,
        "cta": """
            baca selengkapnya... | selengkapnya | klik di sini | lihat semua | muat lebih banyak
            | unduh aplikasi | muat lainnya
        """,
        "advert": """
            iklan | advertorial | konten bersponsor | scroll untuk lanjut membaca | lanjutkan
            membaca setelah iklan | artikel berlanjut di bawah iklan
        """,
        "author": "tentang penulis | penulis",
        "copyright": "hak cipta dilindungi | kebijakan privasi",
        "navigation": """
            [artikel/berita/pos] [sebelumnya/selanjutnya/berikutnya] | sebelumnya | selanjutnya
            | kembali | kembali ke atas | cari | beranda | navigasi pos
        """,
    },
    markers={
        "related": """
            baca [juga/selengkapnya/selanjutnya] | lihat juga | simak juga | baca | artikel
            terkait | berita terkait | pilihan redaksi | tonton | simak
        """,
        "tags": "tag | kata kunci | topik | kategori",
        "share": "bagikan",
        "caption": "foto | sumber foto | gambar | ilustrasi",
    },
    bare_markers={
        "related": "baca juga | lihat juga",
    },
    sentences={
        "related": """
            baca juga* | baca selengkapnya* | simak juga* | lihat juga*
        """,
        "newsletter": """
            berlangganan * [newsletter/buletin] | dapatkan * [berita/update] * | ~saluran
            whatsapp | ikuti * [whatsapp channel/google news/telegram] |
            [dapatkan/ikuti/gabung/bergabung/segera] *
            [berita/whatsapp/telegram/channel/newsletter/update]* | ~berita terkini
        """,
        "share": """
            ikuti kami di * | ikuti * di * | bagikan * | [ikuti/follow]
            [kami/berita/kanal/akun]* | [bagikan/sebarkan] [artikel/berita/ini]* | ~di google
            news | ~saluran whatsapp | ~whatsapp channel | ~kanal youtube
        """,
        "cta": "unduh aplikasi * | download aplikasi *",
        "advert": "scroll untuk * | lanjutkan membaca *",
        "copyright": """
            ~hak cipta dilindungi | ~dilarang mengutip | ~dilarang menyalin | ~dilarang
            mengambil
        """,
        "consent": "kami menggunakan cookie* | situs ini menggunakan cookie*",
        "error": "halaman tidak ditemukan* | halaman yang anda cari *",
        "javascript": "~aktifkan javascript",
        "login": """
            lupa kata sandi* | lupa password* | masuk untuk [melihat/melanjutkan/membaca] *
            | [silakan/anda harus] [masuk/login] * untuk *
        """,
        "comments": """
            alamat email anda tidak akan* | [silakan/anda harus] * [komentar/berkomentar]* |
            [tulis/tinggalkan/beri] komentar* | alamat email anda tidak*
        """,
        "paywall": """
            khusus pelanggan* | [artikel/berita/konten] ini khusus pelanggan* | [untuk/ingin] *
            [membaca/lanjut*] * [berlangganan/langganan]*
        """,
    },
    appeals="""
        [ikuti/ikuti kami/ikuti berita] * [facebook/instagram/twitter/x/telegram/whatsapp/youtube/linkedin/google news/tiktok]
        | [dapatkan/simak] * [di whatsapp/di telegram/saluran whatsapp/channel telegram/di google news] | [unduh/download]
        aplikasi * | [bergabung/gabung] * [grup telegram/kanal whatsapp/channel whatsapp/grup whatsapp]
        """,
)
