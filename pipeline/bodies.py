"""What is taken of an answer: its telling headers, and its body up to a cap that holds after unpacking.

body = await read_body(url, answer, max_bytes=10_000_000)
"""

from __future__ import annotations

from collections.abc import Mapping

import aiohttp
from yarl import URL

from db.errors import FetchError
from pipeline.unpacking import STREAMS, Unpacking, UnpackingError

PLAIN = frozenset({"", "identity"})
KEPT_HEADERS = frozenset(
    """age cache-control cf-mitigated content-encoding content-language content-length content-type date etag
    expires last-modified link location retry-after server x-robots-tag""".split()  # noqa: SIM905
)


def kept_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers worth keeping, names in lower case, values as printable text."""
    return {
        name.lower(): value.encode("utf-8", "replace").decode()
        for name, value in headers.items()
        if name.lower() in KEPT_HEADERS
    }


async def read_body(
    url: URL, answer: aiohttp.ClientResponse, *, max_bytes: int, cut_at: int | None = None
) -> bytes:
    """The unpacked body, read piece by piece so that it can never grow beyond the cap.

    With `cut_at` what is beyond so many bytes is left unread. FetchError for a body that is larger than
    `max_bytes` (too_large), that ends inside its packing (truncated), or that is packed in an unknown
    way, twice, or otherwise than it says (encoding).
    """
    encoding = answer.headers.get("Content-Encoding", "").strip().lower()
    if encoding not in PLAIN and encoding not in STREAMS:
        raise FetchError(
            f"is packed as {encoding[:40]!r}, which is not unpacked.", subject=str(url), kind="encoding"
        )
    unpacking = None if encoding in PLAIN else Unpacking(encoding)
    parts: list[bytes] = []
    size = received = 0
    async for part in answer.content.iter_any():
        received += len(part)  # packed nothings have no size however many they are
        try:
            for piece in unpacking.pieces(part) if unpacking else [part]:
                size += len(piece)
                parts.append(piece)
                if cut_at and size >= cut_at:
                    return b"".join(parts)[:cut_at]
                if max(size, received) > max_bytes:
                    raise _too_large(url, max_bytes)
        except UnpackingError as error:
            raise FetchError("the body cannot be unpacked.", subject=str(url), kind="encoding") from error
    if unpacking and not unpacking.whole:
        raise FetchError("the body ends before it is whole.", subject=str(url), kind="truncated")
    return b"".join(parts)


def _too_large(url: URL, max_bytes: int) -> FetchError:
    return FetchError(
        f"is larger than {max_bytes:,} bytes when unpacked.",
        subject=str(url),
        remedy="Raise limits.page_megabytes in the settings if it is wanted.",
        kind="too_large",
    )
