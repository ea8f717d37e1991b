"""Correction notices: which number a text withdraws, and which it puts in its place.

next(notices("Correction: an earlier version said £24m. It is £2.4m.", claims))
# Notice(withdrawn=(the £24m claim,), upheld=(the £2.4m claim,))
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Generic, Protocol, TypeVar

from db.records import Claim
from extractors.vocabulary import Checked, shipped

PARAGRAPH = re.compile(r"(?:(?!\n\n).)+", re.DOTALL)


class NoticeExample(Checked):
    """A text, the quotes that it withdraws, and those that it puts in their place."""

    text: str
    wrong: tuple[str, ...]
    right: tuple[str, ...]


class Cues(Checked):
    """The words of correction notices."""

    notice: tuple[str, ...]
    opening: tuple[str, ...]
    plain: tuple[str, ...]
    wrong: tuple[str, ...]
    right: tuple[str, ...]
    examples: tuple[NoticeExample, ...]


class Quoted(Protocol):
    """Anything with a place in a text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


Q = TypeVar("Q", bound=Quoted)


@dataclass(frozen=True, slots=True)
class Notice(Generic[Q]):
    """One correction notice: the claims that it withdraws and those that it upholds."""

    withdrawn: tuple[Q, ...]
    upheld: tuple[Q, ...]


@cache
def cues() -> Cues:
    """The vocabulary of correction notices."""
    return shipped(Cues, "corrections")


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    phrases = sorted(getattr(cues(), kind), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, phrases)) + r")\b", re.IGNORECASE)


def notices(text: str, quoted: Iterable[Q]) -> Iterator[Notice[Q]]:
    """The correction notices of a text, each with the claims in it sorted by what becomes of them.

    A notice is a paragraph that says so. Of its claims, the last cue before a number decides: after
    "an earlier version said" or "not" it is withdrawn, after "should have been" or "corrects … to" it
    is upheld; one with no cue before it is upheld where it follows a withdrawn one.
    """
    inside = sorted(quoted, key=lambda one: one.start)
    for paragraph in PARAGRAPH.finditer(text):
        if not _pattern("notice").search(paragraph[0]):
            continue
        found = [one for one in inside if paragraph.start() <= one.start < paragraph.end()]
        notice = _sorted(text, paragraph.start(), found)
        if notice.withdrawn:
            yield notice


def denied_by_notices(text: str, claims: Iterable[Claim]) -> list[Claim]:
    """The claims, those that a notice withdraws as denials by the article itself.

    "An earlier version said £24m" claims no £24m, and nobody called "Correction" does. Only what calls
    itself a correction counts: "the bill was amended to cost £2m, not £3m" withdraws nothing.
    """
    claims = list(claims)
    numbers = [claim for claim in claims if claim.where == "text" and claim.kind == "quantity"]
    plain = _paragraphs_of_plain_notices(text)
    taken_back = {
        claim.id
        for notice in (notices(text, numbers) if plain else ())
        for claim in notice.withdrawn
        if any(start <= claim.start < end for start, end in plain)
    }
    return [_denied(claim) if claim.id in taken_back else claim for claim in claims]


def is_notice(paragraph: str) -> bool:
    """Whether a paragraph, or a sentence alone, calls itself a correction ("(Corrects … to $589 billion)")."""
    return bool(_pattern("opening").match(paragraph.lstrip(" (*[")) or _pattern("plain").search(paragraph))


def _paragraphs_of_plain_notices(text: str) -> list[tuple[int, int]]:
    return [paragraph.span() for paragraph in PARAGRAPH.finditer(text) if is_notice(paragraph[0])]


def _denied(claim: Claim) -> Claim:
    rules = {**claim.rules, "source": "a correction notice", "stance": "a correction notice"}
    return replace(claim, source=None, via=None, stance="denied", rules=rules)


def _sorted(text: str, begin: int, found: Sequence[Q]) -> Notice[Q]:
    withdrawn: list[Q] = []
    upheld: list[Q] = []
    for one in found:
        before = text[begin : one.start]
        wrong = max((match.end() for match in _pattern("wrong").finditer(before)), default=-1)
        right = max((match.end() for match in _pattern("right").finditer(before)), default=-1)
        used_up = any(wrong <= other.start - begin for other in withdrawn)
        (withdrawn if wrong > right and not used_up else upheld).append(one)
    return Notice(tuple(withdrawn), tuple(upheld))
