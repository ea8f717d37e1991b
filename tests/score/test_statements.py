"""The figures of statements, on hand-made rows."""

from __future__ import annotations

from typing import Any

from score.statements import AIMS, reached, table

DECLARED = [{"name": "lied", "predicates": ["lied", "told a lie"]}]


def row(start: int, quote: str = "told a lie", stance: str = "denied", **fields: Any) -> dict[str, Any]:
    about = {"predicate": "told a lie", "subject": "Ann", "source": "Ann"}
    return {"article": "a", "start": start, "quote": quote, "stance": stance, **about, **fields}


def test_what_is_right() -> None:
    """Half of the shorter quote in common is a find; its fields are judged one by one; asserted ones are not open."""
    gold = [row(0), row(50, stance="alleged"), row(100, stance="asserted")]
    found = [
        row(5, "a lie he told", predicate="lied", source="Bob"),
        row(200, predicate="lied"),
        row(100, stance="asserted", predicate="lied"),
    ]
    figures = reached(gold, found, DECLARED)
    assert (figures["open precision"], figures["open recall"]) == (0.5, 0.5)
    assert (figures["stance"], figures["source"], figures["subject"]) == (1.0, 0.0, 1.0)
    assert (figures["declared precision"], figures["declared recall"]) == (2 / 3, 2 / 3)


def test_two_stances_of_one_quote_are_two() -> None:
    """Who is denied and who denies are told apart where one stretch makes two statements."""
    gold = [row(0, stance="alleged"), row(0, stance="denied")]
    figures = reached(gold, [row(0, stance="denied"), row(0, stance="alleged")], [])
    assert (figures["open F1"], figures["stance"]) == (1.0, 1.0)


def test_every_aim_is_a_line() -> None:
    """The table has each figure with what is aimed at."""
    told = table(reached([row(0)], [row(0)], DECLARED))
    assert all(f"| {what} | {aim:.2f} |" in told for what, aim in AIMS.items())
