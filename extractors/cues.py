"""Cue words of attribution: verbs, nouns and phrases, each with the frames that its content can have.

>>> sorted(cue_words().verbs["puts"].frames["at"])
['estimate']

The words stand in data/attribution.yml; inflected forms are made here, so that no lemmatizer is needed.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Literal

from extractors import vocabulary
from extractors.vocabulary import Checked

Frame = Literal[
    "clause",
    "naming",
    "quote",
    "infinitive",
    "gerund",
    "object",
    "at",
    "it",
    "of",
    "about",
    "for",
    "on",
    "to",
    "with",
    "against",
    "as",
]
Kind = Literal["speech", "estimate", "belief", "intention", "finding"]


class VerbGroup(Checked):
    """Verbs that share their frames; `hearer`: the direct object is who is addressed; `weak`: they
    often attribute nothing."""

    kind: Kind
    frames: tuple[Frame, ...]
    hearer: bool = False
    weak: bool = False
    verbs: tuple[str, ...]


class NounGroup(Checked):
    """Nouns whose complement is attributed to their owner: "its claim that …"."""

    frames: tuple[Frame, ...]
    nouns: tuple[str, ...]


class SmallWords(Checked):
    """Words that the frames go by; data/attribution.yml says of each set what it is for."""

    hearsay: frozenset[str]
    telling_nothing: frozenset[str]
    owning: frozenset[str]
    hearing: frozenset[str]
    being: frozenset[str]
    determiners: frozenset[str]
    relative_pronouns: frozenset[str]
    amount_links: frozenset[str]
    owner_links: frozenset[str]
    anybody: frozenset[str]
    owning_up: frozenset[str]
    denying: frozenset[str]
    taken_up: frozenset[str]
    telling_when: frozenset[str]
    told_when: frozenset[str]
    making: frozenset[str]
    clear: frozenset[str]
    labels: frozenset[str]
    estimates: frozenset[str]
    documents: frozenset[str]


class Vocabulary(Checked):
    """The whole of data/attribution.yml."""

    kinds: tuple[VerbGroup, ...]
    irregular: dict[str, tuple[str, ...]]
    nouns: tuple[NounGroup, ...]
    according: tuple[str, ...]
    accounts: frozenset[str]
    reports: frozenset[str]
    small: SmallWords
    impersonal: frozenset[str]


@dataclass(slots=True)
class CueWord:
    """What one surface form can be: its lemma, and for each frame the kinds of cue that take it.

    `strong` are the frames in which it plainly attributes, `hearer` those with an addressee."""

    lemma: str
    frames: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    hearer: set[str] = field(default_factory=set)
    particles: set[str] = field(default_factory=set)
    strong: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class CueWords:
    """Look-up of cue words by lower-case surface form."""

    verbs: dict[str, CueWord]
    nouns: dict[str, CueWord]
    according: dict[str, tuple[tuple[str, ...], ...]]
    accounts: frozenset[str]
    reports: frozenset[str]
    small: SmallWords
    impersonal: frozenset[str]
    irregular: dict[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def cue_words() -> CueWords:
    """The shipped cue words, read once a process."""
    return read_cue_words(vocabulary.DATA / "attribution.yml")


def read_cue_words(path: Path) -> CueWords:
    """The cue words of a vocabulary file; TopicError names file, line and key of what does not fit."""
    data = vocabulary.read(Vocabulary, path)
    verbs: dict[str, CueWord] = {}
    for group in data.kinds:
        for entry in group.verbs:
            lemma, _, particle = entry.partition(" ")
            for form in (lemma, *(data.irregular.get(lemma) or verb_forms(lemma))):
                word = verbs.setdefault(form, CueWord(lemma))
                for frame in group.frames:
                    key = f"{frame} {particle}".strip()
                    word.frames[key].add(group.kind)
                    if group.hearer:
                        word.hearer.add(frame)
                    if not group.weak:
                        word.strong.add(frame)
                if particle:
                    word.particles.add(particle)
    nouns: dict[str, CueWord] = {}
    for nouns_of_frame in data.nouns:
        for noun in nouns_of_frame.nouns:
            for form in (noun, _with_s(noun)):
                word = nouns.setdefault(form, CueWord(noun))
                for frame in nouns_of_frame.frames:
                    word.frames[frame].add("noun")
    phrases: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for phrase in data.according:
        first, *rest = phrase.split()
        phrases[first].append(tuple(rest))
    ordered = {first: tuple(sorted(rests, key=len, reverse=True)) for first, rests in phrases.items()}
    return CueWords(
        verbs, nouns, ordered, data.accounts, data.reports, data.small, data.impersonal, data.irregular
    )


def forms_of(lemma: str) -> tuple[str, ...]:
    """A verb or noun in all its forms, those of data/attribution.yml for irregular ones."""
    return (lemma, *(cue_words().irregular.get(lemma) or verb_forms(lemma)))


def verb_forms(lemma: str) -> tuple[str, ...]:
    """The regular forms of a verb: third person, past, participle in -ing."""
    if lemma.endswith("e"):
        return _with_s(lemma), lemma + "d", lemma[:-1] + "ing"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return _with_s(lemma), lemma[:-1] + "ied", lemma + "ing"
    return _with_s(lemma), lemma + "ed", lemma + "ing"


def _with_s(word: str) -> str:
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")
