"""What the words around a number tell of its item: "dead" where somebody was killed, "amount stolen" after a theft.

    Triggers(words_of(doc)).near("person", 7, roles, parse)     # {"dead": "frame", "crowd": "story"}

Which words tell of what, and of numbers in which units, is data/items.yml.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import Annotated

from pydantic import Field

from extractors import vocabulary
from extractors.frames import Roles
from extractors.measured import unit_class
from extractors.parse import Parse
from extractors.units import units
from extractors.vocabulary import Checked, Word

NEAR = 4  # sentences before the number that are near
_LEFT_OUT = frozenset({"near", "prep", "left3"})  # roles of neighbours that may belong to another number


class ItemFrame(Checked):
    """Numbers in `units` (a unit, a dimension, "money", or "count" for what is counted) with one of `words` around.

    `also` are words that do not suggest the item, but let it be where something else does; `verbs` suggest it as
    verbs alone: no freight train tells of training.
    """

    units: tuple[Word, ...] = ()
    words: Annotated[tuple[Word, ...], Field(min_length=1)]
    also: tuple[Word, ...] = ()
    verbs: tuple[Word, ...] = ()


class ItemExample(Checked):
    """A text with its number in square brackets, and the item that its words tell of."""

    text: Word
    item: Word


class ItemWords(Checked):
    """The items that words around a number tell of, the nouns that only say when, and what takes up what is counted."""

    times: tuple[Word, ...]
    taken_up: frozenset[Word]
    frames: dict[str, ItemFrame]
    examples: tuple[ItemExample, ...]


@lru_cache(maxsize=1)
def item_words() -> ItemWords:
    """The shipped words."""
    return vocabulary.shipped(ItemWords, "items")


@lru_cache(maxsize=1)
def _by_word() -> dict[str, tuple[tuple[str, bool], ...]]:
    """For each word the items that it tells of, and whether it suggests them."""
    found: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for name, frame in item_words().frames.items():
        for word in frame.words:
            found[word].append((name, True))
        for word in frame.also:
            found[word].append((name, False))
        for word in frame.verbs:
            found[f"{word}/verb"].append((name, True))
    return {word: tuple(names) for word, names in found.items()}


@lru_cache(maxsize=1)
def _dimensions() -> dict[str, str]:
    """The dimension of each base unit: of "m" it is length."""
    table = units().table
    own = {unit.base or name: unit.dimension for name, unit in table.units.items()}
    return own | {base: dimension for dimension, base in table.base.items()}


@lru_cache(maxsize=1 << 10)
def fitting(unit: str | None) -> frozenset[str]:
    """The items that words may suggest for a number with this unit."""
    name = unit_class(unit)
    other = "" if name in ("money", "person", "percent") else "count"
    sorts = {name, _dimensions().get(name, other)}
    return frozenset(item for item, frame in item_words().frames.items() if sorts & set(frame.units))


class Triggers:
    """The words of one document that tell of items."""

    def __init__(self, words: Sequence[str], parse: Parse) -> None:
        known = _by_word()
        self._words = words
        self._between: tuple[tuple[int, int], frozenset[str]] = (0, 0), frozenset()
        self._suggesting: dict[str, list[int]] = {}
        self._telling: dict[str, list[int]] = {}
        for token, word in enumerate(words):
            names = known.get(word) or known.get(parse.lower[token]) or ()
            if parse.pos[token] == "VERB":
                names = (*names, *known.get(f"{word}/verb", ()))
            for name, suggests in names:
                self._telling.setdefault(name, []).append(token)
                if suggests:
                    self._suggesting.setdefault(name, []).append(token)

    def near(self, unit: str | None, sentence: int, roles: Roles, parse: Parse) -> dict[str, str]:
        """The items that words suggest for a number of that sentence, each with how near they stand.

        frame (the number's own words), sentence, previous (sentence), near (a few sentences before) or story.
        """
        may = fitting(unit)
        first, last = parse.sentences[sentence]
        own: set[int] | None = None
        found: dict[str, str] = {}
        for name, places in self._suggesting.items():
            if name not in may:
                continue
            before = bisect_left(places, first)
            if before < len(places) and places[before] < last:
                if own is None:
                    own = {
                        token for role, tokens in roles.items() if role not in _LEFT_OUT for token in tokens
                    }
                found[name] = "sentence" if own.isdisjoint(places) else "frame"
                continue
            back = sentence - parse.sentence_index(places[before - 1]) if before else NEAR + 1
            if back <= NEAR:
                found[name] = "previous" if back == 1 else "near"
            elif len(places) > 1:  # one word far off may be by the way
                found[name] = "story"
        return found

    def tells_of(self, item: str, first: int, last: int, *, anywhere: bool = False) -> bool:
        """Whether a word that tells of the item is among the tokens [first, last), or one that suggests it `anywhere`.

        An item that is not listed has the words of its name, all of them.
        """
        if (own := _own_words(item)) is not None:
            return own <= self._words_between(first, last)
        if anywhere and item in self._suggesting:
            return True
        places = self._telling.get(item, ())
        after = bisect_left(places, first)
        return after < len(places) and places[after] < last

    def names(self, item: str) -> bool:
        """Whether the text has all words of an item that is a name: no GPU where nothing speaks of one."""
        return item.islower() or frozenset(item.lower().split()) <= self._all

    @cached_property
    def _all(self) -> frozenset[str]:
        return frozenset(self._words)

    def _words_between(self, first: int, last: int) -> frozenset[str]:
        if self._between[0] != (first, last):
            self._between = (first, last), frozenset(self._words[first:last])
        return self._between[1]


@lru_cache(maxsize=1 << 10)
def _own_words(item: str) -> frozenset[str] | None:
    """The words of an item's name; None of one that is listed, which has others."""
    return None if item in item_words().frames else frozenset(item.lower().split())
