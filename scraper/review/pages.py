"""One stored page: its article, its versions, the verdicts on its blocks beside the page itself."""

import re
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from scraper.errors import InputError, StoreError
from scraper.fixtures.make import Choices
from scraper.fixtures.origin import default_name, make_case
from scraper.review import tasks as work
from scraper.review.fixtures import case_address, named_directory
from scraper.review.layout import (
    ViewHead,
    back,
    form_of,
    frame_values,
    page,
    setting_of,
)
from scraper.store import Entry, Extractions
from scraper.views.text import Clipped, clipped, direction_of, language_of, line

SHOWN_TEXT = 400_000  # characters of an article
SHOWN_CAPTURES = 50
MOST_FIELD = 2_000
_ID = re.compile("[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class KeptExtraction:
    """What is kept of a page's extraction."""

    fields: tuple[tuple[str, str], ...]
    paragraphs: tuple[Clipped, ...]
    cut: int
    stamp: str
    language: str
    direction: str


def article(request: Request) -> Response:
    """The article as it was extracted last, and the page's other captures."""
    setting, entry = setting_of(request), entry_of(request)
    with setting.open_store() as store:
        captures = store.captures_of(entry.final_url, SHOWN_CAPTURES)
    about = ViewHead(_title(entry), setting.places.command("show", entry.id[:12]), "/")
    kept, trouble = _kept(request, entry)
    return page(
        request, "page.html", about, entry=entry, kept=kept, trouble=trouble, captures=captures,
        host=entry.host,
    )  # fmt: skip


def versions(request: Request) -> Response:
    """The versions of the article, each with what came and went."""
    setting, entry = setting_of(request), entry_of(request)
    task = work.StoredPageTask(setting.places.store, entry.id, entry.final_url)
    found = setting.desk.do(entry.final_url, work.versions, task)
    places = setting.places
    if found.recorded:
        command = places.command("history", entry.final_url, "--config", places.config, store=False)
    else:
        command = places.command("list", "--url", entry.final_url)
    about = ViewHead(f"Versions of {_title(entry)}", command, "/")
    return page(request, "versions.html", about, entry=entry, found=found)


def blocks(request: Request) -> Response:
    """The page itself in a sandbox, and beside it every block with its verdict."""
    setting, entry = setting_of(request), entry_of(request)
    about = ViewHead(
        f"Blocks of {_title(entry)}", setting.places.command("explain", entry.id[:12]), "/"
    )
    signature = setting.keys.signature("stored", entry.id)
    values = frame_values(request, about) | {
        "entry": entry,
        "still": f"{setting.ports.stored_origin}/{signature}/{entry.id}",
    }
    stored = work.StoredPageTask(
        setting.places.store, entry.id, entry.final_url, setting.site_files()
    )
    task = work.TemplatePage(stored, "review/blocks.html", values)
    return HTMLResponse(setting.desk.do(entry.final_url, work.blocks_page, task))


def add_fixture(request: Request) -> Response:
    """POST: make the page a fixture, as `scraper fixture add` does. Fields: name, teaches."""
    setting, entry, form = setting_of(request), entry_of(request), form_of(request)
    stored = work.StoredPageTask(
        setting.places.store, entry.id, entry.final_url, setting.site_files()
    )
    draft = setting.desk.do(entry.final_url, work.draft_case, stored)
    name = form.get("name", "").strip() or default_name(draft.origin, draft.article)
    directory = named_directory(setting.places.fixtures, name)
    if directory is None:
        raise InputError(repr(name), "is no name of a case; give two words as site/case")
    make_case(directory, draft.origin, draft.article, Choices(), form.get("teaches", "").strip())
    return back(case_address(name), done="added")


def entry_of(request: Request) -> Entry:
    """The capture that the address names. NotStored, or 404 for what is no id."""
    key = request.path_params["id"]
    if not _ID.fullmatch(key):
        raise HTTPException(404, "No such page: an id has 32 digits from 0 to f.")
    with setting_of(request).open_store() as store:
        return store.find(key)


def _title(entry: Entry) -> str:
    return line(entry.title or entry.final_url)[:200]


def _kept(request: Request, entry: Entry) -> tuple[KeptExtraction | None, str]:
    """What is kept of the extraction, or why that can't be read."""
    try:
        extractions = Extractions.reader(setting_of(request).places.store)
        if extractions is None:
            return None, ""
        with extractions:
            found = extractions.newest(entry.id)
    except StoreError as error:
        return None, str(error)
    if found is None:
        return None, ""
    fields = found.fields
    text = clipped(str(fields.get("text") or ""), SHOWN_TEXT)
    language = str(fields.get("language") or "") or None
    return KeptExtraction(
        fields=tuple(
            (name, line(_told(value))[:MOST_FIELD])
            for name, value in fields.items()
            if value and name not in ("text", "sources", "title", "schema")
        ),
        paragraphs=tuple(Clipped(part) for part in text.text.split("\n\n") if part),
        cut=text.cut,
        stamp=str(found.stamp),
        language=language_of(language),
        direction=direction_of(language),
    ), ""


def _told(value: object) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)
