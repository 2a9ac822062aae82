"""Learned knowledge on disk: one JSON file for each host, with its format's version."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from scraper.errors import ConfigError, reason_of
from scraper.files.atomic import write_atomic
from scraper.models.site import (
    Layout,
    OtherArticle,
    Recurring,
    SiteKnowledge,
    TemplatePlace,
)
from scraper.sites.directory import text_digest

FORMAT = 1  # of the file; another one is refused


def save_knowledge(path: Path, knowledge: SiteKnowledge) -> None:
    """Replace the file by one with this knowledge. Raises OutputError."""
    write_atomic(path, dumps_knowledge(knowledge), overwrite=True)


def dumps_knowledge(knowledge: SiteKnowledge) -> str:
    """Return the file's text; equal knowledge gives equal texts."""
    return json.dumps(_record(knowledge), ensure_ascii=False, indent=1) + "\n"


def load_knowledge(path: Path) -> SiteKnowledge:
    """Read a file. Raises ConfigError if it is no such file, or of another format."""
    try:
        text = path.read_text("utf-8")
        record = json.loads(text)
        version = record["format"]
    except OSError as error:
        raise ConfigError(str(path), f"can't be read: {reason_of(error)}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise _broken(path, error) from error
    if version != FORMAT:
        raise ConfigError(
            str(path), f"has format {version}, not {FORMAT}; `scraper site learn` makes a new one"
        )
    try:
        return _knowledge(record, text_digest(text))
    except (KeyError, TypeError, AttributeError) as error:
        raise _broken(path, error) from error


def _broken(path: Path, error: Exception) -> ConfigError:
    what = f"holds no knowledge of a site ({type(error).__name__}: {error})"
    return ConfigError(str(path), f"{what}; `scraper site learn` makes a new one")


def _record(knowledge: SiteKnowledge) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "host": knowledge.host,
        "pages": knowledge.pages,
        "since": knowledge.since,
        "until": knowledge.until,
        "texts": {key: asdict(text) for key, text in knowledge.texts.items()},
        "layouts": [
            {
                "pages": layout.pages,
                "since": layout.since,
                "until": layout.until,
                "parts": sorted(layout.parts),
                "frames": {key: asdict(frame) for key, frame in layout.frames.items()},
            }
            for layout in knowledge.layouts
        ],
        "stories": [asdict(story) for story in knowledge.stories],
    }


def _knowledge(record: dict[str, Any], digest: str) -> SiteKnowledge:
    return SiteKnowledge(
        host=record["host"],
        pages=record["pages"],
        since=record["since"],
        until=record["until"],
        texts={key: Recurring(**text) for key, text in record["texts"].items()},
        layouts=tuple(
            Layout(
                pages=layout["pages"],
                since=layout["since"],
                until=layout["until"],
                parts=frozenset(layout["parts"]),
                frames={key: TemplatePlace(**frame) for key, frame in layout["frames"].items()},
            )
            for layout in record["layouts"]
        ),
        stories=tuple(OtherArticle(**story) for story in record["stories"]),
        digest=digest,
    )
