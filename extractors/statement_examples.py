"""A topic's declared statements, tried: every example gives the statement with its stance, no near miss gives it.

for miss in run_statements(load_topic("ai-compute"), load()):
    print(miss)      # used_smuggled_chips, near miss 2: was found in "Customs officers found smuggled cigarettes."
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language

from db.records import Article, Claim, content_id
from extractors.claims import STATEMENTS, Extractor, extract_many
from extractors.topic import Topic
from extractors.topic_schema import StatementExample


@dataclass(frozen=True, slots=True)
class StatementMiss:
    """One example or near miss that came out otherwise; `number` counts from 1 in its list."""

    statement: str
    near_miss: bool
    number: int
    text: str
    problem: str

    def __str__(self) -> str:
        place = "near miss" if self.near_miss else "example"
        return f"{self.statement}, {place} {self.number}: {self.problem} in {self.text!r}"


def run_statements(topic: Topic, nlp: Language) -> Iterator[StatementMiss]:
    """Every example that does not come out, and every near miss in which a pattern fits."""
    tried: list[tuple[str, int, str, StatementExample | None]] = []
    for name, statement in topic.statements.items():
        tried += [(name, n, one.text, one) for n, one in enumerate(statement.examples, 1)]
        tried += [(name, n, text, None) for n, text in enumerate(statement.near_misses, 1)]
    articles = [_article(text, n) for n, (_, _, text, _) in enumerate(tried)]
    read = extract_many(articles, Extractor(topic, kinds=STATEMENTS), nlp)
    for (name, number, text, example), (_, claims) in zip(tried, read, strict=True):
        found = [claim for claim in claims if claim.predicate == name]
        if (problem := _problem(example, found)) is not None:
            yield StatementMiss(name, example is None, number, text, problem)


def _problem(example: StatementExample | None, found: list[Claim]) -> str | None:
    """What is wrong with what was found, in words; None where all is well."""
    if example is None:
        return "was found" if found else None
    if not found:
        return "was not found"
    claim = found[0]
    if claim.stance != example.stance:
        return f"the stance is {claim.stance}, not {example.stance},"
    if example.subject is not None and claim.subject != example.subject:
        return f"the subject is {claim.subject or 'nobody'}, not {example.subject},"
    return None


def _article(text: str, n: int) -> Article:
    return Article(id=content_id("statement example", n, text), url=f"example:{n + 1}", title=None, text=text)
