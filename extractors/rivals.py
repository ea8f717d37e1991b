"""Numbers that several voices give of one thing: "Police put the crowd at 6,200, the organisers at 9,000."

    rivals(text, [told, …])     # [[0, 1], [4, 5, 6]]: the first two answer one question, and so do three others

Where several tell so much of the same unit and metric in one paragraph, they nearly always speak of one subject.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MOST = 40  # voices on one thing in a paragraph: what has more is a table


@dataclass(frozen=True, slots=True)
class Told:
    """A number as somebody tells it: its first character, what it measures, and who tells it (None: the article)."""

    start: int
    unit: str | None
    metric: str
    source: str | None


def rivals(text: str, numbers: Sequence[Told]) -> list[list[int]]:
    """The numbers of each paragraph that different voices give of the same unit and metric, as places in the list.

    Those that the article itself tells belong to none, nor do those of more than MOST.
    """
    groups: dict[tuple[int, str | None, str], list[int]] = {}
    paragraph = last = 0
    for n, each in enumerate(numbers):
        paragraph += text.count("\n", last, each.start)
        last = max(last, each.start)
        if each.source is not None:
            groups.setdefault((paragraph, each.unit, each.metric), []).append(n)
    return [
        group
        for group in groups.values()
        if len(group) <= MOST and len({numbers[n].source for n in group}) > 1
    ]
