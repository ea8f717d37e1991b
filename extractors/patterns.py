"""The pattern of a declared statement: one readable line of words with a role each, the verb first.

    "use|buy|obtain any:smuggled|contraband"      a verb, and a word somewhere beneath it
    "know of|about:leak|flaw|defect"              a verb, and the noun after a preposition
    "take|accept object:bribe"                    a verb and its object (or its subject, in the passive)
    "offer clause:resign"                         a verb and the verb of a clause beneath it
    "step down|aside"                             a verb with its particle
    "noun:bribery"                                a noun that somebody denies or is accused of

`|` parts alternatives, `*` is any word, `NAME` any proper name; "any" looks in the verb's own clause, but not
at its subject. Words stand in their basic form: "buy" finds "bought".
"""

from __future__ import annotations

from dataclasses import dataclass

ANY = "*"
NAME = "NAME"
PLACEHOLDERS = frozenset({ANY, NAME})
ROLES = frozenset(
    {"verb", "noun", "object", "subject", "clause", "any", "particle"}
)  # others are prepositions


class PatternError(ValueError):
    """A line that is no pattern; its text says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Part:
    """One word of a pattern: its role ("verb", "noun", "object", "subject", "clause", "any" or a preposition)."""

    roles: tuple[str, ...]
    words: tuple[str, ...]


def parts_of(line: str) -> tuple[Part, ...]:
    """A pattern line, read; PatternError where it is none."""
    parts = []
    for n, piece in enumerate(line.split()):
        roles, colon, words = piece.rpartition(":")
        if not words or (colon and not roles):
            raise PatternError(f"{piece!r} has no words")
        if n == 0 and roles not in ("", "verb", "noun"):
            raise PatternError("the first word is the verb, or noun:…")
        parts.append(
            Part(tuple((roles or ("particle" if n else "verb")).split("|")), tuple(words.split("|")))
        )
    if not parts:
        raise PatternError("the pattern is empty")
    return tuple(parts)
