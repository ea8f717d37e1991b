"""Words by which an outlet passes on what somebody told it (data/relays.yml).

>>> "report" in relay_words().reporting
True
"""

from __future__ import annotations

from functools import lru_cache

from extractors import vocabulary
from extractors.vocabulary import Checked


class RelayWords(Checked):
    """The whole of data/relays.yml."""

    reporting: frozenset[str]
    citing: frozenset[str]
    told: frozenset[str]
    quoted: frozenset[str]
    talks: frozenset[str]
    to: frozenset[str]
    people: frozenset[str]


@lru_cache(maxsize=1)
def relay_words() -> RelayWords:
    """The shipped words, read once a process; TopicError names file, line and key of a fault."""
    return vocabulary.shipped(RelayWords, "relays")
