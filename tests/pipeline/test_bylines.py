"""Names out of bylines, as sites write them."""

from __future__ import annotations

import pytest

from pipeline.bylines import clean, split_names

BYLINES = [
    ("Ann Lee", ["Ann Lee"]),
    ("By Ann Lee", ["Ann Lee"]),
    ("BY: Ann Lee", ["Ann Lee"]),
    ("Von Ann Lee und Bo Ek", ["Ann Lee", "Bo Ek"]),
    ("Ein Kommentar von Ann Lee", ["Ann Lee"]),
    ("Text: Ann Lee", ["Ann Lee"]),
    ("Par Ann Lee et Bo Ek", ["Ann Lee", "Bo Ek"]),
    ("Ann Lee, Bo Ek and Cy Dunn", ["Ann Lee", "Bo Ek", "Cy Dunn"]),
    ("Ann Lee, Bo Ek, and Cy Dunn", ["Ann Lee", "Bo Ek", "Cy Dunn"]),
    ("Ann Lee; Bo Ek", ["Ann Lee", "Bo Ek"]),
    ("Ann Lee | Bo Ek", ["Ann Lee", "Bo Ek"]),
    ("Ann Lee / Bo Ek", ["Ann Lee", "Bo Ek"]),
    ("Ann Lee & Bo Ek", ["Ann Lee", "Bo Ek"]),
    ("Ann Lee, dpa", ["Ann Lee", "dpa"]),
    ("dpa, AFP", ["dpa", "AFP"]),
    ("dpa/AFP", ["dpa/AFP"]),
    ("Lee, Ann", ["Lee, Ann"]),
    ("Lee, Ann Marie", ["Lee, Ann Marie"]),
    ("Ann Lee, Science Correspondent", ["Ann Lee"]),
    ("Ann Lee, Senior Technology Reporter and Bo Ek, Editor", ["Ann Lee", "Bo Ek"]),
    ("Ann Lee, Redakteurin", ["Ann Lee"]),
    ("Ann Lee in Kyiv and Bo Ek in London", ["Ann Lee", "Bo Ek"]),
    ("Ann Lee - The Skerry Post", ["Ann Lee"]),
    ("Ann Lee for The Skerry Post", ["Ann Lee"]),
    ("Ann Lee (text), Bo Ek (photos)", ["Ann Lee", "Bo Ek"]),
    ("Ann Lee ann.lee@skerry.example", ["Ann Lee"]),
    ("https://social.example/skerry", []),
    ("@annlee", []),
    ("admin", []),
    ("null", []),
    ("", []),
    ("Rack & Die staff", ["Rack & Die staff"]),
    ("Marks and Spencer", ["Marks and Spencer"]),
    ("The Skerry Post", ["The Skerry Post"]),
    ("Reuters", ["Reuters"]),
    ("The Centre for Long Views", ["The Centre for Long Views"]),
    ("Di Stefano", ["Di Stefano"]),
    ("Text Box", ["Text Box"]),
    ("Ann M. Lee-Smith", ["Ann M. Lee-Smith"]),
    ("Josep Lluís i Vidal", ["Josep Lluís i Vidal"]),
    ("<a href='/ann'>Ann Lee</a>", ["Ann Lee"]),
    ("Ann&nbsp;Lee&amp;nbsp;", ["Ann Lee"]),
    ("Ann Lee, Ann Lee", ["Ann Lee", "Ann Lee"]),
]  # fmt: skip


@pytest.mark.parametrize(("byline", "names"), BYLINES)
def test_names_in_bylines(byline: str, names: list[str]) -> None:
    """Each name by itself, without words before it, roles, places and addresses; names of houses stay whole."""
    assert split_names(byline) == names


def test_invisible_characters_are_left_out() -> None:
    """Soft hyphens and zero-width characters are for typesetting alone."""
    assert clean("Hafen\u00adbehör\u200bde&shy;n ") == "Hafenbehörden"
