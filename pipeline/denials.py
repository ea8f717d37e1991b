"""What a text says that there is none of, and what it says that there is: things and states by their words.

    said_of(nlp("The plant ran without a licence."))   # Said(denied=(Denied("licenc", …, who={"plant"}),), …)

Verbs that are turned round are outcomes (pipeline/outcomes.py); this is about nouns and adjectives.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from spacy.tokens import Doc, Token

from extractors.vocabulary import Checked
from pipeline.outcome_words import outcome_words
from pipeline.predicates import Mood, mood_of, subjects_of, turned
from pipeline.synonyms import stem_of, synonyms, word_of
from pipeline.vocabulary import shipped

_TOLD_OF = frozenset({"NOUN", "ADJ", "VERB", "PROPN"})
_NARROWS = frozenset({"amod", "compound", "nmod", "poss"})
_TOLD = frozenset({"dobj", "nsubj", "nsubjpass", "attr", "acomp", "oprd", "ROOT", "conj"})
_REACH = 5  # heads upward to the verb


class DenialWords(Checked):
    """pipeline/data/denials.yml."""

    none: frozenset[str]
    without: frozenset[str]
    lacking: frozenset[str]
    free: frozenset[str]
    never: frozenset[str]
    bearing: frozenset[str]
    waiting: frozenset[str]


@lru_cache(maxsize=1)
def denial_words() -> DenialWords:
    return shipped(DenialWords, "denials")


@dataclass(frozen=True, slots=True)
class Denied:
    """What there is none of: its stem, how it is said, the stems that narrow it, of whom or what, and in what mood."""

    stem: str
    said: str
    narrowed: frozenset[str]
    who: frozenset[str]
    mood: Mood


@dataclass(frozen=True, slots=True)
class Said:
    """What a text denies, and the stems and moods of what it tells plainly ("now" stands under "fact")."""

    denied: tuple[Denied, ...]
    plain: frozenset[tuple[str, Mood]]


def said_of(doc: Doc) -> Said:
    """What the text says that there is none of, and what it says that there is, is so, was done or is to come."""
    denied: list[Denied] = []
    plain: set[tuple[str, Mood]] = set()
    for token in doc:
        word = word_of(token)
        if token.pos_ not in _TOLD_OF or not word or word in synonyms().light or _tells(token):
            continue
        verb = token if token.pos_ == "VERB" else _verb(token)
        mood: Mood = "fact" if verb is None else mood_of(verb)
        if mood == "open" or (verb is not None and verb.lemma_.lower() in outcome_words().opening):
            continue
        mood = "fact" if mood == "now" else mood
        if token.pos_ == "VERB":
            plain |= set() if turned(token, token) else {(stem_of(word), mood)}
        elif how := _turned(token, verb):
            denied.append(_denied(token, word, how, verb, mood))
        elif token.dep_ in _TOLD or (token.dep_ == "pobj" and token.head.lower_ in denial_words().bearing):
            plain.add((stem_of(word), mood))
    return Said(tuple(denied), frozenset(plain))


def _tells(token: Token) -> bool:
    """Whether a word only says who tells something, or that it is told: "police said that"."""
    if token.lemma_.lower() not in synonyms().telling:
        return False
    return token.pos_ != "VERB" or not any(child.dep_ in ("nsubjpass", "dobj") for child in token.children)


def _denied(token: Token, word: str, how: str, verb: Token | None, mood: Mood) -> Denied:
    narrowed = (one for child in token.children if child.dep_ in _NARROWS and (one := word_of(child)))
    heads = [head for head in (subjects_of(verb) if verb else ()) if head != token]
    who = (one for head in heads if (one := word_of(head)))
    stems = frozenset(map(stem_of, narrowed)), frozenset(map(stem_of, who))
    return Denied(stem_of(word), f"{how} {token.lower_}", *stems, mood)


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
    if token.dep_ == "pobj" and any(child.dep_ == "neg" for child in head.children):
        return "not"  # "in Hungary, not in Poland"
    if token.dep_ == "pobj" and head.lower_ == "for" and head.head.lemma_.lower() in words.waiting:
        return f"{head.head.lower_} for"
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
