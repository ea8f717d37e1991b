"""Rules for two aligned numbers of one thing at different points: asked for and given, then and now, at one moment and another."""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.alternatives import one_of
from pipeline.pairs import Verdict
from pipeline.sameness import one_event
from pipeline.stages import stage_words
from pipeline.synonyms import any_of, stem_of
from pipeline.texts import Match, TextPair


def other_stage(match: Match, pair: TextPair) -> Verdict | None:
    """The numbers stand at different stages: what is asked for, offered, forecast or allowed, and what is."""
    a, b = match.a.stage, match.b.stage
    if not match.apart or a == b:
        return None
    return Verdict("compatible", "other stage", f"{match.quotes}: {a or 'what is'} and {b or 'what is'}")


def then_and_now(match: Match, pair: TextPair) -> Verdict | None:
    """The one is what it was before, or what a text compares its own number with, the other what it is."""
    if not match.apart or match.a.earlier == match.b.earlier:
        return None
    then = match.a if match.a.earlier else match.b
    return Verdict(
        "compatible", "other period", f"{match.quotes}: “{then.quote.strip()}” is what it was before"
    )


def running_count(match: Match, pair: TextPair) -> Verdict | None:
    """The larger number has run up over a time, the other is of one day."""
    if not match.apart or not one_event(match, pair):
        return None
    runs = any_of(stage_words().running)
    found = [bool(runs.search(reading.text)) for reading in (pair.a, pair.b)]
    if found[0] == found[1]:
        return None
    whole, part, once = (match.a, match.b, pair.b) if found[0] else (match.b, match.a, pair.a)
    if part.value.point > whole.value.point or not (once.days or once.months):
        return None
    return Verdict("compatible", "part of", f"{match.quotes}: “{whole.quote.strip()}” is a running count")


def another_moment(match: Match, pair: TextPair) -> Verdict | None:
    """What is measured moves all the time, and the texts name no time that both speak of."""
    if not match.apart or not any(
        _moves(side.holder.head if side.holder else "") for side in (match.a, match.b)
    ):
        return None
    spans = [
        {found.lower() for found in any_of(stage_words().stretches).findall(one.text)}
        for one in (pair.a, pair.b)
    ]
    shared = spans[0] & spans[1] or pair.a.days & pair.b.days or pair.a.months & pair.b.months
    if shared:
        return None
    return Verdict("compatible", "other period", f"{match.quotes} need not be of one moment")


def other_end(match: Match, pair: TextPair) -> Verdict | None:
    """The distances are measured from different ends."""
    if not match.apart or match.a.unit != match.b.unit or match.a.form != "measure":
        return None
    after = [
        _sides().match(reading.text, side.end) for reading, side in ((pair.a, match.a), (pair.b, match.b))
    ]
    if not any(after) or (after[0] and after[1] and after[0][0].lower() == after[1][0].lower()):
        return None
    return Verdict("incomparable", "other measure", f"{match.quotes} are not measured from one end")


def _moves(stem: str) -> bool:
    return stem in _moving()


@lru_cache(maxsize=1)
def _moving() -> frozenset[str]:
    return frozenset(stem_of(word) for word in stage_words().moving)


@lru_cache(maxsize=1)
def _sides() -> re.Pattern[str]:
    return re.compile(rf" (?:{one_of(stage_words().sides)})\b(?: of| from)?(?: the| a)? ?\w*", re.IGNORECASE)
