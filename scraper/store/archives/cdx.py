"""CDXJ lines: the index of an archive as replay tools read it, sorted by SURT and time."""

import json
import re
from urllib.parse import urlsplit

from scraper.store.entry import Entry

_WWW = re.compile(r"^www\d*\.")
_DEFAULT_PORTS = {"http": 80, "https": 443}


def cdx_line(entry: Entry, file: str, offset: int, length: int) -> str:
    """Return the line of one record."""
    media = entry.content_type.partition(";")[0].strip().lower()
    fields = {
        "url": entry.final_url,
        "mime": "warc/revisit" if entry.revisit else media or "application/octet-stream",
        "status": str(entry.status),
        "digest": entry.digest,
        "length": str(length),
        "offset": str(offset),
        "filename": file,
    }
    text = json.dumps(fields, ensure_ascii=False).encode("utf-8", "replace").decode()
    return f"{surt(entry.final_url)} {entry.fetched_at:%Y%m%d%H%M%S} {text}"


def surt(url: str) -> str:
    """Return the sort-friendly form: "https://www.Example.org/B?z=1&a=2" is "org,example)/b?a=2&z=1", as the
    look-up of replay tools has it."""
    text = "".join(url.lower().split())
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return text
    host = parts.hostname or ""
    if parts.scheme not in _DEFAULT_PORTS or not host:
        return text
    host = _WWW.sub("", host)
    address = ":" in host or host.replace(".", "").isdigit()
    names = host if address else ",".join(host.split(".")[::-1])
    colon = f":{port}" if port and port != _DEFAULT_PORTS[parts.scheme] else ""
    query = "&".join(sorted(parts.query.split("&")))
    return f"{names}{colon}){parts.path or '/'}" + (f"?{query}" if query else "")
