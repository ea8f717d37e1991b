"""Quantities: value, unit and bound as a careful reader would write them, and nothing that only looks like one."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from extractors.quantities import find_quantities, to_base

Row = tuple[float | None, float | None, str | None, str]

# text, and (low, high, unit, bound) of each quantity in it; the comment names the trait guarded
QUANTITIES: list[tuple[str, list[Row]]] = [
    # a product is what is counted, its code no unit of measure
    ("The lab has 10,000 H800s.", [(10_000, 10_000, "H800", "=")]),
    ("It runs about 50,000 NVIDIA Hopper GPUs.", [(50_000, 50_000, "NVIDIA hopper GPU", "~")]),
    ("It took 2.788 million GPU hours.", [(2_788_000, 2_788_000, "GPU hour", "=")]),
    # a change is two numbers, not a range
    ("It fell from $30m to $24.7m.", [(30e6, 30e6, "USD", "="), (24.7e6, 24.7e6, "USD", "=")]),
    # a hyphen makes one word, whatever its tag
    ("It sent 500 e-mails.", [(500, 500, "e-mail", "=")]),
    (
        "It increased by $43.6 billion to $419.2 billion.",
        [(43.6e9,) * 2 + ("USD", "="), (419.2e9,) * 2 + ("USD", "=")],
    ),
    # a scale or a unit said once holds for both bounds
    ("It costs $3-5 million.", [(3e6, 5e6, "USD", "=")]),
    ("Between 10 and 50 thousand people came.", [(10_000, 50_000, "person", "=")]),
    ("It costs eight or nine euros.", [(8, 9, "EUR", "=")]),
    ("The odds are 30-40%.", [(30, 40, "percent", "=")]),
    (
        "Sales were 3.1 million units, up from 2.4 million.",
        [(3.1e6,) * 2 + ("unit", "="), (2.4e6,) * 2 + ("unit", "=")],
    ),
    # the first bound of a range takes no unit from the money before it
    ("It cost $6 million and lags by 7-10 months.", [(6e6, 6e6, "USD", "="), (7, 10, "month", "=")]),
    # currencies on either side
    ("Revenue was US$5.576m.", [(5.576e6, 5.576e6, "USD", "=")]),
    ("He paid RM15,000 and R24,800.", [(15_000, 15_000, "MYR", "="), (24_800, 24_800, "ZAR", "=")]),
    ("He paid 3 dollars and 50 cents.", [(3.5, 3.5, "USD", "=")]),
    # vague magnitudes
    ("Tens of thousands of people came.", [(20_000, 99_999, "person", "=")]),
    ("Dozens of homes burned.", [(24, 99, "home", "=")]),
    # bounds and hedges
    ("It has more than 50,000 chips.", [(50_000, None, "chip", ">")]),
    ("He faces up to 20 years.", [(None, 20, "year", "<")]),
    ("At least eight people died.", [(8, None, "person", ">")]),
    ("It lasted just under 40 minutes.", [(None, 40, "minute", "<")]),
    ("Ten days or so passed.", [(10, 10, "day", "~")]),
    ("It employs 10 or more people.", [(10, None, "person", ">")]),
    # a hedge belongs to the number beside it alone
    ("The figure is well above the 322 cases of 2023.", [(322, 322, "case", "=")]),
    (
        "It has 60,000 chips, at least 20,000 of them new.",
        [(60_000, 60_000, "chip", "="), (20_000, None, "chip", ">")],
    ),
    # shares and factors
    ("About a third of users left.", [(100 / 3, 100 / 3, "percent", "~")]),
    ("One in six adults smokes.", [(100 / 6, 100 / 6, "percent", "=")]),
    ("Sales doubled.", [(2, 2, "x", "=")]),
    ("It is three times as fast.", [(3, 3, "time", "=")]),
    ("They cut it by half.", [(50, 50, "percent", "=")]),
    # measures
    ("It drew 20 MW.", [(20, 20, "megawatt", "=")]),
    ("It was −3 degrees.", [(-3, -3, "degree", "=")]),
    ("It took 2 hours and 30 minutes.", [(2.5, 2.5, "hour", "=")]),
    ("They waited eleven glorious minutes.", [(11, 11, "minute", "=")]),
    ("Half a litre is enough.", [(0.5, 0.5, "litre", "=")]),
    # what is counted stands in quotes, or is a verb and its particle
    ('They speak of 212 "voluntary returns".', [(212, 212, "voluntary return", "=")]),
    ("Some 4,310 break-ins were told of.", [(4310, 4310, "break-in", "~")]),
    ("It is 1.8 times an H100.", [(1.8, 1.8, "time", "=")]),
    # ages
    ("Aaron Woon, 41, was charged.", [(41, 41, "year of age", "=")]),
    ("The 24-year-old won.", [(24, 24, "year of age", "=")]),
    ("They spoke to a welder of 66.", [(66, 66, "year of age", "=")]),
    ("They spoke to a crew of 66.", [(66, 66, None, "=")]),
    # what is said of persons by the verb or the adjective alone
    ("The quake killed 50,000.", [(50_000, 50_000, "person", "=")]),
    ("It left 12 dead.", [(12, 12, "person", "=")]),
    # a bracketed conversion is a quantity of its own
    ("It cost $2.54 billion (€2.3 billion).", [(2.54e9, 2.54e9, "USD", "="), (2.3e9, 2.3e9, "EUR", "=")]),
    # and takes the bound of the amount that it converts
    (
        "He wants as much as US$6.5 billion (S$8.7 billion).",
        [(None, 6.5e9, "USD", "<"), (None, 8.7e9, "SGD", "<")],
    ),
    # numbers told by another are resolved where it stands beside them
    (
        "It has 10,000 H800s and as many H100s.",
        [(10_000, 10_000, "H800", "="), (10_000, 10_000, "H100", "=")],
    ),
    (
        "It sold 8,000 cars and hopes for twice that.",
        [(8000, 8000, "car", "="), (16_000, 16_000, "car", "=")],
    ),
    (
        "It paid €91 million, and less than half that later.",
        [(91e6, 91e6, "EUR", "="), (None, 45.5e6, "EUR", "<")],
    ),
    (
        "It makes 34 trips in summer and half as many in winter.",
        [(34, 34, "trip", "="), (17, 17, "trip", "=")],
    ),
    # an article counts where a fraction or a hedge says so
    ("They waited for a year and a half.", [(1.5, 1.5, "year", "=")]),
    ("It was done in under an hour.", [(None, 1, "hour", "<")]),
    ("Revenue rose sixfold.", [(6, 6, "x", "=")]),
    ("Every third house burned.", [(100 / 3, 100 / 3, "percent", "=")]),
    # a moment has no noun
    ("Shortly before ten people came, it closed.", [(10, 10, "person", "=")]),
    # European separators
    ("3.350 people came.", [(3350, 3350, "person", "=")]),
]

NONE = [
    "The R1-Zero model beat Meridian-Four.",
    "In 2021 it bought an iPhone 11 and used GPT-4.",
    "The S&P 500 and the FTSE 100 fell on Jan 27, 2025.",
    "In Q3 FY2025 and in the second quarter sales were flat.",
    "The Boeing 737 was grounded after Flight 302 crashed on 10 March 2019.",
    "The court cited Section 230 and Article 5 on page 12.",
    "Call 555-0123 or +44 20 7946 0958.",
    "He was born in 1974 and rose in the 1990s at 10:30 a.m. on the 3rd.",
    "COVID-19 hit the G20; Formula One stopped.",
    "One of the ministers said that no one would be left behind one day.",
    "United won 3-1 and Nadal lost 6-4, 7-5.",
    "It passed in a 5-4 decision.",
    "1. Open the door. (2) Close it.",
    "See http://example.com/2024/12/page-3 or 600 S. Tyler St.",
    "The first half was the worst since 2008-09.",
    "The part is called 24703L202.",
    "A third man was seen a quarter earlier; it is a day like any other.",
    "The meeting is at nine in the morning, on 1 May or 2 May.",
    "The fire broke out shortly before ten, when most were at work. It was out just after 11.",
    "",
    "\u202b\u0645\u0631\u062d\u0628\u0627\u202c",
]


@pytest.mark.parametrize(("text", "expected"), QUANTITIES, ids=[text for text, _ in QUANTITIES])
def test_find_quantities(nlp: Language, text: str, expected: list[Row]) -> None:
    """Every quantity of the text, with value, unit and bound, and nothing else."""
    found = [(q.low, q.high, q.unit, q.bound) for q in find_quantities(nlp(text))]
    assert found == [
        tuple(pytest.approx(part) if isinstance(part, float) else part for part in row) for row in expected
    ]


@pytest.mark.parametrize("text", NONE)
def test_numbers_that_are_no_quantities(nlp: Language, text: str) -> None:
    """Dates, times, ranks, names, references, scores and phone numbers are left out."""
    assert find_quantities(nlp(text)) == []


STRETCHES = [
    ("It has around 50,000 NVIDIA Hopper GPUs.", "around 50,000 NVIDIA Hopper GPUs"),
    ("It cost more than $500 million in all.", "more than $500 million"),
    ("Prices fell 17% on Monday.", "17%"),
    ("It was worth between $3 and $5 a share.", "between $3 and $5 a share"),
    ("He was fined about another 50 euros.", "about another 50 euros"),
]


@pytest.mark.parametrize(("text", "stretch"), STRETCHES)
def test_the_stretch_holds_hedge_number_and_unit(nlp: Language, text: str, stretch: str) -> None:
    """`start` and `end` enclose the shortest stretch with hedge, number and unit."""
    (quantity,) = find_quantities(nlp(text))
    assert text[quantity.start : quantity.end] == stretch


def test_a_product_is_marked(nlp: Language) -> None:
    """A counted phrase with a name in it gives that phrase's characters, and its plain noun."""
    text = "It has 2,048 H800 GPUs."
    (quantity,) = find_quantities(nlp(text))
    assert quantity.product
    assert (text[slice(*quantity.product)], quantity.noun) == ("H800 GPUs", "GPU")


BASES = [
    ("It took two weeks.", (14, 14, "day")),
    ("It is 5 km long.", (5000, 5000, "m")),
    ("It covers 2 hectares.", (20_000, 20_000, "m2")),
    ("It drew 1.5 MW.", (1.5e6, 1.5e6, "W")),
    ("It used 3 kWh.", (3000, 3000, "Wh")),
    ("It cost 50 cents.", (0.5, 0.5, "USD")),
    ("It employs six workers.", (6, 6, "person")),
    ("It built four tiny homes.", (4, 4, "home")),
    ("It is 11x as fast.", (11, 11, "x")),
    ("The rate rose 25 basis points.", (0.25, 0.25, "percentage point")),
    ("It writes 75 tokens per second.", (75, 75, "token per second")),
    ("It lost 40 tonnes.", (40, 40, "tonne")),
    ("Its fortune changed by -$5m.", (5e6, 5e6, "USD")),
]


@pytest.mark.parametrize(("text", "expected"), BASES)
def test_to_base(nlp: Language, text: str, expected: tuple[float, float, str]) -> None:
    """Claims have base units: days, metres, watts, whole currency, persons."""
    (quantity,) = find_quantities(nlp(text))
    low, high, unit = to_base(quantity)
    assert (low, high, unit) == (pytest.approx(expected[0]), pytest.approx(expected[1]), expected[2])


def test_a_rate_is_kept_apart(nlp: Language) -> None:
    """What an amount is a rate of stands in `per`."""
    (quantity,) = find_quantities(nlp("It pumps 300,000 gallons of fresh water a day."))
    assert (quantity.unit, quantity.per) == ("gallon", "day")


def test_the_component_sets_its_extension(nlp: Language) -> None:
    """`crossclaim_quantities` works in a pipeline of one's own, without tags too."""
    own = spacy.blank("en")
    own.add_pipe("crossclaim_quantities")
    (quantity,) = own("It has 500 homes.")._.quantities
    assert (quantity.low, quantity.unit) == (500, "home")


PIECES = [
    "5",
    "$",
    "1,000",
    ".",
    "-",
    "million",
    "half",
    "two",
    "in",
    "of",
    "a",
    "%",
    " ",
    "\n\n",
    "May",
    "km",
    "more than",
    "x",
    "‏",
    "\x00",
    "٣",
]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text(max_size=40))
def test_any_text_gives_quantities_inside_it(text: str) -> None:
    """No text raises; stretches lie inside it, in order and apart, and finite bounds are in order."""
    doc = spacy.blank("en").make_doc(text)
    end = 0
    for quantity in find_quantities(doc):
        assert 0 <= quantity.start < quantity.end <= len(text)
        assert end <= quantity.number[0]
        assert quantity.low is None or quantity.high is None or quantity.low <= quantity.high
        end = quantity.number[1]
