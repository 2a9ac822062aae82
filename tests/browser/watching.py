"""A page of a real browser that notes what a safe page never does."""

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from tests.patience import wait_until

INERT = ("data", "blob", "about")  # schemes that reach nobody


@dataclass
class Watched:
    """A browser page and what happened in it. `allowed` decides on the addresses it may ask for."""

    page: object
    allowed: Callable[[str], bool]
    happened: list[str] = field(default_factory=list)

    def start(self) -> None:
        """Note dialogs, errors, console messages, pop-ups and requests; let none leave."""
        page = self.page
        page.on("dialog", self._dialog)
        page.on("pageerror", lambda error: self.happened.append(f"error: {error}"))
        page.on("console", self._console)
        page.on("popup", lambda other: self.happened.append(f"popup: {other.url}"))
        page.context.route("**/*", self._request)
        page.context.on("request", self._seen)  # also those that no route is asked about

    def wait_for(self, sign: Callable[[str], bool]) -> None:
        """Wait until something happened of which `sign` is true."""

        def happened() -> bool:
            self.page.wait_for_timeout(20)  # while Playwright waits, it notes what happens
            return any(map(sign, self.happened))

        wait_until(happened)

    def clean(self) -> None:
        """Fail if anything happened so far."""
        assert self.happened == []

    def _dialog(self, dialog: object) -> None:
        self.happened.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _console(self, message: object) -> None:
        if message.type in ("error", "warning"):
            self.happened.append(f"console: {message.text}")

    def _seen(self, request: object) -> None:
        if not self._may(request.url):
            self.happened.append(f"request: {request.method} {request.url}")

    def _request(self, route: object) -> None:
        if self._may(route.request.url):
            route.continue_()
        else:
            route.abort()

    def _may(self, url: str) -> bool:
        return urlsplit(url).scheme in INERT or self.allowed(url)
