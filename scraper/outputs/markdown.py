"""Markdown: a directory with a file for each version.

    <site>/<slug of the title>-<hash of the key>.md       the first version
    <site>/<slug of the title>-<hash of the key>.v2.md    the second

A name comes from the title and from hashes, never from the URL as it is: a path there could lead
anywhere.
"""

import json
import re
import unicodedata
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from scraper.errors import OutputError, reason_of
from scraper.files.atomic import write_atomic
from scraper.models.version import ArticleVersion
from scraper.outputs.removal import Removal
from scraper.render.front_matter import yaml_value

LONGEST_SLUG = 80  # bytes: a file system takes 255, and some tools add to a name
HASH_DIGITS = 10  # of the key: two of a million articles share them once in two million sites

_NOT_A_WORD = re.compile(r"[\W_]+")
_BODY = ("text", "sources", "status_reason")  # what the front matter leaves out


def write_markdown(path: Path, versions: Sequence[ArticleVersion]) -> None:
    """Write a file for each; one that is there is of the same version, and is replaced."""
    for version in versions:
        write_atomic(path / file_name(version), document(version), overwrite=True)


def file_name(version: ArticleVersion) -> str:
    """Return the place of a version below the output's directory."""
    key = sha256(version.key.encode("utf-8", "replace")).hexdigest()[:HASH_DIGITS]
    edition = f".v{version.number}" if version.number > 1 else ""
    stem = "-".join(filter(None, (slug(version.title), key)))
    return f"{version.site}/{stem}{edition}.md"


def slug(title: str) -> str:
    """Return a title as a part of a file name: letters and digits of any script, and hyphens."""
    words = _NOT_A_WORD.sub("-", unicodedata.normalize("NFKC", title).casefold()).strip("-")
    return words.encode("utf-8", "replace")[:LONGEST_SLUG].decode("utf-8", "ignore").strip("-")


def document(version: ArticleVersion) -> str:
    """Return front matter (YAML, its values as JSON, which is YAML too), then the article."""
    fields = {key: value for key, value in version.record().items() if key not in _BODY}
    lines = [f"{key}: {yaml_value(value)}" for key, value in fields.items()]
    return "\n".join(["---", *lines, "---", "", version.markdown])


def erase_markdown(path: Path, removal: Removal) -> int:
    """Remove the files of erased articles; other files, and those that people wrote, stay."""
    files = sorted(path.rglob("*.md")) if path.is_dir() else []
    return sum(_erase_file(file, removal) for file in files if file.is_file())


def _erase_file(file: Path, removal: Removal) -> bool:
    """Remove a file if its front matter is that of an erased article; say whether it is."""
    try:
        text = file.read_bytes().decode("utf-8", "replace")
        record = _front_matter(text)
        if removal.takes(record):
            if not removal.dry:
                file.unlink()
            return True
        story = removal.story(record)
        if story is not None and not removal.dry:
            old = f"\nstory: {yaml_value(record['story'])}\n"
            write_atomic(
                file, text.replace(old, f"\nstory: {yaml_value(story)}\n", 1), overwrite=True
            )
    except OSError as error:
        raise OutputError(str(file), f"can't be erased: {reason_of(error)}") from error
    return False


def _front_matter(text: str) -> dict[str, object]:
    """Return the fields of a file of ours that are texts, none where it has no front matter."""
    if not text.startswith("---\nschema: "):
        return {}
    record: dict[str, object] = {}
    for line in text[4 : text.find("\n---\n")].splitlines():
        name, _, value = line.partition(": ")
        if value.startswith('"'):
            try:
                record[name] = json.loads(value)
            except ValueError:  # somebody changed it
                continue
    return record
