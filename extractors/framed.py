"""The words that are said of a number itself: what stands in its phrase, what governs it, and what that says of it.

    tokens = framed(parse, start, end)      # "Some 80 people are still unaccounted for": are, still, unaccounted, for

A phrase of a topic that stands among them tells what the number counts; one elsewhere in the sentence may
belong to another number.
"""

from __future__ import annotations

from extractors.directions import directions
from extractors.frames import MODIFIES
from extractors.parse import Parse

ARGUMENTS = frozenset(
    {"nsubj", "nsubjpass", "dobj", "attr", "oprd"}
)  # as which a number stands beneath a verb
SAID_OF = frozenset({"amod", "compound", "nmod", "acl", "relcl", "acomp", "oprd", "attr", "advmod", "prt", "xcomp",
                     "prep", "pobj", "agent"})  # fmt: skip
NOUNS = frozenset({"NOUN", "PROPN", "ADJ"})
DEEP = 3  # steps down from the number and from what governs it


def framed(parse: Parse, start: int, end: int) -> frozenset[int]:
    """The tokens that are said of the number in the tokens [start, end); its own are among them.

    What another number counts is left out, and so are clauses of their own ("… while 30 are missing").
    """
    top = parse.root(start, end)
    while parse.dep[top] in MODIFIES and parse.head[top] != top and parse.pos[parse.head[top]] in NOUNS:
        top = parse.head[top]
    found = {*range(start, end), top}
    waiting = [(top, DEEP)]
    governor = parse.head[top]
    while parse.dep[governor] in ("aux", "auxpass"):  # a number beneath the "are" of "are missing"
        governor = parse.head[governor]
    if parse.dep[top] in ARGUMENTS and governor != top:
        found.add(governor)
        waiting.append((governor, DEEP))
    while waiting:
        token, steps = waiting.pop()
        for child in parse.children[token]:
            if child not in found and parse.dep[child] in SAID_OF and not _counted(parse, child):
                found.add(child)
                if steps > 1:
                    waiting.append((child, steps - 1))
    return frozenset(found)


def reaching(parse: Parse, start: int, end: int) -> frozenset[int]:
    """What reached the number or stood at it, where it is such a level: "punctuality" in "punctuality fell to 70%"."""
    top, levels = parse.root(start, end), directions().levels
    for _ in range(DEEP):  # "fell from 75% to 70%"
        if parse.dep[top] != "pobj" or parse.lower[parse.head[top]] not in levels:
            return frozenset()
        top = parse.head[parse.head[top]]
        if parse.pos[top] == "VERB":
            subject = parse.child(top, "nsubj", "nsubjpass")
            return frozenset() if subject is None else frozenset(range(*parse.edges[subject]))
    return frozenset()


def _counted(parse: Parse, token: int) -> bool:
    """Whether a number of its own stands at the token: the boats of "80 people in 12 boats"."""
    return parse.tag[token] == "CD" or any(parse.tag[child] == "CD" for child in parse.children[token])
