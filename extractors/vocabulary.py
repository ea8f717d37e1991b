"""Checked YAML: every vocabulary, topic and settings file is read here, and an error names file, line and key.

>>> read(Topic, Path("topics/ai-compute.yml"))           # doctest: +SKIP
extractors.TopicError: topics/ai-compute.yml:12: metrics.users.unit: unknown key. Known keys: …
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from db.errors import TopicError


class Checked(BaseModel):
    """A frozen value read from YAML, in which an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Model = TypeVar("Model", bound=Checked)
Place = tuple[str | int, ...]


def read(model: type[Model], path: Path) -> Model:
    """The file's content as `model`; TopicError with `file:line: key` for the first thing wrong in it."""
    try:
        text = path.read_text(encoding="utf-8")
        data = yaml.safe_load(text)
    except FileNotFoundError:
        raise TopicError("no such file.", subject=str(path)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise TopicError(f"cannot be read: {error}.", subject=str(path)) from error
    except yaml.YAMLError as error:
        raise TopicError(f"is no YAML: {_yaml_reason(error)}.", subject=_yaml_place(path, error)) from error
    if not isinstance(data, dict):
        raise TopicError("holds no keys; a mapping such as 'name: …' is expected.", subject=str(path))
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise _first_error(error, model, path, text) from error


def line_of(text: str, place: Place) -> int:
    """The line (from 1) on which the key or item at `place` stands; that of its nearest parent if absent."""
    node: yaml.Node | None = yaml.compose(text, Loader=yaml.SafeLoader)
    line = 1
    for step in place:
        found: yaml.Node | None = None
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if key.value == str(step):
                    line, found = key.start_mark.line + 1, value
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            found = node.value[step]
            line = found.start_mark.line + 1
        if found is None:
            return line
        node = found
    return line


def complain(path: Path, place: Place, message: str, *, remedy: str = "") -> TopicError:
    """A TopicError for the key at `place` of a file that is well-formed but makes no sense."""
    line = line_of(path.read_text(encoding="utf-8"), place)
    return TopicError(message, subject=f"{path}:{line}: {'.'.join(map(str, place))}", remedy=remedy)


def _first_error(error: ValidationError, model: type[Checked], path: Path, text: str) -> TopicError:
    first: Any = error.errors()[0]
    place: Place = tuple(first["loc"])
    subject = f"{path}:{line_of(text, place)}: {'.'.join(map(str, place))}"
    if first["type"] == "extra_forbidden":
        known = ", ".join(_keys_at(model, place[:-1]))
        return TopicError(
            "unknown key.", subject=subject, remedy=f"Known keys here: {known}." if known else ""
        )
    if first["type"] == "missing":
        return TopicError("this key is missing.", subject=subject)
    return TopicError(f"{first['msg']} (found {first['input']!r:.80}).", subject=subject)


def _keys_at(model: type[Checked], place: Place) -> list[str]:
    """The keys that the schema knows at a place, by walking the fields' annotations."""
    from typing import get_args

    here: Any = model
    for step in place:
        if isinstance(here, type) and issubclass(here, BaseModel) and step in here.model_fields:
            here = here.model_fields[str(step)].annotation
        while not isinstance(here, type) or not issubclass(here, BaseModel):
            inner = [a for a in get_args(here) if a is not str and a is not type(None)]
            if not inner:
                return []
            here = inner[-1]
    return list(here.model_fields) if isinstance(here, type) and issubclass(here, BaseModel) else []


def _yaml_place(path: Path, error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    return f"{path}:{mark.line + 1}" if mark else str(path)


def _yaml_reason(error: yaml.YAMLError) -> str:
    return str(getattr(error, "problem", None) or error).splitlines()[0]
