"""What is counted or paid for: the item of a claim, by name where the topic knows it.

"10,000 H800s" counts the item NVIDIA H800; "spent $500 million on servers" pays for servers; of "the
shares fell 17%" it is the share price. None where the metric says it all.

A linear model (training/items.py) ranks what may be the item (extractors/item_candidates.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc

from extractors.counts import Counts
from extractors.item_candidates import Asked, Candidates, Labels, PlacedNumber
from extractors.item_frames import item_words
from extractors.item_leanings import leanings
from extractors.linear import Linear
from extractors.phrases import compound
from extractors.word_weights import WordWeights

NAMED = "a name of the topic in its phrase"  # the rule of an item that the number's own words name


@dataclass(frozen=True, slots=True)
class Item:
    """An item's name (None: the metric says it all), the rule that found it, and the noun that names it (-1: none)."""

    name: str | None
    rule: str
    token: int = -1


class Items:
    """Reads the items of one document's numbers, in their order."""

    def __init__(self, doc: Doc, counts: Counts, labels: Labels | None = None) -> None:
        """`labels` gives the words that annotators use for a kind of claim; by default the model's own."""
        self.counts = counts
        self.candidates = Candidates(doc, counts, labels or known_labels)

    def of(self, asked: Asked) -> Item:
        """The item of the next number."""
        number = self.candidates.number(asked)
        if name := self.named(number):
            item = Item(name, NAMED)
        else:
            model = Linear.load("items")
            found = self.candidates.of(number)
            words = word_weights().told_by(number.frame, [each.label for each in found if each.label])
            lean = leanings(found, number, self.candidates.parse, self.candidates.words)
            totals = [
                model.weight_of(each.groups) + words.get(each.label, 0) + more
                for each, more in zip(found, lean, strict=True)
            ]
            best = found[totals.index(max(totals))]
            item = Item(self.candidates.name_of(best), best.rule, best.token)
        self.candidates.tell(number, item.name)
        return item

    def named(self, number: PlacedNumber) -> str | None:
        """The topic's item that the number's own words, what it counts "of them", or its noun names."""
        parse, end = self.candidates.parse, number.end
        if (
            number.asked.unit not in self.counts.topic.units
        ):  # "10 crew", which are people and no unit of a topic's
            own = self.counts.named(parse.text[parse.start[number.start] : parse.end[end - 1]])
            return own if own and self.counts.topic.items[own].unit is None else None
        if (
            end + 1 < parse.size
            and parse.lower[end] == "of"
            and parse.lower[end + 1] in item_words().taken_up
        ):
            end = min(end + 3, parse.size)  # "10,000 of them H100s"
        if name := self.counts.named(parse.text[parse.start[number.start] : parse.end[end - 1]]):
            return name
        for role in ("head", "of", "beside"):
            for token in number.roles.get(role, ()):
                if name := self.counts.named(compound(parse, token)):
                    return name
        return None


@lru_cache(maxsize=256)
def known_labels(kind: str) -> tuple[str, ...]:
    """The words of annotators' own ("share price", "dead") that the model knows for such claims."""
    told = Linear.load("items").told
    known = sorted(f.removeprefix("label=") for f in told if f.startswith("label="))
    return tuple(label for label in known if f"label {label} {kind}" in told)


@lru_cache(maxsize=1)
def word_weights() -> WordWeights:
    """What the words of a frame weigh with the labels."""

    def split(feature: str) -> tuple[str, str] | None:
        head, equals, word = feature.partition("=")
        label, space, role = head.rpartition(" ")
        return (label, f"{role}={word}") if equals and space else None

    return WordWeights(Linear.load("items"), split)
