"""What rules mean, for readers."""

from __future__ import annotations

import pytest

from extractors.rule_sentences import sentence_of


def told() -> None:
    """Somebody tells it.

    More that only programmers read.
    """


def mute() -> None: ...


def test_a_rule_means_the_first_line_of_its_docstring() -> None:
    """The rule of that name says it; of another name none does."""
    assert sentence_of([mute, told], "told") == "Somebody tells it."
    assert sentence_of([told], "untold") is None


def test_a_rule_without_a_sentence_is_a_fault() -> None:
    """Nobody can be shown why a rule without a docstring decided."""
    with pytest.raises(AssertionError, match="mute has no sentence"):
        sentence_of([mute], "mute")
