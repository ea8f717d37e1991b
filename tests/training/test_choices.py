"""Learning to choose one of several."""

from __future__ import annotations

import pytest

pytest.importorskip("sklearn", reason="the extra `train` is not installed")

NAMES = [
    # (gold, found, whether a reader would take them for one)
    ("Vostok-2 explosion", "Vostok-2", True),
    ("Vostok-2 explosion", "explosion", False),
    ("Raymond Teo", "Teo", True),
    ("stroke patients", "patients", True),
    ("DeepSeek-V3", "DeepSeek", False),
    ("Velden", "Halberd", False),
]


@pytest.mark.parametrize(("gold", "found", "expected"), NAMES)
def test_same(gold: str, found: str, expected: bool) -> None:
    """Names are the same by their head word, unless their versions differ."""
    from training.choices import same

    assert same(gold, found) is expected


def test_fit_learns_what_marks_the_right_candidate() -> None:
    """The feature that only right candidates have gets the largest weight."""
    from training.choices import Accuracy, accuracy, fit

    rows = [frozenset({"subject", "near"}), frozenset({"object", "near"}), frozenset({"object"})]
    choices = [(rows, [True, False, False])] * 5
    model = fit(choices, strength=1.0)
    assert max(model.weights, key=lambda f: model.weights[f][0]) == "subject"
    hopeless = [(rows[:1], [False])]
    assert accuracy(model, choices + hopeless) == Accuracy(6, 5, 5)
    assert str(accuracy(model, hopeless)) == "right 0.000 of 1, a right candidate there 0.000"
