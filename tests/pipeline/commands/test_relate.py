"""The `relate` pipe."""

from __future__ import annotations

import json

from click.testing import CliRunner

from pipeline.commands.relate import relate

ROWS = [
    {
        "id": 1,
        "a": "About 50 people died.",
        "b": {"text": "It killed 48 people.", "outlet": "B", "published": None},
    },
    {"id": 2, "a": "50 died.", "b": {"published": "2025-01-31"}},
    {"id": 3, "a": "50 died.", "b": {"text": "48 died.", "published": 2025}},
    {"id": 4, "a": "50 died.", "b": "So it was said. " * 50_000},
    {"id": 5, "a": "50 died."},
]


def test_one_line_for_each_pair_of_texts() -> None:
    """Each readable pair gives one line, the others are named on stderr with what is wrong, and set the exit code."""
    done = CliRunner().invoke(relate, ["-"], input="\n".join(map(json.dumps, ROWS)))
    (row,) = map(json.loads, done.stdout.splitlines())
    assert (row["id"], row["relation"]) == (1, "agree")
    assert set(row) == {"id", "relation", "rule", "why", "independent_sources"}
    for number in (2, 3):
        assert f"pair {number}: skipped: a and b must be texts or {{text, published, outlet}}" in done.stderr
    assert "pair 4: skipped: b has 800,000 characters; 250,000 are parsed at most" in done.stderr
    assert "standard input:5: skipped: no b" in done.stderr
    assert done.exit_code == 1
