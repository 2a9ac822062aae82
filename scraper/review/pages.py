"""Views of one stored page: its article, its versions, its blocks beside the page itself."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from scraper.errors import InputError, StoreError
from scraper.fixtures.actions import default_name, make_case
from scraper.fixtures.make import Choices
from scraper.review import tasks
from scraper.review.fixtures import case_address, named_directory
from scraper.review.layout import (
    ViewHead,
    context_of,
    form_of,
    layout_values,
    redirect,
    view_response,
)
from scraper.review.versions import versions_of
from scraper.store import Entry, Extractions
from scraper.urls import normal_host
from scraper.views.safe_text import Clipped, clipped, direction_of, href_of, language_of, line

SHOWN_TEXT = 400_000  # characters of an article
SHOWN_CAPTURES = 50  # of one URL
MOST_FIELD = 2_000  # characters of a field
_ID = re.compile("[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class KeptExtraction:
    """A page's article as it was extracted last."""

    fields: tuple[tuple[str, str], ...]
    paragraphs: tuple[Clipped, ...]
    cut: int  # characters that are left out
    stamp: str
    language: str
    direction: str


def article(request: Request) -> Response:
    """Show the article as it was extracted last, and the page's other captures."""
    context, entry = context_of(request), entry_of(request)
    with context.open_store() as store:
        captures = store.captures_of(entry.final_url, SHOWN_CAPTURES)
    head = ViewHead(_title(entry), context.paths.command("show", entry.id[:12]), "/")
    kept, problem = _kept(request, entry)
    known = dict(kept.fields) if kept else {}
    return view_response(
        request, "page.html", head, entry=entry, kept=kept, problem=problem, captures=captures,
        host=entry.host, href=href_of(entry.final_url), site=known.get("site_name", ""),
        byline=_byline(known),
    )  # fmt: skip


def versions(request: Request) -> Response:
    """Show the versions of the article, each with the paragraphs that were added and removed."""
    context, entry = context_of(request), entry_of(request)
    task = tasks.StoredPageTask(context.paths.store, entry.id, entry.final_url)
    found = context.workers.call(entry.final_url, versions_of, task)
    paths = context.paths
    if found.recorded:
        command = paths.command("history", entry.final_url, "--config", paths.config, store=False)
    else:
        command = paths.command("list", "--url", entry.final_url)
    head = ViewHead(f"Versions of {_title(entry)}", command, "/")
    return view_response(
        request, "versions.html", head, entry=entry, found=found, href=href_of(entry.final_url)
    )


def blocks(request: Request) -> Response:
    """Show the page itself in a sandbox, and beside it every block with its verdict."""
    context, entry = context_of(request), entry_of(request)
    head = ViewHead(
        f"Blocks of {_title(entry)}", context.paths.command("explain", entry.id[:12]), "/"
    )
    signature = context.secrets.signature("stored", entry.id)
    values = layout_values(request, head) | {
        "entry": entry,
        "host": normal_host(entry.host),
        "href": href_of(entry.final_url),
        "stored_page": f"{context.ports.stored_origin}/{signature}/{entry.id}",
    }
    stored = tasks.StoredPageTask(
        context.paths.store, entry.id, entry.final_url, context.site_files()
    )
    task = tasks.TemplatePage(stored, "review/blocks.html", values)
    return HTMLResponse(context.workers.call(entry.final_url, tasks.blocks_page, task))


def add_fixture(request: Request) -> Response:
    """POST: make the page a fixture, as `scraper fixture add` does. Fields: name, teaches."""
    context, entry, form = context_of(request), entry_of(request), form_of(request)
    stored = tasks.StoredPageTask(
        context.paths.store, entry.id, entry.final_url, context.site_files()
    )
    draft = context.workers.call(entry.final_url, tasks.draft_case, stored)
    name = form.get("name", "").strip() or default_name(draft.origin, draft.article)
    directory = named_directory(context.paths.fixtures, name)
    if directory is None:
        raise InputError(repr(name), "is not a name of a case; write it as site/case")
    make_case(directory, draft.origin, draft.article, Choices(), form.get("teaches", "").strip())
    return redirect(case_address(name), done="added")


def entry_of(request: Request) -> Entry:
    """Return the capture that the address names. Raises NotStored; answers 404 if it is no id."""
    key = request.path_params["id"]
    if not _ID.fullmatch(key):
        raise HTTPException(404, "No such page: an id has 32 digits from 0 to f.")
    with context_of(request).open_store() as store:
        return store.find(key)


def _title(entry: Entry) -> str:
    return line(entry.title or entry.final_url)[:200]


def _byline(fields: Mapping[str, str]) -> str:
    """Return who wrote an article and when, as far as it is known. A time is shown as the page gives it,
    to the minute."""
    day, _, time = fields.get("date", "").partition("T")
    return " · ".join(filter(None, (fields.get("authors", ""), f"{day} {time[:5]}".strip())))


def _kept(request: Request, entry: Entry) -> tuple[KeptExtraction | None, str]:
    """Return what is kept of the extraction, None if nothing is, and why it can't be read."""
    try:
        extractions = Extractions.reader(context_of(request).paths.store)
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
            (name, line(_as_text(value))[:MOST_FIELD])
            for name, value in fields.items()
            if value and name not in ("text", "sources", "title", "schema")
        ),
        paragraphs=tuple(Clipped(part) for part in text.text.split("\n\n") if part),
        cut=text.cut,
        stamp=str(found.stamp),
        language=language_of(language),
        direction=direction_of(language),
    ), ""


def _as_text(value: object) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)
