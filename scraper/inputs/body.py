"""The entity of an HTTP body that an input holds, within bounds."""

from scraper.encoding.content import decode_body
from scraper.encoding.sniff import sniff
from scraper.errors import InputError


def entity(raw: bytes, content_encoding: str, subject: str, limit: int) -> bytes:
    """Return a body without its content encodings. Raises InputError where that fails, or where
    there are more than `limit` bytes."""
    try:
        found = decode_body(raw, content_encoding, limit)
    except ValueError as error:
        problem = InputError(subject, str(error), "bad_encoding")
    else:
        if not found.problem:
            return found.body
        problem = _problem(subject, found.problem, content_encoding, limit)
    # Some crawlers store the decoded body and keep the header.
    if problem.kind != "too_large" and sniff(raw).is_page:
        return raw
    raise problem


def too_large(subject: str, limit: int) -> InputError:
    """Return the error for more bytes than one page may have."""
    return InputError(subject, f"larger than {limit >> 20} MB", "too_large")


def _problem(subject: str, problem: str, content_encoding: str, limit: int) -> InputError:
    if problem == "length":
        return too_large(subject, limit)
    if problem == "cut":
        message = f"ends in the middle of its {content_encoding} data"
        return InputError(subject, message, "truncated")
    return InputError(subject, f"damaged {content_encoding} data", "bad_encoding")
