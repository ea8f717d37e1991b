"""Annotated corpora, and those that come with the package."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.errors import InputError
from extractors.topic import load_topic
from training.gold import COMPUTE, STORIES, Corpus

SPANS = ("subject_span", "item_span", "source_span", "via_span", "cue_span")
OURS = [STORIES, COMPUTE]
STANCES = {"asserted", "denied", "alleged", "planned", "hypothetical"}


@pytest.mark.parametrize("folder", OURS)
def test_each_quote_stands_where_it_says(folder: Path) -> None:
    """A claim's quote is the text at its offset, and its other spans lie inside the text."""
    corpus = Corpus(folder)
    for article, claims in corpus.claims.items():
        text = corpus.articles[article]["text"]
        for claim in claims:
            assert text[claim["start"] :].startswith(claim["quote"]), claim["id"]
            for span in SPANS:
                start, end = claim.get(span) or (0, 1)
                assert 0 <= start < end <= len(text), claim["id"]


@pytest.mark.parametrize("folder", OURS)
def test_annotations_use_metrics_of_the_topic(folder: Path) -> None:
    """No annotation names a metric or a stance that extraction does not know."""
    claims = [claim for rows in Corpus(folder).claims.values() for claim in rows]
    assert {claim["metric"] for claim in claims} <= {"other", *load_topic("ai-compute").metrics}
    assert {claim["stance"] for claim in claims} <= STANCES
    assert len(claims) > 900


def test_folders_beside_join_the_part_to_fit_on(tmp_path: Path) -> None:
    """What is measured on stays as it is; what is learned from holds the articles of this package too."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.json").write_text('{"id": "a", "title": "A", "text": "Nothing."}')
    (tmp_path / "claims.jsonl").write_text("")
    (tmp_path / "splits.json").write_text('{"fit": [], "tune": ["a"]}')
    corpus = Corpus(tmp_path, beside=OURS)
    assert corpus.part("tune") == ["a"]
    assert set(corpus.part("fit")) == {*Corpus(STORIES).articles, *Corpus(COMPUTE).articles}
    assert Corpus(tmp_path).part("fit") == []


def test_the_stories_are_split_by_story() -> None:
    """Each story is in one of two parts, so that what is learned from one can be measured on the other."""
    corpus = Corpus(STORIES)
    assert sorted(corpus.part("fit") + corpus.part("tune")) == list(corpus.articles)
    assert len(corpus.part("tune")) == 27


def test_a_folder_without_claims_is_an_error(tmp_path: Path) -> None:
    """The folder is named."""
    with pytest.raises(InputError, match=str(tmp_path)):
        Corpus(tmp_path)
