"""Disputed statements: the clauses of a text that it denies, alleges, questions or finds no evidence of.

    for found in find_disputed(doc):
        found.told.stance, found.clause.span      # "denied", (31, 62)

Which clause is what the text is about, and which a mere "did not answer", a linear model weighs
(training/disputed.py); that numbers are left to the claims of kind quantity is one of its signs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from db.records import Stance
from extractors.account import Account, account_of
from extractors.clauses import Clause, subject_token
from extractors.cues import cue_words
from extractors.factuality import Told, told_of
from extractors.factuality_words import disputing, factuality_words, families, is_of, may_dispute
from extractors.holders import is_allegation
from extractors.linear import Linear
from extractors.parse import Parse
from extractors.statement_words import statement_words

DISPUTED = frozenset({"denied", "alleged", "questioned", "no_evidence"})
WORTHY = 0.5
CARRYING = ("deny", "accuse", "evidence", "examine", "examination")  # families whose nouns may be a clause
ECHO_BACK = 3  # sentences


@dataclass(frozen=True, slots=True)
class Disputed:
    """A clause and how the text stands to it, with the probability that it is a statement worth keeping.

    `echo`: the stance comes from another sentence ("The firm denies it."), in which cue and holder stand.
    """

    clause: Clause
    told: Told
    chance: float
    echo: bool = False


def find_disputed(doc: Doc, *, least: float = WORTHY) -> list[Disputed]:
    """The disputed statements of a parsed text, in its order; of clauses inside each other the likelier."""
    account = account_of(doc)
    model = Linear.load("disputed")
    scored = [
        Disputed(clause, told, model.chance(features_of(account, clause, told)))
        for clause, told in candidates(account.parse)
    ]
    kept = _apart([one for one in _outermost(scored) if one.chance >= least])
    kept += _echoes(account.parse, kept)
    return sorted(kept, key=lambda one: (one.clause.head, one.told.cue or 0))


def candidates(parse: Parse) -> Iterator[tuple[Clause, Told]]:
    """Every clause that is not plainly asserted, but for those that only carry another one's stance."""
    for first, last in parse.sentences:
        if not may_dispute(parse.lower[first:last]):
            continue
        told = [
            (clause, told_of(clause))
            for clause in (Clause(parse, t) for t in _clause_heads(parse, first, last))
        ]
        marked = [(clause, one) for clause, one in told if one.stance in DISPUTED]
        carrying = {
            token
            for clause, one in marked
            if one.rule in ("nobody_shows", "reserved", "denier", "accuser")
            for token in _carriers(clause, one.cue)
        }
        for clause, one in marked:
            if unknown(clause, one):
                continue
            if clause.head not in carrying or (one.cue not in carrying and one.rule != "negated"):
                yield clause, one


def _clause_heads(parse: Parse, first: int, last: int) -> Iterator[int]:
    """The tokens of a sentence that may head a clause: its verbs but for helpers, and nouns that stand for one."""
    for token in range(first, last):
        if parse.tag[token].startswith("VB"):
            if parse.dep[token] not in ("aux", "auxpass", "amod", "compound"):
                yield token
        elif parse.tag[token].startswith("NN") and parse.dep[token] in ("dobj", "pobj"):
            up = parse.head[token]
            if parse.dep[token] == "pobj":
                if parse.lower[up] not in factuality_words().carrying:
                    continue
                up = parse.head[up]
            carrying = any(is_of(parse, up, family) for family in CARRYING)
            if carrying and not is_allegation(parse, token):
                yield token


def _carriers(clause: Clause, cue: int | None) -> Iterator[int]:
    """The words above a clause that only carry a stance to it: the cue, what is above it, and words of saying below.

    "Denies having said that it knew" is about knowing, but "denies that it let the houses rot" about letting.
    """
    above = [step.token for step in clause.governors]
    below = above.index(cue) if cue in above else 0
    for n, token in enumerate(above):
        low = clause.parse.lower[token]
        if n >= below or low in cue_words().verbs or low in families():
            yield token


def unknown(clause: Clause, told: Told) -> bool:
    """Whether the clause only says that something is not known or said today: "we do not know how many"."""
    parse = clause.parse
    if told.rule != "negated" or not is_of(parse, clause.head, "reserve"):
        return False
    helpers = {parse.lower[child] for child in parse.children[clause.head] if parse.dep[child] == "aux"}
    return bool(helpers & statement_words().not_telling) or parse.tag[clause.head] in ("VBZ", "VBP")


def features_of(account: Account, clause: Clause, told: Told) -> set[str]:
    """What tells a statement that somebody disputes from a clause that merely holds a "not"."""
    parse = account.parse
    start, end = clause.span
    first, last = clause.tokens
    cue = parse.lower[told.cue] if told.cue is not None else ""
    verb = _lemma(account, clause.head)
    features = {
        f"rule {told.rule} {told.stance}",
        f"cue {cue}",
        f"rule {told.rule} cue {cue}",
        f"verb {verb}",
        f"rule {told.rule} verb {verb}",
        f"{told.rule} tag {parse.tag[clause.head]}",
        f"{told.rule} dep {parse.dep[clause.head]}",
        f"{told.rule} long {min(last - first, 12) // 3}",
        f"{told.rule} holder {_form(parse, told.holder)}",
        f"{told.rule} subject {_form(parse, clause.subject)}",
        f"{told.rule} depth {min(4, len(clause.governors))}",
        f"{told.rule} object {parse.child(clause.head, 'dobj') is not None}",
    }
    helpers = " ".join(
        parse.lower[c]
        for c in parse.children[clause.head]
        if parse.dep[c] in ("aux", "auxpass", "neg") and c < clause.head
    )
    features.add(f"{told.rule} helpers {helpers}")
    if clause.subject is not None:
        features.add(f"{told.rule} subject word {parse.lower[clause.subject]}")
    if any(parse.tag[token] == "CD" for token in range(first, last)):
        features.add(f"{told.rule} number inside")
    features |= {f"{told.rule} under {_lemma(account, step.token)}" for step in clause.governors[:3]}
    covering = [one for one in account.covering(start, end) if not one.weak][:2]
    features.add(f"{told.rule} {'told' if covering else 'untold'}")
    for one in covering:
        features |= {
            f"{told.rule} told {one.kind} {one.rule}",
            f"{told.rule} told {one.lemma} {bool(one.source)}",
        }
    features.add(f"{told.rule} quoted {account.quote_at(start) is not None}")
    features |= _around(account, clause, told)
    return features


def _around(account: Account, clause: Clause, told: Told) -> set[str]:
    """Families of cue words elsewhere in the sentence, and how much the whole text is one of accusations."""
    parse = account.parse
    first, last = parse.sentence_of(clause.head)
    found = {
        family
        for token in range(max(first, clause.head - 40), min(last, clause.head + 40))
        if token != told.cue
        for family in families().get(parse.lower[token], ())
        if family in ("deny", "accuse", "allegation", "evidence") and is_of(parse, token, family)
    }
    features = {f"{told.rule} beside {family}" for family in found}
    cues = account.doc.user_data.get("crossclaim_disputes")
    if cues is None:
        known = disputing()
        cues = sum(word in known for word in parse.lower)
        account.doc.user_data["crossclaim_disputes"] = cues
    features.add(f"{told.rule} disputes {min(3, cues // 3)}")
    return features


def _lemma(account: Account, token: int) -> str:
    return account.doc[token].lemma_.lower()


def _form(parse: Parse, token: int | None) -> str:
    """How somebody is mentioned: by name, noun, pronoun, or not at all."""
    if token is None:
        return "none"
    tag = parse.tag[token]
    if tag in ("NNP", "NNPS"):
        return "name"
    return parse.lower[token] if tag.startswith("PR") else "noun" if tag.startswith("NN") else "else"


def _outermost(scored: list[Disputed]) -> list[Disputed]:
    """Of clauses inside each other that one cue reaches the outer, with the chance of the likelier.

    "He denied that he had ordered inspections to be skipped": he denies the order.
    """
    by_clause = {(one.clause.head, one.told.cue): one for one in scored}
    chances = {key: one.chance for key, one in by_clause.items()}
    inner: set[tuple[int, int | None]] = set()
    for key, one in by_clause.items():
        above = ((step.token, one.told.cue) for step in one.clause.governors)
        outer = next((place for place in above if place in by_clause), None)
        if outer is not None:
            inner.add(key)
            chances[outer] = max(chances[outer], one.chance)
    return [replace(one, chance=chances[key]) for key, one in by_clause.items() if key not in inner]


def _apart(found: list[Disputed]) -> list[Disputed]:
    """Of clauses that overlap the likelier."""
    kept: list[Disputed] = []
    for one in sorted(found, key=lambda one: (-one.chance, one.clause.head)):
        start, end = one.clause.span
        if all(end <= other.clause.span[0] or other.clause.span[1] <= start for other in kept):
            kept.append(one)
    return kept


def _echoes(parse: Parse, found: list[Disputed]) -> Iterator[Disputed]:
    """What "denies it" or "is looking into it" says of the last statement before: a second stance to it."""
    for verb, low in enumerate(parse.lower) if found else ():
        family = (
            "deny"
            if "deny" in families().get(low, ())
            else "examine"
            if "examine" in families().get(low, ())
            else None
        )
        if family is None or not is_of(parse, verb, family) or not parse.tag[verb].startswith("VB"):
            continue
        thing = parse.child(verb, "dobj") or next(
            (
                inner
                for c in parse.children[verb]
                if parse.dep[c] == "prep" and (inner := parse.child(c, "pobj"))
            ),
            None,
        )
        if thing is None or parse.lower[thing] not in statement_words().echoes or thing < verb:
            continue
        sentence = parse.sentence_index(verb)
        before = [
            one
            for one in found
            if one.clause.head < verb and sentence - parse.sentence_index(one.clause.head) < ECHO_BACK
        ]
        if not before:
            continue
        last = max(before, key=lambda one: one.clause.head)
        stance: Stance = "denied" if family == "deny" else "questioned"
        if last.told.stance != stance:
            told = Told(
                stance, "denier" if family == "deny" else "reserved", verb, subject_token(parse, verb)
            )
            yield replace(last, told=told, echo=True)
