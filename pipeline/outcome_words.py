"""The words by which texts tell what became of something (data/outcomes.yml).

outcome_words().outcomes["approval"].one      # ("approve", …)
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from extractors.vocabulary import Checked
from pipeline.vocabulary import shipped


class OutcomeKind(Checked):
    """One question and the words for its two answers."""

    of: Literal["object", "subject", "both", "either"]
    one: tuple[str, ...]
    other: tuple[str, ...]
    over: tuple[str, ...] = ()


class OutcomeWords(Checked):
    """pipeline/data/outcomes.yml."""

    outcomes: dict[str, OutcomeKind]
    plain: tuple[str, ...]
    turning: tuple[str, ...]
    opening: tuple[str, ...]
    planning: tuple[str, ...]
    sole: tuple[str, ...]
    once: tuple[str, ...]
    bodies: tuple[tuple[str, ...], ...]
    whole: frozenset[str]
    some: frozenset[str]
    only: frozenset[str]
    nobody: frozenset[str]
    people: frozenset[str]
    settling: frozenset[str]
    besides: tuple[str, ...]
    times: frozenset[str]
    calendar: frozenset[str]
    borne: frozenset[str]
    things: tuple[tuple[str, ...], ...]
    sorts: dict[str, tuple[str, ...]]
    causing: frozenset[str]
    blaming: frozenset[str]
    tracing: frozenset[str]
    choosing: frozenset[str]
    about: frozenset[str]
    giving: frozenset[str]
    going: frozenset[str]
    gaining: frozenset[str]
    prizes: frozenset[str]
    general: frozenset[str]
    hours: dict[str, tuple[str, ...]]
    bygone: tuple[str, ...]


@lru_cache(maxsize=1)
def outcome_words() -> OutcomeWords:
    """The shipped words, read once a process; TopicError names file, line and key of a fault."""
    return shipped(OutcomeWords, "outcomes")
