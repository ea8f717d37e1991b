"""At what stage of a thing a number stands: asked for, offered, forecast, allowed, or what it was before.

    stage_of(tokens)      # "offered", of 1.9 in "Employers had started from an offer of 1.9%."

None of a number that simply is, which is most of them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from spacy.tokens import Token

from extractors.directions import directions
from extractors.vocabulary import Checked
from pipeline.vocabulary import shipped

_REACH = 6  # heads upward
_CARRIED = frozenset({"xcomp", "aux", "amod", "acl"})  # "were allowed to do 80", "the permitted 80"
_PLAIN = frozenset({"be", "stand", "come", "remain", "amount"})
_MODIFIES = frozenset({"amod", "compound", "nmod", "advmod"})


class StageWords(Checked):
    """pipeline/data/stages.yml."""

    stages: dict[str, tuple[str, ...]]
    compared: tuple[str, ...]
    from_: tuple[str, ...]
    running: tuple[str, ...]
    moving: tuple[str, ...]
    stretches: tuple[str, ...]
    sides: tuple[str, ...]


@lru_cache(maxsize=1)
def stage_words() -> StageWords:
    return shipped(StageWords, "stages")


@lru_cache(maxsize=1)
def _stages() -> dict[str, str]:
    return {word: stage for stage, words in stage_words().stages.items() for word in words}


def stage_of(inner: list[Token]) -> str | None:
    """The stage of the number among the tokens, by the nouns and the verb that it hangs on; None where they name none."""
    number = next((token for token in inner if token.like_num), inner[0])
    known = _stages()
    for token in islice((number, *number.ancestors), _REACH):
        beside = [child for child in token.children if child.dep_ in _MODIFIES]
        if token.lemma_.lower() in _PLAIN:
            beside += [child for child in token.children if child.dep_ == "nsubj"]
        for one in (token, *beside):
            if stage := known.get(one.lemma_.lower()):
                return stage
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in _CARRIED:
            return None
    return None


def is_compared(before: str) -> bool:
    """Whether the text before a number makes it the one that another is compared with ("up from")."""
    return bool(_ends((*stage_words().compared, *directions().before)).search(before))


def comes_from(before: str) -> bool:
    """Whether the text before a number makes it, where something rose or fell, what it was before ("from")."""
    return bool(_ends(stage_words().from_).search(before))


@lru_cache(maxsize=4)
def _ends(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))}) $", re.IGNORECASE)
