"""What a text calls the things that it names: "DeepSeek, a Hangzhou startup", "chipmaker Nvidia", "Ms Ines Moe".

    descriptions = mentions.descriptions
    descriptions.nouns("DeepSeek")       # {"startup", "lab"}
    descriptions.gender("Ines Moe")      # "f"

By them "the startup" and "she" find whom they stand for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from extractors.entities import Entity
from extractors.factuality_words import factuality_words
from extractors.mention_words import mention_words
from extractors.parse import Parse
from extractors.phrases import noun_at, singular

if TYPE_CHECKING:
    from extractors.mentions import Mention

_TITLE = 20  # characters before a name in which its title stands


class Descriptions:
    """The nouns that a text and its topic call each name."""

    def __init__(self, parse: Parse, entities: Mapping[str, Entity], named: Sequence[Mention]) -> None:
        self._parse, self._entities, self._named = parse, entities, named
        self._nouns: dict[str, frozenset[str]] = {}

    def nouns(self, name: str) -> frozenset[str]:
        """The nouns that the topic's file calls a name, and the text in apposition or as its compound."""
        if name not in self._nouns:
            known = self._entities[name].descriptions if name in self._entities else frozenset()
            self._nouns[name] = known | self._beside.get(name, frozenset())
        return self._nouns[name]

    def all_nouns(self, name: str) -> frozenset[str]:
        """`nouns`, and those right before the name ("Governor Dara Moe", "the union Emek-Sen"), and of public
        bodies those of the name itself."""
        entity, parse = self._entities.get(name), self._parse
        if entity is None:
            return self.nouns(name)
        found: set[str] = set()
        for start in entity.starts:
            first, head = parse.token_at(start), self._heads[start]
            around = [child for child in parse.children[head] if parse.dep[child] == "appos"]
            around += [parse.head[head]] * (parse.dep[head] == "appos") + [first - 1] * (first > 0)
            found |= {
                noun_at(parse, token)
                for token in around
                if parse.tag[token] in ("NN", "NNS")
                or (token < first and parse.lower[token] in mention_words().titles)
            }
        own = (
            factuality_words().public & set(name.lower().split())
            if entity.kind == "organisation"
            else frozenset()
        )
        return self.nouns(name) | found | own

    def gender(self, name: str) -> str | None:
        """ "m" or "f" by the titles before a name, or by the noun that it is; None where nothing tells."""
        starts, text = self._entities[name].starts if name in self._entities else [], self._parse.text
        told = [word for at in starts for word in text[max(0, at - _TITLE) : at].lower().split()[-1:]]
        votes = Counter(
            gender
            for word in [*told, *name.lower().split()[-1:]]
            for gender, nouns in mention_words().genders.items()
            if word.rstrip(".") in nouns
        )
        return votes.most_common(1)[0][0] if votes else None

    @cached_property
    def _heads(self) -> dict[int, int]:
        """The head token of each named mention, by the character at which it starts."""
        parse = self._parse
        return {each.start: parse.head_within(*parse.tokens_at(each.start, each.end)) for each in self._named}

    @cached_property
    def _beside(self) -> dict[str, frozenset[str]]:
        nouns: dict[str, set[str]] = {}
        for mention in self._named:
            nouns.setdefault(mention.name, set()).update(_beside(self._parse, self._heads[mention.start]))
        return {name: frozenset(words) for name, words in nouns.items()}


def _beside(parse: Parse, head: int) -> Iterator[str]:
    """The common nouns in apposition to a name, before or after it."""
    above = parse.head[head]
    if parse.dep[head] == "appos" and parse.tag[above] in ("NN", "NNS"):
        yield singular(parse.lower[above])
    for child in parse.children[head]:
        if parse.tag[child] in ("NN", "NNS") and parse.dep[child] in ("appos", "compound", "nmod"):
            yield singular(parse.lower[child])
