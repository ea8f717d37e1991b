"""Who spoke and through whom, where an outlet stands between the speaker and the text.

    relay_of(account, clause)    # "Reuters reports that the official said it is so" -> official, through Reuters

An ordered list of rules decides, the first that speaks. Without one of them the choice of sources is left to
what weighs attributions (sources.py); `heard_by` adds to whom a speaker said it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from extractors.account import Account
from extractors.attribution import Attribution, Span
from extractors.clauses import Clause
from extractors.phrases import singular
from extractors.relay_words import relay_words
from extractors.speaker_phrases import is_person
from extractors.speaker_words import speaker_words
from extractors.statement_subjects import phrase_span
from extractors.verbs import is_passive


@dataclass(frozen=True, slots=True)
class Relay:
    """The characters of the source, and of the outlet that it spoke through, and why."""

    source: Span
    via: Span
    rule: str


def relay_of(account: Account, clause: Clause) -> Relay | None:
    """Whom an outlet has a clause from, by the first rule that speaks; None where none stands between."""
    for rule in RULES:
        if (found := rule(account, clause)) is not None:
            return Relay(*found, f"an outlet passes it on: {rule.__name__}")
    return None


def nested(account: Account, clause: Clause) -> tuple[Span, Span] | None:
    """An outlet reports what somebody says: who says it is the source."""
    tellers = _tellers(account, clause)
    for inner, outer in pairwise(tellers):
        if outer.lemma in relay_words().reporting and outer.covers(*inner.source[0]):
            return inner.source[0], outer.source[0]
    return None


def cited(account: Account, clause: Clause) -> tuple[Span, Span] | None:
    """An outlet tells it and cites whom it has it from."""
    parse, words = account.parse, relay_words()
    sentence = parse.sentence_of(clause.head)
    for teller in _tellers(account, clause)[:1]:
        cue = parse.token_at(teller.cue[0][0])
        for token in range(*sentence) if sentence[0] <= cue < sentence[1] else ():
            whom = parse.child(token, "dobj") if parse.lower[token] in words.citing else None
            if whom is None or not (teller.lemma in words.reporting or _relayed(account, teller, whom)):
                continue
            return parse.span(*phrase_span(parse, whom)), teller.source[0]
    return None


def _relayed(account: Account, teller: Attribution, whom: int) -> bool:
    """Whether a body only passes on what people tell: "the paper said, citing two officials", not "the analyst said, citing data"."""
    parse = account.parse
    noun = singular(parse.lower[whom])
    body = not is_person(parse, parse.tokens_at(*teller.source[0]))
    return body and (noun in speaker_words().people or noun in relay_words().people)


def told_by(account: Account, clause: Clause) -> tuple[Span, Span] | None:
    """An outlet was told it by somebody."""
    parse = account.parse
    for step in clause.governors:
        verb = step.token
        if parse.lower[verb] not in relay_words().told or not is_passive(parse, verb):
            continue
        outlet, agent = parse.child(verb, "nsubjpass"), parse.child(verb, "agent")
        speaker = parse.child(agent, "pobj") if agent is not None else None
        if speaker is not None and outlet is not None and parse.tag[outlet].startswith("NNP"):
            return parse.span(*phrase_span(parse, speaker)), parse.span(*phrase_span(parse, outlet))
    return None


RULES: tuple[Callable[[Account, Clause], tuple[Span, Span] | None], ...] = (nested, cited, told_by)


def heard_by(account: Account, clause: Clause, source: Span) -> Span | None:
    """To which outlet a speaker said it: "said in an interview with Reuters", "an official quoted by Reuters"; or None."""
    parse, words = account.parse, relay_words()
    speaker = parse.root(*parse.tokens_at(*source))
    for child in parse.children[speaker]:
        agent = parse.child(child, "agent") if parse.lower[child] in words.quoted else None
        outlet = parse.child(agent, "pobj") if agent is not None else None
        if outlet is not None and parse.tag[outlet].startswith("NNP"):
            return parse.span(*phrase_span(parse, outlet))
    first, last = clause.tokens
    for token in range(*parse.sentence_of(speaker)):
        if (
            parse.lower[token] not in words.to
            or parse.lower[parse.head[token]] not in words.talks
            or first <= token < last
        ):
            continue
        outlet = parse.child(token, "pobj")
        if (
            outlet is not None
            and parse.tag[outlet].startswith("NNP")
            and parse.head[speaker] in (token, *parse.ancestors(token))
        ):
            return parse.span(*phrase_span(parse, outlet))
    return None


def _tellers(account: Account, clause: Clause) -> list[Attribution]:
    """The attributions that tell a clause, the innermost first."""
    covering = account.covering(*clause.span)
    return [one for one in covering if one.source and not one.weak and one.kind == "speech"]
