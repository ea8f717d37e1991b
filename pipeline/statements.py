"""Yes/no statements as questions with two sides: their wording, and what an answer is called.

statement_question(claim, topic).wording      # "Did DeepSeek use smuggled chips?"
"""

from __future__ import annotations

from db.records import Claim, Question, Stance, content_id
from extractors.fitness import asked_of
from extractors.topic import Topic

METRIC = "statement"
SAID: dict[Stance, str] = {
    "asserted": "yes",
    "alleged": "alleged",
    "denied": "no",
    "no_evidence": "no evidence",
    "questioned": "open",
    "hypothetical": "if so",
    "planned": "planned",
}


def statement_question(claim: Claim, topic: Topic) -> Question:
    """What a statement answers: the question that the topic declares, or one made of its own words.

    Statements of one predicate about one subject answer one question; where the question names the object
    too ({object}), about one object.
    """
    assert claim.predicate
    assert claim.subject
    declared = topic.statements.get(claim.predicate)
    family = asked_of(claim.subject, declared.subjects if declared else (), topic)
    if declared is None:
        about = claim.predicate
        if claim.object and claim.object.casefold() not in about.casefold():
            about = f"{about} {claim.object}"
        identity = content_id(topic.name, family, METRIC, about.casefold())
        return Question(identity, topic.name, family, METRIC, _wording(family, about))
    thing = (claim.object or "") if "{object}" in declared.question else ""
    wording = declared.question.replace("{subject}", named(family)).replace("{object}", thing or "something")
    identity = content_id(topic.name, family, METRIC, claim.predicate, thing.casefold())
    return Question(identity, topic.name, family, METRIC, wording)


def _wording(family: str, about: str) -> str:
    verb, _, rest = about.partition(" ")
    who = named(family)
    return f"Was {who} {rest}?" if verb == "be" and rest else f"Did {who} {about}?"


def named(subject: str) -> str:
    """How a question names a subject: "the ferry", "Amber Star", "eBay"."""
    return f"the {subject}" if subject.islower() else subject


def label_of_statement(claim: Claim) -> str:
    """The answer in a word, with the words in which its best claim gives it."""
    return f"{SAID[claim.stance]}: {' '.join(claim.quote.split())}"
