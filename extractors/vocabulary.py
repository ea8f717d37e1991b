"""Checked YAML: every vocabulary, topic and settings file is read here, and an error names file, line and key.

>>> read(Topic, Path("topics/ai-compute.yml"))           # doctest: +SKIP
extractors.TopicError: topics/ai-compute.yml:12: metrics.users.unit: unknown key. Known keys: …
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Generic, TypeVar, Union, get_args, get_origin

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, ValidationError

from db.errors import TopicError
from extractors.salvage import Place, Rest
from extractors.strict_yaml import YamlFault, parsed, text_of


class Checked(BaseModel):
    """A frozen value read from YAML, in which an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _web_address(text: str) -> str:
    """The text, where it is an address that can be asked for."""
    scheme, _, rest = text.partition("://")
    if scheme.lower() not in ("http", "https") or not rest.strip("/") or any(c.isspace() for c in text):
        raise ValueError("is no web address: it begins with https:// or http://")
    return text


DATA = Path(__file__).parent / "data"
Model = TypeVar("Model", bound=Checked)
LAST = 1 << 30  # a line after all others
ROUNDS = 4  # how often something that lacks its parts then is taken out too
Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
WebAddress = Annotated[str, AfterValidator(_web_address)]

# What pydantic calls a fault, in words for who wrote the file.
FAULTS = {
    "tuple_type": "must be a list, such as [one, two]",
    "dict_type": "must hold keys of its own, each on a line below it, indented",
    "model_type": "must hold keys of its own, such as {%s: …}",
    "string_type": "must be text: put it in quotes",
    "string_too_short": "is empty",
    "too_short": "is an empty list: write at least one",
    "float_parsing": "must be a number",
    "float_type": "must be a number",
    "int_parsing": "must be a whole number",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "bool_parsing": "must be true or false",
    "bool_type": "must be true or false",
}


@dataclass(frozen=True, slots=True)
class Salvaged(Generic[Model]):
    """What can be made of a file that does not fit its schema: `errors` is all that is wrong in it.

    `value` is the file without what is wrong; None where nothing is left. `lost` and `thinned` are the entries
    and the lists that lack something for that (see `Rest`).
    """

    value: Model | None
    errors: tuple[TopicError, ...] = ()
    lost: frozenset[str] = frozenset()
    thinned: frozenset[Place] = frozenset()


def read(model: type[Model], path: Path, *, may_be_empty: bool = False) -> Model:
    """The file's content as `model`; TopicError with `file:line: key` for the first thing wrong in it, the rest as its others.

    A file without any key is an error, unless it `may_be_empty`.
    """
    found = salvaged(model, path, may_be_empty=may_be_empty)
    if found.errors or found.value is None:
        raise together(found.errors)
    return found.value


def shipped(model: type[Model], name: str) -> Model:
    """The vocabulary of that name among those that come with the package: "hedges" is data/hedges.yml."""
    return read(model, DATA / f"{name}.yml")


def salvaged(model: type[Model], path: Path, *, may_be_empty: bool = False) -> Salvaged[Model]:
    """The file's content as far as it fits `model`, with all that does not; TopicError where it is no YAML."""
    text, data = _content(path, may_be_empty=may_be_empty)
    try:
        return Salvaged(model.model_validate(data))
    except ValidationError as error:
        faults: Any = error.errors()
    errors = tuple(_error_of(fault, model, path, text) for fault in faults)
    rest = Rest(data)
    for _ in range(ROUNDS):  # what is taken out may be missing then
        rest.take_out((tuple(fault["loc"]), fault["type"] == "missing") for fault in faults)
        try:
            value = model.model_validate(rest.data)
            return Salvaged(value, errors, frozenset(rest.lost), frozenset(rest.thinned))
        except ValidationError as error:
            faults = error.errors()
    return Salvaged(None, errors)


def _content(path: Path, *, may_be_empty: bool) -> tuple[str, dict[str, Any]]:
    """The file's text and the mapping that it holds."""
    try:
        text = text_of(path)
        data = parsed(text)
    except FileNotFoundError:
        raise TopicError("no such file.", subject=str(path)) from None
    except OSError as error:
        raise TopicError(f"cannot be read: {error.strerror or error}.", subject=str(path)) from error
    except YamlFault as fault:
        raise together([_of_yaml(each, path) for each in (fault, *fault.others)]) from fault
    if data is None and may_be_empty:
        data = {}
    if not isinstance(data, dict):
        raise TopicError("holds no keys; a mapping such as 'name: …' is expected.", subject=str(path))
    return text, data


def _of_yaml(fault: YamlFault, path: Path) -> TopicError:
    return _at(
        fault.line, TopicError(f"{fault}.", subject=f"{path}:{fault.line}" if fault.line else str(path))
    )


def _at(line: int, error: TopicError) -> TopicError:
    error.line = line
    return error


def together(errors: Sequence[TopicError]) -> TopicError:
    """The error that stands first in its file, with the others in the order of their lines."""
    first, *others = sorted(errors, key=lambda error: error.line)
    first.others = tuple(others)
    return first


def nearest(name: str, known: Mapping[str, object] | list[str]) -> str:
    """A question to who mistyped a name: "Did you mean dead?"; empty where no known one is like it."""
    near = get_close_matches(name, list(known), n=1, cutoff=0.7)
    return f"Did you mean {near[0]}?" if near else ""


def line_of(text: str, place: Place) -> int:
    """The line (from 1) on which the key or item at `place` stands; that of its nearest parent if absent."""
    return _standing(text, place)[0]


def _standing(text: str, place: Place) -> tuple[int, str]:
    """Where `place` stands, and its name: "examples.2.text" has keys as they are written, items of a list from 1."""
    node: yaml.Node | None = _composed(text)
    line, names = 1, []
    for step in place:
        found: yaml.Node | None = None
        name = str(step + 1) if isinstance(step, int) else step
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if _is_key(key, step):
                    line, found, name = key.start_mark.line + 1, value, key.value or '""'
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            found = node.value[step]
            line = found.start_mark.line + 1
        if step != "[key]":
            names.append(name)
        node = found
    return line, ".".join(names)


def _is_key(key: yaml.Node, step: str | int) -> bool:
    """Whether a key of the file is the one meant, which YAML may have read as a truth: "No:" is 0."""
    if key.tag == "tag:yaml.org,2002:bool" and isinstance(step, int):
        return (key.value.lower() in ("yes", "on", "true")) == bool(step)
    return bool(key.value == str(step))


@lru_cache(maxsize=1)
def _composed(text: str) -> yaml.Node | None:
    """The text with the lines of all its nodes, kept for the next fault of the same file."""
    node: yaml.Node | None = yaml.compose(text, Loader=yaml.SafeLoader)
    return node


def complain(path: Path, place: Place, message: str, *, remedy: str = "") -> TopicError:
    """A TopicError for the key at `place` of a file that is well-formed but makes no sense."""
    line, name = _standing(text_of(path), place)
    return _at(line, TopicError(message, subject=f"{path}:{line}: {name}", remedy=remedy))


def _error_of(fault: Any, model: type[Checked], path: Path, text: str) -> TopicError:
    """One fault that pydantic found, in words, with its line."""
    place: Place = tuple(fault["loc"])
    line, name = _standing(text, place)
    subject = f"{path}:{line}: {name}"
    keys = _keys_at(model, place[:-1])
    if fault["type"] == "extra_forbidden":
        remedies = [nearest(str(place[-1]), keys), f"Known keys here: {', '.join(keys)}." if keys else ""]
        message, remedy = "unknown key.", " ".join(filter(None, remedies))
    elif fault["type"] == "missing":
        message, remedy = "one is missing." if isinstance(place[-1], int) else "this key is missing.", ""
    else:
        message, remedy = f"{_in_words(fault, _keys_at(model, place))}.", ""
    lacking = fault["type"] == "missing" and len(place) == 1  # perhaps since it is mistyped further down
    return _at(LAST if lacking else line, TopicError(message, subject=subject, remedy=remedy))


def _in_words(fault: Any, keys: list[str]) -> str:
    """What is wrong with a value; `keys` are those that it could have."""
    kind, found = fault["type"], fault["input"]
    if found is None:
        return "is empty: write a value, or leave the key out"
    if kind == "string_type" and isinstance(found, bool):
        return "yes, no, on and off are no text in YAML: put the word in quotes"
    known = FAULTS.get(kind)
    if kind == "model_type":
        known = FAULTS[kind] % (keys[0] if keys else "key")
    words = known or str(fault["msg"]).removeprefix("Value error, ").replace("Input should", "must")
    shown = found.isoformat() if isinstance(found, date) else repr(found)
    return words if isinstance(found, str) and not found.strip() else f"{words} (found {shown:.80})"


def _keys_at(model: type[Checked], place: Place) -> list[str]:
    """The keys that the schema knows at a place, by walking the fields' annotations."""
    here: Any = model
    for step in place:
        if isinstance(here, type) and issubclass(here, BaseModel):
            field = here.model_fields.get(str(step))
            here = _bare(field.annotation) if field else None
        else:
            inner = [part for part in get_args(here) if part is not Ellipsis]
            here = _bare(inner[-1]) if inner else None
    return list(here.model_fields) if isinstance(here, type) and issubclass(here, BaseModel) else []


def _bare(annotation: Any) -> Any:
    """The annotation without what is said about it and without None: `Mail | None` is Mail."""
    while get_origin(annotation) in (Annotated, Union, UnionType):
        annotation = next((part for part in get_args(annotation) if part is not type(None)), None)
    return annotation
