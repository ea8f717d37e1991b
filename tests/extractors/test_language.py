"""The language pipeline: sentences end where paragraphs end, and nothing depends on the order of sets."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from spacy.language import Language

from db.errors import SettingsError
from extractors.language import load

ROOT = Path(__file__).parent.parent.parent


def test_no_sentence_crosses_a_blank_line(nlp: Language) -> None:
    """A blank line ends a sentence, even where the line before it has no full stop."""
    doc = nlp("A heading without a stop\n\nShe said that they had 5 of them (fine print!)\n\nand one more")
    assert all("\n\n" not in sentence.text.strip() for sentence in doc.sents)


def test_claims_are_the_same_in_every_process() -> None:
    """Two processes with other hash seeds print the same claims, to the byte."""
    articles = [str(ROOT / f"samples/articles/dev-00{n}.json") for n in (1, 4)]
    command = [sys.executable, "-m", "pipeline.cli", "extract", *articles]
    printed = [
        subprocess.run(
            command, cwd=ROOT, capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    ]
    assert printed[0] == printed[1]
    assert len([json.loads(line) for line in printed[0].splitlines()]) > 10


MODELS = [
    ("no_such_model", "this language model is not installed"),
    ("", "this language model is not installed"),
    ("../model", "this language model is not installed"),
    ("json", "is no language model of English"),
    ("model_of_german", "is no language model of English"),
    ("model_without_parser", "has no parser, attribute_ruler"),
]


@pytest.mark.parametrize(("name", "said"), MODELS)
def test_what_is_no_model_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, said: str
) -> None:
    """A setting that names no English pipeline is an error that says so; a package that is no model is never imported."""
    about = {"name": "x", "version": "1", "spacy_version": ">=3.8,<3.9", "pipeline": ["tagger", "lemmatizer"]}
    for package, lang in (("model_of_german", "de"), ("model_without_parser", "en")):
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").write_text("raise RuntimeError")
        (tmp_path / package / "meta.json").write_text(json.dumps({**about, "lang": lang}))
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(SettingsError, match=f"model: {re.escape(name)}: {said}"):
        load(name)
