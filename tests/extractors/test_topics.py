"""The examples of the shipped topics, and that of topics/README.md, come out as they say."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from extractors.examples import run_examples
from extractors.language import load
from extractors.statement_examples import run_statements
from extractors.topic import SHIPPED, Topic, load_topic, topic_names
from extractors.topic_faults import hints

TOPICS = {name: load_topic(name) for name in topic_names(SHIPPED)}
EXAMPLES = [(name, n) for name, topic in TOPICS.items() for n in range(1, len(topic.examples) + 1)]
SHARED = {
    "business",
    "conduct",
    "general",
    "voices",
}  # not meant to be read for: included by others, or without metrics


@cache
def misses(name: str) -> dict[int, list[str]]:
    """What differs in the examples of a topic, by the number of the example."""
    found: dict[int, list[str]] = {}
    for miss in run_examples(TOPICS[name], load()):
        found.setdefault(miss.example, []).append(str(miss))
    return found


@pytest.mark.parametrize(("name", "number"), EXAMPLES)
def test_every_example_comes_out(name: str, number: int) -> None:
    """All claims of an example are found, no other is, and each has the fields that the example names."""
    assert misses(name).get(number, []) == []


@pytest.mark.parametrize("name", sorted(TOPICS.keys() - SHARED - {"ai-compute"}))
def test_a_topic_shows_what_it_means(name: str) -> None:
    """A shipped topic has at least ten examples and feeds, and no metric that can never be chosen."""
    topic = TOPICS[name]
    assert len(topic.examples) >= 10
    assert topic.feeds
    assert list(hints(topic)) == []


@pytest.mark.parametrize("name", sorted(name for name, topic in TOPICS.items() if topic.statements))
def test_statements_and_near_misses(name: str) -> None:
    """Every declared statement is found in its examples with its stance, and in none of its near misses."""
    assert [str(miss) for miss in run_statements(TOPICS[name], load())] == []


def test_the_topic_of_the_readme_works(tmp_path: Path) -> None:
    """Whoever copies the blocks of topics/README.md in their order has a topic whose examples come out."""
    text = (SHIPPED / "README.md").read_text(encoding="utf-8")
    path = tmp_path / "museums.yml"
    path.write_text("\n".join(re.findall(r"```yaml\n(.*?)```", text, re.S)), encoding="utf-8")
    topic = load_topic(path)
    assert [str(miss) for miss in run_examples(topic, load())] == []
    assert [str(miss) for miss in run_statements(topic, load())] == []
    assert topic.statements


def keys_of(model: type) -> set[str]:
    return set(getattr(model, "model_fields", {}))


def test_the_readme_explains_every_key() -> None:
    """No key of a topic file goes without a word in topics/README.md."""
    from extractors.topic_schema import (
        Entity,
        Example,
        ExampleClaim,
        Feed,
        Item,
        Metric,
        Statement,
        StatementExample,
    )

    text = (SHIPPED / "README.md").read_text(encoding="utf-8")
    models = (Topic, Feed, Metric, Item, Entity, Example, ExampleClaim, Statement, StatementExample)
    keys = set().union(*map(keys_of, models))
    assert {key for key in keys if not re.search(rf"`{key}`|\b{key}:", text)} == set()
