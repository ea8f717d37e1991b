"""Clauses: what a verb (or a noun that stands for one) says of whom, and what governs it in the sentence.

clause = Clause(parse, 7)       # "denied that it knew of the leak": the clause of "knew"
clause.governors                # the tokens above it, nearest first: "denied"
clause.span                     # the characters of "knew of the leak"
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from extractors.factuality_words import factuality_words
from extractors.parse import Parse
from extractors.pronouns import pronouns
from extractors.verbs import FINITE, SUBJECTS

HELPERS = frozenset({"aux", "auxpass", "neg", "prt"})
STOPS = frozenset({"relcl", "ROOT"})  # what governs the noun of a relative clause does not govern the clause
BORROWS = frozenset({"xcomp", "conj", "advcl", "pcomp", "prep", "acl", "ccomp", "dep"})
OUTSIDE = frozenset({"advcl", "relcl", "conj", "cc", "parataxis", "punct", "ccomp"})
CLOSERS = frozenset({",", ";", ":", "(", "—", "–"})
MARK_REACH = 7
HEIGHT = 9
LONGEST = 28  # tokens of a quote


@dataclass(frozen=True, slots=True)
class Governor:
    """A token above a clause, and the one directly below it on the way there."""

    token: int
    below: int


class Clause:
    """The clause that has `head` as its predicate: usually a verb, or a noun as in "denies fraud"."""

    def __init__(self, parse: Parse, head: int) -> None:
        self.parse, self.head = parse, head

    @cached_property
    def verbal(self) -> bool:
        """Whether the head is a verb."""
        return self.parse.tag[self.head].startswith("VB")

    @cached_property
    def governors(self) -> tuple[Governor, ...]:
        """What governs the clause, nearest first; a verb joined by "and" is not above the other.

        The words right before its "that" or "whether" count too, to whatever the parse hung the clause.
        """
        above = tuple(_governors(self.parse, self.head))
        known = {step.token for step in above}
        return above + tuple(step for step in self._before_mark() if step.token not in known)

    def _before_mark(self) -> Iterator[Governor]:
        parse, words = self.parse, factuality_words()
        before = [child for child in parse.children[self.head] if child < self.head]
        mark = next((child for child in before if parse.lower[child] in words.marks), None)
        above = parse.head[self.head]
        if mark is None and parse.lower[above] in words.naming and above < self.head:
            mark = above
            mark -= parse.lower[mark - 1] == "," if mark else 0
        if mark is None:
            return
        begin = max(parse.sentence_of(self.head)[0], mark - MARK_REACH)
        for token in range(mark - 1, begin - 1, -1):
            if parse.lower[token] in CLOSERS:
                return
            if parse.tag[token][:2] in ("VB", "NN"):
                yield Governor(token, self.head)
            if parse.tag[token] in FINITE:
                return

    @cached_property
    def negation(self) -> int | None:
        """The word that negates the clause itself: "never", the "no" of its object, "nobody"; or None."""
        token = negation_of(self.parse, self.head)
        for step in self.governors:
            if token is not None or self.parse.dep[step.below] not in ("xcomp", "acomp"):
                break
            token = negation_of(self.parse, step.token)
        return token

    @cached_property
    def helped(self) -> tuple[int, ...]:
        """The head and the verbs whose "may" is its own too: "may have been trained using …", "may want to …"."""
        parse, tokens = self.parse, [self.head]
        for step in self.governors:
            dep = parse.dep[step.below]
            if dep not in ("xcomp", "acomp") and not (dep == "advcl" and parse.tag[step.below] == "VBG"):
                break
            tokens.append(step.token)
        return tuple(tokens)

    @cached_property
    def siblings(self) -> tuple[int, ...]:
        """The verbs that the head is joined to by "and": what marks the first of them marks them all."""
        parse, token = self.parse, self.head
        found: list[int] = []
        while parse.dep[token] == "conj" and parse.head[token] != token and len(found) < HEIGHT:
            token = parse.head[token]
            found.append(token)
        return tuple(found)

    @cached_property
    def subject(self) -> int | None:
        """The head token of the grammatical subject, borrowed from the clause above where there is none."""
        return subject_token(self.parse, self.head)

    @cached_property
    def tokens(self) -> tuple[int, int]:
        """First and last (exclusive) token of the predicate: helpers, verb and what it governs, no side clauses."""
        parse = self.parse
        first, last = self.head, self.head + 1
        if not self.verbal:
            left, right = parse.edges[self.head]
            return max(left, self.head - 4), min(right, self.head + LONGEST)
        for child in parse.children[self.head]:
            if child < self.head and parse.dep[child] in HELPERS:
                first = min(first, child)
        for child in parse.children[self.head]:
            if child < self.head:
                continue
            if parse.dep[child] in OUTSIDE and child > self.head + 1 and parse.dep[child] != "ccomp":
                break
            last = max(last, parse.edges[child][1])
        return first, min(last, first + LONGEST)

    @cached_property
    def span(self) -> tuple[int, int]:
        """The characters of the predicate, without closing marks."""
        start, end = self.parse.span(*self.tokens)
        text = self.parse.text
        while end > start + 1 and text[end - 1] in " ,;:.-–—\"”’'":
            end -= 1
        return start, end


def _governors(parse: Parse, head: int) -> Iterator[Governor]:
    token = head
    for _ in range(HEIGHT):
        if parse.dep[token] in STOPS or parse.head[token] == token:
            return
        up = parse.head[token]
        if parse.dep[token] != "conj":
            yield Governor(up, token)
        elif parse.tag[up][:2] != parse.tag[token][:2]:
            return
        token = up


def negation_of(parse: Parse, token: int) -> int | None:
    """The word that negates a verb or noun: "did not", "no evidence", "nobody said", "without saying"."""
    words = factuality_words()
    for child in parse.children[token]:
        lower, dep = parse.lower[child], parse.dep[child]
        if lower in words.negations or (dep == "det" and lower in words.none_of):
            return child
        if dep in SUBJECTS or dep in ("dobj", "attr"):
            if lower in words.nobody and parse.tag[token].startswith("VB"):
                return child
            if lower == "one" and child and parse.lower[child - 1] == "no":
                return child - 1
            inner = parse.child(child, "det", "neg")
            if inner is not None and parse.lower[inner] in words.none_of:
                return inner
    for child in parse.children[token]:  # "knew of no list"
        inner = parse.child(child, "pobj") if parse.dep[child] == "prep" and child == token + 1 else None
        det = parse.child(inner, "det") if inner is not None else None
        if det is not None and parse.lower[det] in words.none_of:
            return det
    if parse.dep[token] == "pcomp" and parse.lower[parse.head[token]] == "without":
        return parse.head[token]
    return None


def subject_token(parse: Parse, verb: int) -> int | None:
    """The head of a verb's subject; of "denied taking bribes" who denies, of "accused him of lying" him."""
    for _ in range(HEIGHT):
        subject = parse.child(verb, *SUBJECTS)
        if subject is not None and parse.lower[subject] not in pronouns().relative:
            return subject
        if parse.dep[verb] in ("relcl", "acl") and (subject is not None or parse.dep[verb] == "relcl"):
            return parse.head[verb]
        up = parse.head[verb]
        if parse.dep[verb] == "acl" and parse.lower[parse.edges[up][0] - 1] in factuality_words().marks:
            return up  # "no evidence in the records that the start-up bought", taken for a modifier of "start-up"
        if up == verb or parse.dep[verb] not in BORROWS | {"dobj", "pobj"}:
            return None
        if parse.dep[verb] in ("pcomp", "xcomp", "ccomp", "prep"):
            told = parse.child(up, "dobj")
            if told is not None and told < verb and parse.tag[up].startswith("VB"):
                return told
        verb = up
    return None
