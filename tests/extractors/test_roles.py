"""Metrics that no training has seen are ranked by where their cues stand, not by their words."""

from __future__ import annotations

from extractors.roles import by_roles


def test_neither_words_nor_names_are_left() -> None:
    """Two metrics with cues in the same roles look the same, whatever they are called."""
    features = {
        "a": {"m=a", "cue verb~verb", "a cue verb~verb", "a:verb=sing", "doc1", "a doc1"},
        "b": {"m=b", "cue verb~verb", "b cue verb~verb", "b:verb=sing", "doc1", "b doc1"},
        "other": {"m=other", "other:verb=sing"},
    }
    ranked = by_roles(features)
    assert ranked["a"] == ranked["b"]
    assert not any("sing" in feature or "=" in feature for feature in ranked["a"] | ranked["other"])


def test_a_cue_that_only_one_metric_has_is_told_apart() -> None:
    """What no rival shares is said so, and who has the most."""
    ranked = by_roles({"a": {"cue verb~verb", "cue sent"}, "b": {"cue sent"}, "other": set()})
    assert {"sole verb~verb", "strong most"} <= ranked["a"]
    assert {"strong none", "any less"} <= ranked["b"]
    assert "other strong1" in ranked["other"]
