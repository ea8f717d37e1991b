"""The `attributions` pipe."""

from __future__ import annotations

import json

from click.testing import CliRunner

from pipeline.commands.attributions import attributions


def test_one_line_for_each_line() -> None:
    """Each readable line gives one line, the others are named on stderr and set the exit code."""
    lines = [
        '{"id": "a", "text": "He said it cost $5."}',
        "no json",
        '{"id": "b", "text": ""}',
        '{"id": "c", "text": 5}',
        json.dumps({"id": "d", "text": "He said so. " * 100_000}),
    ]
    done = CliRunner().invoke(attributions, ["-"], input="\n".join(lines))
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["id"] for row in rows] == ["a", "b"]
    assert rows[0]["attributions"][0]["source"] == [[0, 2]]
    assert rows[1]["attributions"] == []
    assert "standard input:2" in done.stderr
    assert "standard input:4: skipped: text must be a string" in done.stderr
    assert (
        "standard input:5: skipped: text has 1,200,000 characters; 250,000 are parsed at most" in done.stderr
    )
    assert done.exit_code == 1
