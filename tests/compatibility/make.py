"""Make the samples of a release, with that release's own code:

    PYTHONPATH=CHECKOUT_OF_THE_RELEASE python tests/compatibility/make.py DIRECTORY

One store with a state, a configuration, outputs of each kind, rules and learned knowledge of a site and a
fixture, as a user's working directory has them after two runs; `truth.json` says what is in it.
"""

import json
import subprocess
import sys
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from conftest import HOST, PORT, Site, served  # the one beside this script

from scraper.models import Page
from scraper.store import Store

CONFIG = """\
store = "news"
contact = "https://reader.example/"

[outputs]
jsonl = "out/articles.jsonl"
csv = "out/articles.csv"
sqlite = "out/articles.sqlite"
atom = "out/feed.xml"
markdown = "out/markdown"
parquet = "out/parquet"

[fetch]
delay = 0

[defaults]
every = "1h"
recheck = "1h"
include = ["*/2026/*"]

[[site]]
name = "post"
start = ["http://news.example/"]
proxy = "http://127.0.0.1:3128"
"""
RULES = """\
["news.example"]
drop = [".promo"]

[["news.example".tests]]
html = "<article><p>A first line that is long enough.</p><p class=promo>Subscribe</p></article>"
absent = ["Subscribe"]
"""


LEFTOVERS = (
    "*.lock",
    "news/lock",
    "*.review.sqlite*",
    "**/*-shm",
    "**/*-wal",
)  # made again at need


def scraper(root: Path, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "scraper", *words],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    sys.stderr.write(f"{' '.join(words)}: {done.returncode} {done.stderr.strip()[-300:]}\n")
    return done.stdout


def put(root: Path, path: str) -> None:
    """Store three captures by the library: a page that scripts made, a payload that is there already,
    and an answer that was cut."""
    with Store.open(root / "news") as store:
        held = store.get(f"http://{HOST}{path}")
        moment = datetime(2026, 1, 5, 6, 7, 8, 901234, tzinfo=UTC)
        rendered = held.body.replace(
            b"</article>", b"<p>What scripts added to the page.</p></article>"
        )
        for number, fields in enumerate((
            {"raw": held.raw, "rendered": rendered}, {"raw": held.raw},
            {"raw": b"<p>half a page", "truncated": "length", "redirects": ("http://moved.example/",)},
        )):  # fmt: skip
            url = f"http://other.example/{number}"
            store.put(Page(url, url, 200, held.headers, fields["raw"], fetched_at=moment, **fields))


def truth(root: Path) -> dict[str, object]:
    """What the store, the state and the outputs hold, as the release itself says it."""
    captures = [
        json.loads(line)
        for line in scraper(root, "list", "--json", "--limit", "0", "--store", "news").splitlines()
    ]
    bodies = {
        each["id"]: sha256(
            scraper(root, "show", each["id"], "--body", "--store", "news").encode()
        ).hexdigest()
        for each in captures
    }
    urls = sorted(f"http://{HOST}{path}" for path in Site().stories())
    history = {
        url: [json.loads(line) for line in scraper(root, "history", url, "--json").splitlines()]
        for url in urls
    }
    return {
        "captures": captures,
        "bodies": bodies,
        "history": history,
        "quarantine": [
            json.loads(line)
            for line in scraper(
                root, "list", "--quarantine", "--json", "--store", "news"
            ).splitlines()
        ],
    }


def main(root: Path) -> None:
    root.mkdir(parents=True)
    site = Site()
    with served(site) as port:
        (root / "scraper.toml").write_text(CONFIG.replace(PORT, str(port)))
        scraper(root, "run")
        site.corrected, site.gone = {"/2026/01/library"}, {"/2026/01/orchard"}
        scraper(root, "run", "--all")
        (root / "news" / "sites").mkdir()
        (root / "news" / "sites" / "rules.toml").write_text(RULES)
        scraper(root, "site", "learn", HOST, "--store", "news")
        put(root, "/2026/01/bridge")
        scraper(root, "replay", "--store", "news", "--save")
        scraper(
            root,
            "fixture",
            "add",
            f"http://{HOST}/2026/01/harbour",
            "--store",
            "news",
            "--into",
            "fixtures",
        )
        scraper(root, "list", "--text", "harbour", "--store", "news")
    (root / "scraper.toml").write_text(CONFIG)
    (root / "truth.json").write_text(json.dumps(truth(root), ensure_ascii=False) + "\n")
    for pattern in LEFTOVERS:
        for file in root.glob(pattern):
            file.unlink()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
