"""What a number can measure, by its unit."""

from __future__ import annotations

import pytest

from extractors.claims import Extractor
from extractors.language import load
from extractors.measured import unit_class
from extractors.metric_context import WORDS, Context
from extractors.quantities import find_quantities
from tests.topics import shipped

CLASSES = [
    ("EUR", "money"),
    ("PGK", "money"),
    ("GPU", "GPU"),
    ("TPU", "TPU"),
    ("percent", "percent"),
    ("crown", "money"),
    (None, ""),
]


@pytest.mark.parametrize(("unit", "name"), CLASSES)
def test_unit_class(unit: str | None, name: str) -> None:
    """Every currency is money; three capital letters that are no currency are a unit of their own."""
    assert unit_class(unit) == name


READ = [
    # (text, what each number counts and measures)
    (
        "About 41,000 people marched on Sunday, says the ministry. There were between 90,000 and 110,000, says the union.",
        [("person", "headcount"), ("person", "headcount")],
    ),
    (
        "The number of chips behind a few dozen services fell from 1,192 to 213.",
        [("service", "other"), ("GPU", "accelerator_count"), ("GPU", "accelerator_count")],
    ),
    ("Its run took 1.5 million GPU-hours.", [("GPU-hour", "accelerator_hours")]),
    ("Its run took 2 million H200 hours.", [("GPU-hour", "accelerator_hours")]),
    ("It runs 14 data centres.", [("data center", "other")]),
]


COUNTED = [
    # (text of a disaster, what its number counts and measures): one thing is not what is counted
    ("The death toll of the Amber Star rose to 61 on Monday, the Coast Guard said.", ("person", "deaths")),
    ("The toll of the Golden Princess stands at 97, the Coast Guard said.", ("person", "deaths")),
    ("The death toll of the sinking rose to 61.", ("person", "deaths")),
    ("The number of victims of the fire rose to 61.", ("person", "deaths")),
    ("The number of staff rose to 300.", ("person", "headcount")),
    ("The number of drones rose to 300.", ("drone", "other")),
    ("The number of Teslas fell to 300.", ("teslas", "other")),
]


MEASURED = [
    # (text, what its number measures): debts and loot are none of the topic's metrics, a crowd is no toll
    ("A ratings agency has the airline's debts at $7.6bn.", "other"),
    ("The club drew 1,450 spectators a match.", "headcount"),
    ("The depot has taken on 300 drivers since May.", "headcount"),
    ("A fire hurt three workers.", "other"),
    ("The hospital treated 61 marchers.", "other"),
    ("Another £58m went on a pier.", "spending"),
    ("On Friday the shipping line was worth $3.5 billion.", "valuation"),
    ("The chairman took home £1.9m last year.", "salary"),
    ("Hallam Lifts must pay €61 million over the cartel.", "fine"),
    ("Broadcom alone was marked down by $200 billion.", "market_value_change"),
    ("Hospitals paid 12 per cent too much.", "change"),
]


LEVELS = [
    # (text, what its numbers measure): a level of before is what the level of now is
    (
        "Demand has surged, with the island accounting for 31% of the firm's revenue in March, up from about 12% in May.",
        "share",
    ),
    ("Growth has slowed: renters make up 44% of households, down from 48% in 2010.", "share"),
    ("It spent $4 billion on servers in 2024, up from $3 billion a year before.", "spending"),
]


@pytest.mark.parametrize(("text", "metric"), LEVELS)
def test_an_earlier_level_measures_what_the_later_does(text: str, metric: str) -> None:
    """What stands after "up from" or "down from" is of the number before it, whatever else rises in the sentence."""
    reader = Extractor(shipped("ai-compute"))
    assert [each.decision.metric for each in reader.quantities(load()(text))] == [metric] * 2


@pytest.mark.parametrize(("text", "metric"), MEASURED)
def test_a_number_measures_what_its_frame_says(text: str, metric: str) -> None:
    """Verbs, nouns and phrases of the frame decide, those of numbers that no metric means among them."""
    reader = Extractor(shipped("ai-compute"))
    assert [each.decision.metric for each in reader.quantities(load()(text))] == [metric]


@pytest.mark.parametrize(("text", "told"), COUNTED)
def test_a_toll_counts_people_and_no_ship(text: str, told: tuple[str, str]) -> None:
    """What an amount is of is counted where there are many of it; the toll of one ship is of people."""
    reader = Extractor(shipped("disasters"))
    assert [(each.number.unit, each.decision.metric) for each in reader.quantities(load()(text))] == [told]


@pytest.mark.parametrize(("text", "told"), READ)
def test_units_and_metrics_of_bare_numbers(text: str, told: list[tuple[str, str]]) -> None:
    """A bare number counts what the subject of its verb counts, or goes on with what the number before measured."""
    reader = Extractor(shipped("ai-compute"))
    assert [(each.number.unit, each.decision.metric) for each in reader.quantities(load()(text))] == told


def test_a_sentence_without_end_is_heard_near_its_numbers() -> None:
    """Of a sentence without end the words beside a number count, so that each costs no more than in a short one."""
    doc = load()("It spent $5 million on " + " and ".join(f"house{n} ships" for n in range(400)))
    extractor = Extractor(shipped("ai-compute"))
    number = extractor.number(doc, find_quantities(doc)[0])
    said, _ = Context(extractor.metrics, doc).around(number)
    assert "house3" in said["sent"]
    assert "house399" not in said["sent"]
    assert len(said["sent"]) <= 2 * WORDS
