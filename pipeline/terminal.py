"""What is printed, made safe to print: scraped text must neither steer the terminal nor turn its lines around.

    visible("paid \u202e000,1\u202c euros")     # "paid \\u202e000,1\\u202c euros"
    echo(f"{url}: removed")

An escape sequence in a headline could clear the screen, or write over what stands there; a mark of direction
could show 0001 for 1000. Both are shown as what they are: as JSON spells them, so that JSON stays the same.
"""

from __future__ import annotations

import re
from typing import IO

import click

# All controls but tab and line end, and the marks that embed, override or isolate a direction.
STEERING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|\r(?!\n)")


def visible(text: str) -> str:
    """The text with each character that would steer a terminal as its escape, \\u001b."""
    return STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def echo(text: str = "", *, err: bool = False, nl: bool = True) -> None:
    """Prints a text on standard output, or with `err` on standard error."""
    click.echo(visible(text), err=err, nl=nl)


class Guarded:
    """Standard output as bytes for a set that is exported; on a terminal what would steer it is shown."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream, self.shown = stream, stream.isatty()

    def write(self, piece: bytes) -> int:
        """Writes a piece that ends with a whole character."""
        return self.stream.write(visible(piece.decode("utf-8", "replace")).encode() if self.shown else piece)
