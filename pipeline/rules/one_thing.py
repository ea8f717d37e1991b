"""Whether two outcomes are told of one thing: one event, one theme by whatever name, the same hands, and all of it.

    of_one(a, b, pair)     # True: "The council approved the plan." and "The scheme was blocked."

A theme that goes by two names is one thing where the words are names for one kind of thing (`things` of
data/outcomes.yml), or where the one is a name and the other what papers call its bearer ("the airline").
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.frames import CAUSE, Outcome
from pipeline.outcome_words import outcome_words
from pipeline.readings import Reading
from pipeline.rules.contrasts import disjoint, other_times
from pipeline.rules.marks import another_in_row
from pipeline.synonyms import any_of, group_of, stem_of, synonyms
from pipeline.texts import TextPair, elsewhere

_ROUTE = re.compile(r"\b(?:from|between) ([A-Z]\w+) (?:to|and) ([A-Z]\w+)")
COVER_ONCE = 0.6
COVER_EVENT = 0.35  # of the words of the shorter text: it is about the same event
COVER_NAMED = 0.3  # where a name is told of in both
COVER_RENAMED = 0.4  # from which on one thing may go by two names


def one_event(pair: TextPair) -> bool:
    """Whether the texts can be about one event at one time."""
    return (
        pair.cover >= (COVER_NAMED if pair.a.names & pair.b.names else COVER_EVENT)
        and not other_times(pair)
        and not elsewhere(pair)
        and another_in_row(pair) is None
        and not _other_route(pair)
        and not _other_hours(pair)
    )


def _other_route(pair: TextPair) -> bool:
    """Whether the texts speak of ways between other places: from Oslo to Bergen, between Oslo and Hamar."""
    ways = [{frozenset(found) for found in _ROUTE.findall(one.text)} for one in (pair.a, pair.b)]
    return bool(ways[0] and ways[1]) and not ways[0] & ways[1]


def _other_hours(pair: TextPair) -> bool:
    """Whether the one text speaks of a morning alone, the other of an evening alone, and neither of what is still so."""
    if any(re.search(r"\bstill\b", one.text) for one in (pair.a, pair.b)):
        return False
    halves = [
        {half for half, words in outcome_words().hours.items() if any_of(words).search(one.text)}
        for one in (pair.a, pair.b)
    ]
    return bool(halves[0] and halves[1]) and not halves[0] & halves[1]


def _bygone(pair: TextPair) -> bool:
    """Whether only one of the texts speaks of an earlier time than its own: last year's race, an earlier version."""
    past = any_of(outcome_words().bygone)
    return bool(past.search(pair.a.text)) != bool(past.search(pair.b.text))


def opposed(a: Outcome, b: Outcome) -> bool:
    """Whether the two give the two answers; over whom somebody won has lost."""
    if a.negated or b.negated:
        return False
    if a.answer == b.answer == "over":
        return bool(a.themes & b.doers and b.themes & a.doers)
    return {a.answer, b.answer} == {"one", "other"}


def of_one(a: Outcome, b: Outcome, pair: TextPair) -> bool:
    """Whether two outcomes are told of one thing, by the same hands, in one mood, and of all of it."""
    if "open" in (a.mood, b.mood) or (
        a.mood != b.mood and "now" not in (a.mood, b.mood) and not _settled(a, b)
    ):
        return False
    if a.answer == b.answer == "over" and a.negated == b.negated:
        return True
    if (
        not _same_doers(a, b, pair)
        or ((a.part or b.part) and not (a.all or b.all))
        or other_matter(a, b, pair)
    ):
        return False
    themes = a.themes & b.themes or _taking_part(a, b, pair)
    if not themes:
        return _renamed(a, b, pair)
    return not any(other_kind(stem, pair) for stem in themes | (a.where & b.where))


def other_matter(a: Outcome, b: Outcome, pair: TextPair) -> bool:
    """Whether the one is of, for, to or against one thing and the other another: cleared of theft, guilty of fraud."""
    shared = {how for how, _ in a.matter} & {how for how, _ in b.matter}
    for keys in (*({how} for how in shared), {how for how, _ in a.matter | b.matter}):
        one, other = (frozenset(stem for how, stem in side.matter if how in keys) for side in (a, b))
        unheard = not one & pair.b.stems and not other & pair.a.stems
        if disjoint(one, other) and unheard and not any(alike(x, y) for x in one for y in other):
            return True
    return False


def _renamed(a: Outcome, b: Outcome, pair: TextPair) -> bool:
    """Whether what the one is told of goes by another name in the other text: the canvas is the painting, the airline Norvia Air."""
    asked = a.question == b.question and (a.question is not None or a.answer == b.answer == CAUSE)
    if not asked or pair.cover < COVER_RENAMED:
        return False
    for x in a.themes - pair.b.stems:
        for y in b.themes - pair.a.stems:
            if alike(x, y):
                return not _narrowed_apart(x, y, pair)
    return _bears_name(a, b, pair.a, pair.b) or _bears_name(b, a, pair.b, pair.a)


def _bears_name(a: Outcome, b: Outcome, own: Reading, other: Reading) -> bool:
    """Whether the one is told of a name that both texts know, the other of "the company"."""
    named = a.told_of & own.heroes & other.stems
    return bool(named and b.themes) and b.themes <= _anyones() and not b.told_of & other.heroes


def _narrowed_apart(x: str, y: str, pair: TextPair) -> bool:
    """Whether the two are narrowed by words of which neither text has the other's: the north tower, the south block."""
    kinds = [_narrowing(stem, reading) for reading, stem in ((pair.a, x), (pair.b, y))]
    if (kinds[0] ^ kinds[1]) & _another():
        return True
    return disjoint(*kinds) and not (kinds[0] & pair.b.stems or kinds[1] & pair.a.stems)


def _narrowing(stem: str, reading: Reading) -> frozenset[str]:
    """The words that say which of several is meant by a noun."""
    found = (kind for (noun, _), words in reading.kinds.items() if stem_of(noun) == stem for kind in words)
    return frozenset(found) - _general()


@lru_cache(maxsize=1)
def _general() -> frozenset[str]:
    return frozenset(stem_of(group_of(word)) for word in outcome_words().general)


@lru_cache(maxsize=1)
def _things() -> dict[str, frozenset[int]]:
    """The stems of the nouns that papers use for one thing, by the lines that they stand in."""
    table: dict[str, set[int]] = {}
    for n, line in enumerate(outcome_words().things):
        for word in line:
            table.setdefault(stem_of(group_of(word)), set()).add(n)
    return {stem: frozenset(lines) for stem, lines in table.items()}


@lru_cache(maxsize=1)
def _sorts() -> dict[str, frozenset[str]]:
    """The stems of the nouns for a sort of thing, each with the stems of those that it may stand for."""
    sorts = outcome_words().sorts.items()
    return {
        stem_of(group_of(sort)): frozenset(stem_of(group_of(word)) for word in words) for sort, words in sorts
    }


def alike(x: str, y: str) -> bool:
    """Whether two stems may be names for one thing: "canvas" and "painting", "man" and "suspect"."""
    lines = _things()
    if lines.get(x, frozenset()) & lines.get(y, frozenset()):
        return True
    return y in _sorts().get(x, ()) or x in _sorts().get(y, ())


@lru_cache(maxsize=1)
def _anyones() -> frozenset[str]:
    return frozenset(stem_of(group_of(word)) for word in synonyms().firms)


def apart(a: Outcome, b: Outcome) -> bool:
    """Whether the one was in one thing, the other in another: no weapon in the house, one in the river."""
    return disjoint(a.where, b.where)


def nobody_of(a: Outcome, b: Outcome) -> bool:
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
    if a.question is None or a.question != b.question or (a.doers and b.doers):
        return frozenset()
    told = a.told_of & b.told_of
    named = pair.cover >= COVER_RENAMED and told & (pair.a.heroes | pair.b.heroes)
    return told if named or pair.cover >= COVER_ONCE else frozenset()


def _settled(a: Outcome, b: Outcome) -> bool:
    """Whether what was decided leaves no room for what is to come: cancelled, and will go ahead."""
    decided = {one.question for one in (a, b) if one.mood == "fact"}
    return a.question == b.question and bool(decided & outcome_words().settling)


def _same_doers(a: Outcome, b: Outcome, pair: TextPair) -> bool:
    """Whether the hands are, or may be, the same: one is not named, or both are names for one body."""
    if not a.doers or not b.doers or a.doers & b.doers:
        return True
    if a.question and outcome_words().outcomes[a.question].of == "both":
        return False
    if _two_names(a, b, pair):
        return False
    if any(alike(x, y) for x in a.doers for y in b.doers):
        return True
    kinds = [{_bodies()[doer] for doer in one.doers if doer in _bodies()} for one in (a, b)]
    return not kinds[0] or not kinds[1] or bool(kinds[0] & kinds[1])


def _two_names(a: Outcome, b: Outcome, pair: TextPair) -> bool:
    """Whether the hands are of two names, of which each text knows but one."""
    one, other = a.doers & pair.a.heroes, b.doers & pair.b.heroes
    return disjoint(one, other) and not one & pair.b.stems and not other & pair.a.stems


@lru_cache(maxsize=1)
def _bodies() -> dict[str, int]:
    """The stems of the nouns of bodies, by the group they stand in."""
    groups = enumerate(outcome_words().bodies)
    return {stem_of(group_of(word)): n for n, group in groups for word in group}


def other_kind(theme: str, pair: TextPair, *, deep: bool = True) -> bool:
    """Whether both texts narrow the thing, and differently: crude exports and gas exports, sales of cars and of petrol cars."""
    compared = {one.word for one in (*pair.a.degrees, *pair.b.degrees)}  # "the biggest crop" is no kind
    a, b = (_narrowing(theme, reading) - compared for reading in (pair.a, pair.b))
    if (a ^ b) & _another():
        return True
    if a and b and not (a & pair.b.stems or b & pair.a.stems):
        return True
    return deep and any(other_kind(kind, pair, deep=False) for kind in a & b)


@lru_cache(maxsize=1)
def _another() -> frozenset[str]:
    return frozenset(stem_of(group_of(word)) for word in synonyms().another)


def may_be_one(a: Outcome, b: Outcome, pair: TextPair) -> bool:
    """Whether nothing shows that two outcomes are told of two things: other themes, hands or kinds."""
    themes = a.themes & b.themes
    if (
        a.themes
        and b.themes
        and not themes
        and not any(_may_be(x, y, pair) for x in a.themes for y in b.themes)
    ):
        return False
    return not disjoint(a.doers, b.doers) and not any(other_kind(stem, pair) for stem in themes)


def _may_be(x: str, y: str, pair: TextPair) -> bool:
    """Whether two themes may be one by another name: unemployment, and the rate of "the jobless rate"."""
    return alike(x, y) or x in _narrowing(y, pair.b) or y in _narrowing(x, pair.a)
