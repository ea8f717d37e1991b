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
    ("They built [a quarter of a million cars] in 2021.", "2021", "2021-01-01", "2021-12-31"),
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
    # what opens a sentence has a capital, and means the same
    ("A year ago, [9,800] waited.", "a year ago", "2024-01-01", "2024-12-31"),
    ("It had [50] ships two years ago.", "two years ago", None, None),
    ("Profit fell from [3.1%] a year earlier.", "a year earlier", "2024-01-01", "2024-12-31"),
    ("It paid [Rs 640 crore] last fiscal.", "last fiscal", None, None),
    ("It lost [€3m] in the quarter.", "in the quarter", None, None),
    ("It will build [40 ships] in five years.", "in five years", None, None),
    ("Last year it lost [$2bn].", "last year", "2024-01-01", "2024-12-31"),
    ("Since 2017 it has stolen [$6bn].", "since 2017", "2017-01-01", "2025-05-14"),
    ("By 2030 it will have [40] ships.", "by 2030", None, "2030-12-31"),
    ("Between 2019 and 2021 it sold [50].", "between 2019 and 2021", "2019-01-01", "2021-12-31"),
    ("First-quarter profit was [$3m].", "first-quarter", "2025-01-01", "2025-03-31"),
    ("It closed. Today [40] work there.", "today", "2025-05-14", "2025-05-14"),
    ("It lost [$2bn] in the first quarter.", "first quarter", "2025-01-01", "2025-03-31"),
    # several months, quarters or years are one time
    ("It cancelled [620] trains in January and February.", "January and February", "2025-01-01", "2025-02-28"),
    ("It sold [900] between March and June 2024.", "between March and June 2024", "2024-03-01", "2024-06-30"),
    ("It sold [900] from November to January.", "from November to January", "2024-11-01", "2025-01-31"),
    ("It sold [900] in Jan.-Feb. 2025.", "Jan.-Feb. 2025", "2025-01-01", "2025-02-28"),
    ("It earned [$5m] in the first and second quarters of 2024.", "first and second quarters of 2024", "2024-01-01",
     "2024-06-30"),
    ("It sold [700] in 2022 and 2023.", "2022 and 2023", "2022-01-01", "2023-12-31"),
    ("It sold [100] in January, and in February it sold 200.", "January", "2025-01-01", "2025-01-31"),
    ("Profit was [$3m] in 2023, against $5m in 2022.", "2023", "2023-01-01", "2023-12-31"),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "written", "first", "last"), CASES)
def test_period(marked: str, written: str, first: str | None, last: str | None) -> None:
    """The nearest time is the period, with its days where they can be told."""
    start, end = marked.index("["), marked.index("]") - 1
    period = period_of(marked.replace("[", "").replace("]", ""), start, end, PUBLISHED)
    assert period is not None
    assert (period.text, period.first, period.last) == (written, first, last)


def test_no_time_is_no_period() -> None:
    """A sentence without a time gives none; the name of a newspaper is no time."""
    assert period_of("USA Today has 50 editors.", 14, 16, PUBLISHED) is None
    assert period_of("It has 50,000 chips.", 7, 13, PUBLISHED) is None


@given(st.text(max_size=200), st.none() | st.text(max_size=12))
def test_any_text_is_read(text: str, published: str | None) -> None:
    """No text and no date makes it fail."""
    period_of(text, 0, min(3, len(text)), published)
    period_of(f"{text} 31 February 2025, Mar 99, Q4", 0, 0, published)
