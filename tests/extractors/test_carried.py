"""What the components put on a Doc, wherever the Doc goes."""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from extractors.attribution import crossclaim_attribution, find_attributions
from extractors.carried import carry
from extractors.quantities import Quantity

TEXT = "“About 50,000 of NVIDIA’s H100 GPUs,” Ines Moe of Velden told Reuters, “cost $5 million a year.”"


def through_bytes(doc: Doc) -> Doc:
    return Doc(doc.vocab).from_bytes(doc.to_bytes())


def through_pickle(doc: Doc) -> Doc:
    copy: Doc = pickle.loads(pickle.dumps(doc))
    return copy


def through_a_bin(doc: Doc) -> Doc:
    packed = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    return next(iter(DocBin().from_bytes(packed).get_docs(doc.vocab)))


@pytest.fixture
def own(nlp: Language) -> Language:
    """The English pipeline as somebody else would put it together."""
    own = spacy.blank("en")
    for name in ("tok2vec", "tagger", "parser"):
        own.add_pipe(name, source=nlp)
    own.add_pipe("attribute_ruler", source=nlp)
    own.add_pipe("crossclaim_quantities")
    own.add_pipe("crossclaim_attribution")
    return own


@pytest.mark.parametrize("travel", [through_bytes, through_pickle, through_a_bin])
def test_findings_travel_with_the_doc(own: Language, travel: Callable[[Doc], Doc]) -> None:
    """A Doc that was written and read again has the same quantities and attributions."""
    doc = own(TEXT)
    assert doc._.quantities
    assert doc._.attributions
    there = travel(doc)
    assert there._.quantities == doc._.quantities
    assert there._.attributions == doc._.attributions


def test_several_processes_find_the_same() -> None:
    """`nlp.pipe` with two processes gives what one gives."""
    own = spacy.blank("en")
    own.add_pipe("crossclaim_quantities")
    texts = ["It has 500 homes.", "It costs $5 million.", "Nothing."]
    alone = [doc._.quantities for doc in own.pipe(texts)]
    assert [len(found) for found in alone] == [1, 1, 0]
    assert [doc._.quantities for doc in own.pipe(texts, n_process=2, batch_size=1)] == alone


def test_a_saved_pipeline_comes_back(tmp_path: Path) -> None:
    """A pipeline with the component is written to disk and loaded again."""
    own = spacy.blank("en")
    own.add_pipe("crossclaim_quantities")
    own.to_disk(tmp_path)
    assert len(spacy.load(tmp_path)("It has 500 homes.")._.quantities) == 1


def test_a_missing_tagger_or_parser_is_named() -> None:
    """Without tags or a parse there is an error that says what is missing, not an empty list."""
    own = spacy.blank("en")
    own.add_pipe("crossclaim_attribution")
    with pytest.raises(ValueError, match="a tagger and a parser before it"):
        own("Ito said it cost 5 million.")
    assert own("")._.attributions == []
    untagged = Doc(own.vocab, words=["Ito", "said", "so"], heads=[1, 1, 1], deps=["nsubj", "ROOT", "advmod"])
    with pytest.raises(ValueError, match="a tagger and a parser before it"):
        crossclaim_attribution(untagged)


def test_a_doc_that_nobody_read_carries_nothing(nlp: Language) -> None:
    """Without the component the extensions are empty lists, also where the functions were called."""
    doc = nlp("Ito said it cost 5 million.")
    assert find_attributions(doc)
    assert (doc._.quantities, doc._.attributions) == ([], [])


def test_an_extension_of_another_program_is_not_taken_for_ours() -> None:
    """Where `doc._.holdings` is another program's, it is said and not shown in place of ours; ours may be set again."""
    Doc.set_extension("holdings", default=None)
    try:
        with pytest.raises(ValueError, match=r"doc\._\.holdings is another program's"):
            carry("holdings", Quantity)
    finally:
        Doc.remove_extension("holdings")
    carry("holdings", Quantity)
    carry("holdings", Quantity)
    assert spacy.blank("en")("5 chips")._.holdings == []
    Doc.remove_extension("holdings")


def test_the_docs_say_what_comes_out(capsys: pytest.CaptureFixture[str]) -> None:
    """The example of docs/spacy.md prints what stands below it."""
    page = (Path(__file__).parents[2] / "docs" / "spacy.md").read_text(encoding="utf-8")
    code, printed = re.findall(r"```(?:python)?\n(.*?)```", page, re.DOTALL)
    exec(code, {})
    assert capsys.readouterr().out == printed
