"""`crossclaim explain` for readers."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.commands.explain import explain, value_in_words
from tests.factories import make_claim

VALUES = [
    ({"low": 2048.0, "high": 2048.0}, "2,048 GPU"),
    ({"low": 50000.0, "high": 50000.0, "approx": True}, "about 50,000 GPU"),
    ({"low": 5.0, "high": None, "unit": "percent"}, "at least 5 percent"),
    ({"low": None, "high": 5.0, "unit": None}, "at most 5"),
    ({"low": 20.0, "high": 40.0, "unit": "x"}, "20 to 40 x"),
]


@pytest.mark.parametrize(("fields", "told"), VALUES)
def test_value_in_words(fields: dict[str, object], told: str) -> None:
    """Bounds and hedge are told as a reader would say them."""
    assert value_in_words(make_claim(**fields)) == told


def test_a_claim_is_shown_with_its_reasons(tmp_path: Path) -> None:
    """The sentence, the value and the cue word of the source are printed; markup in a text stays text."""
    path = tmp_path / "a.txt"
    path.write_text("SemiAnalysis believes that [bold]DeepSeek[/bold] has around 50,000 Hopper GPUs.")
    done = CliRunner().invoke(explain, [str(path)])
    assert done.exit_code == 0, done.output
    for told in (
        "[bold]DeepSeek[/bold]",
        "about 50,000 GPU",
        "SemiAnalysis",
        "“believes”",
        "accelerator_count",
    ):
        assert told in done.stdout
