"""Disputes that nobody declared: statements that recur with another stance or source, as blocks for a topic file.

for suggestion in suggest(claims, topic):
    print(as_yaml(suggestion))       # deliver_battery: {question: Did {subject} deliver faulty batteries?, …}
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import yaml

from db.records import Claim
from extractors.phrases import singular
from extractors.statement_words import statement_words
from extractors.topic import Topic
from extractors.topic_schema import Statement, StatementExample
from pipeline.statements import asked

EXAMPLES = 3
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Key:
    """What makes two statements one: the verb in basic form, and the noun that it is about with its preposition."""

    verb: str
    role: str
    noun: str

    @property
    def name(self) -> str:
        return "_".join(filter(None, (self.verb, self.noun))).lower().replace("-", "_")

    @property
    def pattern(self) -> str:
        return f"{self.verb} {self.role}:{self.noun}" if self.noun else self.verb


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A statement that recurs: its claims, and what a topic file would say of it."""

    key: Key
    claims: tuple[Claim, ...]
    statement: Statement

    @property
    def stances(self) -> Counter[str]:
        """How many claims there are of each stance."""
        return Counter(claim.stance for claim in self.claims)

    @property
    def sources(self) -> frozenset[str | None]:
        """Who says so; None where an article itself does."""
        return frozenset(claim.source for claim in self.claims)


def suggest(claims: Iterable[Claim], topic: Topic) -> list[Suggestion]:
    """The statements, none of them declared in the topic, that recur with differing stance or source.

    The most disputed come first: by the number of stances, then of sources, then of claims.
    """
    groups: dict[Key, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.predicate and claim.predicate not in topic.statements and claim.subject:
            key = key_of(claim)
            if key is not None:
                groups[key].append(claim)
    found = [Suggestion(key, tuple(group), _statement(key, group)) for key, group in groups.items()]
    recurring = [one for one in found if len(one.stances) > 1 or len(one.sources) > 1]
    order = sorted(
        recurring, key=lambda one: (-len(one.stances), -len(one.sources), -len(one.claims), one.key.name)
    )
    return order


def key_of(claim: Claim) -> Key | None:
    """The normalised form of an open statement; None where its predicate is no verb with something to tell it by."""
    words, known = (claim.predicate or "").split(), statement_words()
    while len(words) > 1 and words[0] in ("be", "it", *known.modals.values()):
        words = words[1:]
    if not words or not WORD.fullmatch(words[0]):
        return None
    verb, rest = words[0].lower(), words[1:]
    if claim.object and (noun := _head(claim.object.split())):
        return Key(verb, "object", noun)
    for n, word in enumerate(rest):
        if word in known.prepositions:
            noun = _head(rest[n + 1 :])
            return Key(verb, word, noun) if noun else None
    noun = _head(rest)
    return Key(verb, "any", noun) if noun else None


def _head(words: list[str]) -> str | None:
    """The noun at the end of a phrase, singular; what stands after a preposition is left out."""
    prepositions = statement_words().prepositions
    cut = next((n for n, word in enumerate(words) if word in prepositions), len(words))
    plain = [word for word in words[:cut] if WORD.fullmatch(word)]
    return singular(plain[-1]) if plain else None


def _statement(key: Key, group: list[Claim]) -> Statement:
    commonest = Counter(claim.predicate for claim in group).most_common(1)[0][0] or key.verb
    question = asked("{subject}", commonest).replace("the {subject}", "{subject}")
    seen: dict[str, StatementExample] = {}
    for claim in group:
        text = " ".join(claim.sentence.split())
        seen.setdefault(text, StatementExample(text=text, stance=claim.stance))
    return Statement(question=question, patterns=(key.pattern,), examples=tuple(seen.values())[:EXAMPLES])


def as_yaml(suggestion: Suggestion) -> str:
    """The suggestion as a key of a topic's `statements`, with a comment on who says what."""
    told = ", ".join(f"{stance} {count}" for stance, count in suggestion.stances.most_common())
    named = sorted(source for source in suggestion.sources if source)
    subjects = sorted({claim.subject for claim in suggestion.claims if claim.subject})
    lines = [
        f"# {told}; of {', '.join(subjects[:4])}" + (f"; told by {', '.join(named[:4])}" if named else "")
    ]
    data = suggestion.statement.model_dump(exclude_defaults=True, mode="json")
    for example in data.get("examples", []):
        example.setdefault("stance", "asserted")
    lines.append(
        yaml.safe_dump({suggestion.key.name: data}, allow_unicode=True, sort_keys=False, width=100).rstrip()
    )
    return "\n".join(f"  {line}".rstrip() for line in "\n".join(lines).splitlines())
