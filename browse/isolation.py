"""Marks of direction in scraped text, kept from turning round what stands beside it on a page.

    isolated("paid \u202b1,000")     # closed at its end, so that the words after it run as they should

Every value that a template prints goes through here (browse/plugins/looks.py). Overrides, which show
1,000 as 000,1, are left out: nobody who writes for readers needs them.
"""

from __future__ import annotations

import re
from typing import Any

from markupsafe import Markup

OVERRIDES = re.compile("[\u202d\u202e]")
EMBEDDINGS, ISOLATES = "\u202a\u202b", "\u2066\u2067\u2068"
CLOSES_EMBEDDING, CLOSES_ISOLATE = "\u202c", "\u2069"
OPENING = re.compile(f"[{EMBEDDINGS}{ISOLATES}]")


def isolated(value: Any) -> Any:
    """The value; a text without overrides of direction, and with each mark that opens one closed at its end."""
    if not isinstance(value, str) or value.isascii():
        return value
    made = OVERRIDES.sub("", value)
    if OPENING.search(made):
        made += _closing(made)
    return value if made == value else Markup(made) if isinstance(value, Markup) else made  # noqa: S704 - as safe as it was


def _closing(text: str) -> str:
    """The marks that close what a text leaves open, innermost first."""
    opened: list[str] = []
    for char in text:
        if char in EMBEDDINGS:
            opened.append(CLOSES_EMBEDDING)
        elif char in ISOLATES:
            opened.append(CLOSES_ISOLATE)
        elif char == CLOSES_EMBEDDING and opened[-1:] == [CLOSES_EMBEDDING]:
            opened.pop()
        elif char == CLOSES_ISOLATE and CLOSES_ISOLATE in opened:  # closes the embeddings inside it too
            while opened.pop() != CLOSES_ISOLATE:
                pass
    return "".join(reversed(opened))
