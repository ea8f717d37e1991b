"""The form for a review, the queue of what is worth one, and the log of those made."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any

from browse.marks import sentence_with_quote, two_sentences
from browse.reading import Reader, Row
from db import views
from db.clock import now
from db.records import Review, content_id
from db.reviews import VERDICTS, ReviewLog

NUMBERS = ("low", "high")
FIELDS = ("metric", "low", "high", "unit", "subject", "item", "source", "via", "period", "scope")
QUEUE, LOG = 40, 200


class Unfit(ValueError):
    """A form that cannot become a review; its text says why."""


def review_page(reader: Reader, target: str, key: str, log: ReviewLog) -> dict[str, Any] | None:
    """What is to be decided, with what was decided before; None where there is no such claim or relation."""
    found = subject_of(reader, target, key)
    if found is None:
        return None
    past = [review for review in log.all() if (review.target, review.key) == (target, key)]
    fields = FIELDS if target == "claim" else ()
    return {
        "target": target,
        "key": key,
        "verdicts": VERDICTS[target],
        "past": past,
        "fields": fields,
        **found,
    }


def subject_of(reader: Reader, target: str, key: str) -> dict[str, Any] | None:
    """The cards of a claim, or of both sides of a relation, and their question."""
    if target == "claim":
        claims = reader.all(views.CLAIMS_BY_ID, ids=json.dumps([key]))
        cards = [{**claim, "marked": sentence_with_quote(claim)} for claim in claims]
        return {"cards": cards, "question": claims[0]["question"], "why": None} if claims else None
    if target != "relation" or not (relation := reader.one(views.RELATION, id=key)):
        return None
    ids = json.dumps([relation["a"], relation["b"]])
    pair = sorted(reader.all(views.ANSWERS_BY_ID, ids=ids), key=lambda card: str(card["answer"]))
    cards = [{**card, "marked": marked} for card, marked in zip(pair, two_sentences(*pair), strict=True)]
    return {"cards": cards, "question": relation["question"], "why": relation["why"]}


def review_from(form: Mapping[str, str], found: dict[str, Any], reviewer: str) -> Review:
    """The review that a form stands for; Unfit where a reason is missing or a number is none.

    Of the fields only those that differ from the claim's are kept, as what was corrected.
    """
    target, key, verdict = form["target"], form["key"], form.get("verdict", "")
    reason = form.get("reason", "").strip()
    if verdict not in VERDICTS[target]:
        raise Unfit("Choose what you decide.")
    if not reason:
        raise Unfit("Say why: the reason is what the next reader sees.")
    detail = _changed(form, found["cards"][0]) if verdict == "corrected" else {}
    if verdict == "corrected" and not detail:
        raise Unfit("Change at least one field, or choose another decision.")
    made_at = now()
    id = content_id(target, key, verdict, json.dumps(detail), reviewer, reason, made_at)
    return Review(id, target, key, verdict, detail, reviewer, reason, made_at)  # type: ignore[arg-type]  # in VERDICTS


def _changed(form: Mapping[str, str], claim: Row) -> dict[str, str]:
    changes: dict[str, str] = {}
    for name in FIELDS:
        said = form.get(f"field_{name}", "").strip()
        if said == field_text(claim[name]):
            continue
        if name in NUMBERS and said:
            try:
                finite = math.isfinite(float(said))
            except ValueError:
                finite = False
            if not finite:
                raise Unfit(f"{said!r} is no number for {name}: write it as 2048 or 5.576e6.")
        changes[name] = said
    return changes


def field_text(value: Any) -> str:
    """A field as a form shows it; "" for none."""
    return "" if value is None else f"{value:.15g}" if isinstance(value, float) else str(value)


def reviews_page(reader: Reader, log: ReviewLog) -> dict[str, Any]:
    """The open conflicts that nobody has reviewed, those that one decision settles first, and the newest reviews."""
    reviews = log.all()
    done = {review.key for review in reviews}
    conflicts = reader.all(views.CONFLICTS_FOR_REVIEW, limit=QUEUE + len(done))
    return {
        "queue": [one for one in conflicts if not {one["relation"], one["claim"]} & done][:QUEUE],
        "reviews": reviews[::-1][:LOG],
    }
