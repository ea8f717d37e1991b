"""What a claim's item is beside its other fields: nothing that these say already, and of counts for each thing that thing.

unless_said(Item("services", …), "cancelled", "Norrbahn", counts, mentions).name   # None: trains are what it counts
for_each(Item("NVIDIA H800", …), quantity, number, parse).name                     # "NVIDIA H800, per node"
"""

from __future__ import annotations

from dataclasses import replace

from extractors.counts import Counts
from extractors.distributive import is_thing, per_what
from extractors.item_candidates import AROUND
from extractors.items import NAMED, Item
from extractors.measured import Number
from extractors.mentions import Mentions
from extractors.parse import Parse
from extractors.quantities import Quantity

DOER = "the subject phrase"  # the item that is the subject of the number's verb
DOERS = frozenset({"organisation", "person"})


def unless_said(item: Item, metric: str, subject: str | None, counts: Counts, mentions: Mentions) -> Item:
    """The item; of a topic's own metric nothing that metric and subject say already.

    "Killed nine people and injured 30" tells of no injured dead, where injuries are a metric of their own.
    "The railway cancelled 310 services" has neither the railway nor services for its item where cancelled
    trains are what the metric counts and the railway is whose number it is.
    """
    if item.name is None or metric in counts.seen or item.rule == NAMED:
        return item
    if counts.says_all(metric, item.name, subject):
        return replace(item, name=None, rule="the metric says it")
    if item.rule == AROUND and counts.says_another(metric, item.name):
        return replace(item, name=None, rule="another metric counts it")
    reading = None if item.token < 0 else next(iter(mentions.readings(item.token)), None)
    if reading is None:
        return item
    if reading.kind == "event":
        return replace(item, name=None, rule="what it is about")
    described = item.name.lower() in counts.topic.descriptions
    doer = item.rule == DOER and (reading.kind in DOERS or described)
    if doer or (reading.antecedent and reading.name == subject):
        return replace(item, name=None, rule="whose number it is")
    return item


def for_each(item: Item, quantity: Quantity, number: Number, parse: Parse) -> Item:
    """A count's item with the thing of each of which it is said: "NVIDIA H800, per node"; else the item as it is."""
    if quantity.form not in ("count", "bare") or not is_thing(quantity.per or ""):
        return item
    each = quantity.per or per_what(parse, number.start, number.end)
    if each is None or (item.name or "").lower().endswith(each):
        return item
    return replace(item, name=f"{item.name}, per {each}" if item.name else f"per {each}")
