"""Pages that compiled code writes without a tree: the markup of the body without scripts and raw text, and what describes the page.

That trees are built the way it supposes is not left to the version of the parser: both have to give the same for a page with all that is
special.
"""

from functools import cache
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from scraper.extraction.dom.markup import without_raw_text
from scraper.extraction.native import IS_NATIVE

if IS_NATIVE:
    from scraper.extraction.native import construction

if TYPE_CHECKING:
    from scraper.extraction.native.construction import WrittenPage

_PROBE = """<!doctype html><html lang=a><meta content="a &amp; b&lt" name=c><title>d &eacute; <e></title></head>
<!-- f --><body id=g><p>h<div title='"i&nbsp;&copy=&notin;'>j &#128;&#x1f600;&notit; \xa0<div><b>k</div>l</b>m<P CLASS=n class=o>p<table>
<caption>q<tr><td>r<th>s<tfoot></table><ul><li>t<li><a href=u/>v<a>w</ul><dl><dt>x<dd>y</dl></p><h1>z<h2>0</h1><form><div></form>1
</div><select><option>2<option>3</select><svg viewbox="0 0 1 1"/><svg><lineargradient><title>&lt;</title></svg><ruby>4<rp>5<rt>6
</ruby><button>7<button>8</button><pre>
9</pre><textarea>
&lt;a</textarea><script>b < c</script><style>d > e</style><iframe><f></iframe><br/></br><my-G>i</my-g><?xml j?><!k></l></body>m
</html><template><div>n</template><i><i><i><i>o</p>""".encode()


def written(page: bytes) -> "WrittenPage | None":
    """Return a page in UTF-8 as it is written without a tree; None for one that only the parser can read."""
    return construction.constructed(page) if is_writable() else None


@cache
def is_writable() -> bool:
    """Say whether the parser builds the trees by which pages are written."""
    body = LexborHTMLParser(_PROBE).body
    found = construction.constructed(_PROBE) if IS_NATIVE else None
    if found is None or body is None:
        return False
    return found.body == without_raw_text(body.html or "").encode()
