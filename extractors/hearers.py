"""Who was only told: an outlet or audience that a speaker spoke to, or in which something stood.

    "The managers told the Courier that 38 were infected."     the Courier
    "In an interview with the Standard, the mayor said …"      the Standard
    "A memo obtained by Bloomberg mentions 3,100."             Bloomberg
    "Researchers reported in the Lancet that …"                the Lancet

What they tell is hardly about these.
"""

from __future__ import annotations

from extractors.cues import cue_words
from extractors.parse import Parse
from extractors.relay_words import relay_words
from extractors.speaker_words import speaker_words
from extractors.verbs import is_passive

_SPOKEN_TO = frozenset({"to", "with", "in", "on"})  # between a verb of telling and an outlet


def is_hearer(parse: Parse, head: int, kind: str) -> bool:
    """Whether the name of this kind and with this head token stands where only who was told does."""
    above, label = parse.head[head], parse.dep[head]
    if label in ("dobj", "dative"):
        return above < head and "clause" in _hearing(parse, above) and not is_passive(parse, above)
    if label != "pobj":
        return False
    link, verb = parse.lower[above], parse.head[above]
    if parse.dep[above] == "agent":
        return parse.lower[verb] in speaker_words().seen and parse.dep[verb] in ("acl", "relcl", "conj")
    if link in relay_words().to and parse.lower[verb] in relay_words().talks:
        return True
    outlet = kind == "organisation" or (kind == "person" and parse.lower[parse.edges[head][0]] == "the")
    return outlet and link in _SPOKEN_TO and _tells(parse, verb)


def _hearing(parse: Parse, verb: int) -> set[str]:
    """The frames in which a verb has who is told for its object."""
    word = cue_words().verbs.get(parse.lower[verb]) if parse.tag[verb].startswith("VB") else None
    return word.hearer if word else set()


def _tells(parse: Parse, verb: int) -> bool:
    """Whether a verb governs what somebody says: a clause of its own, or one that it is set behind."""
    word = cue_words().verbs.get(parse.lower[verb])
    if word is None or not parse.tag[verb].startswith("VB") or "speech" not in word.frames.get("clause", ()):
        return False
    return parse.child(verb, "ccomp") is not None
