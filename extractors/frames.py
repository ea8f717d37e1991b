"""The frame of a number: the words that stand in a fixed relation to it, by role.

In "DeepSeek spent more than $500 million on servers" the number's frame has the verb `spend`, the
subject `deepseek` and, after "on", `server`. Metrics, items and the question whether a number is a
claim at all are decided by frames, not by words anywhere in the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

Frame = dict[str, tuple[str, ...]]
Roles = dict[str, list[Token]]
VERBAL = {"VERB", "AUX"}
FUNCTION = {"DET", "PUNCT", "SPACE", "PART", "CCONJ"}
MODIFIES = ("nummod", "compound", "amod", "nmod", "quantmod", "poss", "npadvmod")
_DOUBLING = re.compile(
    r"[^aeiou]*[aeiou][^aeiouwxy]"
)  # one short syllable, whose end doubles before -ed and -ing
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
    """The lemmas of `roles_of`, with a verb's particle joined to it ("lay off")."""
    frame: Frame = {}
    for role, tokens in roles_of(doc, start, end).items():
        words = [word(token) for token in tokens]
        if role == "verb":
            words += [f"{word(t)} {word(c)}" for t in tokens for c in t.children if c.dep_ == "prt"]
        frame[role] = tuple(dict.fromkeys(words))
    return frame


def roles_of(doc: Doc, start: int, end: int) -> Roles:
    """The words that matter to the number in the tokens [start, end), worked out once (see `_read_roles`)."""
    known: dict[tuple[int, int], Roles] = doc.user_data.setdefault("crossclaim_roles", {})
    if (start, end) not in known:
        known[start, end] = _read_roles(doc, start, end)
    return known[start, end]


def _read_roles(doc: Doc, start: int, end: int) -> Roles:
    """The words that matter to the number that stands in the tokens [start, end) of a parsed doc.

    Roles: `head` the noun that the number modifies ("a $5 million fine"), `noun` the noun that it
    belongs to ("a fine of $5 million"), `verb` its nearest verb and `upper` the next, `subject` and
    `object` of the verb, `aim` a verb beneath it ("cost $5 million to train"), `prep` the preposition
    before the number, `of`, `for`, `in` … the noun after each preposition that follows it,
    `with_on` … after those that the verb has elsewhere, `left1` and `right1` … its neighbours, `near`
    the words around, `inside` its own.
    """
    span = doc[start:end]
    sentence = span.sent
    top = span.root
    roles: Roles = {"inside": [t for t in span if t.pos_ not in FUNCTION]}
    head = _noun_head(top, span)
    if head is not None:
        roles["head"] = [head]
        top = head
    _add_governors(roles, top)
    for token in _after(doc, end, sentence.end):
        if token.dep_ in ("prep", "agent") or token.tag_ == "IN":
            below = [child for child in token.children if child.dep_ in ("pobj", "pcomp")]
            roles.setdefault(word(token), []).extend(below)
    left = [t for t in doc[max(sentence.start, start - 7) : start] if t.pos_ != "SPACE"]
    right = [t for t in doc[end : min(sentence.end, end + 7)] if t.pos_ != "SPACE"]
    for n, token in enumerate(reversed(left[-3:]), 1):
        roles[f"left{n}"] = [token]
    for n, token in enumerate(right[:3], 1):
        roles[f"right{n}"] = [token]
    roles["near"] = [t for t in (*left, *right) if t.pos_ not in FUNCTION]
    return roles


def _noun_head(top: Token, span: Span) -> Token | None:
    """The noun outside the number's own words that it modifies: "fine" in "a $5 million fine"."""
    here = top
    while here.head is not here and here.dep_ in MODIFIES:
        here = here.head
        if here.pos_ in ("NOUN", "PROPN", "ADJ", "ADV") and not span.start <= here.i < span.end:
            return here
    return None


def _add_governors(roles: Roles, top: Token) -> None:
    """Walks up from the number and notes prepositions, nouns and verbs, with the verbs' arguments."""
    here = top
    verbs = 0
    for _ in range(REACH):
        if here.head is here:
            break
        below, here = here, here.head
        if here.dep_ in ("prep", "agent", "pcomp") or here.pos_ == "ADP":
            roles.setdefault("prep", []).append(here)
        elif here.pos_ in ("NOUN", "PROPN"):
            if below.dep_ not in ("conj", "appos"):
                roles.setdefault("noun", []).append(here)
            elif below.dep_ == "appos":
                roles.setdefault("beside", []).append(here)
        elif here.pos_ in VERBAL:
            verbs += 1
            roles.setdefault("verb" if verbs == 1 else "upper", []).append(here)
            if verbs == 1:
                _add_arguments(roles, here, top)
            else:
                break
    if verbs == 0 and here.pos_ in VERBAL:
        roles.setdefault("verb", []).append(here)
        _add_arguments(roles, here, top)


def _add_arguments(roles: Roles, verb: Token, top: Token) -> None:
    above = {top.i, *(token.i for token in top.ancestors)}
    below = {token.i for token in top.subtree}
    for child in verb.children:
        if child.i in above or child.i in below:
            continue
        if child.dep_ in ("nsubj", "nsubjpass"):
            roles.setdefault("subject", []).extend(_with_of(child))
        elif child.dep_ in ("dobj", "attr", "oprd"):
            roles.setdefault("object", []).extend(_with_of(child))
        elif child.dep_ in ("xcomp", "advcl", "ccomp", "acomp"):
            roles.setdefault("aim", []).append(child)
        elif child.dep_ == "prep":
            inner = [token for token in child.children if token.dep_ == "pobj"]
            roles.setdefault(f"with_{word(child)}", []).extend(inner)


def _with_of(noun: Token) -> Iterator[Token]:
    """The noun, its modifiers and what stands after its "of": "price" and "tonne" in "the price of a tonne"."""
    yield noun
    for child in noun.children:
        if child.dep_ in ("compound", "amod"):
            yield child
        if child.dep_ == "prep" and child.lower_ == "of":
            yield from (below for below in child.children if below.dep_ == "pobj")


def _after(doc: Doc, end: int, limit: int) -> Iterator[Token]:
    """The next few tokens after the number, up to a full stop or semicolon."""
    for token in doc[end : min(limit, end + 6)]:
        if token.text in (";", ":", "(", ")", "–", "—"):
            return
        yield token
