"""Factuality: does a text assert a clause, deny it, allege it, ask whether it is so, or find no evidence of it?

    told = told_of(Clause(parse, 7))     # "denied that it knew" -> Told("denied", "denier", cue=4, holder=3)

What counts is scope: the words that govern the clause in the parse, and those that stand on it. An ordered
list of rules decides, the first that speaks; its docstring is what a reader sees under "why".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import extractors.rule_sentences as rule_sentences
from db.records import Stance
from extractors.clauses import Clause, Governor, negation_of, subject_token
from extractors.factuality_words import factuality_words, is_of
from extractors.holders import (
    actor,
    calls_untrue,
    examiner,
    finder,
    is_allegation,
    is_nobody,
    negated_verb,
    owner,
    refusal,
)
from extractors.parse import Parse
from extractors.verbs import is_passive

STEPPED_OUT = frozenset({"relcl", "ccomp", "advcl"})
# As which of the accusing word a clause is what is alleged.
ALLEGED = frozenset(
    {"ccomp", "xcomp", "pcomp", "acl", "prep", "pobj", "dobj", "oprd", "dep", "appos", "conj", "relcl"}
)


@dataclass(frozen=True, slots=True)
class Told:
    """How a text stands to a clause: its stance, the rule that says so, and the tokens that it went by.

    `cue` is None where nothing marks the clause (it is asserted); `holder` is the head token of who denies,
    alleges or examines, None where the sentence names nobody.
    """

    stance: Stance
    rule: str
    cue: int | None = None
    holder: int | None = None


Rule = Callable[[Clause], Told | None]


def told_of(clause: Clause) -> Told:
    """How the text stands to the clause, by the first rule that speaks."""
    for rule in RULES:
        if (told := rule(clause)) is not None:
            return told
    return Told("asserted", "plain")


def nobody_shows(clause: Clause) -> Told | None:
    """The text says that nobody has shown it, or that nothing suggests it."""
    parse = clause.parse
    for step in clause.governors:
        token = step.token
        if is_of(parse, token, "evidence") and parse.tag[token].startswith("NN"):
            if (cue := _denied_noun(parse, token)) is not None:
                return Told("no_evidence", "nobody_shows", cue, finder(parse, token))
        elif parse.tag[token].startswith("VB"):
            subject = subject_token(parse, token)
            if subject is None or not is_nobody(parse, subject):
                continue
            if is_of(parse, token, "show") or is_of(parse, subject, "evidence"):
                found = finder(parse, subject) if parse.head[token] == subject else None
                return Told("no_evidence", "nobody_shows", token, found)
    return None


def reserved(clause: Clause) -> Told | None:
    """Somebody asks or examines whether it is so, or does not say."""
    parse = clause.parse
    mark = _wondering(clause)
    for step in clause.governors:
        token = step.token
        if is_of(parse, token, "deny") and _cannot(parse, token):
            return Told("questioned", "reserved", token, subject_token(parse, token))
        if mark is None:
            if (
                is_of(parse, token, "examination")
                and parse.tag[token].startswith("NN")
                and _asks(parse, step.below)
            ):
                return Told("questioned", "reserved", token, examiner(parse, token))
            continue
        if (
            is_of(parse, token, "examine")
            or is_of(parse, token, "reserve")
            or is_of(parse, token, "examination")
        ):
            return Told("questioned", "reserved", token, examiner(parse, token))
    if mark is not None and parse.lower[mark] == "whether":
        return Told("questioned", "reserved", mark, None)
    return None


def denier(clause: Clause) -> Told | None:
    """Somebody denies it; a denial of what is itself negated asserts it."""
    parse = clause.parse
    for step in clause.governors:
        token = step.token
        if is_of(parse, token, "deny") and parse.tag[token].startswith("VB"):
            if not _denied_by(parse, token, step.below):
                continue
            if negated_verb(parse, token) is not None:
                return Told("alleged", "denier", token, None)
            holder = actor(parse, token)
            return Told("asserted" if clause.negation is not None else "denied", "denier", token, holder)
        if is_allegation(parse, token) and (found := refusal(parse, token)) is not None:
            cue, holder = found
            return Told("asserted" if clause.negation is not None else "denied", "denier", cue, holder)
        if parse.lower[token] == "denial" or parse.lower[token] == "denials":
            return Told("denied", "denier", token, owner(parse, token))
        if parse.lower[token] in factuality_words().untrue and parse.dep[step.below] in (
            "acl",
            "ccomp",
            "csubj",
            "xcomp",
        ):
            return Told("denied", "denier", token, None)
        if calls_untrue(parse, token) and parse.dep[step.below] in ("ccomp", "csubj", "nsubj", "acl"):
            return Told("denied", "denier", token, None)
    return None


def accuser(clause: Clause) -> Told | None:
    """Somebody is accused of it, or it is alleged, rumoured or suspected."""
    parse = clause.parse
    for step in clause.governors:
        token = step.token
        tag = parse.tag[token]
        if is_of(parse, token, "accuse") and tag.startswith("VB") and _governs(parse, step):
            negated = negated_verb(parse, token) is not None
            stance: Stance = "denied" if negated or clause.negation is not None else "alleged"
            if parse.lower[token].startswith(factuality_words().insisting) and clause.negation is not None:
                stance = "denied"
            elif parse.lower[token].startswith("insist"):
                return None
            return Told(stance, "accuser", token, actor(parse, token))
        if is_of(parse, token, "allegation") and tag.startswith("NN") and _governs(parse, step):
            return Told("alleged", "accuser", token, owner(parse, token))
    return None


def hearsay(clause: Clause) -> Told | None:
    """The text says so with a hedge: reportedly, may have, is believed to."""
    parse = clause.parse
    for child in (child for token in clause.helped for child in parse.children[token]):
        if parse.lower[child] in factuality_words().hearsay or (
            parse.lower[child] in factuality_words().modals and parse.dep[child] == "aux"
        ):
            stance: Stance = "denied" if clause.negation is not None else "alleged"
            return Told(stance, "hearsay", child, None)
    for step in clause.governors[:2]:
        if (
            parse.dep[step.below] == "xcomp"
            and is_of(parse, step.token, "believe")
            and is_passive(parse, step.token)
        ):
            return Told("alleged", "hearsay", step.token, None)
    return None


def supposed(clause: Clause) -> Told | None:
    """It is only supposed: if it were so."""
    parse = clause.parse
    for child in parse.children[clause.head]:
        if parse.dep[child] == "mark" and parse.lower[child] in factuality_words().conditions:
            return Told("hypothetical", "supposed", child, None)
    return None


def negated(clause: Clause) -> Told | None:
    """The sentence says that it is not so."""
    if clause.negation is None:
        return None
    return Told("denied", "negated", clause.negation, None)


def asked(clause: Clause) -> Told | None:
    """It is a question."""
    parse = clause.parse
    begin, end = parse.sentence_of(clause.head)
    for token in range(clause.head, min(end, clause.head + 40)):
        if parse.lower[token] == "?":
            break
    else:
        return None
    subject = clause.subject
    helper = next((c for c in parse.children[clause.head] if parse.dep[c] in ("aux", "auxpass")), None)
    if subject is not None and helper is not None and begin <= helper < subject and not clause.governors:
        return Told("questioned", "asked", helper, None)
    return None


RULES: tuple[Rule, ...] = (nobody_shows, reserved, denier, accuser, supposed, hearsay, negated, asked)


@cache
def sentence_of(rule: str) -> str:
    """What a rule means, in the sentence that readers see."""
    return (
        rule_sentences.sentence_of(RULES, rule)
        or "Nothing in the sentence denies it, doubts it or lays it to somebody."
    )


def _denied_by(parse: Parse, verb: int, below: int) -> bool:
    """Whether what stands below a verb of denial is what it denies: a side clause is not, "ruled out resigning" is."""
    if parse.dep[below] == "advcl" and parse.tag[below] == "VBG":
        return verb < below <= verb + 2
    return parse.dep[below] not in ("advcl", "nsubj", "npadvmod") or is_allegation(parse, below)


def _cannot(parse: Parse, verb: int) -> bool:
    """Whether a denial is out of reach: "cannot rule out", "could not deny"."""
    helpers = {parse.lower[child] for child in parse.children[verb]}
    words = factuality_words()
    return not helpers.isdisjoint(words.able) and not helpers.isdisjoint(words.negations)


def _wondering(clause: Clause) -> int | None:
    """The "whether" or "if" of an indirect question that the clause is, or stands in."""
    parse = clause.parse
    for token in (clause.head, *clause.siblings, *(step.token for step in clause.governors)):
        if not parse.tag[token].startswith("VB") and parse.lower[token] not in factuality_words().wondering:
            continue
        for child in parse.children[token]:
            if parse.lower[child] == "whether" or (
                parse.lower[child] == "if"
                and parse.dep[child] == "mark"
                and parse.head[token] != token
                and is_of(parse, parse.head[token], "examine")
            ):
                return child
    return None


def _asks(parse: Parse, below: int) -> bool:
    """Whether "of", "into" or "over" joins a noun of examination to what is examined."""
    return parse.lower[below] in factuality_words().examined


def _denied_noun(parse: Parse, noun: int) -> int | None:
    """The word that takes a noun of evidence away: "no evidence", "not a shred of evidence", "nobody has proof"."""
    token = noun
    for _ in range(5):
        if (negation := negation_of(parse, token)) is not None:
            return negation
        for child in parse.children[token]:
            if parse.lower[child] in factuality_words().depriving and child < noun:
                return child
        if parse.tag[token].startswith("VB"):
            subject = subject_token(parse, token)
            if subject is not None and is_nobody(parse, subject):
                return subject
            if any(parse.lower[child] in ("nor", "neither") for child in parse.children[token]):
                return token
            return None
        if parse.head[token] == token or parse.dep[token] in STEPPED_OUT:
            return None
        token = parse.head[token]
        if parse.lower[token] == "without":
            return token
    return None


def _governs(parse: Parse, step: Governor) -> bool:
    """Whether the clause is what is alleged, and not who alleges it or a side remark."""
    return parse.dep[step.below] in ALLEGED
