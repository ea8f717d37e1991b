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
        self._last: dict[tuple[str, str], Review] = {
            (review.target, review.key): review for review in ordered
        }

    def __bool__(self) -> bool:
        """Whether anybody decided anything: of most stores nobody did, and nothing need be looked up."""
        return bool(self._last)

    def claim(self, claim: Claim) -> Claim:
        """The claim with what a person corrected in it."""
        if not self._last:
            return claim
        changes: dict[str, Any] = {}
        if review := self._found("claim", claim.id, "corrected"):
            changes |= {name: review.detail[name] or None for name in _TEXTS if name in review.detail}
            changes |= {
                name: float(review.detail[name]) if review.detail[name] else None
                for name in _NUMBERS
                if name in review.detail
            }
        subject = changes.get("subject", claim.subject)
        if subject and (merged := self._found("subject", subject, "merged")):
            changes["subject"] = merged.detail["into"]
        return replace(claim, **changes) if changes else claim

    def rejection(self, claim: Claim) -> str | None:
        """Why a person rejected the claim; None where nobody did."""
        review = self._found("claim", claim.id, "rejected")
        return review.reason if review else None

    def rejected_at(self, claim: Claim) -> str | None:
        """When a person rejected the claim; None where nobody did."""
        review = self._found("claim", claim.id, "rejected")
        return review.made_at if review else None

    def confirmation(self, claim: Claim) -> str | None:
        """Why a person confirmed the claim; None where nobody did."""
        review = self._found("claim", claim.id, "confirmed")
        return review.reason if review else None

    def owners(self, outlets: set[str]) -> set[str]:
        """Who own these outlets as a person marked them; of an outlet that nobody marked, itself."""
        return {self._owner(outlet) for outlet in outlets} if self._last else outlets

    def _owner(self, outlet: str) -> str:
        review = self._found("outlet", outlet, "owner")
        return review.detail.get("owner", outlet) if review else outlet

    def relation(self, relation: Relation) -> Relation:
        """The relation as a person decided: a dismissed conflict stays, as not compared, with the reason."""
        review = self._found("relation", relation.id, "dismissed")
        if review is None:
            return relation
        reason = f"Dismissed by {review.reviewer}: {review.reason} ({relation.why})"
        return replace(relation, relation="not_compared", kind="dismissed", rule="review", why=reason)

    def _found(self, target: str, key: str, verdict: str) -> Review | None:
        """The last review of a target, where that was its verdict."""
        review = self._last.get((target, key))
        return review if review and review.verdict == verdict else None
