"""What a number counts that stands without a noun of its own."""

from __future__ import annotations

import pytest

from extractors.claims import Extractor
from extractors.language import load
from tests.topics import shipped

EXTRACTOR = Extractor(shipped("ai-compute"))

UNITS = [
    # the whole and its parts
    (
        "The chain closed 400 stores in the spring. Of the 400, 60 were reopened in June.",
        ["store", "store", "store"],
    ),
    ("The bank has 31 branches left. Twelve are in Porto.", ["branch", "branch"]),
    ("The museum listed 75 missing paintings. Among them, nine had been sold.", ["painting", "painting"]),
    ("The court received 920 complaints. It rejected 700 and sent 220 back.", ["complaint"] * 3),
    ("The thieves took 48 engines. Thirty were found in a barn.", ["engine", "engine"]),
    # a number that only says of what sort a thing is lends nothing
    ("A 40-storey tower burned. At least 9 died.", ["storey", "person"]),
    # more of the same
    ("The farm lost 800 sheep to the flood; another 300 were found on the hill.", ["sheep", "sheep"]),
    ("The operator lost 1,200 subscribers in April, and it lost 300 more in May.", ["person", "person"]),
    ("The yard built six ferries last year and plans to deliver eight this year.", ["ferry", "ferry"]),
    ("The lab rents 4,000 H100s. Its rival has 9,000.", ["GPU", "GPU"]),
    # earlier and other levels
    ("The shelter took in 2,400 dogs last year, up from 1,900 a year ago.", ["dog", "dog"]),
    ("The plant built 18,000 cars in March. A year before it had been 21,000.", ["car", "car"]),
    ("Inspectors found 4,000 faulty valves, double the 2,000 first announced.", ["valve", "x", "valve"]),
    ("The airline said it had cancelled 40 flights, not 400.", ["flight", "flight"]),
    ("The agency reported 340 leaks. The mayor called the 340 laughable.", ["leak", "leak"]),
    ("Some 250,000 doses were promised; so far 90,000 have arrived.", ["dose", "dose"]),
    # money and shares
    (
        "The council spent £40 million on the bridge and will need another 15 million for the lamps.",
        ["GBP", "GBP"],
    ),
    ("The buyer offered $90 million, then raised it to 110 million.", ["USD", "USD"]),
    ("Unemployment rose from 12 to 15 percent in two years.", ["percent", "percent"]),
    ("The party had 15 percent of the vote in March. In May it stood at 19.", ["percent", "percent"]),
    ("Arrests cleared fell to 38.5 percent, almost 6 points lower.", ["percent", "percentage point"]),
    ("The union party won 17.8 percent. That is 4 points more than in May.", ["percent", "percentage point"]),
    ("The bakery trades at 24 times yearly earnings, up from 19.", ["x", "x"]),
    ("The loan is three times Norway's budget.", ["x"]),
    ("The alarm went off four times Monday.", ["time"]),
    # people, where a verb, a noun or a pronoun says so
    ("A tram left the rails in Graz on Sunday. Sixty were hurt.", ["person"]),
    ("The fire broke out in the kitchen. Twelve died, the brigade said.", ["person"]),
    ("The jury heard eleven witnesses. Three of them said that the gate was shut.", ["person", "person"]),
    ("About 3,100 people signed the petition. Only 48 withdrew.", ["person", "person"]),
    # questions and headings
    (
        "How many tickets were sold? The promoter speaks of 9,000, the police of 14,000.",
        ["ticket", "ticket"],
    ),
    ("Flights cancelled: 310. Flights delayed: 1,450.", ["flight", "flight"]),
]


def units_of(text: str) -> list[str | None]:
    """The unit of each claim of a text, in order."""
    return [found.number.unit for found in EXTRACTOR.quantities(load()(text))]


@pytest.mark.parametrize(("text", "units"), UNITS)
def test_what_a_bare_number_counts(text: str, units: list[str]) -> None:
    """A number without a noun counts what the text around it counts: its whole, what was there before, whom its verb befalls."""
    assert units_of(text) == units


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("It was 41 all along.", [None]),  # nothing tells
        ("The first quake reached 6.1, and no one was hurt.", [None]),  # no 6.1 people
    ],
)
def test_people_are_no_default(text: str, units: list[str | None]) -> None:
    """A number of which nothing says that it counts people does not: half a person least of all."""
    assert units_of(text) == units


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("The studio employs 120 people and will hire 45 next year.", ["person", "person"]),
        ("The depot has 45 next-generation trams.", ["tram"]),
    ],
)
def test_a_time_after_a_number_is_not_what_it_counts(text: str, units: list[str]) -> None:
    """ "45 next year" are no years."""
    assert units_of(text) == units


@pytest.mark.parametrize(
    "text",
    [
        "The number of missing is 45, the ministry said.",
        "The number of injured climbed from 120 to 340.",
    ],
)
def test_those_whom_something_befell_are_people(text: str) -> None:
    """The missing are people, though their word is a verb's: nobody counts a "miss"."""
    assert set(units_of(text)) == {"person"}


@pytest.mark.parametrize(
    "text", ["Northfield Trust: 12,400 wait over a year for surgery", "Some 640 wait over a year."]
)
def test_who_does_something_is_no_span_of_time(text: str) -> None:
    """A number that does what a verb says has not the unit of the time that it takes."""
    assert units_of(text)[0] in (None, "person")


def test_years_are_not_what_a_number_counts() -> None:
    """The years that a rise took are no unit of the level that it reached."""
    assert "year" not in units_of("Claims for stolen bikes have tripled in three years, to 27,000.")
