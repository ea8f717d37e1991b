"""Sources: to whom a text attributes one number, and through whom.

    attributed = source_of(doc, 41, 43, names)      # Attributed(source="SemiAnalysis", via=None, …)

Of the attributions whose content holds the number the innermost counts: of "Reuters reported that the
company said …" the company is the source and Reuters the via.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Doc

from extractors.attribution import Attribution, Span, find_attributions

Names = Callable[[Doc, int, int], str]
"""Canonical short name of the mention at characters start..end of a document."""

LEADING = re.compile(r"^(?:the|a|an|its|his|her|their|our|this|that|these|those)\s+", re.IGNORECASE)
TRAILING = re.compile(r"(?:['’]s?|[\s,;:.–—-]+|,.*)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Attributed:
    """Who claims a number: `source` None where the article itself does. Spans are characters of the text."""

    source: str | None
    source_span: Span | None
    via: str | None
    rule: str
    cue: Span | None
    attribution: Attribution | None = None


def plain_name(doc: Doc, start: int, end: int) -> str:
    """The mention as written, without its article, possessive mark and what follows a comma."""
    return LEADING.sub("", TRAILING.sub("", doc.text[start:end].strip()))


def source_of(doc: Doc, start: int, end: int, names: Names = plain_name) -> Attributed:
    """Who claims the number at characters start..end; `names` turns a mention into a canonical name."""
    covering = [one for one in attributions_of(doc) if one.covers(start, end) and one.kind != "intention"]
    if not covering:
        return Attributed(None, None, None, "the article's own words", None)
    inner, *outer = sorted(covering, key=lambda one: one.size)
    via = inner.via or next(
        (one.source[0] for one in outer if one.source and one.source != inner.source), None
    )
    return Attributed(
        source=names(doc, *inner.source[0]) if inner.source else None,
        source_span=inner.source[0] if inner.source else None,
        via=names(doc, *via) if via else None,
        rule=inner.rule,
        cue=inner.cue[0],
        attribution=inner,
    )


def attributions_of(doc: Doc) -> list[Attribution]:
    """The document's attributions, found at the first call."""
    if not doc._.attributions:
        doc._.attributions = find_attributions(doc)
    return list(doc._.attributions)
