"""The addresses of a name, and which of them are the public internet's.

Python's `ipaddress.is_global` is not used: in 3.11 it calls 224.0.0.1, ::127.0.0.1, fec0::1 and
six-to-four forms of 127.0.0.1 global, and its answers change between patch releases.
"""

import asyncio
import ipaddress
import socket
from ipaddress import IPv4Address, IPv6Address

from scraper.errors import FetchError, reason_of

MAX_ADDRESSES = 4  # tried of one name

# https://www.iana.org/assignments/iana-ipv4-special-registry/ and two cloud services
_NOT_PUBLIC_V4 = tuple(
    map(
        ipaddress.IPv4Network,
        (
            "0.0.0.0/8",  # this network; Linux connects it to the local machine
            "10.0.0.0/8",
            "100.64.0.0/10",  # carriers' NAT, and one cloud's metadata service
            "127.0.0.0/8",
            "168.63.129.16/32",  # a cloud's host agent
            "169.254.0.0/16",  # link-local, and most clouds' metadata service
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
        ),
    )
)
_PUBLIC_V6 = ipaddress.IPv6Network("2000::/3")  # all that is assigned to the internet
_NOT_PUBLIC_V6 = tuple(
    map(
        ipaddress.IPv6Network,
        (
            "2001::/23",  # protocol assignments: Teredo (embeds IPv4), benchmarks, ORCHID
            "2001:db8::/32",
            "2002::/16",  # six-to-four: embeds IPv4
            "3fff::/20",
        ),
    )
)
_MAPPED = ipaddress.IPv6Network("::ffff:0:0/96")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # networks without IPv4 reach all of it this way


async def resolve(host: str, port: int, *, allow_private: bool) -> list[str]:
    """Return the addresses to connect to. Raises FetchError ("dns", "refused"), also if only one of
    them is not public: a resolver that mixes them is how DNS rebinding starts."""
    loop = asyncio.get_running_loop()
    try:
        found = (
            []
            if (literal := _literal(host))
            else await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        )
    except (socket.gaierror, UnicodeError) as error:
        reason = reason_of(error)
        raise FetchError(host, f"the name can't be resolved: {reason}", "dns") from error
    addresses = [literal] if literal else list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for address in addresses:
        if not allow_private and not is_public(address):
            message = (
                f"{address} is not a public address "
                "(--allow-private or allow_private in scraper.toml permits it)"
            )
            raise FetchError(host, message, "refused")
    return addresses[:MAX_ADDRESSES]


def _literal(host: str) -> str:
    """Return the host if it is an address already, which needs no resolver (a thread); else ""."""
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        return ""


def is_public(address: str) -> bool:
    """Say whether an IP address, as the resolver gives it, belongs to the public internet."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, IPv4Address):
        return _is_public_v4(ip)
    if ip in _MAPPED or ip in _NAT64:
        return _is_public_v4(_embedded(ip))
    return ip in _PUBLIC_V6 and not any(ip in network for network in _NOT_PUBLIC_V6)


def _is_public_v4(ip: IPv4Address) -> bool:
    return not any(ip in network for network in _NOT_PUBLIC_V4)


def _embedded(ip: IPv6Address) -> IPv4Address:
    return IPv4Address(int(ip) & 0xFFFFFFFF)
