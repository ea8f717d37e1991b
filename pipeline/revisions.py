"""Numbers that changed: between two editions of one article, or withdrawn by its correction notice.

Each is an event of its own, with the sentence before and after, whether or not anyone disputes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Literal

from db.records import Article, Claim, Revision, content_id
from extractors.corrections import Notice, notices

ALIKE = 0.6  # two sentences with this share of their words in common are one sentence, edited


def changed_numbers(
    old: Article, new: Article, old_claims: Sequence[Claim], new_claims: Sequence[Claim], *, seen_at: str
) -> list[Revision]:
    """What became of the old edition's numbers: changed, removed, or added in the new one.

    A number counts as changed where an edited sentence gives another value in the same unit. Claims that say the same in both editions are no revision, wherever they stand.
    A correction notice tells what was said before, and is no part of what the new edition says.
    """
    in_notices = {
        claim.id for notice in _notices(new, new_claims) for claim in (*notice.withdrawn, *notice.upheld)
    }
    new_claims = [claim for claim in new_claims if claim.id not in in_notices]
    gone, come = _unmatched(old_claims, new_claims), _unmatched(new_claims, old_claims)
    revisions = []
    for claim in gone:
        after = max(come, key=lambda other: _likeness(claim, other), default=None)
        if after is not None and _likeness(claim, after) >= ALIKE:
            come.remove(after)
            revisions.append(_revision("changed", old, new, claim, after, seen_at))
        else:
            revisions.append(_revision("removed", old, new, claim, None, seen_at))
    return revisions + [_revision("added", old, new, None, claim, seen_at) for claim in come]


def corrected_numbers(
    article: Article, claims: Sequence[Claim], earlier: Sequence[Claim], *, seen_at: str, old: Article | None
) -> list[Revision]:
    """What the article's correction notices withdraw, each tied to the `earlier` claim that said it.

    `earlier` are the claims of the edition before (`old`); None for both where it was never seen, and
    then the notice's own words stand for what was said.
    """
    revisions = []
    for notice in _notices(article, claims):
        upheld = list(notice.upheld)
        for wrong in notice.withdrawn:
            right = next((claim for claim in upheld if claim.unit == wrong.unit), None)
            said = next((claim for claim in earlier if _same_value(claim, wrong)), wrong)
            revisions.append(_revision("corrected", old, article, said, right, seen_at))
    return revisions


def _notices(article: Article, claims: Sequence[Claim]) -> Iterable[Notice[Claim]]:
    """The correction notices of an article, with the numbers of each."""
    return notices(
        article.text, [claim for claim in claims if claim.where == "text" and claim.kind == "quantity"]
    )


def _unmatched(claims: Sequence[Claim], others: Sequence[Claim]) -> list[Claim]:
    """The claims of the text whose value (of a statement: predicate and stance), metric and subject no other claim has."""
    said = {_meaning(other) for other in others}
    return [claim for claim in claims if claim.where == "text" and _meaning(claim) not in said]


def _meaning(claim: Claim) -> tuple[object, ...]:
    value = (
        (claim.predicate, claim.stance) if claim.kind == "statement" else (claim.low, claim.high, claim.unit)
    )
    return claim.metric, claim.subject, *value


def _likeness(claim: Claim, other: Claim) -> float:
    """The share of words that two claims' sentences have in common; 0 where their units or kinds differ.

    The metric is left out: in one of two nearly equal sentences it may have been misread.
    """
    if claim.unit != other.unit or claim.kind != other.kind:
        return 0.0
    return SequenceMatcher(None, claim.sentence.split(), other.sentence.split(), autojunk=False).ratio()


def _same_value(claim: Claim, other: Claim) -> bool:
    return (claim.low, claim.high, claim.unit) == (other.low, other.high, other.unit)


def _revision(
    kind: Literal["changed", "removed", "added", "corrected"],
    old: Article | None,
    new: Article,
    before: Claim | None,
    after: Claim | None,
    seen_at: str,
) -> Revision:
    old_claim, new_claim = before.id if before else None, after.id if after else None
    return Revision(
        id=content_id(kind, old.id if old else None, new.id, old_claim, new_claim),
        url=new.url,
        old_article=old.id if old else None,
        new_article=new.id,
        old_claim=old_claim,
        new_claim=new_claim,
        kind=kind,
        seen_at=seen_at,
        old_sentence=before.sentence if before else None,
        new_sentence=after.sentence if after else None,
    )
