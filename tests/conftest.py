"""Fixtures that many tests share."""

from __future__ import annotations

import pytest
from spacy.language import Language


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The English pipeline, loaded once for all tests."""
    from extractors.language import load

    return load()
