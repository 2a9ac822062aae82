"""Site configurations of full-text-rss: converted, tried on stored pages, taken or refused."""

import pytest

from scraper.errors import ExitCode
from scraper.sites.fulltextrss import convert

FTR = """
# a comment
title: //h1[@class='head']
body: //div[@class='txt']
body: //div[contains(concat(' ', normalize-space(@class), ' '), ' txt ')]
strip: //div[@id='rank' and @role]/ul | //aside
strip: //p[position() < 3]
strip_id_or_class: sharebar
http_header(user-agent): Mozilla/5.0
prune: no
test_url: https://farm.example/1
"""


def test_full_text_rss_configuration_becomes_a_table():
    """What CSS can't tell is listed, never guessed."""
    imported = convert("farm.example", FTR)
    assert imported.fields == {"title": 'h1[class="head"]'}
    assert imported.keep == ['div[class="txt"]', "div.txt"]
    assert imported.drop == ['div[id="rank"][role] > ul', "aside", '[id*="sharebar"]', '[class*="sharebar"]']  # fmt: skip
    assert imported.headers == {"user-agent": "Mozilla/5.0"}
    assert imported.left_out == ["strip: //p[position() < 3]"]


def test_import_takes_what_stored_pages_speak_for(invoke, archive, tmp_path):
    store, _ = archive("linked-lines", 3)
    source = tmp_path / "farm.example.txt"
    source.write_text("body: //div[@class='txt']\nstrip: //ul\n")
    shown = invoke("rule", "import", source, "--store", store)
    assert shown.status == ExitCode.OK, shown.err
    assert not (store / "sites").exists()
    invoke("rule", "import", source, "--write", "--store", store)
    assert (store / "sites/farm.example.toml").read_text() in shown.out
    assert invoke("rule", "test", "--store", store).status == ExitCode.OK


@pytest.mark.parametrize(
    ("file", "text", "reason"),
    [
        ("elsewhere.example.txt", "strip: //ul", "no stored page to try it on"),
        ("farm.example.txt", "strip: //table", "matches nothing on 3 stored pages"),
        ("farm.example.txt", "strip: //body", "leaves 3 of 3 stored pages without text"),
        ("farm.example.txt", "strip: //p[1]", "nothing could be converted"),
    ],
)
def test_import_refuses_what_they_do_not(invoke, archive, file, text, reason):
    store, _ = archive("linked-lines", 3)
    source = store.parent / file
    source.write_text(text)
    refused = invoke("rule", "import", source, "--write", "--store", store)
    assert refused.status == ExitCode.SOME_FAILED
    assert reason in refused.out
    assert not (store / "sites").exists()
