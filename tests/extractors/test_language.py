"""The language pipeline: sentences end where paragraphs end, and nothing depends on the order of sets."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from spacy.language import Language

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
