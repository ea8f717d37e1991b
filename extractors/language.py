"""The spaCy pipeline; the only place that loads a model."""

from __future__ import annotations

import gc
import importlib
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

from spacy.language import Language
from spacy.util import get_model_meta

from db.errors import SettingsError
from extractors import paragraphs as paragraphs  # registers crossclaim_paragraphs
from extractors import transitions, words
from extractors.algebra import use_numpy
from extractors.dictionary import DEFAULT_MODEL
from extractors.embeddings import remember_words
from extractors.tokenizing import BoundedTokenizer, leave_full_stops

NEEDED = ("tagger", "parser", "attribute_ruler", "lemmatizer")


@lru_cache(maxsize=2)
def load(model: str = DEFAULT_MODEL) -> Language:
    """The English pipeline, loaded once a process, without the parts that nothing here reads.

    `model` is an installed model package by import name; SettingsError names the way out where it is not
    installed, no model, or not one of English with tagger, parser and lemmatizer.
    """
    nlp: Language = _package(model).load(
        exclude=["ner"],
        disable=["attribute_ruler", "lemmatizer"],
        config={"components.parser.factory": transitions.NAME},
    )
    leave_full_stops(nlp.tokenizer)
    nlp.tokenizer = BoundedTokenizer(nlp.tokenizer)
    nlp.add_pipe(words.NAME)
    nlp.add_pipe("crossclaim_paragraphs", before="parser")
    remember_words(nlp)
    use_numpy(nlp)
    gc.freeze()  # a model stays for good: the collector need not walk its hundred thousand objects again and again
    return nlp


def _package(model: str) -> ModuleType:
    """The package of a model; it is imported only once it is seen to be one."""
    spec = find_spec(model) if model.isidentifier() else None
    if spec is None:
        remedy = "Install it with pip, or leave the setting out."
        raise SettingsError("this language model is not installed.", subject=f"model: {model}", remedy=remedy)
    remedy = f"Leave `model` out of the settings, or name another, such as {DEFAULT_MODEL}."
    folder = Path(spec.origin or "").parent
    meta = get_model_meta(folder) if spec.origin and (folder / "meta.json").is_file() else {}
    if meta.get("lang") != "en":
        raise SettingsError("is no language model of English.", subject=f"model: {model}", remedy=remedy)
    if missing := [name for name in NEEDED if name not in meta.get("pipeline", ())]:
        raise SettingsError(f"has no {', '.join(missing)}.", subject=f"model: {model}", remedy=remedy)
    return importlib.import_module(model)
