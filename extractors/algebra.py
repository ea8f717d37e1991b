"""Matrix products by NumPy's own library, on one thread: where most of a parse's time goes.

    use_numpy(nlp)      # the same parses (but for rounding), two to three times as fast in the neural layers

Thinc multiplies with BLIS, whose wheels know few processors; the OpenBLAS or Accelerate that NumPy brings
chooses its kernels by the processor that it finds. Threads of its own gain nothing on matrices of this
size, and `--jobs` wants the processors for itself.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import lru_cache
from typing import Any

from spacy.language import Language
from thinc.api import Model, NumpyOps
from threadpoolctl import ThreadpoolController


class OneThread(NumpyOps):  # type: ignore[misc]  # Thinc compiles it, without types
    """Thinc's operations on arrays of NumPy, with NumPy's matrix product held to one thread."""

    def gemm(self, x: Any, y: Any, *, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """The product of two matrices, either transposed first; into `out` where that is given."""
        with one_thread():
            return super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)


def one_thread() -> AbstractContextManager[object]:
    """A stretch of work in which NumPy's matrix products keep to one thread."""
    limited: AbstractContextManager[object] = _threads().limit(limits=1, user_api="blas")
    return limited


@lru_cache(maxsize=1)
def _threads() -> ThreadpoolController:
    return ThreadpoolController()


def use_numpy(nlp: Language) -> None:
    """Has every layer of the pipeline that computes with Thinc's own products compute with NumPy's."""
    ops = OneThread(use_blis=False)
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        for layer in model.walk() if isinstance(model, Model) else ():
            if type(layer.ops) is NumpyOps:  # others are made for a processor of their own (a GPU, Apple's)
                layer.ops = ops
