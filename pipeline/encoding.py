"""Bytes as text, whatever the page says of its own encoding.

>>> decode("café".encode("latin-1"), declared="utf-8")
'café'
"""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

from charset_normalizer import from_bytes
from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, resolve_encoding

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SEVEN_BIT = ("utf-16", "utf-32", "iso2022", "iso-2022", "hz")  # whose bytes may also pass as ASCII
MULTIBYTE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]")


def declared_encoding(body: bytes, content_type: str | None) -> str | None:
    """The encoding that the header, else the page's head, names, as Python calls it."""
    named = http_content_type_encoding(content_type) or html_body_declared_encoding(body[:8192])
    return resolve_encoding(named) if named else None


def decode(body: bytes, declared: str | None = None) -> str:
    """The text of a body. What is valid UTF-8 is UTF-8; else the declared encoding, if the bytes fit it.

    Bytes that are mostly UTF-8 with a few broken ones keep their good part; Latin-1 that is declared
    as UTF-8 is read as Windows-1252; with nothing to go by, the encoding is guessed.
    """
    for mark, name in BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    if declared and declared.lower().startswith(SEVEN_BIT):
        return body.decode(declared, "replace")
    with suppress(UnicodeDecodeError):
        return body.decode("utf-8")
    if declared and codecs.lookup(declared).name != "utf-8":
        return body.decode(declared, "replace")
    high = sum(byte >= 0x80 for byte in body)
    if 2 * len(MULTIBYTE.findall(body)) > 0.5 * high:
        return body.decode("utf-8", "replace")
    if declared:
        return body.decode("cp1252", "replace")
    best = from_bytes(body[:100_000]).best()
    return body.decode(best.encoding if best else "cp1252", "replace")
