"""Sources: to whom a text attributes one number, and through whom.

    attributed = source_of(doc, 41, 43, names)      # Attributed(source="SemiAnalysis", via=None, …)

Candidates are the attributions that hold the number, those around it that the text may be going on
with ("it also", the items of a report's list), the subjects of the verbs above it, and nobody: the
article itself. A small linear model (weights/sources.json) chooses among them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from extractors.account import Account, account_of
from extractors.attribution import Attribution, Span
from extractors.cues import cue_words
from extractors.linear import Linear, softmax
from extractors.mentions import Mentions
from extractors.pronouns import pronouns
from extractors.source_candidates import Candidate, Chosen, candidates_of
from extractors.source_features import situation_weights, told_of
from extractors.source_fits import fit_of
from extractors.speakers import Names, speaker_of, via_of

_SURE = frozenset({"noun_clause", "cleft"})
_EXPECTING = frozenset({"estimate", "belief"})


@dataclass(frozen=True, slots=True)
class Attributed:
    """Who claims a number: `source` None where the article itself does. Spans are characters of the text.

    `rule` is the place and frame of the attribution that was chosen; `share` its probability among
    the candidates.
    """

    source: str | None
    source_span: Span | None
    via: str | None
    rule: str
    cue: Span | None
    attribution: Attribution | None = None
    share: float = 1.0


def no_names(doc: Doc, start: int, end: int) -> str | None:
    """The Names that knows nobody: each source is called as the text calls it."""
    return None


def source_of(
    doc: Doc, start: int, end: int, names: Names = no_names, mentions: Mentions | None = None
) -> Attributed:
    """Who claims the number at characters start..end; `names` turns a mention into a canonical name.

    `mentions` tell of which kind the speakers are, and which of them the topic calls voices.

    Ask for the numbers of a document in the order of its text: an account often goes on from one
    number to the next.
    """
    account = account_of(doc)
    previous = _decided_before(account, start)
    candidates = candidates_of(account, start, end, previous)
    fits = [fit_of(account, each, names, mentions) for each in candidates]
    totals = _totals(account, candidates, previous, fits)
    chosen, share = _plain(candidates) or most_probable(candidates, totals)
    _decisions(account)[start] = Chosen(start, chosen)
    one = chosen.attribution
    if one is None:
        return Attributed(None, None, None, "the article's own words", None, share=share)
    span = one.source[0] if one.source else None
    speaker = speaker_of(account, span, names) if span else None
    if speaker and not any(map(str.isalnum, speaker.name)):
        speaker = None  # a stray mark of a broken page is nobody
    via = via_of(account, one, chosen.outer, names) or (speaker.document if speaker else None)
    if speaker and via == speaker.name:
        via = None
    return Attributed(
        source=speaker.name if speaker else None,
        source_span=span,
        via=via,
        rule=f"{chosen.place}: {one.rule}",
        cue=one.cue[0],
        attribution=one,
        share=share,
    )


def without_pronoun(attributed: Attributed) -> Attributed:
    """The same, where "we" and "I" of which nothing tells whose they are stand for the article itself."""
    if attributed.source is None or attributed.source.lower() not in pronouns().speaking:
        return attributed
    return Attributed(
        None, None, attributed.via, "the article's own words", attributed.cue, share=attributed.share
    )


def _plain(candidates: list[Candidate]) -> tuple[Candidate, float] | None:
    """Who is never in doubt: the owner of a claim that holds the number ("DeepSeek's claim that it spent 5", "5 is what it
    reported"), and whoever it is told "according to", unless another says it within that."""
    told = [one for one in candidates if one.place == "covers" and _is_strong(one)]
    if told and all(one.attribution and one.attribution.rule == "according" for one in told):
        return told[0], 1.0
    inner = next((one for one in candidates if one.place == "covers"), None)
    one = inner.attribution if inner else None
    if inner is None or one is None or not one.source:
        return None
    if one.rule == "noun_clause" and _is_denied(inner.outer):
        return Candidate(
            "covers", inner.outer, inner.start, 1
        ), 1.0  # "the ministry denied a claim that it had 5"
    owned = one.rule == "gerund" and one.lemma in cue_words().small.owning_up  # "denied having sold 5"
    expected = (
        one.rule == "relative" and one.kind in _EXPECTING
    )  # "the 455 million that analysts had forecast"
    return (inner, 1.0) if owned or expected or one.rule in _SURE else None


def _is_strong(candidate: Candidate) -> bool:
    one = candidate.attribution
    return one is not None and bool(one.source) and not one.weak


def _is_denied(outer: Attribution | None) -> bool:
    """Whether somebody denies what another claims, who is then the source."""
    return (
        outer is not None
        and bool(outer.source)
        and not outer.weak
        and outer.lemma in cue_words().small.denying
    )


def _totals(
    account: Account, candidates: list[Candidate], previous: Chosen | None, fits: Sequence[float]
) -> list[float]:
    """What speaks for each candidate, as the model weighs it, with its fit."""
    rows, facts = told_of(account, candidates, previous)
    situation = situation_weights().told_by(facts, {each.place for each in candidates})
    model = Linear.load("sources")
    return [
        model.total_of(groups, fit, situation[each.place])
        for each, groups, fit in zip(candidates, rows, fits, strict=True)
    ]


def most_probable(candidates: list[Candidate], totals: Sequence[float]) -> tuple[Candidate, float]:
    """The most probable source's best candidate, and the source's share among all (softmax of their totals).

    A source that stands by a number in two ways, say as the subject of the verb and by the clause that it
    governs, has the chances of both.
    """
    chances = softmax(totals)
    together: dict[tuple[Span, ...], float] = {}
    for candidate, chance in zip(candidates, chances, strict=True):
        told = candidate.attribution.source if candidate.attribution else ()
        together[told] = together.get(told, 0.0) + chance
    source = max(together, key=lambda told: together[told])
    of_source = (
        n
        for n, each in enumerate(candidates)
        if (each.attribution.source if each.attribution else ()) == source
    )
    best = max(of_source, key=totals.__getitem__)
    return candidates[best], together[source]


def _decisions(account: Account) -> dict[int, Chosen]:
    decisions: dict[int, Chosen] = account.doc.user_data.setdefault("crossclaim_sources", {})
    return decisions


def _decided_before(account: Account, start: int) -> Chosen | None:
    """What was decided for the last number before this one."""
    return next((chosen for at, chosen in reversed(_decisions(account).items()) if at < start), None)
