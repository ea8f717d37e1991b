"""The unit of a claim: base units for measures and money, the topic's own unit or a plain noun for counts.

"10,000 H800s"      → GPU (an item of the topic that is counted in GPUs), item NVIDIA H800
"three MPs"         → person (data/people.yml)
"1,870 claims"      → claim
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import islice

from extractors.alternatives import one_of
from extractors.cues import forms_of
from extractors.people import counts_people, people
from extractors.phrases import singular
from extractors.topic import Topic
from extractors.units import currencies
from extractors.unseen import seen_in

_KEPT = 1 << 12  # words whose items are kept; then it begins anew, so that memory stays flat

_CODED = re.compile(r"[A-Z]+-?\d+[A-Z]*$")  # "NVIDIA H800", "Huawei Ascend 910B"


class Counts:
    """Turns what is counted into the unit and, where a named thing is counted, the item of a claim."""

    def __init__(self, topic: Topic) -> None:
        self.topic = topic
        self._cue_words: dict[str, frozenset[str]] = {}
        self._named: dict[str, str | None] = {}
        self.units = {noun: unit for unit, entry in topic.units.items() for noun in entry.nouns}
        self.items = {form: name for name, item in topic.items.items() for form in (name, *item.aliases)}
        self.lower = {form.lower(): name for form, name in self.items.items()}
        self.counted = {
            unit for item in topic.items.values() if item.unit for unit in (item.unit, f"{item.unit}-hour")
        }
        self.by_token = {f"{form}{end}": name for form, name in self.lower.items() for end in ("", "s", "es")}
        any_form = one_of(self.lower)
        self.item = re.compile(rf"(?<![\w-])({any_form})(?:s|es)?(?![\w])", re.I) if self.lower else None

    @cached_property
    def seen(self) -> frozenset[str]:
        """The topic's metrics that the shipped weights have learned."""
        return seen_in(self.topic)

    def named(self, text: str) -> str | None:
        """The topic's item that a stretch of text names last ("NVIDIA H800 GPUs"); None without one."""
        if text not in self._named:
            found = [self.lower[match[1].lower()] for match in self.item.finditer(text)] if self.item else []
            ranked = sorted(found, key=lambda name: len(self.topic.ancestors(name)))
            if len(self._named) >= _KEPT:
                self._named.clear()
            self._named[text] = ranked[-1] if ranked else None
        return self._named[text]

    def says_all(self, metric: str, item: str, subject: str | None) -> bool:
        """Whether an item only says again what the metric counts, or whose: "Norrbahn passengers" of how many it carries."""
        own = {word.lower() for word in (subject or "").split()}
        words = {singular(word) for word in re.split(r"[\s-]+", item) if word.lower() not in own}
        return words <= self._words_of(metric)

    def says_another(self, metric: str, item: str) -> bool:
        """Whether an item says what another of the topic's own metrics counts: the "injured" are none of the deaths."""
        words = {singular(word) for word in re.split(r"[\s-]+", item)}
        others = (name for name in self.topic.metrics if name != metric and name not in self.seen)
        return any(words <= self._words_of(name) for name in others)

    def unit_of_codes(self, text: str) -> str | None:
        """The unit of products that the topic does not know, by their codes; None where the text is not on such things.

        XJ-310s are counted like the topic's own coded items ("10,000 H800s" in GPUs) where the text says "chip",
        "card" or the like at least twice.
        """
        if self.coded is None:
            return None
        unit, nouns = self.coded
        return unit if len(list(islice(nouns.finditer(text), 2))) == 2 else None

    @cached_property
    def coded(self) -> tuple[str, re.Pattern[str]] | None:
        """The one unit in which the topic's items with a code in their name are counted, and its nouns; None without one."""
        units = {item.unit for name, item in self.topic.items.items() if item.unit and _CODED.search(name)}
        if len(units) != 1:
            return None
        (unit,) = units
        return unit, re.compile(rf"\b{one_of(self.topic.units[unit].nouns)}s?\b", re.IGNORECASE)

    def _words_of(self, metric: str) -> frozenset[str]:
        """The words of a metric's cues and units, each in all its forms; worked out once."""
        if metric not in self._cue_words:
            spec = self.topic.metrics[metric]
            units = [
                noun
                for unit in spec.units
                if unit in self.topic.units
                for noun in self.topic.units[unit].nouns
            ]
            cues = " ".join((*spec.verbs, *spec.nouns, *spec.phrases, *units)).lower().split()
            words = frozenset(singular(form) for cue in cues for form in (cue, *forms_of(cue)))
            self._cue_words[metric] = words | ({"people", "person"} if "person" in spec.units else set())
        return self._cue_words[metric]

    def unit(self, phrase: str | None, written: str) -> str | None:
        """The unit of a count: `phrase` are the lemmas of what is counted, `written` the quote's own words."""
        if phrase is None:
            return None
        words = phrase.lower().split()
        if not words or words[-1] in people().nothing:
            return None
        if money := currencies().by_word.get(words[-1]):
            return money
        named = written.lower().split()[-2:-1]  # names are left out of `phrase`: "SIM" of "SIM cards"
        forms = [" ".join(words[-size:]) for size in range(len(words), 0, -1)]
        for form in (*forms[:-1], " ".join([*named, words[-1]]), forms[-1]):  # "gpu hour", then "hour"
            for spelled in (form, form.removesuffix("s"), form.replace("-", " ")):
                if unit := self.units.get(spelled):
                    return unit
        item = self.named(written) or self.named(phrase)
        if item and (counted := self.topic.items[item].unit):
            hours = f"{counted}-hour"  # "H200 hours" are GPU-hours
            return hours if words[-1].endswith("hour") and hours in self.topic.units else counted
        return "person" if counts_people(" ".join(words)) else words[-1]
