"""Declared statements in a text: a topic's patterns, looked for with spaCy's DependencyMatcher.

    Predicates(topic.statements, nlp.vocab).find(doc, parse_of(doc))      # [Hit("used_smuggled_chips", 7, 9, False)]

Only sentences that hold all words of a pattern are given to the matcher: it is slow on long texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from spacy.matcher import DependencyMatcher
from spacy.tokens import Doc, Span, Token
from spacy.vocab import Vocab

from extractors.cues import forms_of
from extractors.parse import Parse
from extractors.patterns import ANY, NAME, PLACEHOLDERS, Part, parts_of
from extractors.topic import Statement

OBJECT = ["dobj", "nsubjpass", "attr", "oprd", "dative", "xcomp", "acomp"]
SUBJECT = ["nsubj", "nsubjpass", "csubj"]
CLAUSE = ["xcomp", "ccomp", "advcl", "conj", "pcomp", "prep", "acl"]
# The lemma of a word is wrong now and then ("data" is of "datum"), and so are its regular forms ("thieves").
WAYS = (("LEMMA", "LEMMA"), ("LEMMA", "LOWER"), ("LOWER", "LOWER"))  # of the anchor, of the other words
KINDS = ("patterns", "contrary", "when_disputed")
OTHER_CLAUSE = frozenset({"ccomp", "relcl", "csubj"})
PARTICLE = ["prt", "prep", "advmod"]
VERB = {"TAG": {"IN": ["VB", "VBD", "VBG", "VBN", "VBP", "VBZ"]}}


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


class Predicates:
    """The declared statements of a topic, ready to be looked for."""

    def __init__(self, statements: dict[str, Statement], vocab: Vocab) -> None:
        self._matcher = DependencyMatcher(vocab)
        self._known: dict[str, tuple[str, str, tuple[Part, ...], int | None]] = {}
        self._verbs: dict[str, list[str]] = {}
        self._nouns: dict[str, list[str]] = {}
        self._places = {name: place for place, name in enumerate(statements)}
        for name, statement in statements.items():
            for kind in KINDS:
                for line in getattr(statement, kind):
                    self._add(name, line, kind)

    def _add(self, name: str, line: str, kind: str) -> None:
        parts = parts_of(line)
        for k, choice in enumerate(_choices(parts)):
            key = f"{name} {kind} {line} #{k}"
            ways = [_nodes(choice, *attributes) for attributes in WAYS]
            object_node = ways[0][1]
            self._matcher.add(key, [nodes for nodes, _ in ways])
            self._known[key] = name, kind, parts, object_node
            table = self._nouns if choice[0].roles == ("noun",) else self._verbs
            for word in _forms(choice[0].words):
                table.setdefault(word, []).append(key)

    def find(self, doc: Doc, parse: Parse) -> list[Hit]:
        """The places where a pattern fits, in the order of the text, each statement once a place."""
        hits: dict[tuple[str, int], Hit] = {}
        for first, last in self._promising(doc, parse):
            sentence = doc[first:last]
            for hit in self._in_sentence(sentence):
                known = hits.get((hit.name, hit.anchor))
                if known is None or hit.rank < known.rank:
                    hits[hit.name, hit.anchor] = hit
        return sorted(hits.values(), key=lambda hit: (hit.anchor, hit.name))

    def _in_sentence(self, sentence: Span) -> Iterator[Hit]:
        for key, tokens in self._matcher(sentence):
            name, kind, parts, object_node = self._known[sentence.doc.vocab.strings[key]]
            acting = any("subject" in part.roles for part in parts)
            if not all(_beneath(sentence[token], sentence[tokens[0]], acting) for token in tokens[1:]):
                continue
            thing = None if object_node is None else sentence.start + tokens[object_node]
            yield Hit(name, sentence.start + tokens[0], thing, kind, len(parts), self._places[name])

    def _promising(self, doc: Doc, parse: Parse) -> Iterator[tuple[int, int]]:
        """The sentences that hold all words of some pattern, so that the matcher looks at few."""
        if not self._known:
            return
        for first, last in parse.sentences:
            there = {
                word
                for token in range(first, last)
                for word in (parse.lower[token], doc[token].lemma_.lower())
            }
            keys = {
                key
                for token in range(first, last)
                if parse.tag[token][:2] in ("VB", "NN")
                for table in (self._verbs, self._nouns)
                for word in {parse.lower[token], doc[token].lemma_.lower()}
                for key in table.get(word, ())
            } | set(self._verbs.get(ANY, ()))
            if any(self._all_there(key, there) for key in keys):
                yield first, last

    def _all_there(self, key: str, there: set[str]) -> bool:
        return all(
            not PLACEHOLDERS.isdisjoint(part.words) or not there.isdisjoint(_forms(part.words))
            for part in self._known[key][2][1:]
        )


def _beneath(word: Token, anchor: Token, acting: bool) -> bool:
    """Whether a word belongs to the anchor's own clause: to no clause beneath it, nor (but where `acting`) to its subject."""
    while word.i != anchor.i:
        if word.dep_ in OTHER_CLAUSE or (word.dep_ == "nsubj" and not acting):
            return False
        if word.dep_ == "acl" and any(child.dep_ == "mark" for child in word.children):
            return False
        word = word.head
    return True


def _forms(words: Sequence[str]) -> frozenset[str]:
    return frozenset(form.lower() for word in words for form in forms_of(word))


def _choices(parts: Sequence[Part]) -> Iterator[tuple[Part, ...]]:
    """A pattern with each combination of its roles: "object|of:leak" is an object or stands after "of"."""
    if not parts:
        yield ()
        return
    named = (NAME,) if NAME in parts[0].words else ()
    common = tuple(word for word in parts[0].words if word != NAME)
    for rest in _choices(parts[1:]):
        for role in parts[0].roles:
            for words in filter(None, (common, named)):
                yield (Part((role,), words), *rest)


def _nodes(parts: Sequence[Part], by: str, others_by: str) -> tuple[list[dict[str, Any]], int | None]:
    """The matcher's nodes, the anchor first, and the place of the object's node."""
    anchor = parts[0]
    attributes = _word(anchor.words, by)
    if anchor.roles == ("verb",):
        attributes |= VERB
    nodes: list[dict[str, Any]] = [{"RIGHT_ID": "anchor", "RIGHT_ATTRS": attributes}]
    thing: int | None = None
    for n, part in enumerate(parts[1:]):
        role, word = part.roles[0], _word(part.words, others_by)
        if role == "any":
            nodes.append(_node("anchor", ">>", f"n{n}", word))
        elif role in ("object", "subject", "clause"):
            labels = {"object": OBJECT, "subject": SUBJECT, "clause": CLAUSE}[role]
            nodes.append(
                _node("anchor", ">" if role != "clause" else ">>", f"n{n}", word | {"DEP": {"IN": labels}})
            )
            thing = len(nodes) - 1 if role == "object" else thing
        elif role == "particle":
            nodes.append(_node("anchor", ">", f"n{n}", word | {"DEP": {"IN": PARTICLE}}))
        else:
            nodes.append(
                _node(
                    "anchor",
                    ">>",
                    f"p{n}",
                    {"LOWER": role, "DEP": {"IN": ["prep", "agent", "dative", "prt"]}},
                )
            )
            nodes.append(_node(f"p{n}", ">", f"n{n}", word | {"DEP": {"IN": ["pobj", "pcomp"]}}))
            thing = len(nodes) - 1 if thing is None else thing
    return nodes, thing


def _node(left: str, operator: str, right: str, attributes: dict[str, Any]) -> dict[str, Any]:
    return {"LEFT_ID": left, "REL_OP": operator, "RIGHT_ID": right, "RIGHT_ATTRS": attributes}


def _word(words: Sequence[str], attribute: str) -> dict[str, Any]:
    if ANY in words:
        return {}
    if NAME in words:
        return {"TAG": {"IN": ["NNP", "NNPS"]}}
    if attribute == "LOWER":
        return {"LOWER": {"IN": sorted(_forms(words))}}
    return {"LEMMA": {"IN": sorted({*words, *(word.capitalize() for word in words)})}}
