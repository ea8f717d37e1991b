"""Units of measure and currencies are read beside their number; the tables' examples hold."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.quantities import find_quantities
from extractors.units import UnitExample, currencies, units
from tests.timing import least_seconds


@pytest.mark.parametrize(
    "example", units().table.examples + currencies().table.examples, ids=lambda example: example.text
)
def test_the_examples_of_the_tables(nlp: Language, example: UnitExample) -> None:
    """Each example of units.yml and currencies.yml is one quantity over its whole length."""
    (quantity,) = find_quantities(nlp(example.text))
    assert (quantity.start, quantity.end) == (0, len(example.text))
    assert (quantity.low, quantity.unit) == (pytest.approx(example.value), example.unit)


@pytest.mark.parametrize("name", sorted(units().table.units))
def test_every_unit_is_read_by_its_own_words(name: str) -> None:
    """Each word of a unit, and its plural, leads to that unit."""
    for word in units().table.units[name].words:
        assert units().after(f" {word}", 0, digits=False) == (len(word) + 1, name)


def test_no_form_belongs_to_two_units() -> None:
    """A word or symbol stands with one unit alone."""
    seen: dict[str, str] = {}
    for name, unit in units().table.units.items():
        for form in (*unit.words, *unit.symbols):
            assert seen.setdefault(form, name) == name


NOT_UNITS = [" minutely", " m2x", " Cs", "p.m."]


@pytest.mark.parametrize("text", NOT_UNITS)
def test_a_unit_ends_with_its_word(text: str) -> None:
    """The beginning of a longer word is no unit."""
    assert units().after(text, 0) is None
    assert currencies().after(text, 0) is None


PLAIN = [
    # (text, the units of its amounts)
    ("The mill cost A$40m. Levies rose to $400 a head, and 45 cents a tonne.", ["AUD", "AUD", "AUD"]),
    ("The mill cost A$40m ($26m). Its rival cost $12m.", ["AUD", "USD", "USD"]),
    ("The mill cost A$40m (about $26m).", ["AUD", "USD"]),
    ("It made NZ$3 million, up from 2 million dollars.", ["NZD", "NZD"]),
    ("It made $3 million, or A$4 million. Rent is 2 million dollars.", ["USD", "AUD", "USD"]),
    ("It lost C$5 million, US$4 million of it in June, and 20 American dollars.", ["CAD", "USD", "USD"]),
    ("It made R$9 million. The loan was $4 million.", ["BRL", "USD"]),
    ("The paper costs €3.20, four cents more.", ["EUR", "EUR"]),
    ("Fares rise to S$2.40, up four cents.", ["SGD", "SGD"]),
    ("In Karachi the tent cost Rs 50,000, and 4 lakh rupees in Lahore.", ["PKR", "PKR"]),
    ("The shop paid Rs 50,000, the bank ₹40.", ["INR", "INR"]),
    ("The bribe in Douala was 5,000 CFA francs.", ["XAF"]),
    ("The bribe in Zurich was 5,000 francs.", ["CHF"]),
    ("It paid AED 300 in Casablanca, and 200 dirhams.", ["AED", "MAD"]),
    ("Tea costs four cents more, at $3.", ["cent", "USD"]),
]


@pytest.mark.parametrize(("text", "units"), PLAIN)
def test_plain_marks_are_of_the_currency_that_the_text_tells(
    nlp: Language, text: str, units: list[str]
) -> None:
    """A plain sign is of the currency whose sign the text writes first, of the USA where the text sets both side by side.

    Rupees, francs and dirhams are of the state that the text speaks of.
    """
    assert [quantity.unit for quantity in find_quantities(nlp(text))] == units


def test_cents_of_another_currency_are_hundredths_of_it(nlp: Language) -> None:
    """Four cents are 0.04 Singapore dollars."""
    assert find_quantities(nlp("Fares rise to S$2.40, up four cents."))[1].low == pytest.approx(0.04)


def test_whose_dollars_are_is_found_in_linear_time() -> None:
    """A run of digits without end is gone through once."""

    def read(size: int) -> None:
        currencies().plain_of("USD", "A$" + "1" * size)

    assert least_seconds(lambda: read(40_000)) < 3 * least_seconds(lambda: read(20_000)) + 0.05
