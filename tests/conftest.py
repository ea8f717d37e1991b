"""Fixtures that many tests share."""

from __future__ import annotations

import hypothesis
import pytest
from spacy.language import Language

# What `make test` says must not depend on luck or on a busy machine: it draws the same examples each
# time. `make fuzz` draws others; each failure it finds becomes an @example.
hypothesis.settings.register_profile("same", derandomize=True, deadline=None)
hypothesis.settings.register_profile("fuzz", deadline=None, print_blob=True)


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The English pipeline, loaded once for all tests."""
    from extractors.language import load

    return load()
