"""A page may carry a user name and a password in its addresses: no format prints them."""

import pytest

import scraper
from scraper.models.article import Include
from scraper.render import FORMATS, render

PAGE = """<html><head><title>Harbour</title>
<link rel="canonical" href="http://ann:geheim@x.example/c">
<meta property="og:image" content="http://ann:geheim@x.example/i.png">
</head><body><article><h1>Harbour</h1>
<p>The harbour reopened on Monday after long repairs, and the <a href="http://ann:geheim@x.example/l">council</a>
said that <a href="mailto:ann@x.example">traffic</a> would return to normal within the week or so.</p>
<figure><img src="https:ann:geheim@x.example/j.png"><figcaption>The harbour on Monday</figcaption></figure>
<p>Boats left before noon, the harbour master said on the quay, where families had waited for hours.</p>
</article></body></html>"""


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_addresses_come_out_without_user_name_and_password(name):
    article = scraper.extract(PAGE)
    out = render(article, name, Include(links=True, images=True))
    assert "council" in out
    assert "geheim" not in out
