"""Yes/no statements as questions with two sides: their wording, and what an answer is called.

statement_question(claim, topic).wording      # "Did DeepSeek use smuggled chips?"
"""

from __future__ import annotations

from db.records import Claim, Question, Stance, content_id
from extractors.dictionary import is_word
from extractors.fitness import asked_of
from extractors.phrases import singular
from extractors.statement_words import statement_words
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
        words = _with_object(claim.predicate, claim.object)
        identity = content_id(topic.name, family, METRIC, words.casefold())
        return Question(identity, topic.name, family, METRIC, asked(family, words))
    thing = (claim.object or "") if "{object}" in declared.question else ""
    wording = about(declared.question, family).replace("{object}", thing or "something")
    identity = content_id(topic.name, family, METRIC, claim.predicate, thing.casefold())
    return Question(identity, topic.name, family, METRIC, wording)


def _with_object(about: str, thing: str | None) -> str:
    """The words of a statement, with what it is done to where they do not say it: "supply" the army, "supply it"."""
    words = about.casefold().split()
    if thing is None or thing.casefold().split()[-1] in words:
        return about
    for n, word in enumerate(about.split()):
        if word in statement_words().objects:
            return " ".join([*about.split()[:n], thing, *about.split()[n + 1 :]])
    return f"{about} {thing}"


def asked(subject: str, about: str) -> str:
    """The question whether a subject does what the words of a statement say: "Did the ferry carry 60 lorries?"."""
    verb, _, rest = about.partition(" ")
    who = named(subject)
    if verb == "it" and rest.startswith("be "):
        return f"Was it {rest.removeprefix('be ')}, as is said of {who}?"
    if verb in statement_words().modals.values() and rest:
        return f"{verb.capitalize()} {who} {rest}?"
    if verb == "be" and rest:
        return f"{'Were' if is_plural(subject) else 'Was'} {who} {rest}?"
    return f"Did {who} {about}?"


def is_plural(subject: str) -> bool:
    """Whether a subject is a common noun in the plural: "prisoners", but not "police" of one place, nor "Lodestar Lines"."""
    last = subject.split()[-1:]
    return _opened(subject) or any(word.islower() and singular(word) != word for word in last)


def about(question: str, subject: str) -> str:
    """A topic's question with its subject put in: "How late are the ferry's trains?", "… the ferries' …"."""
    name = named(subject)
    owner = f"{name}'" if is_plural(subject) else f"{name}'s"
    return question.replace("{subject}'s", owner).replace("{subject}’s", owner).replace("{subject}", name)


def named(subject: str) -> str:
    """How a question names a subject: "the ferry", "the officials" (who opened a sentence), "Amber Star", "eBay"."""
    return f"the {subject.lower()}" if subject.islower() or _opened(subject) else subject


def _opened(subject: str) -> bool:
    """Whether a subject is a plain plural that has its capital from the start of a sentence: "Officials"."""
    lower = subject.lower()
    return subject == subject.capitalize() and singular(lower) != lower and is_word(lower)


def label_of_statement(claim: Claim) -> str:
    """The answer in a word, with the words in which its best claim gives it."""
    return f"{SAID[claim.stance]}: {' '.join(claim.quote.split())}"
