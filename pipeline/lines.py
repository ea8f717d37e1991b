"""JSON lines in, JSON lines out: the shape that all pipes share.

A line that cannot be read is named on stderr, the rest goes on, and the exit code says so (1).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import IO, Any

from db.errors import InputError
from pipeline.terminal import echo, visible


class Lines:
    """Reads JSON objects from a file or standard input ("-"); counts and names the lines it had to skip."""

    def __init__(
        self,
        source: str,
        *,
        required: tuple[str, ...] = (),
        strings: tuple[str, ...] = (),
        longest: int | None = None,
    ) -> None:
        """`required` keys must be there; `strings` are those of them that hold text, of `longest` characters at most."""
        self.source, self.required, self.strings, self.skipped = source, required, strings, 0
        self.longest = longest

    def __iter__(self) -> Iterator[dict[str, Any]]:
        name = "standard input" if self.source == "-" else self.source
        with self._open() as stream:
            for number, line in enumerate(stream, 1):
                if not line.strip():
                    continue
                try:
                    row = self._checked(read_json(line))
                except ValueError as error:
                    self.skip(f"{name}:{number}", str(error))
                    continue
                yield row

    def _open(self) -> AbstractContextManager[IO[bytes]]:
        if self.source == "-":
            return nullcontext(sys.stdin.buffer)
        try:
            return Path(self.source).open("rb")
        except OSError as error:
            raise InputError(f"cannot be read: {error.strerror}.", subject=self.source) from error

    def _checked(self, data: object) -> dict[str, Any]:
        if not isinstance(data, dict):
            raise ValueError("not a JSON object")
        if missing := [key for key in self.required if key not in data]:
            raise ValueError(f"no {', '.join(missing)}")
        if wrong := [key for key in self.strings if not isinstance(data[key], str)]:
            raise ValueError(f"{', '.join(wrong)} must be a string")
        for key in self.strings:
            self.check_length(key, data[key])
        return data

    def check_length(self, key: str, text: str) -> None:
        """ValueError for a text that is longer than what is parsed at once."""
        if self.longest is not None and len(text) > self.longest:
            raise ValueError(f"{key} has {len(text):,} characters; {self.longest:,} are parsed at most")

    def skip(self, place: str, reason: str) -> None:
        """Names on stderr what is left out; the exit code will be 1."""
        self.skipped += 1
        echo(f"crossclaim: {place}: skipped: {reason}", err=True)

    @property
    def exit_code(self) -> int:
        return 1 if self.skipped else 0


def read_json(text: bytes) -> Any:
    """What a JSON text holds; ValueError in plain words where it is none."""
    try:
        return _whole(json.loads(text.strip()))
    except UnicodeDecodeError as error:
        raise ValueError(f"no UTF-8 text (byte {error.start})") from error
    except RecursionError as error:
        raise ValueError("no JSON that can be read: it is nested too deeply") from error
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, " if "\n" in error.doc.strip() else ""
        raise ValueError(f"no JSON ({where}character {error.colno}: {error.msg})") from error


def _whole(value: Any) -> Any:
    """The value, with "?" for halves of characters in its texts, which JSON can spell but no file can keep."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "replace").decode()
    if isinstance(value, list):
        return [_whole(part) for part in value]
    if isinstance(value, dict):
        return {_whole(key): _whole(part) for key, part in value.items()}
    return value


def write_line(row: dict[str, Any]) -> None:
    """One JSON object as a line on standard output, whatever steers a terminal spelt as an escape."""
    sys.stdout.write(visible(json.dumps(row, ensure_ascii=False, allow_nan=False)) + "\n")
