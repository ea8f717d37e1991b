"""The subject and the voice of a verb, whatever its clause hangs on.

subject_of(parse, 7)     # the tokens of "the firm" for "adding", in "The firm grew, adding that …"
is_passive(parse, 2)     # whether token 2 is "compiled", in "figures compiled by the union"

Everything here counts in tokens (last exclusive) of one Parse.
"""

from __future__ import annotations

from extractors.cues import cue_words
from extractors.parse import Parse

Range = tuple[int, int]

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
FINITE = frozenset({"VBD", "VBZ", "VBP"})
REACH = 120  # tokens that are scanned on either side of a verb: no sentence that people write is longer
# Links along which a verb without a subject of its own borrows that of the verb above it.
BORROWS_SUBJECT = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "dep", "acl"})


def is_passive(parse: Parse, verb: int) -> bool:
    """Whether the verb stands in the passive: "is said to", "figures compiled by", in headlines "Lab said to have 50"."""
    if parse.child(verb, "auxpass") is not None or (parse.tag[verb] == "VBN" and parse.dep[verb] == "acl"):
        return True
    after = parse.tag[verb + 1 : verb + 3]
    return after == ["TO", "VB"] and parse.lower[verb] in cue_words().small.hearsay


def subject_of(parse: Parse, verb: int) -> Range | None:
    """The subject of a verb or, where it has none, of the clause that it hangs on: "…, adding that"."""
    for _ in range(8):
        subjects = [
            child
            for child in parse.children[verb]
            if parse.dep[child] in SUBJECTS and not _is_before_gerund(parse, verb, child)
        ]
        # "Bode, who prosecutors say took it": prosecutors say it
        subjects.sort(key=lambda child: parse.lower[child] in cue_words().small.relative_pronouns)
        subject = subjects[0] if subjects else None
        if parse.dep[verb] in ("relcl", "acl") and (
            subject is None or parse.lower[subject] in cue_words().small.relative_pronouns
        ):
            noun = parse.head[verb]
            if subject is not None and parse.lower[subject] == "who":
                noun = _person_described(parse, noun)
            last = max(noun + 1, min(parse.edges[verb][0], parse.edges[noun][1]))
            return parse.edges[noun][0], last - (parse.lower[last - 1] == ",")
        if subject is not None:
            return parse.edges[subject]
        if parse.dep[verb] not in BORROWS_SUBJECT or parse.head[verb] == verb:
            return None
        verb = parse.head[verb]
    return None


def _person_described(parse: Parse, noun: int) -> int:
    """Who is meant by "who" behind a description: Kolb in "Kolb, an economist at the Westphal Institute, who puts it at 5"."""
    above = noun
    while parse.dep[above] == "pobj" and parse.dep[parse.head[above]] == "prep":
        above = parse.head[parse.head[above]]
    described = (
        parse.dep[above] == "appos" and parse.tag[parse.head[above]] == "NNP" and parse.tag[above] == "NN"
    )
    return parse.head[above] if described else noun


def _is_before_gerund(parse: Parse, verb: int, subject: int) -> bool:
    """Whether a comma parts a gerund from what the parse takes for its subject: "disputes that, saying it was 5"."""
    behind = parse.edges[subject][1]
    return parse.tag[verb] == "VBG" and parse.lower[behind:verb] == [","]
