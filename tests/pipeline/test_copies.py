"""Which article copies which."""

from __future__ import annotations

import random
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from db.store import Store
from pipeline.copies import LIMIT, Copy, containment, find_copy, fingerprint, traced
from pipeline.reading import store_article
from tests.factories import make_article

DRAW = random.Random(5)
WORDS = ["".join(DRAW.choices("abcdefghijklmnop", k=6)) for _ in range(3000)]
STORY = " ".join(DRAW.choices(WORDS, k=450))
OTHER = " ".join(DRAW.choices(WORDS, k=450))


def copied(text: str, original: str = STORY, *, name: str = "original") -> Copy | None:
    marks, known = fingerprint(text), fingerprint(original)
    return find_copy(marks, {name: len(marks & known)}, {name: len(known)}.__getitem__)


def test_seven_kinds_of_copy_are_found() -> None:
    """Exact, edited, cut, wrapped and embedded texts are copies of their original."""
    words = STORY.split()
    edited = " ".join(DRAW.choice(WORDS) if DRAW.random() < 0.05 else word for word in words)
    for text in (
        STORY,
        STORY.upper().replace(" ", ",\n"),
        edited,
        " ".join(words[:270]),
        f"{OTHER[:300]} {STORY}",
        f"{OTHER} {STORY} {OTHER}",
        " ".join(edited.split()[:360]),
    ):
        assert copied(text) is not None


def test_another_story_with_shared_quotes_is_no_copy() -> None:
    """Three sentences in common do not make a copy, and neither does a short quote of a short text."""
    assert copied(OTHER) is None
    assert copied(f"{OTHER} {' '.join(STORY.split()[:60])}") is None
    quote = " ".join(STORY.split()[:12])
    assert copied(quote) is None


def test_the_largest_share_wins() -> None:
    """Of several the article with the largest share is the original; the share is of the smaller text."""
    marks = fingerprint(STORY)
    sizes = {"a": len(marks), "b": len(marks) // 2}
    shared = {"a": len(marks) // 2, "b": len(marks) // 2}
    assert find_copy(marks, shared, sizes.__getitem__) == Copy("b", 1.0)
    assert find_copy(frozenset(), {}, sizes.__getitem__) is None


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=300))
def test_fingerprints_fit_the_database_and_repeat(text: str) -> None:
    """Any text has a fingerprint of signed 64-bit numbers, the same each time, wholly in itself."""
    marks = fingerprint(text)
    assert marks == fingerprint(text)
    assert all(0 <= mark < LIMIT <= 2**63 for mark in marks)
    assert containment(marks, marks) == (1.0 if marks else 0.0)


def test_copies_are_found_after_a_restart(tmp_path: Path) -> None:
    """What makes a copy known is in the file: a text that comes a year later is still one; a new edition is none."""
    path = tmp_path / "t.db"
    with Store.open(path, create=True) as store:
        first = store_article(
            store, make_article(STORY, url="https://a.example/1"), "t", "2026-01-01T06:00:00Z"
        )
    with Store.open(path) as store:
        wrapped = make_article(f"{OTHER[:300]} {STORY}", url="https://b.example/1")
        copy = store_article(store, wrapped, "t", "2027-01-01T06:00:00Z")
        edited = make_article(f"{STORY} Corrected.", url="https://a.example/1")
        edition = store_article(store, edited, "t", "2027-01-01T06:00:00Z")
    assert (copy.copy_of, edition.copy_of, edition.edition) == (first.id, None, 2)


def test_a_copy_is_traced_to_the_head_of_its_chain() -> None:
    """The original is never a copy, and a text is no copy of its own earlier edition."""
    held = {
        "first": make_article(id="first", url="https://a.example/1"),
        "copy": make_article(id="copy", url="https://b.example/1", copy_of="first", copy_share=0.8),
    }
    found = Copy("copy", 0.9)
    assert traced(found, "https://c.example/1", held.get) == Copy("first", 0.9)
    assert traced(Copy("first", 0.7), "https://c.example/1", held.get) == Copy("first", 0.7)
    assert traced(found, "https://a.example/1", held.get) is None
    assert traced(None, "https://c.example/1", held.get) is None
    del held["first"]
    assert traced(found, "https://c.example/1", held.get) is None
