"""What the roles of its cues alone say for a metric: how metrics are ranked that no training has seen.

Words and names of metrics are left out. That a cue governs the number, that it is the only metric
with a cue there, or that its rivals have more of them, means the same in a topic about floods as in
one about chips, so what was learned on one holds for the other.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet

Features = dict[str, AbstractSet[str]]
OTHER = "other"
WEAK = {"sent", "near~noun", "near~verb"}
DIRECT = {"verb", "head", "inside", "noun", "left1", "right1", "beside", "subject", "of"}


def by_roles(features: Features) -> Features:
    """Each candidate's features without its name and without words; those of `extractors.metric_features` in."""
    hits = {name: {f[4:] for f in own if f.startswith("cue ")} for name, own in features.items()}
    return {name: _of(name, own, hits) for name, own in features.items()}


def _of(name: str, own: AbstractSet[str], hits: dict[str, set[str]]) -> set[str]:
    rivals = [theirs for other, theirs in hits.items() if other not in (name, OTHER)]
    strong = sum(bool(theirs - WEAK) for theirs in rivals)
    if name == OTHER:
        direct = any(map(direct_hits, rivals))
        return {OTHER, f"other strong{min(3, strong)}", f"other {'direct' if direct else 'no direct'}"}
    mine = hits[name]
    found = {f for f in own if f.startswith("cue ") or f in PLAIN}
    found |= {f"sole {hit}" for hit in mine.difference(*rivals)}
    found |= {f"hits{min(5, len(mine - WEAK))}", f"direct{min(3, len(direct_hits(mine)))}"}
    found |= {f"rivals{min(3, strong)}"}
    found |= {"only strong rival none"} if mine - WEAK and not strong else set()
    for what, count in (("strong", strong_hits), ("direct", direct_hits), ("any", set[str])):
        found.add(f"{what} {_rank(len(count(mine)), [len(count(theirs)) for theirs in rivals])}")
    return found


PLAIN = {"nocue", "nostrong", "only strong", "before"}


def strong_hits(hits: set[str]) -> set[str]:
    """The hits that say more than that a cue stands somewhere near."""
    return hits - WEAK


def direct_hits(hits: set[str]) -> set[str]:
    """The hits in a role next to the number: its governor, its noun, its neighbours."""
    return {hit for hit in hits if hit.split("~")[0] in DIRECT or "close" in hit}


def has_direct_cue(features: Features) -> bool:
    """Does a cue of any candidate stand next to the number?"""
    return any(direct_hits({f[4:] for f in own if f.startswith("cue ")}) for own in features.values())


def _rank(count: int, rivals: list[int]) -> str:
    """Whether a metric has more hits than its rivals, as many as the best of them, fewer, or none."""
    best = max(rivals, default=0)
    return "none" if not count else "most" if count > best else "tie" if count == best else "less"
