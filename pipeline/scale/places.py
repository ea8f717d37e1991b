"""Files and folders by path or URL, here or anywhere that fsspec reaches.

place = Place.of("s3://news/2025/")
[file.address for file in place.files()]
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xxhash import xxh3_128

from db.errors import InputError
from db.records import content_id
from pipeline.scale.extras import needed

BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Place:
    """A file or folder: `address` as it is told to people and workers, `path` as its file system names it."""

    address: str
    path: str
    system: Any

    @classmethod
    def of(cls, name: str) -> Place:
        """The place that a path or URL names; InputError where nothing can reach it."""
        core = needed("fsspec.core", "backfill")
        address = name if "://" in name else str(Path(name).resolve())
        try:
            system, path = core.url_to_fs(address)
        except (ValueError, ImportError, OSError) as error:
            raise InputError(f"cannot be reached: {error}.", subject=name) from error
        return cls(address, path, system)

    @property
    def url(self) -> str:
        """The address as a URL: what an article without one is filed under."""
        return self.address if "://" in self.address else Path(self.address).as_uri()

    def files(self, endings: tuple[str, ...]) -> list[Place]:
        """The files in this folder and below it with one of the endings, in the order of their names."""
        found = [path for path in self.system.find(self.path) if path.lower().endswith(endings)]
        return [self.within(path) for path in sorted(found, key=lambda path: path.split("/"))]

    def within(self, path: str) -> Place:
        """The place of another path in the same file system."""
        address = path if "://" not in self.address else self.system.unstrip_protocol(path)
        return Place(address, path, self.system)

    def __truediv__(self, name: str) -> Place:
        return self.within(f"{self.path.rstrip('/')}/{name}")

    def open(self) -> Any:
        """The file as a stream of bytes; OSError where it cannot be read."""
        return self.system.open(self.path, "rb")

    def mark(self) -> str:
        """Changes when the file does: its size with the time or tag that its file system keeps."""
        about = self.system.info(self.path)
        tag = next(
            (about[key] for key in ("ETag", "etag", "mtime", "LastModified", "created") if key in about), ""
        )
        return content_id(about.get("size"), tag)

    def hash(self, start: int = 0, end: int | None = None) -> str:
        """The hash of the bytes from `start` to `end`."""
        digest = xxh3_128()
        with self.open() as stream:
            stream.seek(start)
            for block in _blocks(stream, None if end is None else end - start):
                digest.update(block)
        return digest.hexdigest()


def _blocks(stream: Any, left: int | None) -> Iterator[bytes]:
    while left is None or left > 0:
        block = stream.read(BLOCK if left is None else min(BLOCK, left))
        if not block:
            return
        left = None if left is None else left - len(block)
        yield block
