"""The table of figures."""

from __future__ import annotations

from score.table import AIMS, table


def test_every_aim_is_a_line() -> None:
    """Each figure has its line, with what is aimed at and a cell a corpus."""
    told = table({"a": dict.fromkeys(AIMS, 0.5), "b": dict.fromkeys(AIMS, 0.25)}).splitlines()
    assert told[0] == "| what | aim | a | b |"
    assert len(told) == len(AIMS) + 2
    assert "| unit | 0.96 | 0.500 | 0.250 |" in told
