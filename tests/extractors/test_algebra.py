"""Matrix products on one thread, by NumPy's own library."""

from __future__ import annotations

import numpy
import pytest
from spacy.language import Language
from thinc.api import NumpyOps

from extractors.algebra import OneThread


@pytest.mark.parametrize(("trans1", "trans2"), [(False, False), (True, False), (False, True)])
def test_products_are_those_of_thinc(trans1: bool, trans2: bool) -> None:
    """A product is the same as Thinc's own but for rounding, transposed or not."""
    x, y = numpy.random.default_rng(5).random((2, 40, 40), dtype="float32")
    own = OneThread(use_blis=False).gemm(x, y, trans1=trans1, trans2=trans2)
    assert own == pytest.approx(NumpyOps().gemm(x, y, trans1=trans1, trans2=trans2), rel=1e-5)


def test_the_pipeline_computes_with_numpy(nlp: Language) -> None:
    """No layer of the loaded pipeline is left with Thinc's slower products."""
    layers = [layer for _, pipe in nlp.pipeline if hasattr(pipe, "model") for layer in pipe.model.walk()]
    assert layers
    assert not [layer.name for layer in layers if type(layer.ops) is NumpyOps]
