"""Plain words and names."""

from __future__ import annotations

import pytest

from extractors.dictionary import is_form_of, is_word

WORDS = [
    ("zoom", True), ("damages", True), ("went", True), ("fourth-quarter", True), ("table 1", True), ("i'd", True),
    ("bybit", False), ("fjellkraft", False), ("", False), ("42", False),
]  # fmt: skip


@pytest.mark.parametrize(("word", "plain"), WORDS)
def test_is_word(word: str, plain: bool) -> None:
    """Forms, compounds and contractions of dictionary words are words; names and bare numbers are none."""
    assert is_word(word) is plain


def test_forms_know_their_part_of_speech() -> None:
    """ "Announces" is a form of a verb alone, "labs" one of a noun."""
    assert is_form_of("announces", "verb")
    assert not is_form_of("announces", "noun")
    assert is_form_of("labs", "noun")
