"""Whom and what the clause of a verb names: its objects, agents, places and matter, and whether all or some are meant.

objects_of(verb, [])      # [plan], for "rejected" in "The council rejected the plan."
"""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.degrees import degree_words
from pipeline.outcome_words import outcome_words
from pipeline.predicates import meant
from pipeline.synonyms import stem_of, word_of

_TO_WHAT = frozenset({"for", "against", "to", "on", "over", "off", "out", "from", "with"})
_NAMED = ("compound", "nmod", "appos", "flat")
_MATTERS = frozenset({"of", "for", "to", "against", "from", "into", "in", "on", "as"})
_SET_OFF = frozenset({"when", "before", "until"})
_ABOUT = frozenset({"on", "over", "for", "about", "against"})


def objects_of(verb: Token, rest: list[Token]) -> list[Token]:
    """What a verb is done to: its object, or what stands behind a preposition of its phrase ("voted for the plan")."""
    found = [child for child in verb.children if child.dep_ == "dobj" and child not in rest]
    if not found:
        behind = [one for one in (*verb.children, *rest) if one.dep_ == "prep" or one in rest]
        joined = [one for one in behind if one in rest or one.lower_ == "at"]
        joined += [
            child
            for one in rest
            if one.pos_ != "VERB"
            for child in one.children
            if child.lower_ in ("of", "in", "to")
        ]
        found = [deep for one in joined for deep in one.children if deep.dep_ == "pobj" and deep not in rest]
        found = [one for one in found if one.lower_ not in outcome_words().times]
    return [token for one in found for token in (meant(one), *one.conjuncts)]


def turned_to(verb: Token) -> list[Token]:
    """What a verb without an object turns to: "voted against the plan", "agreed to the plan"."""
    joined = [
        child
        for child in verb.children
        if child.dep_ in ("prep", "prt", "dative") and child.lower_ in _TO_WHAT
    ]
    return [deep for one in joined for deep in one.children if deep.dep_ == "pobj"]


def subject_matter(heads: list[Token]) -> list[Token]:
    """What talks, plans and tries are about, and what is counted: the ceasefire of "talks on a ceasefire", the thefts of "the number of thefts"."""
    joined = [
        one
        for head in heads
        for one in head.children
        if (head.lemma_.lower() in outcome_words().about and one.lower_ in _ABOUT)
        or (head.lemma_.lower() in degree_words().amounts and one.lower_ == "of")
    ]
    return [deep for one in joined for deep in one.children if deep.dep_ == "pobj"]


def agents_of(verb: Token) -> list[Token]:
    return [
        deep
        for child in verb.children
        if child.dep_ == "agent"
        for deep in child.children
        if deep.dep_ == "pobj"
    ]


def behind(verb: Token, word: str) -> list[Token]:
    """What stands behind a preposition of a verb or of its object."""
    heads = [verb, *(child for child in verb.children if child.dep_ in ("dobj", "prt"))]
    joined = [child for head in heads for child in head.children if child.lower_ == word]
    return [deep for one in joined for deep in one.children if deep.dep_ == "pobj"]


def where_of(heads: list[Token]) -> frozenset[str]:
    """The stems of the things that it was done in or at: the river of "found in the river"."""
    joined = [one for head in heads for one in head.children if one.lower_ in ("in", "at", "near")]
    found = [deep for one in joined for deep in one.children if deep.dep_ == "pobj" and deep.pos_ == "NOUN"]
    return stems_of([one for one in found if one.lower_ not in outcome_words().times])


def matter_of(heads: list[Token], themes: set[Token]) -> frozenset[tuple[str, str]]:
    """What stands behind the prepositions of a clause, with each: the fraud of "found guilty of fraud"."""
    joined = {one for head in heads for one in head.children if one.lower_ in _MATTERS and one.dep_ == "prep"}
    told = [child for head in heads for child in head.children if child.dep_ == "attr"]
    states = frozenset(("as", stem) for stem in stems_of(told))
    return states | frozenset(
        (one.lower_, stem_of(word))
        for one in joined
        for deep in one.children
        if deep.dep_ in ("pobj", "pcomp") and deep not in themes and not of_all(deep)
        for part in (deep, *deep.conjuncts, *(child for child in deep.children if child.dep_ in _NAMED))
        if not is_time(part) and not part.like_num and (word := word_of(part))
    )


def is_passive(verb: Token) -> bool:
    headline = verb.dep_ == "acl" and verb.tag_ == "VBN"  # "Three men arrested over the theft"
    return headline or any(child.dep_ == "nsubjpass" for child in verb.children)


def is_before_then(verb: Token) -> bool:
    """Whether a clause goes back behind the time of its text: "it had been closed", but for what is reported, or was so "by" a time."""
    beside = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass", "prep")}
    if "had" not in beside or "by" in beside or verb.tag_ == "VBG":
        return False
    if any(child.dep_ == "advcl" and _opens_with(child, _SET_OFF) for child in verb.children):
        return True
    return verb.dep_ not in ("ccomp", "parataxis") and not any(
        child.dep_ == "parataxis" for child in verb.children
    )


def _opens_with(clause: Token, words: frozenset[str]) -> bool:
    return any(child.lower_ in words for child in clause.children)


def is_time(token: Token) -> bool:
    return token.lemma_.lower() in outcome_words().calendar


def stems_of(heads: list[Token]) -> frozenset[str]:
    """The stems of the heads and of the names beside them."""
    tokens = {
        token
        for head in heads
        for token in (head, *head.children)
        if token is head or (token.dep_ in _NAMED and token.pos_ == "PROPN")
    }
    return frozenset(stem_of(word) for token in tokens if not is_time(token) and (word := word_of(token)))


def in_part(head: Token) -> bool:
    """Whether only some are meant: "two hostages", "some of the houses"."""
    beside = [child for child in head.children if child.dep_ in ("nummod", "amod", "det", "quantmod")]
    above = [head.head.head] if head.dep_ == "pobj" and head.head.lower_ == "of" else []
    counted = any(one.like_num or one.lower_ in outcome_words().some for one in (head, *beside, *above))
    known = not above and any(one.lower_ in ("the", "these", "those") for one in beside)
    return counted and not known and not of_all(head)


def only_some(head: Token) -> bool:
    """Whether no more than some are meant: "only one of the boats", "just two men", "not all of them"."""
    above = [head.head.head] if head.dep_ == "pobj" and head.head.lower_ == "of" else []
    near = {one.lower_ for top in (head, *above) for one in top.subtree if one.i < head.i}
    near |= {top.doc[top.left_edge.i - 1].lower_ for top in (head, *above) if top.left_edge.i}
    return bool(near & outcome_words().only) and (in_part(head) or of_all(head))


def is_nobody(head: Token) -> bool:
    """Whether a subject or object is "nobody", "no one" or "none"."""
    before = head.nbor(-1).lower_ if head.i else ""
    return head.lower_ in outcome_words().nobody or (head.lower_ == "one" and before in ("no", "not"))


def of_all(head: Token) -> bool:
    """Whether all are meant: "all five men", "both of the pilots"."""
    above = [head.head.head] if head.dep_ == "pobj" and head.head.lower_ == "of" else []
    return any(one.lower_ in outcome_words().whole for one in (*above, *head.children))
