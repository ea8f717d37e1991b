"""The stories that only measure."""

from __future__ import annotations

import json
from pathlib import Path

from score.__main__ import FRESH, as_articles
from score.score_claims import load_gold


def test_each_quote_is_where_it_is_said_to_be(tmp_path: Path) -> None:
    """A corpus of one file reads as one of many: ids are unique, each claim's quote and spans stand in its text."""
    claims, texts = load_gold(str(as_articles(FRESH, tmp_path / "fresh")))
    assert len({claim["id"] for claim in claims}) == len(claims) > 1_000
    for claim in claims:
        text = texts[claim["article"]]
        assert text.startswith(claim["quote"], claim["start"])
        spans = [value for name, value in claim.items() if name.endswith("_span")]
        assert all(0 <= start < end <= len(text) for start, end in spans)


def test_nothing_learns_from_them() -> None:
    """No story of theirs is in the corpora that models are fitted on."""
    fresh = {json.loads(line)["title"] for line in (FRESH / "articles.jsonl").read_text("utf-8").splitlines()}
    for other in ("stories", "compute"):
        lines = (FRESH.parent / other / "articles.jsonl").read_text("utf-8").splitlines()
        assert fresh.isdisjoint(json.loads(line)["title"] for line in lines)
