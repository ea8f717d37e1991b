"""The noun phrases of one sentence, from its parse: head, span, role, and a name for what they stand for.

"the steep bill for the strike at Nordfrakt" holds "steep bill" and "Nordfrakt strike".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from extractors.mention_words import mention_words

if TYPE_CHECKING:  # comparing asks for singulars, and needs no parser
    from extractors.parse import Parse

_INSIDE = frozenset(
    {"compound", "amod", "nmod", "poss", "case", "punct", "nummod", "det", "advmod", "quantmod"}
)
_KEPT = frozenset({"compound", "amod", "nmod", "npadvmod"})
_PLACED = frozenset({"event", "thing"})
_COMPOUND = 8  # tokens before a noun in which "two-year-old" stands
_POINTING = frozenset({"NUM", "DET", "PRON"})


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

    @property
    def capitals(self) -> int:
        """How many words of its name begin with a capital."""
        return sum(word[0].isupper() for word in self.name.split())


@lru_cache(maxsize=1 << 14)
def singular(noun: str) -> str:
    """A noun without its plural s, lower case; crude, and good enough to look a word up."""
    if noun[-2:-1].isupper() and noun.endswith("s"):
        return noun[:-1].lower()  # "GPUs"
    noun = noun.lower()
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("ches", "shes", "sses", "xes")):
        return noun[:-2]
    return (
        noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) and len(noun) > 3 else noun
    )


_ARTICLES = frozenset({"the", "a", "an"})
_INDEFINITE = frozenset({"a", "an", "another", "one"})
_BROUGHT_IN = 80  # tokens back in which somebody without a name was brought in


def phrases(parse: Parse, sentence: tuple[int, int]) -> Iterator[Phrase]:
    """The common-noun phrases of a parsed sentence, in order; names and pronouns are not among them."""
    known = mention_words()
    kinds = known.kind_of_noun
    for head in range(*sentence):
        if not _is_noun(parse, head) or parse.dep[head] in ("compound", "npadvmod", "nmod"):
            continue
        start = _left(parse, head, sentence[0])
        noun = singular(parse.form[head])
        kind = kinds.get(noun, "noun")
        definite = parse.lower[start] in known.definite or parse.dep[start] == "poss"
        yield Phrase(head, start, head + 1, phrase_name(parse, head, start, kind), noun, kind, definite)


def _is_noun(parse: Parse, token: int) -> bool:
    """Whether a token is a common noun; so is one in small letters that the tagger takes for a name ("the coast guard")."""
    return parse.pos[token] == "NOUN" or (
        parse.pos[token] == "PROPN" and parse.lower[token] == parse.form[token]
    )


def phrase_name(parse: Parse, head: int, start: int, kind: str) -> str:
    """The head with what narrows it down: compounds, adjectives, and for events and sites their place."""
    idle, measured = mention_words().idle, _measured(parse, head)
    words = [
        parse.form[n]
        for n in range(start, head)
        if parse.dep[n] in _KEPT
        and parse.lower[n] not in idle
        and parse.pos[n] not in _POINTING
        and n not in measured
        and not _is_day(parse, n)
    ]
    owner = next(
        (
            n
            for n in parse.children[head]
            if n < head and parse.dep[n] == "poss" and parse.pos[n] == "PROPN" and not _is_day(parse, n)
        ),
        None,
    )
    if owner is not None:
        words = _names(parse, *parse.edges[owner])[:4] + words
    elif kind in _PLACED and not any(word[0].isupper() for word in words):
        words = [*_place(parse, head), *words]
    return " ".join([*words, parse.form[head]])


def _is_day(parse: Parse, token: int) -> bool:
    """Whether a word is a day or month, which says when and not what: "Tuesday's train crash"."""
    return parse.lower[token] in mention_words().calendar and parse.form[token][:1].isupper()


def _measured(parse: Parse, head: int) -> set[int]:
    """The words that only say how much of a thing: "magnitude" in "a 5.9-magnitude quake", "a two-year-old girl"."""
    found: set[int] = set()
    for n in range(max(2, head - _COMPOUND), head):
        if parse.tag[n - 1] == "HYPH" and (parse.pos[n - 2] == "NUM" or n - 2 in found):
            found.add(n)
    return found


def _left(parse: Parse, head: int, floor: int) -> int:
    """The first token of the phrase: its own modifiers that stand without a gap before the head.

    Nothing stands before its article: "BALTIMORE - The bridge" is the bridge.
    """
    n = head
    while n - 1 >= floor and parse.dep[n - 1] in _INSIDE and _within(parse, n - 1, head):
        n -= 1
        if parse.lower[n] in _ARTICLES:
            break
    return n


def _within(parse: Parse, token: int, head: int) -> bool:
    for _ in range(4):
        token = parse.head[token]
        if token == head:
            return True
    return False


def _place(parse: Parse, head: int) -> list[str]:
    """The name in "the strike at Nordfrakt", "the fire on board the Princess Talei"."""
    for preposition in parse.children[head]:
        if preposition < head or parse.dep[preposition] != "prep":
            continue
        if parse.lower[preposition] in mention_words().of_event:
            for child in parse.children[preposition]:
                if child > preposition and parse.pos[child] == "PROPN":
                    return _names(parse, parse.edges[child][0], child + 1)
    return []


def _names(parse: Parse, first: int, last: int) -> list[str]:
    return [parse.form[n] for n in range(first, last) if parse.pos[n] == "PROPN"]


def brought_in(parse: Parse, head: int, first: int) -> bool:
    """Whether the text told shortly before of somebody without a name whom "the" noun at `head` takes up: "a trader in Dubai".

    One whom it names in the same breath ("Tarn Labs, a trader", "a trader called Tarn Labs") is that name.
    """
    for token in range(first - 1, max(-1, first - _BROUGHT_IN), -1):
        if parse.lower[token] != parse.lower[head]:
            continue
        opens, last = parse.edges[token]
        names = (n for n in range(opens, last) if parse.tag[n].startswith("NNP"))
        named = any(n <= token or _names_it(parse, token, n) for n in names)
        subject = parse.dep[token] in ("nsubj", "nsubjpass")
        staged = (
            subject and parse.sentence_index(token) == 0
        )  # "A baker is to cut 500 jobs": the name is to follow
        plain = subject or parse.dep[token] in ("pobj", "dobj", "conj", "dative")
        described = parse.lower[parse.head[token]] in ("as", "like")
        return parse.lower[opens] in _INDEFINITE and plain and not (named or staged or described)
    return False


def _names_it(parse: Parse, noun: int, token: int) -> bool:
    """Whether a name after a noun is the noun's own: "a trader called Tarn", not "a trader in Dubai"."""
    above = parse.head[token]
    return above == noun or (above > noun and parse.dep[above] in ("acl", "appos"))


def noun_at(parse: Parse, token: int) -> str:
    """The noun that ends at a token, in the singular, with what hyphens join to it."""
    return singular(joined_at(parse, token))


def joined_at(parse: Parse, token: int) -> str:
    """The token with what hyphens join to it on the left, as written: "start-up", three tokens to the parser."""
    first = token
    while first > 1 and parse.tag[first - 1] == "HYPH" and parse.end[first - 2] == parse.start[first - 1]:
        first -= 2
    return parse.text[parse.start[first] : parse.end[token]]


def compound(parse: Parse, noun: int) -> str:
    """The noun with its compounds and adjectives: "operating costs"."""
    left = noun
    while left > 0 and parse.head[left - 1] == noun and parse.dep[left - 1] in ("compound", "amod", "nmod"):
        left -= 1
    return parse.text[parse.start[left] : parse.end[noun]]
