"""Articles from files: every kind is read, and what cannot be is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.inputs import Inputs, article_of, text_article

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
    (b'{"id": "a", "text": 5}\n', [], "in.jsonl:1: skipped: text is no string"),
    (b'{"id": "a", "text": " "}\n', [], "in.jsonl:1: skipped: the text is empty"),
    (b'{"id": "a", "text": \n', [], "in.jsonl:1: skipped: no JSON (character 20: Expecting value)"),
    (b"[" * 100_000 + b"\n", [], "in.jsonl:1: skipped: no JSON that can be read: it is nested too deeply"),
    (b"\x1f\x8b\x08 packed", [], "in.jsonl: skipped: is packed (gzip); unpack it first"),
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


def test_half_a_character_is_replaced(tmp_path: Path) -> None:
    """Half of an emoji, which JSON can spell and no file can keep, costs no article; places stay the same."""
    (tmp_path / "in.jsonl").write_bytes(b'{"id": "a", "text": "\\ud83d 5 GPUs", "authors": ["\\udfff"]}')
    [article] = Inputs([str(tmp_path / "in.jsonl")])
    assert article.text == "? 5 GPUs"


DATES = [
    ("2025-01-28", "2025-01-28"),
    ("2025-01-28T09:00:00+02:00", "2025-01-28T07:00:00Z"),
    ("2025-01-28 09:00", "2025-01-28T09:00:00Z"),
    ("1989-11-09T18:53:00+01:00", "1989-11-09T17:53:00Z"),
    ("2025-W05-1", "2025-01-27T00:00:00Z"),
    ("2025-01-31Tgarbage", None),
    ("2025-01-31T25:00:00Z", None),
    ("0001-01-01T00:00:00+02:00", None),
    ("1989-11-09", "1989-11-09"),
    ("March 3rd, 2025", "2025-03-03T00:00:00Z"),
    ("Tue, 28 Jan 2025 08:00:00 GMT", "2025-01-28T08:00:00Z"),
    ("yesterday", None),
    ("2025-13-45", None),
    ("03/04/2025", None),
]


@pytest.mark.parametrize(("given", "kept"), DATES)
def test_dates_are_kept_as_dates(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], given: str, kept: str | None
) -> None:
    """A day stays, a time becomes UTC, a date in words becomes one of these, and what is no date is said and left out."""
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": "a", "text": "5 GPUs", "published": given}))
    [article] = Inputs([str(tmp_path / "in.jsonl")])
    assert article.published == kept
    assert ("is no date" in capsys.readouterr().err) == (kept is None)


def test_the_clock_of_a_date_is_kept() -> None:
    """Of a time that is told by another clock than UTC, the clock is kept beside it."""
    article = article_of({"text": "5 GPUs", "published": "2025-01-28T09:00:00+02:00"}, "https://a.example/")
    assert (article.published, article.published_offset) == ("2025-01-28T07:00:00Z", "+02:00")


def test_other_files_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A list in one JSON and a packed text say how to hand them over."""
    (tmp_path / "list.json").write_text('[{"text": "x"}]')
    (tmp_path / "a.txt").write_bytes(b"\x1f\x8b\x08 packed")
    assert not list(Inputs([str(tmp_path)]))
    said = capsys.readouterr().err
    assert "list.json: skipped: a list; write its articles one a line" in said
    assert "a.txt: skipped: is packed (gzip); unpack it first" in said


def test_a_folder_is_read_whole(tmp_path: Path) -> None:
    """JSON and text files of a folder are read in order of their names."""
    (tmp_path / "a.json").write_text(json.dumps({"id": "one", "text": "x"}))
    (tmp_path / "b.txt").write_text("Two lines.\n\nOf text.")
    (tmp_path / "c.png").write_bytes(b"no text")
    assert [article.text for article in Inputs([str(tmp_path)])] == ["x", "Two lines.\n\nOf text."]


LONG = "The rail ministry said on Monday that 900 trains had been cancelled in March because too few drivers came to work."
HEADLINES = [
    # (a text, its headline, where its paragraphs begin)
    (
        "900 trains cancelled in March\n\nThe ministry said so.",
        "900 trains cancelled in March",
        "The ministry",
    ),
    (
        f"900 trains cancelled in March\n{LONG} It gave no reason.",
        "900 trains cancelled in March",
        "The rail",
    ),
    (
        "\n  Who cancelled 900 trains?\r\n\r\nThe ministry said so.",
        "Who cancelled 900 trains?",
        "The ministry",
    ),
    ("Some 900 trains were cancelled.\n\nThe ministry said so.", None, "Some 900"),  # a sentence
    (
        "The ministry said that in March\n900 trains had been cancelled.",
        None,
        "The ministry",
    ),  # wrapped by hand
    ("900 trains cancelled in March", None, "900 trains"),  # nothing below it
    ("What we know:\n\n900 trains were cancelled.", None, "What we"),
    (f"{LONG[:-1]} and then {LONG[:-1]}\n\nIt gave no reason.", None, "The rail"),  # too long
]


@pytest.mark.parametrize(("text", "title", "opening"), HEADLINES)
def test_a_headline_is_the_title_of_a_text(text: str, title: str | None, opening: str) -> None:
    """A short first line that ends like no sentence is no paragraph; every other first line is one."""
    article = text_article(text.encode(), "file:///a.txt")
    assert article.title == title
    assert article.text.strip().startswith(opening)


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
