"""What was learned of sites, without what came from pages that were erased."""

from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path

from scraper.models.site import SiteKnowledge
from scraper.sites.directory import LEARNED
from scraper.sites.knowledge import load_knowledge, save_knowledge


def erase_learned(
    sites: Path, covers: Callable[[str], bool], lines: Collection[str], *, dry: bool
) -> list[Path]:
    """Take titles, addresses and texts of erased pages out of what was learned, and return the files
    that have any. `lines` are those of the texts; what was learned of an erased host goes as a whole.
    With `dry`, nothing is changed. Raises ConfigError for a file that can't be read, OutputError."""
    changed = []
    for file in sorted((sites / LEARNED).glob("*.json")):
        known = load_knowledge(file)
        kept = _without(known, covers, lines)
        if covers(known.host):
            changed.append(file)
            if not dry:
                file.unlink()
        elif kept != known:
            changed.append(file)
            if not dry:
                save_knowledge(file, kept)
    return changed


def _without(
    knowledge: SiteKnowledge, covers: Callable[[str], bool], lines: Collection[str]
) -> SiteKnowledge:
    stories = tuple(story for story in knowledge.stories if not covers(story.url))
    texts = {
        key: text
        for key, text in knowledge.texts.items()
        if not any(line.startswith(text.text) for line in lines)
    }
    return replace(knowledge, stories=stories, texts=texts)
