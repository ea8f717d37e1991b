"""A topic file is checked: what is wrong in it is named with file, line and key."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.errors import TopicError
from extractors.topic import load_topic, topic_names


@pytest.mark.parametrize("name", topic_names())
def test_shipped_topics_load(name: str) -> None:
    """Every shipped topic fits its schema and is named like its file."""
    assert load_topic(name).name == name


FAULTS = [
    ("name: t\ntitle: T\nmetric: {}\n", "t.yml:3: metric: unknown key"),
    ("name: t\n", "t.yml:1: title: this key is missing"),
    (
        "name: t\ntitle: T\nmetrics:\n  cost:\n    question: q\n    unit: [USD]\n    units: [USD]\n",
        "t.yml:6: metrics.cost.unit: unknown key. Known keys here: question",
    ),
    (
        "name: t\ntitle: T\nitems:\n  H800: {part_of: Hoper}\n",
        "t.yml:4: items.H800.part_of: no item is called 'Hoper'",
    ),
    ("name: t\ntitle: T\nitems:\n  A: {part_of: B}\n  B: {part_of: A}\n", "part of itself"),
    ("name: t\ntitle: T\nentities:\n  A: {maker: B}\n  B: {maker: A}\n", "the makers form a circle"),
    (
        "name: t\ntitle: T\nmetrics:\n  homes:\n    question: q\n    units: [money, hom]\n",
        "t.yml:6: metrics.homes.units.1: no unit is called 'hom'. Count words go under `units`",
    ),
    ("name: t\ntitle: [\n", "is no YAML"),
    ("- a\n", "holds no keys"),
]


@pytest.mark.parametrize(("text", "message"), FAULTS)
def test_a_faulty_topic_names_the_place(tmp_path: Path, text: str, message: str) -> None:
    """The error holds the file, the line and the key."""
    path = tmp_path / "t.yml"
    path.write_text(text)
    with pytest.raises(TopicError) as error:
        load_topic(path)
    assert message in str(error.value)


def test_an_unknown_topic_names_those_there_are() -> None:
    """A mistyped name is answered with the list of topics."""
    with pytest.raises(TopicError, match=r"There are: .*ai-compute"):
        load_topic("ai-computer")


def test_a_metric_that_can_never_be_chosen_is_hinted_at(tmp_path: Path) -> None:
    """Two metrics of one unit, one of them without cues: the writer is told."""
    path = tmp_path / "t.yml"
    path.write_text(
        "name: t\ntitle: T\nmetrics:\n"
        "  a: {question: q, units: [person], verbs: [sing]}\n"
        "  b: {question: q, units: [person]}\n"
    )
    assert list(load_topic(path).hints()) == [
        "b has units in common with a but no cues to tell it from them."
    ]


TELLERS = [
    ("DeepSeek-R1", "DeepSeek"),
    ("NVIDIA H800", "NVIDIA"),
    ("SemiAnalysis", "SemiAnalysis"),
    ("Nobody", "Nobody"),
]


@pytest.mark.parametrize(("name", "teller"), TELLERS)
def test_a_product_speaks_through_its_maker(name: str, teller: str) -> None:
    """What a model's paper says its maker says; bodies and unknown names speak for themselves."""
    assert load_topic("ai-compute").teller(name) == teller
