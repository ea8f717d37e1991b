"""Numbers are read in digits and words, with their scale, and in time linear in the text."""

from __future__ import annotations

import pytest

from extractors.number_grammar import NumberExample, number_words
from extractors.numbers import find_numbers


@pytest.mark.parametrize("example", number_words().examples, ids=lambda example: example.text)
def test_the_examples_of_the_vocabulary(example: NumberExample) -> None:
    """Each example of numbers.yml is one number over its whole length, with its bounds."""
    (number,) = find_numbers(example.text)
    assert (number.start, number.end) == (0, len(example.text))
    assert (number.low, number.high) == pytest.approx((example.low, example.high))


NONE = ["9/11", "scp173m", ""]


@pytest.mark.parametrize("text", NONE)
def test_digits_inside_a_name_are_no_number(text: str) -> None:
    """A product's code holds no number."""
    assert list(find_numbers(text)) == []


SHARES = [
    ("one in six", 1 / 6),
    ("nine out of ten", 0.9),
    ("one claim in nine", 1 / 9),
    ("two thirds", 2 / 3),
]


@pytest.mark.parametrize(("text", "share"), SHARES)
def test_shares(text: str, share: float) -> None:
    """ "N in M" and fractions are shares of one."""
    (number,) = find_numbers(text)
    assert number.low == pytest.approx(share)


CONTINENTAL = [
    ("It spilt 3.200 litres and paid 1,9 million.", [3200.0, 1_900_000.0]),
    ("It paid €50.000.000 for 12.500 tonnes.", [50_000_000.0, 12_500.0]),
    ("It spilt 3.200 litres and paid 1.9 million.", [3.2, 1_900_000.0]),
    ("It spilt 3.200 litres of 1,250,000.", [3.2, 1_250_000.0]),
]


@pytest.mark.parametrize(("text", "values"), CONTINENTAL)
def test_a_point_parts_thousands_where_the_text_writes_so(text: str, values: list[float]) -> None:
    """Three digits after a point are thousands in a text with decimal commas, and a fraction in any other."""
    assert [number.low for number in find_numbers(text)] == pytest.approx(values)
