"""`crossclaim topic` tells the writer of a topic file what is wrong in it and what it finds."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from db.errors import TopicError
from db.store import Store
from pipeline.commands.topic import topic
from tests.factories import make_article

TOPIC = """\
name: choirs
title: Choirs
description: Who sings.
metrics:
  singers:
    question: "How many people sing in {subject}?"
    units: [person]
    verbs: [sing]
    nouns: [singer, choir]
examples:
  - text: Some 40 singers belong to the Harbour Choir.
    claims:
      - {quote: Some 40 singers, metric: singers, low: LOW, high: 40, unit: person, approx: true}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "topics").mkdir()
    (tmp_path / "topics" / "choirs.yml").write_text(TOPIC.replace("LOW", "40"))
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(topic, arguments, catch_exceptions=False)


def test_the_list_has_the_users_topics_and_the_shipped_ones(folder: Path) -> None:
    """One's own topics folder comes first in mind, the shipped topics are there as well."""
    result = run("list")
    assert "choirs" in result.output
    assert "disasters" in result.output


def test_a_good_topic_passes(folder: Path) -> None:
    """By name: found in the topics folder, its examples run, exit code 0."""
    result = run("check", "choirs")
    assert "1 of 1 examples come out as the file says." in result.output
    assert "There are no stored articles" in result.output
    assert result.exit_code == 0


def test_an_example_that_fails_is_named_with_its_field(folder: Path) -> None:
    """By file: the wrong field is named, exit code 1."""
    path = folder / "choirs.yml"
    path.write_text(TOPIC.replace("LOW", "30"))
    result = run("check", str(path))
    assert "0 of 1 examples" in result.output
    assert "example 1: 'Some 40 singers': low is 40, not 30" in result.output
    assert result.exit_code == 1


def test_a_fault_in_the_file_is_an_error_with_its_place(folder: Path) -> None:
    """A typo stops the check, with file, line and key."""
    path = folder / "choirs.yml"
    path.write_text(TOPIC.replace("verbs", "verb"))
    with pytest.raises(TopicError, match=r"choirs.yml:8: metrics.singers.verb: unknown key"):
        run("check", str(path))


def test_it_shows_what_it_finds_in_stored_articles(folder: Path) -> None:
    """The newest articles are read with the topic: claims by metric, and the units that no metric took."""
    text = "The Harbour Choir has 55 singers. It sang for 7,000 geese."
    with Store.open(folder / "crossclaim.db", create=True) as store:
        store.articles.save(make_article(text), ["general"], [])
        store.articles.save(
            make_article("In Berlin sangen 90 Leute.", url="https://a.example/de", language="de"), [], []
        )
    result = run("check", "choirs")
    assert "In the newest 1 article it finds 2 claims." in result.output
    assert "singers: 1. " in result.output
    assert "55 singers" in result.output
    assert "other: 1, counted in: goose 1." in result.output


def test_a_statement_that_a_near_miss_makes_is_named(folder: Path) -> None:
    """Declared statements are tried too: a near miss in which a pattern fits is a fault of the file."""
    statements = """\
statements:
  cheated:
    question: Did {subject} cheat?
    patterns: ["cheat", "use object:tape"]
    near_misses: [The choir used tape on the floor.]
    examples:
      - {text: The Harbour Choir denied that it had cheated., stance: denied}
"""
    (folder / "topics" / "choirs.yml").write_text(TOPIC.replace("LOW", "40") + statements)
    result = run("check", "choirs")
    assert "1 statement: 1 example and 1 near miss; 1 of them comes out otherwise." in result.output
    assert "cheated, near miss 1: was found" in result.output
    assert result.exit_code == 1


def test_a_pattern_that_cannot_be_read_is_named_with_its_line(folder: Path) -> None:
    """What is wrong with a pattern is said with file, line and key."""
    path = folder / "topics" / "choirs.yml"
    path.write_text(
        TOPIC.replace("LOW", "40")
        + "statements:\n  x:\n    question: Did {subject}?\n    patterns: ['use object:']\n"
    )
    with pytest.raises(
        TopicError, match=r"choirs\.yml:\d+: statements\.x\.patterns\.1: 'object:' has no words"
    ):
        run("check", "choirs")
