"""What a text says that there is none of, and what it says that there is: things and states by their words.

    said_of(nlp("The plant ran without a licence."))   # Said(denied=(Denied("licenc", …, who={"plant"}),), …)

Verbs that are turned round are outcomes (pipeline/outcomes.py); this is about nouns and adjectives.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from spacy.tokens import Doc, Token

from extractors.vocabulary import Checked, read
from pipeline.intervals import DATA
from pipeline.outcomes import mood_of, outcome_words, subjects_of, turned
from pipeline.synonyms import stem_of, synonyms, word_of

_TOLD_OF = frozenset({"NOUN", "ADJ", "VERB"})
_NARROWS = frozenset({"amod", "compound", "nmod", "poss"})
_TOLD = frozenset({"dobj", "nsubj", "nsubjpass", "attr", "acomp", "oprd", "ROOT", "conj"})
_NOT_SO = frozenset({"open", "planned"})  # moods of what need not be
_REACH = 5  # heads upward to the verb


class DenialWords(Checked):
    """pipeline/data/denials.yml."""

    none: frozenset[str]
    without: frozenset[str]
    lacking: frozenset[str]
    free: frozenset[str]
    never: frozenset[str]
    bearing: frozenset[str]


@lru_cache(maxsize=1)
def denial_words() -> DenialWords:
    return read(DenialWords, DATA / "denials.yml")


@dataclass(frozen=True, slots=True)
class Denied:
    """What there is none of: its stem, how it is said, the stems that narrow it, and of whom or what it is told."""

    stem: str
    said: str
    narrowed: frozenset[str]
    who: frozenset[str]


@dataclass(frozen=True, slots=True)
class Said:
    """What a text denies, and the stems of the things and states that it tells of plainly."""

    denied: tuple[Denied, ...]
    plain: frozenset[str]


def said_of(doc: Doc) -> Said:
    """What the text says that there is none of, and what it says that there is or is so."""
    denied: list[Denied] = []
    plain: set[str] = set()
    for token in doc:
        word = word_of(token)
        if token.pos_ not in _TOLD_OF or not word or word in synonyms().telling or word in synonyms().light:
            continue
        verb = token if token.pos_ == "VERB" else _verb(token)
        if verb is not None and (mood_of(verb) in _NOT_SO or verb.lemma_.lower() in outcome_words().opening):
            continue
        if token.pos_ == "VERB":
            plain |= set() if turned(token, token) else {stem_of(word)}
        elif how := _turned(token, verb):
            denied.append(_denied(token, word, how, verb))
        elif token.dep_ in _TOLD or (token.dep_ == "pobj" and token.head.lower_ in denial_words().bearing):
            plain.add(stem_of(word))
    return Said(tuple(denied), frozenset(plain))


def _denied(token: Token, word: str, how: str, verb: Token | None) -> Denied:
    narrowed = (one for child in token.children if child.dep_ in _NARROWS and (one := word_of(child)))
    who = (one for head in (subjects_of(verb) if verb else ()) if head != token and (one := word_of(head)))
    return Denied(
        stem_of(word),
        f"{how} {token.lower_}",
        frozenset(map(stem_of, narrowed)),
        frozenset(map(stem_of, who)),
    )


def _verb(token: Token) -> Token | None:
    """The verb of the clause that a thing or a state stands in."""
    return next((one for one in islice(token.ancestors, _REACH) if one.pos_ in ("VERB", "AUX")), None)


def _turned(token: Token, verb: Token | None) -> str | None:
    """The word by which there is none of a thing, or by which a state is not; None where nothing turns it round."""
    words = denial_words()
    beside = [child.lower_ for child in token.children if child.dep_ in ("det", "neg", "preconj", "nummod")]
    if found := next((one for one in beside if one in words.none), None):
        return found
    head = token.head
    if token.dep_ == "pobj" and head.lower_ in words.without:
        return head.lower_
    if token.dep_ == "pobj" and head.lower_ == "of" and head.head.lemma_.lower() in words.free:
        return f"{head.head.lower_} of"
    if token.dep_ == "dobj" and head.lemma_.lower() in words.lacking and not _negated(head):
        return head.lower_
    states = token.dep_ in ("attr", "acomp", "oprd") or (
        token.dep_ == "dobj" and head.lemma_.lower() == "have"
    )
    if verb is not None and head == verb:
        return _negated(verb) if states else _not_yet(verb)
    return None


def _not_yet(verb: Token) -> str | None:
    """ "has yet to report a case"."""
    return (
        "yet to"
        if verb.dep_ == "xcomp" and any(child.lower_ == "yet" for child in verb.head.children)
        else None
    )


def _negated(verb: Token) -> str | None:
    return next((child.lower_ for child in verb.children if child.lower_ in denial_words().never), None)
