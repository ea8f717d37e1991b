"""What named rules mean, in the sentence that readers see: the first line of a rule's docstring.

sentence_of([denier, hearsay], "denier")    # "Somebody denies it; …"
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable


def sentence_of(rules: Iterable[Callable[..., object]], name: str) -> str | None:
    """The sentence of the rule of that name; None where no rule is called so."""
    for rule in rules:
        if rule.__name__ == name:
            doc = inspect.getdoc(rule)
            assert doc, f"the rule {name} has no sentence"
            return doc.splitlines()[0]
    return None
