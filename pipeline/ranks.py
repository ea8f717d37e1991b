"""What a text says by places in a row: "the fourth album", "no. 2", "among the top 20", "below the 17th".

ranks_of("Aster's fourth album reached number 3.")   # {"album": {Rank(4)}, "": {Rank(3)}}
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from extractors.times import MONTHS
from pipeline.marks import mark_words, right_before

Side = Literal["at", "better", "worse", "among"]
_TURNED: dict[Side, Side] = {"better": "worse", "worse": "better"}
_FIRST = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
)  # fmt: skip
_TENS = ("twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet")
_COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_RANKS = {word: n for n, word in enumerate(_FIRST, 1)} | {
    f"{tens}ieth": 10 * n for n, tens in enumerate(_TENS, 2)
}
_ORDINAL = rf"(?:(?P<tens>{'|'.join(_TENS)})y[- ])?(?P<word>{'|'.join(_RANKS)})"
_RANK = re.compile(
    rf"\b(?:(?P<digits>\d{{1,3}})(?:st|nd|rd|th)|{_ORDINAL})\b(?P<after>(?:[ -]+[a-z]+){{0,3}})"
    rf"|(?:\bnumber|\bno\.|#|\b(?P<top>top))[ -]?(?P<place>\d{{1,3}}|(?:{'|'.join(_COUNTED)}))\b(?P<then>(?:[ -]+[a-z]+){{0,3}})",
    re.IGNORECASE,
)
_MONTH_BEFORE = re.compile(rf"(?:{'|'.join(MONTHS)})\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rank:
    """A place in a row: at it, better or worse than it, or among that many."""

    number: int
    side: Side = "at"

    def __str__(self) -> str:
        return {
            "at": "no. {}",
            "better": "better than no. {}",
            "worse": "worse than no. {}",
            "among": "top {}",
        }[self.side].format(self.number)


def ranks_of(text: str) -> dict[str, set[Rank]]:
    """The ranks that a text gives, by the nouns close behind each; "" for a place in a list ("number 13").

    The days of dates are none.
    """
    found: dict[str, set[Rank]] = {}
    for match in _RANK.finditer(text):
        before = text[max(0, match.start() - 24) : match.start()]
        behind = re.findall(r"[a-z]+", (match["after"] or match["then"] or "").lower())
        if _MONTH_BEFORE.search(before) or set(behind) & set(MONTHS):
            continue
        listed = match["place"] is not None
        nouns = _nouns(behind, listed=listed)
        side: Side = "among" if match["top"] else _side(before)
        if set(nouns) & set(mark_words().upward):
            side = _TURNED.get(side, side)
        for noun in [*nouns, ""] if listed or not nouns else nouns:
            found.setdefault(noun, set()).add(Rank(_number(match), side))
    return found


def _number(match: re.Match[str]) -> int:
    written = (match["digits"] or match["place"] or match["word"]).lower()
    if written.isdigit():
        return int(written)
    if written in _COUNTED:
        return _COUNTED.index(written) + 1
    tens = match["tens"]
    return _RANKS[written] + (10 * (_TENS.index(tens.lower()) + 2) if tens else 0)


def _side(before: str) -> Side:
    sides: tuple[Side, ...] = ("better", "worse", "among")
    return next((side for side in sides if right_before(getattr(mark_words(), side)).search(before)), "at")


def _nouns(behind: list[str], *, listed: bool) -> list[str]:
    """What is ranked: the words up to a preposition ("fourth album by"); of a list also its name ("no. 2 on the chart")."""
    words = mark_words()
    end = (
        len(behind)
        if listed
        else next((n for n, word in enumerate(behind) if word in words.joins), len(behind))
    )
    return [word for word in behind[:end] if word not in words.joins and word not in words.plain]


def ranks_fit(a: set[Rank], b: set[Rank]) -> bool:
    """Whether some place of the one and some of the other can be one place."""
    return any(_fit(one, other) for one in a for other in b)


def _fit(a: Rank, b: Rank) -> bool:
    if a.side == b.side == "at":
        return a.number == b.number
    if "at" not in (a.side, b.side):
        return True
    place, limit = (a, b) if a.side == "at" else (b, a)
    if limit.side == "better":
        return place.number < limit.number
    return place.number > limit.number if limit.side == "worse" else place.number <= limit.number
