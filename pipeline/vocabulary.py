"""The words by which claims are compared: YAML in pipeline/data/, each file with a checked schema of its own."""

from __future__ import annotations

from pathlib import Path

from extractors.vocabulary import Model, read

DATA = Path(__file__).parent / "data"


def shipped(model: type[Model], name: str) -> Model:
    """The vocabulary of that name: "scope" is data/scope.yml. TopicError, with its line, where it breaks the schema."""
    return read(model, DATA / f"{name}.yml")
