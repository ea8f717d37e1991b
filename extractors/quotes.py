"""Direct speech: which stretches of a text stand between quotation marks.

>>> [(quote.start, quote.end) for quote in find_quotes('He said: “Fifty.” She left.')]
[(9, 17)]

A quote ends with its paragraph: a mark that is never closed cannot swallow the article. A quote
over several paragraphs opens each and closes only the last; its earlier parts are `unclosed`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

PARAGRAPH = re.compile(r"[^\n]+")
# A mark and what stands around it. Single marks count only where they cannot be an apostrophe.
MARK = re.compile(r"[“”„«»\"]|(?<!\w)[‘'](?=\w)|(?<=[.,?!…])[’'](?!\w)|(?<=\w)[’'](?=[\s.,;:?!)—–]|$)")
NEXT = re.compile(r"\s*(\S)")
OPENS, CLOSES = "“„«", "”»"


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of direct speech: characters from its opening mark to after its closing mark."""

    start: int
    end: int
    unclosed: bool = False


def find_quotes(text: str) -> list[Quote]:
    """All quotes of a text in order; nested ones are part of the outer."""
    return [quote for line in PARAGRAPH.finditer(text) for quote in _quotes_of(text, *line.span())]


def _quotes_of(text: str, start: int, end: int) -> list[Quote]:
    quotes: list[Quote] = []
    opened: int | None = None
    single = inner = False
    for mark in MARK.finditer(text, start, end):
        at, sign = mark.start(), mark.group()
        if opened is None:
            if _opens(text, at, sign, start):
                opened, single, inner = at, sign in "‘'", False
        elif text[opened] == '"' and (inner or sign == "“") and sign in "“”":
            inner = sign == "“"  # a quote in the quote
        elif single == (sign in "’'‘") and at > opened and not _only_opens(text, at, sign):
            quotes.append(Quote(opened, at + 1))
            opened = None
        elif single and sign in OPENS + '"':  # the single mark was an apostrophe after all
            opened, single = at, False
    if opened is not None and not single and (opened <= start + 1 or _goes_on(text, end, text[opened])):
        quotes.append(Quote(opened, end, unclosed=True))
    return quotes


def _goes_on(text: str, end: int, sign: str) -> bool:
    """Whether the next paragraph opens with the same mark, and so goes on with a quote that this one leaves open."""
    following = NEXT.match(text, end)
    return following is not None and following[1] == sign


def _opens(text: str, at: int, sign: str, line_start: int) -> bool:
    if sign in OPENS + "‘":
        return _only_opens(text, at, sign)
    if sign in CLOSES + "’":
        return False
    before = text[at - 1] if at > line_start else " "
    after = text[at + 1 : at + 2]
    return not after.isspace() and after != "" and (not before.isalnum()) and before not in ".,"


def _only_opens(text: str, at: int, sign: str) -> bool:
    """Whether a mark opens; not where it was set for a closing one ("51 percent.“")."""
    ends = at > 0 and not text[at - 1].isspace() and text[at + 1 : at + 2].strip() == ""
    return sign in OPENS + "‘" and not ends
