"""One of many forms, as a pattern that fails at the first letter that none of them has.

>>> one_of(["yen", "yuan", "euro", "euros"])
'(?:(?:euro(?:s)?|y(?:en|uan)))'

A plain alternation tries each form in turn at each place of a text; a tree of letters goes down one
branch only, so that a list of hundreds of units costs little more than one of five.
"""

from __future__ import annotations

import re
from collections.abc import Iterable


class _Node(dict[str, "_Node"]):
    """What may come next, by letter; `ends`: a form is complete here."""

    ends = False


def one_of(forms: Iterable[str], *, gap: str | None = None) -> str:
    """A pattern for one of the forms, the longest that fits; `gap` is a pattern for the spaces within one.

    Matches nothing where there are no forms.
    """
    root = _Node()
    for form in forms:
        node = root
        for letter in form:
            node = node.setdefault(letter, _Node())
        node.ends = True
    return f"(?:{_pattern(root, gap)})" if root else "(?!)"


def _pattern(node: _Node, gap: str | None) -> str:
    branches = [
        (gap if gap is not None and letter == " " else re.escape(letter)) + _pattern(below, gap)
        for letter, below in sorted(node.items())
    ]
    if not branches:
        return ""
    if len(branches) == 1 and not node.ends:
        return branches[0]
    return f"(?:{'|'.join(branches)}){'?' if node.ends else ''}"
