"""Articles from files: every kind is read, and what cannot be is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.inputs import Inputs, article_of

LINES = [
    (b'{"id": "a", "text": "They had 5 GPUs."}\n', ["a"], ""),
    (b'{"id": "a", "text": "x"}\n\n{"id": "a", "text": "y"}\n', ["a"], "a: skipped: this id came before"),
    (
        b'{"id": "a", "text": "x"}\nno json\n{"id": "b", "text": "x"}\n',
        ["a", "b"],
        "in.jsonl:2: skipped: no JSON (character 1",
    ),
    (b'{"text": "M\xfcnze"}\n', [], "in.jsonl:1: skipped: no UTF-8 text (byte 11)"),
    (b'{"id": "a"}\n', [], "in.jsonl:1: skipped: no text"),
    (b'{"id": 7, "text": "x"}\n', [], "in.jsonl:1: skipped: id is no string"),
    (b"[1]\n", [], "in.jsonl:1: skipped: not a JSON object"),
]


@pytest.mark.parametrize(("content", "ids", "message"), LINES)
def test_json_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, ids: list[str], message: str
) -> None:
    """Good lines are read; a bad one is named with its file and line, and the exit code says so."""
    (tmp_path / "in.jsonl").write_bytes(content)
    inputs = Inputs([str(tmp_path / "in.jsonl")])
    assert [article.id for article in inputs] == ids
    assert message in capsys.readouterr().err
    assert inputs.exit_code == bool(message)


def test_a_folder_is_read_whole(tmp_path: Path) -> None:
    """JSON and text files of a folder are read in order of their names."""
    (tmp_path / "a.json").write_text(json.dumps({"id": "one", "text": "x"}))
    (tmp_path / "b.txt").write_text("Two lines.\n\nOf text.")
    (tmp_path / "c.png").write_bytes(b"no text")
    assert [article.text for article in Inputs([str(tmp_path)])] == ["x", "Two lines.\n\nOf text."]


def test_what_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A missing file, an empty folder or text, an address and a text in another encoding are sentences on stderr."""
    (tmp_path / "latin.txt").write_bytes("Münze".encode("latin-1"))
    (tmp_path / "empty").mkdir()
    (tmp_path / "blank.txt").write_text(" \n")
    names = ("none.txt", "latin.txt", "empty", "blank.txt")
    inputs = Inputs([*(str(tmp_path / name) for name in names), "ftp://a.example/x"])
    assert list(inputs) == []
    said = capsys.readouterr().err
    assert "cannot be read" in said
    assert "is no UTF-8 text" in said
    assert "holds no" in said
    assert "blank.txt: skipped: the text is empty" in said
    assert "ftp://a.example/x: skipped: is no file" in said


def test_an_article_without_an_id_gets_one_of_its_content() -> None:
    """The same text under the same address has the same id, wherever it comes from."""
    one, two = (article_of({"text": "x", "url": "https://x.example/"}, "file:///a") for _ in range(2))
    assert one == two
    assert one.id != article_of({"text": "y", "url": "https://x.example/"}, "file:///a").id
