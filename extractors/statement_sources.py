"""Who says a statement: who denies, alleges or examines it, or whom the text attributes it to.

source_for(account, clause, told, mentions)      # "The firm denied that it knew." -> Source("Voltara", None, …)
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Doc

from extractors.account import Account
from extractors.attribution import Attribution, Span
from extractors.clauses import Clause
from extractors.factuality import Told
from extractors.factuality_words import factuality_words
from extractors.mentions import Mentions
from extractors.phrases import noun_at
from extractors.pronouns import pronouns
from extractors.relay_words import relay_words
from extractors.relays import heard_by, relay_of
from extractors.sources import source_of
from extractors.speaker_phrases import is_person
from extractors.speaker_words import speaker_words
from extractors.speakers import Names, speaker_of, via_of
from extractors.statement_names import Holder, client_of, doubled, name_of, reading_of
from extractors.statement_subjects import phrase_span
from extractors.statement_words import statement_words

UNNAMED = frozenset({"i", "we"})
NOBODY_NAMED = Holder(None, person=False)
OWN_WORDS = "the article's own words"


@dataclass(frozen=True, slots=True)
class Source:
    """Who says so, and through whom; both None where the article itself does."""

    name: str | None
    via: str | None
    rule: str
    holder: Holder = NOBODY_NAMED


def source_for(account: Account, clause: Clause, told: Told, mentions: Mentions) -> Source:
    """The holder of the cue, else whom the text attributes the clause to."""
    if told.cue is not None and told.holder is not None:
        return _of_holder(account, clause, told, mentions)
    quoted = account.quote_at(clause.span[0]) is not None
    if (
        told.rule in ("hearsay", "accuser")
        and told.cue is not None
        and account.parse.tag[told.cue].startswith("VB")
    ):
        return Source(None, None, "nobody is named")
    if told.rule == "reserved" and not quoted:
        return Source(None, None, "nobody is named")
    if told.rule == "nobody_shows" and not _told(account, clause, told):
        return Source(None, None, OWN_WORDS)  # "there is no proof that", whoever spoke before
    return _of_text(account, clause, mentions)


def _told(account: Account, clause: Clause, told: Told) -> bool:
    """Whether somebody is said to tell the clause, by another word than the cue itself."""
    cue = account.parse.start[told.cue] if told.cue is not None else -1
    return any(
        one.source and not one.weak and not one.cue[0][0] <= cue < one.cue[0][1]
        for one in account.covering(*clause.span)
    )


def speaker_for(account: Account, clause: Clause, mentions: Mentions) -> str | None:
    """Who speaks, where the clause's verb is itself one of speech: "the company emphasized compliance"; else None."""
    one = _attribution_at(account, account.parse.start[clause.head])
    if one is None or one.kind != "speech" or one.weak or not one.source:
        return None
    return speaker_of(account, one.source[0], lambda _doc, *at: mentions.resolve(*at)).name


def _of_holder(account: Account, clause: Clause, told: Told, mentions: Mentions) -> Source:
    parse = account.parse
    assert told.cue is not None
    assert told.holder is not None
    holding = doubled(parse, told.holder)
    word = parse.lower[holding]
    if word in UNNAMED and account.quote_at(parse.start[holding]) is None:
        return Source(None, None, OWN_WORDS)
    one = _attribution_at(account, parse.start[told.cue])
    span = parse.span(*phrase_span(parse, holding))
    if (
        holding == told.holder
        and one is not None
        and one.source
        and one.source[0][0] <= span[0] < one.source[0][1]
    ):
        span = one.source[0]
    names = _names(account, mentions)
    speaker = speaker_of(account, span, names)
    name = speaker.name
    representing = word in statement_words().representatives
    spokes = representing and not account.text[slice(*span)].endswith(name)
    known = mentions.apposed(holding) or reading_of(mentions, holding, NOBODY_NAMED)
    if known is not None and known.kind == "person" and known.name in mentions.entities:
        name, spokes = known.name, False  # "the lawyer", "the director of the film, Dara Moe"
    elif known is not None and known.antecedent and noun_at(parse, holding) in speaker_words().companies:
        name = known.name  # "Company denies it", in the manner of tickers
    elif representing and not spokes and clause.subject is not None:  # "a spokesman": of whom it is about
        name, spokes = name_of(mentions, clause.subject, NOBODY_NAMED) or name, True
    via = via_of(account, one, None, names) if one is not None and told.rule != "accuser" else None
    via = via or speaker.document or _reporter(account, told, names)
    person = not spokes and (word in pronouns().personal or _is_person(account, span))
    accusing = told.rule != "nobody_shows"
    insisting = told.rule == "accuser" and told.stance == "denied"  # "insists that it did not"
    own = insisting or told.rule not in ("accuser", "reserved", "nobody_shows")
    holder = Holder(
        name,
        person,
        own=own,
        accusing=accusing,
        spokes=spokes,
        client=client_of(mentions, holding, name) if not spokes else None,
        gender=pronouns().genders.get(word) or mentions.descriptions.gender(name),
    )
    return Source(name, via, "holder", holder)


def _of_text(account: Account, clause: Clause, mentions: Mentions) -> Source:
    """Whom the text attributes the clause to; nobody where that is "nobody" or the article's "we"."""
    names = _names(account, mentions)
    if (relay := relay_of(account, clause)) is not None:
        outlet, name = (speaker_of(account, span, names).name for span in (relay.via, relay.source))
        return _told_by(account, relay.source, Source(name, outlet, relay.rule), mentions)
    attributed = source_of(account.doc, *clause.span, names, mentions)
    if attributed.source is None or attributed.source_span is None:
        return _of_governor(account, clause, mentions) or Source(None, None, attributed.rule)
    first = account.parse.token_at(attributed.source_span[0])
    bare = attributed.source_span[1] <= account.parse.end[first]
    nobody = account.parse.lower[first] == "one" and first > 0 and account.parse.lower[first - 1] == "no"
    if (
        nobody
        or account.parse.lower[first] in factuality_words().nobody | {"no"}
        or (bare and account.parse.lower[first] in UNNAMED)
    ):
        return Source(None, None, OWN_WORDS)
    span = attributed.source_span
    source = Source(attributed.source, attributed.via, attributed.rule)
    if source.via is None and (hearer := heard_by(account, clause, span)) is not None:
        if span[0] < hearer[0] < span[1]:  # "an official quoted by the Courier": the official alone
            span = account.parse.span(
                *phrase_span(account.parse, account.parse.root(*account.parse.tokens_at(*span)))
            )
            source = replace(source, name=speaker_of(account, span, names).name)
        source = replace(source, via=speaker_of(account, hearer, names).name)
    return _told_by(account, span, source, mentions)


def _told_by(account: Account, span: Span, source: Source, mentions: Mentions) -> Source:
    """The source with what its mention at `span` tells of whom pronouns beneath can mean."""
    parse, name = account.parse, source.name
    head = parse.root(*parse.tokens_at(*span))
    person = _is_person(account, span) or parse.lower[parse.token_at(span[0])] in pronouns().personal
    gender = pronouns().genders.get(parse.lower[head]) or (
        mentions.descriptions.gender(name) if name else None
    )
    return replace(source, holder=Holder(name, person, client=client_of(mentions, head, name), gender=gender))


def _of_governor(account: Account, clause: Clause, mentions: Mentions) -> Source | None:
    """Who makes it clear, where the clause is what a verb of no list tells: "Arden has made clear that she stole nothing"."""
    parse = account.parse
    nameless = UNNAMED | factuality_words().nobody | statement_words().empty
    for step in clause.governors[:2]:
        teller = parse.child(step.token, "nsubj") if parse.dep[step.below] == "ccomp" else None
        if teller is not None and parse.lower[teller] not in nameless:
            span = parse.span(*phrase_span(parse, teller))
            name = speaker_of(account, span, _names(account, mentions)).name
            return Source(name, None, "holder", Holder(name, _is_person(account, span)))
    return None


def _names(account: Account, mentions: Mentions) -> Names:
    """What a mention is called, by its likeliest reading."""

    def name(_doc: Doc, start: int, end: int) -> str | None:
        head = account.parse.root(*account.parse.tokens_at(start, end))
        reading = reading_of(mentions, head, NOBODY_NAMED)
        return reading.name if reading is not None else None

    return name


def _is_person(account: Account, span: Span) -> bool:
    parse = account.parse
    return is_person(parse, (parse.token_at(span[0]), parse.token_at(span[1] - 1) + 1))


def _reporter(account: Account, told: Told, name: Names) -> str | None:
    """Who reported that somebody denies or examines it: "Bloomberg reported that the ministry is probing whether …"."""
    assert told.cue is not None
    cue = account.parse.start[told.cue]
    for one in account.covering(cue, cue + 1):
        if one.source and not one.weak and one.lemma in relay_words().reporting:
            return speaker_of(account, one.source[0], name).name
    return None


def _attribution_at(account: Account, cue: int) -> Attribution | None:
    """The attribution whose cue begins at a character."""
    return next((one for one in account.beside(cue) if one.cue[0][0] == cue), None)
