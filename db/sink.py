"""A file that cannot go back and gives up what was written to it, so that a writer's output can be sent on in pieces.

sink = Sink()
with zipfile.ZipFile(sink, "w") as archive: ...
piece = sink.taken()
"""

from __future__ import annotations

import io
from typing import Any


class Sink(io.RawIOBase):
    """What a ZIP or a Parquet file is written to."""

    def __init__(self) -> None:
        self._got, self._given = bytearray(), 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._got += data
        return len(data)

    def tell(self) -> int:
        return self._given + len(self._got)

    def taken(self) -> bytes:
        """What was written since the last call."""
        got, self._got = bytes(self._got), bytearray()
        self._given += len(got)
        return got
