"""A packed body, unpacked piece by piece: no piece is large, and whether the stream came to its end is known.

    unpack = Unpacking("gzip")
    for piece in unpack.pieces(b"..."):     # for each part as it comes in
        ...
    unpack.whole                            # False where the stream was cut

aiohttp unpacks too, but takes a gzip, br or zstd stream that stops in its midst for a whole one.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import Protocol

import brotli

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

PIECE = 256 * 1024  # bytes at a time; a bomb is noticed before much of it is unpacked
ZSTD_WINDOW = 23  # 8 MB as a power of two: RFC 9659 allows a server no more
NEXT = {
    "gzip": b"\x1f\x8b",
    "x-gzip": b"\x1f\x8b",
    "zstd": b"\x28\xb5\x2f\xfd",
}  # how a further stream begins


class UnpackingError(ValueError):
    """Bytes that are not packed as their header says."""


class _Stream(Protocol):
    """One packed stream."""

    def unpack(self, data: bytes) -> bytes:
        """The next piece; called with b"" it goes on with what it was given before."""

    def waits(self) -> bool:
        """Whether it can go on only with more data."""

    def rest(self) -> bytes | None:
        """What follows the stream's end; None before it."""


class _Zlib:
    def __init__(self, bits: int) -> None:
        self._stream, self._full = zlib.decompressobj(bits), False

    def unpack(self, data: bytes) -> bytes:
        piece = self._stream.decompress(self._stream.unconsumed_tail + data, PIECE)
        self._full = len(piece) == PIECE
        return piece

    def waits(self) -> bool:
        return not self._stream.unconsumed_tail and not self._full

    def rest(self) -> bytes | None:
        return self._stream.unused_data if self._stream.eof else None


class _Brotli:
    def __init__(self) -> None:
        self._stream, self._full = brotli.Decompressor(), False

    def unpack(self, data: bytes) -> bytes:
        piece: bytes = self._stream.process(data, output_buffer_limit=PIECE)
        self._full = len(piece) >= PIECE  # it may be larger: the limit is looked at when a buffer is full
        return piece

    def waits(self) -> bool:
        return not self._full and bool(self._stream.can_accept_more_data())

    def rest(self) -> bytes | None:
        return b"" if self._stream.is_finished() else None


class _Zstd:
    def __init__(self) -> None:
        window: dict[int, int] = {zstd.DecompressionParameter.window_log_max: ZSTD_WINDOW}
        self._stream = zstd.ZstdDecompressor(options=window)

    def unpack(self, data: bytes) -> bytes:
        return self._stream.decompress(data, PIECE)

    def waits(self) -> bool:
        return self._stream.needs_input

    def rest(self) -> bytes | None:
        return self._stream.unused_data if self._stream.eof else None


def _deflate(head: bytes) -> _Stream:
    """With the wrapping that the standard asks for, or without, as some servers send it."""
    return _Zlib(15 if head[0] & 0x0F == 8 else -15)


STREAMS: Mapping[str, Callable[[bytes], _Stream]] = {
    "gzip": lambda head: _Zlib(31),
    "x-gzip": lambda head: _Zlib(31),
    "deflate": _deflate,
    "br": lambda head: _Brotli(),
    "zstd": lambda head: _Zstd(),
}


class Unpacking:
    """Unpacks one body, packed as a key of STREAMS says."""

    def __init__(self, encoding: str) -> None:
        self._new, self._next = STREAMS[encoding], NEXT.get(encoding)
        self._stream: _Stream | None = None
        self._ahead = b""  # of what may be a further stream, a beginning too short to tell
        self._ended = self._padding = False

    @property
    def whole(self) -> bool:
        """Whether the stream has come to its end; a body without a byte is whole."""
        return self._stream is None

    def pieces(self, part: bytes) -> Iterator[bytes]:
        """What the next part of the body unpacks to. UnpackingError where it is packed in another way."""
        data, self._ahead = self._ahead + part, b""
        while data and not self._padding:
            if self._stream is None:
                if self._ended and not self._goes_on(data):
                    return
                self._stream = self._new(data)
            try:
                yield from _pieces(self._stream, data)
            except (zlib.error, brotli.error, zstd.ZstdError) as error:
                raise UnpackingError(str(error)) from error
            rest = self._stream.rest()
            if rest is None:
                return
            self._stream, self._ended, data = None, True, rest

    def _goes_on(self, data: bytes) -> bool:
        """Whether a further stream begins here; anything else after the end is padding, and left aside."""
        if self._next and data.startswith(self._next):
            return True
        if self._next and self._next.startswith(data):
            self._ahead = data
        else:
            self._padding = True
        return False


def _pieces(stream: _Stream, data: bytes) -> Iterator[bytes]:
    yield stream.unpack(data)
    while stream.rest() is None and not stream.waits():
        yield stream.unpack(b"")
