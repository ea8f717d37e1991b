"""What a topic's file says of a subject."""

from __future__ import annotations

import pytest

from extractors.fitness import asked_of, fitness, is_kind
from extractors.topic import Topic
from tests.topics import shipped

FITS = [
    ("SemiAnalysis", "spending", -1),  # a voice: it counts what others have
    ("NVIDIA H800", "revenue", -1),  # a thing that is counted
    ("DeepSeek-V3", "training_tokens", 1),  # a model, which is what has training tokens
    ("DeepSeek", "training_tokens", -1),
    ("DeepSeek", "training_cost", 0),  # a firm can have a training cost, but a model comes first
    ("DeepSeek", "other", 0),
    ("Acme", "training_tokens", 0),  # the topic does not know it
]


@pytest.mark.parametrize(("name", "metric", "sign"), FITS)
def test_fitness(name: str, metric: str, sign: int) -> None:
    """The topic's file speaks for the kind that a metric names first, and against voices, items and other kinds."""
    weight = fitness(name, metric, shipped("ai-compute"))
    assert (weight > 0) - (weight < 0) == sign


def test_a_company_is_an_organisation_to_included_metrics() -> None:
    """Revenue, whose subjects are organisations, fits what the topic calls a company."""
    assert fitness("Uber", "revenue", shipped("breaches")) > 0


KINDS = [
    ("ferry", ("ferry",), True),
    ("ferry", ("organisation",), False),
    ("ferry", ("thing",), True),
    ("airline", ("organisation",), True),
    ("party", ("person",), False),
    ("foozle", ("organisation",), True),  # a word that nobody knows
    ("voice", ("organisation",), False),
    ("Phone", ("model",), True),
    ("company", (), False),
]


@pytest.mark.parametrize(("kind", "wanted", "fits"), KINDS)
def test_kinds(kind: str, wanted: tuple[str, ...], fits: bool) -> None:
    """A topic's own word for a kind fits itself, and the general kind that it is a word for."""
    assert is_kind(kind, wanted) == fits


FLEET = Topic.model_validate(
    {
        "name": "ferries",
        "title": "Ferries",
        "entities": {
            "Amber Star": {"kind": "ferry", "maker": "Lodestar Lines"},
            "Lodestar Lines": {"kind": "company", "maker": "Lodestar Holding"},
            "Lodestar Holding": {"kind": "fund"},
            "Lodestar Yard": {"maker": "Amber Star"},
        },
    }
)
ASKED = [
    ("Amber Star", ("ferry",), "Amber Star"),
    ("Amber Star", (), "Amber Star"),
    ("Amber Star", ("company",), "Lodestar Lines"),
    ("Amber Star", ("fund",), "Amber Star"),  # not over a maker that cannot have it
    ("Amber Star", ("organisation",), "Lodestar Holding"),
    ("Lodestar Yard", ("ferry",), "Amber Star"),
    ("Bright Star", ("company",), "Bright Star"),
]


@pytest.mark.parametrize(("subject", "subjects", "asked"), ASKED)
def test_a_maker_is_asked_where_it_is_of_the_kind(
    subject: str, subjects: tuple[str, ...], asked: str
) -> None:
    """A question climbs to a maker only while the maker's kind is among the wanted ones."""
    assert asked_of(subject, subjects, FLEET) == asked
