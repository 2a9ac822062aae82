"""Invented newspapers on real local servers: they write and correct stories, show rankings that are
different at each request, change their layout, ask for consent, and go down."""

import random
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PLACES = ("Arnholt", "Bexley", "Corvane", "Dunmere", "Eskdale", "Farrow", "Glenrock", "Harwick")
THINGS = ("bridge", "library", "harbour", "orchard", "tramway", "reservoir", "museum", "windmill")
PEOPLE = ("Alma Brandt", "Cato Dahl", "Edda Falk", "Gero Hagen", "Ines Juhl", "Kaya Lind")
ON_HOME = 40  # newest stories
CORRECTED = 5  # newest stories, which are still looked at

LAYOUTS = {
    "first": (
        '<main class="page"><article class="story"><h1>{title}</h1><div class="meta">{by}</div>'
        '<div class="story-text">{body}</div></article>{ranking}</main>'
    ),
    "second": (
        '<div id="app"><section class="longread"><header><h2 class="kicker">News</h2><h1>{title}</h1>'
        '{by}</header><div class="columns"><div class="main-column prose">{body}</div>{ranking}</div>'
        "</section></div>"
    ),
}
WALL = (
    b'<!DOCTYPE html><html lang="en"><head><title>Your privacy | The Post</title></head><body>'
    b'<div class="cmp"><h1>Before you continue</h1>'
    b"<p>We and our 218 partners store cookies on your device and process personal data such as "
    b"your IP address, to show advertisements and to measure them.</p>"
    b"<p>You can withdraw your consent to cookies at any time in the privacy settings.</p>"
    b"<button>Accept all cookies</button><button>Manage consent</button></div></body></html>"
)


@dataclass
class Story:
    """What a site shows at one path. `served` says whether anybody has seen it as it is now."""

    title: str
    paragraphs: list[str]
    by: str
    day: str
    served: bool = False


@dataclass
class Newsroom:
    """One site. `truth` has every version that was ever shown, by path."""

    number: int
    tagged: bool  # its pages carry an ETag and no ranking, and are answered with 304
    stories: dict[str, Story] = field(default_factory=dict)
    truth: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    asked: int = 0
    layout: str = "first"
    walled: bool = False
    down: bool = False
    port: int = 0
    dice: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.dice = random.Random(f"newsroom {self.number}")

    @property
    def name(self) -> str:
        return f"site{self.number}"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def write(self) -> None:
        """A new story."""
        count, dice = len(self.stories), self.dice
        place, thing, who = dice.choice(PLACES), dice.choice(THINGS), dice.choice(PEOPLE)
        title = f"The {thing} of {place} opens again after {count + 3} years of repairs"
        path = f"/news/{count:04}-the-{thing}-of-{place.lower()}"
        paragraphs = [
            f"The {thing} of {place} opened on Tuesday for the first time in {count + 3} years, and all came.",
            f"Work had begun in the spring of the flood, when {count + 40} volunteers carried what could be saved to the school.",
            f"“Nobody believed that we would finish,” said {who}, who has looked after the {thing} for {count + 5} years.",
            f"The council of {place} paid a third of the cost; the rest came from {count + 200} families and two banks of the county.",
        ]  # fmt: skip
        extra = [
            f"On {dice.choice(('Monday', 'Friday', 'Sunday'))} about {dice.randint(20, 9999)} people walked "
            f"from the {thing} to the town hall, where the {count + 12} members of the council met."
            for _ in range(dice.randrange(4))
        ]
        day = f"2026-05-{1 + count % 28:02}T08:00:00+00:00"
        self._show(path, Story(title, [*paragraphs, *extra], who, day))

    def redesign(self) -> None:
        """All pages in another layout, and stories on the occasion."""
        self.layout = "second"
        for _ in range(3):
            self.write()

    def correct(self) -> bool:
        """A correction, a paragraph more or a new headline, for a story that was seen as it is."""
        seen = [path for path, story in self.stories.items() if story.served][-CORRECTED:]
        if not seen:
            return False
        path, dice = self.dice.choice(seen), self.dice
        old = self.stories[path]
        number = dice.randrange(10**8)
        title, paragraphs = old.title, list(old.paragraphs)
        if dice.random() < 0.3:
            title = f"{old.title.split(',')[0]}, and {number} guests come"
        elif dice.random() < 0.5:
            paragraphs.append(f"Correction: an earlier version named {number} as the year of the flood.")  # fmt: skip
        else:
            paragraphs.insert(2, f"The mayor counted {number} visitors in the first week, more than anybody had hoped for.")  # fmt: skip
        self._show(path, Story(title, paragraphs, old.by, old.day))
        return True

    def _show(self, path: str, story: Story) -> None:
        self.stories[path] = story
        self.truth[path, story.title, "\n\n".join(story.paragraphs)] += 1

    def answer(self, path: str, tag: str) -> tuple[int, bytes, str]:
        """Status, body and ETag."""
        if self.down:
            return 503, b"<p>down", ""
        if path == "/robots.txt":
            return 404, b"", ""
        if self.walled:
            return 200, WALL, ""
        if path == "/":
            return 200, self._home(), ""
        story = self.stories.get(path)
        if story is None:
            return 404, b"<p>nothing", ""
        body = self._page(story).encode()
        mine = f'"{sha256(body).hexdigest()[:16]}"' if self.tagged else ""
        story.served = True
        return (304, b"", mine) if mine and tag == mine else (200, body, mine)

    def _home(self) -> bytes:
        newest = list(self.stories.items())[: -ON_HOME - 1 : -1]
        cards = (f'<h2><a href="{path}">{story.title}</a></h2>' for path, story in newest)
        return f"<html><title>News</title><body><main>{''.join(cards)}</main>".encode()

    def _page(self, story: Story) -> str:
        body = "".join(f"<p>{text}</p>\n" for text in story.paragraphs)
        by = f'<p class="byline">By <span class="author">{story.by}</span></p>'
        shown = LAYOUTS[self.layout].format(
            title=story.title, body=body, by=by, ranking="" if self.tagged else self._ranking()
        )
        return (
            f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{story.title}</title>'
            f'<meta name="author" content="{story.by}">'
            f'<meta property="article:published_time" content="{story.day}"></head>'
            f'<body><nav><ul><li><a href="/">Home</a></li></ul></nav>{shown}'
            "<footer><p>© The Post</p></footer></body></html>"
        )

    def _ranking(self) -> str:
        some = random.sample(list(self.stories.items()), min(5, len(self.stories)))
        items = "".join(f'<li><a href="{path}">{story.title}</a></li>' for path, story in some)
        visitors = random.randrange(10**9)
        return f'<aside class="ranking"><h3>Most read</h3><ol>{items}</ol><p>{visitors} readers now</p></aside>'


@contextmanager
def serving(rooms: list[Newsroom]) -> Iterator[None]:
    """Each newsroom on a port of its own while the block runs."""
    servers = [_server(room) for room in rooms]
    threads = [threading.Thread(target=server.serve_forever, args=(0.05,)) for server in servers]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()
        for thread in threads:
            thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        """Who was killed in the middle of an answer is no error of the server."""


def _server(room: Newsroom) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            room.asked += 1
            tag = self.headers.get("If-None-Match", "")
            status, body, mine = room.answer(self.path, tag)
            head = f"HTTP/1.1 {status} Found\r\nContent-Type: text/html; charset=utf-8\r\n"
            head += f"ETag: {mine}\r\n" if mine else ""
            head += "" if status == 304 else f"Content-Length: {len(body)}\r\n"
            self.wfile.write(head.encode() + b"\r\n" + body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base's name
            """Keep the test's output clean."""

    server = _Server(("127.0.0.1", 0), Handler)
    room.port = server.server_port
    return server
