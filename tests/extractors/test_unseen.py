"""Metrics that a newcomer thinks up are decided by their cues, without any training."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from extractors.measured import Number
from extractors.metrics import Metrics
from extractors.topic import Topic, load_topic
from extractors.unseen import seen_in

TOPIC = """\
name: choirs
title: Choirs
metrics:
  singers: {question: 'How many in {subject}?', units: [person], verbs: [sing], nouns: [singer]}
  listeners: {question: 'How many in {subject}?', units: [person], verbs: [listen], nouns: [listener, audience]}
"""
CASES = [
    ("Some 40 people sang in the church.", ["singers"]),
    ("An audience of 300 people came.", ["listeners"]),
    ("At least 40 people sang while 300 people listened.", ["singers", "listeners"]),
    ("The mayor met 12 people.", ["other"]),
    # carried on: the same value again, and the number before it
    ("Some 46 people sang. The mayor does not believe in 46 people.", ["singers", "singers"]),
    ("The number of singers rose from 46 to 61.", ["singers", "singers"]),
]


def decided(topic: Topic, nlp: Language, text: str) -> list[str]:
    """The metrics of the numbers of people in a text."""
    doc = nlp(text)
    numbers = [
        Number(
            token.i,
            token.i + 1 + (doc[token.i + 1].pos_ == "NOUN"),
            float(token.text.replace(",", "")),
            float(token.text.replace(",", "")),
            "person",
        )
        for token in doc
        if token.like_num
    ]
    return [decision.metric for decision in Metrics(topic).decide(doc, numbers)]


@pytest.mark.parametrize(("text", "metrics"), CASES)
def test_a_new_topic_is_understood(tmp_path: Path, nlp: Language, text: str, metrics: list[str]) -> None:
    """The metric whose cue stands next to a number is taken; a repeated value keeps its metric."""
    path = tmp_path / "choirs.yml"
    path.write_text(TOPIC)
    assert decided(load_topic(path), nlp, text) == metrics


TOLLS = """\
name: tolls
title: Tolls
metrics:
  missing: {question: 'How many after {subject}?', units: [person], phrases: [missing, unaccounted for]}
  homeless: {question: 'How many after {subject}?', units: [person], phrases: [homeless, without a home]}
  users: {question: 'How many went to the shelters after {subject}?', units: [person], phrases: [in the shelters]}
"""
PHRASES = [
    ("Some 80 people are still missing.", ["missing"]),
    ("Some 80 people from several villages along the northern coast are unaccounted for.", ["missing"]),
    ("In total 2,000 people were without a home.", ["homeless"]),
    ("About 1,200 people were left homeless. At least 45 are missing.", ["homeless", "missing"]),
    ("Some 80 people are still missing. The mayor met 80 people.", ["missing", "missing"]),
    ("Of 80 people, 30 are missing.", ["other", "missing"]),
    ("The missing ship left in May, and the mayor met 80 people.", ["other"]),
    # a newcomer's metric that is called like one that training has seen
    ("Some 300 people are in the shelters.", ["users"]),
]


@pytest.mark.parametrize(("text", "metrics"), PHRASES)
def test_a_phrase_that_is_said_of_a_number_tells_what_it_counts(
    tmp_path: Path, nlp: Language, text: str, metrics: list[str]
) -> None:
    """A topic's own phrase wins over `other`, and over what the numbers before it measure."""
    path = tmp_path / "tolls.yml"
    path.write_text(TOLLS)
    assert decided(load_topic(path), nlp, text) == metrics


def test_what_training_has_seen_is_told_by_its_cues() -> None:
    """A shipped metric is known, also where a topic includes it; one that is only called so is not."""
    assert {"other", "revenue", "accelerator_count"} <= seen_in(load_topic("ai-compute"))
    business = load_topic("business")
    assert "revenue" in seen_in(business)
    own = business.metrics["revenue"].model_copy(update={"phrases": ("in takings",)})
    changed = business.model_copy(update={"metrics": {**business.metrics, "revenue": own}})
    assert "revenue" not in seen_in(changed)


TRAINS = """\
name: trains
title: Trains
includes: [business]
metrics:
  punctual:
    {question: 'What share of trains of {subject}?', units: [percent], nouns: [punctuality, train], phrases: [on time, punctual]}
  carried: {question: 'How many does {subject} carry?', units: [person], verbs: [carry]}
"""
BESIDE_BUSINESS = [
    # a phrase of one's own that is said of the number, beside an included metric with a vague cue ("of")
    ("Only 61 % of its trains ran on time in March.", "percent", "punctual"),
    ("The railway said that 88 % of its trains were punctual.", "percent", "punctual"),
    # a level of what one's own noun names is no change
    ("Punctuality fell to 70 % in May.", "percent", "punctual"),
    ("Fares rose 8 % in March.", "percent", "change"),
    ("The railway lost 40 % of its shares.", "percent", "share"),
    # a cue that an included metric has too
    ("The railway carried 300 people in March.", "person", "carried"),
]


@pytest.mark.parametrize(("text", "unit", "metric"), BESIDE_BUSINESS)
def test_a_metric_of_ones_own_stands_beside_included_ones(
    tmp_path: Path, nlp: Language, text: str, unit: str, metric: str
) -> None:
    """Cues that are shared or vague speak for the topic's own metric; strong ones for the included metric."""
    path = tmp_path / "trains.yml"
    path.write_text(TRAINS)
    doc = nlp(text)
    (n,) = [token.i for token in doc if token.like_num]
    number = Number(n, n + 1 + (unit == "percent"), float(doc[n].text), float(doc[n].text), unit)
    (decision,) = Metrics(load_topic(path)).decide(doc, [number])
    assert decision.metric == metric
