"""The words beside a number that bound or blur it: "more than", "about", "or so".

>>> read_before("worth more than about ", 22)
Hedge(edge=6, bound='>', approx=True, cues=('more than', 'about'))

The lists are extractors/data/hedges.yml.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from extractors import vocabulary
from extractors.number_grammar import grammar

Bound = Literal["=", "~", "<", ">"]
_LOOK_BACK = 64
_WORD = re.compile(r"[\w.&;]*\w[;.]?|[~≈∼≥≤<>]")


class HedgeExample(NamedTuple):
    """A phrase with a number, its bound, and whether it is approximate."""

    text: str
    bound: Bound
    approx: bool


class Hedges(vocabulary.Checked):
    """extractors/data/hedges.yml: phrases by the bound that they set."""

    before: dict[Bound, tuple[str, ...]]
    after: dict[Bound, tuple[str, ...]]
    adjacent: tuple[str, ...]
    changes: tuple[str, ...]
    ranging: tuple[str, ...]
    either: tuple[str, ...]
    examples: tuple[HedgeExample, ...] = ()


class Hedge(NamedTuple):
    """What stands beside a number: up to where, the bound that it sets, and the words that say so."""

    edge: int
    bound: Bound = "="
    approx: bool = False
    cues: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def hedges() -> Hedges:
    """The shipped hedges."""
    return vocabulary.shipped(Hedges, "hedges")


@lru_cache(maxsize=1)
def _before() -> dict[str, Bound]:
    return {phrase: bound for bound, phrases in hedges().before.items() for phrase in phrases}


@lru_cache(maxsize=1)
def _after() -> re.Pattern[str]:
    groups = zip(
        ("more", "less", "about"),
        (hedges().after[">"], hedges().after["<"], hedges().after["~"]),
        strict=True,
    )
    inner = "|".join(
        rf"(?P<{name}>{'|'.join(re.escape(p) for p in sorted(phrases, key=len, reverse=True))})"
        for name, phrases in groups
    )
    return re.compile(rf"[ ,]{{0,2}}(?:{inner})(?![A-Za-z0-9]|[ ]than)", re.IGNORECASE)


def read_before(text: str, start: int) -> Hedge:
    """The hedges that end where a number (or its currency) starts; its own start where there are none.

    Words that change nothing ("another", "only") are passed over, and belong to the stretch only
    where a hedge stands before them.
    """
    first = max(0, start - _LOOK_BACK)
    words = list(_WORD.finditer(text, first, start))
    found, edge, bound, approx, cues = len(words), start, "=", False, list[str]()
    while found:
        for size in range(min(5, found), 0, -1):
            window = words[found - size : found]
            phrase = " ".join(word[0].lower() for word in window)
            mark = _before().get(phrase)
            if mark and _unbroken(text, window, words[found].start() if found < len(words) else start):
                break
        else:
            break
        found -= size
        if mark == "=":
            continue
        if phrase in hedges().adjacent and found + size < len(words):
            break
        edge = words[found].start()
        cues.insert(0, phrase)
        approx = approx or mark == "~"
        bound = mark if bound in "=~" else bound
    return Hedge(edge, bound, approx, tuple(cues))  # type: ignore[arg-type]


def _unbroken(text: str, window: list[re.Match[str]], end: int) -> bool:
    """Whether only spaces and hyphens part the words of a phrase from each other and from what follows."""
    ends = [word.start() for word in window[1:]] + [end]
    return all(
        not text[word.end() : following].strip(" \xa0-\n")
        for word, following in zip(window, ends, strict=True)
    )


def read_after(text: str, end: int) -> Hedge:
    """The hedge that follows a quantity ("or more", "at most"); edge == end where there is none."""
    match = _after().match(text, end)
    if not match:
        return Hedge(end)
    cue = match[match.lastgroup or 0]
    if cue.lower() in hedges().either and grammar().trigger.match(text, match.end() + 1):
        return Hedge(end)
    bound: dict[str | None, Bound] = {"more": ">", "less": "<", "about": "~"}
    return Hedge(match.end(), bound[match.lastgroup], match.lastgroup == "about", (cue.lower(),))
