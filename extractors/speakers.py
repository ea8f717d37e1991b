"""Speakers by name: what a source is called for short, and the via through which it spoke.

"co-founder Raghav Seshagiri"                      Raghav Seshagiri
"Researchers at the Ostrava Institute of Sleep"    Ostrava Institute of Sleep
"a survey of the University of Harburg"            University of Harburg, via survey
"she"                                              the last person who spoke
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from spacy.tokens import Doc

from extractors.account import Account
from extractors.attribution import Attribution, Span
from extractors.mention_words import mention_words
from extractors.parse import Parse
from extractors.phrases import brought_in
from extractors.pronouns import pronouns
from extractors.speaker_phrases import (
    document_name,
    has_name,
    head_of,
    is_document,
    is_person,
    is_pronoun,
    names_itself,
    owner_of,
    passed_by,
    proper_name,
    told_in,
)
from extractors.speaker_words import speaker_words
from extractors.verbs import Range

Names = Callable[[Doc, int, int], str | None]
"""Canonical short name of the mention at characters start..end of a document; None where nothing tells."""

LEADING = re.compile(
    r"^(?:one of the|the|a|an|what|its|his|her|their|our|this|that|these|those|own)\s+", re.IGNORECASE
)
TRAILING = re.compile(r"(?:['’]s?|[\s,;:.–—-]+|(?:,(?!\d{3})|\().*)$", re.DOTALL)
LOOK_BACK = 600  # tokens back in which a document's owner is looked for
_QUALIFIED = (["JJ"], ["VBN"])  # what may stand in a document's mention that does not tell whose it is
_RELATIVE = frozenset({"WDT", "WP", "WP$"})
_OPENING = 2  # tokens before an "it" that takes up who spoke
_SHORT = 4  # words of a description that stands for a name
RECENT = 12  # attributions back in which a pronoun's speaker is looked for


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source by name, and the document that it spoke through, or who passed it on, where the mention names one."""

    name: str
    document: str | None = None


def speaker_of(account: Account, span: Span, names: Names) -> Speaker:
    """The speaker mentioned at characters `span`: canonical where `names` knows it, else as the text says."""
    return _of_tokens(account, _tokens(account.parse, span), names, depth=0)


def _tokens(parse: Parse, span: Span) -> Range:
    return parse.token_at(span[0]), parse.token_at(span[1] - 1) + 1


def _of_tokens(account: Account, tokens: Range, names: Names, *, depth: int) -> Speaker:
    parse, words = account.parse, speaker_words()
    head = head_of(parse, tokens)
    if depth < 3 and is_pronoun(parse, head):
        return _of_pronoun(account, tokens, head, names, depth=depth)
    if (
        depth < 3
        and (is_document(parse, head) or parse.lower[head] in words.spokespeople)
        and not names_itself(parse, head, tokens)
    ):
        named = parse.child(head, "appos")
        if named is not None and parse.lower[head] in words.people and parse.tag[named] == "NNP":
            return _of_tokens(account, parse.edges[named], names, depth=depth + 1)
        if (outlet := passed_by(parse, head, tokens)) is not None:
            return Speaker(
                document_name(parse, head), _of_tokens(account, outlet, names, depth=depth + 1).name
            )
        owner = owner_of(parse, head, tokens)
        if owner is not None:
            speaker = _of_tokens(account, owner, names, depth=depth + 1)
            if speaker.name.lower() in pronouns().anaphoric:  # "its annual report", and nothing tells whose
                return Speaker(document_name(parse, head) or _called(account, tokens, head))
            return Speaker(speaker.name, document_name(parse, head) if is_document(parse, head) else None)
        if parse.lower[tokens[0]] in words.definite and (known := _named_before(account, tokens, head)):
            speaker = _of_tokens(account, known, names, depth=depth + 1)
            return Speaker(speaker.name, document_name(parse, head) if is_document(parse, head) else None)
        between = parse.tag[tokens[0] + 1 : tokens[1] - 1]  # not "the police report"
        bare = parse.lower[tokens[0]] in words.definite and (not between or between in _QUALIFIED)
        if bare and is_document(parse, head) and (teller := _last_teller(account, tokens, names)):
            return Speaker(teller, document_name(parse, head))
    name = proper_name(parse, tokens, head)
    if name is not None:
        start, end = parse.span(*name)
        return Speaker(names(account.doc, start, end) or _plain(account.text[start:end]))
    start, end = parse.span(*tokens)
    return Speaker(_described(account, tokens, head, names))


def _of_pronoun(account: Account, tokens: Range, head: int, names: Names, *, depth: int) -> Speaker:
    """ "I" is who speaks the quote; "she" the last person, "it" the last body or document, that spoke."""
    parse = account.parse
    word, at = parse.lower[head], parse.start[head]
    if word in pronouns().personal and depth == 0 and (teller := _who_spoke_before(account, head)):
        return _of_tokens(account, teller, names, depth=depth + 1)
    if word == "it" and depth == 0 and (teller := _body_before(account, head)):
        return _of_tokens(account, teller, names, depth=depth + 1)
    if word not in pronouns().speaking and (known := _named(account, *parse.span(*tokens), names)):
        return Speaker(known)
    if word in pronouns().speaking:
        before = (one for one in account.covering(at, at + 1) if one.rule in ("quote", "colon", "clause"))
    else:
        wanted = word in pronouns().personal
        before = (
            one
            for one in islice(account.earlier(at), RECENT)
            if one.source and is_person(parse, _tokens(parse, one.source[0])) == wanted
        )
    for one in before:
        if one.source and not is_pronoun(parse, head_of(parse, _tokens(parse, one.source[0]))):
            return _of_tokens(account, _tokens(parse, one.source[0]), names, depth=depth + 1)
    start, end = parse.span(*tokens)
    return Speaker(names(account.doc, start, end) or _plain(account.text[start:end]))


def _who_spoke_before(account: Account, pronoun: int) -> Range | None:
    """The person named as the speaker of the sentence before: "said Bruce Gartner, its director. He added"."""
    parse = account.parse
    begin, _ = parse.sentence_of(pronoun)
    for one in account.attributions_in(parse.sentence_index(pronoun) - 1)[::-1]:
        if begin and one.source and not one.weak:
            tokens = _tokens(parse, one.source[0])
            head = head_of(parse, tokens)
            known = proper_name(parse, tokens, head) or parse.lower[head] in speaker_words().spokespeople
            if is_person(parse, tokens) and known:
                return tokens
    return None


def _body_before(account: Account, pronoun: int) -> Range | None:
    """The body without a name that told the sentence before: "40 died, the agency said. It put the damage at 5"."""
    parse = account.parse
    begin, _ = parse.sentence_of(pronoun)
    tellers = [
        _tokens(parse, one.source[0])
        for one in account.attributions_in(parse.sentence_index(pronoun) - 1)
        if one.source and not one.weak and not one.quoted
    ]
    if not begin or len(tellers) != 1 or pronoun - begin > _OPENING:
        return None
    head = head_of(parse, tellers[0])
    described = parse.tag[head] == "NN" and proper_name(parse, tellers[0], head) is None
    body = mention_words().kind_of_noun.get(parse.lower[head]) == "organisation"
    return tellers[0] if described and body else None


def _named_before(account: Account, tokens: Range, head: int) -> Range | None:
    """Whose "the report" is, by an earlier mention with its owner; "the authors" are the last body that spoke."""
    parse = account.parse
    if is_document(parse, head):
        for token in range(tokens[0] - 1, max(-1, tokens[0] - LOOK_BACK), -1):
            if parse.lower[token] == parse.lower[head] and parse.tag[token].startswith("NN"):
                owner = owner_of(parse, token, (max(0, token - 40), min(parse.size, token + 40)))
                if owner is not None and has_name(parse, owner):
                    return owner
        return None
    if tokens[1] - tokens[0] > 2 or parse.tag[head] != "NNS":
        return None
    return _last_body(account, parse.start[tokens[0]])


def _last_teller(account: Account, tokens: Range, names: Names) -> str | None:
    """The name of the body that told last before a document without an owner: "the firm has found…", "the report says"."""
    parse, at = account.parse, account.parse.start[tokens[0]]
    for one in islice(account.earlier(at), RECENT):
        if not one.source or one.covers(at, at + 1):
            continue
        body = _tokens(parse, one.source[0])
        if (
            is_person(parse, body)
            or parse.lower[head_of(parse, body)] in pronouns().personal | pronouns().speaking
        ):
            continue
        common = parse.tag[body[0] : body[1]] == ["NNS"]  # "Witnesses say"
        if not common and (known := _named(account, *one.source[0], names)):
            return known
    return None


def _last_body(account: Account, offset: int) -> Range | None:
    """The named body, no person and no document, that spoke last before a character."""
    parse = account.parse
    for one in islice(account.earlier(offset), RECENT):
        if one.source and not one.covers(offset, offset + 1):  # who tells of "the company" is another
            body = _tokens(parse, one.source[0])
            head = head_of(parse, body)
            if is_document(parse, head) or is_person(parse, body):
                continue
            if (name := proper_name(parse, body, head)) is not None:
                return name
    return None


def _described(account: Account, tokens: Range, head: int, names: Names) -> str:
    """A mention without a name: "the company" by its name, "the ministry" as it was called before, else as it is."""
    parse = account.parse
    if (
        mention_words().kind_of_noun.get(parse.lower[head]) == "organisation"
    ):  # "The company, based in Lindau,"
        commas = (n for n in range(head + 1, tokens[1]) if parse.lower[n] == ",")
        tokens = tokens[0], next(commas, tokens[1])
    start, end = parse.span(*tokens)
    owner = (
        _named(account, *parse.span(tokens[0], tokens[0] + 1), names)
        if parse.tag[tokens[0]] == "PRP$"
        else None
    )
    words = account.text[start:end].split()  # "the Oslo-based lens maker" are four
    definite = parse.lower[tokens[0]] in speaker_words().described and len(words) <= _SHORT
    owned = any(parse.dep[child] == "poss" and parse.tag[child] != "PRP$" for child in parse.children[head])
    itself = owned or (definite and brought_in(parse, head, tokens[0]))  # "the seafarers' union"
    if definite and not itself and (known := _named(account, start, end, names)) not in (None, owner):
        return known
    if definite and not itself and parse.lower[head] in speaker_words().companies:
        if body := _last_body(account, start):
            start, end = parse.span(*body)
        known = names(account.doc, start, end) or (account.text[start:end] if body else None)
        if known and known[:1].isupper() and known != owner:
            return known
    if definite and tokens[1] - tokens[0] == 2:
        for one in islice(account.earlier(start), RECENT):
            fuller = _tokens(parse, one.source[0]) if one.source else tokens
            if fuller[1] - fuller[0] > 2 and parse.lower[head_of(parse, fuller)] == parse.lower[head]:
                return _called(account, fuller, head_of(parse, fuller))
    return _called(account, tokens, head)


def _named(account: Account, start: int, end: int, names: Names) -> str | None:
    """The proper name that a pronoun or description stands for; None where `names` knows only a common noun."""
    known = names(account.doc, start, end)
    itself = known is not None and account.text[start:end].lower().endswith(f" {known.lower()}")
    return known if known and known[:1].isupper() and not itself else None  # "the Oslo-based lens maker"


def _called(account: Account, tokens: Range, head: int) -> str:
    """The mention's words up to its relative clause, without its article."""
    parse, last, words = account.parse, head + 1, speaker_words()
    for child in parse.children[head]:
        if child > head and parse.dep[child] == "prep" and parse.lower[child] in words.qualifying:
            end = min(parse.edges[child][1], tokens[1])
            last = max(
                last, next((n for n in range(child, end) if parse.lower[n] in speaker_words().seen), end)
            )
    first = tokens[0]
    while first < head and (
        parse.lower[first][:1].isdigit() or parse.tag[first] in ("DT", "PRP$", "HYPH", "CD")
    ):
        first += 1 if parse.tag[first + 1] != "HYPH" else 3
    return _plain(account.text[slice(*parse.span(min(first, head), last))])


def _plain(text: str) -> str:
    name = LEADING.sub("", TRAILING.sub("", text.strip())) or text.strip()
    return speaker_words().known_as.get(name.lower(), name)


def via_of(account: Account, inner: Attribution, outer: Attribution | None, names: Names) -> str | None:
    """The outlet that was told, or who reported what the source said; None without."""
    parse, words = account.parse, speaker_words()
    if inner.via:
        tokens = _tokens(parse, inner.via)
        head = head_of(parse, tokens)
        if parse.lower[head] not in words.listeners and has_name(parse, tokens):
            return _of_tokens(account, tokens, names, depth=0).name
    if outer and outer.source and outer.source != inner.source and inner.rule != "relative":
        return speaker_of(account, outer.source[0], names).name
    noun = told_in(parse, parse.token_at(inner.cue[0][0]))
    return None if noun is None or inner.covers(*parse.span(noun, noun + 1)) else document_name(parse, noun)
