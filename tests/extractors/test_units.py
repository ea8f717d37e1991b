"""Units of measure and currencies are read beside their number; the tables' examples hold."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.quantities import find_quantities
from extractors.units import UnitExample, currencies, units


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
