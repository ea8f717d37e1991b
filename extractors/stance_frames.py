"""Stances that the phrase or clause of a number decides: it is called bogus, laid to somebody, counted as planned.

framed_stance(parse, 41, 43)      # "Seven are live out of 30 planned." -> ("planned", "counted as: planned")
"""

from __future__ import annotations

from db.records import Stance
from extractors.cues import cue_words
from extractors.parse import Parse
from extractors.stance_words import stance_words
from extractors.untruths import called_untrue
from extractors.verbs import FINITE

_BEFORE = frozenset({"from", "against", "than"})  # what stands before the level that it has now
_NEAR = 4  # tokens from "is" to the verb of "is to lower"


def framed_stance(parse: Parse, start: int, end: int) -> tuple[Stance, str] | None:
    """The stance of the number at characters start..end by what it stands in, and the cue; None where that decides nothing."""
    first, last = parse.token_at(start), parse.token_at(end - 1)
    if (called := called_untrue(parse, first, last)) is not None:
        return "denied" if called[1] else "asserted", f"called: {parse.lower[called[0]]}"
    if (accusing := _accused_of(parse, first, last)) is not None:
        return "alleged", f"accused: {parse.lower[accusing]}"
    if (supposing := _supposed(parse, first, last)) is not None:
        return "hypothetical", f"supposed: {parse.lower[supposing]}"
    if (planned := _planned_as(parse, first, last)) is not None:
        return "planned", f"counted as: {parse.lower[planned]}"
    return None


def outlook_stance(parse: Parse, start: int, end: int) -> tuple[Stance, str] | None:
    """Planned is what a forecast is moved to or from: "raised its guidance to 5% from 3%", not "cut its guidance by 5%"."""
    words, below = stance_words(), parse.token_at(start)
    for token in parse.above(below, parse.token_at(end - 1)):
        if parse.dep[token] == "prep" and parse.lower[token] not in words.levels:
            return None
        if parse.tag[token].startswith("VB"):
            noun = parse.child(token, "dobj")
            moved = noun is not None and noun < below and parse.lower[noun] in words.outlooks
            return ("planned", f"outlook: {parse.lower[noun]}") if moved and noun is not None else None
    return None


def arranged_stance(parse: Parse, start: int, end: int) -> tuple[Stance, str] | None:
    """Planned is what somebody is to do: "is to lower its prices by a third", not "is to blame for 40 deaths"."""
    words = stance_words()
    for token in parse.above(parse.token_at(start), parse.token_at(end - 1)):
        being, beneath = parse.head[token], parse.children[token]
        arranged = parse.dep[token] == "xcomp" and any(parse.tag[child] == "TO" for child in beneath)
        if arranged and parse.lower[being] in cue_words().small.being and 0 < token - being <= _NEAR:
            alone = parse.child(being, "attr", "acomp") is None  # not "the plan is to lower it"
            return (
                ("planned", f"is to: {parse.lower[token]}")
                if alone and parse.lower[token] not in words.owed
                else None
            )
        now = parse.dep[token] == "prep" and parse.lower[token] in _BEFORE
        if now or parse.tag[token] in FINITE or any(parse.tag[child] == "MD" for child in beneath):
            return None
    return None


def _accused_of(parse: Parse, first: int, last: int) -> int | None:
    """The verb that lays to somebody what holds the number: "accused of taking $3 million", "charged with hiding 40"."""
    below = first
    for token in parse.above(first, last):
        if parse.lower[token] in stance_words().accusing and parse.tag[token].startswith("VB"):
            laid = parse.dep[below] == "prep" and any(parse.dep[c] == "pcomp" for c in parse.children[below])
            return token if laid else None
        below = token
    return None


def _supposed(parse: Parse, first: int, last: int) -> int | None:
    """The participle of what a sum rests on, whether the number stands in it or is the sum: "it comes to 5, assuming a rent of 2"."""
    for token in parse.above(first, last):
        if not parse.tag[token].startswith("VB"):
            continue
        if _supposes(parse, token):
            return token
        beside = (child for child in parse.children[token] if parse.dep[child] in ("advcl", "prep"))
        return next((child for child in beside if _supposes(parse, child)), None)
    return None


def _supposes(parse: Parse, token: int) -> bool:
    """Whether a participle supposes something for the sake of a sum; "the lab is assuming that" only believes."""
    alone = parse.child(token, "nsubj", "aux") is None
    return parse.lower[token] in stance_words().supposing and alone


def _planned_as(parse: Parse, first: int, last: int) -> int | None:
    """The participle by which what is counted is only planned: "30 planned", "10,000 chips promised in its bid"."""
    planned = stance_words().participles
    bare, after = parse.pos[last] == "NUM", last + 1
    if bare and after < parse.size and parse.tag[after] == "VBN" and parse.lower[after] in planned:
        return after
    head = first
    while first <= parse.head[head] <= last and parse.head[head] != head:
        head = parse.head[head]
    for noun in (head, parse.head[head]) if parse.dep[head] == "nummod" else (head,):
        for child in parse.children[noun]:
            if parse.lower[child] in planned and parse.dep[child] in ("acl", "amod") and child > first:
                return child
    return None
