"""The frame of a number: the words that stand in a fixed relation to it, by role.

In "DeepSeek spent more than $500 million on servers" the number's frame has the verb `spend`, the
subject `deepseek` and, after "on", `server`. Metrics, items and the question whether a number is a
claim at all are decided by frames, not by words anywhere in the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from extractors.parse import parse_of

Frame = dict[str, tuple[str, ...]]
Roles = dict[str, list[int]]
VERBAL = {"VERB", "AUX"}
FUNCTION = {"DET", "PUNCT", "SPACE", "PART", "CCONJ"}
MODIFIES = ("nummod", "compound", "amod", "nmod", "quantmod", "poss", "npadvmod")
_DOUBLING = re.compile(
    r"[^aeiou]*[aeiou][^aeiouwxy]"
)  # one short syllable, whose end doubles before -ed and -ing
LEFT, RIGHT = ("left1", "left2", "left3"), ("right1", "right2", "right3")
REACH = 6  # how many heads upward a number's governors are looked for


def word(token: Token) -> str:
    """The token's lemma in lower case; "#" for numbers, so that they don't tell stories apart."""
    return words_of(token.doc)[token.i]


def words_of(doc: Doc) -> list[str]:
    """What `word` gives for each of the doc's tokens, made at the first call; wants lemmas and parts of speech."""
    words: list[str] | None = doc.user_data.get("crossclaim_words")
    if words is None:
        known: dict[tuple[int, ...], str] = {}
        uses = list(map(tuple, doc.to_array(["ORTH", "LEMMA", "POS"]).tolist()))
        for i, use in enumerate(uses):
            if use not in known:
                known[use] = _word(doc[i])
        words = doc.user_data["crossclaim_words"] = [known[use] for use in uses]
    return words


def _word(token: Token) -> str:
    if token.like_num or token.text[:1].isdigit():
        return "#"
    lemma = token.lemma_.lower()
    if token.pos_ == "VERB" and _DOUBLING.fullmatch(lemma) and token.lower_ in (f"{lemma}ed", f"{lemma}ing"):
        return f"{lemma}e"  # "fined" is of fine: of "fin" it would be "finned"
    return lemma


def frame_of(doc: Doc, start: int, end: int) -> Frame:
    """The lemmas of `roles_of`, with a verb's particle joined to it ("lay off"); worked out once."""
    known: dict[tuple[int, int], Frame] = doc.user_data.setdefault("crossclaim_frames", {})
    if (start, end) not in known:
        known[start, end] = _frame(doc, roles_of(doc, start, end))
    return known[start, end]


def _frame(doc: Doc, roles: Roles) -> Frame:
    parse, words = parse_of(doc), words_of(doc)
    frame = {}
    for role, tokens in roles.items():
        lemmas = [words[i] for i in tokens]
        if role == "verb":
            lemmas += [
                f"{words[i]} {words[c]}" for i in tokens for c in parse.children[i] if parse.dep[c] == "prt"
            ]
        frame[role] = tuple(dict.fromkeys(lemmas)) if len(lemmas) > 1 else tuple(lemmas)
    return frame


def roles_of(doc: Doc, start: int, end: int) -> Roles:
    """The words that matter to the number in the tokens [start, end), worked out once (see `_Reader`)."""
    known: dict[tuple[int, int], Roles] = doc.user_data.setdefault("crossclaim_roles", {})
    if (start, end) not in known:
        known[start, end] = _Reader(doc).read(start, end)
    return known[start, end]


class _Reader:
    """Reads the roles of a number off the parse, as indexes of tokens.

    `head` is the noun that the number modifies ("a $5 million fine"), `noun` the noun that it
    belongs to ("a fine of $5 million"), `verb` its nearest verb and `upper` the next, `subject` and
    `object` of the verb, `aim` a verb beneath it ("cost $5 million to train"), `prep` the preposition
    before the number, `of`, `for`, `in` … the noun after each preposition that follows it,
    `with_on` … after those that the verb has elsewhere, `left1` and `right1` … its neighbours, `near`
    the words around, `inside` its own.
    """

    def __init__(self, doc: Doc) -> None:
        self.parse, self.words = parse_of(doc), words_of(doc)
        self.roles: Roles = {}

    def read(self, start: int, end: int) -> Roles:
        parse, pos = self.parse, self.parse.pos
        opens, ends = parse.sentence_of(start)
        top = parse.root(start, end)
        self.roles["inside"] = [i for i in range(start, end) if pos[i] not in FUNCTION]
        head = self._noun_head(top, start, end)
        if head is not None:
            self.roles["head"] = [head]
            top = head
        self._add_governors(top)
        for i in self._after(end, ends):
            if parse.dep[i] in ("prep", "agent") or parse.tag[i] == "IN":
                self._add(self.words[i], *self._children(i, "pobj", "pcomp"))
        left = [i for i in range(max(opens, start - 7), start) if pos[i] != "SPACE"]
        right = [i for i in range(end, min(ends, end + 7)) if pos[i] != "SPACE"]
        for role, i in zip(LEFT, reversed(left)):  # noqa: B905  # as many as there are
            self.roles[role] = [i]
        for role, i in zip(RIGHT, right):  # noqa: B905
            self.roles[role] = [i]
        self.roles["near"] = [i for i in (*left, *right) if pos[i] not in FUNCTION]
        return self.roles

    def _add(self, role: str, *tokens: int) -> None:
        self.roles.setdefault(role, []).extend(tokens)

    def _children(self, token: int, *labels: str) -> list[int]:
        return [child for child in self.parse.children[token] if self.parse.dep[child] in labels]

    def _noun_head(self, top: int, start: int, end: int) -> int | None:
        """The noun outside the number's own words that it modifies: "fine" in "a $5 million fine"."""
        parse, here = self.parse, top
        while parse.head[here] != here and parse.dep[here] in MODIFIES:
            here = parse.head[here]
            if parse.pos[here] in ("NOUN", "PROPN", "ADJ", "ADV") and not start <= here < end:
                return here
        return None

    def _add_governors(self, top: int) -> None:
        """Walks up from the number and notes prepositions, nouns and verbs, with the verbs' arguments.

        The root of a sentence governs itself: the last verb above a number is its `upper` verb too.
        """
        parse, here, verbs = self.parse, top, 0
        for _ in range(REACH):
            below, here = here, parse.head[here]
            if parse.dep[here] in ("prep", "agent", "pcomp") or parse.pos[here] == "ADP":
                self._add("prep", here)
            elif parse.pos[here] in ("NOUN", "PROPN"):
                if parse.dep[below] not in ("conj", "appos"):
                    self._add("noun", here)
                elif parse.dep[below] == "appos":
                    self._add("beside", here)
            elif parse.pos[here] in VERBAL:
                verbs += 1
                self._add("verb" if verbs == 1 else "upper", here)
                if verbs == 1:
                    self._add_arguments(here, top)
                else:
                    break
        if verbs == 0 and parse.pos[here] in VERBAL:
            self._add("verb", here)
            self._add_arguments(here, top)

    def _add_arguments(self, verb: int, top: int) -> None:
        parse, (first, last) = self.parse, self.parse.edges[top]
        above = {top}
        token = top
        while token != verb and parse.head[token] != token:
            token = parse.head[token]
            above.add(token)
        for child in parse.children[verb]:
            if child in above or first <= child < last:
                continue
            label = parse.dep[child]
            if label in ("nsubj", "nsubjpass"):
                self._add("subject", *self._with_of(child))
            elif label in ("dobj", "attr", "oprd"):
                self._add("object", *self._with_of(child))
            elif label in ("xcomp", "advcl", "ccomp", "acomp"):
                self._add("aim", child)
            elif label == "prep":
                self._add(f"with_{self.words[child]}", *self._children(child, "pobj"))

    def _with_of(self, noun: int) -> Iterator[int]:
        """The noun, its modifiers and what stands after its "of": "price" and "tonne" in "the price of a tonne"."""
        yield noun
        for child in self.parse.children[noun]:
            if self.parse.dep[child] in ("compound", "amod"):
                yield child
            if self.parse.dep[child] == "prep" and self.parse.lower[child] == "of":
                yield from self._children(child, "pobj")

    def _after(self, end: int, limit: int) -> Iterator[int]:
        """The next few tokens after the number, up to a full stop or semicolon."""
        for token in range(end, min(limit, end + 6)):
            if self.parse.form[token] in (";", ":", "(", ")", "–", "—"):
                return
            yield token
