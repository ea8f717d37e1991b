"""Words that set the stance of a number (data/stance.yml), by how they reach it.

stance_words().chain["denied"]     # frozenset({"denied"})
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from extractors import vocabulary
from extractors.cues import forms_of
from extractors.factuality_words import factuality_words
from extractors.vocabulary import Checked

StanceCue = Literal["denied", "alleged", "planned", "hypothetical"]
Words = dict[StanceCue, tuple[str, ...]]


class StanceVocabulary(Checked):
    """The whole of data/stance.yml: cue words by the way in which they reach a number."""

    chain: Words
    helpers: Words
    beside: Words
    hearsay: frozenset[str]
    passives: frozenset[str]
    owed: frozenset[str]
    outlooks: frozenset[str]
    levels: frozenset[str]
    contesting: tuple[str, ...]
    declining: tuple[str, ...]
    participles: frozenset[str]
    supposing: frozenset[str]
    accusers: frozenset[str]
    accusing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StanceWords:
    """Stances by surface form, for each way in which a cue reaches a number."""

    chain: dict[str, frozenset[StanceCue]]
    helpers: dict[str, frozenset[StanceCue]]
    beside: dict[str, frozenset[StanceCue]]
    hearsay: frozenset[str]
    passives: frozenset[str]
    participles: frozenset[str]
    supposing: frozenset[str]
    accusers: frozenset[str]
    accusing: frozenset[str]
    negations: frozenset[str]
    denying: frozenset[str]
    declining: frozenset[str]
    owed: frozenset[str]
    outlooks: frozenset[str]
    levels: frozenset[str]


@lru_cache(maxsize=1)
def stance_words() -> StanceWords:
    """The shipped stance cues, read once a process; TopicError names file, line and key of a fault."""
    data = vocabulary.shipped(StanceVocabulary, "stance")
    return StanceWords(
        chain=_by_form(data.chain, inflect=True),
        helpers=_by_form(data.helpers, inflect=False),
        beside=_by_form(data.beside, inflect=False),
        hearsay=data.hearsay,
        passives=data.passives,
        participles=data.participles,
        supposing=data.supposing,
        accusers=data.accusers,
        accusing=frozenset(form for verb in data.accusing for form in forms_of(verb)),
        negations=frozenset(data.helpers["denied"]),
        denying=_denying(data),
        declining=frozenset(form for verb in data.declining for form in forms_of(verb)),
        owed=data.owed,
        outlooks=data.outlooks,
        levels=data.levels,
    )


def _denying(data: StanceVocabulary) -> frozenset[str]:
    """Every form of a word that can deny, by whichever way it reaches a number."""
    known = factuality_words()
    verbs = {entry.split()[0] for entry in (*data.chain["denied"], *data.contesting, *known.deny)}
    untruths = {word for phrase in known.untrue for word in phrase.split()}
    forms = {form for verb in verbs for form in forms_of(verb)}
    return frozenset({*forms, *untruths, *known.negations, *data.helpers["denied"], *data.beside["denied"]})


def _by_form(words: Words, *, inflect: bool) -> dict[str, frozenset[StanceCue]]:
    forms: dict[str, set[StanceCue]] = {}
    for stance, entries in words.items():
        for entry in entries:
            for form in forms_of(entry) if inflect else (entry,):
                forms.setdefault(form, set()).add(stance)
    return {form: frozenset(stances) for form, stances in forms.items()}
