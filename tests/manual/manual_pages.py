"""README.md and the pages of the manual, and what stands in them."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
TOPICS = sorted((ROOT / "scraper" / "manual").glob("*.md"))
PAGES = [README, *TOPICS]

SET_UP = "python3 -m venv .venv && "
WATCH = "scraper watch "  # does not end by itself


def fences(page: Path, language: str) -> list[str]:
    """Return the fenced blocks of one language."""
    text = page.read_text("utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def script(page: Path) -> str:
    """Return all commands of a page in their order, but for those that set up or do not end."""
    blocks = (block for block in fences(page, "sh") if not block.startswith((SET_UP, WATCH)))
    return "".join(blocks)


def rows(page: Path, heading: str) -> dict[str, str]:
    """Return the rows of the tables with this heading: each name in the first cell, and the last cell."""
    found: dict[str, str] = {}
    within = False
    for line in page.read_text("utf-8").splitlines():
        if line.startswith("|"):
            cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip("|"))]
            if set(cells[0]) <= set("-: "):
                continue
            if not cells[0].startswith("`"):
                within = cells[0] == heading
            elif within:
                found.update((name, cells[-1]) for name in re.findall(r"`([^`]+)`", cells[0]))
    return found
