"""MHTML, a page saved as one file: its main HTML part and the URL it was saved from."""

from email import message_from_bytes, policy
from email.message import Message

from scraper.errors import InputError
from scraper.models.page import Document

_PAGE_TYPES = ("text/html", "application/xhtml+xml")


def read_mhtml(body: bytes, name: str, relative: str) -> Document:
    """The main page of an MHTML file. Raises InputError where it holds none."""
    try:
        message = message_from_bytes(body, policy=policy.compat32)
        part = _main_part(message)
    except RecursionError:
        raise InputError(name, "MIME parts nested too deep") from None
    if part is None:
        raise InputError(name, "a MIME message without an HTML or text part")
    payload = part.get_payload(decode=True)
    location = part.get("Content-Location") or message.get("Snapshot-Content-Location")
    return Document(
        name=name,
        body=payload if isinstance(payload, bytes) else b"",
        kind="html" if part.get_content_type() in _PAGE_TYPES else "text",
        url=_web_url(str(location)) if location else None,
        charset=part.get_content_charset(),
        relative=relative,
    )


def _main_part(message: Message) -> Message | None:
    """The part a `start` parameter names, else the first HTML part, else the first text part."""
    parts = [part for part in message.walk() if not part.is_multipart()]
    start = message.get_param("start")
    if isinstance(start, str):
        for part in parts:
            if part.get("Content-ID", "").strip() == start.strip():
                return part
    for types in (_PAGE_TYPES, ("text/plain",)):
        for part in parts:
            if part.get_content_type() in types:
                return part
    return None


def _web_url(location: str) -> str | None:
    cleaned = "".join(location.split())
    return cleaned if cleaned.lower().startswith(("http://", "https://")) else None
