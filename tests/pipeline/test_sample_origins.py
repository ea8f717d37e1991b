"""The origins of the sample newsroom: copies are no voices, and "told Reuters" leads to who told it."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from db.records import Article, Claim
from pipeline.commands.compare import claim_of
from pipeline.origins import Origin, origins_of

SAMPLES = Path(__file__).parents[2] / "samples"
COPIES = {"dev-011": "dev-010", "dev-020": "dev-014"}


@cache
def newsroom() -> tuple[dict[str, Claim], dict[str, Article], dict[str, Origin]]:
    """The samples' claims, their articles with the copies marked, and the origin of each claim."""
    rows = [json.loads(line) for line in (SAMPLES / "claims.jsonl").read_text(encoding="utf-8").splitlines()]
    claims = {row["id"]: claim_of(row, "ai-compute") for row in rows}
    articles = {}
    for path in (SAMPLES / "articles").glob("*.json"):
        row = json.loads(path.read_text(encoding="utf-8"))
        known = {key: row[key] for key in ("id", "url", "title", "text", "outlet", "published")}
        articles[row["id"]] = replace(Article(**known), copy_of=COPIES.get(row["id"]))
    return claims, articles, origins_of(sorted(claims.values(), key=lambda claim: claim.id), articles)


@pytest.mark.parametrize(("copy", "original"), COPIES.items())
def test_no_copy_is_a_voice(copy: str, original: str) -> None:
    """What a syndicated copy says goes back to what its original says."""
    claims, articles, origins = newsroom()
    of_copy = {origins[key].key for key, claim in claims.items() if claim.article == copy}
    of_original = {origins[key].key for key, claim in claims.items() if claim.article == original}
    outlet = articles[copy].outlet
    assert of_copy
    assert outlet not in {origins[key].name for key, claim in claims.items() if claim.article == copy}
    assert of_copy <= of_original | {"semianalysis", "deepseek"}


CHAINS = {
    "dev-003#12": ("Rack & Die", "paper", "DeepSeek"),
    "dev-004#11": ("The Common Ledger", "CNBC", "Alexandr Wang"),
    "dev-006#2": ("The Daily Interposer", "CNBC", "Alexandr Wang"),
    "dev-006#3": ("The Daily Interposer", "technical report", "DeepSeek"),
    "dev-003#1": ("Rack & Die", "SemiAnalysis"),
    "dev-004#8": ("The Common Ledger", "SemiAnalysis"),
    "dev-013#4": None,
}


@pytest.mark.parametrize(("claim", "chain"), CHAINS.items())
def test_chains_lead_to_who_said_it(claim: str, chain: tuple[str, ...] | None) -> None:
    """A report or broadcaster in between is part of the chain, never its root; the nameless keep their hearer."""
    claims, _, origins = newsroom()
    if chain is None:
        assert origins[claim].name == f"{claims[claim].source} ({claims[claim].via})"
    else:
        assert origins[claim].chain == chain


def test_every_sample_claim_has_an_origin() -> None:
    """Whatever the text says, the chain begins with the outlet and ends with the origin."""
    claims, articles, origins = newsroom()
    assert origins.keys() == claims.keys()
    for key, origin in origins.items():
        assert origin.chain[0] == articles[claims[key].article].outlet or len(origin.chain) == 1
        assert origin.chain[-1] == origin.name
