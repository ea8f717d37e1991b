"""Declared statements in a text: a topic's patterns, looked for in the parse from their verbs.

    Predicates(topic.statements).find(doc, parse_of(doc))      # [Hit("used_smuggled_chips", 7, 9, "patterns")]

A pattern is a small tree with its verb at the root; each verb is looked up among the patterns that it can be
the root of, and their other words beneath it. (spaCy's DependencyMatcher finds the same, at ten times the cost:
it tries every pattern at every word.)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from extractors.cues import forms_of
from extractors.parse import Parse
from extractors.patterns import ANY, NAME, PLACEHOLDERS, Part, parts_of
from extractors.statement_words import statement_words
from extractors.topic_schema import Statement

KINDS = ("patterns", "contrary", "when_disputed")  # the surest first
ROLES: dict[str, frozenset[str]] = {
    "object": frozenset({"dobj", "nsubjpass", "attr", "oprd", "dative", "xcomp", "acomp"}),
    "subject": frozenset({"nsubj", "nsubjpass", "csubj"}),
    "clause": frozenset({"xcomp", "ccomp", "advcl", "conj", "pcomp", "prep", "acl"}),
    "particle": frozenset({"prt", "prep", "advmod"}),
}
PREPOSITIONS = frozenset({"prep", "agent", "dative", "prt"})
UNDER_PREPOSITION = ("pobj", "pcomp")
OTHER_CLAUSE = frozenset({"ccomp", "relcl", "csubj"})
DEEP = 60  # tokens beneath a verb that are looked at


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a statement's pattern fits: the token of its verb or noun, and that of its object or None.

    `kind` is the list that the pattern stands in ("patterns", "when_disputed" or "contrary"), `words` how many
    words it has, `place` the statement's place in the topic.
    """

    name: str
    anchor: int
    object: int | None
    kind: str
    words: int = 1
    place: int = 0

    @property
    def rank(self) -> tuple[int, int, int]:
        """The surest sorts first: by its list, then by how many words its pattern has, then a topic's own before included ones."""
        return KINDS.index(self.kind), -self.words, -self.place


@dataclass(frozen=True, slots=True)
class _Known:
    """A pattern with the statement that it is of; `words` are for each part all forms that it can have."""

    name: str
    kind: str
    place: int
    parts: tuple[Part, ...]
    words: tuple[frozenset[str], ...]


_Table = dict[str, list[_Known]]


class Predicates:
    """The declared statements of a topic, ready to be looked for."""

    def __init__(self, statements: dict[str, Statement]) -> None:
        self._by_word: _Table = {}
        for place, (name, statement) in enumerate(statements.items()):
            for kind in KINDS:
                for line in getattr(statement, kind):
                    parts = parts_of(line)
                    words = tuple(_forms(part.words) for part in parts)
                    known = _Known(name, kind, place, parts, words)
                    for word in words[0]:
                        self._by_word.setdefault(word, []).append(known)

    def find(self, doc: Doc, parse: Parse) -> list[Hit]:
        """The places where a pattern fits, in the order of the text, each statement once a place."""
        lemmas = _lemmas(doc)
        verbs, nouns = self._possible({*parse.lower, *lemmas, *PLACEHOLDERS})
        hits: dict[tuple[str, int], Hit] = {}
        for token, tag in enumerate(parse.tag) if verbs or nouns else ():
            anchor = _had(parse, token)
            verbal = tag.startswith("VB") or anchor != token
            table = verbs if verbal else nouns if tag.startswith("NN") else {}
            for known in _rooted(table, parse.lower[token], lemmas[token]):
                thing = _fit(known, parse, lemmas, anchor)
                if thing is None:
                    continue
                hit = Hit(
                    known.name,
                    anchor,
                    thing if thing != anchor else None,
                    known.kind,
                    len(known.parts),
                    known.place,
                )
                old = hits.get((hit.name, anchor))
                if old is None or hit.rank < old.rank:
                    hits[hit.name, anchor] = hit
        return list(hits.values())

    def _possible(self, there: set[str]) -> tuple[_Table, _Table]:
        """By their first word, the patterns that have a word of each part in the text: verbs and nouns. Most have not."""
        verbs: _Table = {}
        nouns: _Table = {}
        for word in self._by_word.keys() & there:
            for known in self._by_word[word]:
                if not any(words.isdisjoint(there) for words in known.words[1:]):
                    table = nouns if known.parts[0].roles == ("noun",) else verbs
                    table.setdefault(word, []).append(known)
        return verbs, nouns


def _had(parse: Parse, token: int) -> int:
    """The "had" of "it had hidden delays", where "hidden" was read as what the delays are; else the token itself."""
    if token == 0 or parse.dep[token] != "amod" or parse.tag[token] not in ("VBN", "VBD", "JJ"):
        return token
    noun, before = parse.head[token], token - 1
    had = (
        parse.lower[before] in statement_words().having
        and parse.head[noun] == before
        and parse.dep[noun] == "dobj"
    )
    return before if had else token


def _lemmas(doc: Doc) -> list[str]:
    """The basic form of each token, in lower case."""
    column = doc.to_array("LEMMA").tolist()
    names = {key: doc.vocab.strings[key].lower() for key in set(column)}
    return [names[key] for key in column]


def _rooted(table: _Table, *words: str) -> list[_Known]:
    """The patterns that start with one of the words, each once."""
    found = [known for word in dict.fromkeys((*words, ANY)) for known in table.get(word, ())]
    return list({id(known): known for known in found}.values()) if len(found) > 1 else found


def _fit(known: _Known, parse: Parse, lemmas: list[str], anchor: int) -> int | None:
    """The token of the pattern's object, the anchor itself where it has none, or None where it does not fit."""
    thing = anchor
    for part, words in zip(known.parts[1:], known.words[1:], strict=True):
        found = next(
            (
                token
                for role in part.roles
                for token in _in_role(role, parse, anchor)
                if _is_one_of(words, parse, lemmas, token)
            ),
            None,
        )
        if found is None:
            return None
        if thing == anchor and part.roles[0] not in ("any", "subject", "clause", "particle"):
            thing = found
    return thing


def _in_role(role: str, parse: Parse, anchor: int) -> Iterator[int]:
    """The tokens that stand in a role to the verb: its children, or those of its clause for "any", "clause" and prepositions."""
    if role in ("object", "subject", "particle"):
        yield from (child for child in parse.children[anchor] if parse.dep[child] in ROLES[role])
    elif role == "clause":
        yield from (token for token in _beneath(parse, anchor, other=True) if parse.dep[token] in ROLES[role])
    elif role == "any":
        yield from _beneath(parse, anchor)
    else:
        for token in _beneath(parse, anchor):
            if parse.lower[token] == role and parse.dep[token] in PREPOSITIONS:
                yield from (c for c in parse.children[token] if parse.dep[c] in UNDER_PREPOSITION)


def _beneath(parse: Parse, anchor: int, *, other: bool = False) -> Iterator[int]:
    """The tokens of the verb's own clause but for its subject's; those of clauses beneath it too where `other`."""
    waiting, seen = list(parse.children[anchor]), 0
    while waiting and seen < DEEP:
        token = waiting.pop(0)
        seen += 1
        dep = parse.dep[token]
        marked = dep == "acl" and any(parse.dep[child] == "mark" for child in parse.children[token])
        if dep == "nsubj" or (not other and (dep in OTHER_CLAUSE or marked)):
            continue
        yield token
        waiting += parse.children[token]


def _is_one_of(words: frozenset[str], parse: Parse, lemmas: list[str], token: int) -> bool:
    if parse.lower[token] in words or lemmas[token] in words or ANY in words:
        return True
    return NAME in words and parse.tag[token].startswith("NNP")


def _forms(words: Sequence[str]) -> frozenset[str]:
    """The words with their regular forms; a lemma is wrong now and then, and so is a form ("thieves")."""
    fixed = {word for word in words if word in (ANY, NAME)}
    return frozenset({form.lower() for word in words if word not in fixed for form in forms_of(word)} | fixed)
