"""Claims gained and lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from score import changes


def line(start: int, metric: str) -> str:
    fields = dict.fromkeys(changes.FIELDS) | {"metric": metric}
    place = {"article": "a", "where": "text", "start": start, "quote": "5", "sentence": "It has 5."}
    return json.dumps(place | fields) + "\n"


def test_changes_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A claim that is new, one that is gone and one whose metric changed are each counted and named."""
    before, after = tmp_path / "before.jsonl", tmp_path / "after.jsonl"
    before.write_text(line(1, "price") + line(2, "price"))
    after.write_text(line(2, "revenue") + line(3, "price"))
    monkeypatch.setattr(changes, "_last_commit", lambda: "0123456789abcdef")
    monkeypatch.setattr(changes, "_claims_at", lambda *_: before)
    changes.print_changes(tmp_path, after)
    told = capsys.readouterr().out
    assert "since 0123456789: 1 claims gained, 1 lost, 1 fields changed" in told
    assert "metric 'price' -> 'revenue'" in told
