"""Who may ask for what, decided from a request's head, and what every answer says to the browser.

The danger is other pages in the same browser: they can send requests here, by a name of their own
that they let point to this machine (DNS rebinding), and frame or embed what they are not allowed
to read. So
- only the two names of this machine with our port pass as Host, and none other is bound;
- what changes anything is a POST with our own Origin, the session's cookie (SameSite=Strict) and
  the session's form token; a browser gets the session by the token of the printed address, which
  works once;
- parts of other sites' pages (images, scripts, frames) get nothing, whatever they ask for;
- no answer can be framed, sniffed, cached or run a script that is not a file of ours.
Pure but for the secrets, which are drawn when the server starts.
"""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from http.cookies import CookieError, SimpleCookie
from secrets import token_bytes, token_urlsafe
from urllib.parse import parse_qs

ADDRESS = "127.0.0.1"  # the only one that is ever bound
NAMES = (ADDRESS, "localhost")
FORM_TOKEN = "form_token"  # noqa: S105  # the name of a field
MOST_BODY = 1 << 20  # bytes of a form; a rules file fits in, a page does not
MOST_FIELDS = 1000  # of a form
METHODS = ("GET", "HEAD", "POST")
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is not answered, with an HTTP status."""

    status: int
    message: str


@dataclass(frozen=True, slots=True)
class ServerSecrets:
    """The secrets of one server: the session that browsers are given, and the key that forms and
    the addresses of stored pages are signed with."""

    session: str = field(default_factory=lambda: token_urlsafe(24))
    key: bytes = field(default_factory=lambda: token_bytes(32))

    def has_session(self, headers: Mapping[str, str], port: int) -> bool:
        """Say whether a request to a port comes from a browser that was opened with the token."""
        try:
            cookies = SimpleCookie(headers.get("cookie", ""))
        except CookieError:
            return False
        found = cookies.get(cookie_name(port))
        return found is not None and _same(found.value, self.session)

    def form_token(self) -> str:
        """Return what a form has to send back."""
        return self.signature("form", self.session)

    def signature(self, *parts: str) -> str:
        """Return a text that only this server can make of these parts."""
        return hmac.new(self.key, "\0".join(parts).encode(), sha256).hexdigest()[:32]

    def is_signed(self, given: str, *parts: str) -> bool:
        """Say whether a text is the signature of these parts."""
        return _same(given, self.signature(*parts))


class EntryToken:
    """The token of the printed address. It opens one session; then another one is drawn."""

    def __init__(self) -> None:
        self.value = token_urlsafe(24)

    def use(self, given: str) -> bool:
        """Say whether a text is the token, which is replaced if so."""
        if not _same(given, self.value):
            return False
        self.value = token_urlsafe(24)
        return True


def _same(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode())


def cookie_name(port: int) -> str:
    """Return the name of the session's cookie of the server at a port.

    Browsers send cookies to all ports of a host: with one name for all, servers would end each
    other's sessions.
    """
    return f"scraper_review_{port}"


def hosts(port: int) -> tuple[str, ...]:
    """Return what a Host header may say."""
    return tuple(f"{name}:{port}" for name in NAMES)


def refusal(
    method: str, headers: Mapping[str, str], port: int, secrets: ServerSecrets
) -> Refusal | None:
    """Return why a request is refused, by its head; None if it is not. Header names are lower case."""
    host = headers.get("host", "").lower()
    if host not in hosts(port):
        return Refusal(421, "This server answers to 127.0.0.1 and localhost only.")
    if method not in METHODS:
        return Refusal(405, "Only GET, HEAD and POST are answered.")
    if headers.get("sec-fetch-site", "none") == "cross-site" and not _is_visit(method, headers):
        return Refusal(403, "Parts of other sites' pages are not answered.")
    return _post_refusal(headers, port, secrets) if method == "POST" else None


def _is_visit(method: str, headers: Mapping[str, str]) -> bool:
    """Say whether a person followed a link to a page of this server."""
    mode, where = headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest")
    return method == "GET" and mode == "navigate" and where == "document"


def _post_refusal(headers: Mapping[str, str], port: int, secrets: ServerSecrets) -> Refusal | None:
    if headers.get("origin", "") != f"http://{headers.get('host', '').lower()}":
        return Refusal(403, "A change has to come from a page of this server (Origin).")
    if not secrets.has_session(headers, port):
        return Refusal(
            403, "Changes need the address with the token that `scraper review` printed."
        )
    if headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
        return Refusal(415, "Only forms are taken.")
    length = headers.get("content-length", "")
    if length and not (length.isascii() and length.isdigit() and len(length) < 12):
        return Refusal(400, "The length of the form is not a number.")
    if int(length or 0) > MOST_BODY:
        return Refusal(413, f"A form may have {MOST_BODY} bytes.")
    return None


def read_form(body: bytes, secrets: ServerSecrets) -> dict[str, str] | Refusal:
    """Return the fields of a form that has the session's token; of a repeated field the last value."""
    try:
        fields = parse_qs(
            body.decode("ascii"),
            keep_blank_values=True,
            max_num_fields=MOST_FIELDS,
            encoding="utf-8",
            errors="replace",
        )
    except ValueError:
        return Refusal(400, "The form can't be read.")
    form = {name: values[-1] for name, values in fields.items()}
    if not _same(form.pop(FORM_TOKEN, ""), secrets.form_token()):
        return Refusal(403, "The form is not of this session; load the page again.")
    return form


def answer_headers(frames: str) -> dict[str, str]:
    """Return the headers of every answer; `frames` is the origin of stored pages, which views frame."""
    policy = (
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
        f"frame-src {frames}; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    )
    return {
        "Content-Security-Policy": policy,
        "Cross-Origin-Opener-Policy": "same-origin",
        "Referrer-Policy": "same-origin",  # with less, browsers send forms with "Origin: null"
        "X-Frame-Options": "DENY",
        **_ALWAYS,
    }


def stored_headers(port: int) -> dict[str, str]:
    """Return the headers of every stored page: nothing runs or loads, only the views frame it."""
    ours = " ".join(f"http://{host}" for host in hosts(port))
    policy = f"sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors {ours}"
    return {
        "Content-Security-Policy": policy,
        "Referrer-Policy": "no-referrer",
        "X-DNS-Prefetch-Control": "off",
        **_ALWAYS,
    }


_ALWAYS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
