"""Whose quantity it is: the mention near a number that the sentence's frame, or the story, makes its subject.

    chosen = subject_of(doc, (54, 66), "accelerator_count", mentions, topic)
    chosen.name     # "DeepSeek"

A linear model (training/subjects.py) ranks those whose it may be (extractors/subject_candidates.py).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc

from extractors.fitness import fitness
from extractors.linear import Linear, softmax
from extractors.mention_words import mention_words
from extractors.mentions import Mentions
from extractors.phrases import singular
from extractors.subject_candidates import Asked, Candidate, candidates
from extractors.topic import Topic

AGAIN = 0.5  # what further mentions of a name add to its best one: else who is named most would win
DOER = 2.0  # a weight beside those of the model: "Nasdaq slid 3.1%", whomever the story is about
RUN = 2.0  # the same for the model that the number's own sentence names, where models have such numbers
MISREAD = -2.0  # "the startup" is hardly a person
COUNTED = -3.0  # "shares fell 8%", "50,000 chips": what is counted or measured is hardly whose number it is
TELLER = -1.0  # who counts what others count, too, is hardly what they all count
HEARER = -4.0  # "told the Courier that 38 were infected": what is told is hardly about who was told
TAKEN = -4.0  # "Nvidia fell 17%, Broadcom 17.4%": the 17% are not Broadcom's
FLOOR = 0.01  # the chance of a name that one of several quantities does not have among its candidates
SURE = 0.6  # the chance from which a quantity has its own subject, whatever others count
TOGETHER = "what others count beside it"
# Kinds of which those that a noun for a kind describes hardly are.
_NEVER = {
    "organisation": frozenset({"person", "model", "item", "place"}),
    "person": frozenset({"organisation", "model", "item", "place"}),
    "model": frozenset({"person", "place"}),
}
_PERCENT = frozenset({"percent", "cent", "points"})
_DOERS = frozenset({"organisation", "thing", "person"})
_DOING = frozenset({"subject 0 clauses up", "way= / nsubj appos", "way= / nsubjpass appos", "way=relcl / "})
_TELLS = "says True 0"  # the feature of the subject of a verb that says whatever is its object
# Characters after a name in which an aside on what it owns begins: "Wang, whose firm was valued at".
_ASIDE = 8


@dataclass(frozen=True, slots=True)
class Chosen:
    """The subject of a quantity: canonical name, the mention that gave it, why, and a probability in 0..1.

    `name` is None where no candidate stands near; `span` is None where the story gave it (heading, lead).
    """

    name: str | None
    span: tuple[int, int] | None
    rule: str
    score: float


@dataclass(frozen=True)
class Weighed:
    """The candidates of one quantity's subject, and how probable each of them is."""

    table: Sequence[Candidate]
    chances: Sequence[float]

    @cached_property
    def names(self) -> dict[str, float]:
        """How probable each name is."""
        return by_name(self.table, self.chances)

    def best_of(self, name: str) -> Candidate | None:
        """The likeliest mention of a name; None where none is a candidate."""
        named = [n for n in range(len(self.table)) if self.table[n].name == name]
        return self.table[max(named, key=self.chances.__getitem__)] if named else None


def subject_of(
    doc: Doc,
    quantity_span: tuple[int, int],
    metric: str,
    mentions: Mentions,
    topic: Topic,
    *,
    source: str | None = None,
) -> Chosen:
    """The most probable subject of the quantity at these characters; `source` is who is said to assert it."""
    return chosen(weighed(doc, Asked(quantity_span, metric, source), mentions, topic))


def chosen(weighed: Weighed) -> Chosen:
    """The most probable subject of one quantity."""
    names = weighed.names
    if not names:
        return Chosen(None, None, "no candidate near", 0.0)
    name = max(names, key=lambda n: names[n])
    best = weighed.best_of(name)
    assert best is not None
    return Chosen(name, best.span, Linear.load("subjects").strongest_of(best.groups) or "", names[name])


def chosen_together(members: Sequence[Weighed]) -> list[Chosen]:
    """The subject that is most probable for all of several quantities (extractors/rivals.py).

    One whose own is plain keeps it: "Nimbus says it lost 3 million, Ostara 5".
    """
    names = dict.fromkeys(name for each in members for name in each.names)
    if not names:
        return [chosen(each) for each in members]
    name = max(names, key=lambda n: sum(math.log(each.names.get(n, 0.0) + FLOOR) for each in members))
    alone = [chosen(each) for each in members]
    return [
        one
        if one.name == name or one.score > SURE
        else Chosen(name, _span(each.best_of(name)), TOGETHER, each.names.get(name, 0.0))
        for one, each in zip(alone, members, strict=True)
    ]


def _span(candidate: Candidate | None) -> tuple[int, int] | None:
    return candidate.span if candidate else None


def weighed(
    doc: Doc,
    asked: Asked,
    mentions: Mentions,
    topic: Topic,
    tellers: Collection[str] = (),
    taken: Collection[tuple[int, int]] = (),
    *,
    own: bool = False,
) -> Weighed:
    """The candidates for the subject of a quantity.

    `tellers` are those who give numbers of it, `taken` the spans of mentions that are other numbers' only subject;
    `own`: of the metric nothing was learned, so that its `subjects` in the topic's file tell all there is.
    """
    table = candidates(doc, asked, mentions)
    model = Linear.load("subjects")
    metric = asked.metric
    runs = metric in topic.metrics and "model" in topic.metrics[metric].subjects
    run = _nearest_model(asked.span, mentions) if runs and table else None
    fits = [
        fitness(each.name, metric, topic, each.kind if own else None)
        + DOER * _does(each, mentions)
        + RUN * (each.name == run and "back=0" in each.features)
        + MISREAD * _is_misread(each, mentions)
        + COUNTED * _is_counted(each, topic)
        + TELLER * (each.name in tellers)
        + HEARER * (each.name in mentions.only_told)
        + TAKEN * (each.span in taken)
        for each in table
    ]
    return Weighed(table, probabilities(table, model, fits))


def _does(each: Candidate, mentions: Mentions) -> bool:
    """Whether the mention names who does the number's own verb, and the verb is none of saying.

    That is its subject, a name beside that ("its Polish unit, Piekarz, lost $9 million") or what a clause goes on to
    tell of ("Nimbus, which raised $750 million, declined"). A person who tells the number only tells it, and a verb
    that can tell ("Microsoft is sticking to $80 billion") does so only of who is known to be its source.
    """
    if each.span is None or each.kind not in _DOERS:
        return False
    told = each.features
    if told.isdisjoint(_DOING) or f"form=name {each.kind}" not in told:
        return False
    telling = "is source=True" in told
    if any(feature.startswith("says " if telling else _TELLS) for feature in told):
        return False
    if each.kind == "person" and telling:
        return False
    return "whose" not in mentions.text[each.span[1] : each.span[1] + _ASIDE]


def _is_misread(each: Candidate, mentions: Mentions) -> bool:
    """Whether a description stands for something of another kind than its noun: "the company" for a person, "the group" for a model."""
    if each.span is None:
        return False
    noun = singular(mentions.text[each.span[0] : each.span[1]].split()[-1].lower())
    if each.kind not in _NEVER.get(mention_words().kind_of_noun.get(noun, ""), ()):
        return False
    return any(feature.startswith("form=description ") for feature in each.features)


def _is_counted(each: Candidate, topic: Topic) -> bool:
    """Whether a phrase only says what is counted or measured: "chips", bare "shares", the number's own "percent"."""
    if each.span is None:
        return False
    words = each.name.lower().split()
    counted = words[-1] in topic.counting or all(word in mention_words().had for word in words)
    short = words[-1] in _PERCENT or len(words[-1]) < 3
    if not (counted or short):
        return False  # of most; what a name is by its features takes longer to ask
    told = each.features
    phrase = any(feature.startswith("form=phrase ") for feature in told)
    return phrase and (counted or "in the quantity" in told)


def _nearest_model(span: tuple[int, int], mentions: Mentions) -> str | None:
    """The model that the number's own sentence names nearest to it: "Meta quotes 2 million GPU hours for Llama 4".

    The model in the title is whose numbers most are, but not where another one is named beside them.
    """
    first, last = mentions.sentences[mentions.sentence_at(span[0])]
    start, end = mentions.parse.start[first], mentions.parse.end[last - 1]
    models = [each for each in mentions.within(start, end) if each.kind == "model"]
    gaps = [max(each.start - span[1], span[0] - each.end) for each in models]
    return models[gaps.index(min(gaps))].name if models else None


def probabilities(
    table: Sequence[Candidate], model: Linear, fitnesses: Sequence[float] | None = None
) -> list[float]:
    """How probable each candidate is among those of its quantity; they sum to 1."""
    totals = [
        model.total_of(each.groups, fit)
        for each, fit in zip(table, fitnesses or [0.0] * len(table), strict=True)
    ]
    return softmax(totals)


def by_name(table: Sequence[Candidate], chances: Sequence[float]) -> dict[str, float]:
    """The chances of all mentions of a name together; those beside its best one count half."""
    best: dict[str, float] = {}
    whole: dict[str, float] = {}
    for each, chance in zip(table, chances, strict=True):
        best[each.name] = max(chance, best.get(each.name, 0.0))
        whole[each.name] = chance + whole.get(each.name, 0.0)
    return {name: best[name] + AGAIN * (whole[name] - best[name]) for name in whole}
