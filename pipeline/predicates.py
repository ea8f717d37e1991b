"""A verb as a text tells it: whom or what it is told of, whether it is turned round, and as done, to come or open.

subjects_of(verb)     # [the plan], for "rejected" in "The plan was rejected."
mood_of(verb)         # "planned", in "It will be rejected."
"""

from __future__ import annotations

from typing import Literal

from spacy.tokens import Token

from pipeline.outcome_words import outcome_words

Mood = Literal["fact", "now", "planned", "open"]
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_THINGS = ("NOUN", "PROPN")


def subjects_of(verb: Token) -> list[Token]:
    """Who or what a verb is told of; of a verb that hangs on another without a subject of its own, that one's."""
    seen = verb
    while True:
        found = [child for child in seen.children if child.dep_ in _SUBJECTS]
        if found:
            return [token for head in found for token in (meant(head), *head.conjuncts)]
        if seen.dep_ == "relcl" or (seen.dep_ == "acl" and seen.tag_ == "VBN"):
            return [seen.head]
        if seen.dep_ not in ("conj", "xcomp", "advcl", "pcomp") or seen.head is seen:
            return []
        seen = seen.head if seen.head.pos_ in ("VERB", "AUX") else seen.head.head


def meant(token: Token) -> Token:
    """What a relative or personal pronoun stands for, as far as the sentence shows; the token itself otherwise."""
    if token.lower_ in ("who", "which", "that") and token.head.dep_ == "relcl":
        return token.head.head
    if token.pos_ == "PRON" and token.lower_ in ("it", "he", "she", "they", "him", "her", "them"):
        earlier = [
            one
            for one in token.doc[: token.i]
            if one.dep_ in (*_SUBJECTS, "dobj") and one.pos_ in _THINGS and one.head is not token.head
        ]
        if token.lower_ in ("he", "she", "him", "her"):
            return next((one for one in earlier if one.dep_ in _SUBJECTS), token)
        return earlier[-1] if earlier else token
    if token.lower_ in ("himself", "herself", "itself", "themselves"):
        return next(iter(subjects_of(token.head)), token)
    if token.lower_ in ("all", "both", "none", "neither", "one", "each") or token.like_num:
        return next(
            (deep for child in token.children if child.lower_ == "of" for deep in child.children), token
        )
    return token


def turned(verb: Token, token: Token) -> bool:
    """Whether an odd number of words turn it round."""
    words = outcome_words().turning
    near = [
        *verb.children,
        *token.children,
        *(deep for child in verb.children for deep in child.children if deep.dep_ == "det"),
    ]
    count = len(
        {one.i for one in near if one.dep_ in ("neg", "det", "preconj", "advmod") and one.lower_ in words}
    )
    count += sum(child.dep_ in _SUBJECTS and child.lower_ in words for child in verb.children)
    if verb.dep_ in ("xcomp", "ccomp", "pcomp") and verb.head.lemma_.lower() in words:
        count += 1
    if verb.dep_ == "xcomp" and any(child.lower_ == "yet" for child in verb.head.children):
        count += verb.head.lemma_.lower() in ("have", "be")  # "has yet to report"
    if verb.dep_ == "acl" and any(child.lower_ in words for child in verb.head.children):
        count += 1  # "no plans to raise it"
    return count % 2 == 1


def mood_of(verb: Token) -> Mood:
    """Whether it is told as done, as going on, as to come, or left open."""
    words = outcome_words()
    beside = {
        child.lemma_.lower() for child in verb.children if child.dep_ in ("aux", "mark", "advmod", "prep")
    }
    lower = {child.lower_ for child in verb.children if child.dep_ in ("aux", "mark")}
    heads: list[str] = []
    seen = verb
    while (
        seen.dep_ in ("xcomp", "ccomp", "conj", "advcl", "pcomp", "acl")
        and seen.head is not seen
        and len(heads) < 4
    ):
        if seen.dep_ != "conj" and seen.i > seen.head.i:
            heads.append(seen.head.lemma_.lower())
        seen = seen.head
    if "would" in lower and verb.dep_ == "ccomp" and verb.head.tag_ in ("VBD", "VBN"):
        return "planned"  # "she said that it would stay"
    if lower & set(words.opening) or set(heads) & set(words.opening):
        return "open"
    if (beside | set(heads)) & set(words.planning) or _is_to(verb):
        return "planned"
    return (
        "now" if verb.tag_ in ("VBZ", "VBP", "VBG") and not lower & {"had", "was", "were", "been"} else "fact"
    )


def _is_to(verb: Token) -> bool:
    """Whether it is what somebody "is to" do."""
    return (
        verb.dep_ == "xcomp" and verb.head.lemma_ == "be" and any(one.tag_ == "TO" for one in verb.children)
    )
