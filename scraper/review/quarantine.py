"""URLs that gave no article, by reason, what is due first."""

from starlette.requests import Request
from starlette.responses import Response

from scraper.review.layout import (
    ViewHead,
    address,
    page,
    parameter,
    setting_of,
)

SHOWN = 100


def quarantine(request: Request) -> Response:
    """The list; the parameters are kind, and due and url of the row above."""
    setting = setting_of(request)
    kind = parameter(request, "kind")
    above = (parameter(request, "due"), parameter(request, "url"))
    with setting.open_store() as store:
        kinds = store.visits.quarantine_kinds()
        rows = store.visits.quarantine_page(kind, above, SHOWN + 1)
    older = ""
    if len(rows) > SHOWN:
        rows = rows[:SHOWN]
        due, last = rows[-1]
        older = address("/quarantine", kind=kind, due=due, url=last.url)
    about = ViewHead("Quarantine", setting.places.command("list", "--quarantine"), "/quarantine")
    return page(
        request, "quarantine.html", about, kinds=kinds, kind=kind, older=older,
        rows=[visit for _, visit in rows],
    )  # fmt: skip
