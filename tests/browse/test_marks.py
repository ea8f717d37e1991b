"""Marked texts: what is said to be marked is, and nothing else is markup."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from browse.marks import (
    Span,
    changed_paragraphs,
    marked_text,
    paragraphs,
    sentence_with_quote,
    two_sentences,
)


def claim(sentence: str, quote: str) -> dict[str, Any]:
    at = sentence.index(quote)
    return {"sentence": sentence, "sentence_start": 100, "start": 100 + at, "end": 100 + at + len(quote)}


def test_quote_is_marked_in_its_sentence() -> None:
    """The quote alone stands in <mark>, and what looks like a tag is escaped."""
    marked = sentence_with_quote(claim("<b>It</b> has 2,048 GPUs.", "2,048 GPUs"))
    assert marked == "&lt;b&gt;It&lt;/b&gt; has <mark>2,048 GPUs</mark>."


def test_offsets_that_do_not_fit_mark_nothing() -> None:
    """A quote outside its sentence leaves the sentence as it is."""
    assert sentence_with_quote({**claim("abc", "b"), "end": 999}) == "abc"


def test_sentences_nearly_alike_are_told_apart_by_word() -> None:
    """Of two editions of one sentence the changed word is marked, not the whole quote."""
    a, b = (claim(f"It lost ${n} billion on Monday in New York.", f"${n} billion") for n in (593, 589))
    assert [m for side in two_sentences(a, b) for m in re.findall("<mark>(.*?)</mark>", side)] == [
        "593",
        "589",
    ]


def test_overlapping_claims_each_keep_a_stretch() -> None:
    """Where one claim lies inside another, both have a link."""
    spans = [Span(0, 11, "outer", 0, ""), Span(4, 7, "inner", 1, "")]
    assert re.findall(r'#c-(\w+)"[^>]*>([^<]*)<', marked_text("abc def ghi", spans)) == [
        ("outer", "abc "),
        ("inner", "def"),
        ("outer", " ghi"),
    ]


@given(
    st.text(alphabet="ab<>&\"' \n", max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), max_size=6),
)
def test_marking_keeps_the_text(text: str, places: list[tuple[int, int]]) -> None:
    """Without its tags a marked text is the text, whatever is marked in it."""
    spans = [Span(start, start + length, "x", 0, "") for start, length in places]
    assert unescape(re.sub(r"<[^>]*>", "", marked_text(text, spans))) == text


@given(st.text(alphabet="ab \n", max_size=60))
def test_paragraphs_stand_at_their_offsets(text: str) -> None:
    """Each paragraph is the text at the offset given with it."""
    for start, paragraph in paragraphs(text):
        assert text[start : start + len(paragraph)] == paragraph


def test_changes_of_an_edition() -> None:
    """Only changed paragraphs are shown, old beside new, the changed word marked."""
    old, new = "Same.\n\nIt lost $593 billion.", "Same.\n\nIt lost $589 billion.\n\nAdded."
    (changed, added) = changed_paragraphs(old, new)
    assert changed == ("It lost $<del>593</del> billion.", "It lost $<ins>589</ins> billion.")
    assert added == ("", "<ins>Added.</ins>")


def test_a_note_put_before_a_paragraph_is_not_taken_for_it() -> None:
    """A changed paragraph stands beside what it became, also where another was put before it."""
    old = "Shares of the maker lost $593 billion on Monday, the heaviest loss ever."
    new = "(Corrects the loss in paragraph 1)\n\nShares of the maker lost $589 billion on Monday, the heaviest loss ever."
    (note, changed) = changed_paragraphs(old, new)
    assert note == ("", "<ins>(Corrects the loss in paragraph 1)</ins>")
    assert changed[0] == "Shares of the maker lost $<del>593</del> billion on Monday, the heaviest loss ever."


@given(
    st.lists(st.sampled_from(["a b c d", "a b c e", "x y", "z"]), max_size=5),
    st.lists(st.sampled_from(["a b c d", "x y z", "q"]), max_size=5),
)
def test_changes_keep_every_changed_paragraph(before: list[str], after: list[str]) -> None:
    """Both columns hold their edition's words in order, whatever was changed."""
    changes = changed_paragraphs("\n\n".join(before), "\n\n".join(after))
    for column, whole in ((0, before), (1, after)):
        shown = [re.sub(r"<[^>]*>", "", change[column]) for change in changes if change[column]]
        rest = iter(whole)
        assert all(paragraph in rest for paragraph in shown)


def test_an_endless_paragraph_is_not_compared_word_by_word() -> None:
    """A hostile text cannot keep the page waiting: what is too long is marked as a whole."""
    changes = changed_paragraphs("a " * 50_000 + "x", "a " * 50_000 + "y")
    assert sorted(len(re.findall("<del>|<ins>", old + new)) for old, new in changes) == [1, 1]


def test_two_quotes_of_one_sentence_are_both_marked() -> None:
    """Where both sides stand in the same sentence each side shows its own quote."""
    sentence = "It has 671 billion parameters, 37 billion of them active."
    sides = [
        {"sentence": sentence, "sentence_start": 0, "start": sentence.index(quote), "end": sentence.index(quote) + len(quote)}
        for quote in ("37 billion", "671 billion parameters")
    ]  # fmt: skip
    first, second = two_sentences(*sides)
    assert "<mark>37 billion</mark>" in first
    assert "<mark>671 billion parameters</mark>" in second


def test_what_a_page_may_cost_is_compared_word_by_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """Editions made to cost time do not: beyond a number of steps a changed paragraph is marked whole."""
    monkeypatch.setattr("browse.marks.MOST_STEPS", 100)
    old, new = "Two dead on Monday.", "Six dead on Monday."
    (first, _), (second, _) = changed_paragraphs(f"{old}\n\nOne.\n\n{old}", f"{new}\n\nOne.\n\n{new}")
    assert (first, second) == ("<del>Two</del> dead on Monday.", f"<del>{old}</del>")


def test_of_very_many_paragraphs_the_first_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is looked at begins with the first change, so that a long text with one late change shows it."""
    monkeypatch.setattr("browse.marks.MOST_PARAGRAPHS", 3)
    old = [f"This is paragraph {n}." for n in range(20)]
    new = [*old[:9], "Nine is new here, and longer.", *old[10:15], "Gone.", *old[16:]]
    changes = changed_paragraphs("\n\n".join(old), "\n\n".join(new))
    told = [("<del>This is paragraph 9.</del>", ""), ("", "<ins>Nine is new here, and longer.</ins>")]
    assert sorted(changes) == sorted(told)
