"""Statements: claims of kind statement, what an article says, denies or doubts of somebody without a number.

    reader = Statements(load_topic("ai-compute"))
    reader.read(article, doc, "text", find_mentions(doc, topic))   # [Claim("used smuggled chips", stance="denied")]

Declared statements (those of the topic) are taken in every stance; of all others those that the text denies,
alleges, questions or finds no evidence of.
"""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Doc

from db.records import Article, Claim, Stance, Where, content_id
from extractors.account import Account, account_of
from extractors.claim_records import Passage, standing_at
from extractors.clauses import Clause
from extractors.disputed import DISPUTED, Disputed, find_disputed, unknown
from extractors.factuality import Told, sentence_of, told_of
from extractors.kinds import told_apart
from extractors.mention_words import mention_words
from extractors.mentions import Mentions
from extractors.parse import Parse, parse_of
from extractors.predicates import Hit, Predicates
from extractors.pronouns import pronouns
from extractors.statement_phrases import phrase_of
from extractors.statement_sources import Source, source_for, speaker_for
from extractors.statement_subjects import object_of, subject_of
from extractors.topic import Topic

METRIC = "statement"
YEAR = re.compile(r"(?:19|20)\d\d")
DOING = frozenset(
    {"Did", "Do", "Does", "Has", "Have", "Will"}
)  # questions about who does, not about whom it befalls
NEAR = 300  # characters back in which "so" is looked for
CARD = 0.64  # of the statements found, the part with all three fields right (python -m training.coreference … --statements)
DECLARED = 0.8  # the least chance of one that the topic declares
CONTRARY: dict[Stance, Stance] = {"asserted": "denied", "alleged": "denied", "denied": "asserted"}


class Statements:
    """Reads the statements of one topic; its patterns are prepared once."""

    def __init__(self, topic: Topic) -> None:
        self.topic = topic
        self.predicates = Predicates(topic.statements)

    def read(self, article: Article, doc: Doc, where: Where, mentions: Mentions) -> list[Claim]:
        """The statements of one text, in its order; a declared one before what else the clause may be."""
        account = account_of(doc)
        hits = _surest(account.parse, self.predicates.find(doc, account.parse))
        disputed = [one for one in find_disputed(doc) if not _counts(one.clause)]
        if not hits and not disputed:
            return []
        mentions = told_apart(mentions)
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
        anchors = {hit.anchor for hit in hits}
        inner = [one for one in disputed if any(step.token in anchors for step in one.clause.governors[:2])]
        taken += [one for one in inner if account.parse.dep[one.clause.head] == "ccomp"]
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
        for verb in range(parse.size) if claims and "so" in parse.lower else ():
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
        passage = Passage(article, doc, where, clause.span, parse.span(*parse.sentence_of(clause.head)))
        subject, source = self._who(account_of(doc), found, mentions, hit)
        stance = CONTRARY.get(told.stance, told.stance) if hit and hit.kind == "contrary" else told.stance
        predicate = hit.name if hit else phrase_of(doc, clause)
        thing = object_of(clause, mentions, hit.object if hit else None)
        return replace(
            standing_at(passage, self.topic, passage.period()),
            id=content_id(
                article.id, where, *clause.span, self.topic.name, METRIC, predicate, subject, thing, source.name,
                stance,
            ),
            metric=METRIC,
            subject=subject,
            source=source.name,
            via=source.via,
            stance=stance,
            kind="statement",
            predicate=predicate,
            object=thing,
            confidence=round(CARD * max(found.chance, DECLARED if hit else 0.0), 2),
            rules={
                "stance": _stance_rule(parse, told),
                "source": source.rule,
                "predicate": "declared in the topic" if hit else "the words of the clause",
            },
        )  # fmt: skip

    def _who(
        self, account: Account, found: Disputed, mentions: Mentions, hit: Hit | None
    ) -> tuple[str | None, Source]:
        """Whom a statement is about, and who tells it: of a declared one of speech ("vowed to comply") both speak."""
        source = source_for(account, found.clause, found.told, mentions)
        if hit is None:
            return subject_of(found.clause, mentions, source.holder), source
        if (speaker := speaker_for(account, found.clause, mentions)) is not None:
            return speaker, replace(source, name=speaker)
        doer = self.topic.statements[hit.name].question.split()[0] in DOING
        return subject_of(found.clause, mentions, source.holder, actor=True, doer=doer), source


def _stance_rule(parse: Parse, told: Told) -> str:
    """The rule of a stance as a sentence, with the word that it went by."""
    cue = "" if told.cue is None else f": “{parse.text[slice(*parse.span(told.cue, told.cue + 1))]}”"
    return f"{sentence_of(told.rule)}{cue}"


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
    """Whether somebody denies, alleges or questions the clause, or tells that it is denied: "she stole nothing, she said"."""
    told = told_of(clause)
    if told.stance not in DISPUTED or unknown(clause, told):
        return False
    if told.holder is not None or any(one.source and not one.weak for one in account.covering(*clause.span)):
        return True
    parse = account.parse  # "Arden has made clear that she stole nothing"
    return any(
        parse.dep[step.below] == "ccomp" and parse.child(step.token, "nsubj") is not None
        for step in clause.governors
    )


def _counts(clause: Clause) -> bool:
    """Whether a clause gives an amount, which makes it a claim of kind quantity: "forged 212 signatures".

    Numbers in names, days and years are none, nor are small numbers in words.
    """
    parse = clause.parse
    tokens = list(range(*clause.tokens))
    if (subject := clause.subject) is not None and not _is_known_group(parse, subject):
        counted = range(parse.edges[subject][0], subject + 1)  # not the age of "Dieter Lohwasser, 58,"
        tokens += [
            token for token in counted if parse.lower[token + 1 : token + 2] != ["-"]
        ]  # "a 78-year-old"
    if parse.dep[clause.head] == "relcl":  # "the $40m that it set aside"
        noun = parse.head[clause.head]
        tokens += range(parse.edges[noun][0], noun + 1)
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


def _is_known_group(parse: Parse, subject: int) -> bool:
    """Whether a subject is "the 12 directors", who do something, and no count of those who did it."""
    opens = parse.lower[parse.edges[subject][0]]
    return parse.dep[subject] != "nsubjpass" and opens in mention_words().definite | pronouns().possessive


def _overlap(a: Clause, b: Clause) -> bool:
    (first, last), (start, end) = a.span, b.span
    return a.head == b.head or min(last, end) - max(first, start) >= 0.5 * min(last - first, end - start)
