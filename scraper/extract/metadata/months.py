"""Month names by language, as they stand in dates on pages; data only."""

_NAMES = """
1 january jan januar jänner jaenner janvier janv enero ene janeiro gennaio gen januari ledna leden
1 styczeń stycznia sty января январь янв січня ocak oca tammikuuta januára január januar ιανουαρίου يناير ianuarie
2 february feb februar feber février fevrier févr fevr fév febrero fevereiro fev febbraio februari
2 února únor luty lutego lut февраля февраль фев февр лютого şubat şub helmikuuta február φεβρουαρίου فبراير februarie
3 march mar märz maerz mär mrz mars marzo março marco mars maart mrt března březen marzec marca
3 марта март мар березня mart maaliskuuta március μαρτίου مارس martie
4 april apr avril avr abril abr aprile dubna duben kwiecień kwietnia kwi апреля апрель апр квітня
4 nisan nis huhtikuuta április apríla απριλίου أبريل ابريل aprilie
5 may mai mayo maio maggio mag mei maj května květen maja мая май травня mayıs toukokuuta május mája μαΐου مايو
6 june jun juni juin junio junho giugno giu června červen czerwiec czerwca cze июня июнь июн червня
6 haziran haz kesäkuuta június júna ιουνίου يونيو iunie
7 july jul juli juillet juil julio julho luglio lug července červenec lipiec lipca lip июля июль июл
7 липня temmuz tem heinäkuuta július júla ιουλίου يوليو iulie
8 august aug août aout agosto ago augustus augusti srpna srpen sierpień sierpnia sie августа август авг
8 серпня ağustos ağu elokuuta augusztus augusta αυγούστου أغسطس اغسطس
9 september sept sep septembre septiembre setiembre setembro set settembre září wrzesień września wrz
9 сентября сентябрь сен сент вересня eylül eyl syyskuuta szeptember septembra σεπτεμβρίου سبتمبر septembrie
10 october oct oktober okt octobre octubre outubro out ottobre ott října říjen październik października
10 paź октября октябрь окт жовтня ekim eki lokakuuta október októbra οκτωβρίου أكتوبر اكتوبر octombrie
11 november nov novembre noviembre novembro listopadu listopad listopada lis ноября ноябрь ноя нояб
11 листопада kasım kas marraskuuta novembra νοεμβρίου نوفمبر noiembrie
12 december dec dezember dez décembre decembre déc diciembre dic dezembro dicembre desember des prosince
12 prosinec grudzień grudnia gru декабря декабрь дек грудня aralık ara joulukuuta decembra δεκεμβρίου ديسمبر decembrie
"""

MONTHS: dict[str, int] = {
    name: int(line.split()[0]) for line in _NAMES.strip().splitlines() for name in line.split()[1:]
}
