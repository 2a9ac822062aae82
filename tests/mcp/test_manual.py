"""What the manual says of the tools is so."""

from pathlib import Path

from scraper.mcp.paging import PAGE_CHARS
from scraper.mcp.reading import LIMITS
from scraper.mcp.server import PAGE_TOOLS, STORE_TOOLS
from scraper.mcp.stored import FOUND

MANUAL = Path(__file__).resolve().parents[2] / "scraper" / "manual" / "mcp.md"


def test_the_manual_names_the_tools_and_their_limits():
    text = MANUAL.read_text("utf-8")
    assert [name for name in (*PAGE_TOOLS, *STORE_TOOLS) if f"| `{name}` |" not in text] == []
    assert f"{PAGE_CHARS:,} characters" in text
    assert f"pages of {FOUND}" in text
    assert f"within {LIMITS.cpu:g} s of processor time and {LIMITS.memory >> 30} GB" in text
