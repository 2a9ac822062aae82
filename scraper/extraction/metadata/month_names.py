"""Names of months in the languages of the web, and the calendars they belong to.

Full names, genitives and short forms, after the Unicode CLDR (release 45) and the pages' own habits.
Case, accents, points and the several forms of an Arabic letter don't count: see `month_key`.
"""

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

# By month: Germanic, Romance; Slavic, Baltic, Finnish and others in Latin script; Cyrillic; Greek,
# Armenian, Georgian; Arabic (Egypt, Levant, Maghreb), Persian, Urdu, Hebrew; India; Thai; more of
# South and Southeast Asia, Amharic; Africa, Basque, Celtic and others in Latin script; Belarusian, Tajik,
# Pashto, Sindhi and Kurdish.
_GREGORIAN = (
    """january jan januar jänner jaenner januari janúar janvier janv enero ene gennaio gen janeiro gener
    ianuarie ian leden ledna led styczeń stycznia sty január januára siječanj siječnja sij janar sausio
    sausis saus janvāris janvārī jaanuar jaan tammikuuta tammikuu tammi ocak oca yanvar yan januarie
    январь января янв январе январем януари яну јануар јануари јан січень січня січ қаңтар қаң
    ιανουάριος ιανουαρίου ιαν γεν հունվար հունվարի հնվ იანვარი იან
    يناير كانونالثاني جانفي ژانویه ژانویهٔ جنوری ינואר ינו जनवरी जन জানুয়ারি জানুয়ারী জানু ஜனவரி ஜன มกราคม มค
    జనవరి జన ജനുവരി ജനു ಜನವರಿ ಜನ જાન્યુઆરી જાન્યુ ਜਨਵਰੀ ਜਨ जानेवारी जाने জানুৱাৰী ଜାନୁଆରୀ ဇန်နဝါရီ
    មករា ມັງກອນ ມກ ጃንዋሪ ජනවාරි
    urtarrila urt jannar ionawr ýanwar xaneiro janaayo jannaayo janairu januwari janyuwari
    jannewaris schaner januaro jenụwarị eanáir
    студзеня сту студзень январ کانوونیدووەم январи urtarrilaren çile کانوونیدووەمی""",
    """february feb februar feber februari febrúar février fevrier févr fevr fév febrero fevereiro fev
    febbraio febrer febr februarie únor února úno luty lutego lut február februára veljača veljače velj
    shkurt shk vasario vasaris vas februāris februārī veebruar veebr helmikuuta helmikuu helmi şubat şub
    fevral pebrero peb февраль февраля февр фев февруари фебруар фебруари феб лютий лютого лют ақпан ақп
    φεβρουάριος φεβρουαρίου φεβ փետրվար փետրվարի փտվ თებერვალი თებ
    فبراير شباط فيفري فوریه فروری פברואר פבר फ़रवरी फरवरी फ़र फर ফেব্রুয়ারি ফেব্রুয়ারী ফেব பிப்ரவரி பிப் กุมภาพันธ์ กพ
    ఫిబ్రవరి ఫిబ్ర ഫെബ്രുവരി ഫെബ്രു ಫೆಬ್ರವರಿ ಫೆಬ್ರ ફેબ્રુઆરી ફેબ્રુ ਫ਼ਰਵਰੀ ਫ਼ਰ फेब्रुवारी फेब्रु
    फेब्रुअरी ফেব্ৰুৱাৰী ফেব্ৰু ଫେବୃଆରୀ ဖေဖော်ဝါရီ កុម្ភៈ ກຸມພາ ກພ ፌብሩዋሪ පෙබරවාරි
    otsaila ots frar chwefror chwef chw fewral febreiro febraayo faburairu februwari febrewaris
    favrer februaro feabhra
    лютага люты феврал فبروري فېبروري فيبروري شوبات феврали otsailaren sibat شوباتی""",
    """march mar märz maerz mär mrz mars maart mrt marts marzo março marco març martie marso březen března
    bře marzec marca marec marta március márc ožujak ožujka ožu kovo kovas kov märts maaliskuuta
    maaliskuu maalis mart mac maret март марта мар березень березня бер наурыз нау
    μάρτιος μαρτίου μάρτης μαρ մարտ մարտի մրտ მარტი მარ
    مارس آذار مارچ מרץ מרס मार्च মার্চ மார்ச் மார் มีนาคม มีค
    మార్చి മാർച്ച് മാർ ಮಾರ್ಚ್ માર્ચ ਮਾਰਚ মাৰ্চ ମାର୍ଚ୍ଚ မတ် មីនា ມີນາ ມນ ማርች මාර්තු
    machi martxoa marzu mawrth maarso maris mashi matshi marto maachị
    сакавіка сак сакавік ئازار марти martxoaren adar ئازاری""",
    """april apr apríl avril avr abril abr aprile aprilie apr duben dubna dub kwiecień kwietnia kwi
    apríla április ápr travanj travnja tra prill pri balandžio balandis bal aprīlis aprīlī aprill
    huhtikuuta huhtikuu huhti nisan nis aprel aprila апрель апреля апр април квітень квітня квіт сәуір сәу
    απρίλιος απριλίου απρίλης απρ ապրիլ ապրիլի ապր აპრილი აპრ
    أبريل نيسان أفريل إبريل آوریل اپریل אפריל אפר अप्रैल এপ্রিল এপ্রি ஏப்ரல் ஏப் เมษายน เมย
    ఏప్రిల్ ఏప్రి ഏപ്രിൽ ഏപ്രി ಏಪ್ರಿಲ್ ಏಪ್ರಿ એપ્રિલ ਅਪ੍ਰੈਲ ਅਪ੍ਰੈ एप्रिल एप्रि अप्रिल এপ্ৰিল ଅପ୍ରେଲ
    ဧပြီ មេសា ເມສາ ມສ ኤፕሪል අප්රේල්
    apirila api ebrill ebr abrëll abriil afirilu ephreli epreli avrigl aprilo epreel aibreán
    aibreáin
    красавіка кра красавік апрел апрели apirilaren nîsan نیسانی""",
    """may mai mei maj maí mayo maio maggio mag maig květen května kvě maja máj mája május svibanj svibnja
    svi gegužės gegužė geg maijs maijā toukokuuta toukokuu touko mayıs май мая мај травень травня трав мамыр
    μάιος μαΐου μάης μαι մայիս մայիսի մյս მაისი მაი
    مايو أيار ماي مه می مئی מאי मई মে மே พฤษภาคม พค
    మే മേയ് മെയ് ಮೇ મે ਮਈ मे ମଇ မေ ឧសភា ພຶດສະພາ ພພ ሜይ මැයි
    maiatza mejju maayo meyi maaie matg majo bealtaine mee
    مۍ ئایار майи maiatzaren gulan ئایاری""",
    """june jun juni juin júní junio junho giugno giu juny iunie iun červen června čvn czerwiec czerwca
    cze jún júna június lipanj lipnja junij junija qershor qer birželio birželis birž jūnijs jūnijā jūn juuni
    kesäkuuta kesäkuu kesä haziran haz iyun iyn hunyo hun juna июнь июня июн юни јун јуни јуна
    червень червня черв чер маусым
    ιούνιος ιουνίου ιούνης ιουν հունիս հունիսի հնս ივნისი ივნ
    يونيو حزيران جوان ژوئن جون יוני יונ जून জুন ஜூன் มิถุนายน มิย
    జూన్ ജൂൺ ಜೂನ್ જૂન ਜੂਨ जुन ଜୁନ ဇွန် មិថុនា ມິຖຸນາ ມິຖ ጁን ජූනි
    ekaina eka ġunju mehefin meh xuño juun yuni junie zercladur meitheamh meithimh
    чэрвеня чэр чэрвень حوزەیران июни ekainaren hezîran حوزەیرانی""",
    """july jul juli juillet juil júlí julio julho luglio lug juliol iulie iul červenec července čvc
    lipiec lipca lip júl júla július srpanj srpnja julij julija korrik korr liepos liepa liep jūlijs jūlijā jūl
    juuli heinäkuuta heinäkuu heinä temmuz tem iyul iyl hulyo hul julai jula июль июля июл юли јул јули јула
    липень липня лип шілде шіл
    ιούλιος ιουλίου ιούλης ιουλ հուլիս հուլիսի հլս ივლისი ივლ
    يوليو تموز جويلية يوليوز ژوئیه جولای جولائی יולי יול जुलाई जुल জুলাই জুল ஜூலை กรกฎาคม กค
    జులై ജൂലൈ ಜುಲೈ જુલાઈ ਜੁਲਾਈ ਜੁਲਾ जुलै ଜୁଲାଇ ဇူလိုင် កក្កដា ກໍລະກົດ ກລ ጁላይ ජූලි
    uztaila uzt lulju gorffennaf gorff xullo luulyo yuli julayi julie fanadur juill iúil
    ліпеня ліп ліпень جولاءِ تەمووز июли uztailaren tîrmeh تەمووزی""",
    """august aug août aout augustus augusti ágúst ágú agosto ago agost srpen srpna srp sierpień sierpnia
    sie augusta augusztus kolovoz kolovoza kol avgust avgusta avg gusht gush rugpjūčio rugpjūtis rugp
    augusts augustā elokuuta elokuu elo ağustos ağu avqust avq agustus agu agt ogos ogo
    август августа авг серпень серпня серп сер тамыз
    αύγουστος αυγούστου αυγ օգոստոս օգոստոսի օգս აგვისტო აგვ
    أغسطس آب أوت غشت اوت آگوست اگست אוגוסט אוג अगस्त अग আগস্ট আগ ஆகஸ்ட் ஆக สิงหาคม สค
    ఆగస్టు ఆగ ഓഗസ്റ്റ് ഓഗ ಆಗಸ್ಟ್ ಆಗ ઑગસ્ટ ਅਗਸਤ ਅਗ ऑगस्ट ऑग अगस्ट আগষ্ট ଅଗଷ୍ଟ ဩဂုတ် សីហា ສິງຫາ ສຫ
    ኦገስት අගෝස්තු
    agosti abuztua abu awwissu awst awgust awg ogosto agusta agasti avust aŭgusto ọgọọst lúnasa
    жніўня жні жнівень اګست آگسٽ ئاب августи abuztuaren tebax agoosto ogoosto ئابی""",
    """september sept sep septembre septiembre setiembre setembro setembre set settembre septembrie září
    zář wrzesień września wrz septembra szeptember szept rujan rujna ruj septembar shtator sht rugsėjo
    rugsėjis rugs septembris septembrī syyskuuta syyskuu syys eylül eyl sentyabr setyembre
    сентябрь сентября сент сен септември септембар септембра септ сеп вересень вересня вер қыркүйек қыр
    σεπτέμβριος σεπτεμβρίου σεπτέμβρης σεπτ σεπ սեպտեմբեր սեպտեմբերի սեպ სექტემბერი სექ
    سبتمبر أيلول شتنبر سپتامبر ستمبر ספטמבר ספט सितंबर सितम्बर सित সেপ্টেম্বর সেপ্ট সেপ செப்டம்பர் செப் กันยายน กย
    సెప్టెంబర్ సెప్టెం സെപ്റ്റംബർ സെപ്റ്റം ಸೆಪ್ಟೆಂಬರ್ ಸೆಪ್ಟೆಂ સપ્ટેમ્બર સપ્ટે ਸਤੰਬਰ ਸਤੰ सप्टेंबर
    सप्टें सेप्टेम्बर ছেপ্তেম্বৰ ছেপ্তে ସେପ୍ଟେମ୍ବର စက်တင်ဘာ កញ្ញា ກັນຍາ ກຍ ሴፕቴምበር සැප්තැම්බර්
    septemba iraila settembru medi sentabr sen sebtembar sebteembar satumba septhemba septimber
    settember septembro meánfómhair
    верасня верасень сентябр سېپتمبر سپتمبر سيپٽمبر ئەیلوول сентябри irailaren îlon ئەیلوولی""",
    """october oct oktober okt októbr octobre octubre outubro out ottobre ott octombrie říjen října říj
    październik października paź október októbra oktobar oktobra tetor tet spalio spalis spal oktobris oktobrī
    oktoober lokakuuta lokakuu loka ekim eki oktyabr oktubre октябрь октября окт октомври октобар октобра
    жовтень жовтня жовт жов қазан қаз
    οκτώβριος οκτωβρίου οκτώβρης οκτ հոկտեմբեր հոկտեմբերի հոկ ოქტომბერი ოქტ
    أكتوبر تشرينالأول تشرينالاول اکتبر اکتوبر אוקטובר אוק अक्टूबर अक्तूबर अक्टू অক্টোবর অক্টো அக்டோபர் அக் ตุลาคม ตค
    అక్టోబర్ అక్టో ഒക്ടോബർ ഒക്ടോ ಅಕ್ಟೋಬರ್ ಅಕ್ಟೋ ઑક્ટોબર ઑક્ટો ਅਕਤੂਬਰ ਅਕਤੂ ऑक्टोबर ऑक्टो अक्टोबर
    অক্টোবৰ ଅକ୍ଟୋବର အောက်တိုဘာ តុលា ຕຸລາ ຕລ ኦክቶበር ඔක්තෝබර්
    oktoba urria urr ottubru hydref hyd oktabr oktoobar okthoba okthobha oktobro deireadhfómhair
    кастрычніка кас кастрычнік октябр آڪٽوبر تشرینییەکەم октябри urriaren cotmeh""",
    """november nov nóvember nóv novembre noviembre novembro noiembrie listopad listopadu listopada lis
    novembra studeni studenoga studenog stu novembar nëntor nën lapkričio lapkritis lapkr lapkritį novembris novembrī
    marraskuuta marraskuu marras kasım kas noyabr noy nobyembre nob ноябрь ноября нояб ноя ноември ное
    новембар новембра нов листопада лист лис қараша қар
    νοέμβριος νοεμβρίου νοέμβρης νοε նոյեմբեր նոյեմբերի նոյ ნოემბერი ნოე
    نوفمبر تشرينالثاني نونبر نوامبر نومبر נובמבר נוב नवंबर नवम्बर नव নভেম্বর নভে நவம்பர் நவ พฤศจิกายน พย
    నవంబర్ నవం നവംബർ നവം ನವೆಂಬರ್ ನವೆಂ નવેમ્બર નવે ਨਵੰਬਰ ਨਵੰ नोव्हेंबर नोव्हें नोभेम्बर নৱেম্বৰ নৱে
    ନଭେମ୍ବର နိုဝင်ဘာ វិច្ឆិកា ພະຈິກ ພຈ ኖቬምበር නොවැම්බර්
    novemba azaroa aza novembru tachwedd tach noofeembar nuwamba novimber samhain samhna
    лістапада ліс лістапад ноябр تشرینیدووەم ноябри azaroaren mijdar""",
    """december dec dezember dez desember des décembre decembre déc diciembre dic dezembro dicembre desembre
    decembrie prosinec prosince prosinac prosinca grudzień grudnia gru decembra decembar dhjetor dhj
    gruodžio gruodis gruod decembris decembrī detsember dets joulukuuta joulukuu joulu aralık ara dekabr dek
    disyembre dis disember декабрь декабря дек декември децембар децембра дец грудень грудня груд гру
    желтоқсан жел
    δεκέμβριος δεκεμβρίου δεκέμβρης δεκ դեկտեմբեր դեկտեմբերի դեկ დეკემბერი დეკ
    ديسمبر كانونالأول كانونالاول دجنبر دسامبر دسمبر דצמבר דצמ दिसंबर दिसम्बर दिस ডিসেম্বর ডিসে டிசம்பர் டிச ธันวาคม ธค
    డిసెంబర్ డిసెం ഡിസംബർ ഡിസം ಡಿಸೆಂಬರ್ ಡಿಸೆಂ ડિસેમ્બર ડિસે ਦਸੰਬਰ ਦਸੰ डिसेंबर डिसें डिसेम्बर
    ডিচেম্বৰ ডিচে ଡିସେମ୍ବର ဒီဇင်ဘာ ធ្នូ ທັນວາ ທວ ዲሴምበር දෙසැම්බර්
    desemba abendua diċembru rhagfyr rhag decembro diseembar disamba disemba desimber nollaig
    nollag
    снежня сне снежань декабр ڊسمبر کانونییەکەم декабри abenduaren berfanbar""",
)

_JALALI = (
    "فروردین حمل farvardin hamal", "اردیبهشت ثور ordibehesht sawr", "خرداد جوزا khordad jawza", "تیر سرطان tir saratan",
    "مرداد امرداد اسد mordad amordad asad", "شهریور سنبله shahrivar sunbula", "مهر میزان mehr mizan", "آبان عقرب aban aqrab",
    "آذر قوس azar qaws", "دی جدی dey jadi", "بهمن دلو bahman dalw", "اسفند حوت esfand hut",
)  # fmt: skip
"""Months of Iran and of Afghanistan, also as their pages in English write them."""

_PASHTO = "وري غويي غبرګولی چنګاښ زمري وږي تلې لړم ليندۍ مرغومی سلواغه کب"
"""The months of that calendar in Pashto."""

_ETHIOPIAN = (
    "መስከረም", "ጥቅምት", "ኅዳር ህዳር", "ታኅሣሥ ታህሳስ ታኅሳስ", "ጥር", "የካቲት", "መጋቢት", "ሚያዝያ ሚያዚያ", "ግንቦት", "ሰኔ",
    "ሐምሌ ሀምሌ", "ነሐሴ ነሃሴ", "ጳጉሜን ጳጉሜ",
)  # fmt: skip

_OF_LANGUAGE = {
    "hr": {"lipanj": 6, "lip": 6, "srp": 7, "srpnja": 7, "listopad": 10, "listopada": 10, "lis": 10},
    "ca": {"ag": 8},
    "br": {
        "genver": 1, "chwevrer": 2, "meurzh": 3, "ebrel": 4, "mae": 5, "mezheven": 6, "gouere": 7, "eost": 8, "gwengolo": 9,
        "here": 10, "du": 11, "kerzu": 12,
    },
}  # fmt: skip
"""Names that are another month's, or another word, elsewhere."""

_VIETNAMESE = {
    "một": 1, "giêng": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7,
    "tám": 8, "chín": 9, "mười": 10, "mườimột": 11, "mườihai": 12, "chạp": 12,
}  # fmt: skip
"""Numbers written after "tháng"."""

_ACCENT = re.compile("[\u0300-\u036f\u0653-\u0655\u0670\u200b-\u200f]")
_POINT = re.compile(r"[.׳'’॰\s]")
_LETTERS = str.maketrans("یىکۀ", "ييكه")


def month_key(name: str) -> str:
    """Return a name as the tables hold it: lower case, without accents, points and spaces."""
    if name.isascii():
        return name.lower().replace(".", "")
    plain = _ACCENT.sub("", unicodedata.normalize("NFKD", name.lower()))
    return _POINT.sub("", plain).translate(_LETTERS)


def _table(rows: tuple[str, ...]) -> dict[str, int]:
    """Return the month of each name; where two share one, the first."""
    found: dict[str, int] = {}
    for number, names in enumerate(rows, 1):
        for name in names.split():
            found.setdefault(month_key(name), number)
    return found


MONTHS: Mapping[str, int] = MappingProxyType(_table(_GREGORIAN))
JALALI_MONTHS: Mapping[str, int] = MappingProxyType(
    {**_table(tuple(_PASHTO.split())), **_table(_JALALI)}
)
ETHIOPIAN_MONTHS: Mapping[str, int] = MappingProxyType(_table(_ETHIOPIAN))
VIETNAMESE_MONTHS: Mapping[str, int] = MappingProxyType(
    {month_key(name): number for name, number in _VIETNAMESE.items()}
)


def month_named(name: str, language: str = "") -> int | None:
    """Return the number of a Gregorian month, None where the word names none.

    `language` settles the names that mean one month in it, and something else elsewhere.
    """
    key = month_key(name)
    if language in _OF_LANGUAGE and key in _OF_LANGUAGE[language]:
        return _OF_LANGUAGE[language][key]
    number = MONTHS.get(key)
    if number is None and key.startswith("ב"):  # Hebrew: "in August"
        number = MONTHS.get(key[1:])
    return number


def ethiopian_month_named(name: str) -> int | None:
    """Return the number of a month of the calendar of Ethiopia, None where the word names none."""
    return None if name.isascii() else ETHIOPIAN_MONTHS.get(month_key(name))


def jalali_month_named(name: str) -> int | None:
    """Return the number of a month of the Jalali calendar, None where the word names none."""
    key = month_key(name)
    return JALALI_MONTHS.get(key) or JALALI_MONTHS.get(key.removesuffix(month_key("ماه")))
