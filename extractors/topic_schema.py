"""The parts of a topic file, each a checked value: feeds, metrics, units, items, entities, statements and examples.

    Metric(question="How many GPUs does {subject} have?", units=("GPU",))

topics/README.md explains each key to someone who has never seen one; extractors/topic.py puts them together.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from db.records import Stance
from extractors.vocabulary import Checked, WebAddress, Word

NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")


def _name(text: str) -> str:
    """The text, where it can name a topic, metric or statement."""
    if not NAME.fullmatch(text):
        raise ValueError("a name is of small letters a-z, digits, - and _")
    return text


def _day(value: object) -> object:
    """A day as articles give it; YAML reads one without quotes as a date of its own."""
    text = value.isoformat() if isinstance(value, date) else value
    if isinstance(text, str):
        try:
            date.fromisoformat(text[:10])
        except ValueError:
            raise ValueError("is no day: write it as 2025-01-31") from None
    return text


Name = Annotated[str, AfterValidator(_name)]
Words = tuple[Word, ...]
SomeWords = Annotated[Words, Field(min_length=1)]
Accrual = Literal["state", "flow", "cumulative"]


class Feed(Checked):
    """Where a topic's articles come from; `kind` is found out by reading it where it is not given."""

    url: WebAddress
    outlet: str | None = None
    kind: Literal["feed", "sitemap", "list"] = "feed"


class Metric(Checked):
    """What a number measures.

    `question` is what a reader asks, with {subject} as a slot. `units` are the units it can have
    ("money" and "length" stand for every currency and every length; see extractors/data/units.yml).
    Cues decide between metrics with the same unit; they are lemmas or short phrases: `verbs` that
    govern the number ("train … for $6 million"), `nouns` that it quantifies or that head its frame
    ("a cost of $6 million"), `phrases` as they stand beside it. `directed` metrics go up or down.
    `subjects` are the kinds of entity that can have it, the most likely first (a maker's kind among them: the question is the maker's). `accrual`: a state holds at a time
    (headcount), a flow is per period (revenue), a cumulative count only rises within its event (dead).
    `tolerance` is a ratio (0.05 = 5 %) within which two values are the same, where readers of this
    metric would say so; None, the default, lets the digits decide.
    """

    question: Word
    description: str = ""
    units: SomeWords
    verbs: Words = ()
    nouns: Words = ()
    phrases: Words = ()
    directed: bool = False
    subjects: Words = ()
    accrual: Accrual = "state"
    tolerance: float | None = Field(default=None, ge=0, lt=1)


class Cues(Checked):
    """Words that speak for one reading of a number, as a metric's do: verbs, nouns and phrases."""

    verbs: Words = ()
    nouns: Words = ()
    phrases: Words = ()

    def beside(self, own: Cues) -> Cues:
        """These cues and another topic's own."""
        return Cues(
            verbs=self.verbs + own.verbs, nouns=self.nouns + own.nouns, phrases=self.phrases + own.phrases
        )


class Unit(Checked):
    """A thing that is counted: `GPU` by the nouns "GPU", "accelerator", "chip" (lemmas, lower case)."""

    nouns: SomeWords


class Item(Checked):
    """A named thing that is counted or paid for: "NVIDIA H800", part of "NVIDIA Hopper", counted in GPU."""

    aliases: Words = ()
    part_of: str | None = None
    unit: str | None = None
    maker: str | None = None


class Entity(Checked):
    """A subject or source. `maker` joins a model to its company; `descriptions` are what newsrooms
    call it on second mention ("the startup", "the chipmaker"), without their article."""

    kind: Word = "organisation"
    aliases: Words = ()
    maker: str | None = None
    descriptions: Words = ()


class StatementExample(Checked):
    """A text, and the stance in which it makes the statement."""

    text: str
    stance: Stance = "asserted"
    subject: str | None = None


class Statement(Checked):
    """A yes/no statement that sources dispute: "Did {subject} use smuggled chips?"

    `question` is what a reader asks, with the slots {subject} and, where the statement has one, {object}.
    `subjects` are the kinds of entity of whom it is asked: of a maker in place of what it made, where they name its kind.
    `patterns` are lines over verbs and their roles (extractors/patterns.py explains them); `when_disputed` are
    lines too broad to be taken where nothing is denied or doubted ("know"); `contrary` are lines of the
    opposite ("comply with:rule"), which deny the statement where they are asserted.
    `near_misses` are texts in which no pattern may fit, `examples` texts in which one must.
    """

    question: Word
    subjects: Words = ()
    patterns: Annotated[tuple[str, ...], Field(min_length=1)]
    when_disputed: tuple[str, ...] = ()
    contrary: tuple[str, ...] = ()
    near_misses: tuple[str, ...] = ()
    examples: tuple[StatementExample, ...] = ()


class Confusion(Checked):
    """Two metrics that readers mix up, and the sentence that tells them apart."""

    metrics: tuple[str, str]
    why: str


class ExampleClaim(Checked):
    """The fields of a claim that an example fixes; those left out may be anything."""

    quote: Word
    metric: str | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    approx: bool | None = None
    subject: str | None = None
    item: str | None = None
    source: str | None = None
    via: str | None = None
    stance: Stance | None = None
    period: str | None = None
    direction: str | None = None

    @property
    def fixed(self) -> dict[str, object]:
        """The fields that the example names, an explicit null included."""
        return {key: getattr(self, key) for key in type(self).model_fields if key in self.model_fields_set}


class Example(Checked):
    """A text and all the claims in it; run by the tests and by `crossclaim topic check`."""

    text: str
    published: Annotated[str | None, BeforeValidator(_day)] = None
    claims: tuple[ExampleClaim, ...] = ()
