"""What speaks for each who could be the source of a number."""

from __future__ import annotations

from spacy.language import Language

from extractors.account import account_of
from extractors.linear import Linear
from extractors.source_candidates import candidates_of
from extractors.source_features import features_of, situation_weights, told_of

TEXT = (
    "The lab owns 50,000 chips, SemiAnalysis said. It also rents 2,000 of them, Dara Moe told Reuters.\n\n"
    "“That cost $5 million,” said Moe, who denied that the firm had spent 9 million."
)


def test_facts_of_a_number_weigh_what_their_features_do(nlp: Language) -> None:
    """Looked up place by place, the facts of a number weigh as much as the features that are spelled out for training."""
    account, model = account_of(nlp(TEXT)), Linear.load("sources")
    for number in ("50,000", "2,000", "$5 million", "9 million"):
        start = TEXT.index(number)
        candidates = candidates_of(account, start, start + len(number), None)
        rows, facts = told_of(account, candidates, None)
        situation = situation_weights().told_by(facts, {each.place for each in candidates})
        short = [
            model.total_of(row, 0.5, situation[each.place])
            for each, row in zip(candidates, rows, strict=True)
        ]
        assert short == [model.total_of(row, 0.5) for row in features_of(account, candidates, None)]
        assert len(candidates) > 1
        assert situation["nobody"]
