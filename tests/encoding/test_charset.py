"""Bytes to text, as a careful reader with a browser would."""

import codecs

import pytest

from scraper.encoding.charset import declared_in_page, decode
from scraper.encoding.charset_labels import ENCODINGS, decode_as, encoding_of
from tests.growth import assert_costs, assert_linear

# Own sentences in the languages each encoding was made for.
TEXTS = {
    "western": "Der Bürgermeister eröffnete die Brücke; Fußgänger grüßten fröhlich. "
    "Où est passée la forêt ? Le garçon a mangé une pêche près du château. "
    "El niño soñó con una montaña; mañana volverá. São as estações do coração.",
    "central": "Příliš žluťoučký kůň běžel kolem řeky a děti křičely radostí. "
    "Łódka płynęła wzdłuż brzegu, a mężczyzna śpiewał piosenkę o świcie.",
    "cyrillic": "Старый мост через реку снова открыт. Утром по нему прошли первые пешеходы, "
    "а вечером жители города устроили праздник на берегу.",
    "greek": "Η παλιά γέφυρα άνοιξε ξανά. Οι κάτοικοι της πόλης πέρασαν το ποτάμι με τα πόδια "
    "και το βράδυ έγινε γιορτή στην όχθη.",
    "turkish": "Eski köprü yeniden açıldı. Sabah ilk yayalar geçti, akşam ise şehrin halkı ırmağın "
    "kıyısında büyük bir şenlik düzenledi; çocuklar güldü.",
    "hebrew": "הגשר הישן נפתח מחדש. בבוקר עברו בו הולכי הרגל הראשונים, ובערב חגגו תושבי העיר על "
    "גדת הנהר עד השעות המאוחרות.",
    "arabic": "أعيد افتتاح الجسر القديم. عبره في الصباح أول المشاة وفي المساء احتفل سكان المدينة "
    "على ضفة النهر حتى ساعة متأخرة من الليل.",
    "baltic": "Vecais tilts atkal ir atvērts. Senasis tiltas vėl atidarytas, žmonės džiaugėsi, o "
    "vaikai bėgiojo palei upę; tā bija jauka diena, un ļaudis priecājās.",
    "thai": "สะพานเก่าเปิดให้ใช้อีกครั้ง ตอนเช้ามีคนเดินข้ามเป็นกลุ่มแรก และตอนเย็นชาวเมืองจัดงานฉลองริมแม่น้ำ",
    "simplified": "老桥重新开放了。早上第一批行人走过大桥，晚上城里的人们在河边庆祝，"
    "孩子们很高兴，大家都说这是一个好日子。",
    "traditional": "老橋重新開放了。早上第一批行人走過大橋，晚上城裡的人們在河邊慶祝，"
    "孩子們很高興，大家都說這是一個好日子。",
    "japanese": "古い橋がふたたび開通しました。朝には最初の歩行者が渡り、夜には町の人々が川のほとりで"
    "お祝いをしました。子どもたちも喜んでいました。",
    "korean": "오래된 다리가 다시 열렸습니다. 아침에는 첫 보행자들이 건넜고 저녁에는 시민들이 강가에서 "
    "잔치를 열었습니다. 아이들도 매우 기뻐했습니다.",
}
WRITTEN = [
    ("windows-1252", "western"),
    ("windows-1250", "central"),
    ("iso-8859-2", "central"),
    ("windows-1251", "cyrillic"),
    ("koi8-r", "cyrillic"),
    ("iso-8859-5", "cyrillic"),
    ("ibm866", "cyrillic"),
    ("windows-1253", "greek"),
    ("iso-8859-7", "greek"),
    ("windows-1254", "turkish"),
    ("windows-1255", "hebrew"),
    ("iso-8859-8", "hebrew"),
    ("windows-1256", "arabic"),
    ("iso-8859-6", "arabic"),
    ("windows-1257", "baltic"),
    ("iso-8859-13", "baltic"),
    ("windows-874", "thai"),
    ("gb18030", "simplified"),
    ("gbk", "simplified"),
    ("big5", "traditional"),
    ("shift_jis", "japanese"),
    ("euc-jp", "japanese"),
    ("iso-2022-jp", "japanese"),
    ("euc-kr", "korean"),
]


def written(encoding, language, head=""):
    """A page in a legacy encoding, and its text."""
    codec = ENCODINGS[encoding][0]
    text = f"<html><head>{head}<title>A page</title></head><p>{TEXTS[language]}</p></html>"
    return text.encode(codec), text


@pytest.mark.parametrize(("encoding", "language"), WRITTEN)
def test_undeclared_text_is_read(encoding, language):
    body, text = written(encoding, language)
    found = decode(body)
    assert (found.text, found.source) == (text, "content")


@pytest.mark.parametrize(("encoding", "language"), WRITTEN)
def test_the_transport_is_believed(encoding, language):
    body, text = written(encoding, language)
    found = decode(body, charset=encoding.upper())
    assert (found.text, found.encoding, found.source) == (text, encoding, "transport")


@pytest.mark.parametrize(("encoding", "language"), WRITTEN)
def test_the_page_is_believed(encoding, language):
    body, text = written(encoding, language, f'<meta charset="{encoding}">')
    found = decode(body)
    assert (found.text, found.encoding, found.source) == (text, encoding, "meta")


@pytest.mark.parametrize(("encoding", "language"), WRITTEN)
@pytest.mark.parametrize("wrong", ["utf-8", "iso-8859-1"])
def test_a_wrong_default_is_not_believed(encoding, language, wrong):
    """utf-8 never fits; Latin-1 always decodes, but other scripts do not read as it."""
    latin = {"western", "central", "turkish", "baltic"}
    if wrong == "iso-8859-1" and language in latin:
        pytest.skip("Latin text under a Latin declaration is the declaration's to decide")
    body, text = written(encoding, language)
    assert decode(body, charset=wrong).text == text
    body, text = written(encoding, language, f'<meta charset="{wrong}">')
    assert decode(body).text == text


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("wrong", ["", "iso-8859-1", "windows-1251", "gbk", "shift_jis", "big5"])
def test_valid_utf_8_is_utf_8_whatever_was_declared(language, wrong):
    text = f"<p>{TEXTS[language]}</p>"
    found = decode(text.encode(), charset=wrong or None)
    assert (found.text, found.encoding) == (text, "utf-8")


def test_a_few_legacy_characters_that_happen_to_be_utf_8_keep_their_declaration():
    body = "模通".encode("gbk")
    assert body.decode()  # the accident
    assert decode(body, charset="gbk").text == "模通"


@pytest.mark.parametrize(
    ("label", "encoding"),
    [("latin1", "windows-1252"), ("ASCII", "windows-1252"), (" UTF8\n", "utf-8"),
     ("x-sjis", "shift_jis"), ("ks_c_5601-1987", "euc-kr"), ("gb2312", "gbk"),
     ("iso-8859-9", "windows-1254"), ("iso-8859-11", "windows-874"), ("unicode", "utf-16le")],
)  # fmt: skip
def test_labels_mean_what_browsers_take_them_for(label, encoding):
    assert encoding_of(label) == encoding


@pytest.mark.parametrize(
    "label",
    ["rot13", "base64", "zlib", "utf-7", "unicode_escape", "idna", "undefined", "utf-32", "hex",
     "cp037", "iso-2022-kr", "replacement", "", "nonsense", "utf-8\0"],
)  # fmt: skip
def test_other_names_declare_nothing(label):
    assert encoding_of(label) is None
    assert decode("<p>né</p>".encode(), charset=label).text == "<p>né</p>"


def test_every_encoding_decodes_every_byte():
    everything = bytes(range(256)) * 2
    for encoding, (codec, labels) in ENCODINGS.items():
        assert isinstance(decode_as(everything, encoding), str)
        assert codecs.lookup(codec)
        assert encoding in labels.split()


def test_single_byte_holes_are_filled_as_in_browsers():
    assert decode_as(b"\x80\x81\x9d", "windows-1252") == "€\x81\x9d"
    assert decode_as(b"\xa4\xff", "windows-1253") == "¤\ufffd"


def test_euc_jp_has_the_signs_every_browser_has():
    assert decode_as(b"\xad\xa1\xa1\xc1\xc6\xfc\xad\xea", "euc-jp") == "①～日㈱"
    assert decode_as(b"\xc6\xfc\xff\xc6", "euc-jp") == "日\ufffd\ufffd"


@pytest.mark.parametrize(
    ("page", "encoding"),
    [
        (b'<meta charset="koi8-r">', "koi8-r"),
        (b"<META CHARSET=koi8-r>", "koi8-r"),
        (b"<meta charset = 'koi8-r' />", "koi8-r"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">', "koi8-r"),
        (b"<meta content='text/html;charset=koi8-r' http-equiv=content-type>", "koi8-r"),
        (b'<?xml version="1.0" encoding="koi8-r"?><html>', "koi8-r"),
        (b'<!-- <meta charset="big5"> --><meta charset="koi8-r">', "koi8-r"),
        (b'<meta charset="nonsense"><meta charset="koi8-r">', "koi8-r"),
        (b'<meta charset="utf-16">', "utf-8"),
        (b"<script>" + b" " * 3000 + b'</script><meta charset="koi8-r">', "koi8-r"),
        (b'<meta name="description" content="charset=big5">', None),
        (b'<meta name="description" content="text; charset=big5"><p>charset=big5', None),
        (b" " * 20_000 + b'<meta charset="koi8-r">', None),
        (b'<metadata charset="big5">', None),
        (b"", None),
    ],
)
def test_the_page_names_its_encoding(page, encoding):
    assert declared_in_page(page) == encoding


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_wins(codec):
    found = decode("<p>日本</p>".encode(codec), charset="shift_jis")
    assert (found.text, found.source) == ("<p>日本</p>", "bom")


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_mark_is_seen_by_its_first_tag(codec):
    """Whatever comes after it: letters of most scripts have no zeros."""
    text = f"\n<html><title>{TEXTS['cyrillic']}</title><p>{TEXTS['korean']}"
    assert decode(text.encode(codec)).text == text


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_mark_is_seen_by_its_zeros(codec):
    page = "<html><head><title>A page</title></head><body>Grüße</body></html>"
    assert decode(page.encode(codec)).text == page


def test_the_transport_wins_over_the_page():
    body, text = written("koi8-r", "cyrillic", '<meta charset="windows-1251">')
    assert decode(body, charset="koi8-r").text == text


def test_a_broken_byte_does_not_cost_a_page_its_encoding():
    body = TEXTS["western"].encode() + b" \xff " + TEXTS["greek"].encode()
    expected = TEXTS["western"] + " \ufffd " + TEXTS["greek"]
    assert decode(body, charset="utf-8").text == expected
    assert decode(body).text == expected


def test_a_character_cut_at_the_end_is_left_out():
    assert decode("<p>Grüße".encode() + b"\xe6\x97").text == "<p>Grüße"


def test_nothing_known_is_western():
    found = decode(b"<p>\x93Quoted\x94 \x96 and so on")
    assert found.text == "<p>“Quoted” – and so on"
    assert found.encoding == "windows-1252"


def test_nul_characters_are_removed():
    assert decode(b"<p>a\0b\0</p>").text == "<p>ab</p>"


@pytest.mark.parametrize("body", [b"", b"\0\0\0\0", b"\xff\xfe", b"\xff", bytes(range(256)) * 8])
def test_any_bytes_make_text(body):
    assert isinstance(decode(body).text, str)


def test_the_common_case_costs_little_more_than_decoding():
    body = ('<meta charset="utf-8">' + TEXTS["japanese"] * 5000).encode()

    assert_costs(8, than=body.decode, work=lambda: decode(body))


@pytest.mark.parametrize(
    "piece",
    [b"\xff", "橋が開通しました。".encode("shift_jis"), b"\x8f\xa2", b"\xad\xa1\xff"],
    ids=["no text", "another encoding", "half characters", "mixed"],
)
def test_bytes_that_are_not_euc_jp_take_linear_time(piece):
    """400 kB that declare it and hold something else."""
    assert "\ufffd" in decode_as(piece * 1000, "euc-jp")
    assert_linear(
        lambda body: decode_as(body, "euc-jp"), lambda size: piece * (size // len(piece)), 400_000
    )


@pytest.mark.parametrize("shape", [b"a", b"a ", b"charset", b"a=\"'", b"<!--", b" "])
def test_a_declaration_of_any_shape_takes_linear_time(shape):
    """A <meta> of eight thousand bytes in which nothing is declared."""
    for start in (b"<meta ", b"<meta http-equiv=content-type content='charset="):
        assert_linear(
            declared_in_page,
            lambda size, start=start: start + (shape * size)[:size] + b"'>",
            8_000,
        )
