"""Cue words: inflection, frames and the checks of the vocabulary file."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.errors import TopicError
from extractors.cues import cue_words, read_cue_words, verb_forms
from extractors.vocabulary import DATA

FORMS = [
    ("claim", ("claims", "claimed", "claiming")),
    ("argue", ("argues", "argued", "arguing")),
    ("deny", ("denies", "denied", "denying")),
    ("say", ("says", "sayed", "saying")),  # irregular verbs stand in the file
    ("stress", ("stresses", "stressed", "stressing")),
]


@pytest.mark.parametrize(("lemma", "forms"), FORMS)
def test_regular_forms(lemma: str, forms: tuple[str, ...]) -> None:
    """Regular verbs are inflected by rule."""
    assert verb_forms(lemma) == forms


@pytest.mark.parametrize(
    ("form", "lemma"), [("said", "say"), ("told", "tell"), ("puts", "put"), ("denies", "deny")]
)
def test_lookup_by_form(form: str, lemma: str) -> None:
    """A surface form leads to its lemma."""
    assert cue_words().verbs[form].lemma == lemma


def test_a_typo_is_named(tmp_path: Path) -> None:
    """An unknown frame is refused with file and line."""
    path = tmp_path / "cues.yml"
    path.write_text("kinds:\n- {kind: speech, frames: [claus], verbs: [say]}\n")
    with pytest.raises(TopicError, match=r"cues\.yml:2"):
        read_cue_words(path)


def test_a_missing_set_of_small_words_is_named(tmp_path: Path) -> None:
    """The words that the frames go by are all there, or the file is refused with the key that lacks."""
    shipped = (DATA / "attribution.yml").read_text(encoding="utf-8")
    path = tmp_path / "cues.yml"
    path.write_text(shipped.replace("  anybody: ", "  everybody: "), encoding="utf-8")
    with pytest.raises(TopicError, match=r"cues\.yml:\d+: small\.anybody"):
        read_cue_words(path)
