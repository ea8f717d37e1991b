"""Periods: as the text gives them, and the days that they mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.periods import period_of

PUBLISHED = "2025-05-14"  # a Wednesday

CASES = [
    # text with the quantity in brackets, period as written, first day, last day
    ("It earned [$4m] in 2021.", "2021", "2021-01-01", "2021-12-31"),
    ("Sales rose [4%] in March.", "March", "2025-03-01", "2025-03-31"),
    ("Sales rose [4%] in November.", "November", "2024-11-01", "2024-11-30"),
    ("The shares fell [17%] on Monday.", "Monday", "2025-05-12", "2025-05-12"),
    ("It will spend [$65bn] next year.", "next year", "2026-01-01", "2026-12-31"),
    ("It spent [$9m] last month.", "last month", "2025-04-01", "2025-04-30"),
    ("It makes [$9m] a year.", "a year", None, None),
    ("It makes [1,000 cars a day].", "a day", None, None),
    ("Revenue was [$35bn] in Q3 FY2025.", "Q3 FY2025", None, None),
    (
        "Revenue was [$35bn] in the third quarter of 2024.",
        "third quarter of 2024",
        "2024-07-01",
        "2024-09-30",
    ),
    ("In the first quarter it lost [$2bn].", "first quarter", "2025-01-01", "2025-03-31"),
    ("It has stolen [$6bn] since 2017.", "since 2017", "2017-01-01", "2025-05-14"),
    ("On 14 August 2024 it sold [50].", "14 August 2024", "2024-08-14", "2024-08-14"),
    ("Profit was [$3m] in 2023, against $5m in 2022.", "2023", "2023-01-01", "2023-12-31"),
]


@pytest.mark.parametrize(("marked", "written", "first", "last"), CASES)
def test_period(marked: str, written: str, first: str | None, last: str | None) -> None:
    """The nearest time is the period, with its days where they can be told."""
    start, end = marked.index("["), marked.index("]") - 1
    period = period_of(marked.replace("[", "").replace("]", ""), start, end, PUBLISHED)
    assert period is not None
    assert (period.text, period.first, period.last) == (written, first, last)


def test_no_time_is_no_period() -> None:
    """A sentence without a time gives none."""
    assert period_of("It has 50,000 chips.", 7, 13, PUBLISHED) is None


@given(st.text(max_size=200), st.none() | st.text(max_size=12))
def test_any_text_is_read(text: str, published: str | None) -> None:
    """No text and no date makes it fail."""
    period_of(text, 0, min(3, len(text)), published)
    period_of(f"{text} 31 February 2025, Mar 99, Q4", 0, 0, published)
