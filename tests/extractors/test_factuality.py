"""How a text stands to a clause, as (text, verb or noun, stance, who) tuples."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.clauses import Clause
from extractors.factuality import RULES, sentence_of, told_of
from extractors.parse import parse_of

CASES = [
    ("Voltara denied that it knew of the leak.", "knew", "denied", "Voltara"),
    ("Voltara denies taking bribes.", "taking", "denied", "Voltara"),
    ("The minister has ruled out resigning.", "resigning", "denied", "minister"),
    ("The firm rejected the claim that it had hidden the defect.", "hidden", "denied", "firm"),
    ("The claim that it hid the defect was rejected by the court.", "hid", "denied", "court"),
    ("The firm did not break any rule.", "break", "denied", None),
    ("Nobody at the firm has offered a bribe.", "offered", "denied", None),
    ("He does not intend to resign.", "resign", "denied", None),
    ("The firm denied that it had not paid.", "paid", "asserted", "firm"),
    ("The firm did not deny that it had paid.", "paid", "alleged", None),
    ("The union accused the firm of hiding losses.", "hiding", "alleged", "union"),
    ("Prosecutors allege that he took bribes.", "took", "alleged", "Prosecutors"),
    ("The firm is believed to have used smuggled chips.", "used", "alleged", None),
    ("The firm allegedly used smuggled chips.", "used", "alleged", None),
    ("The firm may have used smuggled chips.", "used", "alleged", None),
    ("The ministry is investigating whether the firm broke the law.", "broke", "questioned", "ministry"),
    ("The firm declined to say whether it had paid.", "paid", "questioned", None),
    ("The police cannot rule out that the fire was set on purpose.", "set", "questioned", "police"),
    ("There is no evidence that the firm used smuggled chips.", "used", "no_evidence", None),
    ("The auditors found no sign that money was lost.", "lost", "no_evidence", "auditors"),
    ("Nothing suggests that the firm was the buyer.", "was", "no_evidence", None),
    ("If the firm used smuggled chips, it would be punished.", "used", "hypothetical", None),
    ("The firm used smuggled chips, an official said.", "used", "asserted", None),
]


@pytest.mark.parametrize(("text", "word", "stance", "who"), CASES)
def test_told_of(nlp: Language, text: str, word: str, stance: str, who: str | None) -> None:
    """The stance follows from what governs the clause, and the holder is who denies, alleges or examines."""
    parse = parse_of(nlp(text))
    told = told_of(Clause(parse, parse.lower.index(word.lower())))
    holder = None if told.holder is None else text[slice(*parse.span(told.holder, told.holder + 1))]
    assert (told.stance, holder) == (stance, who)


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_a_sentence(rule: object) -> None:
    """What a rule means can be shown to a reader."""
    assert sentence_of(rule.__name__).endswith(".")  # type: ignore[attr-defined]
