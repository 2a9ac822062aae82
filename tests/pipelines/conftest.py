"""A small web site on loopback."""

from collections.abc import Iterator

import pytest

from tests.loopback import QuietHandler, serving

SENTENCE = "The harbour master said that the pier would be rebuilt before the winter storms come. "
STORY = (
    "<html><head><title>Council rebuilds the pier</title></head><body><nav><a href=/>Home</a></nav>"
    f"<article><h1>Council rebuilds the pier</h1>{f'<p>{SENTENCE * 3}</p>' * 4}</article></body></html>"
).encode()
PAGES = {
    "/story": (200, "text/html; charset=utf-8", STORY),
    "/robots.txt": (200, "text/plain", b"User-agent: *\nDisallow: /private\n"),
    "/private": (200, "text/html", STORY),
    "/film": (200, "video/mp4", b"\0\0\0\x18ftypmp42" + bytes(200)),
}


class Site(QuietHandler):
    def do_GET(self) -> None:
        status, media, body = PAGES.get(self.path, (404, "text/html", b"<p>no such page</p>"))
        self.reply(status, body, media)


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of a server that is really there."""
    with serving(Site) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="session")
def story() -> bytes:
    return STORY
