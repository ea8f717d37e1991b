"""The pipe `crossclaim extract`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.commands.extract import extract


def article(name: str, text: str) -> str:
    return json.dumps({"id": name, "url": f"https://o.example/{name}", "outlet": "O", "text": text})


def test_claims_come_as_lines(tmp_path: Path) -> None:
    """One JSON object a claim, with the fields of a card and where it stands."""
    path = tmp_path / "a.jsonl"
    path.write_text(article("a", "DeepSeek has 2,048 GPUs.") + "\n")
    done = CliRunner().invoke(extract, [str(path)])
    assert done.exit_code == 0
    [claim] = [json.loads(line) for line in done.stdout.splitlines()]
    assert (claim["article"], claim["quote"], claim["where"]) == ("a", "2,048 GPUs", "text")
    assert {"start", "end", "sentence", "topic", "confidence", "rules", "metric", "stance"} <= set(claim)


TOPIC = """
name: choirs
title: Choirs
metrics:
  repertoire: {question: "How many songs does {subject} sing?", units: [song], verbs: [sing]}
units:
  song: {nouns: [song]}
"""


@pytest.mark.parametrize("options", [(), ("--topic", "choirs")])
def test_a_topic_of_this_folder_is_read_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...]
) -> None:
    """A topic goes by its name where `run` finds it, and the first of the settings need not be named."""
    monkeypatch.chdir(tmp_path)
    Path("topics").mkdir()
    Path("topics/choirs.yml").write_text(TOPIC)
    Path("crossclaim.yml").write_text("topics: [choirs]\n")
    Path("a.jsonl").write_text(article("a", "The Harbour Choir sang 40 songs.") + "\n")
    done = CliRunner().invoke(extract, ["a.jsonl", *options])
    [claim] = [json.loads(line) for line in done.stdout.splitlines()]
    assert (claim["topic"], claim["metric"], claim["unit"]) == ("choirs", "repertoire", "song")


def test_a_bad_line_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    """A line that is no JSON, an id that came before and a German text are named on stderr; exit code 1."""
    german = "Das Unternehmen hat nach eigenen Angaben 500 Millionen Euro in die neuen Anlagen gesteckt, und es will mehr."
    path = tmp_path / "a.jsonl"
    good = article("a", "DeepSeek has 2,048 GPUs.")
    path.write_text("\n".join([good, "{nonsense", good, article("g", german)]))
    done = CliRunner().invoke(extract, [str(path)])
    assert done.exit_code == 1
    assert len(done.stdout.splitlines()) == 1
    assert "a.jsonl:2" in done.stderr
    assert "came before" in done.stderr
    assert "another language (de)" in done.stderr


def test_a_very_long_text_is_read_from_its_beginning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text of millions of characters gives the claims of its first pages, and what is left out is said; exit code 1."""
    path = tmp_path / "a.txt"
    path.write_text("Velden has 2,048 GPUs.\n\n" + "It said no more.\n\n" * 80_000 + "It has 900 GPUs.")
    monkeypatch.setattr("pipeline.legible.LONGEST", 1000)
    done = CliRunner().invoke(extract, [str(path)])
    assert done.exit_code == 1
    assert [json.loads(line)["quote"] for line in done.stdout.splitlines()] == ["2,048 GPUs"]
    assert "what stands after its first 9" in done.stderr


@pytest.mark.parametrize("text", ["", " ", "\x00\x07", "\u202e\u202c", "(", "“", "<p>"])
def test_texts_without_words_give_nothing(tmp_path: Path, text: str) -> None:
    """An empty text, stray marks and control characters are no error."""
    path = tmp_path / "a.jsonl"
    path.write_text(article("a", text) + "\n")
    done = CliRunner().invoke(extract, ["--kinds", "quantity,statement", str(path)])
    assert (done.stdout, "Traceback" in done.output) == ("", False)
    assert done.exception is None or isinstance(done.exception, SystemExit)


def test_the_model_of_the_settings_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`extract` reads with the model that the daily job reads with, and says where it is not there."""
    monkeypatch.chdir(tmp_path)
    Path("crossclaim.yml").write_text("model: en_core_web_none\n")
    Path("a.txt").write_text("Velden has 2,048 GPUs.")
    assert "model: en_core_web_none: " in str(CliRunner().invoke(extract, ["a.txt"]).exception)
