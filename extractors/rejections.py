"""A number that the words around it reject: "A fellow on the radio: £1 billion. No.", "it was nowhere near 40".

rejected(parse, 25, 35)     # "No"

The number's own clause says nothing of it: the answer opens the next sentence, or stands in a clause
added to its own (data/rejections.yml). Only the last number of a sentence is answered.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from extractors.alternatives import one_of
from extractors.factuality_words import factuality_words
from extractors.parse import Parse
from extractors.vocabulary import Checked, shipped

_AROUND = 200  # characters of a sentence, and of the next, that are looked at
_OPENS = r"[\"”’]? [\"“‘(]?"  # the end of a sentence, and the start of the next in its paragraph
_NUMBER = re.compile(r"\d")


class RejectionExample(NamedTuple):
    """A text, a number in it, and whether the words around reject it."""

    text: str
    quote: str
    rejected: bool


class Rejections(Checked):
    """The whole of data/rejections.yml."""

    nowhere: tuple[str, ...]
    answers: tuple[str, ...]
    told: tuple[str, ...]
    untrue: tuple[str, ...]
    adverbs: tuple[str, ...]
    denying: tuple[str, ...]
    examples: tuple[RejectionExample, ...]


class _Patterns(NamedTuple):
    before: re.Pattern[str]
    added: re.Pattern[str]
    answer: re.Pattern[str]
    denial: re.Pattern[str]


def rejected(parse: Parse, start: int, end: int, *, told: bool) -> str | None:
    """The words that reject the number at characters start..end; None where none do.

    `told`: somebody claims the number, who does not deny it because another does ("40, says the union. The line
    denies it"); what the text itself rejects is denied whoever said so.
    """
    patterns, text = _patterns(), parse.text
    opens, closes = parse.sentence_of(parse.token_at(start))
    first, last = parse.start[opens], parse.end[closes - 1]
    if match := patterns.before.search(text[max(first, start - _AROUND) : start]):
        return match["cue"].lower()
    rest = text[end : min(last, end + _AROUND)]
    if last - end > _AROUND or _NUMBER.search(rest):
        return None
    if match := patterns.added.search(rest):
        return match["cue"].lower()
    answered = (patterns.answer,) if told else (patterns.answer, patterns.denial)
    for pattern in answered:
        if match := pattern.match(text[last : last + _AROUND]):
            return match["cue"].lower()
    return None


@cache
def rejections() -> Rejections:
    """The shipped words."""
    return shipped(Rejections, "rejections")


@cache
def _patterns() -> _Patterns:
    words = rejections()
    untrue = (
        rf"(?:{one_of(words.adverbs)} )*"
        rf"{one_of([*words.untrue, *factuality_words().untrue])}(?=[.,;:!?—\"”’)]| and\b| but\b)"
    )
    told = one_of([*words.told, *(f"{noun}s" for noun in words.told)])
    denying = one_of(words.denying)
    name = r"[\w.'’&-]+"
    flags = re.IGNORECASE
    return _Patterns(
        re.compile(
            rf"\b(?P<cue>{one_of(words.nowhere)}) (?:as (?:many|much|high|low) as |the |an? )?$", flags
        ),
        re.compile(
            rf", (?:an? {told} )?(?:which|that) (?P<cue>(?:is|was|are|were) {untrue}|{name}(?: {name}){{0,3}}? {denying}(?=[.,;:!?—]| as\b| and\b| but\b))",
            flags,
        ),
        re.compile(
            rf"{_OPENS}(?P<cue>(?:{one_of(words.answers)})(?=[.!:;—])(?!\. ?\d)"
            rf"|(?:(?:that|this|it|they)|(?:the|that|this|those|these|such) {told})(?: (?:is|was|are|were)|[’']s) {untrue}"
            r"|(?:it|they|he|she|that|we) (?:is|was|are|were|does|do|did|has|have|had)(?: not|n[’']t)(?=[.:;!—]))",
            flags,
        ),
        re.compile(
            rf"{_OPENS}(?P<cue>(?:{one_of(words.answers)})(?=,? (?:say|says|said|according)\b(?! \d))"
            rf"|{name}(?: {name}){{0,4}}? {denying} (?:it|this|that)(?=[.,;:!—]| as\b| and\b| in\b| on\b)"
            rf"|{name}(?: {name}){{0,3}}? (?:say|says|said) no(?=[.,;:!—]))",
            flags,
        ),
    )
