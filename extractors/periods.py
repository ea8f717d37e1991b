"""The period of a number: of the times in its sentence the one for which it holds.

    period_of(account, Asked((12, 14), "revenue", "percent"), "2025-05-02")
    # Period("March", 16, "2025-03-01", "2025-03-31", "a time in its sentence")

A rate ("9 million a year") or "a year earlier" right behind a number is its period. Else a linear model (training/periods.py) chooses
among the times, and no time at all is one of the choices: "sales fell 4% in March, the firm said on Friday".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.account import Account
from extractors.linear import Linear
from extractors.parse import Parse
from extractors.telling import times_of_telling
from extractors.times import Time, apart_behind, dates_of, rate_beside, times_in

MOST = 6  # times on either side of the number that are looked at
_FAR = 60  # tokens between a time and the number
_CLIMB = 8
_BREAKS = frozenset(",;:()-–—") | {"and", "but", "while", "when", "who", "which", "that", "against"}
_STEPS = (0, 1, 2, 4, 7, 12, 20, 35)  # tokens between, in classes
_RATE, _BEHIND, _OWN = "rate beside the number", "a time right behind the number", "a time in its sentence"


@dataclass(frozen=True, slots=True)
class Asked:
    """A number whose period is asked: its characters, what it measures, and its unit; of a statement only the first."""

    span: tuple[int, int]
    metric: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """The time for which a quantity holds: as written, where, and as first and last day where it can be told."""

    text: str
    start: int
    first: str | None
    last: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A time that may be the period, or none, with what speaks for it."""

    time: Time | None
    features: frozenset[str]


def period_of(account: Account, asked: Asked, published: str | None) -> Period | None:
    """The period of a number or statement; None where no time is said for it.

    `published` (ISO) resolves "last year" and "Monday".
    """
    if beside := beside_of(account, asked):
        rule = _RATE if beside.kind == "rate" else _BEHIND
        return Period(beside.written, beside.start, *dates_of(beside.text, beside.kind, published), rule)
    table = candidates(account, asked)
    if len(table) == 1:
        return None
    model = Linear.load("periods")
    totals = [model.total(each.features) for each in table]
    time = table[totals.index(max(totals))].time
    if time is None:
        return None
    return Period(time.written, time.start, *dates_of(time.text, time.kind, published), _OWN)


def beside_of(account: Account, asked: Asked) -> Time | None:
    """The rate in or right behind a number ("9 million a year"), or a time behind it that is set apart ("3 million a year earlier")."""
    start, end = asked.span
    high = account.sentence_span(account.sentence_at(start))[1]
    return rate_beside(account.text, start, end, high) or apart_behind(account.text, end, high)


def candidates(account: Account, asked: Asked) -> list[Candidate]:
    """No time at all first, then the times of the number's sentence."""
    number = account.sentence_at(asked.span[0])
    times = _around(_times(account, number), asked.span)
    if not times:
        return [Candidate(None, frozenset())]
    none = Candidate(None, frozenset(_of_none(account.parse, asked, len(times))))
    return [none, *(Candidate(time, frozenset(_of_own(account, asked, number, time))) for time in times)]


def _times(account: Account, sentence: int) -> list[Time]:
    """The times of a sentence, found once: all its numbers ask."""
    known: dict[int, list[Time]] = account.doc.user_data.setdefault("crossclaim_times", {})
    if sentence not in known:
        known[sentence] = times_in(account.text, *account.sentence_span(sentence))
    return known[sentence]


def _around(times: list[Time], span: tuple[int, int]) -> list[Time]:
    """Those nearest to a number, on either side."""
    n = bisect_left(times, span[0], key=_start)
    return times[max(0, n - MOST) : n + MOST]


def _start(time: Time) -> int:
    return time.start


def _of_none(parse: Parse, asked: Asked, count: int) -> Iterator[str]:
    """What speaks for a number without a period."""
    token = parse.token_at(asked.span[0])
    verb = _verb(parse, token)
    yield from ("none", f"none metric={asked.metric}", f"none unit={asked.unit}")
    yield f"none of={min(count, 2)}"
    yield from (f"none verb={parse.lower[verb]}", f"none verb tag={parse.tag[verb]}")
    yield f"none after={parse.lower[token - 1] if token else ''}"


def _of_own(account: Account, asked: Asked, sentence: int, time: Time) -> Iterator[str]:
    """What speaks for a time in the number's own sentence: its form, its place, and what it hangs on."""
    parse, (start, end) = account.parse, asked.span
    if time.start < end and start < time.end:
        yield from ("inside", f"inside {time.kind}")
        return
    first, last = parse.tokens_at(start, end)
    opens, ends = parse.tokens_at(time.start, time.end)
    side = "before" if time.end <= start else "after"
    low, high = (ends, first) if side == "before" else (last, opens)
    kind = f"kind={time.kind}"
    yield from (side, kind, f"{kind} {side}", f"{kind} metric={asked.metric}", f"{kind} unit={asked.unit}")
    yield f"{side} {next((step for step in _STEPS if high - low <= step), 'far')}"
    yield from _between(parse, low, min(high, low + _FAR), side)
    word = parse.lower[opens - 1] if opens else ""
    yield from (
        f"after={word}",
        f"after={word} {side}",
        f"before={parse.lower[ends] if ends < parse.size else ''}",
    )
    yield f"number after={parse.lower[first - 1] if first else ''} {side}"
    yield from (f"word={time.text.lower()}", f"first word={time.text.lower().split()[0]}")
    yield from _hung(account, asked, sentence, time)


def _between(parse: Parse, low: int, high: int, side: str) -> Iterator[str]:
    """What stands between the time and the number."""
    breaks = sum(parse.lower[token] in _BREAKS for token in range(low, high))
    numbers = sum(parse.tag[token] == "CD" for token in range(low, high))
    yield from (f"{side} breaks={min(breaks, 4)}", f"{side} numbers={min(numbers, 3)}")
    yield f"{side} breaks={min(breaks, 2)} numbers={min(numbers, 1)}"


def _hung(account: Account, asked: Asked, sentence: int, time: Time) -> Iterator[str]:
    """What the time hangs on in the parse, and how that stands to the number's own verb."""
    parse, kind = account.parse, f"kind={time.kind}"
    token = parse.head_within(*parse.tokens_at(time.start, time.end))
    number = parse.head_within(*parse.tokens_at(*asked.span))
    if parse.dep[token] in ("pobj", "pcomp"):
        token = parse.head[token]
        yield f"prep={parse.lower[token]}"
    on = parse.head[token]
    verb, its = _verb(parse, number), _verb(parse, on)
    yield from (f"dep={parse.dep[token]} {kind}", f"on={parse.tag[on]}", f"on word={parse.lower[on]}")
    above = [number, *parse.ancestors(number, most=_CLIMB)]
    yield f"above {min(above.index(on), 5)} {parse.tag[on][:2]}" if on in above else "not above"
    if on == verb:
        yield from ("same verb", f"same verb {parse.tag[verb]} {time.kind}")
    elif its == verb:
        yield "same verb above"
    elif its in above:
        yield f"higher verb {parse.dep[verb]}"
    elif verb in parse.ancestors(its, most=_CLIMB):
        yield f"lower verb {parse.dep[its]}"
    else:
        yield f"other clause {parse.dep[its]}"
    yield f"verbs {parse.tag[its]} {parse.tag[verb]}"
    yield f"told={_is_told(account, sentence, time)}"
    said = [one for one in account.beside(time.start) if any(parse.token_at(at) == its for at, _ in one.cue)]
    yield f"says={bool(said)}"
    if said:
        yield f"says covers={any(one.covers(*asked.span) for one in said)} {kind}"


def _is_told(account: Account, sentence: int, time: Time) -> bool:
    """Whether it is the time of telling: "the firm said on Friday"."""
    spans = times_of_telling(account, *account.sentence_span(sentence))
    n = bisect_left(spans, (time.start + 1,)) - 1
    return n >= 0 and time.start < spans[n][1]


def _verb(parse: Parse, token: int) -> int:
    """The verb that governs a token, or the last of those looked at."""
    for _ in range(_CLIMB):
        if parse.tag[token].startswith("VB") or parse.tag[token] == "MD" or parse.head[token] == token:
            break
        token = parse.head[token]
    return token
