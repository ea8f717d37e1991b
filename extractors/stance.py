"""Stance: does the text assert, deny, allege, plan or only imagine the number?

    stance_of(doc, 22, 24, attributed)      # "The firm denied it had 50 chips." -> ("denied", "chain: denied")

As in ConText, what counts is what a cue governs, not that it stands somewhere near: verbs above the
number in the parse, their auxiliaries, and the words just beside it. Cues are data (data/stance.yml).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from spacy.tokens import Doc

from db.records import Stance
from extractors import vocabulary
from extractors.cues import forms_of
from extractors.parse import Parse, parse_of
from extractors.sources import Attributed
from extractors.vocabulary import Checked

DATA = Path(__file__).parent / "data"
StanceCue = Literal["denied", "alleged", "planned", "hypothetical"]
ORDER: tuple[StanceCue, ...] = ("hypothetical", "denied", "alleged", "planned")
Words = dict[StanceCue, tuple[str, ...]]


class StanceVocabulary(Checked):
    """The whole of data/stance.yml: cue words by the way in which they reach a number."""

    chain: Words
    helpers: Words
    beside: Words


@dataclass(frozen=True, slots=True)
class StanceWords:
    """Stances by surface form, for each way in which a cue reaches a number."""

    chain: dict[str, frozenset[StanceCue]]
    helpers: dict[str, frozenset[StanceCue]]
    beside: dict[str, frozenset[StanceCue]]


@lru_cache(maxsize=1)
def stance_words() -> StanceWords:
    """The shipped stance cues, read once a process; TopicError names file, line and key of a fault."""
    data = vocabulary.read(StanceVocabulary, DATA / "stance.yml")
    return StanceWords(
        chain=_by_form(data.chain, inflect=True),
        helpers=_by_form(data.helpers, inflect=False),
        beside=_by_form(data.beside, inflect=False),
    )


def stance_of(doc: Doc, start: int, end: int, attributed: Attributed) -> tuple[Stance, str]:
    """The stance of the number at characters start..end, and the cue that set it ("" where none did)."""
    found = dict(reversed(list(cues_at(parse_of(doc), start, end))))
    for stance in ORDER:
        if stance in found:
            return stance, found[stance]
    return "asserted", ""


def cues_at(parse: Parse, start: int, end: int) -> Iterator[tuple[StanceCue, str]]:
    """Each cue that reaches the number, as (stance, "way: word"), the nearest first."""
    words = stance_words()
    first, last = parse.token_at(start), parse.token_at(end - 1)
    for token in range(max(first - 3, parse.sentence_of(first)[0]), first):
        for stance in sorted(words.beside.get(parse.lower[token], ())):
            yield stance, f"beside: {parse.lower[token]}"
    for token in chain_of(parse, first, last):
        for stance in sorted(words.chain.get(parse.lower[token], ())):
            yield stance, f"chain: {parse.lower[token]}"
        for child in parse.children[token]:
            if parse.dep[child] in ("aux", "neg", "mark", "advmod"):
                for stance in sorted(words.helpers.get(parse.lower[child], ())):
                    yield stance, f"helper: {parse.lower[child]}"


def chain_of(parse: Parse, first: int, last: int) -> Iterator[int]:
    """The tokens above a number: its head outside the quote, that one's head, up to the sentence's root."""
    token = first
    while first <= parse.head[token] <= last and parse.head[token] != token:
        token = parse.head[token]
    for _ in range(24):
        yield token
        if parse.head[token] == token:
            return
        token = parse.head[token]


def _by_form(words: Words, *, inflect: bool) -> dict[str, frozenset[StanceCue]]:
    forms: dict[str, set[StanceCue]] = {}
    for stance, entries in words.items():
        for entry in entries:
            for form in forms_of(entry) if inflect else (entry,):
                forms.setdefault(form, set()).add(stance)
    return {form: frozenset(stances) for form, stances in forms.items()}
