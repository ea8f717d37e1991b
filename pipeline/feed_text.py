"""Words of feeds as they may be kept: titles without tags, HTML without what would run.

>>> plain("Ice &amp; <b>snow</b>")
'Ice & snow'
"""

from __future__ import annotations

import re

from lxml import etree, html
from lxml_html_clean import Cleaner

from pipeline.bylines import CONTROLS, INVISIBLE

HALF = re.compile(rb"&#(?:[xX]0*([dD][89a-fA-F][0-9a-fA-F]{2})|0*(5[5-7][0-9]{3}));")
TAG_OR_ENTITY = re.compile(r"<[a-zA-Z/!]|&(?:#\d+|#x[0-9a-fA-F]+|\w+);")


def mended(body: bytes) -> bytes:
    """A feed without references to halves of characters, at which parsers fall."""
    return HALF.sub(_replaced, body)


def _replaced(reference: re.Match[bytes]) -> bytes:
    """A character reference; that of half a character becomes U+FFFD."""
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    return b"&#xFFFD;" if 0xD800 <= number <= 0xDFFF else reference[0]


def plain(text: str | None) -> str | None:
    """A title without tags and entities, on one line; None for an empty one."""
    text = (text or "").translate(INVISIBLE)
    if TAG_OR_ENTITY.search(text):
        text = str(html.fromstring(f"<p>{text}</p>").text_content()).translate(INVISIBLE)
    return one_line(text) or None


def harmless(markup: str | None) -> str | None:
    """HTML without what would run or embed; a text without tags as it is."""
    if not markup or "<" not in markup:
        return markup
    try:
        cleaner = Cleaner(style=True, forms=True, meta=True, safe_attrs_only=True)
        clean = str(cleaner.clean_html(f"<div>{markup.translate(CONTROLS)}</div>"))
        return clean.removeprefix("<div>").removesuffix("</div>")
    except (etree.LxmlError, ValueError):
        return None


def one_line(text: str) -> str:
    """The text on one line, up to 500 characters."""
    return " ".join(text.split())[:500]
