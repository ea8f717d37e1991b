"""Who asserts, who denies, and who only supposes."""

from __future__ import annotations

from pipeline.pairs import DENIED, OPEN, Pair, Verdict
from pipeline.sides import Side


def statements(pair: Pair) -> Verdict | None:
    """Two stances to one statement: who says so, who alleges it, who denies it, who finds no evidence, who asks."""
    if pair.a.claim.kind != "statement" or pair.b.claim.kind != "statement":
        return None
    if pair.a.claim.predicate != pair.b.claim.predicate:
        reason = f"“{_predicate(pair.a)}” and “{_predicate(pair.b)}” are two statements"
        return Verdict("incomparable", "other statement", reason)
    if pair.subjects != "same":
        return Verdict(
            "incomparable",
            "other subject",
            f"the one is about {pair.a.claim.subject}, the other about {pair.b.claim.subject}",
        )
    if pair.times == "other":
        return Verdict("compatible", "other period", "they speak of different times")
    stances = {pair.a.claim.stance, pair.b.claim.stance}
    if stances & OPEN and len(stances) > 1:
        return Verdict("compatible", "open", "the one leaves open whether it is so")
    if stances <= DENIED or not stances & DENIED:
        return _one_side(pair)
    return _two_sides(pair)


def _predicate(side: Side) -> str:
    return (side.claim.predicate or "").replace("_", " ")


def _one_side(pair: Pair) -> Verdict:
    """Two stances that do not speak against each other."""
    a, b = pair.a.claim.stance, pair.b.claim.stance
    if a == b:
        said = {
            "denied": "both deny it",
            "no_evidence": "neither finds evidence of it",
            "alleged": "both allege it",
        }
        return Verdict("agree", "same statement", said.get(a, "both say so"))
    if DENIED & {a, b}:
        return Verdict("agree", "same side", "the one denies it, the other finds no evidence of it")
    return Verdict("agree", "same side", "the one asserts what the other alleges")


def _two_sides(pair: Pair) -> Verdict:
    """A stance for the statement and one against it."""
    against, said = (pair.a, pair.b) if pair.a.claim.stance in DENIED else (pair.b, pair.a)
    who = against.claim.source or "the text"
    first, last = sorted((against, said), key=lambda side: side.day or "")
    if said.claim.source and said.claim.source == against.claim.source and first.day != last.day:
        return Verdict(
            "compatible", "change of stance", f"{who} said the one on {first.day} and the other on {last.day}"
        )
    speaks = "asserts" if said.claim.stance == "asserted" else "alleges"
    if against.claim.stance == "no_evidence":
        nobody = "the text says that there is" if against.claim.source is None else f"{who} finds"
        told = f"{said.claim.source} {speaks} it" if said.claim.source else f"it is {said.claim.stance}"
        reason = f"{told}, and {nobody} no evidence of it: disputed, but not denied"
        return Verdict("compatible", "disputed", reason)
    return Verdict("conflict", "denial", f"{who} denies what the other {speaks}")


def denial(pair: Pair) -> Verdict | None:
    """One says so, the other says that it is not so; who rejects a figure and names no model means it of any."""
    denier, other = _denier(pair)
    if denier is None or other is None or other.claim.stance in OPEN:
        return None
    if pair.finding is None or not _denied_holds(pair):
        return None
    if not _same_thing(pair) and not _is_of_figure(pair, denier):
        return None
    if pair.items == "unknown" and denier.claim.item in pair.topic.items:
        return None  # that it is 50 tankers may be denied for the tankers' sake
    who = denier.claim.source or "the text"
    return Verdict("conflict", "denial", f"{who} denies what the other asserts")


def denial_of_another(pair: Pair) -> Verdict | None:
    """One of them denies a number, but not the number that the other gives."""
    denier, other = _denier(pair)
    if denier is None or other is None:
        return None
    return Verdict(
        "compatible", "denial of another", f"the denial is of {_what(denier)}, which the other does not say"
    )


def both_denied(pair: Pair) -> Verdict | None:
    """Both deny, so neither speaks against the other."""
    if pair.a.claim.stance not in DENIED or pair.b.claim.stance not in DENIED:
        return None
    same = pair.finding is not None and pair.finding.kind == "same"
    return Verdict("agree" if same else "compatible", "both deny", "both say that it is not so")


def hypothetical(pair: Pair) -> Verdict | None:
    """What would or might be does not contradict what is."""
    if pair.a.claim.stance not in OPEN and pair.b.claim.stance not in OPEN:
        return None
    supposed = [side for side in (pair.a, pair.b) if side.claim.stance in OPEN]
    if pair.agrees and _same_thing(pair):
        return None
    return Verdict("compatible", "hypothetical", f"{_what(supposed[0])} is supposed, not asserted")


def _denier(pair: Pair) -> tuple[Side | None, Side | None]:
    """The side that denies and the side that does not; nothing where both or neither do."""
    a, b = pair.a.claim.stance in DENIED, pair.b.claim.stance in DENIED
    if a == b:
        return None, None
    return (pair.a, pair.b) if a else (pair.b, pair.a)


def _same_thing(pair: Pair) -> bool:
    subjects = pair.subjects in ("same", "product", "maker")
    return subjects and pair.items in ("same", "unknown", "narrower", "wider") and pair.times != "other"


def _is_of_figure(pair: Pair, denier: Side) -> bool:
    """Whether a denial in a sentence that names neither model is of the figure itself: "the $6 million tale is made up".

    Which of one maker's models the denier means is then a reader's guess; the number says that it is this one.
    """
    if pair.subjects != "siblings" or not pair.agrees or not denier.context:
        return False
    entities = pair.topic.entities
    forms = [
        form
        for side in (pair.a, pair.b)
        for name in [side.claim.subject or ""]
        for form in (name, *(entities[name].aliases if name in entities else ()))
    ]
    return pair.times != "other" and not any(form in denier.context for form in forms)


def _denied_holds(pair: Pair) -> bool:
    """Whether the denied number is the asserted one: one value, or one inside the other's bounds."""
    assert pair.finding is not None
    return pair.agrees or (pair.finding.kind in ("bound", "inside", "overlap") and pair.finding.ratio < 2)


def _what(side: Side) -> str:
    return f"“{side.claim.quote}”"
