"""Items: what is counted or paid for."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.claims import extract_claims
from extractors.counts import Counts
from extractors.item_frames import Triggers, fitting, item_words
from extractors.items import Asked, Choice, Items, known_labels
from extractors.linear import Linear
from extractors.topic import Topic, load_topic
from tests.factories import make_article

SAID = [
    ("Two people were killed in the crashes.", "Two people", True),
    ("The mayor spoke to 400 people.", "400 people", False),
    # what the text tells elsewhere counts for a number that does not name what it counts, and only for such
    ("The toll rose at noon. Ministry says 41.", "41", True),
    ("The toll rose at noon. The mayor spoke to 400 people.", "400 people", False),
    ("Vacancies stood at 92,000.", "92,000", False),
]
READ = [
    (
        "Jialing owns 50,000 Hopper GPUs, 10,000 of them H100s.",
        "10,000",
        "GPU",
        "accelerator_count",
        "NVIDIA H100",
    ),
    ("Shares in the shipyard fell 17% on Monday.", "17%", "percent", "change", "share price"),
    ("The firm was valued at $3 billion.", "$3 billion", "USD", "valuation", None),
    ("The flood killed 41 people.", "41 people", "person", "other", "dead"),
]


def asked(
    nlp: Language, text: str, number: str, unit: str | None, metric: str = "other"
) -> tuple[Items, Asked]:
    """The reader of a text's items, and its number."""
    doc = nlp(text)
    start = text.index(number)
    span = doc.char_span(start, start + len(number))
    assert span is not None
    items = Items(doc, Counts(load_topic("ai-compute")))
    return items, Asked(span.start, span.end, 1.0, 1.0, unit, metric)


def choices(
    nlp: Language, text: str, number: str, unit: str | None, metric: str = "other"
) -> dict[str | None, Choice]:
    """Every possible item of the text's number, by its name."""
    items, one = asked(nlp, text, number, unit, metric)
    return {items.name_of(choice): choice for choice in items.choices(items.number(one))}


@pytest.mark.parametrize(("text", "number", "unit", "metric", "item"), READ)
def test_an_item_is_read(
    nlp: Language, text: str, number: str, unit: str, metric: str, item: str | None
) -> None:
    """What is counted or paid for is named as the topic, the text or annotators name it."""
    items, one = asked(nlp, text, number, unit, metric)
    assert items.of(one).name == item


@pytest.mark.parametrize(("text", "number", "said"), SAID)
def test_the_dead_are_spoken_of(nlp: Language, text: str, number: str, said: bool) -> None:
    """Nobody is dead in whose sentence no word says so; a bare number may be what its story tells of."""
    assert ("dead" in choices(nlp, text, number, "person")) == said


@pytest.mark.parametrize("example", item_words().examples, ids=lambda example: str(example.item))
def test_words_tell_of_an_item(nlp: Language, example: object) -> None:
    """Each example of items.yml has its item among those that its number may have."""
    text, item = example.text, example.item  # type: ignore[attr-defined]
    number = text[text.index("[") + 1 : text.index("]")]
    unit = next(name for name in UNITS if item in fitting(name))
    assert item in choices(nlp, text.replace("[", "").replace("]", ""), number, unit)


UNITS = ("person", "USD", "percent", "day", "m", "m2", "vehicle")


def test_a_word_tells_of_items_in_fitting_units_alone() -> None:
    """A theft has an amount, and no length; a fire burns land, and no money."""
    assert "amount stolen" in fitting("EUR")
    assert "amount stolen" not in fitting("m")
    assert "burnt" in fitting("m2")
    assert "burnt" not in fitting("USD")
    assert "speed" in fitting("km/h")


def test_words_tell_of_items_from_how_near_they_stand(nlp: Language) -> None:
    """A word of the number's own clause is told apart from one in its sentence, the one before, or further back."""
    sentences = ["Thieves came at night.", "It rained.", "They took $4 million from a bank."]
    reach = []
    for story in (sentences, [sentences[0], sentences[2]], [sentences[1], "Thieves took $4 million."]):
        text = " ".join(story)
        items, one = asked(nlp, text, "$4 million", "USD")
        number = items.number(one)
        found = Triggers(items.words).near("USD", number.sentence, number.roles, items.parse)
        reach.append(found["amount stolen"])
    assert reach == ["near", "previous", "frame"]


def test_an_item_goes_on(nlp: Language) -> None:
    """The item of a number may be that of the number before, once for as many numbers as had it."""
    text = "Jialing shipped 400 looms in May. It was 300 in June, and 200 in July."
    items, first = asked(nlp, text, "400 looms", "loom")
    items.tell(items.number(first), "looms sold")
    _, second = asked(nlp, text, "300", "loom")
    items.tell(items.number(second), "looms sold")
    _, third = asked(nlp, text, "200", "loom")
    names = [items.name_of(choice) for choice in items.choices(items.number(third))]
    assert names.count("looms sold") == 1


def test_products_nearby_may_be_what_is_counted(nlp: Language) -> None:
    """A bare number of a topic's units may count any product named before or after it; one of money none."""
    text = "The lab bought H20s. It has 4,000 by now, and hopes for H200s."
    assert {"NVIDIA H20", "NVIDIA H200"} <= choices(nlp, text, "4,000", "GPU", "accelerator_count").keys()
    assert "NVIDIA H20" not in choices(nlp, text, "4,000", "USD", "spending")


def test_every_known_item_has_its_words() -> None:
    """What annotators call the dead and the like has its words in the shipped file, whose frames are all of use."""
    known = {f.removeprefix("label=") for f in Linear.load("items").told if f.startswith("label=")}
    for name, frame in item_words().frames.items():
        assert frame.units or name in known, name
    assert set(known_labels("other person")) <= item_words().frames.keys()


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
