"""Rules in words for a reader."""

from __future__ import annotations

import pytest

from pipeline.reasons import REASONS, plain_reason

CASES = [
    ("source", "covers: clause: “said”", "the words that tell it: “said”"),
    ("stance", "no cue", "told as a fact"),
    ("metric", "the frame's cues: “train”", "words beside the number: “train”"),
    ("metric", "nobody has a word for it: “train”", "nobody has a word for it: “train”"),
    ("quantity", "money_before", "a number and a currency"),
    ("stance", "rejected: “police deny it”", "the words around it reject it: “police deny it”"),
    ("item", "the on phrase", "what stands after “on”"),
    ("stance", "helper planned, sentence has will", "a word of its sentence: “will”"),
    ("stance", "beside: reportedly", "a word just before the number: “reportedly”"),
    ("stance", "Somebody denies it.: “denied”", "Somebody denies it: “denied”"),
]


@pytest.mark.parametrize(("field", "rule", "told"), CASES)
def test_plain_reason(field: str, rule: str, told: str) -> None:
    """A rule is told in words, its cues kept; a rule that is plain stays as it is."""
    assert plain_reason(field, rule) == told


def test_every_reason_is_reached() -> None:
    """No reason is hidden behind an earlier one of its field."""
    for field, reasons in REASONS.items():
        for start, meaning in reasons:
            assert plain_reason(field, start) == meaning, (field, start)
