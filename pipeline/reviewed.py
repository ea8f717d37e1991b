"""What people decided, applied to claims and relations; nothing is deleted, the last verdict counts.

A review's key is a claim's id, or a relation's `relation_key`. Verdicts: of a claim "rejected",
"confirmed" or "corrected" (its `detail` holds the corrected fields); of a relation "dismissed" or
"confirmed"; of a subject "merged" (`detail["into"]`); of an outlet "owner" (`detail["owner"]`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from db.records import Claim, Relation, Review

_NUMBERS = ("low", "high")
_TEXTS = ("metric", "unit", "subject", "item", "source", "via", "period", "scope")


class Reviewed:
    """The last verdict on each target, by the time it was made."""

    def __init__(self, reviews: Sequence[Review] = ()) -> None:
        ordered = sorted(reviews, key=lambda review: (review.made_at, review.id))
        self._last = {(review.target, review.key): review for review in ordered}

    def claim(self, claim: Claim) -> Claim:
        """The claim with what a person corrected in it."""
        if not self._last:
            return claim
        changes: dict[str, Any] = {}
        review = self._last.get(("claim", claim.id))
        if review and review.verdict == "corrected":
            changes |= {name: review.detail[name] or None for name in _TEXTS if name in review.detail}
            changes |= {
                name: float(review.detail[name]) if review.detail[name] else None
                for name in _NUMBERS
                if name in review.detail
            }
        subject = changes.get("subject", claim.subject)
        merged = self._last.get(("subject", subject)) if subject else None
        if merged and merged.verdict == "merged":
            changes["subject"] = merged.detail["into"]
        return replace(claim, **changes) if changes else claim

    def rejection(self, claim: Claim) -> str | None:
        """Why a person rejected the claim; None where nobody did."""
        review = self._last.get(("claim", claim.id))
        return review.reason if review and review.verdict == "rejected" else None

    def rejected_at(self, claim: Claim) -> str | None:
        """When a person rejected the claim; None where nobody did."""
        review = self._last.get(("claim", claim.id))
        return review.made_at if review and review.verdict == "rejected" else None

    def confirmation(self, claim: Claim) -> str | None:
        """Why a person confirmed the claim; None where nobody did."""
        review = self._last.get(("claim", claim.id))
        return review.reason if review and review.verdict == "confirmed" else None

    def owner(self, outlet: str) -> str:
        """Who owns an outlet as a person marked it; the outlet itself where nobody did."""
        review = self._last.get(("outlet", outlet))
        return review.detail.get("owner", outlet) if review and review.verdict == "owner" else outlet

    def relation(self, relation: Relation) -> Relation:
        """The relation as a person decided: a dismissed conflict stays, as not compared, with the reason."""
        review = self._last.get(("relation", relation.id))
        if review is None or review.verdict != "dismissed":
            return relation
        reason = f"Dismissed by {review.reviewer}: {review.reason} ({relation.why})"
        return replace(relation, relation="not_compared", kind="dismissed", rule="review", why=reason)
