"""Month names by language, as they stand in dates on pages; data only."""

_NAMES = """
1 january jan januar jänner jaenner janvier janv enero ene janeiro gennaio gen januari ledna
1 leden styczeń stycznia sty января январь янв січня ocak oca tammikuuta januára január
1 ιανουαρίου يناير ianuarie
2 february feb februar feber février fevrier févr fevr fév febrero fevereiro fev febbraio
2 februari února únor luty lutego lut февраля февраль фев февр лютого şubat şub helmikuuta
2 február φεβρουαρίου فبراير februarie
3 march mar märz maerz mär mrz mars marzo março marco maart mrt března březen marzec marca
3 марта март мар березня mart maaliskuuta március μαρτίου مارس martie
4 april apr avril avr abril abr aprile dubna duben kwiecień kwietnia kwi апреля апрель апр
4 квітня nisan nis huhtikuuta április apríla απριλίου أبريل ابريل aprilie
5 may mai mayo maio maggio mag mei maj května květen maja мая май травня mayıs toukokuuta
5 május mája μαΐου مايو
6 june jun juni juin junio junho giugno giu června červen czerwiec czerwca cze июня июнь июн
6 червня haziran haz kesäkuuta június júna ιουνίου يونيو iunie
7 july jul juli juillet juil julio julho luglio lug července červenec lipiec lipca lip июля
7 июль июл липня temmuz tem heinäkuuta július júla ιουλίου يوليو iulie
8 august aug août aout agosto ago augustus augusti srpna srpen sierpień sierpnia sie августа
8 август авг серпня ağustos ağu elokuuta augusztus augusta αυγούστου أغسطس اغسطس
9 september sept sep septembre septiembre setiembre setembro set settembre září wrzesień
9 września wrz сентября сентябрь сен сент вересня eylül eyl syyskuuta szeptember septembra
9 σεπτεμβρίου سبتمبر septembrie
10 october oct oktober okt octobre octubre outubro out ottobre ott října říjen październik
10 października paź октября октябрь окт жовтня ekim eki lokakuuta október októbra οκτωβρίου
10 أكتوبر اكتوبر octombrie
11 november nov novembre noviembre novembro listopadu listopad listopada lis ноября ноябрь ноя
11 нояб листопада kasım kas marraskuuta novembra νοεμβρίου نوفمبر noiembrie
12 december dec dezember dez décembre decembre déc diciembre dic dezembro dicembre desember des
12 prosince prosinec grudzień grudnia gru декабря декабрь дек грудня aralık ara joulukuuta
12 decembra δεκεμβρίου ديسمبر decembrie
"""

MONTHS: dict[str, int] = {
    name: int(line.split()[0]) for line in _NAMES.strip().splitlines() for name in line.split()[1:]
}
