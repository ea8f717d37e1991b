"""What a verb says of whom, and what governs it."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.clauses import Clause
from extractors.parse import parse_of


def clause_of(nlp: Language, text: str, word: str) -> Clause:
    """The clause of the text that has this word as its head."""
    parse = parse_of(nlp(text))
    return Clause(parse, parse.lower.index(word))


def forms(clause: Clause, tokens: list[int | None]) -> list[str | None]:
    """Tokens as the text writes them."""
    return [None if token is None else clause.parse.form[token] for token in tokens]


CLAUSES = [
    # (text, its verb, subject, negation, predicate)
    ("Voltara denied that it knew of the leak.", "knew", "it", None, "knew of the leak"),
    ("Voltara denied taking bribes.", "taking", "Voltara", None, "taking bribes"),
    ("They accused Dara Moe of lying.", "lying", "Moe", None, "lying"),
    ("The firm did not break any rule.", "break", "firm", "not", "did not break any rule"),
    ("Nobody at the firm offered a bribe.", "offered", "Nobody", "Nobody", "offered a bribe"),
    ("He does not intend to resign.", "resign", "He", "not", "to resign"),
    ("The auditor found no list.", "found", "auditor", "no", "found no list"),
    ("The firm, which sells chips, fell.", "fell", "firm", None, "fell"),
]


@pytest.mark.parametrize(("text", "verb", "subject", "negation", "predicate"), CLAUSES)
def test_a_clause_has_subject_negation_and_predicate(
    nlp: Language, text: str, verb: str, subject: str, negation: str | None, predicate: str
) -> None:
    """A clause without a subject borrows that of the verb it hangs on; its predicate holds no side clauses."""
    clause = clause_of(nlp, text, verb)
    assert forms(clause, [clause.subject, clause.negation]) == [subject, negation]
    assert text[slice(*clause.span)] == predicate


GOVERNED = [
    # (text, the verb of the clause, what governs it, the nearest first)
    ("The court rejected the claim that it had hidden the defect.", "hidden", ["claim", "rejected"]),
    ("The firm said that it planned to sell.", "sell", ["planned", "said"]),
    ("The firm sold ships and bought trains.", "bought", []),
    ("The firm fell.", "fell", []),
]


@pytest.mark.parametrize(("text", "verb", "governors"), GOVERNED)
def test_what_stands_above_a_clause(nlp: Language, text: str, verb: str, governors: list[str]) -> None:
    """The words above a clause come nearest first; of two verbs joined by "and" none is above the other."""
    clause = clause_of(nlp, text, verb)
    assert forms(clause, [step.token for step in clause.governors]) == governors


def test_verbs_joined_by_and_are_marked_together(nlp: Language) -> None:
    """What stands before the first of several verbs holds for all of them."""
    clause = clause_of(nlp, "He allegedly took bribes and hid them.", "hid")
    assert forms(clause, list(clause.siblings)) == ["took"]
