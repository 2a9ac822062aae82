"""Words that a text reports or speaks of, which would be asked of its reader where they stood alone."""

import re

MOST_CHARS = 420  # of a line that is asked; appeals and notices are no longer

_SAID = re.compile(
    r"""[,،]\s(?:[^\W\d_]{1,20}\s){0,3}?(?:sa(?:id|ys)|wrote|writes|shout(?:ed|s)|cr(?:ied|ies)|reads|begs|tells|ask(?:ed|s)
    |frag(?:t|ten?)|demand(?:e|a|ait)|pregunt(?:a|ó|aba)|chie(?:se|de)|pergunt(?:a|ou|ava)|vroeg|vraagt|спросил[аи]?
    |sag(?:t|ten?)|schr(?:ieb(?:en)?|eibt)
    |hieß\ es|heißt\ es|r(?:ief(?:en)?|uft)|st(?:and|eht)\ (?:auf|an|in|am)
    |di(?:sai(?:t|ent)|t)|cri(?:ai(?:t|ent)|e)|écri(?:vai(?:t|ent)|t)|répète|d(?:ecían?|ice|ijo)|grita(?:ban?)?|escribió|repite|reza
    |d(?:iceva(?:no)?|isse)|grida(?:va(?:no)?)?|scri(?:sse|ve)|recita
    |di(?:ziam?|z|sse)|gritavam?|escreveu|anuncia|r(?:iep(?:en)?|oept)|schr(?:eef|ijft)|z(?:ei|egt)|luidt|st(?:ond|aat)\ (?:op|aan|in|er)
    |st(?:od|år)\ det|skr(?:ev|iver)|ropa(?:de|r)|m(?:ówił[aoy]?|ówili|ówi)|głosi(?:ł[ay]?)?|napisał[ai]?|(?:za)?pyta(?:ł[aoi]?)?|krzyczy
    |(?:говорил|сказал|гласил|написал)[аи]?|говорит|гласит|написано|кричит|пише|γράφει|έγραφ[εα]ν?|λέει|έλεγ[εα]ν?|scri(?:e|a|u)|spune(?:a|au)?
    |áll|írja|mondja|كتبت?|كُتب|قالت?|تقول|يقول)\b(?!-(?!(?:t-)?(?:ils?|elles?|on)\b)|\ (?:uns|ons|oss|nous|noi)\b)
    |、と[^。]{0,20}[書叫言]""",
    re.IGNORECASE | re.VERBOSE,
)
"""What tells of an appeal that others made: "Donate now, the posters said". Of the appeals on labelled pages none has it."""

_SPOKEN_OF = re.compile(
    r"""["'”“’»«]?[\s,–—-]{1,3}(?:
    (?:is|was|are|were|became|remains?|reads?)\ (?:(?:now|still|also|not|just|only)\ )?
        (?:what\b|how\b|(?:the|a|an|one|its|his|her|their|my|our)\ (?:[^\W\d_]{1,20}\ ){0,2}
        (?:question|sentence|phrase|line|words?|slogan|motto|button|label|plea|message|sign|advice|title|refrain|cry|mantra|expression)\b)
    |(?:is|was|are|were)\ (?:written|painted|printed|stamped|carved|chalked)\b
    |(?:est|était|è|era|está|estava|estaba|era)\ (?:écrit|imprimé|peint|scritt[oa]|stampat[oa]|escrit[oa]|impres[oa]|scris)
    |(?:ist|war|sind|waren|bleibt|lautete?|heißt|hieß)\ (?:(?:heute|noch|auch|nur)\ )?(?:das,\ was|(?:der|die|das|ein|eine|sein|ihr|unser)e?
        \ (?:[^\W\d_]{1,20}\ ){0,2}(?:Frage|Satz|Spruch|Wort|Worte|Zeile|Losung|Parole|Motto|Aufruf|Knopf|Schild|Titel|Botschaft|Formel)\b)
    |(?:steht|stand|stehen|standen|staat|stond|står|stod)\ (?:(?:heute|noch|dort|da|nun|jetzt|immer|er|det)\ ){0,2}
        (?:an|auf|in|im|am|über|unter|neben|op|aan|boven|på|i|over|ved)\b
    |(?:est|était|fut|reste)\ (?:ce\ qu[e’']|(?:la|le|un|une|leur|son|sa)\ (?:[^\W\d_]{1,20}\ ){0,2}
        (?:question|phrase|mots?|ligne|slogan|devise|bouton|formule|refrain|titre|cri|message|expression)\b)
    |(?:es|era|fue)\ (?:lo\ que|(?:la|el|un|una|su)\ (?:[^\W\d_]{1,20}\ ){0,2}
        (?:pregunta|frase|palabras?|línea|lema|eslogan|botón|consigna|mensaje|título|cartel|grito|expresión)\b)
    |(?:è|era|fu)\ (?:quello\ che|ciò\ che|(?:la|il|lo|un|una)\ (?:[^\W\d_]{1,20}\ ){0,2}
        (?:domanda|frase|parol[ae]|riga|slogan|motto|pulsante|scritta|messaggio|titolo|grido|espressione)\b)
    |(?:é|era|foi)\ (?:o\ que|(?:a|o|um|uma)\ (?:[^\W\d_]{1,20}\ ){0,2}
        (?:pergunta|frase|palavras?|linha|lema|slogan|botão|mensagem|título|cartaz|grito|expressão)\b)
    |(?:is|was|bleef)\ (?:wat\b|(?:de|het|een)\ (?:[^\W\d_]{1,20}\ ){0,2}
        (?:vraag|zin|woord|woorden|regel|leus|leuze|slogan|knop|motto|boodschap|titel|kreet)\b)
    |(?:är|var|er)\ (?:det\ som|(?:en|ett|et|den|det)?\ ?(?:[^\W\d_]{1,20}\ ){0,2}
        (?:mening(?:en)?|ord(?:et|en)?|rad(?:en)?|fras(?:en)?|slagord(?:et|en)?|setning(?:en)?|sætning(?:en)?|knapp(?:en)?|knap(?:pen)?|linje[nr]?)\b)
    |(?:to|był[ay]?|było|jest)\ (?:[^\W\d_]{1,20}\ ){0,2}(?:zdanie|hasł(?:o|em)|słowa|slogan|napis|zwrot|przycisk)\b
    |(?:je|byla|bylo|byl)\ (?:[^\W\d_]{1,20}\ ){0,2}(?:věta|heslo|slova|nápis|slogan|tlačítko)\b
    |(?:(?<=[–—]\ )|это\ |эта\ |был[аои]?\ |гласит\ )(?:[^\W\d_]{1,20}\ ){0,2}(?:фраз[аы]|лозунг|надпись|призыв|девиз|кнопка|слова)\b
    |(?:(?<=[–—]\ )|це\ |ця\ |був\ |була\ )(?:[^\W\d_]{1,20}\ ){0,2}(?:гасло|напис|заклик|речення)\b
    |(?:este|era|a\ fost)\ (?:[^\W\d_]{1,20}\ ){0,2}(?:fraza|sloganul|lozinca|mesajul|deviza)\b
    |(?:cümlesi|sözü|yazısı|sloganı)
    )
    |と(?:いう|は|の).{0,6}(?:言葉|文|一文|見出し|看板|フレーズ|スローガン)|[”」』]?(?:是|這|这).{0,12}(?:一句|句话|句話|口号|口號|标语|標語|字样)
    |(?:라는|이라는)\ (?:말|문구|문장|구호|글)|(?:هي|هو|كانت)\ (?:الجملة|العبارة|الكلمة|الشعار)""",
    re.IGNORECASE | re.VERBOSE,
)
"""What says of the words before it that they are words: "Follow us is the sentence that nobody reads"."""
_CLAUSE = re.compile(
    r"[.!?;:…。！？]\s|[。！？]|\b(?:that|which|who|it|this|there|here)\s(?=(?:is|was|are|were)\b)"
)
"""Where what stands before is no subject of what follows."""


def is_reported(text: str) -> bool:
    """Say whether a text tells of the words that it begins with, instead of saying them to its reader."""
    if len(text) > MOST_CHARS:
        return False
    if _SAID.search(text):
        return True
    spoken = _SPOKEN_OF.search(text)
    return spoken is not None and not _CLAUSE.search(text, 0, spoken.end())
