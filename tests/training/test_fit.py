"""Fitting and saving linear models."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.linear import Linear

pytest.importorskip("sklearn", reason="the extra `train` is not installed")

EXAMPLES = [({"rain", "wind"}, "wet"), ({"rain"}, "wet"), ({"sun"}, "dry"), ({"sun", "wind"}, "dry")]


def test_a_fitted_model_survives_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is saved and loaded again gives the probabilities of what was fitted."""
    import extractors.linear
    import training.linear

    model = training.linear.fit(EXAMPLES, strength=10.0)
    for module in (extractors.linear, training.linear):
        monkeypatch.setattr(module, "FOLDER", tmp_path)
    training.linear.save(model, "weather")
    loaded = Linear.load("weather")
    assert loaded == model
    assert loaded.scores(["rain"])["wet"] > 0.8


def test_rare_features_are_left_out() -> None:
    """A feature seen only once gets no weight."""
    from training.linear import fit

    assert "hail" not in fit([*EXAMPLES, ({"rain", "hail"}, "wet")]).weights
