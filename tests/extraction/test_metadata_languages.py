"""Pages in scripts without capitals or spaces: headline, day and author from what their readers see."""

from dataclasses import dataclass

import pytest

from scraper import extract
from scraper.extraction.dom.head import Head
from scraper.extraction.metadata import read_metadata


@dataclass(frozen=True)
class Sample:
    """A page as a small paper of the country writes it, without any markup for machines."""

    language: str
    site: str
    headline: str
    dateline: str
    byline: str
    sentence: str
    date: str
    author: str


SAMPLES = (
    Sample("zh", "渡口晚报", "老渡口的最后一班木船靠了岸", "2024年3月9日 下午4:44 来源：渡口晚报", "作者：林小舟",
           "渡口始建于清代，是两镇之间唯一的水上通道，赶集的日子队伍要排到镇口的牌坊下面。",
           "2024-03-09T16:44:00", "林小舟"),
    Sample("ja", "港の新聞", "渡し船が五年ぶりに港へ戻ってきた", "2024年3月9日 午後4時44分", "文／井田 帆",
           "町の渡し船は五年前の台風で止まったままで、島の子どもたちは毎朝遠い橋を渡って学校へ通っていた。",
           "2024-03-09T16:44:00", "井田 帆"),
    Sample("ko", "나루일보", "섬마을 나루에 배가 다시 들어왔다", "입력 2024.03.09 오후 4:44", "도하늘 기자",
           "다섯 해 전 태풍으로 멈춘 나룻배가 다시 움직이자 섬 아이들은 먼 다리를 건너지 않고 학교에 간다.",
           "2024-03-09T16:44:00", "도하늘"),
    Sample("ar", "صحيفة المرفأ", "العبارة القديمة تعود إلى المرفأ", "نشر في ٩ مارس ٢٠٢٤", "بقلم: ليلى حداد",
           "توقفت العبارة قبل خمس سنوات بعد عاصفة شديدة، وكان أطفال الجزيرة يعبرون كل صباح جسرا بعيدا إلى المدرسة.",
           "2024-03-09", "ليلى حداد"),
    Sample("fa", "روزنامه لنگر", "قایق کهنه به بندر بازگشت", "انتشار: ۱۹ اسفند ۱۴۰۲", "نویسنده: آرش دریایی",
           "قایق پنج سال پیش در توفانی سخت از کار افتاد و کودکان جزیره هر بامداد از پلی دور به مدرسه می‌رفتند.",
           "2024-03-09", "آرش دریایی"),
    Sample("he", "עיתון הרציף", "המעבורת הישנה חזרה אל הנמל", "פורסם ב-9 במרץ 2024", "מאת נועה ים",
           "המעבורת עמדה חמש שנים אחרי הסערה הגדולה, וילדי האי חצו בכל בוקר גשר רחוק בדרכם אל בית הספר.",
           "2024-03-09", "נועה ים"),
    Sample("hi", "घाट समाचार", "पुरानी नाव फिर घाट पर लौटी", "प्रकाशित: ९ मार्च २०२४", "लेखक: मीरा तटकर",
           "पाँच साल पहले के तूफ़ान के बाद नाव बंद थी और द्वीप के बच्चे हर सुबह दूर के पुल से होकर स्कूल जाते थे।",
           "2024-03-09", "मीरा तटकर"),
    Sample("th", "ข่าวท่าเรือ", "เรือข้ามฟากลำเก่ากลับมาที่ท่าแล้ว", "9 มีนาคม 2567 16:44 น.", "ผู้เขียน: ธารา สายชล",
           "เรือลำนี้หยุดไปห้าปีหลังพายุใหญ่ และเด็กบนเกาะต้องเดินข้ามสะพานที่อยู่ไกลไปโรงเรียนทุกเช้า",
           "2024-03-09T16:44:00", "ธารา สายชล"),
)  # fmt: skip


def _page(sample: Sample) -> str:
    body = "".join(f"<p>{sample.sentence} {sample.sentence}</p>" for _ in range(4))
    return (
        f'<html lang="{sample.language}"><head><meta charset="utf-8">'
        f"<title>{sample.headline} - {sample.site}</title></head><body>"
        f'<div class="logo"><a href="/">{sample.site}</a></div><div class="main">'
        f'<div class="t">{sample.headline}</div><div class="i">{sample.dateline}</div>'
        f'<div class="w">{sample.byline}</div>{body}</div>'
        f"<div class='foot'>© 2021-2026 {sample.site}</div></body></html>"
    )


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.language)
def test_headline_day_and_author_are_read_without_markup(sample: Sample) -> None:
    found = extract(_page(sample), url="https://quay.example/news/41.html")
    assert (found.title, found.date, tuple(found.authors)) == (
        sample.headline,
        sample.date,
        (sample.author,),
    )


GERMAN = (
    "Die Fähre ist mit dem neuen Kapitän nach Ormund gekommen, und das ist für die Leute auf der Insel nicht wenig. "
    "Von den Booten im Hafen ist eine Menge zu sehen, die sich auf den Winter nicht freut. "
)


def test_a_language_of_the_template_is_overruled_by_a_text_in_another() -> None:
    assert read_metadata(Head(language="en-US"), text=GERMAN * 3).language == "de"


@pytest.mark.parametrize("language", ["de-AT", "gsw", "fo"])
def test_a_declared_language_stands_where_the_text_does_not_surely_contradict(
    language: str,
) -> None:
    assert read_metadata(Head(language=language), text=GERMAN * 3).language == language
    assert read_metadata(Head(language="en"), text=GERMAN[:60]).language == "en"


def test_the_script_of_a_text_overrules_english() -> None:
    text = "কুষ্টিয়ার সংসদ সদস্য আজ সকালে নতুন ফেরি উদ্বোধন করেছেন বলে জানা গেছে"
    assert read_metadata(Head(language="en-US"), text=text * 2).language == "bn"
