"""Rules for two answers to one question: what survived and died, was approved and blocked, was done and was not."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from pipeline.degrees import Degree
from pipeline.outcome_words import outcome_words
from pipeline.outcomes import Outcome
from pipeline.pairs import Verdict
from pipeline.readings import Reading
from pipeline.rules.contrasts import disjoint, other_aims, other_times
from pipeline.rules.marks import another_in_row, dated
from pipeline.synonyms import any_of, group_of, stem_of, synonyms
from pipeline.texts import TextPair, elsewhere

_WAY = re.compile(r"\bfrom ([A-Z]\w+) to ([A-Z]\w+)")
COVER_ONCE = 0.6
COVER_TOLD = 0.9  # from which on the same words say the same, whatever their grammar
COVER_COMPARED = 0.45
COVER_EVENT = 0.35  # of the words of the shorter text: it is about the same event


def two_outcomes(pair: TextPair) -> Verdict | None:
    """The texts tell two outcomes for one thing, of which only one can be: it was approved and blocked, he stayed and left."""
    if not _one_event(pair):
        return None
    for a in pair.a.outcomes:
        for b in pair.b.outcomes:
            if (
                a.question is None
                or a.question != b.question
                or not _opposed(a, b)
                or not _of_one(a, b, pair)
            ):
                continue
            if a.question == "level" and any(match.apart for match in pair.matches):
                continue  # the rules for numbers have told them apart
            if _tells_both(a, pair.a) or _tells_both(b, pair.b):
                continue
            return Verdict("conflict", "opposite", f"the one says “{a.said}”, the other “{b.said}”")
    return None


def done_and_not_done(pair: TextPair) -> Verdict | None:
    """One text says that it was done, the other that it was not."""
    if not _one_event(pair):
        return None
    for a in pair.a.outcomes:
        for b in pair.b.outcomes:
            same = (a.question, a.answer) == (b.question, b.answer)
            if (
                same
                and a.negated != b.negated
                and (_of_one(a, b, pair) or _nobody_of(a, b))
                and not _apart(a, b)
            ):
                said = f"“{a.said}”" if a.said == b.said else f"“{a.said}” and “{b.said}”"
                return Verdict("conflict", "denial", f"one of the texts says that it is not so: {said}")
    return None


def there_and_not(pair: TextPair) -> Verdict | None:
    """One text says that there was none of a thing or that a state was not so, the other tells of it."""
    if not _one_event(pair):
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
    if pair.cover < COVER_COMPARED or not _one_event(pair) or any(match.apart for match in pair.matches):
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
    return disjoint(a.than, b.than) or any(_other_kind(theme, pair) for theme in a.of & b.of)


def all_and_some(pair: TextPair) -> Verdict | None:
    """One text tells it of all of them, the other of only some."""
    if not _one_event(pair):
        return None
    for a in pair.a.outcomes:
        for b in pair.b.outcomes:
            same = (a.question, a.answer, a.negated) == (b.question, b.answer, b.negated)
            limited = (a.all and b.only and not a.only) or (b.all and a.only and not b.only)
            if same and limited and _of_one(replace(a, mood="fact"), replace(b, mood="fact"), pair):
                return Verdict("conflict", "other figure", f"“{a.said}”: of all, and of only some")
    return None


def roles_swapped(pair: TextPair) -> Verdict | None:
    """The one did to the other what the other text says that the other did to the one."""
    besides = any_of(outcome_words().besides)
    if not _one_event(pair) or besides.search(pair.a.text) or besides.search(pair.b.text):
        return None
    for a in pair.a.outcomes:
        for b in pair.b.outcomes:
            same = a.answer == b.answer and a.question is b.question is None and a.negated == b.negated
            crossed = a.doers & b.themes and a.themes & b.doers
            if same and crossed and not a.doers & b.doers and not a.themes & b.themes:
                return Verdict("conflict", "opposite", f"“{a.said}”: who did it and to whom is turned round")
    return None


def other_cause(pair: TextPair) -> Verdict | None:
    """What only one can have done or caused is laid to two."""
    if not _one_event(pair):
        return None
    for a in pair.a.outcomes:
        for b in pair.b.outcomes:
            sole = a.answer == b.answer and a.answer in _sole() and not a.negated and not b.negated
            sole = sole and (a.answer != "be" or a.themes == b.themes or pair.cover >= COVER_ONCE)
            known = a.doers and b.doers and not a.doers & pair.b.stems and not b.doers & pair.a.stems
            if (
                sole
                and known
                and not other_aims(pair, but="to")
                and _of_one(replace(a, doers=frozenset()), b, pair)
            ):
                names = " and ".join("/".join(sorted(one.doers)) for one in (a, b))
                return Verdict("conflict", "other figure", f"“{a.said}” is said of {names}")
    return None


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
            if once and a.mood == b.mood and _of_one(a, b, pair):
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
    return frozenset(group_of(word) for word in outcome_words().sole)


def other_way(pair: TextPair) -> Verdict | None:
    """The one goes from here to there, the other from there to here."""
    ways = [
        {(start.lower(), end.lower()) for start, end in _WAY.findall(one.text)} for one in (pair.a, pair.b)
    ]
    turned = sorted((start, end) for start, end in ways[0] if (end, start) in ways[1])
    if not turned or ways[0] & ways[1] or not _one_event(pair):
        return None
    start, end = turned[0]
    return Verdict(
        "conflict", "other figure", f"from {start.title()} to {end.title()}, and the other way round"
    )


def _one_event(pair: TextPair) -> bool:
    """Whether the texts can be about one event at one time."""
    return (
        pair.cover >= COVER_EVENT
        and not other_times(pair)
        and not elsewhere(pair)
        and another_in_row(pair) is None
    )


def _opposed(a: Outcome, b: Outcome) -> bool:
    """Whether the two give the two answers; over whom somebody won has lost."""
    if a.negated or b.negated:
        return False
    if a.answer == b.answer == "over":
        return bool(a.themes & b.doers and b.themes & a.doers)
    return {a.answer, b.answer} == {"one", "other"}


def _of_one(a: Outcome, b: Outcome, pair: TextPair) -> bool:
    """Whether two outcomes are told of one thing, by the same hands, in one mood, and of all of it."""
    if "open" in (a.mood, b.mood) or (
        a.mood != b.mood and "now" not in (a.mood, b.mood) and not _settled(a, b)
    ):
        return False
    if a.answer == b.answer == "over" and a.negated == b.negated:
        return True
    themes = a.themes & b.themes or _taking_part(a, b, pair)
    if not themes or not _same_doers(a, b) or ((a.part or b.part) and not (a.all or b.all)):
        return False
    return not any(_other_kind(theme, pair) for theme in themes)


def _elsewhere_told(stem: str, pair: TextPair) -> bool:
    """Whether both texts tell what became of a thing, and only of it in another thing or place."""
    a, b = ([one for one in reading.outcomes if stem in one.themes] for reading in (pair.a, pair.b))
    return any(_apart(one, other) for one in a for other in b)


def _apart(a: Outcome, b: Outcome) -> bool:
    """Whether the one was in one thing, the other in another: no weapon in the house, one in the river."""
    return disjoint(a.where, b.where)


def _nobody_of(a: Outcome, b: Outcome) -> bool:
    """Whether the one is said of nobody and the other of somebody, in one mood."""
    if (
        a.question not in outcome_words().people
        or a.nobody == b.nobody
        or a.mood == "open"
        or b.mood == "open"
    ):
        return False
    return (a.negated and a.nobody) or (b.negated and b.nobody)


def _taking_part(a: Outcome, b: Outcome, pair: TextPair) -> frozenset[str]:
    """Who or what two answers to one question are both told of, in whatever role, where the texts share most words."""
    if a.question is None or a.question != b.question or pair.cover < COVER_ONCE or (a.doers and b.doers):
        return frozenset()
    return a.told_of & b.told_of


def _settled(a: Outcome, b: Outcome) -> bool:
    """Whether what was decided leaves no room for what is to come: cancelled, and will go ahead."""
    decided = {one.question for one in (a, b) if one.mood == "fact"}
    return a.question == b.question and bool(decided & outcome_words().settling)


def _same_doers(a: Outcome, b: Outcome) -> bool:
    """Whether the hands are, or may be, the same: one is not named, or both are names for one body."""
    if not a.doers or not b.doers or a.doers & b.doers:
        return True
    if a.question and outcome_words().outcomes[a.question].of == "both":
        return False
    kinds = [{_bodies()[doer] for doer in one.doers if doer in _bodies()} for one in (a, b)]
    return not kinds[0] or not kinds[1] or bool(kinds[0] & kinds[1])


@lru_cache(maxsize=1)
def _bodies() -> dict[str, int]:
    """The stems of the nouns of bodies, by the group they stand in."""
    groups = enumerate(outcome_words().bodies)
    return {stem_of(group_of(word)): n for n, group in groups for word in group}


def told_alike(pair: TextPair) -> bool:
    """Whether both texts tell one thing that was done or is so, or neither tells any in words of its own."""
    a, b = (
        {(one.question, one.answer, one.negated) for one in reading.outcomes} for reading in (pair.a, pair.b)
    )
    return bool(a & b) or not a or not b or pair.cover >= COVER_TOLD


def _tells_both(outcome: Outcome, reading: Reading) -> bool:
    """Whether the text itself tells the other answer of the same thing: it was closed, and opened again."""
    return any(
        one.question == outcome.question and _opposed(one, outcome) and one.told_of & outcome.told_of
        for one in reading.outcomes
    )


def _other_kind(theme: str, pair: TextPair) -> bool:
    """Whether both texts narrow the thing, and differently: crude exports and gas exports."""
    compared = {one.word for one in (*pair.a.degrees, *pair.b.degrees)}  # "the biggest crop" is no kind
    kinds = [
        frozenset(
            kind
            for (noun, owned), found in reading.kinds.items()
            if stem_of(noun) == theme
            for kind in found - compared
        )
        for reading in (pair.a, pair.b)
    ]
    if (kinds[0] ^ kinds[1]) & _another():
        return True
    return bool(kinds[0] and kinds[1]) and not (kinds[0] & pair.b.stems or kinds[1] & pair.a.stems)


@lru_cache(maxsize=1)
def _another() -> frozenset[str]:
    return frozenset(stem_of(group_of(word)) for word in synonyms().another)
