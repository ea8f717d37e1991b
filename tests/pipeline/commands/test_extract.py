"""The pipe `crossclaim extract`."""

from __future__ import annotations

import json
from pathlib import Path

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
