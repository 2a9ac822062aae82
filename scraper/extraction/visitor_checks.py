"""Does a page check its visitor and explain why? Software before a site says so in a page of some paragraphs, which reads
like an article. Its sentences are those of the software and the same on every site; two of them make such a page, the first
of which is its title or stands at its top. A text on such software quotes them further below, or goes on in its own words.
"""

import re
from collections.abc import Sequence

MOST_WORDS = 400  # kept words of such a page; the explanations have up to 250
LINES = 40  # looked at
SENTENCES = 2  # of such software, different ones, that a page has to say
FIRST_LINES = 2  # of which one says the first sentence, where the title does not

_SAID = re.compile(
    r"""(?:
    ((?:making\ sure\ you(?:'|’)?(?:\ a)?re\ not\ a\ bot|checking\ (?:that\ )?you\ are\ not\ a\ bot|oh\ noes)$)
    |(you\ are\ seeing\ this\ because\ the\ administrator\ of\ this\ website\ has\ set\ up)
    |(sadly,\ you\ must\ enable\ javascript\ to\ get\ past\ this\ challenge|protected\ by\ anubis(?:\ from\ .{1,40})?$)
    |(attention\ required!?\W{1,3}cloudflare|just\ a\ moment$)
    |(sorry,\ you\ have\ been\ blocked$|you\ are\ unable\ to\ access\ \S{1,80}$|why\ have\ i\ been\ blocked$)
    |(this\ website\ is\ using\ a\ security\ service\ to\ protect\ itself)
    |(you\ can\ email\ the\ site\ owner\ to\ let\ them\ know\ you\ were\ blocked)
    |(pardon\ our\ interruption$)
    |(as\ you\ were\ browsing,?\ something\ about\ your\ browser\ made\ us\ think)
    |(you(?:'|’)?(?:re|\ are)\ a\ power\ user\ moving\ through\ this\ website)
    |(vercel\ security\ checkpoint$)
    |(we(?:'|’)?(?:re|\ are)\ verifying\ your\ browser|verifying\ your\ browser$)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
"""What such pages begin a line with, one sentence a group; what is a title or a heading there is the whole line."""
_EDGES = "!¡?.… "


def explained_check(title: str, lines: Sequence[str]) -> str:
    """Return the first sentence with which a page says that it checks its visitor; "" where it has fewer than two, or none
    at its top."""
    found: dict[int, str] = {}
    for place, line in enumerate((title, *lines[:LINES])):
        said = _SAID.match(line.strip(_EDGES))
        if said and said.lastindex:
            found.setdefault(said.lastindex, line)
        if place == FIRST_LINES and not found:
            return ""
    return next(iter(found.values())) if len(found) >= SENTENCES else ""
