"""How encyclopaedias word the line above an article that leads to the articles of the same name."""

import re

_HATNOTES = re.compile(
    r"(?:this (?:article|page|entry|section) is about [^.]{2,200}\. )?for [^.!?]{2,160}, see (?:also )?\S"
    r"|not to be confused with |.{1,80}[”\"'] redirects? here\."
    r"|dieser artikel (?:behandelt|beschreibt|erläutert|befasst sich mit) .{2,300}\b(?:siehe|begriffsklärung|aufgeführt)"
    r"|der titel dieses artikels ist mehrdeutig|für (?:andere|weitere) bedeutungen\b.{0,60} siehe"
    r"|nicht zu verwechseln mit |pour les articles homonymes|ne doit pas être confondue? avec"
    r"|pour [^.]{2,160}, voir |cet article (?:concerne|traite) .{2,200}\. pour |para otros usos"
    r"|para [^.]{2,160}, véase |no (?:debe|deben)? ?confundirse con"
    r"|este artículo (?:trata|se refiere) .{2,200}\. para |disambiguazione\b|(?:nota disambigua)"
    r"|se stai cercando |da non confondere con|para outros (?:significados|usos)|não confundir com"
    r"|este artigo é sobre .{2,200}\. para |para [^.]{2,160}, (?:veja|ver) |voor andere betekenissen"
    r"|zie [^.]{2,100} voor andere betekenissen|niet te verwarren met|dit artikel gaat over .{2,200}\. voor "
    r"|у этого термина существуют|не (?:следует )?путать с|эта статья [—–-]? ?об? .{2,200}см\."
    r"|цей термін має також інші|не плутати з|ten artykuł (?:dotyczy|jest o) .{2,200}zobacz"
    r"|zobacz też: inne znaczenia|nie mylić z|(?:den här|denna) artikeln? handlar om .{2,200} se "
    r"|för andra betydelser,? se|ej att förväxla med|(?:for|se) (?:alternative|andre) betydning"
    r"|denne artikk?el(?:en)? (?:hand[lr]er|omhandler) .{2,200} se |må ikke forveksles|ikke til forveksling"
    r"|tämä artikkeli (?:käsittelee|kertoo) .{2,200} katso|další významy jsou uvedeny"
    r"|tento článek je o .{2,200} (?:o|pojednává) |neplést si s|hasonló cikkcímek|nem tévesztendő"
    r"|başlığın diğer anlamları|bu madde .{2,200} hakkındadır|pentru alte sensuri|a nu se confunda cu"
    r"|για άλλες χρήσεις|đừng nhầm lẫn với|bài này viết về .{2,200} xem |untuk kegunaan lain"
    r"|artikel ini .{2,200} untuk .{2,100} lihat|この(?:項目|記事)(?:では|は).{1,120}(?:について|を)(?:の記事|説明|記述|扱|取り上げ)"
    r"|(?:その他|他)の用法|.{1,40}とは異なります|(?:本条目|本條目|本文)(?:是|的)?(?:介绍|介紹|讲述|講述|关于|關於|主题|主題)"
    r"|[关關][于於][与與].{1,40}[请請][见見]|不要[与與和].{1,40}混淆|.{1,40}重定向至此"
    r"|이 문서는 .{1,120}(?:것입니다|설명합니다)|다른 뜻에 대해서는"
    r"|هذه المقالة عن |لمعانٍ? أخرى|برای کاربردهای دیگر|ערך זה עוסק ב|अन्य (?:उपयोगों|प्रयोगों) के लिए",
    re.IGNORECASE,
)


def is_worded_like_hatnote(text: str) -> bool:
    """Say whether a line is worded like one that leads to articles of the same name."""
    return bool(_HATNOTES.match(text.strip(" :(„“\"'«").strip()))
