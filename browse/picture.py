"""One question as a picture: a row an answer, its value as a dot, a range or an open bar on one axis.

    question_svg(rows, id="values", title="How many accelerators does DeepSeek have?", description="…")

Horizontal places are per cent of the width, so that one drawing fits a phone and a printed page
with letters of the same size. Colours come from the style sheet, by side; the shape of the mark
says the stance, so that no meaning hangs on colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Date

from markupsafe import Markup, escape

from browse.axis import Axis, axis_of
from browse.values import short_number

ROW = 42  # pixels a row: one line of words above, the mark below
TOP, BOTTOM = 8, 34
LEFT, RIGHT = 4.0, 95.0  # per cent of the width between which values lie
# Letters of a row's words: on a wide page, and on a phone. The whole stands in the title and in the table.
LIMITS = {"long": (70, 40), "short": (30, 17)}

# Stance -> the path of its mark around (0, 0), and whether it is filled.
MARKS: dict[str, tuple[str, str, bool]] = {
    "asserted": ("said by the article itself", "M0 -6A6 6 0 1 1 0 6A6 6 0 1 1 0 -6Z", True),
    "quoted": ("said by a source", "M0 -6A6 6 0 1 1 0 6A6 6 0 1 1 0 -6Z", False),
    "denied": ("denied", "M-5 -5L5 5M-5 5L5 -5", False),
    "alleged": ("alleged", "M0 -7L7 0L0 7L-7 0Z", False),
    "planned": ("planned or forecast", "M-5 -6L7 0L-5 6Z", False),
    "hypothetical": ("hypothetical", "M0 -7L6 5L-6 5Z", False),
    "questioned": ("questioned", "M-6 -6L6 -6L6 6L-6 6Z", False),
    "no_evidence": ("no evidence", "M-6 0L6 0", False),
}


@dataclass(frozen=True, slots=True)
class PictureRow:
    """One answer: its bounds (an open one is None), its words, stance and side (0: in no conflict).

    `dates` are those of its claims, for the view over time; `withdrawn` is true for a number that
    a later edition or a correction took back; `href` is where its claims stand.
    """

    label: str
    low: float | None
    high: float | None
    stance: str
    side: int
    note: str
    href: str
    dates: tuple[str, ...] = ()
    approx: bool = False
    withdrawn: bool = False


def axis_for(rows: Sequence[PictureRow]) -> Axis:
    """The axis that holds every bound of the rows."""
    return axis_of([value for row in rows for value in (row.low, row.high) if value is not None])


def question_svg(rows: Sequence[PictureRow], *, id: str, title: str, description: str) -> Markup:
    """The values side by side; "" where no row has a number."""
    rows = [row for row in rows if row.low is not None or row.high is not None]
    if not rows:
        return Markup("")
    axis = axis_for(rows)
    height = TOP + ROW * len(rows) + BOTTOM
    floor = height - BOTTOM
    parts = [_head(height, id, title, description)]
    for value in axis.ticks():
        x = _x(axis, value)
        parts.append(_format('<line class="grid" x1="{0}%" x2="{0}%" y1="{1}" y2="{2}"/>', x, TOP, floor))
        parts.append(
            _format('<text class="tick" x="{}%" y="{}">{}</text>', x, floor + 16, short_number(value))
        )
    if axis.log:
        parts.append(
            _format('<text class="tick scale" x="{}%" y="{}">logarithmic scale</text>', RIGHT, floor + 30)
        )
    for n, row in enumerate(rows):
        parts.append(_row(row, axis, TOP + n * ROW))
    return Markup("\n").join([*parts, Markup("</svg>")])


def time_svg(rows: Sequence[PictureRow], *, id: str, title: str, description: str) -> Markup:
    """The same values over the dates of their claims; "" where fewer than two dates are known."""
    rows = [row for row in rows if (row.low is not None or row.high is not None) and row.dates]
    days = sorted({_day(date) for row in rows for date in row.dates})
    if len(days) < 2:
        return Markup("")
    axis, height = axis_for(rows), 260
    floor = height - BOTTOM
    span = days[-1] - days[0]
    parts = [_head(height, id, f"{title} Over time", description)]
    for value in axis.ticks():
        y = _y(axis, value, floor)
        parts.append(_format('<line class="grid" x1="11%" x2="97%" y1="{0}" y2="{0}"/>', y))
        parts.append(_format('<text class="tick left" x="10%" y="{}">{}</text>', y + 4, short_number(value)))
    for edge, place, day in ((11, "start", days[0]), (97, "left", days[-1])):
        words = Date.fromordinal(day).isoformat()
        parts.append(
            _format('<text class="tick {}" x="{}%" y="{}">{}</text>', place, edge, floor + 18, words)
        )
    for row in rows:
        for date in row.dates:
            x = 14 + 80 * (_day(date) - days[0]) / span
            parts.append(_time_mark(row, date, round(x, 2), axis, floor))
    return Markup("\n").join([*parts, Markup("</svg>")])


def used_marks(rows: Sequence[PictureRow]) -> list[tuple[str, Markup]]:
    """What the picture's marks mean, for those that it uses: (words, a small drawing of the mark)."""
    used = {row.stance for row in rows}
    key = [
        (
            words,
            Markup('<svg class="key" width="16" height="16" aria-hidden="true">{}</svg>').format(
                _mark(stance, "8", 8)
            ),
        )
        for stance, (words, _, _) in MARKS.items()
        if stance in used
    ]
    if any((row.low is None) != (row.high is None) for row in rows):
        bar = Markup(
            '<svg class="key" width="28" height="16" aria-hidden="true"><path class="open" d="M2 8H24M18 3L24 8L18 13"/></svg>'
        )
        key.append(("no upper or lower bound given", bar))
    if any(row.approx for row in rows):
        shade = Markup(
            '<svg class="key" width="28" height="16" aria-hidden="true"><rect class="about" x="2" width="24" y="4" height="8" rx="4"/></svg>'
        )
        key.append(("about", shade))
    if any(row.withdrawn for row in rows):
        cross = Markup(
            '<svg class="key" width="28" height="16" aria-hidden="true"><path class="gone" d="M2 8H26"/></svg>'
        )
        key.append(("struck out: corrected or withdrawn", cross))
    return key


def _row(row: PictureRow, axis: Axis, y: int) -> Markup:
    """One answer: its words, its line, its bar and its mark, all one link."""
    middle = y + 29
    hint = " · ".join(part for part in (row.label, MARKS[row.stance][0], row.note) if part)
    low, high = (None if v is None else _x(axis, v) for v in (row.low, row.high))
    shape = [_format('<line class="rail" x1="{}%" x2="{}%" y1="{}" y2="{}"/>', LEFT, RIGHT, middle, middle)]
    if low is None or high is None:
        shape.append(_open_bar(low, high, middle))
    elif high > low:
        shape.append(
            _format(
                '<rect class="range" x="{}%" width="{}%" y="{}" height="8" rx="4"/>',
                low,
                round(high - low, 2),
                middle - 4,
            )
        )
    if row.approx and low is not None and low == high:
        shape.append(
            _format(
                '<rect class="about" x="{}%" width="4%" y="{}" height="8" rx="4"/>',
                round(low - 2, 2),
                middle - 4,
            )
        )
    at = low if high is None else high if low is None else (low + high) / 2
    shape.append(_mark(row.stance, f"{round(at or 0, 2)}%", middle))
    return _format(
        '<a href="{}" class="side{}{}"><title>{}</title><rect class="hit" x="0" y="{}" width="100%" height="{}"/>'
        "{}{}</a>",
        row.href, row.side, " withdrawn" if row.withdrawn else "", hint, y + 2, ROW - 4, _words(row, y + 16),
        Markup("").join(shape),
    )  # fmt: skip


def _words(row: PictureRow, y: int) -> Markup:
    """A row's words twice, of which the style sheet shows those that fit the width."""
    return Markup("").join(
        _format(
            '<text class="label {}" x="{}%" y="{}">{} <tspan class="who">{}</tspan></text>',
            name, LEFT, y, shortened(row.label, label), shortened(row.note, who),
        )
        for name, (label, who) in LIMITS.items()
    )  # fmt: skip


def shortened(text: str, limit: int) -> str:
    """The text, cut with an ellipsis where it is longer than `limit`."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _open_bar(low: float | None, high: float | None, y: float) -> Markup:
    """A bar from the one bound that is known to the end of the axis, with an arrow head there."""
    start, end = (low, RIGHT) if low is not None else (high, LEFT)
    tip = "M-6 -5L0 0L-6 5" if low is not None else "M6 -5L0 0L6 5"
    return _format(
        '<line class="open" x1="{}%" x2="{}%" y1="{}" y2="{}"/><svg x="{}%" y="{}" class="tip"><path class="open" d="{}"/></svg>',
        start, end, y, y, end, y, tip,
    )  # fmt: skip


def _time_mark(row: PictureRow, date: str, x: float, axis: Axis, floor: float) -> Markup:
    ends = [_y(axis, v, floor) for v in (row.low, row.high) if v is not None]
    bar = Markup("")
    if len(ends) == 2 and ends[0] != ends[1]:
        bar = _format('<line class="range" x1="{0}%" x2="{0}%" y1="{1}" y2="{2}"/>', x, ends[0], ends[1])
    y = sum(ends) / len(ends)
    hint = f"{date[:10]}: {row.label}"
    return _format(
        '<a href="{}" class="side{}"><title>{}</title>{}{}</a>',
        row.href, row.side, hint, bar, _mark(row.stance, f"{x}%", round(y, 1)),
    )  # fmt: skip


def _mark(stance: str, x: str, y: float) -> Markup:
    _, path, filled = MARKS[stance]
    return _format(
        '<svg x="{}" y="{}" class="tip"><path class="mark{}" d="{}"/></svg>',
        x,
        y,
        " filled" if filled else "",
        path,
    )


def _head(height: int, id: str, title: str, description: str) -> Markup:
    return _format(
        '<svg xmlns="http://www.w3.org/2000/svg" class="picture" width="100%" height="{}" role="group" '
        'aria-labelledby="{}-title {}-desc"><title id="{}-title">{}</title><desc id="{}-desc">{}</desc>',
        height, id, id, id, title, id, description,
    )  # fmt: skip


def _format(template: str, *values: object) -> Markup:
    return Markup(template).format(*(v if isinstance(v, Markup) else escape(v) for v in values))  # noqa: S704


def _x(axis: Axis, value: float) -> float:
    return round(LEFT + (RIGHT - LEFT) * axis.at(value), 2)


def _y(axis: Axis, value: float, floor: float) -> float:
    return round(floor - 10 - (floor - 24) * axis.at(value), 1)


def is_day(text: str) -> bool:
    """Whether a text is a day such as 2025-01-31, which has a place on an axis of time."""
    try:
        return Date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _day(date: str) -> int:
    return Date.fromisoformat(date[:10]).toordinal()
