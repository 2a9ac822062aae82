"""The pages for those who come from other tools: what they wrote and what they write here leave the same behind."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import trafilatura
from scrapy.http import HtmlResponse
from trafilatura import cli, sitemaps

from scraper.config import load
from scraper.outputs import OUTPUTS
from tests.loopback import QuietHandler, serving
from tests.patience import PATIENCE

ROOT = Path(__file__).resolve().parents[2]
MANUAL = ROOT / "scraper/manual"
STORY = ROOT / "fixtures/jn-2026/top-articles-inside-body/page.html"
TITLE = "Ishimori, Vantongeren Agree to Share Weather Satellite Data in Pacific"
LAST = "spoke with young forecasters."
NETWORK = {"The text of a URL", "What a site leads to"}
ROBOTS = "User-agent: *\nAllow: /\nSitemap: {site}/sitemap.xml\n"
SITEMAP = (
    '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    "<url><loc>{site}/politics/2026-01-30-weather</loc></url></urlset>"
)


class Post(QuietHandler):
    """A site with a home page, a sitemap and one story at all other paths."""

    def do_GET(self) -> None:
        site = f"http://{self.headers['Host']}"
        home = '<h2><a href="/politics/2026-01-30-weather">They agree to share data</a></h2>'
        texts = {"/": home, "/robots.txt": ROBOTS, "/sitemap.xml": SITEMAP}
        text = texts.get(self.path)
        self.reply(200, STORY.read_bytes() if text is None else text.format(site=site).encode())


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Yield a directory with the files that the examples read."""
    (tmp_path / "saved").mkdir()
    for name in ("page.html", "saved/a.html"):
        (tmp_path / name).write_bytes(STORY.read_bytes())
    (tmp_path / "urls.txt").write_text("https://example.org/story\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def sections(topic: str) -> dict[str, list[str]]:
    """Return the blocks of Python under each heading."""
    text = (MANUAL / f"{topic}.md").read_text("utf-8")
    found = re.findall(r"^## (.*?)\n(.*?)(?=^## |\Z)", text, re.M | re.S)
    blocks = {name: re.findall(r"^```python\n(.*?)^```", body, re.M | re.S) for name, body in found}
    return {name: each for name, each in blocks.items() if each}


def run(block: str, site: str) -> dict[str, Any]:
    """Return the names that a block leaves behind, on a site of this machine."""
    block = block.replace("https://example.org", site)
    private = "scraper.FetchSettings(allow_private=True, delay=0)"
    block = block.replace("scraper.FetchSettings()", private)
    block = re.sub(r'fetch_article\(("[^"]*")\)', rf"fetch_article(\1, {private})", block)
    names: dict[str, Any] = {"__name__": "example"}
    exec(compile(block, "example", "exec"), names)
    return names


PAIRS = [
    pytest.param(*blocks, id=name)
    for name, blocks in sections("from-trafilatura").items()
    if len(blocks) == 2
]


@pytest.mark.usefixtures("here")
@pytest.mark.filterwarnings("ignore")  # those of the other library are its own
@pytest.mark.parametrize(("theirs", "ours"), [pair for pair in PAIRS if pair.id not in NETWORK])
def test_both_leave_the_same_names_behind(theirs: str, ours: str) -> None:
    before, after = run(theirs, ""), run(ours, "")
    (name,) = set(re.findall(r"^(?:    )?(title|texts?|markdown)\b", theirs, re.M))
    if name == "title":
        assert before[name] == after[name]
        return
    for found in (before[name], after[name]):
        (text,) = found if name == "texts" else (found,)
        assert LAST in text


@pytest.mark.parametrize(("theirs", "ours"), [pair for pair in PAIRS if pair.id in NETWORK])
def test_blocks_in_place_of_what_asks_the_network_run(theirs: str, ours: str) -> None:
    """trafilatura asks no private address, so of its own lines only the names are looked up."""
    for module, function in re.findall(r"\b(trafilatura|sitemaps)\.(\w+)\(", theirs):
        owner = trafilatura if module == "trafilatura" else sitemaps
        assert callable(getattr(owner, function))
    with serving(Post) as port:
        names = run(ours, f"http://127.0.0.1:{port}")
        found = names.get("text") or names["urls"]
    assert LAST in found or [f"http://127.0.0.1:{port}/politics/2026-01-30-weather"] == found


def test_every_section_of_trafilatura_is_a_pair() -> None:
    assert len(PAIRS) == len(sections("from-trafilatura")) >= 6


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("block", [
    pytest.param(each, id=name)
    for name, blocks in sections("from-newspaper4k").items() for each in blocks
])  # fmt: skip
def test_blocks_in_place_of_newspaper_run(block: str) -> None:
    with serving(Post) as port:
        names = run(block, f"http://127.0.0.1:{port}")
    found = names.get("title") or (
        names["article"].title if "article" in names else names["found"][1]
    )
    assert found.startswith(TITLE)


def test_commands_of_trafilatura_are_right(here: Path) -> None:
    """It takes them all, and runs the one that needs no network."""
    text = (MANUAL / "from-trafilatura.md").read_text("utf-8")
    commands = [words.split() for words in re.findall(r"^\$ trafilatura (.*)$", text, re.M)]
    assert len([cli.parse_args(words) for words in commands]) >= 4
    (offline,) = (words for words in commands if "--input-dir" in words)
    program = Path(sys.executable).with_name("trafilatura")
    subprocess.run([program, *offline], capture_output=True, timeout=PATIENCE, check=True)
    (made,) = (here / "texts").rglob("*.txt")
    assert LAST in made.read_text("utf-8")


def test_the_spider_of_the_page_is_one() -> None:
    blocks = [block for each in sections("from-scrapy").values() for block in each]
    spider = run(blocks[0], "https://example.org")["NewsSpider"]()
    home = HtmlResponse("https://example.org/", body=b'<h2><a href="/a">A</a></h2>')
    (request,) = spider.parse(home)
    (item,) = spider.parse_story(HtmlResponse(request.url, body=STORY.read_bytes()))
    assert item["title"].startswith(TITLE)
    assert run(blocks[1], "https://example.org")["FEEDS"]


def test_the_configuration_in_place_of_a_spider_is_one(tmp_path: Path) -> None:
    text = (MANUAL / "from-scrapy.md").read_text("utf-8")
    whole, outputs = re.findall(r"^```toml\n(.*?)^```", text, re.M | re.S)
    site = whole[whole.index("[[site]]") :]
    for number, toml in enumerate((whole, outputs + site)):
        file = tmp_path / f"{number}.toml"
        file.write_text(toml)
        assert load(file, outputs=tuple(OUTPUTS)).sites[0].name == "example"
