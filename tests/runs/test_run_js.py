"""Runs on a site whose pages scripts fill: the frame that comes is always the same."""

import pytest

from scraper.errors import ConfigError
from scraper.fetch import browser
from scraper.fetch.browser import program
from tests.patience import PATIENCE

FRAME = """<html><head><title>News</title></head><body><main></main><script>
fetch("/text").then(answer => answer.text()).then(text => {
  document.querySelector("main").innerHTML = text;
});
</script></body></html>"""

try:
    program()
    missing = ""
except ConfigError as error:
    missing = str(error)


@pytest.mark.skipif(bool(missing), reason=missing)
def test_a_text_that_changes_in_an_unchanged_frame_is_a_version(farm, monkeypatch):
    monkeypatch.setattr(browser, "SETTLE", PATIENCE)  # a busy machine takes a while to render
    site = farm.sites[0]
    path = next(iter(site.stories))
    title, paragraphs = site.stories[path]
    site.stories = {path: (title, paragraphs)}

    def show(*texts):
        body = "".join(f"<p>{text}</p>" for text in texts)
        site.more = {path: FRAME, "/text": f"<article><h1>{title}</h1>{body}</article>"}

    farm.sites[:] = [site]
    file = farm.configure()
    file.write_text(file.read_text() + "js = true\n")
    seen = []
    for more in ((), (), ("Correction: the council withdrew the vote, and there is a new one.",)):
        show(*paragraphs, *more)
        tally = farm.report("--all")["sites"]["site0"]
        seen.append((tally["new"], tally["changed"], tally["unchanged"]))
    assert seen == [(1, 0, 0), (0, 0, 1), (0, 1, 0)]
    assert "Correction: the council withdrew" in farm.lines()[-1]["text"]
