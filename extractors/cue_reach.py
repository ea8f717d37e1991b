"""How far what somebody says goes on where the parse ends it: behind a semicolon, and behind the speaker himself.

    "They reported that Apple holds 214; Nike holds 10."              content [that Apple holds 214; Nike holds 10]
    "The middle paid 8.9%, the agency said, and the bottom paid 2%."  content [The middle paid 8.9%] [the bottom …]

Everything here counts in tokens (last exclusive) of one Parse.
"""

from __future__ import annotations

from dataclasses import replace

from extractors.cue_frames import Found
from extractors.parse import Parse
from extractors.verbs import FINITE, REACH, SUBJECTS, Range

_TURNING = frozenset({"and", "but", "while", "though", "although", "whereas"})
_NEAR = 3  # tokens between such a word and who tells


def with_rest(parse: Parse, found: list[Found]) -> list[Found]:
    """`found`, where the content of a clause goes on as far as nobody else speaks, and no farther."""
    cues = {one.cue[0] for one in found}
    tellers = {
        one.cue[0]: one.source for one in found if one.rule == "clause" and one.source and not one.weak
    }
    return [
        _with_rest(parse, _up_to_next(parse, one, tellers), cues) if _may_go_on(one) else one for one in found
    ]


def _may_go_on(one: Found) -> bool:
    return one.rule == "clause" and one.source is not None and bool(one.content) and not one.weak


def _with_rest(parse: Parse, one: Found, cues: set[int]) -> Found:
    assert one.source is not None
    first, last = one.content[0][0], one.content[-1][1]
    if one.cue[0] < first:
        rest = _behind_semicolons(parse, last, cues)
        return replace(one, content=(*one.content[:-1], (one.content[-1][0], rest))) if rest > last else one
    if last <= one.source[0] and (clause := _second_clause(parse, one, cues)):
        return replace(one, content=(*one.content, clause))
    return one


def _up_to_next(parse: Parse, one: Found, tellers: dict[int, Range]) -> Found:
    """The content up to ", and" behind which somebody else tells: "She said 3 are left, and the mayor replied that"."""
    first, last = one.content[-1]
    for token in range(first + 1, min(last, first + REACH) - 1):
        turns = parse.lower[token] == "," and parse.lower[token + 1] in _TURNING
        if turns and _next_teller(parse, token + 1, last, tellers):
            return replace(one, content=(*one.content[:-1], (first, token)))
    return one


def _next_teller(parse: Parse, turn: int, last: int, tellers: dict[int, Range]) -> bool:
    """Whether the clause that a word turns to is another's: its verb tells and has a subject of its own there."""
    if parse.lower[turn + 1] == "that":
        return False  # "said 3 are left, and that the mayor claims 5"
    near = (verb for verb in range(turn + 1, min(last, turn + REACH)) if verb in tellers)
    beside = (verb for verb in near if turn < tellers[verb][0] <= turn + _NEAR)
    hung = (verb for verb in parse.children[parse.head[turn]] if verb > turn and parse.dep[verb] == "conj")
    return any(
        verb > tellers[verb][0] > turn and parse.child(verb, *SUBJECTS) is not None
        for verb in (*beside, *hung)
        if verb in tellers
    )


def _behind_semicolons(parse: Parse, last: int, cues: set[int]) -> int:
    """Where a list of clauses between semicolons ends, each without a speaker of its own."""
    end = min(parse.sentence_of(last - 1)[1], last + REACH)
    while last < end and parse.lower[last] == ";":
        stop = next((token for token in range(last + 1, end) if parse.lower[token] in (";", ".")), end)
        if not cues.isdisjoint(range(last, stop)) or not _is_clause(parse, last + 1, stop):
            break
        last = stop
    return last


def _is_clause(parse: Parse, first: int, last: int) -> bool:
    return any(parse.tag[token] in FINITE for token in range(first, last))


def _second_clause(parse: Parse, one: Found, cues: set[int]) -> Range | None:
    """What an inserted speaker goes on with, behind "and" and about somebody else than himself."""
    verb = one.cue[0]
    for child in parse.children[verb]:
        subject = parse.child(child, *SUBJECTS)
        if parse.dep[child] != "conj" or parse.tag[child] not in FINITE or subject is None:
            continue
        first, last = parse.edges[child]
        opens = [parse.lower[token] for token in (first - 2, first - 1)]
        told = opens[0] == "," and opens[1] in _TURNING and parse.tag[subject] != "PRP"
        if told and cues.isdisjoint(range(first, last)):
            return first, last
    return None
