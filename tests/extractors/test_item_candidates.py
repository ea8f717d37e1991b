"""What may be the item of a number."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.counts import Counts
from extractors.item_candidates import Asked, Candidate, Candidates, PlacedNumber
from extractors.item_frames import fitting, item_words
from extractors.items import known_labels
from tests.topics import shipped

SAID = [
    ("Two people were killed in the crashes.", "Two people", True),
    ("The mayor spoke to 400 people.", "400 people", False),
    # what the text tells elsewhere counts for a number that does not name what it counts, and only for such
    ("The toll rose at noon. Ministry says 41.", "41", True),
    ("The toll rose at noon. The mayor spoke to 400 people.", "400 people", False),
    ("Vacancies stood at 92,000.", "92,000", False),
]
UNITS = ("person", "USD", "percent", "day", "m", "m2", "vehicle")


def placed(
    nlp: Language, text: str, number: str, unit: str | None, metric: str = "other"
) -> tuple[Candidates, PlacedNumber]:
    """The text's candidates, and its number."""
    doc = nlp(text)
    start = text.index(number)
    span = doc.char_span(start, start + len(number))
    assert span is not None
    candidates = Candidates(doc, Counts(shipped("ai-compute")), known_labels)
    return candidates, candidates.number(Asked(span.start, span.end, 1.0, 1.0, unit, metric))


def by_name(
    nlp: Language, text: str, number: str, unit: str | None, metric: str = "other"
) -> dict[str | None, Candidate]:
    """Every possible item of the text's number, by its name."""
    candidates, one = placed(nlp, text, number, unit, metric)
    return {candidates.name_of(each): each for each in candidates.of(one)}


@pytest.mark.parametrize(("text", "number", "said"), SAID)
def test_the_dead_are_spoken_of(nlp: Language, text: str, number: str, said: bool) -> None:
    """Nobody is dead in whose sentence no word says so; a bare number may be what its story tells of."""
    assert ("dead" in by_name(nlp, text, number, "person")) == said


@pytest.mark.parametrize("example", item_words().examples, ids=lambda example: str(example.item))
def test_words_tell_of_an_item(nlp: Language, example: object) -> None:
    """Each example of items.yml has its item among those that its number may have."""
    text, item = example.text, example.item  # type: ignore[attr-defined]
    number = text[text.index("[") + 1 : text.index("]")]
    unit = next(name for name in UNITS if item in fitting(name))
    assert item in by_name(nlp, text.replace("[", "").replace("]", ""), number, unit)


def test_an_item_goes_on(nlp: Language) -> None:
    """The item of a number may be that of the number before, once for as many numbers as had it."""
    text = "Jialing shipped 400 looms in May. It was 300 in June, and 200 in July."
    candidates, first = placed(nlp, text, "400 looms", "loom")
    candidates.tell(first, "looms sold")
    _, second = placed(nlp, text, "300", "loom")
    candidates.tell(second, "looms sold")
    _, third = placed(nlp, text, "200", "loom")
    names = [candidates.name_of(each) for each in candidates.of(third)]
    assert names.count("looms sold") == 1


def test_products_nearby_may_be_what_is_counted(nlp: Language) -> None:
    """A bare number of a topic's units may count any product named before or after it; one of money none."""
    text = "The lab bought H20s. It has 4,000 by now, and hopes for H200s."
    assert {"NVIDIA H20", "NVIDIA H200"} <= by_name(nlp, text, "4,000", "GPU", "accelerator_count").keys()
    assert "NVIDIA H20" not in by_name(nlp, text, "4,000", "USD", "spending")
