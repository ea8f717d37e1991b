"""Linear models at run time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import SettingsError
from extractors import linear
from extractors.linear import Linear, softmax

MODEL = Linear(("no", "yes"), (0.5, -0.5), {"good": (-2.0, 2.0), "bad": (1.0, -1.0)})


def test_probabilities_sum_to_one() -> None:
    """Whatever features are present, the labels share a probability of one."""
    assert sum(MODEL.scores(["good", "bad", "unknown"]).values()) == pytest.approx(1)


def test_a_feature_moves_its_label() -> None:
    """A present feature raises the label that it has weight for; one said twice counts once."""
    assert MODEL.scores(["good"])["yes"] > 0.9 > MODEL.scores([])["yes"]
    assert MODEL.scores(["good", "good"]) == MODEL.scores(["good"])


def test_the_strongest_features_are_named() -> None:
    """Only features that speak for the label are given as its cues."""
    assert MODEL.strongest(["good", "bad", "unknown"], "yes") == ["good"]


def test_missing_weights_name_the_command() -> None:
    """A name without weights says how to train them."""
    with pytest.raises(SettingsError, match=r"python -m training\.nothing"):
        Linear.load("nothing")


def test_the_chance_is_the_second_labels_score() -> None:
    """Of two labels, `chance` gives the probability that `scores` gives to the second."""
    for features in ([], ["good"], ["bad"], ["good", "bad", "unknown"]):
        assert MODEL.chance(features) == pytest.approx(MODEL.scores(features)["yes"])


def test_the_order_of_features_changes_nothing() -> None:
    """A set gives its features in another order each run; the chance is the same to the last bit."""
    model = Linear(("no", "yes"), (0.0, 0.0), {"a": (0.0, 0.1), "b": (0.0, 0.2), "c": (0.0, 0.3)})
    assert model.chance(["a", "b", "c"]) == model.chance(["c", "b", "a"]) > 0.6
    assert model.chance(["a"], more=500) == model.chance(["a", "b", "c"])


def test_groups_weigh_what_their_features_weigh() -> None:
    """What a group weighs is kept, and the whole is that of all features together, added or as a chance."""
    groups = [frozenset({"good", "unknown"}), frozenset({"bad"})]
    one = Linear(("right",), (0.0,), {"good": (2.0,), "bad": (-1.0,)})
    for _ in range(2):
        assert one.total_of(groups, 0.5) == pytest.approx(one.total(["good", "bad", "unknown"], 0.5)) == 1.5
        assert MODEL.chance_of(groups) == MODEL.chance(["good", "bad", "unknown"])


def test_what_groups_weigh_is_kept_for_so_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many groups come, no more than so many are kept, and each weighs the same."""
    monkeypatch.setattr(linear, "_SUMS_KEPT", 10)
    model = Linear(("yes",), (0.0,), {f"n={n}": (n / 1000,) for n in range(100)})
    totals = [model.total_of([frozenset({f"n={n}"})]) for n in (*range(100), *range(100))]
    assert totals == [n / 1000 for n in (*range(100), *range(100))]
    assert len(model._sums) <= 10


@given(st.lists(st.floats(-500, 500), min_size=1, max_size=8))
def test_chances_sum_to_one(totals: list[float]) -> None:
    """Whatever speaks for several, one of them it is, and most likely one for which most speaks."""
    chances = softmax(totals)
    assert sum(chances) == pytest.approx(1)
    assert chances[totals.index(max(totals))] == max(chances)


def test_of_none_there_is_no_chance() -> None:
    """Nothing to choose from gives nothing, and no error."""
    assert softmax([]) == []
