"""Months of many languages, other calendars, halves of the day, and offsets by name."""

from datetime import date

import pytest

from scraper.extraction.dom.head import Head
from scraper.extraction.metadata import read_metadata
from scraper.extraction.metadata.calendars import from_jalali
from scraper.extraction.metadata.dates import parse_date
from scraper.extraction.metadata.month_names import month_named
from scraper.extraction.metadata.page_dates import DateStyle

_YEARS = {
    "en": "january february march april may june july august september october november december",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "nb": "jan. feb. mars apr. mai jun. jul. aug. sep. okt. nov. des.",
    "fi": "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta"
    " syyskuuta lokakuuta marraskuuta joulukuuta",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada"
    " grudnia",
    "cs": "ledna února března dubna května června července srpna září října listopadu prosince",
    "hu": "január február március április május június július augusztus szeptember október november"
    " december",
    "ro": "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie"
    " decembrie",
    "tr": "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "id": "januari februari maret april mei juni juli agustus september oktober november desember",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "uk": "січ. лют. бер. квіт. трав. черв. лип. серп. вер. жовт. лист. груд.",
    "bg": "януари февруари март април май юни юли август септември октомври ноември декември",
    "el": "Ιαν Φεβ Μαρ Απρ Μαΐ Ιουν Ιουλ Αυγ Σεπ Οκτ Νοε Δεκ",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "he": "בינואר בפברואר במרץ באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר בנובמבר בדצמבר",
    "hi": "जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर",
    "fa": "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
    "th": "ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.",
    "bn": "জানুয়ারি ফেব্রুয়ারি মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর",
    "hr": "siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna listopada studenoga"
    " prosinca",
}


@pytest.mark.parametrize("language", _YEARS)
def test_all_twelve_months_of_a_language_are_known(language: str) -> None:
    numbers = [month_named(name, language) for name in _YEARS[language].split()]
    assert numbers == list(range(1, 13))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3. marts 2022 kl. 19.40", "2022-03-03T19:40:00"),
        ("Selasa, 9 Maret 2021 | 07.05 WIB", "2021-03-09T07:05:00+07:00"),
        ("21 Φεβ 2023", "2023-02-21"),
        ("29 січ. 2020, 10:11", "2020-01-29T10:11:00"),
        ("१२ मार्च २०२४", "2024-03-12"),
        ("ב-6 ביולי 2023", "2023-07-06"),
        ("6 ביולי 2023", "2023-07-06"),
        ("Thứ Hai, ngày 5 tháng 2 năm 2024", "2024-02-05"),
        ("17 Tháng Mười Hai, 2022", "2022-12-17"),
        ("2023. április 9., 18:22", "2023-04-09T18:22:00"),
        ("2022 m. spalio 4 d.", "2022-10-04"),
        ("2021. gada 8. jūnijs", "2021-06-08"),
        ("18 كانون الثاني 2024", "2024-01-18"),
        ("18 జనవరి 2024", "2024-01-18"),
        ("18 ജനുവരി 2024", "2024-01-18"),
        ("18 ಜನವರಿ 2024", "2024-01-18"),
        ("૧૮ જાન્યુઆરી ૨૦૨૪", "2024-01-18"),
        ("१८ जानेवारी २०२४", "2024-01-18"),
        ("2024 ජනවාරි 18", "2024-01-18"),
        ("၂၀၂၄ ဇန်နဝါရီ ၁၈", "2024-01-18"),
        ("១៨ មករា ២០២៤", "2024-01-18"),
        ("18 студзеня 2024", "2024-01-18"),
        ("18 январи 2024", "2024-01-18"),
        ("18 Januwari 2024", "2024-01-18"),
        ("2024ko urtarrilaren 18a", "2024-01-18"),
        ("18 ta' Jannar 2024", "2024-01-18"),
        ("18 Ionawr 2024", "2024-01-18"),
        ("18 Deireadh Fómhair 2024", "2024-10-18"),
        ("2024 оны 1-р сарын 18", "2024-01-18"),
        ("5 آذار/مارس 2020", "2020-03-05"),
        ("2024 оны 1 сарын 18", "2024-01-18"),
        ("2024 ж. 18 қаңтар, 09:20", "2024-01-18T09:20:00"),
        ("2024 жыл 18-январь", "2024-01-18"),
        ("ថ្ងៃទី១៨ ខែមករា ឆ្នាំ២០២៤", "2024-01-18"),
        ("18 Th1 2024", "2024-01-18"),
        ("18-a de januaro 2024", "2024-01-18"),
        ("18 ga Janairu, 2024", "2024-01-18"),
        ("18 Çile 2024", "2024-01-18"),
        ("١٨ی ئازاری ٢٠٢٤", "2024-03-18"),
        ("２０２４－０１－１８　０９：２０", "2024-01-18T09:20:00"),
        ("৭ ফেব্রুয়ারি ২০২৩, ১১:২৫", "2023-02-07T11:25:00"),
    ],
)
def test_dates_with_the_month_in_words(text: str, expected: str) -> None:
    found = parse_date(text)
    assert found is not None
    assert found.iso() == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [("6 ag. 2024", "ca", "2024-08-06"), ("6 Eost 2024", "br", "2024-08-06"), ("6 AG 2024", "de", None)],
)  # fmt: skip
def test_short_names_of_months_belong_to_their_language(
    text: str, language: str, expected: str | None
) -> None:
    found = parse_date(text, DateStyle(language=language))
    assert (found.iso() if found else None) == expected


def test_no_month_comes_first_in_digits_of_other_scripts() -> None:
    found = parse_date("٠٥/٠٦/٢٠٢٤", DateStyle(month_first=True))
    assert found is not None
    assert found.iso() == "2024-06-05"


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("۲۹ اسفند ۱۳۹۹ ساعت ۱۷:۳۰", "fa", "2021-03-19T17:30:00"),
        ("دوشنبه ۴ خرداد سال ۱۴۰۳", "fa", "2024-05-24"),
        ("Friday 4 Khordad 1403", "fa", "2024-05-24"),
        ("۱۲م کب ۱۴۰۲", "ps", "2024-03-02"),
        ("شنبه ۱ فروردین ماه ۱۳۹۴", "", "2015-03-21"),
        ("۱۵ دی ۱۴۰۱", "", "2023-01-05"),
        ("۱۴۰۲/۰۶/۳۱", "fa", "2023-09-22"),
        ("7 มีนาคม พ.ศ. 2566 เวลา 20.15 น.", "th", "2023-03-07T20:15:00"),
        ("23 พ.ค. 67", "", "2024-05-23"),
        ("19/11/2565", "th", "2022-11-19"),
        ("8 ธันวาคม 2021", "th", "2021-12-08"),
        ("令和5年3月9日", "", "2023-03-09"),
        ("二〇二三年三月九日", "", "2023-03-09"),
        ("二零二三年十二月三十一日", "", "2023-12-31"),
        ("二〇二三年十月二十日", "", "2023-10-20"),
        ("2023-W10-4", "", "2023-03-09"),
        ("2023-068", "", "2023-03-09"),
        ("/Date(1678385700000)/", "", "2023-03-09T18:15:00+00:00"),
        ("Thursday, 09-Mar-23 18:15:00 GMT", "", "2023-03-09T18:15:00+00:00"),
        ("民國112年8月1日", "", "2023-08-01"),
        ("د ۱۴۰۲ کال د وري ۱", "ps", "2023-03-21"),
        ("ጥር 9 ቀን 2015", "am", "2023-01-17"),
        ("1 መስከረም 2016", "am", "2023-09-12"),
        ("ጳጉሜን 6 ቀን 2015", "am", "2023-09-11"),
    ],
)
def test_other_calendars_give_the_gregorian_day(text: str, language: str, expected: str) -> None:
    found = parse_date(text, DateStyle(language=language))
    assert found is not None
    assert found.iso() == expected


@pytest.mark.parametrize(
    "text",
    ["۳۰ اسفند ۱۴۰۰", "۳۱ مهر ۱۴۰۲", "1447/04/10", "二〇二三年二二月三日", "二〇二三年十十月三日", "二〇二三年一月三十十日",
     "ጳጉሜን 6 ቀን 2016"],
)  # fmt: skip
def test_a_day_no_calendar_has_is_no_date(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("jalali", "gregorian"),
    [
        ((1370, 12, 30), date(1992, 3, 20)),
        ((1375, 1, 1), date(1996, 3, 20)),
        ((1399, 12, 30), date(2021, 3, 20)),
        ((1400, 1, 1), date(2021, 3, 21)),
        ((1403, 12, 30), date(2025, 3, 20)),
        ((1408, 7, 1), date(2029, 9, 22)),
    ],
)
def test_jalali_days(jalali: tuple[int, int, int], gregorian: date) -> None:
    assert from_jalali(*jalali) == gregorian


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("March 9, 2023 22:05 GMT+8", "2023-03-09T22:05:00+08:00"),
        ("9 Mar 2023 06:40 (UTC+3)", "2023-03-09T06:40:00+03:00"),
        ("9 Mar 2023 06:40 GMT+5:30", "2023-03-09T06:40:00+05:30"),
        ("9 Mar 2023 06:40 AEDT", "2023-03-09T06:40:00+11:00"),
        ("Mar 9, 2023 6:40 am PST", "2023-03-09T06:40:00-08:00"),
        ("9. März 2023, 06:40 CET", "2023-03-09T06:40:00+01:00"),
        ("Mar 9, 2023 6:40 am CST", "2023-03-09T06:40:00"),  # of America or China
        ("2023-03-09 06:40 UTC+3", "2023-03-09T06:40:00+03:00"),
        ("2023-03-09 06:40:12 UTC-05:30", "2023-03-09T06:40:12-05:30"),
        ("Mon Jan 09 2023 18:20:31 GMT-0500 (Eastern Standard Time)", "2023-01-09T18:20:31-05:00"),
        ("Thu Mar  9 18:20:31 UTC 2023", "2023-03-09T18:20:31+00:00"),
        ("Thu Mar 09 18:20:31 +0900 2023", "2023-03-09T18:20:31+09:00"),
        ("2023-03-09 06:40 GMT", "2023-03-09T06:40:00+00:00"),
        ("2023-03-09T06:40:00+2", "2023-03-09T06:40:00+02:00"),
        ("9. März 2023, 06:40 Uhr MEZ", "2023-03-09T06:40:00+01:00"),
        ("Thu Mar 09 18:20:31 CET 2023", "2023-03-09T18:20:31+01:00"),
        ("Thu Mar 09 18:20:31 IST 2023", "2023-03-09T18:20:31"),  # of India, Ireland or Israel
    ],
)
def test_offsets_are_those_named(text: str, expected: str) -> None:
    found = parse_date(text)
    assert found is not None
    assert found.iso() == expected


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("2023.03.09 오후 3:07", "15:07"),
        ("2023년 3월 9일 오전 12시 5분", "00:05"),
        ("2023년 3월 9일 오후 12:40", "12:40"),
        ("2023年3月9日 午後0時30分", "12:30"),
        ("2023年3月9日 午前9時", "09:00"),
        ("2023年3月9日 晚上9点05分", "21:05"),
        ("2023年3月9日 下午4:44", "16:44"),
        ("2023年3月9日 中午12:10", "12:10"),
        ("2023年3月9日 18时20分", "18:20"),
        ("9 Μαρ 2023, 7:15 μ.μ.", "19:15"),
        ("09/03/2023 7:15 μμ", "19:15"),
        ("٩ مارس ٢٠٢٣ ٠٧:١٥ مساءً", "19:15"),
        ("9 مارس 2023م، 07:15 ص", "07:15"),
        ("9 मार्च 2023, शाम 7:15 बजे", "19:15"),
        ("9 मार्च 2023, रात 2:15", "02:15"),
        ("9 মার্চ ২০২৩, রাত ১১:১৫", "23:15"),
        ("9 Mac 2023, 7:15 malam", "19:15"),
        ("2023-03-09 晚上7:15", "19:15"),
        ("2023-03-09 7:15 PM", "19:15"),
        ("2023.03.09 PM 7:15", "19:15"),
        ("০৯ মার্চ ২০২৩, ০৭:১৫ পিএম", "19:15"),
        ("9 March 2023 19.15 GMT+05:30", "19:15"),
        ("March 9 2023 at 7.15pm", "19:15"),
        ("9 mars 2023 à 19 h 15", "19:15"),
        ("2023년 3월 9일 밤 11시 5분", "23:05"),
        ("9 tháng 3 năm 2023, 7 giờ 15 phút tối", "19:15"),
        ("09/03/2023 a las 7:15 de la tarde", "19:15"),
        ("9 Mart 2023 ÖS 7:15", "19:15"),
        ('9 במרץ 2023, 7:15 אחה"צ', "19:15"),
        ("2023. március 9. du. 7:15", "19:15"),
        ("9 марта 2023, 7:15 вечера", "19:15"),
        ("9 de marzo de 2023, desde las 12:30", "12:30"),
        ("९ मार्च २०२३, सकाळी ७:१५", "07:15"),
        ("9 માર્ચ 2023, સાંજે 7:15", "19:15"),
    ],
)
def test_afternoons_are_afternoons(text: str, clock: str) -> None:
    found = parse_date(text)
    assert found is not None
    assert found.clock == clock


def test_a_jalali_dateline_is_the_pages_date() -> None:
    lines = ("بندر خاموش شد", "انتشار: ۵ آبان ۱۴۰۲ - ۰۹:۲۰", "متن خبر بندر در سال 2019-04-03 آمد.")
    found = read_metadata(Head(title="بندر خاموش شد", language="fa"), lines=lines)
    assert found.date == "2023-10-27T09:20:00"


@pytest.mark.parametrize(
    "text",
    ["2082-06-18", "2082/06/18", "२०८२-०६-१८", "2065-03-04T10:00:00+05:45", "18 Oct 2082", "18.06.2082"],
)  # fmt: skip
def test_a_year_of_the_calendar_of_nepal_is_no_gregorian_one(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    "text", ["12 ربيع الآخر 1447 هـ", "15 Ramadan 1446 AH", "1447-04-12", "12/04/1447 هـ"]
)
def test_a_year_of_the_hijra_is_no_gregorian_one(text: str) -> None:
    assert parse_date(text) is None


def test_the_gregorian_day_beside_one_of_the_hijra_is_the_date() -> None:
    found = parse_date("الأحد 12 ربيع الثاني 1447 هـ الموافق 5 أكتوبر 2025")
    assert found is not None
    assert str(found.day) == "2025-10-05"
