"""How sure a claim is."""

from __future__ import annotations

from extractors.confidence import confidence_of, sureness

SURE = {"worthy": 0.99, "metric": 0.99, "subject": 0.99, "source": 0.99}
UNSURE = dict.fromkeys(SURE, 0.2)


def test_a_surer_claim_has_more_confidence() -> None:
    """Parts that are sure of themselves make a claim surer than parts that are not, within 0 to 1."""
    high, low = (confidence_of(sureness(shares, stance="asserted")) for shares in (SURE, UNSURE))
    assert 0 <= low < high <= 1


def test_the_weakest_part_counts() -> None:
    """One part that is unsure shows among the features, whatever the others say."""
    features = sureness({**SURE, "subject": 0.1})
    assert "metric>=0.9" in features
    assert not any(feature.startswith(("weakest", "subject")) for feature in features)
