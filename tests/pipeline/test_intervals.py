"""A number stands for as much as its digits, hedge, bound or vague word let it."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.intervals import compare_values
from pipeline.values import Value, value_of
from tests.factories import make_claim


def value(quote: str, low: float | None, high: float | None, approx: bool = False) -> Value:
    return value_of(make_claim(quote, low=low, high=high, approx=approx))


@pytest.mark.parametrize(
    ("quote", "number", "step"),
    [
        ("2,048 GPUs", 2048, 1),
        ("2,000 GPUs", 2000, 1000),
        ("50k chips", 50_000, 1000),
        ("$6 million", 6e6, 1e6),
        ("$5.576M", 5.576e6, 1000),
        ("$600 billion", 600e9, 100e9),
        ("30 people", 30, 1),
        ("fifty thousand", 50_000, 1000),
        ("two months", 60, 30),
        ("0.34 Wh", 0.34, 0.01),
    ],
)
def test_the_last_digit_is_worth(quote: str, number: float, step: float) -> None:
    """Trailing zeros are rounding from three digits on; a decimal or a scale word sets the step."""
    assert math.isclose(value(quote, number, number).step, step)


PAIRS = [
    # one quote, its bounds, the other, its bounds, how they stand
    ("2,000", (2000, 2000), "2,048", (2048, 2048), "rounding"),
    ("$6 million", (6e6, 6e6), "$5.576 million", (5.576e6, 5.576e6), "rounding"),
    ("$1.4B", (1.4e9, 1.4e9), "$1.46 billion", (1.46e9, 1.46e9), "rounding"),
    ("$593 billion", (593e9, 593e9), "$589 billion", (589e9, 589e9), "apart"),
    ("30", (30, 30), "28", (28, 28), "apart"),
    ("more than $500 million", (5e8, None), "$1.6 billion", (1.6e9, 1.6e9), "bound"),
    ("more than $600 billion", (6e11, None), "$593 billion", (593e9, 593e9), "apart"),
    ("more than 5,000", (5000, None), "5,000", (5000, 5000), "hedged"),
    ("up to 50,000", (None, 50_000), "50,000", (50_000, 50_000), "bound"),
    ("nowhere near 50,000", (None, 50_000), "50,000", (50_000, 50_000), "apart"),
    ("nowhere near 50,000", (None, 50_000), "10,000", (10_000, 10_000), "bound"),
    ("more than 312", (312, None), "312", (312, 312), "apart"),
    ("tens of thousands", (20_000, 99_999), "50,000", (50_000, 50_000), "inside"),
    ("tens of thousands", (20_000, 99_999), "107,000", (107_000, 107_000), "apart"),
    ("275,000 to 325,000", (275_000, 325_000), "107,000", (107_000, 107_000), "apart"),
    ("over 10", (10, None), "over 20", (20, None), "overlap"),
    ("over 20", (20, None), "under 10", (None, 10), "apart"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "bounds", "other", "others", "kind"), PAIRS)
def test_how_values_stand(
    one: str, bounds: tuple[float, float], other: str, others: tuple[float, float], kind: str
) -> None:
    """Roundings, bounds, ranges and vague words decide, not a global tolerance."""
    assert compare_values(value(one, *bounds), value(other, *others)).kind == kind


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [("nearly 600", "593", "rounding"), ("nearly 600", "612", "apart"), ("about 600", "612", "rounding"), ("just over 600", "612", "rounding"), ("just over 600", "593", "apart")],
)  # fmt: skip
def test_a_hedge_has_a_side(one: str, other: str, kind: str) -> None:
    """ "nearly" lies below, "just over" above, "about" on both sides."""
    number = float(other)
    assert compare_values(value(one, 600, 600, approx=True), value(other, number, number)).kind == kind


def test_a_topic_may_set_a_tolerance() -> None:
    """Within a metric's own tolerance two numbers are one."""
    a, b = value("593", 593, 593), value("589", 589, 589)
    assert compare_values(a, b, tolerance=0.05).agrees
    assert not compare_values(a, b).agrees


numbers = st.floats(min_value=0, max_value=1e15, allow_nan=False).map(lambda x: float(f"{x:.4g}"))
quotes = st.sampled_from(["{:,.0f}", "about {:,.0f}", "nearly {:,.0f}", "{:.2f}", "just over {:,.0f}"])


@st.composite
def values(draw: st.DrawFn) -> Value:
    low = draw(numbers)
    quote = draw(quotes).format(low)
    shape = draw(st.sampled_from(["point", "at_least", "at_most", "range"]))
    bounds = {
        "point": (low, low),
        "at_least": (low, None),
        "at_most": (None, low),
        "range": (low, low + draw(numbers)),
    }
    return value(quote, *bounds[shape], approx=draw(st.booleans()))


@given(values(), values())
def test_comparing_is_symmetric(a: Value, b: Value) -> None:
    """How a stands to b is how b stands to a."""
    assert compare_values(a, b) == compare_values(b, a)


@given(values())
def test_a_value_agrees_with_itself(a: Value) -> None:
    """Every value is the same as itself, and lies within its own reach."""
    assert compare_values(a, a).kind == "same"
    low, high = a.reach
    assert low <= high


@given(values(), values())
def test_values_apart_do_not_reach_each_other(a: Value, b: Value) -> None:
    """Two different numbers that are apart can stand for no number in common."""
    if a.point != b.point and compare_values(a, b).kind == "apart":
        (a_low, a_high), (b_low, b_high) = a.reach, b.reach
        assert a_high < b_low or b_high < a_low
