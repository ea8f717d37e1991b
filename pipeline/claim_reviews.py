"""Reviews of claims as ClaimReview of schema.org (JSON-LD): only what a person decided under their name.

What a machine found is never a review. A review here says whether an article says a thing, and was read
rightly, not whether the thing is true: each says so in its `reviewAspect`, and none has a number.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from browse.links import outside
from browse.reading import Reader
from db import views
from db.records import Review
from db.reviews import VERDICTS, ReviewLog
from pipeline.export import reading

ASPECT = "Whether the article says this, and was read rightly; not whether it is true"
NOBODY = frozenset({"root", "admin", "administrator", "anonymous", "user", "guest"})  # accounts, not names


def claim_reviews(database: Path) -> tuple[str, int]:
    """The last named review of each claim that is still there, as one JSON-LD document, and how many there are.

    StoreError where there is no database or it cannot be read.
    """
    last = {
        review.key: review
        for review in ReviewLog.beside(database).all()
        if review.target == "claim" and is_a_name(review.reviewer)
    }
    with reading(database) as connection:
        claims = Reader(connection).all(views.CLAIMS_BY_ID, ids=json.dumps(sorted(last)))
    graph = [claim_review(last[claim["id"]], claim) for claim in _in_order(claims, last)]
    document = {"@context": "https://schema.org", "@graph": graph}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n", len(graph)


def is_a_name(reviewer: str) -> bool:
    """Whether a reviewer's name can be a person's, and is not that of an account."""
    return any(char.isalpha() for char in reviewer) and reviewer.casefold() not in NOBODY


def claim_review(review: Review, claim: dict[str, Any]) -> dict[str, Any]:
    """One review as a ClaimReview; what is not known is left out."""
    verdict = f"{review.verdict.capitalize()}: {VERDICTS['claim'][review.verdict]}"
    fields = ", ".join(f"{name} is {value or 'none'}" for name, value in review.detail.items())
    article = {
        "@type": "NewsArticle",
        "headline": claim["title"],
        "url": outside(claim["url"]),
        "publisher": claim["outlet"] and {"@type": "Organization", "name": claim["outlet"]},
    }
    said = {
        "@type": "Claim",
        "text": claim["sentence"],
        "author": {"@type": "Thing", "name": claim["source"] or claim["outlet"] or claim["url"]},
        "datePublished": claim["published"],
        "appearance": _known(article),
    }
    return _known(
        {
            "@type": "ClaimReview",
            "@id": f"urn:crossclaim:review:{review.id}",
            "author": {"@type": "Person", "name": review.reviewer},
            "datePublished": review.made_at,
            "claimReviewed": claim["quote"],
            "reviewAspect": ASPECT,
            "reviewBody": f"{review.reason} ({fields})" if fields else review.reason,
            "reviewRating": {"@type": "Rating", "alternateName": verdict},
            "itemReviewed": _known(said),
        }
    )


def _in_order(claims: Iterable[dict[str, Any]], last: dict[str, Review]) -> list[dict[str, Any]]:
    return sorted(claims, key=lambda claim: (last[claim["id"]].made_at, claim["id"]))


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}
