"""Clauses that headlines join without "that" and without articles, and two subjects that are one, put right in the parse.

    mend(parse)     # "No evidence ferry was overloaded": no evidence, that a ferry was; there is no "evidence ferry"

The parser was taught on whole sentences. Here it takes the noun of evidence for a part of the next noun
("evidence ferry"), and who "denies ferry was overloaded" for the subject of the overloading.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from extractors.vocabulary import Checked, shipped

if TYPE_CHECKING:
    from extractors.parse import Parse

SUBJECTS = ("nsubj", "nsubjpass")
CLAUSES = ("csubj", "csubjpass")
NEAR = 30  # tokens either side in which a clause has its subject and object
NAMES, COMMON = frozenset({"NNP", "NNPS"}), frozenset({"NN", "NNS"})
SCALES = frozenset(
    {"thousand", "million", "billion", "trillion", "m", "bn", "tn", "%", "percent", "per", "$", "£", "€"}
)
FINITE = frozenset({"VBZ", "VBP", "VBD"})


class HeadlineWords(Checked):
    """extractors/data/headlines.yml."""

    evidence: frozenset[str]
    opening: frozenset[str]
    denials: frozenset[str]
    denied: frozenset[str]
    awaited: frozenset[str]


@lru_cache(maxsize=1)
def headline_words() -> HeadlineWords:
    """The shipped words."""
    return shipped(HeadlineWords, "headlines")


def mend(parse: Parse) -> None:
    """Changes heads and labels where a clause was read for something else; before anything is asked of it."""
    nouns = headline_words().evidence
    for token in range(1, parse.size):
        if parse.lower[token] in headline_words().awaited:
            _free_amount(parse, token)
        if parse.lower[token] in headline_words().denied:
            _free_denial(parse, token)
        elif parse.lower[token] in nouns and parse.lower[token - 1] == "no":
            _free_evidence(parse, token)
        elif parse.dep[token] in CLAUSES:
            _free_object(parse, token)
        elif parse.dep[token] in SUBJECTS and parse.tag[token] in NAMES:
            _join_title(parse, token)
        elif (
            parse.dep[token] == "relcl"
            and parse.lower[parse.head[token]] in nouns
            and _is_whole(parse, token)
        ):
            parse.dep[token] = "acl"  # "no evidence the ferry was overloaded"


def _join_title(parse: Parse, name: int) -> None:
    """Makes "utility" a part of the name in "the utility Nordlys said", where both were subjects of the saying."""
    noun = name - 1
    while noun >= 0 and parse.dep[noun] == "compound" and parse.head[noun] == name:
        noun -= 1
    twins = noun >= 0 and parse.head[noun] == parse.head[name] and parse.dep[noun] in SUBJECTS
    if twins and parse.tag[noun] in COMMON:
        parse.head[noun], parse.dep[noun] = name, "compound"


def _free_amount(parse: Parse, verb: int) -> None:
    """Makes what "analysts had expected" a clause about the amount before it, where that many were the analysts.

    Only of amounts with a scale, a currency or a percentage: "as the 45 analysts had expected" counts analysts.
    """
    own = _children(parse, verb)
    subjects = [token for token in own if parse.dep[token] in SUBJECTS and parse.tag[token] in COMMON]
    if len(subjects) != 1 or any(parse.dep[token] in ("dobj", "ccomp", "xcomp") for token in own):
        return
    inside = [token for token in _children(parse, subjects[0]) if token < subjects[0]]
    numbers = [token for token in inside if parse.dep[token] == "nummod"]
    article = inside[:1] and parse.lower[inside[0]] == "the"
    words = parse.lower[inside[0] + 1 : subjects[0]] if inside else []
    if not article or len(numbers) != 1 or not SCALES.intersection(words) or parse.head[verb] == verb:
        return
    number = numbers[0]
    parse.head[number], parse.dep[number] = (
        parse.head[verb],
        "pobj" if parse.tag[parse.head[verb]] == "IN" else "dobj",
    )
    parse.head[verb], parse.dep[verb] = number, "relcl"
    for token in inside:
        if token != number:
            parse.head[token] = number


def _free_evidence(parse: Parse, noun: int) -> None:
    """Makes "no evidence" what the clause after it hangs on, where it was a part or a twin of that clause's subject."""
    beside = parse.head[noun]
    if parse.dep[noun] in ("compound", "nmod", "amod") and parse.dep[beside] in SUBJECTS:
        verb = parse.head[beside]
    else:
        subjects = [token for token in _children(parse, beside) if parse.dep[token] in SUBJECTS]
        twins = [token for token in subjects if noun < token < beside and "," not in parse.lower[noun:token]]
        verb = beside if twins else noun
    if verb <= noun or not _is_finite(parse, verb):
        return
    above, label = parse.head[verb], parse.dep[verb]
    if above == verb:
        parse.head[noun], parse.dep[noun] = noun, "ROOT"
    else:
        parse.head[noun] = above
        parse.dep[noun] = label if label != "ccomp" else "dobj" if above < noun else "dep"
    parse.tag[noun], parse.pos[noun] = "NNS" if parse.lower[noun].endswith("s") else "NN", "NOUN"
    parse.head[verb], parse.dep[verb] = noun, "acl"
    parse.head[noun - 1], parse.dep[noun - 1] = noun, "det"


def _free_denial(parse: Parse, noun: int) -> None:
    """Makes "Velden disputes" who denies in "Velden disputes report that 40 died", where its disputes were to report it."""
    verb = noun - 1
    misread = parse.lower[verb] in headline_words().denials and parse.head[verb] == noun
    if not misread or parse.dep[verb] not in SUBJECTS or parse.tag[noun] not in FINITE:
        return
    before = [token for token in _children(parse, noun) + _children(parse, verb) if token < verb]
    told = any(parse.dep[token] == "ccomp" for token in _children(parse, noun))
    if not told or not before or not parse.tag[max(before)].startswith("NN"):
        return
    above = parse.head[noun]
    parse.head[verb], parse.dep[verb] = (verb, "ROOT") if above == noun else (above, parse.dep[noun])
    parse.tag[verb], parse.pos[verb] = "VBZ", "VERB"
    parse.tag[noun], parse.pos[noun] = "NNS" if parse.lower[noun].endswith("s") else "NN", "NOUN"
    parse.head[noun], parse.dep[noun] = verb, "dobj"
    subject = max(before)
    for token in before:
        if token == subject:
            parse.head[token], parse.dep[token] = verb, "nsubj"
        elif parse.dep[token] in ("compound", "amod", "nmod", "det", "poss"):
            parse.head[token] = subject
        else:
            parse.head[token] = verb
    for token in _children(parse, noun):
        if parse.dep[token] == "ccomp":
            parse.dep[token] = "acl"


def _free_object(parse: Parse, verb: int) -> None:
    """Makes "ferry was overloaded" what "minister denies" has, where the minister's denying was its subject."""
    below = parse.head[verb]
    if parse.tag[verb] not in FINITE or below <= verb or not _is_finite(parse, below):
        return
    own = _children(parse, verb)
    things = [token for token in own if parse.dep[token] == "dobj" and verb < token < below]
    opening = headline_words().opening
    opens = not any(parse.dep[token] in SUBJECTS for token in own) or any(
        parse.lower[t] in opening for t in own
    )
    if opens or len(things) != 1 or any(parse.dep[token] in SUBJECTS for token in _children(parse, below)):
        return
    above, label = parse.head[below], parse.dep[below]
    parse.head[verb], parse.dep[verb] = (verb, "ROOT") if above == below else (above, label)
    parse.head[below], parse.dep[below] = verb, "ccomp"
    passive = any(parse.dep[token] == "auxpass" for token in _children(parse, below))
    parse.head[things[0]], parse.dep[things[0]] = below, "nsubjpass" if passive else "nsubj"


def _is_whole(parse: Parse, verb: int) -> bool:
    """Whether a clause lacks nothing that the noun before it could stand for: a subject of its own, and all that it says."""
    own = {parse.dep[token]: parse.lower[token] for token in _children(parse, verb)}
    subject = own.get("nsubjpass") or own.get("nsubj")
    if subject is None or subject in headline_words().opening:
        return False
    return not own.keys().isdisjoint(("nsubjpass", "dobj", "acomp", "attr", "xcomp", "ccomp"))


def _is_finite(parse: Parse, verb: int) -> bool:
    """Whether a verb stands in a tense of its own: "was overloaded", "took", "had been drinking"."""
    auxiliaries = (token for token in _children(parse, verb) if parse.dep[token] in ("aux", "auxpass"))
    return parse.tag[verb] in FINITE or any(parse.tag[token] in (*FINITE, "MD") for token in auxiliaries)


def _children(parse: Parse, token: int) -> list[int]:
    """The tokens near by that hang on one; `parse.children` is made of what is put right here."""
    return [child for child in range(max(0, token - NEAR), min(parse.size, token + NEAR))
            if parse.head[child] == token and child != token]  # fmt: skip
