"""`crossclaim compare`: how claims stand to each other, and why, from JSON lines alone.

Claims are read as `extract` writes them, or from gold files (a claim without its sentence takes it from
`--articles`); several files and folders (their claims.jsonl) may be given.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, get_args

import click

from db.errors import InputError
from db.records import Article, Claim, Kind, Stance, Where
from extractors.topic import Topic, load_topic
from pipeline.commands.options import chosen_settings
from pipeline.lines import Lines, read_json, write_line
from pipeline.questions import not_compared, question_of
from pipeline.relations import relate, why
from pipeline.sides import Side, side_of
from pipeline.terminal import echo

_CLAIM_FIELDS = {field.name for field in dataclasses.fields(Claim)}
_TEXTS = (
    *("topic", "quote", "sentence", "metric", "unit", "subject", "item", "source", "via"),
    *("period", "period_start", "period_end", "scope", "predicate"),
)
_CHOICES: dict[str, tuple[str, ...]] = {
    "stance": get_args(Stance),
    "where": get_args(Where),
    "kind": get_args(Kind),
    "direction": ("up", "down"),
}
_NUMBERS = ("start", "end", "sentence_start", "confidence")
_ARTICLE_FIELDS = ("url", "title", "outlet", "published", "canonical")


@click.command()
@click.argument("claims", nargs=-1, required=True, metavar="CLAIMS.jsonl…")
@click.option("--pairs", metavar="FILE", help="Compare these pairs of claim ids alone ({a, b} a line).")
@click.option(
    "--articles", metavar="FOLDER", help="A folder of article JSON, for dates, outlets and sentences."
)
@click.option(
    "--topic",
    metavar="NAME|FILE",
    help="The topic of claims that name none (default: the first of the settings here; without settings ai-compute).",
)
@click.pass_context
def compare(
    ctx: click.Context, claims: tuple[str, ...], pairs: str | None, articles: str | None, topic: str | None
) -> None:
    """Print how claims stand to each other: {a, b, relation, rule, why}, a pair a line.

    Without --pairs, all pairs inside a question and across questions that readers mix up.
    """
    settings = chosen_settings(None, None)
    reader = Reader(topic or settings.topics[0], _articles(articles), settings.topics_folder)
    sides = {side.claim.id: side for path in _files(claims) for side in reader.sides(path)}
    if pairs is None:
        for a, b in _question_pairs(sides.values(), reader):
            write_line(_row(a, b, reader))
        ctx.exit(1 if reader.skipped else 0)
    wanted = Lines(pairs, required=("a", "b"))
    for number, row in enumerate(wanted, 1):
        if not all(isinstance(row[end], str | int) for end in ("a", "b")):
            wanted.skip(f"{pairs}: pair {number}", "a and b must be ids of claims")
            continue
        names = str(row["a"]), str(row["b"])
        if missing := [name for name in names if name not in sides]:
            write_line(_unknown(*names, missing))
        else:
            write_line(_row(sides[names[0]], sides[names[1]], reader))
    ctx.exit(1 if reader.skipped or wanted.skipped else 0)


class Reader:
    """Reads claims as sides, each with its topic; counts the lines that it had to skip."""

    def __init__(self, topic: str, articles: dict[str, Article], *topics_folders: Path) -> None:
        self.default, self.articles, self.skipped = topic, articles, 0
        self._folders = topics_folders
        self._topics: dict[str, Topic] = {}

    def topic(self, name: str) -> Topic:
        if name not in self._topics:
            self._topics[name] = load_topic(name, *self._folders)
        return self._topics[name]

    def sides(self, path: Path) -> Iterator[Side]:
        lines = Lines(str(path), required=("id", "article", "quote", "metric"))
        for row in lines:
            try:
                claim = claim_of(row, Path(self.default).stem)
                # a topic that is not there is told of here, before anything is compared
                self.topic(self.default if claim.topic == Path(self.default).stem else claim.topic)
            except ValueError as error:
                lines.skip(f"{path}: claim {row['id']}", str(error))
                continue
            yield side_of(claim, self.articles.get(claim.article))
        self.skipped += lines.skipped


def claim_of(row: dict[str, Any], topic: str) -> Claim:
    """A JSON line as a claim: unknown fields left out, a list of alternatives read as its first, ids as strings.

    ValueError says which fields are not what claims hold.
    """
    fields = {key: _first(value) for key, value in row.items() if key in _CLAIM_FIELDS and key != "rules"}
    fields = {key: value for key, value in fields.items() if value is not None}
    if wrong := list(_faults(fields)):
        raise ValueError("; ".join(wrong))
    names = {key: str(fields.pop(key)) for key in ("id", "article")}
    bounds = {end: _bound(fields.pop(end, None), end) for end in ("low", "high")}
    start = fields.setdefault("start", 0)
    defaults = {"end": start + len(fields["quote"]), "sentence": "", "sentence_start": start, "topic": topic}
    return Claim(**{"unit": None, **names, **bounds, **defaults, **fields})


def _faults(fields: dict[str, Any]) -> Iterator[str]:
    """What of a claim's fields is of the wrong kind, or is missing."""
    for key in ("id", "article"):
        if not isinstance(fields.get(key), str | int):
            yield f"{key} must be a string"
    for key in _TEXTS:
        if not isinstance(fields.get(key, None if key in ("quote", "metric") else ""), str):
            yield f"{key} must be a string"
    for key, known in _CHOICES.items():
        if key in fields and fields[key] not in known:
            yield f"{key} must be {' or '.join(known)}, not {fields[key]!r:.40}"
    for key in _NUMBERS:
        if not isinstance(fields.get(key, 0), int | float if key == "confidence" else int):
            yield f"{key} must be a number"


def _bound(value: Any, end: str) -> float | None:
    try:
        bound = None if value is None else float(value)
    except (TypeError, ValueError):
        bound = math.nan
    if bound is not None and not math.isfinite(bound):
        raise ValueError(f"{end} is no number ({value!r:.40}): leave an open bound out, or give null")
    return bound


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


def _articles(folder: str | None) -> dict[str, Article]:
    if folder is None:
        return {}
    found: dict[str, Article] = {}
    paths = sorted(Path(folder).rglob("*.json"))
    if not paths:
        raise InputError("holds no article JSON.", subject=folder, remedy="Name a folder of ID.json files.")
    for path in paths:
        try:
            row = read_json(path.read_bytes())
        except ValueError as error:
            raise InputError(f"is {error}.", subject=str(path)) from error
        if isinstance(row, dict) and isinstance(row.get("text"), str):
            known = {key: row.get(key) for key in _ARTICLE_FIELDS if row.get(key)}
            identity = str(row.get("id") or path.stem)
            found[identity] = Article(
                **{"id": identity, "url": identity, "title": None, "text": row["text"], **known}
            )
    return found


def _files(given: Iterable[str]) -> Iterator[Path]:
    for name in given:
        path = Path(name)
        if path.is_dir():
            found = sorted(path.rglob("claims.jsonl"))
            if not found:
                remedy = "Name the files, or a folder that holds some."
                raise InputError("holds no claims.jsonl.", subject=name, remedy=remedy)
            yield from found
        else:
            yield path


def _question_pairs(sides: Iterable[Side], reader: Reader) -> Iterator[tuple[Side, Side]]:
    """All pairs inside a question, and across the questions of one family that the topic calls confused."""
    by_family: dict[tuple[str, str], dict[str, list[Side]]] = {}
    for side in sides:
        question = question_of(side.claim, reader.topic(side.claim.topic))
        if question is None:
            reason = not_compared(side.claim, reader.topic(side.claim.topic))
            echo(f"crossclaim: claim {side.claim.id}: {reason}", err=True)
            continue
        family = by_family.setdefault((question.topic, question.subject), {})
        metric = question.id if question.metric in ("other", "statement") else question.metric
        family.setdefault(metric, []).append(side)
    for (topic, _), metrics in sorted(by_family.items()):
        confused = {frozenset(pair.metrics) for pair in reader.topic(topic).often_confused}
        for metric, members in sorted(metrics.items()):
            yield from ((a, b) for i, a in enumerate(members) for b in members[i + 1 :])
            for beside, others in sorted(metrics.items()):
                if metric < beside and frozenset((metric, beside)) in confused:
                    yield from ((a, b) for a in members for b in others)


def _row(a: Side, b: Side, reader: Reader) -> dict[str, Any]:
    topic = reader.topic(a.claim.topic)
    for side in (a, b):
        if (reason := not_compared(side.claim, topic)) is not None:
            return _result(a, b, "not_compared", "not_compared", f"{side.said}: {reason}.")
    if a.claim.topic != b.claim.topic:
        return _result(a, b, "not_compared", "other_topic", "The claims belong to two topics.")
    rule, verdict = relate(a, b, topic)
    return _result(a, b, verdict.relation, rule, why(a, b, verdict))


def _result(a: Side, b: Side, relation: str, rule: str, reason: str) -> dict[str, Any]:
    return {"a": a.claim.id, "b": b.claim.id, "relation": relation, "rule": rule, "why": reason}


def _unknown(a: str, b: str, missing: list[str]) -> dict[str, Any]:
    reason = f"There is no claim {' and no claim '.join(missing)} in the input."
    return {"a": a, "b": b, "relation": "not_compared", "rule": "unknown_claim", "why": reason}
