"""Pages that scripts fill, rendered by an installed Chromium. Owns Playwright.

    Page --> Browser.render --> the same page with `rendered`, or with `unrendered` saying why not
                 |  ^
                 v  |  scripts and data the page asks for
               Asking --> Client (checked addresses, bounds)

The browser has no network of its own: its proxy is a dead end, and each request it makes is taken
from it and made here, so what holds for our own requests holds for its too. The page itself is not
asked for again. Only GET, and neither pictures, fonts, style sheets nor media: the text does not
need them. Other sites' robots.txt are not read for the scripts a page takes from them.
"""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from importlib.util import find_spec
from typing import Any

from scraper.errors import ConfigError
from scraper.extras import install_command
from scraper.fetch.settings import MORE_BYTES, MORE_TIME
from scraper.models.failure import Failure
from scraper.models.page import Page

PROGRAMS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
AT_ONCE = 2  # pages; each takes a few hundred megabytes of the browser's memory
MAX_REQUESTS = 200  # of one page
SETTLE = 15.0  # seconds for scripts to come and to fill the page
CLOSING = 5.0  # seconds a page has to end
LEAVING = 0.2  # seconds that a script takes to leave a page, as a document can't be read meanwhile
LEAVING_TRIES = 25  # with as many pauses, since it takes far longer where many programs run
ERROR_PAGE = "chrome-error:"  # scheme of what Chromium shows in place of a page it can't have
NO_CONTENT = 204
NEEDED = frozenset(("document", "script", "xhr", "fetch"))  # kinds of what the text may need
_NO_NETWORK = "http://127.0.0.1:9"  # the discard port, and no name leads anywhere
_FLAGS = (
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", f"--proxy-server={_NO_NETWORK}",
    "--proxy-bypass-list=<-loopback>", "--host-resolver-rules=MAP * ~NOTFOUND",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
)  # fmt: skip
_OF_THE_WIRE = frozenset(
    ("content-encoding", "content-length", "transfer-encoding", "connection", "set-cookie")
)

Ask = Callable[[str], Awaitable[Page | Failure]]
"""Make one request of a page's scripts, redirects followed."""


def program(names: Sequence[str] = PROGRAMS) -> str:
    """Return the path of the browser to run. Raises ConfigError if it or Playwright is missing."""
    if find_spec("playwright") is None:
        raise ConfigError("fetch.sites", f"js needs Playwright; run: {install_command('js')}")
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        tried = ", ".join(names)
        message = f"js needs a browser, none of {tried} is here; install Chromium or Google Chrome"
        raise ConfigError("fetch.sites", message)
    return found


class Browser:
    """A browser process, started for the first page."""

    def __init__(self, path: str, timeout: float, max_bytes: int) -> None:
        self._path = path
        self._timeout = timeout
        self._max_bytes = max_bytes
        self._room = asyncio.Semaphore(AT_ONCE)
        self._starting = asyncio.Lock()
        self._playwright: Any = None
        self._browser: Any = None

    async def render(self, page: Page, ask: Ask, agent: str) -> Page:
        """Return the page with `rendered`, or with `unrendered` saying why it could not be rendered.

        Bounded in time and bytes; nothing that a page does is raised.
        """
        from playwright.async_api import Error

        async with self._room:
            try:
                async with asyncio.timeout(self._timeout):
                    text = await self._dom(page, ask, agent)
            except TimeoutError:
                problem = f"not rendered within {self._timeout:g} s ({MORE_TIME})"
                return replace(page, unrendered=problem)
            except Error as error:
                detail = " ".join(error.message.split())[:200]
                return replace(page, unrendered=f"the browser can't render it: {detail}")
        rendered = text.encode("utf-8", "replace")
        if len(rendered) > self._max_bytes:
            problem = f"the rendered page is longer than {self._max_bytes} bytes ({MORE_BYTES})"
            return replace(page, unrendered=problem)
        return replace(page, rendered=rendered)

    async def aclose(self) -> None:
        """End the browser, also one that does not answer any more."""
        if self._browser is not None:
            with suppress(TimeoutError):
                async with asyncio.timeout(CLOSING):
                    await self._browser.close()
        if self._playwright is not None:
            await self._playwright.stop()

    async def _dom(self, page: Page, ask: Ask, agent: str) -> str:
        from playwright.async_api import Error
        from playwright.async_api import TimeoutError as NotYetError

        async with self._tab(agent) as tab:
            requests = _Requests(page, ask, self._max_bytes)
            await tab.route("**/*", requests.answer)
            # Not until it is loaded: that never comes where a script leaves the page meanwhile.
            await tab.goto(page.final_url, wait_until="commit", timeout=0)
            with suppress(NotYetError):  # it polls; what is there is what a reader would see
                await tab.wait_for_load_state("networkidle", timeout=SETTLE * 1000)
            text = await _content(tab)
            if tab.url.startswith(ERROR_PAGE):
                raise Error("it shows an error page of its own instead")
            return text

    @asynccontextmanager
    async def _tab(self, agent: str) -> AsyncIterator[Any]:
        """Open a page in a profile of its own, which ends with it."""
        browser = await self._started()
        context = await browser.new_context(
            user_agent=agent, service_workers="block", accept_downloads=False
        )
        try:
            yield await context.new_page()
        finally:
            with suppress(TimeoutError):  # what was rendered is not lost with it
                async with asyncio.timeout(CLOSING):
                    await context.close()

    async def _started(self) -> Any:
        from playwright.async_api import async_playwright

        async with self._starting:
            if self._playwright is None:
                self._playwright = await async_playwright().start()
            if self._browser is None or not self._browser.is_connected():
                self._browser = await self._playwright.chromium.launch(
                    executable_path=self._path,
                    args=list(_FLAGS),
                    chromium_sandbox=os.geteuid() != 0,  # Chromium has none for root
                )
        return self._browser


async def _content(tab: Any) -> str:
    """Return the document of a tab, asked for again while a script is leaving the page."""
    from playwright.async_api import Error

    for _ in range(LEAVING_TRIES):
        with suppress(Error):
            return str(await tab.content())
        await asyncio.sleep(LEAVING)
    return str(await tab.content())


@dataclass  # without slots: Playwright sets an attribute on the object whose method it calls
class _Requests:
    """What one page has asked for so far."""

    page: Page
    ask: Ask
    room: int  # bytes that may still come
    left: int = MAX_REQUESTS
    served: bool = False

    async def answer(self, route: Any) -> None:
        """Answer a request of the browser's, or end it."""
        from playwright.async_api import Error

        with suppress(Error):  # the page has ended meanwhile
            await self._answer(route)

    async def _answer(self, route: Any) -> None:
        request = route.request
        if request.is_navigation_request() and request.frame.parent_frame is None:
            if self.served:  # a script leaves the page: without content, the browser stays on it
                await route.fulfill(status=NO_CONTENT)
                return
            self.served = True
            await self._fulfill(route, self.page)
            return
        fetched = request.method == "GET" and request.resource_type in NEEDED and self.left > 0
        self.left -= 1
        found = await self.ask(request.url) if fetched else None
        if not isinstance(found, Page) or len(found.body) > self.room:
            await route.abort()
            return
        self.room -= len(found.body)
        await self._fulfill(route, found)

    async def _fulfill(self, route: Any, found: Page) -> None:
        kept = {k: v for k, v in found.headers if k.lower() not in _OF_THE_WIRE}
        origin = await route.request.header_value("origin")
        if (
            origin
        ):  # our request had none, so the answer can't allow it; the browser holds no secrets
            kept |= {"access-control-allow-origin": origin}
        await route.fulfill(status=found.status, headers=kept, body=found.body)
