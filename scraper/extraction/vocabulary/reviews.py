"""What stands over the opinions of those who bought a product, in each language."""

import re

_WORDS = {
    "ar": "مراجعات|التقييمات|تقييمات العملاء|آراء العملاء",
    "bg": "отзиви|ревюта|мнения на клиенти",
    "cs": "recenze|hodnocení(?: zákazníků)?|zkušenosti zákazníků",
    "da": "(?:kunde|bruger)?anmeldelser",
    "de": "(?:kunden|produkt)?(?:bewertungen|rezensionen|meinungen)",
    "el": "κριτικές|αξιολογήσεις(?: πελατών)?",
    "en": "(?:(?:customer|product|user|buyer|guest|verified|latest|top) )*(?:reviews|ratings)(?: (?:and|&) (?:reviews|ratings))?",
    "es": "(?:opiniones|reseñas|valoraciones)(?: de (?:los )?(?:clientes|usuarios))?",
    "fi": "(?:asiakas|tuote)?arvostelut|asiakasarviot",
    "fr": "(?:les )?avis(?: (?:des )?clients| produits?)?",
    "he": "ביקורות|חוות דעת",
    "hu": "vélemények|(?:vásárlói )?értékelések",
    "id": "ulasan(?: (?:pelanggan|pembeli|produk))?",
    "it": "(?:recensioni|opinioni)(?: (?:dei )?clienti)?",
    "ja": "(?:カスタマー|商品|お客様の?)?レビュー|お客様の声",
    "ko": "(?:상품|구매|고객)?\\s?(?:리뷰|후기|상품평)",
    "nb": "(?:kunde|produkt)?(?:anmeldelser|omtaler)",
    "nl": "(?:klant|product)?(?:beoordelingen|reviews|recensies)",
    "pl": "opinie(?: (?:klientów|o produkcie))?|recenzje",
    "pt": "(?:avaliações|opiniões)(?: (?:dos? )?clientes)?",
    "ro": "(?:recenzii|păreri|opinii)(?: (?:ale )?clienți(?:lor)?)?",
    "ru": "отзывы(?: (?:покупателей|клиентов|о товаре))?",
    "sv": "(?:kund|produkt)?(?:recensioner|omdömen)",
    "th": "รีวิว(?:สินค้า|จากลูกค้า)?",
    "tr": "(?:müşteri |ürün )?(?:yorumları|yorumlar|değerlendirmeleri|değerlendirmeler)",
    "uk": "відгуки(?: (?:покупців|клієнтів|про товар))?",
    "vi": "đánh giá(?: (?:của khách hàng|sản phẩm))?",
    "zh": "(?:商品|用户|用戶|顾客|顧客|客户|客戶|买家|買家)?(?:评价|評價|评论|評論)",
}  # fmt: skip
_OVER_REVIEWS = re.compile(
    rf"(?:\d[\d.,]*\s?)?(?:{'|'.join(_WORDS.values())})(?:\s?[(（\[]?\d[\d.,]*[)）\]]?|\s(?:for|of|von|für|sur|de|di|van)\s.{{1,60}})?[:：]?",
    re.IGNORECASE,
)


def is_over_reviews(heading: str) -> bool:
    """Say whether a heading stands over what buyers say of a product."""
    return bool(_OVER_REVIEWS.fullmatch(heading.strip()))
