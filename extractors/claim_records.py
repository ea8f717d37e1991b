"""Claims as rows: what was read of a number, with its words, its place and the rules that set each field.

passage = Passage(article, doc, "text", (31, 56), sentence_around(doc, (31, 56)))
quantity_claim(passage, reading, topic, confidence_of)     # Claim("around 50,000 Hopper GPUs", …)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from db.records import Article, Claim, Stance, Where, content_id
from extractors.account import account_of
from extractors.confidence import sureness
from extractors.directions import direction_of
from extractors.items import Item
from extractors.measured import Decision, Number
from extractors.parse import parse_of
from extractors.periods import Asked, Period, period_of
from extractors.quantities import Quantity
from extractors.roles import OTHER
from extractors.sources import Attributed
from extractors.subjects import Chosen
from extractors.topic import Topic

SENTENCE = 1500  # characters either side of a quantity that are kept of its sentence


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a claim stands: the characters of its quote and of its sentence in an article's title or text."""

    article: Article
    doc: Doc
    where: Where
    quote: tuple[int, int]
    sentence: tuple[int, int]

    @property
    def text(self) -> str:
        """The whole title or text."""
        return parse_of(self.doc).text

    def period(self, metric: str | None = None, unit: str | None = None) -> Period | None:
        """The time for which it holds; of a number with its metric and unit."""
        return period_of(account_of(self.doc), Asked(self.quote, metric, unit), self.article.published)


@dataclass(frozen=True, slots=True)
class Found:
    """A quantity that is a claim, with its number, how surely it is one, and its metric."""

    quantity: Quantity
    number: Number
    worthiness: float
    decision: Decision


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read of one quantity."""

    found: Found
    subject: Chosen
    item: Item
    attributed: Attributed
    stance: Stance
    stance_rule: str


def sentence_around(doc: Doc, quote: tuple[int, int]) -> tuple[int, int]:
    """The characters of a quote's sentence; of one without end the part around it, since each claim keeps its own."""
    parse = parse_of(doc)
    first, last = parse.sentence_of(parse.token_at(quote[0]))
    start, end = parse.start[first], max(parse.end[last - 1], quote[1])
    return max(start, quote[0] - SENTENCE), min(end, quote[1] + SENTENCE)


def standing_at(passage: Passage, topic: Topic, period: Period | None) -> Claim:
    """A claim of this passage, as yet without an id and without what it says."""
    text, (start, end), (opens, ends) = passage.text, passage.quote, passage.sentence
    return Claim(
        id="",
        article=passage.article.id,
        topic=topic.name,
        quote=text[start:end],
        start=start,
        end=end,
        sentence=text[opens:ends].strip(),
        sentence_start=opens,
        metric="",
        low=None,
        high=None,
        unit=None,
        period=period.text if period else None,
        period_start=period.first if period else None,
        period_end=period.last if period else None,
        where=passage.where,
    )


def quantity_claim(
    passage: Passage, reading: Reading, topic: Topic, confidence: Callable[[set[str]], float]
) -> Claim:
    """The claim that an article makes by one quantity; its id follows from place and fields alone."""
    quantity, number, metric = reading.found.quantity, reading.found.number, reading.found.decision.metric
    subject, item, source = reading.subject.name, reading.item.name, reading.attributed.source
    known, period = topic.metrics.get(metric), passage.period(metric, number.unit)
    return replace(
        standing_at(passage, topic, period),
        id=content_id(
            passage.article.id, passage.where, *passage.quote, topic.name, metric, number.low, number.high,
            number.unit, quantity.approx, subject, item, source, reading.stance,
        ),
        metric=metric,
        low=number.low,
        high=number.high,
        unit=number.unit,
        approx=quantity.approx,
        subject=subject,
        item=item,
        source=source,
        via=reading.attributed.via,
        stance=reading.stance,
        direction=direction_of(passage.doc, number.start, number.end) if known and known.directed else None,
        confidence=confidence(_sureness(reading)),
        rules=_rules(reading, period, passage.text),
    )  # fmt: skip


def _rules(reading: Reading, period: Period | None, text: str) -> dict[str, str]:
    """For each field the rule that set it, with the words that it went by."""
    quantity, decision, attributed = reading.found.quantity, reading.found.decision, reading.attributed
    cue = (text[slice(*attributed.cue)],) if attributed.cue else ()
    rules = {
        "quantity": quantity.rule,
        "metric": _by_words(decision.rule, decision.cues),
        "subject": reading.subject.rule,
        "item": reading.item.rule,
        "source": _by_words(attributed.rule, cue),
        "stance": reading.stance_rule or "no cue",
    }
    if quantity.cues:
        rules["bound"] = _by_words("hedge", quantity.cues)
    if period:
        rules["period"] = period.rule
    return rules


def _by_words(rule: str, cues: Iterable[str]) -> str:
    words = ", ".join(f"“{cue}”" for cue in cues)
    return f"{rule}: {words}" if words else rule


def _sureness(reading: Reading) -> set[str]:
    """What the confidence in a claim goes by."""
    found, attributed, subject = reading.found, reading.attributed, reading.subject
    shares = {
        "worthy": found.worthiness,
        "metric": found.decision.probability,
        "subject": subject.score,
        "source": attributed.share,
    }
    return sureness(
        shares,
        stance=reading.stance,
        form=found.quantity.form,
        metric="other" if found.decision.metric == OTHER else "own",
        source=attributed.rule.partition(":")[0],
        subject=subject.rule.partition("=")[0],
    )
