"""Claims: what an article says of numbers, each with its fields, the rules that set them and a confidence.

    extract_claims(article, load_topic("ai-compute"), load())   # [Claim("around 50,000 NVIDIA Hopper GPUs", …)]

The order of work is the order of `Extractor.read`: quantities, whether they are claims, units, metrics,
then for each whose it is, of what, who says so, how sure, and when.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc

from db.records import Article, Claim, Kind, Where
from extractors.account import account_of
from extractors.batches import batches, read_batch
from extractors.claim_records import Found, Passage, Reading, quantity_claim, sentence_around
from extractors.confidence import confidence_of
from extractors.corrections import denied_by_notices
from extractors.counts import Counts
from extractors.gaps import GAP
from extractors.interviews import answered, find_interview
from extractors.item_candidates import Asked
from extractors.item_rules import for_each, unless_said
from extractors.items import Item, Items
from extractors.lenders import with_units
from extractors.measured import Number, unit_class
from extractors.mentions import Mention, Mentions, find_mentions
from extractors.metrics import Metrics
from extractors.neighbours import converts
from extractors.nouns import is_code
from extractors.numbers import has_number
from extractors.parallels import AFTER_GAP, holder_after_gap
from extractors.parse import Parse, parse_of
from extractors.parts import takes_up
from extractors.people import people
from extractors.quantities import Quantity, find_quantities, to_base
from extractors.rivals import Told, rivals
from extractors.sources import Attributed, source_of, without_pronoun
from extractors.stance import stance_of
from extractors.statements import Statements
from extractors.subject_candidates import Asked as AskedSubject
from extractors.subjects import SURE, Chosen, chosen, chosen_together, weighed
from extractors.tellers import introduces_speakers
from extractors.topic import Topic
from extractors.worthiness import worthiness

WORTHY = 0.5
_OF_ANYTHING = re.compile(r" of (?:(?:the|those|these) things|anything)\b")
NUMBERS: tuple[Kind, ...] = ("quantity",)
STATEMENTS: tuple[Kind, ...] = ("statement",)


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
        return claims + denied_by_notices(article.text, self._part(article, text, "text", article.title))

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
        self, article: Article, doc: Doc, where: Where, mentions: Mentions, numbers: Iterable[Found]
    ) -> list[Claim]:
        claims: list[Claim] = []
        items, item, parse = Items(doc, self.counts), Item(None, "none"), parse_of(doc)
        told = list(self._told(doc, mentions, numbers))
        for one, subject in zip(told, self._subjects(doc, mentions, told), strict=True):
            found, quantity = one.found, one.found.quantity
            stance, rule = stance_of(doc, *one.span, one.attributed)
            if not one.converted:
                item = items.of(_asked(found, subject, one.attributed))
                item = unless_said(item, found.decision.metric, subject.name, self.counts, mentions)
                item = for_each(item, quantity, found.number, parse)
            quote = quantity.start, quantity.end
            passage = Passage(article, doc, where, quote, sentence_around(doc, quote))
            reading = Reading(found, subject, item, one.attributed, stance, rule)
            claims.append(quantity_claim(passage, reading, self.topic, self.confidence))
        return claims

    def _told(self, doc: Doc, mentions: Mentions, numbers: Iterable[Found]) -> Iterator[_Told]:
        """Who tells each number: "£1.9bn ($2.55bn)" one speaker of one subject, with one stance."""
        base: Quantity | None = None
        text = parse_of(doc).text
        interview = find_interview(text, mentions)
        for found in numbers:
            converted = base is not None and converts(text, base, found.quantity)
            if base is None or not converted:
                base = found.quantity
            span = base.start, base.end
            attributed = self._attributed(doc, span, mentions)
            if interview and interview.answers_at(span[0]):
                attributed = answered(attributed, interview.who)
            yield _Told(found, span, converted, without_pronoun(attributed))

    def _subjects(self, doc: Doc, mentions: Mentions, told: Sequence[_Told]) -> list[Chosen]:
        """Whose each number is; of those that several voices give of one thing, the same."""
        text = parse_of(doc).text
        groups = rivals(
            text,
            [Told(one.span[0], one.unit, one.found.decision.metric, one.attributed.source) for one in told],
        )
        held = _held_after_gaps(parse_of(doc), mentions, told)
        taken = {(each.start, each.end) for each in held.values()}
        tellers: dict[int, frozenset[str]] = {}
        for group in groups:
            tellers |= dict.fromkeys(group, frozenset(told[n].attributed.source or "" for n in group))
        weights = [
            weighed(
                doc,
                one.asked,
                mentions,
                self.topic,
                tellers.get(n, frozenset()),
                taken,
                own=one.found.decision.metric not in self.counts.seen,
            )
            for n, one in enumerate(told)
        ]
        subjects = [chosen(each) for each in weights]
        for group in groups:
            for n, subject in zip(group, chosen_together([weights[n] for n in group]), strict=True):
                subjects[n] = subject
        for n, each in held.items():
            subjects[n] = Chosen(each.name, (each.start, each.end), AFTER_GAP, SURE)
        for n in range(1, len(told)):
            if told[n].converted:
                subjects[n] = subjects[n - 1]
            elif takes_up(text, told[n - 1].found.quantity, told[n].found.quantity):
                subjects[n] = replace(subjects[n - 1], rule="the number that it is a part of")
        return subjects

    def quantities(self, doc: Doc) -> list[Found]:
        """The quantities of a doc that are claims, each with its unit and metric."""
        worthy: list[tuple[Quantity, float]] = []
        numbers: list[Number] = []
        for quantity in find_quantities(doc):
            probability = worthiness(doc, quantity)
            span = doc.char_span(quantity.start, quantity.end, alignment_mode="expand")
            if (
                probability >= WORTHY
                and span is not None
                and not introduces_speakers(account_of(doc), quantity)
            ):
                worthy.append((quantity, probability))
                numbers.append(self.number(doc, quantity))
        numbers = with_units(doc, numbers, self.counts)
        decisions = self.metrics.decide(doc, numbers)
        return [
            Found(quantity, number, probability, decision)
            for (quantity, probability), number, decision in zip(worthy, numbers, decisions, strict=True)
        ]

    def number(self, doc: Doc, quantity: Quantity) -> Number:
        """The quantity in base units and as a magnitude ("minus 3%" is 3), with the unit that it says itself."""
        span = doc.char_span(quantity.start, quantity.end, alignment_mode="expand")
        assert span is not None  # a quantity is made of the doc's own characters
        low, high, unit = to_base(quantity)
        if quantity.form in ("count", "bare"):
            unit = self._counted(doc, quantity, unit)
        if low is not None and high is not None and high < 0:
            low, high = -high, -low
        return Number(span.start, span.end, low, high, unit, lent=quantity.rule == "lent")

    def _counted(self, doc: Doc, quantity: Quantity, noun: str | None) -> str | None:
        """What is counted by a noun; None where it stands for what the text counts ("388 units", not of blood)."""
        text = parse_of(doc).text
        if noun in people().stand_ins and not text.startswith(" of ", quantity.end):
            return None
        if _OF_ANYTHING.match(text, quantity.number[1]):
            return None
        unit = self.counts.unit(noun, text[quantity.start : quantity.end])
        return (self._unit_of_codes(doc) or unit) if unit and is_code(unit) else unit

    def _unit_of_codes(self, doc: Doc) -> str | None:
        """The unit of products that the topic does not know, worked out once a text."""
        known: dict[str, str | None] = doc.user_data.setdefault("crossclaim_coded", {})
        if self.topic.name not in known:
            known[self.topic.name] = self.counts.unit_of_codes(parse_of(doc).text)
        return known[self.topic.name]

    def _attributed(self, doc: Doc, told: tuple[int, int], mentions: Mentions) -> Attributed:
        def name(_doc: Doc, start: int, end: int) -> str | None:
            found = mentions.resolve(start, end, speaking=True)
            return found and self.topic.teller(found)

        return source_of(doc, *told, name, mentions)


@dataclass(frozen=True, slots=True)
class _Told:
    """A number and who tells it; `span` is the number itself, of a converted amount the one that it converts."""

    found: Found
    span: tuple[int, int]
    converted: bool
    attributed: Attributed

    @property
    def unit(self) -> str | None:
        return self.found.number.unit

    @property
    def asked(self) -> AskedSubject:
        """What is asked when its subject is."""
        return AskedSubject(self.span, self.found.decision.metric, self.attributed.source)


def _held_after_gaps(parse: Parse, mentions: Mentions, told: Sequence[_Told]) -> dict[int, Mention]:
    """Whose the numbers are that follow a name without a verb: "Nvidia fell 17%, Broadcom 17.4%"."""
    held: dict[int, Mention] = {}
    for n in range(1, len(told)):
        before, number = told[n - 1].found.number, told[n].found.number
        if told[n].attributed.rule.endswith(GAP) or unit_class(before.unit) != unit_class(number.unit):
            continue
        token = holder_after_gap(parse, (before.start, before.end), (number.start, number.end))
        reading = next(iter(mentions.readings(token)), None) if token is not None else None
        if reading is not None:
            held[n] = reading
    return held


def _asked(found: Found, subject: Chosen, attributed: Attributed) -> Asked:
    number, metric = found.number, found.decision.metric
    return Asked(
        number.start,
        number.end,
        number.low,
        number.high,
        number.unit,
        metric,
        subject.name,
        attributed.source,
    )


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
