"""The parser's steps, one at a time for all documents of a batch: the same parses, in less than half the time.

    en_core_web_sm.load(config={"components.parser.factory": "crossclaim_parser"})

spaCy's own loop lets go of Python's lock and takes it back some hundred times a step, once for each unit of
the parser's hidden layer: more than half of a parse. What a step computes is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from spacy.language import Language
from spacy.pipeline import DependencyParser
from spacy.tokens import Doc

from extractors.algebra import one_thread

NAME = "crossclaim_parser"


class SteppingParser(DependencyParser):  # type: ignore[misc]  # spaCy compiles it, without types
    """spaCy's greedy dependency parser; one with a beam or with unseen labels works as spaCy's own."""

    def predict(self, docs: Iterable[Doc]) -> Any:
        """The parser's final state for each document."""
        docs = [docs] if isinstance(docs, Doc) else list(docs)
        settings = self.model.attrs
        if self.cfg["beam_width"] != 1 or not settings["has_upper"] or settings["unseen_classes"]:
            return super().predict(docs)
        states = self.moves.init_batch(docs)
        waiting = [state for state in states if not state.is_final()]
        if not waiting:
            return states
        steps = self.model.predict(docs)
        weights, bias = steps.vec2scores.get_param("W").T.copy(), steps.vec2scores.get_param("b")
        with one_thread():
            while waiting:
                scores = steps.state2vec.predict(steps.get_token_ids(waiting)) @ weights
                scores += bias
                waiting = self.transition_states(waiting, scores)
        steps.clear_memory()
        return states


@Language.factory(
    NAME,
    assigns=["token.dep", "token.head", "token.is_sent_start", "doc.sents"],
    default_config={
        "moves": None,
        "update_with_oracle_cut_size": 100,
        "learn_tokens": False,
        "min_action_freq": 30,
        "scorer": {"@scorers": "spacy.parser_scorer.v1"},
    },
)
def crossclaim_parser(
    nlp: Language,
    name: str,
    model: Any,
    moves: list[Any] | None,
    update_with_oracle_cut_size: int,
    learn_tokens: bool,
    min_action_freq: int,
    scorer: Callable[..., Any] | None,
) -> SteppingParser:
    """The component for one pipeline, in the place of its "parser", of which it takes settings and weights."""
    return SteppingParser(
        nlp.vocab,
        model,
        name,
        moves,
        update_with_oracle_cut_size=update_with_oracle_cut_size,
        learn_tokens=learn_tokens,
        min_action_freq=min_action_freq,
        scorer=scorer,
    )
