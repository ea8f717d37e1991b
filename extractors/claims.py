"""Claims: what an article says of numbers, each with its fields, the rules that set them and a confidence.

    extract_claims(article, load_topic("ai-compute"), load())   # [Claim("around 50,000 NVIDIA Hopper GPUs", …)]

The order of work is the order of `Extractor.read`: quantities, whether they are claims, units, metrics,
then for each whose it is, of what, who says so, how sure, and when.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from spacy.language import Language
from spacy.tokens import Doc

from db.records import Article, Claim, Kind, Stance, Where, content_id
from extractors.batches import batches, read_batch
from extractors.confidence import confidence_of, sureness
from extractors.counts import Counts
from extractors.directions import direction_of
from extractors.item_candidates import Asked
from extractors.item_rules import for_each, unless_said
from extractors.items import Item, Items
from extractors.lenders import with_units
from extractors.measured import Decision, Number
from extractors.mentions import Mentions, find_mentions
from extractors.metrics import Metrics
from extractors.neighbours import converts
from extractors.numbers import has_number
from extractors.parse import parse_of
from extractors.periods import period_of
from extractors.quantities import Quantity, find_quantities, to_base
from extractors.roles import OTHER
from extractors.sources import Attributed, source_of
from extractors.stance import stance_of
from extractors.statements import Statements
from extractors.subjects import Chosen, subject_of
from extractors.topic import Topic
from extractors.units import currencies
from extractors.worthiness import worthiness

WORTHY = 0.5
SENTENCE = 1500  # characters either side of a quantity that are kept of its sentence
NUMBERS: tuple[Kind, ...] = ("quantity",)
STATEMENTS: tuple[Kind, ...] = ("statement",)
BOTH: tuple[Kind, ...] = ("quantity", "statement")


@dataclass(frozen=True, slots=True)
class _Found:
    """A quantity that is a claim, with what is known of it before its fields are read."""

    quantity: Quantity
    number: Number
    worthiness: float
    decision: Decision


class Extractor:
    """Reads claims of one topic; what a topic needs is prepared once, for any number of articles."""

    def __init__(
        self,
        topic: Topic,
        confidence: Callable[[set[str]], float] = confidence_of,
        kinds: Collection[Kind] = NUMBERS,
    ) -> None:
        self.topic, self.metrics, self.counts = topic, Metrics(topic), Counts(topic)
        self.confidence, self.kinds = confidence, kinds
        self.statements = Statements(topic)

    def read(self, article: Article, title: Doc | None, text: Doc) -> list[Claim]:
        """The claims of an article's title and text, in their order, given their parsed docs."""
        claims = self._part(article, title, "title", None) if title is not None else []
        return claims + self._part(article, text, "text", article.title)

    def worth_parsing(self, text: str) -> bool:
        """Whether a text can hold what is looked for; one without any number holds statements alone."""
        return "statement" in self.kinds or has_number(text)

    def _part(self, article: Article, doc: Doc, where: Where, heading: str | None) -> list[Claim]:
        found = self.quantities(doc) if "quantity" in self.kinds else []
        if not found and "statement" not in self.kinds:
            return []
        mentions = find_mentions(doc, self.topic, heading)
        claims = self._numbers(article, doc, where, mentions, found)
        if "statement" in self.kinds:
            claims += self.statements.read(article, doc, where, mentions)
        return claims

    def _numbers(
        self, article: Article, doc: Doc, where: Where, mentions: Mentions, numbers: Iterable[_Found]
    ) -> list[Claim]:
        claims: list[Claim] = []
        base: Quantity | None = None
        items = Items(doc, self.counts)
        item = Item(None, "none")
        parse = parse_of(doc)
        for found in numbers:
            converted = base is not None and converts(parse.text, base, found.quantity)
            if base is None or not converted:
                base = found.quantity
            # "£1.9bn ($2.55bn)": one speaker tells both, of one subject, with one stance
            told = base.start, base.end
            attributed = self._attributed(doc, told, mentions)
            chosen = subject_of(
                doc,
                told,
                found.decision.metric,
                mentions,
                self.topic,
                source=attributed.source,
            )
            stance = stance_of(doc, *told, attributed)
            if not converted:
                item = items.of(_asked(found, chosen, attributed))
                item = unless_said(item, found.decision.metric, chosen.name, self.counts, mentions)
                item = for_each(item, found.quantity, found.number, parse)
            claims.append(self._claim(article, doc, where, found, attributed, chosen, stance, item))
        return claims

    def quantities(self, doc: Doc) -> list[_Found]:
        """The quantities of a doc that are claims, each with its unit and metric."""
        worthy: list[tuple[Quantity, float]] = []
        numbers: list[Number] = []
        for quantity in find_quantities(doc):
            probability = worthiness(doc, quantity)
            span = doc.char_span(quantity.start, quantity.end, alignment_mode="expand")
            if probability >= WORTHY and span is not None:
                worthy.append((quantity, probability))
                numbers.append(self.number(doc, quantity))
        numbers = with_units(doc, numbers, self.counts)
        decisions = self.metrics.decide(doc, numbers)
        return [
            _Found(quantity, number, probability, decision)
            for (quantity, probability), number, decision in zip(worthy, numbers, decisions, strict=True)
        ]

    def number(self, doc: Doc, quantity: Quantity) -> Number:
        """The quantity in base units and as a magnitude ("minus 3%" is 3), with the unit that it says itself."""
        span = doc.char_span(quantity.start, quantity.end, alignment_mode="expand")
        assert span is not None  # a quantity is made of the doc's own characters
        low, high, unit = to_base(quantity)
        if unit in currencies().shared:
            unit = self._money_of(doc, unit)
        if quantity.form in ("count", "bare"):
            unit = self.counts.unit(unit, parse_of(doc).text[quantity.start : quantity.end])
        if low is not None and high is not None and high < 0:
            low, high = -high, -low
        return Number(span.start, span.end, low, high, unit)

    def _money_of(self, doc: Doc, word: str) -> str:
        """Whose money a word like "crown" means in this text, worked out once."""
        known: dict[str, str] = doc.user_data.setdefault("crossclaim_money", {})
        if word not in known:
            known[word] = currencies().in_place(word, parse_of(doc).text)
        return known[word]

    def _attributed(self, doc: Doc, told: tuple[int, int], mentions: Mentions) -> Attributed:
        def name(_doc: Doc, start: int, end: int) -> str | None:
            found = mentions.resolve(start, end, speaking=True)
            return found and self.topic.teller(found)

        return source_of(doc, *told, name, mentions)

    def _claim(
        self,
        article: Article,
        doc: Doc,
        where: Where,
        found: _Found,
        attributed: Attributed,
        chosen: Chosen,
        told_as: tuple[Stance, str],
        item: Item,
    ) -> Claim:
        quantity, number, metric = found.quantity, found.number, found.decision.metric
        text = parse_of(doc).text
        bounds = _sentence_around(doc, number, quantity)
        stance, stance_rule = told_as
        period = period_of(text, quantity.start, quantity.end, article.published, within=bounds)
        known = self.topic.metrics.get(metric)
        direction = direction_of(doc, number.start, number.end) if known and known.directed else None
        rules = {
            "quantity": quantity.rule,
            "metric": _told(found.decision.rule, found.decision.cues),
            "subject": chosen.rule,
            "item": item.rule,
            "source": attributed.rule,
            "stance": stance_rule or "no cue",
        }
        if quantity.cues:
            rules["bound"] = _told("hedge", quantity.cues)
        if period:
            rules["period"] = period.rule
        if attributed.cue:
            rules["source"] = _told(attributed.rule, (text[slice(*attributed.cue)],))
        sure = sureness(
            {
                "worthy": found.worthiness,
                "metric": found.decision.probability,
                "subject": chosen.score,
                "source": attributed.share,
            },
            stance=stance,
            form=quantity.form,
            metric="other" if metric == OTHER else "own",
            source=attributed.rule.partition(":")[0],
            subject=chosen.rule.partition("=")[0],
        )
        quote = text[quantity.start : quantity.end]
        told: dict[Literal["low", "high"], float | None] = {"low": number.low, "high": number.high}
        return Claim(
            id=content_id(
                article.id, where, quantity.start, quantity.end, self.topic.name, metric, number.low, number.high,
                number.unit, quantity.approx, chosen.name, item.name, attributed.source, stance,
            ),
            article=article.id,
            topic=self.topic.name,
            quote=quote,
            start=quantity.start,
            end=quantity.end,
            sentence=text[bounds[0] : bounds[1]].strip(),
            sentence_start=bounds[0],
            metric=metric,
            low=told["low"],
            high=told["high"],
            unit=number.unit,
            approx=quantity.approx,
            subject=chosen.name,
            item=item.name,
            source=attributed.source,
            via=attributed.via,
            stance=stance,
            period=period.text if period else None,
            period_start=period.first if period else None,
            period_end=period.last if period else None,
            direction=direction,
            where=where,
            confidence=self.confidence(sure),
            rules=rules,
        )  # fmt: skip


def _asked(found: _Found, chosen: Chosen, attributed: Attributed) -> Asked:
    number, metric = found.number, found.decision.metric
    return Asked(
        number.start, number.end, number.low, number.high, number.unit, metric, chosen.name, attributed.source
    )


def _sentence_around(doc: Doc, number: Number, quantity: Quantity) -> tuple[int, int]:
    """The characters of a number's sentence; of one without end the part around it, since each claim keeps its own."""
    parse = parse_of(doc)
    first, last = parse.sentence_of(number.start)
    start, end = parse.start[first], max(parse.end[last - 1], quantity.end)
    return max(start, quantity.start - SENTENCE), min(end, quantity.end + SENTENCE)


def extract_claims(article: Article, topic: Topic | Extractor, nlp: Language) -> list[Claim]:
    """The claims that one article makes, those of its title first; none where it has no numbers."""
    return next(iter(extract_many([article], topic, nlp)))[1]


def extract_many(
    articles: Iterable[Article], topic: Topic | Extractor, nlp: Language
) -> Iterator[tuple[Article, list[Claim]]]:
    """The claims of each article, in the order given; memory stays flat however many there are.

    `topic` may be an Extractor made before.
    """
    extractor = topic if isinstance(topic, Extractor) else Extractor(topic)
    for batch in batches(articles):
        yield from zip(batch, read_batch(batch, nlp, extractor), strict=True)


def _told(rule: str, cues: Iterable[str]) -> str:
    """A rule with the words of the text that it went by."""
    words = ", ".join(f"“{cue}”" for cue in cues)
    return f"{rule}: {words}" if words else rule
