"""`crossclaim compare`: what becomes of claims that are none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pipeline.commands.compare import compare

GOOD = {
    "article": "x",
    "quote": "50 chips",
    "metric": "accelerator_count",
    "low": 50,
    "high": 50,
    "unit": "GPU",
    "subject": "DeepSeek",
}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"low": float("nan")}, "low is no number"),
        ({"high": float("inf")}, "high is no number"),
        ({"low": "many"}, "many"),
        ({"quote": 7}, "quote must be a string"),
        ({"quote": None}, "quote must be a string"),
        ({"subject": {"name": "DeepSeek"}}, "subject must be a string"),
        ({"id": {"n": 1}}, "id must be a string"),
        ({"start": "x"}, "start must be a number"),
        ({"confidence": "high"}, "confidence must be a number"),
        ({"stance": "maybe", "kind": 5}, "stance must be asserted or denied"),
        ({"kind": 5}, "kind must be quantity or statement, not 5"),
        ({"low": {"n": 1}}, "low is no number"),
    ],
)
def test_a_line_that_is_no_claim_is_named(tmp_path: Path, wrong: dict[str, Any], said: str) -> None:
    """It is left out with its reason and sets the exit code; the claims around it are compared."""
    path = tmp_path / "claims.jsonl"
    rows = [{**GOOD, "id": "a"}, {**GOOD, "id": "bad", **wrong}, {**GOOD, "id": "b", "low": 70, "high": 70}]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    done = CliRunner().invoke(compare, [str(path)])
    (row,) = map(json.loads, done.stdout.splitlines())
    assert {row["a"], row["b"]} == {"a", "b"}
    assert said in done.stderr
    assert done.exit_code == 1


def test_a_pair_of_anything_but_ids_is_named(tmp_path: Path) -> None:
    """Ids may be numbers, and come back as strings; one that is not there is said; what can be no id is left out and said."""
    (tmp_path / "claims.jsonl").write_text(
        json.dumps({**GOOD, "id": 1}) + "\n" + json.dumps({**GOOD, "id": "b"})
    )
    pairs = [{"a": 1, "b": "b"}, {"a": 1, "b": 7}, {"a": [1], "b": "b"}, {"a": None, "b": "b"}]
    (tmp_path / "pairs.jsonl").write_text("".join(json.dumps(pair) + "\n" for pair in pairs))
    done = CliRunner().invoke(compare, [str(tmp_path), "--pairs", str(tmp_path / "pairs.jsonl")])
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["a"], row["b"], row["relation"]) for row in rows] == [
        ("1", "b", "agree"),
        ("1", "7", "not_compared"),
    ]
    assert rows[1]["why"] == "There is no claim 7 in the input."
    assert [f"pair {number}: skipped: a and b must be ids" in done.stderr for number in (3, 4)] == [
        True,
        True,
    ]
    assert done.exit_code == 1


def test_a_folder_without_claims_is_named(tmp_path: Path) -> None:
    """Nothing to compare is an error, and no empty answer."""
    done = CliRunner().invoke(compare, [str(tmp_path)])
    assert "holds no claims.jsonl" in str(done.exception)


def test_a_broken_article_is_named(tmp_path: Path) -> None:
    """The folder of --articles may hold no file that is not JSON; the error says which."""
    (tmp_path / "claims.jsonl").write_text(json.dumps({**GOOD, "id": "a"}), encoding="utf-8")
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    done = CliRunner().invoke(compare, [str(tmp_path / "claims.jsonl"), "--articles", str(tmp_path)])
    assert "broken.json" in str(done.exception)
