"""The frame of a number: the words that stand in a fixed relation to it, by role.

In "DeepSeek spent more than $500 million on servers" the number's frame has the verb `spend`, the
subject `deepseek` and, after "on", `server`. Metrics, items and the question whether a number is a
claim at all are decided by frames, not by words anywhere in the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

Frame = dict[str, tuple[str, ...]]
VERBAL = {"VERB", "AUX"}
NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "SYM"}
FUNCTION = {"DET", "PUNCT", "SPACE", "PART", "CCONJ"}
REACH = 6  # how many heads upward a number's governors are looked for


def word(token: Token) -> str:
    """The token's lemma in lower case; names and numbers as their kinds, so that they don't tell stories apart."""
    if token.like_num or token.text[:1].isdigit():
        return "#"
    return token.lemma_.lower()


def frame_of(doc: Doc, start: int, end: int) -> Frame:
    """The frame of the number that stands in the tokens [start, end) of a parsed doc.

    Roles: `head` the noun that the number modifies ("a $5 million fine"), `noun` the noun that it
    belongs to ("a fine of $5 million"), `verb` its governors nearest first, `subject` and `object` of
    these, `aim` a verb beneath them ("cost $5 million to train"), `prep` the preposition before it,
    `of`, `for`, `in` … the noun after each preposition that follows, `left` and `right` its
    neighbours, `near` the words around, `inside` its own.
    """
    span = doc[start:end]
    sentence = span.sent
    top = span.root
    roles: dict[str, list[str]] = {"inside": [word(t) for t in span if t.pos_ not in FUNCTION]}
    head = _noun_head(top, span)
    if head is not None:
        roles["head"] = [word(head)]
        top = head
    _add_governors(roles, top)
    for token in _after(doc, end, sentence.end):
        if token.dep_ in ("prep", "agent") or token.tag_ == "IN":
            for child in token.children:
                if child.dep_ in ("pobj", "pcomp"):
                    roles.setdefault(word(token), []).append(word(child))
    left = [t for t in doc[max(sentence.start, start - 7) : start] if t.pos_ != "SPACE"]
    right = [t for t in doc[end : min(sentence.end, end + 7)] if t.pos_ != "SPACE"]
    for n, token in enumerate(reversed(left[-3:]), 1):
        roles[f"left{n}"] = [word(token)]
    for n, token in enumerate(right[:3], 1):
        roles[f"right{n}"] = [word(token)]
    roles["near"] = [word(t) for t in (*left, *right) if t.pos_ not in FUNCTION]
    return {role: tuple(dict.fromkeys(words)) for role, words in roles.items()}


def _noun_head(top: Token, span: Span) -> Token | None:
    """The noun outside the number's own words that it modifies: "fine" in "a $5 million fine"."""
    here = top
    while here.head is not here and here.dep_ in (
        "nummod",
        "compound",
        "amod",
        "nmod",
        "quantmod",
        "poss",
        "npadvmod",
    ):
        here = here.head
        if here.pos_ in ("NOUN", "PROPN", "ADJ", "ADV") and not span.start <= here.i < span.end:
            return here
    return None


def _add_governors(roles: dict[str, list[str]], top: Token) -> None:
    """Walks up from the number and notes prepositions, nouns and verbs, with the verbs' arguments."""
    here = top
    verbs = 0
    for _ in range(REACH):
        if here.head is here:
            break
        below, here = here, here.head
        if here.dep_ in ("prep", "agent", "pcomp") or here.pos_ == "ADP":
            roles.setdefault("prep", []).append(word(here))
        elif here.pos_ in ("NOUN", "PROPN"):
            if below.dep_ not in ("conj", "appos"):
                roles.setdefault("noun", []).append(word(here))
            elif below.dep_ == "appos":
                roles.setdefault("beside", []).append(word(here))
        elif here.pos_ in VERBAL:
            verbs += 1
            role = "verb" if verbs == 1 else "upper"
            roles.setdefault(role, []).append(word(here))
            if verbs == 1:
                _add_arguments(roles, here, top)
            if verbs == 2:
                break
    if verbs == 0 and here.pos_ in VERBAL:
        roles.setdefault("verb", []).append(word(here))
        _add_arguments(roles, here, top)


def _add_arguments(roles: dict[str, list[str]], verb: Token, top: Token) -> None:
    for child in verb.children:
        if child is top or top.is_ancestor(child) or child.is_ancestor(top):
            roles.setdefault("slot", []).append(child.dep_)
            continue
        if child.dep_ in ("nsubj", "nsubjpass"):
            roles.setdefault("subject", []).extend(_with_of(child))
        elif child.dep_ in ("dobj", "attr", "oprd"):
            roles.setdefault("object", []).extend(_with_of(child))
        elif child.dep_ in ("xcomp", "advcl", "ccomp", "acomp"):
            roles.setdefault("aim", []).append(word(child))
        elif child.dep_ == "prt":
            roles["verb"].append(f"{word(verb)} {word(child)}")
        elif child.dep_ == "prep":
            for below in child.children:
                if below.dep_ == "pobj":
                    roles.setdefault(f"with_{word(child)}", []).append(word(below))


def _with_of(noun: Token) -> Iterator[str]:
    """The noun, its compounds and what stands after its "of": "price" and "tonne" in "the price of a tonne"."""
    yield word(noun)
    for child in noun.children:
        if child.dep_ in ("compound", "amod"):
            yield word(child)
        if child.dep_ == "prep" and child.lower_ == "of":
            yield from (word(below) for below in child.children if below.dep_ == "pobj")


def _after(doc: Doc, end: int, limit: int) -> Iterator[Token]:
    """The next few tokens after the number, up to a full stop or semicolon."""
    for token in doc[end : min(limit, end + 6)]:
        if token.text in (";", ":", "(", ")", "–", "—"):
            return
        yield token
