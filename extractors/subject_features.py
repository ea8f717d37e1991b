"""What speaks for or against a subject, as features of the model "subjects".

    far("name", "organisation", 1, "nsubj", "spending")   # {"back=1", "back=1 role=nsubj spending", …}

A candidate is told by several groups of features, of which each depends on few values. The same values
come again and again, so each group is made once and weighed once. No feature stands in two groups.
"""

from __future__ import annotations

from functools import lru_cache

from extractors.cues import cue_words
from extractors.mention_words import mention_words

Group = frozenset[str]
_KEPT = 1 << 12  # groups of a sort that are kept

NOT_NEAR = frozenset({"not near"})


@lru_cache(maxsize=_KEPT)
def far(form: str, kind: str, back: int, role: str, metric: str) -> Group:
    """A mention in a sentence before the number's: how it is put, how many sentences back, in which role."""
    place = f"back={back} role={role}"
    return _placed(form, kind, back) | {f"{place} {form}", f"{place} {metric}"}


@lru_cache(maxsize=_KEPT)
def near(form: str, kind: str, side: str, gap: int, inside: bool) -> Group:
    """A mention in the number's own sentence: how it is put, on which side, how many tokens off."""
    steps = min(12, gap) if gap < 5 else 5 if gap < 8 else 8 if gap < 15 else 15
    found = _placed(form, kind, 0) | {f"{side} {steps} {form}"}
    return found | {"in the quantity"} if inside else found


def _placed(form: str, kind: str, back: int) -> Group:
    return frozenset((f"form={form} {kind}", f"back={back}", f"form={form} {kind} back={back}"))


@lru_cache(maxsize=64)
def apart(side: str) -> Group:
    """A mention to which no short way leads through the parse."""
    return frozenset({f"{side} apart"})


@lru_cache(maxsize=_KEPT)
def way(up: str, clauses: str, down: str, metric: str) -> Group:
    """The way from the number to the mention, for this metric."""
    lower, whole = f"way={clauses} / {down}", f"way={up} / {clauses} / {down}"
    return frozenset((whole, lower, f"{lower} {metric}", f"{whole} {metric}"))


@lru_cache(maxsize=_KEPT)
def way_of(clauses: str, down: str, side: str, form: str, kind: str, steps: int) -> Group:
    """The way to a mention that is put like this."""
    lower, sort, depth = f"way={clauses} / {down}", f"{form} {kind}", min(3, len(clauses.split()))
    found = {f"{lower} {sort}", f"{lower} {side}", f"steps {min(steps, 6)} {form.split()[0]}"}
    if down in ("nsubj", "nsubjpass"):
        found |= {f"subject {depth} clauses up", f"subject {depth} clauses up {sort}", f"subject {side}"}
    elif down.startswith("nsubj"):
        found |= {f"in subject {depth} clauses up", f"in subject {depth} {down.split()[-1]} {sort}"}
    elif not clauses:
        found.add(f"same clause {down.split()[0] if down else 'above'} {sort}")
    return frozenset(found)


@lru_cache(maxsize=_KEPT)
def turn(top: str, down: str) -> Group:
    """The word at which the way turns downwards."""
    return frozenset({f"at={top} {down}"})


@lru_cache(maxsize=_KEPT)
def says(verb: str, up: str, clauses: str, form: str) -> Group:
    """The mention is the subject of this verb: whether that is a cue for such a content, and of what kinds.

    "Added" is one before a clause or a quotation ("sales fell, he added"), but not in "added $10 trillion".
    """
    cue, depth = cue_words().verbs.get(verb), min(3, len(clauses.split()))
    if cue is None:
        return frozenset()
    last = up.split()[-1].removeprefix("prep:") if up else "clause"
    fitting = set(cue.frames) if clauses else set(cue.frames) & {"object" if last == "dobj" else last}
    kinds = {kind for frame in fitting for kind in cue.frames[frame]}
    if not kinds:
        return frozenset()
    first, strong = form.split()[0], bool(cue.strong & fitting)
    return frozenset({f"says {strong} {depth}", *(f"says {kind} {depth > 0} {first}" for kind in kinds)})


@lru_cache(maxsize=64)
def event(rank: int) -> Group:
    """What the story is about."""
    return frozenset({f"story event {rank}"})


@lru_cache(maxsize=_KEPT)
def sort(kind: str, metric: str, counted: str) -> Group:
    """The kind of thing, beside the metric and the noun that the number counts."""
    return frozenset((f"kind={kind}", f"kind={kind} {metric}", f"kind={kind} of {counted}"))


@lru_cache(maxsize=_KEPT)
def prominence(kind: str, count: int, title: bool, lead: bool) -> Group:
    """How often the text names the thing, and whether heading and lead do."""
    often = count if count < 4 else "4+"
    return frozenset((f"named {often}", f"title={title} lead={lead}", f"title={title} {kind}"))


@lru_cache(maxsize=_KEPT)
def source(is_source: bool, metric: str) -> Group:
    """Whether the thing is who asserts the number."""
    return frozenset((f"is source={is_source} {metric}", f"is source={is_source}"))


@lru_cache(maxsize=_KEPT)
def noun(word: str, metric: str) -> Group:
    """The last word of the name."""
    kind = mention_words().kind_of_noun.get(word, "-")
    return frozenset((f"noun={word} {metric}", f"event word={kind}"))


@lru_cache(maxsize=_KEPT)
def scene(told: tuple[str, ...], kind: str, metric: str) -> Group:
    """When the thing was named before the number; nothing told means that it was not."""
    places = [f"{place} {kind}" for place in told or ("not named before",)]
    return frozenset((*places, *(f"{place} {metric}" for place in told)))
