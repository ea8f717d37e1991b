"""The front page and the list of conflicts: the sharpest and the newest disputes as cards with both sides."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from browse.marks import two_sentences
from browse.pages.counts import totals
from browse.reading import Reader, Row
from db import views

CARDS = 5
LIST_PAGE = 30


def front_page(reader: Reader) -> dict[str, Any]:
    """The sharpest and newest conflicts, three ways in, the totals and the last run."""
    sharpest = reader.all(views.CONFLICTS_BY_SHARPNESS, limit=CARDS)
    seen = {conflict["id"] for conflict in sharpest}
    newest = [c for c in reader.all(views.CONFLICTS_BY_DATE, limit=2 * CARDS) if c["id"] not in seen][:CARDS]
    run = reader.one(views.LAST_RUN)
    disputes = with_both_sides(reader, sharpest)
    return {
        "sharpest": disputes,
        "newest": with_both_sides(reader, newest),
        "totals": totals(reader),
        "run": run,
        "topics": reader.all(views.TOPICS),
        "source": _named_source(disputes),
        "revised": reader.one(views.NEWEST_REVISION),
    }


def _named_source(disputes: Sequence[Row]) -> str | None:
    """A source with a name of its own ("SemiAnalysis", not "a senior official") to begin with; any other after that."""
    sources = [card["source"] for one in disputes for card in one["cards"] if card["source"]]
    return next(
        (name for name in sources if all(word[0].isupper() for word in name.split())),
        next(iter(sources), None),
    )


def conflict_list(reader: Reader, filters: dict[str, str], order: str, page: int) -> dict[str, Any]:
    """One page of the conflicts under the filters (from 1), and whether there are more."""
    sql = views.conflicts_where(filters, order)
    found = reader.all(sql, **filters, limit=LIST_PAGE + 1, offset=LIST_PAGE * (page - 1))
    return {
        "conflicts": with_both_sides(reader, found[:LIST_PAGE]),
        "more": len(found) > LIST_PAGE,
        "topics": reader.all(views.TOPICS),
    }


def with_both_sides(reader: Reader, conflicts: Sequence[Row]) -> list[Row]:
    """Each conflict with the shown claim of both its answers, as `cards`, their sentences marked."""
    ids = sorted({conflict[end] for conflict in conflicts for end in ("answer_a", "answer_b")})
    found = {card["answer"]: card for card in reader.all(views.ANSWERS_BY_ID, ids=json.dumps(ids))}
    complete = []
    for conflict in conflicts:
        pair = [found[conflict[end]] for end in ("answer_a", "answer_b")]
        cards = [
            {**card, "marked": marked, "side": side, "number": None}
            for side, (card, marked) in enumerate(zip(pair, two_sentences(*pair), strict=True), 1)
        ]
        complete.append({**conflict, "cards": cards})
    return complete
