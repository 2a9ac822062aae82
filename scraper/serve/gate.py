"""Who may ask, decided from a request's head. Pure.

Without a token the service is for programs of this machine. Other pages in the same machine's
browser can send requests here, so those that a browser marks as coming from another site are
refused, and those under a host name of somebody else's (DNS rebinding).
"""

import ipaddress
from collections.abc import Mapping
from secrets import compare_digest

from scraper.serve.failures import RequestError

TOKEN_PATH = "/token/"  # noqa: S105  # clients that only know an address have the token in it
OPEN_PATHS = ("/health",)
_LOCAL_NAMES = ("localhost",)


def path_after_token(path: str) -> tuple[str, str]:
    """Return the token in a path such as "/token/SECRET/parser", and the path without it; "" and the
    path as it is where there is no token."""
    if not path.startswith(TOKEN_PATH):
        return "", path
    token, slash, rest = path.removeprefix(TOKEN_PATH).partition("/")
    return token, slash + rest


def token_of(headers: Mapping[str, str]) -> str:
    """Return the token of "Authorization: Bearer" or "X-Api-Key"; "" if there is neither."""
    scheme, _, value = headers.get("authorization", "").partition(" ")
    return value.strip() if scheme.lower() == "bearer" else headers.get("x-api-key", "").strip()


def refusal(
    path: str, given: str, headers: Mapping[str, str], token: str, *, any_host: bool
) -> RequestError | None:
    """Return why a request is refused, None if it is answered. `given` is the token it shows."""
    if path in OPEN_PATHS:
        return None
    if token:
        if compare_digest(given.encode("utf-8", "replace"), token.encode()):
            return None
        message = "the token is missing or wrong: Authorization: Bearer TOKEN, or /token/TOKEN/..."
        return RequestError(401, "token", message)
    if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
        return RequestError(403, "cross_site", "another site's page asks; start with a token")
    if not any_host and not is_local(headers.get("host", "")):
        message = "under this name only with a token (--token-file), or with --no-token"
        return RequestError(403, "host", message)
    return None


def is_local(host: str) -> bool:
    """Say whether the Host of a request is an address or "localhost", which no other site can have let
    point here."""
    name = host.rpartition(":")[0] if host.rpartition(":")[2].isdecimal() else host
    if name.lower() in _LOCAL_NAMES:
        return True
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True
