"""What a claim's item is beside its other fields."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.claims import extract_claims
from extractors.topic import Topic
from tests.factories import make_article
from tests.topics import shipped

TRAINS = Topic.model_validate(
    {
        "name": "trains",
        "title": "Trains",
        "metrics": {
            "cancelled": {
                "question": "How many trains did {subject} cancel?",
                "units": ["train"],
                "verbs": ["cancel"],
                "nouns": ["cancellation"],
            },
            "carried": {
                "question": "How many does {subject} carry?",
                "units": ["person"],
                "verbs": ["carry"],
                "nouns": ["passenger"],
            },
        },
        "units": {"train": {"nouns": ["train", "service"]}},
        "entities": {"Norrbahn": {"kind": "operator", "descriptions": ["railway", "operator"]}},
    }
)
SAID_ALREADY = [
    ("Norrbahn apologised. The railway cancelled 310 services.", None),
    ("Norrbahn carried 300 passengers.", None),
    ("Norrbahn carried 300 people.", None),
    ("Norrbahn cancelled 310 freight trains.", "freight"),
]


@pytest.mark.parametrize(("text", "item"), SAID_ALREADY)
def test_what_metric_and_subject_say_is_no_item(nlp: Language, text: str, item: str | None) -> None:
    """Neither the subject under another name nor the metric's own noun parts two numbers of one metric."""
    (claim,) = extract_claims(make_article(text), TRAINS, nlp)
    assert claim.subject == "Norrbahn"
    assert claim.item == item


@pytest.mark.parametrize("text", [
    "The blast killed nine people and injured 30.",
    "The typhoon left 44 people dead and 12 missing, the civil defence office said.",
    "Police said 12 had died and 40 were hurt, with seven still missing.",
])  # fmt: skip
def test_what_another_metric_counts_is_no_item(nlp: Language, text: str) -> None:
    """The dead are not "injured", nor the missing "dead", where the topic counts each."""
    assert {claim.item for claim in extract_claims(make_article(text), shipped("disasters"), nlp)} == {None}


def test_no_item_is_a_name_that_the_text_does_not_have(nlp: Language) -> None:
    claims = extract_claims(
        make_article("Somebody offered forty thousand euros for it."), shipped("business"), nlp
    )
    assert [claim.item for claim in claims if claim.item == "GPU"] == []
