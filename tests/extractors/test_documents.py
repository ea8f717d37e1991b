"""The document that a text is about."""

from __future__ import annotations

import pytest

from extractors.account import account_of
from extractors.documents import document_of
from extractors.language import load

ABOUT = [
    # (text, whose document it is about)
    ("Tarn Labs put out its report on Sunday. I have read it.", "Tarn Labs"),
    ("I took the Tarn report with me over the holidays.", "Tarn"),
    ("A study by Ines Moe has the answer.", "Ines Moe"),
    ("I took the Tarn technical report with me.", "Tarn"),
    ("It needs 5, it says in a paper given in Seoul.", "it"),
    ("The South Skerry Post has the answer.", None),
    ("It has 119K. Reports are long.", None),
    ("The report is long.", None),
    ("Ships sailed.", None),
]


@pytest.mark.parametrize(("text", "owner"), ABOUT)
def test_document_of(text: str, owner: str | None) -> None:
    """The owner of the first document with one; nobody where none is named."""
    found = document_of(account_of(load()(text)))
    assert (text[slice(*found.source[0])] if found else None) == owner
