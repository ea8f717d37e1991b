"""Whom the words of a statement mean by name: "it", "the company", "her lawyer", "the governor".

name_of(mentions, 4, Holder("Voltara", person=False))    # "Voltara", for "it" in "Voltara denies that it …"
"""

from __future__ import annotations

from dataclasses import dataclass

from extractors.coreference import agreeing_with
from extractors.factuality_words import factuality_words
from extractors.mentions import Mention, Mentions
from extractors.parse import Parse
from extractors.phrases import Phrase, joined_at, noun_at
from extractors.pronouns import pronouns
from extractors.speaker_words import speaker_words
from extractors.statement_words import statement_words
from extractors.verbs import SUBJECTS

FAR = 60  # names back in which one is looked for that was introduced as "the governor"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who denies or alleges, as far as pronouns beneath can mean him, her or it: name, and whether a person.

    `own`: the clause is likely about the holder (who denies), not about another (who accuses or examines).
    `client`: for whom a lawyer speaks, whom "he" and "my client" then mean; `gender` is "m" or "f" where it is known.
    `accusing`: who the holder is says whom a noun ("fraud") is laid to; `spokes`: a nameless person speaks for the body of that name ("a Kestrel spokesman").
    """

    name: str | None
    person: bool
    own: bool = True
    accusing: bool = True
    spokes: bool = False
    client: str | None = None
    gender: str | None = None

    def meant_by(self, pronoun: str) -> bool:
        """Whether "it" or "she" in what somebody denies is most likely that somebody; who accuses "it" is another."""
        if self.name is None or not (self.own or pronoun in pronouns().possessive):
            return False
        if self.gender is not None and pronouns().genders.get(pronoun, self.gender) != self.gender:
            return False
        return (
            self.person or self.name.islower()
            if pronoun in pronouns().personal
            else not self.person and pronoun in pronouns().neuter | pronouns().plural
        )


def name_of(mentions: Mentions, token: int, holder: Holder) -> str | None:
    """What a mention stands for by name: a pronoun for the holder where it can."""
    parse = mentions.parse
    token = doubled(parse, token)
    word = parse.lower[token]
    if holder.client is not None and (word in statement_words().clients or word in pronouns().anaphoric):
        return holder.client
    if word in pronouns().anaphoric and holder.meant_by(word):
        return holder.name
    apposed = mentions.apposed(token)
    if apposed is not None:
        return apposed.name
    if holder.spokes and word in speaker_words().companies:
        return holder.name
    reading = reading_of(mentions, token, holder)
    if reading is None or reading.antecedent or parse.tag[max(0, token - 1)] != "HYPH":
        return reading.name if reading is not None else None
    whole = joined_at(parse, token)  # "a 78-year-old", of which a phrase keeps "old"
    rest = reading.name.split()
    while rest and rest[-1] in whole:
        rest.pop()
    return " ".join([*rest, whole])


def doubled(parse: Parse, token: int) -> int:
    """The name behind a subject that is parsed as a second one: "the cycling team Ardea-Fortuna", "CHENGDU (Wire) - Tianlu"."""
    if parse.dep[token] not in SUBJECTS:
        return token
    others = [
        child
        for child in parse.children[parse.head[token]]
        if child > token and parse.dep[child] in SUBJECTS and parse.tag[child].startswith("NNP")
    ]
    return others[0] if others else token


def client_of(mentions: Mentions, head: int, name: str | None) -> str | None:
    """For whom somebody speaks as a lawyer: "her lawyer", "Dara Moe, counsel for Voltara", or one so called elsewhere."""
    places = [head] + [mentions.head_of(each) for each in mentions.named if each.name == name]
    parse, nobody = mentions.parse, Holder(None, person=False)
    for place in places:
        around = [place, parse.head[place], *parse.children[place]]
        for token in around:
            joined = token == place or "appos" in (parse.dep[token], parse.dep[place])
            if not joined or parse.lower[token] not in statement_words().advocates:
                continue
            owner = parse.child(token, "poss")
            for child in parse.children[token]:
                if owner is None and parse.lower[child] in speaker_words().belonging and child > token:
                    owner = parse.child(child, "pobj")
            if owner is not None and parse.lower[owner] not in pronouns().speaking:
                return name_of(mentions, owner, nobody)
    return None


def reading_of(mentions: Mentions, token: int, holder: Holder) -> Mention | None:
    """The likeliest reading of a mention; "the company" is hardly a place, nor who speaks of it in the third person."""
    parse = mentions.parse
    word = parse.lower[token]
    company = noun_at(parse, token) in speaker_words().companies and _definite(parse, token)
    pronoun = word in pronouns().anaphoric
    readings = _of_company(mentions, token) if company else list(mentions.readings(token))
    if not pronoun and not company:
        return _described(mentions, token, holder, readings)
    other = not holder.own or holder.gender != pronouns().genders.get(
        word, holder.gender
    )  # "she denies that he forged it"
    meant = [one for one in readings if not one.antecedent or not other or one.name != holder.name]
    if not any(one.antecedent for one in meant):
        known = main_body(mentions, holder) if company and _placed(parse, token) else None
        return _as(mentions, token, known) if known is not None else next(iter(readings), None)
    agreeing = agreeing_with(parse, token, company=company)
    fitting = [
        one
        for one in meant
        if one.antecedent and one.kind in agreeing and not (company and _is_public(one.name))
    ]
    if not fitting and company and (known := main_body(mentions, holder)) is not None:
        return _as(mentions, token, known)
    return (fitting or meant)[0]


def _of_company(mentions: Mentions, token: int) -> list[Mention]:
    """The readings of "the firm", also where its tag hides that it is a noun, or its capital makes it a name."""
    parse = mentions.parse
    readings = list(mentions.readings(token))
    if any(one.antecedent and not one.name.lower().endswith(parse.lower[token]) for one in readings):
        return readings
    if readings and readings[0].name.lower().split()[-1:] != [parse.lower[token]]:
        return readings
    noun = noun_at(parse, token)
    phrase = Phrase(token, token, token + 1, noun, noun, "organisation", True)
    start, end = parse.start[token], parse.end[token]
    ranking = mentions.rank(token, phrase, mentions)
    return [Mention(start, end, each.name, each.kind, True, chance) for each, chance in ranking] + readings


def _described(mentions: Mentions, token: int, holder: Holder, readings: list[Mention]) -> Mention | None:
    """Who "the governor" is: the last one who was so called or titled; else what the noun itself says."""
    parse = mentions.parse
    if _definite(parse, token):
        noun = noun_at(parse, token)
        for before in mentions.named_before(parse.start[token], most=FAR):
            if (holder.own or before.name != holder.name) and noun in mentions.descriptions.all_nouns(
                before.name
            ):
                return _as(mentions, token, before.name)
    own = [one for one in readings if not one.antecedent or one.name.lower().endswith(parse.lower[token])]
    fuller = [one for one in own if one.antecedent]
    public = parse.lower[token] in factuality_words().public
    if own and (fuller or public or _qualified(parse, token) or own[0].kind == "person"):
        return (fuller or own)[0]
    # "The ferry" is no "evidence" or "people" of which the text spoke before.
    if own and own[0].kind != "noun":
        readings = [one for one in readings if not one.antecedent or one.kind != "noun"]
    return max(readings, key=lambda one: one.chance, default=None)


def _as(mentions: Mentions, token: int, name: str) -> Mention:
    kind = mentions.entities[name].kind if name in mentions.entities else "organisation"
    return Mention(mentions.parse.start[token], mentions.parse.end[token], name, kind, True)


def main_body(mentions: Mentions, holder: Holder) -> str | None:
    """The organisation that the story names most often, the holder left out."""
    on_stage = [
        each
        for each in mentions.stage
        if each.kind == "organisation" and each.name != holder.name and not _is_public(each.name)
    ]
    return max(on_stage, key=lambda each: len(each.starts)).name if on_stage else None


def _is_public(name: str) -> bool:
    return bool(factuality_words().public & set(name.lower().split()))


def _qualified(parse: Parse, token: int) -> bool:
    """Whether a noun has words before it that tell it from others: "the securities regulator"."""
    return any(
        child < token and parse.dep[child] in ("compound", "amod", "nmod") for child in parse.children[token]
    )


def _definite(parse: Parse, token: int) -> bool:
    """Whether a noun has "the", or stands bare with a capital in the manner of filings ("Company denies")."""
    articles = any(parse.lower[child] in ("the", "this", "that") for child in parse.children[token])
    bare = parse.form[token][0].isupper() and not parse.tag[token].endswith("S")
    return articles or (bare and not _qualified(parse, token))


def _placed(parse: Parse, token: int) -> bool:
    """Whether the words before a noun, if any, are names: "the Chinese lab", but not "the state laboratory"."""
    before = [c for c in parse.children[token] if c < token and parse.dep[c] in ("compound", "amod", "nmod")]
    return all(parse.text[parse.start[child]].isupper() for child in before)
