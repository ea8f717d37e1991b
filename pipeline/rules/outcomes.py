"""Rules for two answers to one question: what survived and died, was approved and blocked, was done and was not."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from pipeline.degrees import Degree
from pipeline.frames import CAUSE, CHOICE, Outcome
from pipeline.outcome_words import outcome_words
from pipeline.pairs import Verdict
from pipeline.readings import Reading
from pipeline.rules.contrasts import disjoint, other_aims
from pipeline.rules.marks import dated
from pipeline.rules.one_thing import COVER_ONCE, apart, nobody_of, of_one, one_event, opposed, other_kind
from pipeline.synonyms import any_of, group_of
from pipeline.texts import TextPair, elsewhere

_WAY = re.compile(r"\bfrom ([A-Z]\w+) to ([A-Z]\w+)")
COVER_TOLD = 0.9  # from which on the same words say the same, whatever their grammar
COVER_COMPARED = 0.45


def two_outcomes(pair: TextPair) -> Verdict | None:
    """The texts tell two outcomes for one thing, of which only one can be: it was approved and blocked, he stayed and left."""
    if not one_event(pair):
        return None
    for a in pair.a.outcomes:
        for b in pair.b.outcomes:
            if a.question is None or a.question != b.question or not opposed(a, b) or not of_one(a, b, pair):
                continue
            if a.question == "level" and any(match.apart for match in pair.matches):
                continue  # the rules for numbers have told them apart
            if _tells_both(a, pair.a) or _tells_both(b, pair.b):
                continue
            return Verdict("conflict", "opposite", f"the one says “{a.said}”, the other “{b.said}”")
    return None


def done_and_not_done(pair: TextPair) -> Verdict | None:
    """One text says that it was done, the other that it was not."""
    if not one_event(pair):
        return None
    for a in pair.a.outcomes:
        for b in pair.b.outcomes:
            same = (a.question, a.answer) == (b.question, b.answer)
            if (
                same
                and a.negated != b.negated
                and (of_one(a, b, pair) or nobody_of(a, b))
                and not apart(a, b)
            ):
                said = f"“{a.said}”" if a.said == b.said else f"“{a.said}” and “{b.said}”"
                return Verdict("conflict", "denial", f"one of the texts says that it is not so: {said}")
    return None


def there_and_not(pair: TextPair) -> Verdict | None:
    """One text says that there was none of a thing or that a state was not so, the other tells of it."""
    if not one_event(pair):
        return None
    for one, other in ((pair.a, pair.b), (pair.b, pair.a)):
        for denied in one.said.denied:
            word = (denied.stem, denied.mood)
            told = word in other.said.plain and word not in one.said.plain
            again = any(both.stem == denied.stem for both in other.said.denied)
            of_it = not denied.who or denied.who & other.stems or pair.cover >= COVER_ONCE
            if (
                told
                and not again
                and of_it
                and denied.narrowed <= other.stems
                and not _elsewhere_told(denied.stem, pair)
            ):
                return Verdict("conflict", "denial", f"the one says “{denied.said}”, the other tells of it")
    return None


def more_and_less(pair: TextPair) -> Verdict | None:
    """The texts compare or move one thing in opposite ways: more and less, the biggest and the smallest, up and down."""
    if pair.cover < COVER_COMPARED or not one_event(pair) or any(match.apart for match in pair.matches):
        return None
    for a in pair.a.degrees:
        for b in pair.b.degrees:
            opposed = a.scale == b.scale and a.up != b.up and a.most == b.most
            if opposed and (a.of & b.of or a.than & b.than) and not _other_way_too(a, b, pair):
                return Verdict("conflict", "direction", f"the one says “{a.said}”, the other “{b.said}”")
    return None


def _other_way_too(a: Degree, b: Degree, pair: TextPair) -> bool:
    """Whether a text itself compares the thing in both ways, or sets another one against it."""
    told = (*pair.a.degrees, *pair.b.degrees)
    for one in (a, b):
        ways = {
            other.up
            for other in told
            if other.scale == one.scale and other.of & one.of and other is not (b if one is a else a)
        }
        if len(ways) > 1:
            return True
    return disjoint(a.than, b.than) or any(other_kind(theme, pair) for theme in a.of & b.of)


def all_and_some(pair: TextPair) -> Verdict | None:
    """One text tells it of all of them, the other of only some."""
    if not one_event(pair):
        return None
    for a in pair.a.outcomes:
        for b in pair.b.outcomes:
            same = (a.question, a.answer, a.negated) == (b.question, b.answer, b.negated)
            limited = (a.all and b.only and not a.only) or (b.all and a.only and not b.only)
            if same and limited and of_one(replace(a, mood="fact"), replace(b, mood="fact"), pair):
                return Verdict("conflict", "other figure", f"“{a.said}”: of all, and of only some")
    return None


def roles_swapped(pair: TextPair) -> Verdict | None:
    """The one did to the other what the other text says that the other did to the one."""
    besides = any_of(outcome_words().besides)
    if not one_event(pair) or besides.search(pair.a.text) or besides.search(pair.b.text):
        return None
    for a in pair.a.outcomes:
        for b in pair.b.outcomes:
            same = a.answer == b.answer and a.question is b.question is None and a.negated == b.negated
            crossed = a.doers & b.themes and a.themes & b.doers
            if same and crossed and not a.doers & b.doers and not a.themes & b.themes:
                return Verdict("conflict", "opposite", f"“{a.said}”: who did it and to whom is turned round")
    return None


def other_cause(pair: TextPair) -> Verdict | None:
    """What only one can have done, got or caused is laid to two."""
    if not one_event(pair):
        return None
    for a in pair.a.outcomes:
        for b in pair.b.outcomes:
            sole = a.answer == b.answer and a.answer in _sole() and not a.negated and not b.negated
            sole = sole and (a.answer != "be" or a.themes == b.themes or pair.cover >= COVER_ONCE)
            known = disjoint(a.doers, b.doers) and not _known(a, b, pair.b) and not _known(b, a, pair.a)
            if (
                sole
                and known
                and not other_aims(pair, but="to")
                and of_one(replace(a, doers=frozenset()), b, pair)
            ):
                names = " and ".join("/".join(sorted(one.doers)) for one in (a, b))
                return Verdict("conflict", "other figure", f"“{a.said}” is said of {names}")
    return None


def _known(one: Outcome, other: Outcome, reading: Reading) -> bool:
    """Whether the other's text names who did it, too, and not as the one who lost."""
    beaten = frozenset(
        stem
        for told in reading.outcomes
        if told.answer == "over" and told.doers & other.doers
        for stem in told.themes
    )
    return bool(one.doers & (reading.stems - beaten))


def once_only(pair: TextPair) -> Verdict | None:
    """What happens but once is laid on two days, months or years, or in two places."""
    if pair.cover < COVER_ONCE:
        return None
    spans = ("days",) if dated(pair) else ("days", "months", "years")
    when = next((found for name in spans if disjoint(*(found := _times(name, pair)))), None)
    if (when is None) == (not elsewhere(pair)):
        return None
    for a in pair.a.outcomes:
        for b in pair.b.outcomes:
            once = a.answer == b.answer and a.answer in _once() and not a.negated and not b.negated
            if once and a.mood == b.mood and of_one(a, b, pair):
                names = " and ".join("/".join(sorted(one)) for one in when or (pair.a.places, pair.b.places))
                return Verdict("conflict", "other figure", f"“{a.said}” happens once: {names}")
    return None


def _times(name: str, pair: TextPair) -> tuple[frozenset[str], frozenset[str]]:
    return getattr(pair.a, name), getattr(pair.b, name)


@lru_cache(maxsize=1)
def _once() -> frozenset[str]:
    return frozenset(group_of(word) for word in outcome_words().once)


@lru_cache(maxsize=1)
def _sole() -> frozenset[str]:
    return frozenset(group_of(word) for word in outcome_words().sole) | {CAUSE, CHOICE}


def other_way(pair: TextPair) -> Verdict | None:
    """The one goes from here to there, the other from there to here."""
    ways = [
        {(start.lower(), end.lower()) for start, end in _WAY.findall(one.text)} for one in (pair.a, pair.b)
    ]
    turned = sorted((start, end) for start, end in ways[0] if (end, start) in ways[1])
    if not turned or ways[0] & ways[1] or not one_event(pair):
        return None
    start, end = turned[0]
    return Verdict(
        "conflict", "other figure", f"from {start.title()} to {end.title()}, and the other way round"
    )


def told_alike(pair: TextPair) -> bool:
    """Whether both texts tell one thing that was done or is so, or neither tells any in words of its own."""
    a, b = (
        {(one.question, one.answer, one.negated) for one in reading.outcomes} for reading in (pair.a, pair.b)
    )
    return bool(a & b) or not a or not b or pair.cover >= COVER_TOLD


def _tells_both(outcome: Outcome, reading: Reading) -> bool:
    """Whether the text itself tells the other answer of the same thing: it was closed, and opened again."""
    return any(
        one.question == outcome.question and opposed(one, outcome) and one.told_of & outcome.told_of
        for one in reading.outcomes
    )


def _elsewhere_told(stem: str, pair: TextPair) -> bool:
    """Whether both texts tell what became of a thing, and only of it in another thing or place."""
    a, b = ([one for one in reading.outcomes if stem in one.themes] for reading in (pair.a, pair.b))
    return any(apart(one, other) for one in a for other in b)
