"""How encyclopaedias word the line above an article that leads to the articles of the same name.

Each wording is of a whole line, with the words that name another article: "Se stai cercando" also begins the
advice of a shop, and "this article is about" the first sentence of many.
"""

import re

from scraper.extraction.letters import has_other_script, one_of

MOST_CHARS = 400  # of such a line

_X = r"(?:[^.;!?。；！？]|\.(?=\S)){1,160}"  # what is named, without the end of a sentence
_WORDINGS = (
    # English, German, French
    r"(?:this (?:article|page|entry|section) is about X[.;] )?for X, see (?:also )?X(?:[.;] for X, see (?:also )?X){0,3}",
    r"(?:this (?:article|page|entry|section) is about X[.;] )?(?:it is )?not to be confused with X",
    r"X[”\"'] redirects? here[.;] for X, see (?:also )?X",
    r"dieser artikel (?:behandelt|beschreibt|erläutert|befasst sich mit) X[.;,] X\bsiehe X",
    r"der titel dieses artikels ist mehrdeutig[.;] (?:weitere|andere) bedeutungen X aufgeführt",
    r"für (?:andere|weitere) bedeutungen(?: X)?,? siehe X|nicht zu verwechseln mit X",
    r"pour (?:les (?:autres )?articles homonymes|l['’]article homonyme|d['’]autres significations)(?: X)?, voir X",
    r"cet article (?:concerne|traite) X[.;] pour X, voir X|(?:à )?ne (?:doit )?pas (?:être )?confond(?:re|ue?s?) avec X",
    # Spanish, Italian, Portuguese, Romanian
    r"para otr[oa]s (?:usos|acepciones)(?: X)?, (?:véan?se|ver) X|no (?:debe )?confundir(?:se)? con X",
    r"este artículo (?:trata|se refiere) X[.;] para X, véan?se X",
    r"(?:X – )?se stai cercando X, (?:vedi|consulta) X|da non confondere con X",
    r"para outros (?:significados|usos)(?: X)?, (?:veja|ver) X|este artigo é sobre X[.;] para X, (?:veja|ver) X",
    r"não confundir com X|pentru alte sensuri(?: X)?,? vedeți X|a nu se confunda cu X",
    # Dutch, Swedish, Danish, Norwegian, Finnish
    r"voor andere betekenissen(?: X)?,? zie X|zie X voor andere betekenissen(?: X)?|niet te verwarren met X",
    r"dit artikel gaat over X[.;] voor X,? zie X|för andra betydelser(?: X)?,? se X|ej att förväxla med X",
    r"(?:den här artikeln|denna artikel) handlar om X[.;] för X,? se X",
    r"(?:for|se) (?:alternative|andre) betydning(?:er)?(?: X)?,? se X|(?:må ikke forveksles|ikke til forveksling) med X",
    r"denne artikk?el(?:en)? (?:hand[lr]er|omhandler) X[.;] for X,? se X",
    r"tämä artikkeli (?:käsittelee|kertoo) X[.;] X katso X",
    # Russian, Ukrainian, Polish, Czech, Hungarian, Turkish, Greek
    r"у этого термина существуют и другие значения, см\. X|не (?:следует )?путать с X",
    r"эта статья [—–-]? ?об? X[.;] X см\. X|цей термін має також інші значення[.;,] див\. X|не плутати з X",
    r"ten artykuł (?:dotyczy|jest o) X[.;] zobacz też:? X|zobacz też: inne znaczenia X|nie mylić z X",
    r"další významy jsou uvedeny X|tento článek je o X[.;] o X pojednává X|neplést si s X",
    r"hasonló cikkcímek és megnevezések: X|nem tévesztendő össze X",
    r"başlığın diğer anlamları için X bakınız|bu madde X hakkındadır[.;] X için X bakınız|για άλλες χρήσεις,? δείτε X",
    # Vietnamese, Indonesian
    r"đừng nhầm lẫn với X|bài này viết về X[.;] X xem X|untuk kegunaan lain(?: X)?,? lihat X",
    r"artikel ini X[.;] untuk X,? lihat X",
    # Japanese, Chinese, Korean
    r"この(?:項目|記事)(?:では|は)、?X(?:について|を)(?:の記事|説明|記述|扱|取り上げ)X[。]X[をも](?:ご覧|参照)X",
    r"(?:その他|他)の用法X[をも](?:ご覧|参照)X|「X」とは異なります",
    r"[关關][于於][与與]X(?:条目|條目)，[请請]參?参?[见見閱阅]X|不要[与與和]X混淆",
    r"(?:本条目|本條目)X[。；，][关關][于於]X，[请請]參?参?[见見閱阅]X|X重定向至此[。；，][关關][于於]X，[请請]參?参?[见見閱阅]X",
    r"이 문서는 X에 (?:관한|대한) 것입니다[.;] X에 (?:대해서는|관해서는) X(?:참고|참조)X|다른 뜻에 대해서는 X(?:참고|참조)X",
    # Arabic, Persian, Hebrew, Hindi
    r"هذه المقالة عن X[.;] لX انظر X|لمعانٍ? أخرى،? (?:طالع|انظر) X|برای کاربردهای دیگر،? X ببینید",
    r"ערך זה עוסק בX[.;] X ראו X|अन्य (?:उपयोगों|प्रयोगों) के लिए,? X देखें",
)
_HATNOTE = re.compile("|".join(_WORDINGS).replace("X", _X), re.IGNORECASE)
_has_word = one_of(
    "see ", "confused", "redirect", "siehe", "mehrdeutig", "verwechseln", "voir ", "confond", "confund", "para otr", "este art",
    "stai cercando", "para outros", "pentru alte", "betekenissen", "verwarren", "gaat over", "betydelser", "ej att", "handlar om",
    "betydning", "forveksl", "handler", "handrer", "artikkeli", "zobacz", "nie myli", "jsou uvedeny", "pojedn", "nepl",
    "hasonl", "nem t", "anlamlar", "bu madde", "ng nh", "xem ", "kegunaan", "artikel ini",
)  # fmt: skip
"""In a Latin script, each wording has one of these."""


def is_worded_like_hatnote(text: str) -> bool:
    """Say whether a whole line is worded like one that leads to articles of the same name."""
    line = text.strip(" :(„“\"'«").rstrip(".;。)”»").strip()
    return len(line) <= MOST_CHARS and _may_be_worded(line) and bool(_HATNOTE.fullmatch(line))


def _may_be_worded(line: str) -> bool:
    return _has_word(line) or has_other_script(line)
