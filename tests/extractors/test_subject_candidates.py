"""Whose quantity it may be."""

from __future__ import annotations

from spacy.language import Language

from extractors.mentions import find_mentions
from extractors.subject_candidates import Asked, candidates
from tests.topics import shipped


def test_whoever_is_named_nearby_or_sets_the_stage_may_be_it(nlp: Language) -> None:
    """Names of the sentence and those before it are candidates, and so is the heading's, which has no place near."""
    text = "Velden fell. Revenue at Fjellkraft's port was $4 million."
    start = text.index("$4 million")
    mentions = find_mentions(nlp(text), shipped("general"), "What Qinghe owns")
    table = candidates(mentions.doc, Asked((start, start + 10), "revenue"), mentions)
    places = {each.name: each.span is not None for each in table}
    assert places["Velden"]
    assert places["Fjellkraft"]
    assert not places["Qinghe"]


def test_nothing_may_be_whose_no_number_is(nlp: Language) -> None:
    """An empty text has no candidates, and no more has an empty stretch."""
    mentions = find_mentions(nlp(""), shipped("general"), "What Qinghe owns")
    assert candidates(mentions.doc, Asked((0, 0), "other"), mentions) == []


def test_no_feature_counts_twice(nlp: Language) -> None:
    """The groups of features that tell of a candidate have none in common: their weights are added up by group."""
    text = "Fjellkraft, a utility, fell. It said its revenue, which Velden watches, had been $4 million."
    start = text.index("$4 million")
    mentions = find_mentions(nlp(text), shipped("ai-compute"), "Fjellkraft falls")
    table = candidates(mentions.doc, Asked((start, start + 10), "revenue", "Fjellkraft"), mentions)
    assert len(table) > 3
    assert all(len(each.features) == sum(map(len, each.groups)) for each in table)
