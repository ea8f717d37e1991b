"""Packed bodies: whole ones come out as they went in, cut ones are known, none grows at once."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.unpacking import PIECE, STREAMS, ZSTD_WINDOW, Unpacking, UnpackingError, zstd


def _raw_deflate(body: bytes) -> bytes:
    squeeze = zlib.compressobj(wbits=-15)
    return squeeze.compress(body) + squeeze.flush()


# name -> the header's word, and how a server packs
PACKERS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "gzip": ("gzip", gzip.compress),
    "x-gzip": ("x-gzip", gzip.compress),
    "deflate": ("deflate", zlib.compress),
    "deflate without its wrapping": ("deflate", _raw_deflate),
    "br": ("br", brotli.compress),
    "zstd": ("zstd", zstd.compress),
}
STORY = (
    b"<html><body><p>The operator said 593 ships passed, up from 589 the day before.</p></body></html>" * 40
)


def unpacked(encoding: str, packed: bytes, size: int) -> tuple[bytes, bool]:
    """What a body unpacks to that comes in parts of this size, and whether it is whole."""
    unpacking = Unpacking(encoding)
    parts = (packed[start : start + size] for start in range(0, len(packed), size))
    body = b"".join(piece for part in parts for piece in unpacking.pieces(part))
    return body, unpacking.whole


def test_every_way_of_packing_is_tried() -> None:
    """No encoding is unpacked that these tests do not know."""
    assert {encoding for encoding, _ in PACKERS.values()} == set(STREAMS)


@given(st.sampled_from(sorted(PACKERS)), st.binary(max_size=2000), st.integers(1, 700))
def test_what_was_packed_comes_out(name: str, body: bytes, size: int) -> None:
    """However a body is cut into parts on its way, it comes out as it was, and whole."""
    encoding, pack = PACKERS[name]
    assert unpacked(encoding, pack(body), size) == (body, True)


@pytest.mark.parametrize("name", PACKERS)
@pytest.mark.parametrize("size", [7, 100_000])
def test_a_cut_stream_is_not_whole(name: str, size: int) -> None:
    """Wherever a packed stream is cut, it is known to be."""
    encoding, pack = PACKERS[name]
    packed = pack(STORY)
    for end in range(1, len(packed)):
        body, whole = unpacked(encoding, packed[:end], size)
        assert not whole, end
        assert STORY.startswith(body)


@pytest.mark.parametrize("name", PACKERS)
def test_no_piece_is_large(name: str) -> None:
    """Of a bomb each piece is small, so that a cap can stop it in time."""
    encoding, pack = PACKERS[name]
    zeros = bytes(20 * PIECE + 5)
    sizes = [len(piece) for piece in Unpacking(encoding).pieces(pack(zeros))]
    assert max(sizes) < 2 * PIECE
    assert sum(sizes) == len(zeros)


@pytest.mark.parametrize("name", ["gzip", "zstd"])
@pytest.mark.parametrize("size", [1, 3, 100_000])
def test_streams_behind_each_other_are_one_body(name: str, size: int) -> None:
    """Two streams make one body; a second that is cut makes it cut; padding is left aside."""
    encoding, pack = PACKERS[name]
    two = pack(b"one ") + pack(b"two")
    assert unpacked(encoding, two, size) == (b"one two", True)
    assert unpacked(encoding, two[:-1], size)[1] is False
    assert unpacked(encoding, pack(b"one ") + bytes(9) + pack(b"two"), size) == (b"one ", True)


@pytest.mark.parametrize("encoding", ["gzip", "zstd", "br"])
def test_what_is_not_packed_is_refused(encoding: str) -> None:
    """Plain text under a header that says otherwise is an error."""
    with pytest.raises(UnpackingError):
        unpacked(encoding, b"<html>no such thing</html>" * 9, 50)


def test_zstd_may_not_ask_for_much_memory() -> None:
    """A window larger than the standard allows to a web server is refused."""
    wide: dict[int, int] = {zstd.CompressionParameter.window_log: ZSTD_WINDOW + 2}
    squeeze = zstd.ZstdCompressor(options=wide)
    with pytest.raises(UnpackingError):
        unpacked("zstd", squeeze.compress(bytes(1000)) + squeeze.flush(), 500)
