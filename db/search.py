"""What a reader types as a query of SQLite's full-text search."""

from __future__ import annotations

import re


def match_expression(query: str) -> str:
    """The query for FTS5: each word or "quoted phrase" as a string, so that no operator of FTS5 can be meant.

    >>> match_expression('50,000 "Hopper GPUs" OR')
    '"50,000" "Hopper GPUs" "OR"'
    """
    parts = re.findall(r'"([^"]*)"|(\S+)', query)
    words = [phrase or word.replace('"', "") for phrase, word in parts]
    return " ".join(f'"{word}"' for word in words if re.search(r"\w", word))
