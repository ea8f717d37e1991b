"""The noun phrases of one sentence, from its parse: head, span, role, and a name for what they stand for.

"the steep bill for the strike at Nordfrakt" holds "steep bill" and "Nordfrakt strike".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from extractors.names import mention_words

_INSIDE = frozenset(
    {"compound", "amod", "nmod", "poss", "case", "punct", "nummod", "det", "advmod", "quantmod"}
)
_KEPT = frozenset({"compound", "amod", "nmod", "npadvmod"})
_DROPPED = frozenset(
    [
        "other",
        "own",
        "same",
        "new",
        "several",
        "many",
        "few",
        "some",
        "such",
        "more",
        "most",
        "last",
        "next",
        "first",
        "second",
        "latest",
        "recent",
        "whole",
        "total",
        "entire",
        "former",
        "earlier",
        "previous",
        "alleged",
        "another",
        "various",
        "only",
        "single",
        "average",
    ]
)
_PLACED = frozenset({"event", "thing"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: token indexes of its span (end exclusive) and head, and its kind by the head noun."""

    head: int
    start: int
    end: int
    name: str
    noun: str  # head noun, lower case, singular where that is plain
    kind: str  # of what the noun stands for: "the firm" is an organisation, "the blaze" an event
    definite: bool


def singular(noun: str) -> str:
    """A noun without its plural s, lower case; crude, and good enough to look a word up."""
    noun = noun.lower()
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("ches", "shes", "sses", "xes")):
        return noun[:-2]
    return (
        noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) and len(noun) > 3 else noun
    )


def phrases(sentence: Span) -> Iterator[Phrase]:
    """The common-noun phrases of a parsed sentence, in order; names and pronouns are not among them."""
    kinds = mention_words().kind_of_noun
    for token in sentence:
        if token.pos_ != "NOUN" or token.dep_ in ("compound", "npadvmod", "nmod"):
            continue
        start = _left(token, sentence.start)
        noun = singular(token.text)
        kind = kinds.get(noun, "noun")
        first = token.doc[start]
        definite = first.lower_ in ("the", "this", "that", "these", "those") or first.dep_ == "poss"
        yield Phrase(token.i, start, token.i + 1, phrase_name(token, start, kind), noun, kind, definite)


def phrase_name(head: Token, start: int, kind: str) -> str:
    """The head with what narrows it down: compounds, adjectives, and for events and sites their place."""
    doc = head.doc
    words = [
        token.text
        for token in doc[start : head.i]
        if token.dep_ in _KEPT and token.lower_ not in _DROPPED and token.pos_ not in ("NUM", "DET", "PRON")
    ]
    owner = next((t for t in head.lefts if t.dep_ == "poss" and t.pos_ == "PROPN"), None)
    if owner is not None:
        words = [t.text for t in owner.subtree if t.pos_ == "PROPN"][:4] + words
    elif kind in _PLACED and not any(word[0].isupper() for word in words) and (place := _place(head)):
        words = [*place, *words]
    return " ".join([*words, head.text])


def _left(head: Token, floor: int) -> int:
    """The first token of the phrase: its own modifiers that stand without a gap before the head."""
    n = head.i
    while n - 1 >= floor:
        token = head.doc[n - 1]
        if token.dep_ not in _INSIDE or not _within(token, head):
            break
        n -= 1
    return n


def _within(token: Token, head: Token) -> bool:
    for _ in range(4):
        if token.head.i == head.i:
            return True
        token = token.head
    return False


def _place(head: Token) -> list[str]:
    """The name in "the strike at Nordfrakt", "the fire on board the Princess Talei"."""
    for preposition in head.rights:
        if preposition.dep_ == "prep" and preposition.lower_ in (
            "of",
            "in",
            "at",
            "on",
            "near",
            "off",
            "against",
        ):
            for child in preposition.rights:
                if child.pos_ == "PROPN":
                    return [t.text for t in child.doc[child.left_edge.i : child.i + 1] if t.pos_ == "PROPN"]
    return []
