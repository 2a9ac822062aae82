"""From what a user names to sources."""

import gzip
import zlib
from collections.abc import Iterable, Iterator
from glob import glob, has_magic
from pathlib import Path
from urllib.parse import urlsplit

from scraper.bulk.names import ARCHIVES, MANIFESTS, is_url, local_path
from scraper.bulk.storage import open_source
from scraper.errors import InputError, reason_of
from scraper.inputs import InputFile, input_files


def sources_of(inputs: Iterable[str], base: str = "") -> tuple[str, ...]:
    """Return the sources that inputs stand for, each once, in the order of the inputs.

    An input is an archive, a directory, a pattern, or a manifest (`MANIFESTS`) that lists archives, one
    a line; `base` is what goes before these lines. Names of local files become absolute, since parts
    are named by them. Raises InputError where there is nothing of that name.
    """
    return tuple(dict.fromkeys(source for name in inputs for source in _sources(name, base)))


def _sources(name: str, base: str) -> Iterator[str]:
    if name.lower().endswith(MANIFESTS):
        yield from _listed(name, base)
    elif is_url(name):
        from scraper.bulk.remote import archives_below  # noqa: PLC0415  # an extra

        is_several = name.endswith("/") or has_magic(name)
        yield from archives_below(name) if is_several else (name,)
    elif has_magic(name) and not local_path(name).exists():
        found = sorted(glob(name, recursive=True))  # noqa: PTH207  # the pattern may be absolute
        if not found:
            raise InputError(name, "there is no such file")
        for each in found:
            yield from _local(Path(each))
    else:
        yield from _local(local_path(name))


def _local(path: Path) -> Iterator[str]:
    if not path.exists():
        raise InputError(str(path), "there is no such file")
    if not path.is_dir():
        yield str(path.absolute())
        return
    has_pages = False
    for found in input_files([path.absolute()]):
        if isinstance(found, InputFile) and found.name.lower().endswith(ARCHIVES):
            yield found.name
        else:
            has_pages = has_pages or isinstance(found, InputFile)
    if has_pages:
        yield str(path.absolute())


def _listed(name: str, base: str) -> Iterator[str]:
    """Yield the sources that a manifest lists."""
    where = name if is_url(name) else str(local_path(name).absolute())
    with open_source(where) as file:
        content = file.readall()
    try:
        text = (gzip.decompress(content) if name.lower().endswith(".gz") else content).decode()
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise InputError(
            name, f"can't be read as a list of archives: {reason_of(error)}"
        ) from error
    for line in map(str.strip, text.splitlines()):
        if line:
            yield resolved(line, where, base)


def resolved(line: str, manifest: str, base: str = "") -> str:
    """Return the source that a line of a manifest names.

    A line that is no URL and no absolute path goes behind `base`. Without one, it is looked for where the
    manifest is: Common Crawl's lines begin with a directory that the manifest's own path has, and then
    that is where they belong; others belong beside the manifest.
    """
    if is_url(line) or line.startswith("/"):
        return line
    if base:
        whole = f"{base.rstrip('/')}/{line}"
        return whole if is_url(base) else str(local_path(whole).absolute())
    first = line.split("/", 1)[0]
    before, found, _ = manifest.rpartition(f"/{first}/") if "/" in line else ("", "", "")
    inside = found and (not is_url(manifest) or urlsplit(before).netloc)
    return f"{before if inside else manifest.rpartition('/')[0]}/{line}"
