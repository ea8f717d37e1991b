"""What words weigh, found by the word."""

from __future__ import annotations

from extractors.linear import Linear
from extractors.word_weights import WordWeights, spelled

MODEL = Linear(
    ("no", "yes"),
    (0.0, 0.0),
    {
        "cost:verb=train": (-1.0, 1.0),
        "cost:point": (0.0, 0.5),
        "stake:verb=train": (0.25, -0.25),
        "size": (0.0, 9.0),
    },
)
SAID = {"verb": ["train", "buy"], "noun": ["train"], "": ["point"]}


def split(feature: str) -> tuple[str, str] | None:
    label, colon, word = feature.partition(":")
    return (label, word) if colon else None


def test_words_weigh_in_their_role_with_the_labels_asked_for() -> None:
    """A word speaks in its own role alone, and only to labels that are asked for; features that are no words are left out."""
    weights = WordWeights(MODEL, split)
    assert weights.told_by(SAID, {"cost", "stake", "none"}) == {
        "cost": 2500,
        "stake": -500,
        "none": 0,
    }
    assert weights.told_by(SAID, {"stake"}) == {"stake": -500}
    assert weights.told_by({"noun": ["train"]}, {"cost"}) == {"cost": 0}


def test_words_weigh_what_their_features_do() -> None:
    """The short way gives the chance that all features, spelled out, give."""
    told = WordWeights(MODEL, split).told_by(SAID, {"cost"})
    assert MODEL.chance(["size"], told["cost"]) == MODEL.chance(
        ["size", *(f"cost:{word}" for word in spelled(SAID))]
    )
