"""What is wrong in a topic that fits its schema, and what can hardly be meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.topic import Topic, known_units, load_topic
from extractors.topic_faults import faults, hints

METRIC = {"question": "How many does {subject} have?", "units": ["person"]}
FAULTY = [
    # (what the topic says, the place of its fault, the name that leads nowhere)
    ({"items": {"A": {"part_of": "B"}}}, ("items", "A", "part_of"), "B"),
    ({"items": {"A": {"part_of": "A"}}}, ("items", "A", "part_of"), None),
    ({"items": {"A": {"unit": "ship"}}}, ("items", "A", "unit"), "ship"),
    ({"entities": {"A": {"maker": "B"}}}, ("entities", "A", "maker"), "B"),
    ({"metrics": {"a": {**METRIC, "units": ["ship"]}}}, ("metrics", "a", "units", 0), "ship"),
    ({"metrics": {"a": {**METRIC, "question": "How many?"}}}, ("metrics", "a", "question"), None),
    ({"metrics": {"other": METRIC}}, ("metrics", "other"), None),
    ({"often_confused": [{"metrics": ["a", "other"], "why": "w"}]}, ("often_confused", 0, "metrics"), "a"),
    ({"examples": [{"text": "x", "claims": [{"quote": "y"}]}]}, ("examples", 0, "claims", 0, "quote"), None),
]


@pytest.mark.parametrize(("content", "place", "unknown"), FAULTY)
def test_a_fault_has_its_place(
    content: dict[str, object], place: tuple[str | int, ...], unknown: str | None
) -> None:
    """Names that lead nowhere, circles and the like are found where they stand; the name is told where it is one."""
    topic = Topic.model_validate({"name": "t", "title": "T", **content})
    assert [(fault.place, fault.unknown) for fault in faults(topic, known_units())] == [(place, unknown)]


HINTS = [
    ("entities:\n  A: {aliases: [C]}\n  B: {aliases: [C]}\n", "“C” names both A and B; it is read as B."),
    (
        "entities:\n  A: {kind: ship}\nmetrics:\n  a: {question: '{subject}', units: [person], subjects: [Shipp]}\n",
        "a is for subjects of the kind Shipp, which no entity is. Did you mean ship?",
    ),
    (
        "statements:\n  a: {question: '{subject}?', patterns: ['sell objekt:ship', 'sell to:gang']}\n",
        "a: “sell objekt:ship” takes “objekt” for a preposition. Did you mean object?",
    ),
]


@pytest.mark.parametrize(("text", "hint"), HINTS)
def test_what_cannot_be_meant_is_hinted_at(tmp_path: Path, text: str, hint: str) -> None:
    """What is well-formed, but can hardly be meant, is said."""
    path = tmp_path / "t.yml"
    path.write_text(f"name: t\ntitle: T\n{text}")
    assert list(hints(load_topic(path))) == [hint]


def test_a_metric_that_can_never_be_chosen_is_hinted_at(tmp_path: Path) -> None:
    """Two metrics of one unit, one of them without cues: the writer is told."""
    path = tmp_path / "t.yml"
    path.write_text(
        "name: t\ntitle: T\nmetrics:\n"
        "  a: {question: 'q {subject}', units: [person], verbs: [sing]}\n"
        "  b: {question: 'q {subject}', units: [person]}\n"
    )
    assert list(hints(load_topic(path))) == ["b has units in common with a but no cues to tell it from them."]
