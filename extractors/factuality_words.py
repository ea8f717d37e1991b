"""The words that deny, allege or question what they govern, by surface form (data/factuality.yml).

is_of(parse, 4, "deny")      # whether token 4 is "denied", or "ruled" with its "out"
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from extractors import vocabulary
from extractors.cues import forms_of
from extractors.parse import Parse
from extractors.vocabulary import Checked

ALONE = frozenset({"deny", "accuse", "allegation", "examination"})  # families that need no other word
FAMILIES = (
    "deny",
    "accuse",
    "allegation",
    "examine",
    "examination",
    "reserve",
    "evidence",
    "show",
    "believe",
)


class FactualityWords(Checked):
    """The whole of data/factuality.yml."""

    deny: tuple[str, ...]
    untrue: frozenset[str]
    calling: tuple[str, ...]
    being: frozenset[str]
    accuse: tuple[str, ...]
    allegation: tuple[str, ...]
    examine: tuple[str, ...]
    examination: tuple[str, ...]
    reserve: tuple[str, ...]
    evidence: tuple[str, ...]
    show: tuple[str, ...]
    hearsay: frozenset[str]
    believe: tuple[str, ...]
    nobody: frozenset[str]
    public: frozenset[str]
    inquiry: frozenset[str]
    negations: frozenset[str]
    none_of: frozenset[str]
    without: frozenset[str]
    depriving: frozenset[str]
    wondering: frozenset[str]
    conditions: frozenset[str]
    modals: frozenset[str]
    able: frozenset[str]
    insisting: tuple[str, ...]
    asking: tuple[str, ...]
    naming: frozenset[str]
    marks: frozenset[str]
    examined: frozenset[str]
    carrying: frozenset[str]
    helping: frozenset[str]
    empty: frozenset[str]


@lru_cache(maxsize=1)
def factuality_words() -> FactualityWords:
    """The shipped words, read once a process; TopicError names file, line and key of a fault."""
    return vocabulary.shipped(FactualityWords, "factuality")


@lru_cache(maxsize=1)
def families() -> dict[str, dict[str, frozenset[str]]]:
    """For each surface form the families that it belongs to, with the particles that it needs ("" for none)."""
    table: dict[str, dict[str, set[str]]] = {}
    known = factuality_words()
    for family in FAMILIES:
        for entry in getattr(known, family):
            word, _, particle = entry.partition(" ")
            for form in forms_of(word):
                table.setdefault(form, {}).setdefault(family, set()).add(particle)
    return {
        form: {family: frozenset(particles) for family, particles in found.items()}
        for form, found in table.items()
    }


@lru_cache(maxsize=1)
def calling() -> frozenset[str]:
    """The verbs that give a thing a name, in all their forms: "called it a lie"."""
    return frozenset(form for verb in factuality_words().calling for form in forms_of(verb))


@lru_cache(maxsize=1)
def triggers() -> frozenset[str]:
    """The words without one of which a sentence holds nothing but assertions (but for `is_hearsay`)."""
    alone = (form for form, found in families().items() if found.keys() & ALONE)
    known = factuality_words()
    negating = known.nobody | known.negations | known.without
    return frozenset(alone) | known.hearsay | known.untrue | negating | known.wondering | known.modals


def may_dispute(lower: list[str]) -> bool:
    """Whether a sentence, as its words in lower case, can hold anything but assertions."""
    if not triggers().isdisjoint(lower):
        return True
    return any(after == "to" and "believe" in families().get(word, ()) for word, after in pairwise(lower))


@lru_cache(maxsize=1)
def disputing() -> frozenset[str]:
    """The words of denials, accusations and evidence: how many a text has tells whether it is one of disputes."""
    return frozenset(
        form for form, found in families().items() if found.keys() & {"deny", "accuse", "evidence"}
    )


def is_of(parse: Parse, token: int, family: str) -> bool:
    """Whether a token belongs to a family, with the particle that it needs beside it."""
    particles = families().get(parse.lower[token], {}).get(family)
    if particles is None:
        return False
    return "" in particles or any(_with_particle(parse, token, each.split()) for each in particles)


def _with_particle(parse: Parse, token: int, particle: list[str]) -> bool:
    after = parse.lower[token + 1 : token + 1 + len(particle)]
    beside = {parse.lower[child] for child in parse.children[token]}
    return after == particle or set(particle) <= beside
