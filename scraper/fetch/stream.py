"""TCP and TLS connections to checked addresses, on asyncio alone.

The HTTP library brings a backend of its own that runs on several event loops and pays for that
with a scope, a checkpoint and a search for the loop at each read and write: a third of the time
of a small request. `CheckedNetwork` and `Stream` have the methods it asks of a backend.
"""

import asyncio
import os
import ssl
import time
from collections.abc import Iterable
from typing import Any

from scraper.errors import FetchError
from scraper.fetch.addresses import resolve
from scraper.fetch.stopwatch import CURRENT

MAX_WAITING = 262_144  # bytes read ahead of the parser; the sender is held up beyond
MAX_PIECE = 16_384
"""Bytes given to the parser at a time. In frames of 9 bytes (HTTP/2) or chunks of one byte they take
it 50 to 80 ms, in which no other host is served and no deadline seen."""


class CheckedNetwork:
    """Opens connections to checked addresses only.

    A name is resolved once, all its addresses are checked, and the connection goes to one of
    these: neither a second answer of the name (DNS rebinding) nor a redirect gets around it.
    """

    def __init__(self, *, allow_private: bool) -> None:
        self._allow_private = allow_private

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # the library's own signature
        local_address: str | None = None,  # noqa: ARG002
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002
    ) -> "Stream":
        """Raises FetchError ("dns", "refused", "connect", "timeout")."""
        started = time.monotonic()
        addresses = await resolve(host, port, allow_private=self._allow_private)
        resolved = time.monotonic()
        stream = await _first_open(host, addresses, port, timeout)
        if (watch := CURRENT.get()) is not None:
            watch.connected(resolved - started, time.monotonic() - resolved)
        return stream

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


async def _first_open(
    host: str, addresses: list[str], port: int, patience: float | None
) -> "Stream":
    loop = asyncio.get_running_loop()
    problem: OSError | None = None
    for address in addresses:
        try:
            async with asyncio.timeout(patience / len(addresses) if patience else None):
                _, inbox = await loop.create_connection(_Inbox, address, port)
                return Stream(inbox)
        except OSError as error:  # TimeoutError is one
            problem = error
    if isinstance(problem, TimeoutError):
        message = "no connection in time; try again later"
        raise FetchError(host, message, "timeout") from problem
    reason = _refusal(problem) if problem is not None else "the name has no address"
    raise FetchError(host, f"cannot connect; try again later ({reason})", "connect") from problem


def _refusal(error: OSError) -> str:
    """Return the system's words for an error; the event loop's own ("Connect call failed") name only the address."""
    if error.errno is not None and error.errno > 0:
        return os.strerror(error.errno)
    return " ".join(str(error).split())


class Stream:
    """One connection, read and written by one task each."""

    def __init__(self, inbox: "_Inbox") -> None:
        self._inbox = inbox

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        """Return what has come, at most MAX_PIECE bytes; b"" at the end. Raises OSError,
        TimeoutError."""
        if self._inbox.is_readable:
            await asyncio.sleep(0)  # a sender that never pauses would keep everyone else waiting
        return await self._inbox.take(timeout)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send bytes. That a peer has left shows when its answer is read, for it may have answered
        first."""
        if buffer and not self._inbox.ended:
            self._inbox.transport.write(buffer)
            await self._inbox.room(timeout)

    async def aclose(self) -> None:
        transport = self._inbox.transport
        transport.close()
        await asyncio.sleep(0)  # a good-bye by TLS goes out, one from the peer is not waited for
        transport.abort()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> "Stream":
        started, inbox = time.monotonic(), self._inbox
        try:
            async with asyncio.timeout(timeout):
                transport = await asyncio.get_running_loop().start_tls(
                    inbox.transport, inbox, ssl_context, server_hostname=server_hostname or None
                )
        except TimeoutError as error:
            name = server_hostname or ""
            raise FetchError(name, "no connection in time; try again later", "timeout") from error
        except BaseException:
            inbox.transport.abort()
            raise
        if transport is None:  # asyncio gives none where the connection was lost meanwhile
            raise ConnectionResetError("the connection was lost while TLS began")
        inbox.transport = transport
        if (watch := CURRENT.get()) is not None:
            watch.secured(time.monotonic() - started)
        return self

    def get_extra_info(self, info: str) -> Any:
        if info == "is_readable":
            return self._inbox.is_readable
        return self._inbox.transport.get_extra_info(info)


class _Inbox(asyncio.Protocol):
    """What has come on a connection and was not taken yet."""

    transport: asyncio.Transport

    def __init__(self) -> None:
        self.ended = False
        self._error: Exception | None = None
        self._data = bytearray()
        self._held = False  # the sender
        self._full = False  # what we send
        self._reader: asyncio.Future[None] | None = None
        self._writer: asyncio.Future[None] | None = None

    @property
    def is_readable(self) -> bool:
        """Whether a read would not wait: of an idle connection, that it is of no use any more."""
        return self.ended or bool(self._data)

    async def take(self, patience: float | None) -> bytes:
        """Return what has come, at most MAX_PIECE bytes; b"" at the end."""
        if not self.is_readable:
            self._reader = asyncio.get_running_loop().create_future()
            async with asyncio.timeout(patience):
                await self._reader
        if not self._data:
            if self._error is not None:
                raise self._error
            return b""
        data = bytes(self._data[:MAX_PIECE])
        del self._data[:MAX_PIECE]
        if self._held and len(self._data) <= MAX_WAITING:
            self._held = False
            self.transport.resume_reading()
        return data

    async def room(self, patience: float | None) -> None:
        """Wait until what was written is on its way, more or less."""
        if self._full and not self.ended:
            self._writer = asyncio.get_running_loop().create_future()
            async with asyncio.timeout(patience):
                await self._writer

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101  # create_connection makes no other
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self._data += data
        _wake(self._reader)
        if len(self._data) > MAX_WAITING and not self._held:
            self._held = True
            self.transport.pause_reading()

    def eof_received(self) -> None:
        self._end(None)

    def connection_lost(self, exc: Exception | None) -> None:
        self._end(exc)

    def pause_writing(self) -> None:
        self._full = True

    def resume_writing(self) -> None:
        self._full = False
        _wake(self._writer)

    def _end(self, error: Exception | None) -> None:
        if not self.ended:
            self.ended, self._error = True, error
        _wake(self._reader)
        _wake(self._writer)


def _wake(waiter: asyncio.Future[None] | None) -> None:
    if waiter is not None and not waiter.done():
        waiter.set_result(None)
