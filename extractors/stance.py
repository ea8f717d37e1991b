"""Stance: does the text assert, deny, allege, plan or only imagine the number?

    stance_of(doc, 22, 24, attributed)      # "The firm denied it had 50 chips." -> ("denied", "chain: denied")

As in ConText, what counts is what a cue governs, not that it stands somewhere near: verbs above the
number in the parse, their auxiliaries, and the words just beside it. Cues are data (data/stance.yml).
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from db.records import Stance
from extractors.account import Account, account_of
from extractors.attribution import Attribution
from extractors.cues import cue_words
from extractors.linear import Linear
from extractors.parse import Parse
from extractors.rejections import rejected
from extractors.sources import Attributed
from extractors.stance_frames import arranged_stance, framed_stance, outlook_stance
from extractors.stance_words import StanceCue, stance_words
from extractors.verbs import REACH

UNTOLD = 0.6  # the chance from which a number is denied where no word that denies stands near it
ASIDE = frozenset({"relcl", "acl", "parataxis", "conj", "ccomp"})  # clauses beside the one that is said


def stance_of(doc: Doc, start: int, end: int, attributed: Attributed) -> tuple[Stance, str]:
    """The stance of the number at characters start..end, and the strongest signs of it ("" where none).

    `attributed` is what `source_of` said of the number: "alleges", "denied" and "plans" colour it.
    """
    account = account_of(doc)
    told = attributed.source is not None or any(
        one.rule == "passive_clause" for one in account.covering(start, end)
    )
    if (words := rejected(account.parse, start, end, told=told)) is not None:
        return "denied", f"rejected: “{words}”"
    plain = plain_stance(account, start, end)
    if plain is not None:
        return plain
    features = features_of(account, start, end, attributed)
    model = Linear.load("stance")
    scores = model.scores(features)
    if scores["denied"] < UNTOLD and not _is_contradicted(account.parse, start, end):
        del scores["denied"]
    label = max(scores, key=scores.__getitem__)
    stance: Stance = label  # type: ignore[assignment]  # the labels are those of the training data
    return stance, ", ".join(model.strongest(features, label, most=2))


def _is_contradicted(parse: Parse, start: int, end: int) -> bool:
    """Whether any word that can deny stands in the number's sentence or beside it: without one nothing is denied."""
    words, here = stance_words(), parse.sentence_index(parse.token_at(start))
    first = max(0, parse.sentences[max(0, here - 1)][0], parse.token_at(start) - REACH)
    last = parse.sentences[min(len(parse.sentences) - 1, here + 1)][1]
    return not words.denying.isdisjoint(parse.lower[first : min(last, parse.token_at(end - 1) + REACH)])


def plain_stance(account: Account, start: int, end: int) -> tuple[Stance, str] | None:
    """The stance where one cue alone decides it, and that cue; None where signs have to be weighed.

    "It denied that it had sold 50" is denied (unless the clause is itself negated), as is what somebody calls
    bogus; "is said to have sold 50", "is accused of selling 50" and "reportedly sold 50" are alleged.
    """
    words = stance_words()
    for stance, cue in cues_at(account.parse, start, end):
        if stance == "alleged" and cue.partition(": ")[2] in words.hearsay:
            return "alleged", cue
    if (framed := framed_stance(account.parse, start, end)) is not None:
        return framed
    told = [one for one in account.covering(start, end) if not one.weak]
    if [one.rule for one in told[:2]] == ["noun_clause", "object"]:
        told = told[1:]  # "the ministry denied a claim that it had 5"
    inner = told[0] if told else None
    return (
        (_told(account, start, inner) if inner else None)
        or outlook_stance(account.parse, start, end)
        or arranged_stance(account.parse, start, end)
    )


def _told(account: Account, start: int, inner: Attribution) -> tuple[Stance, str] | None:
    """The stance that the cue of the innermost attribution alone decides."""
    words = stance_words()
    means = words.chain.get(inner.lemma, frozenset())
    if inner.rule == "passive_clause" and not inner.source and inner.lemma in words.passives:
        beside = _told_beside(account.parse, start, inner.cue[0][0])
        return None if beside else ("alleged", f"passive: {inner.lemma}")
    claim = (
        inner.rule == "object"
        and inner.lemma in cue_words().small.denying
        and _holds_claim(account, start, inner)
    )
    if claim or (inner.rule in ("clause", "gerund") and "denied" in means):
        between = account.text[inner.cue[0][1] : start].lower().split()
        return None if words.negations.intersection(between) else ("denied", inner.lemma)
    if inner.rule == "relative" and "planned" in means:
        return "planned", inner.lemma  # "the 455 million expected by analysts"
    return None


def _holds_claim(account: Account, start: int, denial: Attribution) -> bool:
    """Whether what is denied is another's claim with a clause of its own, in which the number stands."""
    return any(
        one.rule == "noun_clause" and denial.covers(*one.cue[0]) for one in account.covering(start, start + 1)
    )


def _told_beside(parse: Parse, start: int, cue: int) -> bool:
    """Whether a number before a passive is no part of what is said: "the fund, which owns 38%, is said to want out"."""
    if start > cue:
        return False
    verb, token = parse.token_at(cue), parse.token_at(start)
    for here in parse.above(token, token):
        if here == verb:
            return False
        if parse.dep[here] in ASIDE and parse.pos[here] in ("VERB", "AUX"):
            return True
    return True


def features_of(account: Account, start: int, end: int, attributed: Attributed) -> set[str]:
    """What bears on the stance of a number: cues that reach it, words around and above it, who claims it."""
    parse, words = account.parse, stance_words()
    cues = list(cues_at(parse, start, end))
    features = {f"{cue.partition(':')[0]} {stance}" for stance, cue in cues}
    features |= {f"{stance} by {cue}" for stance, cue in cues}
    first, last = parse.token_at(start), parse.token_at(end - 1)
    begin, stop = parse.sentence_of(first)
    begin, stop = max(begin, first - REACH), min(stop, last + REACH)
    features |= {f"before {n} {parse.lower[first - n]}" for n in range(1, 3) if first - n >= begin}
    features |= {f"after {n} {parse.lower[last + n]}" for n in range(1, 3) if last + n < stop}
    features |= {f"inside {word}" for word in parse.lower[first : last + 1] if not word[:1].isdigit()}
    features |= set(_clause_facts(parse, first, last))
    around = parse.lower[begin:stop]
    features |= {f"sentence has {word}" for word in around if word in words.helpers or word in words.beside}
    one = attributed.attribution
    features.add("attributed" if attributed.source else "nobody's")
    if attributed.source:
        said_by = attributed.source.lower().split()
        features.add(f"source {said_by[-1]}")
        if not words.accusers.isdisjoint(said_by):
            features.add("told by who accuses")
    down = _turned_down(parse, first, last)
    if one is not None:
        features |= {f"cue {one.lemma}", f"cue kind {one.kind}", f"cue rule {one.rule}"}
        features |= {f"source's cue {stance}" for stance in _meant(account, one, down)}
    for cover in account.covering(start, end)[:3]:
        features |= {f"told {cover.lemma}", f"told {cover.kind} {cover.rule}"}
        if cover.rule == "passive_clause" and not cover.source:
            features.add("hearsay")
        features |= {f"told as {stance}" for stance in _meant(account, cover, down)}
    return features


def _meant(account: Account, one: Attribution, down: frozenset[int]) -> frozenset[StanceCue]:
    """The stances that the cue of an attribution means; a denial is none where it only turns something down."""
    means = stance_words().chain.get(one.lemma, frozenset())
    return means - {"denied"} if account.parse.token_at(one.cue[0][0]) in down else means


def _turned_down(parse: Parse, first: int, last: int) -> frozenset[int]:
    """The verbs above the number that turn something down and deny no number."""
    found, below = set(), first
    for token in parse.above(first, last):
        if _only_turned_down(parse, below, token):
            found.add(token)
        below = token
    return frozenset(found)


def _clause_facts(parse: Parse, first: int, last: int) -> Iterator[str]:
    """The verbs above the number with their helpers: "will buy", "had bought", "would have cost"."""
    depth = 0
    for token in parse.above(first, last):
        if depth < 4:
            yield f"above {parse.lower[token]}"
        if parse.tag[token].startswith(("VB", "MD")):
            helpers = [
                parse.lower[c] for c in parse.children[token] if parse.dep[c] in ("aux", "auxpass", "neg")
            ]
            yield f"verb {min(depth, 2)} {parse.tag[token]} {' '.join(helpers)}"
            yield f"verb {' '.join(helpers)} {parse.lower[token]}"
            if any(
                parse.dep[c] == "mark" and parse.lower[c] in ("if", "unless") for c in parse.children[token]
            ):
                yield f"if {min(depth, 2)}"
            depth += 1
            if depth > 3:
                return


def cues_at(parse: Parse, start: int, end: int) -> Iterator[tuple[StanceCue, str]]:
    """Each cue that reaches the number, as (stance, "way: word"), the nearest first."""
    words = stance_words()
    first, last = parse.token_at(start), parse.token_at(end - 1)
    for token in range(max(first - 3, parse.sentence_of(first)[0]), first):
        for stance in sorted(words.beside.get(parse.lower[token], ())):
            yield stance, f"beside: {parse.lower[token]}"
    below = first
    for token in parse.above(first, last):
        beside, onto, below = _goes_on(parse, below, token), below, token
        if beside:
            continue
        for stance in sorted(words.chain.get(parse.lower[token], ())):
            if stance != "denied" or not _only_turned_down(parse, onto, token):
                yield stance, f"chain: {parse.lower[token]}"
        for child in parse.children[token]:
            if first <= child <= last:
                continue  # "will not exceed 11 million" bounds it
            if parse.dep[child] in ("aux", "neg", "mark", "advmod", "cc", "preconj", "det"):
                for stance in sorted(words.helpers.get(parse.lower[child], ())):
                    yield stance, f"helper: {parse.lower[child]}"
                for stance in sorted(words.beside.get(parse.lower[child], ())):
                    yield stance, f"adverb: {parse.lower[child]}"


def _only_turned_down(parse: Parse, below: int, token: int) -> bool:
    """Whether a verb of denying turns down an offer or a person, and denies no number: "rejected an offer of 4 million",
    "denied boarding to 200", "refused to say whether 4 million was paid"."""
    if parse.dep[below] == "xcomp":
        return parse.lower[below] in cue_words().verbs
    if parse.dep[below] in ("prep", "dative"):
        return parse.lower[below] == "to"
    means = stance_words().chain
    offered = parse.dep[below] == "dobj" and "planned" in means.get(parse.lower[below], ())
    return offered and parse.lower[token] in stance_words().declining


def _goes_on(parse: Parse, below: int, token: int) -> bool:
    """Whether a verb only stands before the number's own, which says something else: "denied A, and said that it has 50"."""
    return (
        parse.dep[below] == "conj"
        and parse.head[below] == token
        and parse.tag[below].startswith("VB")
        and any(
            parse.dep[child] in ("ccomp", "xcomp", "nsubj", "nsubjpass") for child in parse.children[below]
        )
    )
