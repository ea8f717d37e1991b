"""Names out of bylines.

>>> split_names("By Ann Lee and Bo Ek")
['Ann Lee', 'Bo Ek']
>>> split_names("Rack & Die staff")
['Rack & Die staff']
"""

from __future__ import annotations

import html as entities
import re

BYLINE_WORD = re.compile(
    r"^(?:by|von|par|por|di|door|av|af|written by|words by|text by)[:\s]+", re.IGNORECASE
)
AUTHOR_JOINT = re.compile(r"\s+(?:and|und|et|y|e|en)\s+|\s*[&;|]\s*", re.IGNORECASE)
COMMA = re.compile(r"\s*,\s*(?:and\s+)?")


def split_names(text: str) -> list[str]:
    """Single names out of a byline, parted only where each part is a full name ("Lee, Ann" is one).

    Addresses of the web and of mail are no names.
    """
    parts = [BYLINE_WORD.sub("", clean(text))]
    for joint in (AUTHOR_JOINT, COMMA):
        pieces = [joint.split(part) for part in parts]
        parts = [
            name
            for part, names in zip(parts, pieces, strict=True)
            for name in (names if all(" " in piece.strip() for piece in names) else [part])
        ]
    names = [part.strip(" ,.@") for part in parts]
    return [name for name in names if 1 < len(name) <= 80 and "://" not in name and "@" not in name]


def clean(text: str) -> str:
    """A field on one line, entities resolved (some heads escape them twice)."""
    return " ".join(whole(entities.unescape(entities.unescape(text))).split())


def whole(text: str) -> str:
    """The text without halves of characters, which JSON can spell but no database can keep."""
    return text.encode("utf-8", "replace").decode()
