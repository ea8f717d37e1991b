"""Whether two claims measure the same thing at all: metric, unit, subject and thing counted."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.fitness import is_kind
from pipeline.pairs import Pair, Verdict
from pipeline.rates import is_currency
from pipeline.sides import Side


def unknown_unit(pair: Pair) -> Verdict | None:
    """A number whose unit is not known is compared with nothing."""
    if pair.a.claim.unit and pair.b.claim.unit:
        return None
    return Verdict("not_compared", "unit", "the unit of one of them is not known")


def other_metric(pair: Pair) -> Verdict | None:
    """They measure different things, which readers often confuse."""
    a, b = pair.a.claim.metric, pair.b.claim.metric
    if a == b:
        return None
    for confusion in pair.topic.often_confused:
        if {a, b} == set(confusion.metrics):
            return Verdict("incomparable", "often confused", confusion.why.rstrip("."))
    return Verdict("incomparable", "other metric", f"the one is {_name(a)}, the other {_name(b)}")


def _name(metric: str) -> str:
    return metric.replace("_", " ")


def currency_without_rate(pair: Pair) -> Verdict | None:
    """Amounts in two currencies are compared only by a rate that can be shown."""
    if pair.finding is not None or not any(is_currency(side.claim.unit) for side in (pair.a, pair.b)):
        return None
    a, b = pair.a.claim.unit, pair.b.claim.unit
    if not _money(a) or not _money(b):
        return None
    return Verdict("not_compared", "currency", f"there is no rate for {a} and {b} at that time")


def _money(unit: str | None) -> bool:
    return unit is not None and len(unit) == 3 and unit.isalpha() and unit.isupper()


def other_unit(pair: Pair) -> Verdict | None:
    """They count in units that do not turn into each other."""
    if pair.finding is not None:
        return None
    return Verdict(
        "incomparable", "other unit", f"the one is in {pair.a.claim.unit}, the other in {pair.b.claim.unit}"
    )


def other_subject(pair: Pair) -> Verdict | None:
    """They speak of two different subjects."""
    if pair.subjects not in ("siblings", "other"):
        return None
    a, b = pair.a.claim.subject, pair.b.claim.subject
    if pair.subjects == "siblings" and _includes_more(pair):
        return Verdict("compatible", "part of", "the one says that more is included, the other does not")
    kind = "model and model" if pair.subjects == "siblings" else "other subject"
    return Verdict("incomparable", kind, f"the one is about {a}, the other about {b}")


def _includes_more(pair: Pair) -> bool:
    """Whether exactly one of two items says that it includes something more."""
    return (pair.a.includes is None) != (pair.b.includes is None)


def which_product(pair: Pair) -> Verdict | None:
    """One is about a product, the other names only its maker, and the number is a product's own."""
    if pair.subjects not in ("product", "maker") or not pair.apart:
        return None
    metric = pair.topic.metrics.get(pair.a.claim.metric)
    product, maker = (pair.a, pair.b) if pair.subjects == "product" else (pair.b, pair.a)
    if metric is None or not metric.subjects or _is_asked(maker, metric.subjects, pair):
        return None
    return Verdict(
        "incomparable",
        "model and model",
        f"the one is about {product.claim.subject}, the other does not say which one",
    )


def _is_asked(side: Side, subjects: Sequence[str], pair: Pair) -> bool:
    """Whether a side's subject is of a kind that can have the number."""
    entity = pair.topic.entities.get(side.claim.subject or "")
    return entity is not None and is_kind(entity.kind, subjects)


def other_kind_of_item(pair: Pair) -> Verdict | None:
    """They count different things of one family, so both can be true."""
    if pair.items != "sibling":
        return None
    a, b = pair.a.claim.item, pair.b.claim.item
    return Verdict("compatible", "other item", f"the one counts {a}, the other {b}")


def other_item(pair: Pair) -> Verdict | None:
    """They look alike, but the thing counted or paid for is not the same."""
    if pair.items != "different":
        return None
    a, b = pair.a.claim.item, pair.b.claim.item
    if _includes_more(pair):
        return Verdict("compatible", "part of", "the one says that more is included, the other does not")
    return Verdict("incomparable", "other item", f"the one is about {a}, the other about {b}")
