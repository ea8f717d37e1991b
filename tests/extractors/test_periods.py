"""Periods: as the text gives them, and the days that they mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.account import account_of
from extractors.language import load
from extractors.periods import Asked, Period, period_of
from extractors.times import dates_of, times_in

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
    (
        "It cancelled [620] trains in January and February.",
        "January and February",
        "2025-01-01",
        "2025-02-28",
    ),
    ("It sold [900] between March and June 2024.", "between March and June 2024", "2024-03-01", "2024-06-30"),
    ("It sold [900] from November to January.", "from November to January", "2024-11-01", "2025-01-31"),
    ("It sold [900] in Jan.-Feb. 2025.", "Jan.-Feb. 2025", "2025-01-01", "2025-02-28"),
    (
        "It earned [$5m] in the first and second quarters of 2024.",
        "first and second quarters of 2024",
        "2024-01-01",
        "2024-06-30",
    ),
    ("It sold [700] in 2022 and 2023.", "2022 and 2023", "2022-01-01", "2023-12-31"),
    ("It sold [100] in January, and in February it sold 200.", "January", "2025-01-01", "2025-01-31"),
    ("Profit was [$3m] in 2023, against $5m in 2022.", "2023", "2023-01-01", "2023-12-31"),
    # so long up to a day or month
    (
        "Revenue for the three months to October 2024 was [$35bn].",
        "three months to October 2024",
        "2024-08-01",
        "2024-10-31",
    ),
    (
        "It lost [£3m] in the 26 weeks to 28 September.",
        "26 weeks to 28 September",
        "2024-03-31",
        "2024-09-28",
    ),
    ("In the year to June 2023 it sold [900] ships.", "year to June 2023", "2022-07-01", "2023-06-30"),
    # other forms
    ("Over nine years he diverted [£14.6m].", "over nine years", None, None),
    ("Ostara booked [$4m] in the December quarter.", "December quarter", None, None),
    ("It will cut [500 jobs] by the end of the year.", "by the end of the year", None, "2025-12-31"),
    ("In the 1980s there were [40] such mines.", "in the 1980s", "1980-01-01", "1989-12-31"),
    ("It has [12,000 staff] now, up from 9,000 in 2021.", "now", None, None),
    # of several times the one that the number is for
    (
        "It booked $4m in the December quarter, against [$3m] a year earlier.",
        "a year earlier",
        "2024-01-01",
        "2024-12-31",
    ),
    ("It has 12,000 staff now, up from [9,000] in 2021.", "2021", "2021-01-01", "2021-12-31"),
    ("The toll stood at 31 on Monday and at [41] on Tuesday.", "Tuesday", "2025-05-13", "2025-05-13"),
    (
        "Officials said on Wednesday that [41 people] had died in Tuesday's quake.",
        "Tuesday",
        "2025-05-13",
        "2025-05-13",
    ),
    (
        "A court fined the bank [$40m] in 2019 over accounts opened in 2014.",
        "2019",
        "2019-01-01",
        "2019-12-31",
    ),
    (
        "It cut [500 jobs] last year, the union said in a statement on Friday.",
        "last year",
        "2024-01-01",
        "2024-12-31",
    ),
]

# A time that is not the number's.
NOT_ITS = [
    "In January Alexandr Wang of Scale AI told CNBC he understood it to be [50,000 H100s].",
    "The firm sold [40 ships], it said on Monday.",
    "Politico reported earlier this fall that the rebuild could cost [$5 billion].",
    "A report published on Tuesday put the dead at [41].",
    "The plant, opened in 1998, employs [900 people].",
    "The bridge, which collapsed in March 2024, will cost [$5.2 billion].",
    # the name of a newspaper is no time
    "USA Today has [50] editors.",
    "It has [50,000] chips.",
]  # fmt: skip


def period_in(marked: str, published: str | None = PUBLISHED) -> Period | None:
    """The period of the quantity in brackets."""
    start, end = marked.index("["), marked.index("]") - 1
    doc = load()(marked.replace("[", "").replace("]", ""))
    return period_of(account_of(doc), Asked((start, end)), published)


@pytest.mark.parametrize(("marked", "written", "first", "last"), CASES)
def test_period(marked: str, written: str, first: str | None, last: str | None) -> None:
    """The time for which a number holds is its period, with its days where they can be told."""
    period = period_in(marked)
    assert period is not None
    assert (period.text, period.first, period.last) == (written, first, last)


@pytest.mark.parametrize("marked", NOT_ITS)
def test_other_times_are_no_period(marked: str) -> None:
    """A sentence without a time gives none; when something was said, opened or printed is another's."""
    assert period_in(marked) is None


@given(st.text(max_size=200), st.none() | st.text(max_size=12))
def test_any_text_is_read(text: str, published: str | None) -> None:
    """No text and no date makes it fail."""
    for time in times_in(f"{text} 31 February 2025, Mar 99, Q4, two weeks to 31 April", 0, 300):
        dates_of(time.text, time.kind, published)
