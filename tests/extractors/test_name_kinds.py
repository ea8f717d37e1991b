"""What kind of thing a name is."""

from __future__ import annotations

import pytest

from extractors.linear import Linear
from extractors.name_kinds import kind_features
from extractors.names import find_names

KINDS = [
    # (text, the kind of its first name)
    ("Ottavio Brandl, 58, runs the union.", "person"),
    ("Shares in Velden Holdings fell.", "organisation"),
    ("He lives in Bergen.", "place"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_words_beside_a_name_tell_its_kind(text: str, kind: str) -> None:
    """An age after it is a person's; shares are a body's; one lives in a place."""
    scores = Linear.load("name_kinds").scores(kind_features(find_names(text)[0], text))
    assert max(scores, key=lambda each: scores[each]) == kind


def test_features_have_no_offsets() -> None:
    """The same name with the same neighbours has the same features wherever it stands."""
    text = "It rained in Bergen on Monday. It rained in Bergen on Monday."
    first, second = find_names(text)
    assert kind_features(first, text) == kind_features(second, text)
