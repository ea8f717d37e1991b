"""Statements: claims of kind statement, what an article says, denies or doubts of somebody without a number.

    reader = Statements(load_topic("ai-compute"), nlp.vocab)
    reader.read(article, doc, "text", find_mentions(doc, topic))   # [Claim("used smuggled chips", stance="denied")]

Declared statements (those of the topic) are taken in every stance; of all others those that the text denies,
alleges, questions or finds no evidence of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from spacy.tokens import Doc
from spacy.vocab import Vocab

from db.records import Article, Claim, Stance, Where, content_id
from extractors.account import Account, account_of
from extractors.attribution import Attribution
from extractors.clauses import NOBODY, Clause
from extractors.disputed import DISPUTED, Disputed, find_disputed, unknown
from extractors.factuality import Told, sentence_of, told_of
from extractors.mentions import PERSONAL, Mentions
from extractors.parse import Parse, parse_of
from extractors.periods import period_of
from extractors.predicates import Hit, Predicates
from extractors.sources import source_of
from extractors.speakers import Names, is_person, speaker_of, via_of
from extractors.statement_words import Holder, object_of, phrase_of, phrase_span, reading_of, subject_of
from extractors.topic import Topic

METRIC = "statement"
YEAR = re.compile(r"(?:19|20)\d\d")
REPORTING = frozenset({"report", "write"})
NEAR = 300  # characters back in which "so" is looked for
UNNAMED = frozenset({"i", "we"})
CARD = 0.65  # of the statements found, the part with stance, source and subject all right (python -m score.statements)
CONTRARY: dict[Stance, Stance] = {"asserted": "denied", "alleged": "denied", "denied": "asserted"}


@dataclass(frozen=True, slots=True)
class Source:
    """Who says so, and through whom; both None where the article itself does."""

    name: str | None
    via: str | None
    rule: str
    holder: Holder


class Statements:
    """Reads the statements of one topic; its patterns are prepared once."""

    def __init__(self, topic: Topic, vocab: Vocab) -> None:
        self.topic = topic
        self.predicates = Predicates(topic.statements, vocab)

    def read(self, article: Article, doc: Doc, where: Where, mentions: Mentions) -> list[Claim]:
        """The statements of one text, in its order; a declared one before what else the clause may be."""
        account = account_of(doc)
        hits = _surest(account.parse, self.predicates.find(doc, account.parse))
        disputed = [one for one in find_disputed(doc) if not _counts(one.clause)]
        claims: list[Claim] = []
        taken: list[Disputed] = []
        for hit in hits:
            clause = Clause(account.parse, hit.anchor)
            same = [one for one in disputed if _overlap(one.clause, clause)]
            if not same and (hit.kind == "when_disputed" or not clause.verbal) and not _said(account, clause):
                continue
            taken += same
            for one in same or [Disputed(clause, told_of(clause), 0.5)]:
                told = one.told if one.echo else told_of(clause)
                if told.stance == "asserted" and one.told.stance != "asserted" and not one.echo:
                    told = one.told
                claims.append(
                    self._claim(article, doc, where, mentions, replace(one, clause=clause, told=told), hit)
                )
        claims += self._again(article, doc, where, mentions, claims)
        claims += [
            self._claim(article, doc, where, mentions, one, None) for one in disputed if one not in taken
        ]
        return sorted(
            {claim.id: claim for claim in claims}.values(), key=lambda claim: (claim.start, claim.end)
        )

    def _again(
        self, article: Article, doc: Doc, where: Where, mentions: Mentions, claims: list[Claim]
    ) -> list[Claim]:
        """What "many are believed to have done so" says: the statement before it, of another subject or stance."""
        parse, again = parse_of(doc), []
        for verb in range(parse.size):
            if doc[verb].lemma_ != "do" or not any(parse.lower[c] == "so" for c in parse.children[verb]):
                continue
            before = [
                one for one in claims if one.end <= parse.start[verb] and parse.start[verb] - one.end < NEAR
            ]
            if before:
                clause = Clause(parse, verb)
                one = self._claim(article, doc, where, mentions, Disputed(clause, told_of(clause), 0.5), None)
                last = max(before, key=lambda claim: claim.end)
                again.append(replace(one, predicate=last.predicate, object=last.object))
        return again

    def _claim(
        self, article: Article, doc: Doc, where: Where, mentions: Mentions, found: Disputed, hit: Hit | None
    ) -> Claim:
        parse, clause, told = parse_of(doc), found.clause, found.told
        start, end = clause.span
        sentence = parse.sentence_of(clause.head)
        bounds = parse.span(*sentence)
        source = source_for(account_of(doc), clause, told, mentions)
        subject = subject_of(clause, mentions, source.holder)
        if hit is not None and (speaker := _speaker(account_of(doc), clause, mentions)) is not None:
            subject, source = speaker, replace(source, name=speaker)
        stance = (
            CONTRARY.get(told.stance, told.stance)
            if hit is not None and hit.kind == "contrary"
            else told.stance
        )
        predicate = hit.name if hit is not None else phrase_of(doc, clause)
        thing = object_of(clause, mentions, hit.object if hit is not None else None)
        period = period_of(parse.text, start, end, article.published, within=bounds)
        quote = parse.text[start:end]
        cue = f": “{parse.text[slice(*parse.span(told.cue, told.cue + 1))]}”" if told.cue is not None else ""
        return Claim(
            id=content_id(
                article.id,
                where,
                start,
                end,
                self.topic.name,
                METRIC,
                predicate,
                subject,
                thing,
                source.name,
                stance,
            ),
            article=article.id,
            topic=self.topic.name,
            quote=quote,
            start=start,
            end=end,
            sentence=parse.text[bounds[0] : bounds[1]].strip(),
            sentence_start=bounds[0],
            metric=METRIC,
            low=None,
            high=None,
            unit=None,
            subject=subject,
            source=source.name,
            via=source.via,
            stance=stance,
            period=period.text if period else None,
            period_start=period.first if period else None,
            period_end=period.last if period else None,
            where=where,
            kind="statement",
            predicate=predicate,
            object=thing,
            confidence=round(CARD * (found.chance if hit is None else max(found.chance, 0.8)), 2),
            rules={
                "stance": f"{sentence_of(told.rule)}{cue}",
                "source": source.rule,
                "predicate": "declared in the topic" if hit is not None else "the words of the clause",
            },
        )


def source_for(account: Account, clause: Clause, told: Told, mentions: Mentions) -> Source:
    """Who denies, alleges, examines or says it: the holder of the cue, else whom the text attributes the clause to."""
    parse = account.parse
    nobody = Holder(None, person=False)

    def name(_doc: Doc, start: int, end: int) -> str | None:
        reading = reading_of(mentions, parse.root(*parse.tokens_at(start, end)), nobody)
        return reading.name if reading is not None else None

    if told.cue is not None and told.holder is not None:
        if parse.lower[told.holder] in UNNAMED and account.quote_at(parse.start[told.holder]) is None:
            return Source(None, None, "the article's own words", nobody)
        one = _attribution_at(account, parse.start[told.cue])
        span = parse.span(*phrase_span(parse, told.holder))
        if one is not None and one.source and one.source[0][0] <= span[0] < one.source[0][1]:
            span = one.source[0]
        speaker = speaker_of(account, span, name)
        via = via_of(account, one, None, name) if one is not None and told.rule != "accuser" else None
        via = via or speaker.document or _reporter(account, told, name)
        person = is_person(parse, (parse.token_at(span[0]), parse.token_at(span[1] - 1) + 1))
        person = person or parse.lower[told.holder] in PERSONAL
        accusing = told.rule != "nobody_shows"
        return Source(speaker.name, via, "holder", Holder(speaker.name, person, accusing=accusing))
    if told.rule in ("hearsay", "accuser") and told.cue is not None and parse.tag[told.cue].startswith("VB"):
        return Source(None, None, "nobody is named", nobody)
    start, end = clause.span
    attributed = source_of(account.doc, start, end, name)
    if attributed.source is None or attributed.source_span is None:
        return Source(None, None, attributed.rule, nobody)
    first, last = (parse.token_at(at) for at in (attributed.source_span[0], attributed.source_span[1] - 1))
    if last == first and parse.lower[first] in UNNAMED | NOBODY:
        return Source(None, None, "the article's own words", nobody)
    person = is_person(parse, (first, last + 1)) or parse.lower[first] in PERSONAL
    return Source(attributed.source, attributed.via, attributed.rule, Holder(attributed.source, person))


def _speaker(account: Account, clause: Clause, mentions: Mentions) -> str | None:
    """Who speaks, where the clause's verb is itself one of speech: "the company emphasized compliance"."""
    one = _attribution_at(account, account.parse.start[clause.head])
    if one is None or one.kind != "speech" or one.weak or not one.source:
        return None
    return speaker_of(account, one.source[0], lambda _doc, *at: mentions.resolve(*at)).name


def _reporter(account: Account, told: Told, name: Names) -> str | None:
    """Who reported that somebody denies or examines it: "Bloomberg reported that the ministry is probing whether …"."""
    assert told.cue is not None
    cue = account.parse.start[told.cue]
    for one in account.covering(cue, cue + 1):
        if one.source and not one.weak and one.lemma in REPORTING:
            return speaker_of(account, one.source[0], name).name
    return None


def _attribution_at(account: Account, cue: int) -> Attribution | None:
    """The attribution whose cue begins at a character."""
    return next((one for one in account.beside(cue) if one.cue[0][0] == cue), None)


def _surest(parse: Parse, hits: list[Hit]) -> list[Hit]:
    """The surest hit for each clause, in the order of the text; two where two statements are plainly made by one verb.

    Clauses that give a number are left out.
    """
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.rank, hit.anchor)):
        clause = Clause(parse, hit.anchor)
        others = [other for other in kept if _overlap(clause, Clause(parse, other.anchor))]
        twin = all(other.anchor == hit.anchor and other.kind == hit.kind == "patterns" for other in others)
        if twin and not _counts(clause):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.anchor)


def _said(account: Account, clause: Clause) -> bool:
    """Whether somebody named denies, alleges or questions the clause, or is said to: "she stole nothing, she said"."""
    told = told_of(clause)
    if told.stance not in DISPUTED or unknown(clause, told):
        return False
    return told.holder is not None or any(
        one.source and not one.weak for one in account.covering(*clause.span)
    )


def _counts(clause: Clause) -> bool:
    """Whether a clause gives an amount, which makes it a claim of kind quantity: "forged 212 signatures".

    Numbers in names, days and years are none, nor are small numbers in words.
    """
    parse = clause.parse
    tokens = list(range(*clause.tokens))
    if clause.subject is not None and parse.dep[clause.subject] == "nsubjpass":
        tokens += range(*parse.edges[clause.subject])
    for token in tokens:
        if parse.tag[token] == "$":
            return True
        word, beside = parse.lower[token], parse.tag[max(0, token - 1) : token + 2]
        if (
            parse.tag[token] == "CD"
            and word[:1].isdigit()
            and "NNP" not in beside
            and not YEAR.fullmatch(word)
        ):
            return True
    return False


def _overlap(a: Clause, b: Clause) -> bool:
    (first, last), (start, end) = a.span, b.span
    return a.head == b.head or min(last, end) - max(first, start) >= 0.5 * min(last - first, end - start)
