"""One pattern for many forms."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.alternatives import one_of

FORMS = st.lists(st.text("ab .$", min_size=1, max_size=5), min_size=1, max_size=8)

GAPS = [("square metre", True), ("square\xa0metre", True), ("squaremetre", False)]


@given(FORMS, st.text("ab .$", max_size=12))
def test_it_finds_what_a_plain_alternation_finds(forms: list[str], text: str) -> None:
    """The matches are those of all forms in turn, the longest first."""
    plain = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    assert re.findall(one_of(forms), text) == re.findall(plain, text)


def test_no_forms_match_nothing() -> None:
    """Without forms there is no match, not one of nothing."""
    assert re.search(one_of([]), "anything") is None


@pytest.mark.parametrize(("text", "fits"), GAPS)
def test_a_gap_stands_for_spaces(text: str, fits: bool) -> None:
    """The gap's pattern takes the place of each space in a form."""
    assert (re.fullmatch(one_of(["square metre"], gap=r"[ \xa0]"), text) is not None) is fits
