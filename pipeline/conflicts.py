"""The dispute of a question: its sharpest pair, its state, and how sharp it is.

One row a dispute, whatever the number of claims. State and sharpness follow from the days on which the
articles were seen, never from the day of the run, so that a rebuild gives what the daily runs gave.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from db.records import Answer, Conflict, ConflictState, Question, Relation, content_id
from pipeline.intervals import ratio_of
from pipeline.sides import Side

# Kinds of conflict that are as sharp as can be, whatever the numbers.
OUTRIGHT = {"denial": "a denial", "opposite": "opposites"}
_EPOCH = date(2020, 1, 1)


class _Dispute(NamedTuple):
    """Two answers that conflict: how far apart they are, and since when both were before us.

    `spread` is the ratio of the two numbers (None where their units differ), `confidence` that of the less
    sure of their best claims.
    """

    relation: Relation
    a: Answer
    b: Answer
    spread: float | None
    begun: str | None
    confidence: float


def conflict_of(
    question: Question, answers: Sequence[Answer], relations: Sequence[Relation], sides: Mapping[str, Side]
) -> Conflict | None:
    """The dispute among a question's answers, or None where no two of them conflict.

    It is settled where each conflicting pair has a side that counts no more.
    """
    by_id = {answer.id: answer for answer in answers}
    disputed = [
        _dispute(one, by_id[one.a], by_id[one.b], sides) for one in relations if one.relation == "conflict"
    ]
    if not disputed:
        return None
    standing = [one for one in disputed if "deprecated" not in (one.a.rank, one.b.rank)]
    pairs = standing or disputed
    dull, _, sharpest = min([(-sum(_sharpness(one)), one.relation.id, one) for one in pairs])
    begun = min([one.begun for one in pairs if one.begun], default=None)
    spread = max([one.spread for one in pairs if one.spread and math.isfinite(one.spread)], default=None)
    seen = max([day for one in pairs for day in (one.a.last_seen, one.b.last_seen) if day], default=None)
    history = _history(pairs, settled=not standing)
    return Conflict(
        id=content_id("conflict", question.id),
        question=question.id,
        answer_a=sharpest.a.id,
        answer_b=sharpest.b.id,
        relation=sharpest.relation.id,
        why=sharpest.relation.why,
        spread=spread if spread is None or spread > 1 else None,
        origins_a=sharpest.a.origins,
        origins_b=sharpest.b.origins,
        first_seen=begun,
        last_seen=seen,
        state=_state(history, begun=begun, seen=seen),
        sharpness=round(-dull, 2),
        sharpness_why=_explained(sharpest),
        history=history,
        changed_at=history[-1]["at"] or None,
    )


def _dispute(relation: Relation, a: Answer, b: Answer, sides: Mapping[str, Side]) -> _Dispute:
    one, other = sides[a.best_claim], sides[b.best_claim]
    spread = ratio_of(one.value, other.value) if one.value.unit == other.value.unit else None
    begun = max(a.first_seen or "", b.first_seen or "") or None
    return _Dispute(relation, a, b, spread, begun, min(one.claim.confidence, other.claim.confidence))


def _history(pairs: Sequence[_Dispute], *, settled: bool) -> tuple[dict[str, Any], ...]:
    """When the dispute began, when a later day brought a larger spread, and when its last pair lost a side.

    Each is {"at", "change", "spread"}, in order; what one day brought is one change.
    """
    days: dict[str, list[_Dispute]] = {}
    for one in pairs:
        days.setdefault((one.begun or "")[:10], []).append(one)
    history: list[dict[str, Any]] = []
    widest = 0.0
    for _, together in sorted(days.items()):
        spread = max([one.spread or 1.0 for one in together])
        if spread > widest:
            change = "widened" if history else "new"
            at = min([one.begun or "" for one in together])
            history.append({"at": at, "change": change, "spread": spread if 1 < spread < math.inf else None})
            widest = spread
    if settled:
        ended = [min(filter(None, (one.a.withdrawn_at, one.b.withdrawn_at)), default="") for one in pairs]
        history.append({"at": max(ended), "change": "settled", "spread": None})
    return tuple(history)


def _state(history: Sequence[Mapping[str, Any]], *, begun: str | None, seen: str | None) -> ConflictState:
    """new on the day it began, widened where a later day brought a larger spread, else standing."""
    last: str = history[-1]["change"]
    if last == "settled":
        return "settled"
    if (seen or "")[:10] <= (begun or "")[:10]:
        return "new"
    return "widened" if last == "widened" else "standing"


def _sharpness(dispute: _Dispute) -> tuple[float, float, float, float]:
    """How sharp a dispute is: points for voices, width, confidence and freshness.

    Ten points for each origin of the weaker side (to 30), up to ten for the width or for an outright denial, twenty times the lesser
    confidence, and ten for each year since 2020, so that of two equal disputes the fresher comes first.
    """
    a, b = dispute.a, dispute.b
    voices = a.origins if a.origins < b.origins else b.origins  # of so many pairs, `min` would be dear
    width = 10.0 if dispute.relation.kind in OUTRIGHT else _width(dispute.spread)
    fresh = _freshness(_last_day(a, b))
    return 10.0 * voices if voices < 3 else 30.0, width, 20 * dispute.confidence, fresh


def _width(spread: float | None) -> float:
    """Points for how far apart two numbers are: ten for a factor of ten to thirty, five where units differ.

    Beyond that they fall again, to none at a factor of three hundred: numbers so far apart more often
    measure two things than contradict each other.
    """
    if spread is None:
        return 5.0
    if spread > 30:
        return max(0.0, 10 - 10 * math.log10(spread / 30))
    return 10.0 if spread >= 10 else 10 * math.log10(spread)


@lru_cache(maxsize=4096)
def _freshness(day: str) -> float:
    return (date.fromisoformat(day) - _EPOCH).days / 36.525 if day else 0.0


def _last_day(a: Answer, b: Answer) -> str:
    return max(a.last_seen or "", b.last_seen or "")[:10]


def _explained(dispute: _Dispute) -> str:
    """The sum of a dispute's sharpness, in words."""
    a, b, spread = dispute.a, dispute.b, dispute.spread
    voices, width, confidence, fresh = _sharpness(dispute)
    if dispute.relation.kind in OUTRIGHT:
        apart = OUTRIGHT[dispute.relation.kind]
    elif spread is None:
        apart = "in different units"
    else:
        apart = "of equal value" if spread == 1 else f"{spread:,.3g} times apart"
    parts = (
        f"origins {a.origins} and {b.origins} (+{voices:.0f})",
        f"{apart} (+{width:.1f})",
        f"confidence {confidence / 20:.2f} (+{confidence:.1f})",
        f"last seen {_last_day(a, b) or 'on an unknown day'} (+{fresh:.1f})",
    )
    return "; ".join(parts)
