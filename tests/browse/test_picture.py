"""The drawing of a question: every value has its place, and hostile words are only words."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from browse.picture import MARKS, PictureRow, axis_for, is_day, question_svg, time_svg

SVG = "{http://www.w3.org/2000/svg}"


def row(low: float | None, high: float | None, **fields: Any) -> PictureRow:
    defaults: dict[str, Any] = {
        "label": "x", "stance": "asserted", "side": 1, "note": "", "href": "#a-1", "dates": ("2025-01-31",),
    }  # fmt: skip
    return PictureRow(low=low, high=high, **{**defaults, **fields})


def draw(*rows: PictureRow) -> ET.Element:
    return ET.fromstring(question_svg(rows, id="v", title="T", description="D"))


def text_of(svg: ET.Element, path: str) -> str:
    element = svg.find(path)
    assert element is not None
    return element.text or ""


def test_a_row_an_answer_with_title_and_description() -> None:
    """The drawing names itself for a screen reader and has one link a row."""
    svg = draw(row(2048.0, 2048.0), row(50000.0, 50000.0))
    assert (text_of(svg, f"{SVG}title"), text_of(svg, f"{SVG}desc")) == ("T", "D")
    assert len(svg.findall(f"{SVG}a")) == 2


def test_far_values_share_a_logarithmic_axis() -> None:
    """The scale is said where it is logarithmic, and only there."""
    assert "logarithmic" in question_svg([row(2e3, 2e3), row(5e6, 5e6)], id="v", title="", description="")
    assert "logarithmic" not in question_svg([row(2e3, 2e3), row(3e3, 3e3)], id="v", title="", description="")


def test_a_nought_does_not_squeeze_the_others() -> None:
    """Beside far values a nought stands at the left end of the logarithmic axis."""
    axis = axis_for([row(0.0, 0.0), row(8.0, 8.0), row(50000.0, 50000.0)])
    assert axis.log
    assert axis.at(0.0) == 0.0
    assert axis.at(2000.0) > 0.4


def test_a_range_is_a_bar_and_an_open_bound_an_arrow() -> None:
    """Each kind of value has its own shape."""
    svg = draw(row(1.0, 2.0), row(1.5, None), row(None, 3.0))
    assert len(svg.findall(f".//{SVG}rect[@class='range']")) == 1
    assert len(svg.findall(f".//{SVG}line[@class='open']")) == 2


@pytest.mark.parametrize("stance", sorted(MARKS))
def test_every_stance_has_its_mark(stance: str) -> None:
    """The mark's meaning stands in the row's title."""
    assert MARKS[stance][0] in text_of(draw(row(1.0, 1.0, stance=stance)), f".//{SVG}a/{SVG}title")


def test_statements_alone_have_no_picture() -> None:
    """Without a number nothing is drawn; with one date nothing is drawn over time."""
    assert question_svg([row(None, None)], id="v", title="", description="") == ""
    assert time_svg([row(1.0, 1.0)], id="t", title="", description="") == ""


def test_hostile_words_stay_words() -> None:
    """A label that looks like markup is shown, not run."""
    svg = draw(row(1.0, 1.0, label="<script>x</script>", note='" onload="x'))
    assert not svg.findall(f".//{SVG}script")
    assert text_of(svg, f".//{SVG}text[@class='label long']").startswith("<script>")


@given(
    st.lists(
        st.tuples(st.floats(0, 1e15, allow_nan=False), st.floats(0, 1e15, allow_nan=False)),
        min_size=1,
        max_size=8,
    )
)
def test_every_value_lies_on_the_axis(values: list[tuple[float, float]]) -> None:
    """Whatever the values, each has a place between the ends of the axis, and there are few ticks."""
    rows = [row(min(pair), max(pair)) for pair in values]
    axis = axis_for(rows)
    assert all(-1e-9 <= axis.at(v) <= 1 + 1e-9 for pair in values for v in pair)
    assert len(axis.ticks()) <= 12


def test_over_time() -> None:
    """A mark for each date on which an answer was given."""
    rows = [row(1.0, 1.0, dates=("2025-01-31", "2025-02-02")), row(2.0, 3.0, dates=("2025-03-01",))]
    svg = ET.fromstring(time_svg(rows, id="t", title="T", description="D"))
    assert len(svg.findall(f"{SVG}a")) == 3


@pytest.mark.parametrize(
    ("text", "day"),
    [("2025-01-31", True), ("2025-02-31", False), ("2025-W05-1", False), ("٢٠٢٥-01-01", False), ("", False)],
)
def test_only_days_have_a_place_in_time(text: str, day: bool) -> None:
    """A date that no calendar has is left out of the drawing, and the page is still one."""
    assert is_day(text) == day
