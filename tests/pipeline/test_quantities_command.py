"""`crossclaim quantities`: one result line for each input line, and a word on what was skipped."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from pipeline.commands import quantities as command


def run(tmp_path: Path, lines: list[str]) -> tuple[int, list[dict[str, object]], str]:
    """Exit code, result rows and stderr of the command on a file of these lines."""
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join(lines))
    result = CliRunner().invoke(command.quantities, [str(path)])
    return result.exit_code, [json.loads(line) for line in result.stdout.splitlines()], result.stderr


def test_each_line_has_its_result(tmp_path: Path) -> None:
    """Texts with and without numbers come back in order, by id."""
    texts = ["It sold about 2,048 chips a day.", "", "No number here."]
    code, rows, _ = run(tmp_path, [json.dumps({"id": n, "text": text}) for n, text in enumerate(texts)])
    assert code == 0
    assert [row["id"] for row in rows] == [0, 1, 2]
    assert rows[0]["quantities"] == [
        {
            "start": 8,
            "end": 31,
            "low": 2048.0,
            "high": 2048.0,
            "unit": "chip per day",
            "bound": "~",
            "approx": True,
        }
    ]
    assert rows[1]["quantities"] == rows[2]["quantities"] == []


def test_a_line_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """The rest goes on, stderr names the line, the exit code is 1."""
    code, rows, errors = run(
        tmp_path, ["{", '{"id": 1}', '{"id": 2, "text": 5}', '{"id": 3, "text": "5 km"}']
    )
    assert code == 1
    assert [row["id"] for row in rows] == [3]
    assert all(f"in.jsonl:{number}" in errors for number in (1, 2, 3))


def test_a_long_text_is_read_in_pieces(tmp_path: Path) -> None:
    """A text longer than a piece gives every quantity at its place in the whole."""
    text = "It sold 5,000 cars.\n\n" * 9000
    code, rows, _ = run(tmp_path, [json.dumps({"id": "long", "text": text})])
    found = rows[0]["quantities"]
    assert isinstance(found, list)
    assert (code, len(found)) == (0, 9000)
    assert all(text[q["start"] : q["end"]] == "5,000 cars" for q in found)
