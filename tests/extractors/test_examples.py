"""An example that comes out otherwise than its topic file says is reported, field by field."""

from __future__ import annotations

from typing import Any

import pytest

from extractors.examples import differences
from extractors.topic_schema import Example
from tests.factories import make_claim

TEXT = "DeepSeek has 2,048 GPUs and 300 staff."
CASES: list[tuple[dict[str, Any], list[dict[str, Any]], list[str]]] = [
    ({"quote": "2,048 GPUs", "metric": "accelerator_count"}, [{"quote": "2,048 GPUs"}], []),
    ({"quote": "2,048 GPUs", "low": 2048}, [{"quote": "2,048 GPUs", "low": 2048.0000001}], []),
    (
        {"quote": "2,048 GPUs", "subject": "Meta", "source": None},
        [{"quote": "2,048 GPUs", "source": "Reuters"}],
        [
            "example 1: '2,048 GPUs': subject is DeepSeek, not Meta",
            "example 1: '2,048 GPUs': source is Reuters, not nothing",
        ],
    ),
    ({"quote": "2,048 GPUs"}, [], ["example 1: '2,048 GPUs': no claim was found there"]),
    (
        {"quote": "2,048 GPUs"},
        [{"quote": "2,048"}],
        ["example 1: '2,048 GPUs': quote is 2,048, not 2,048 GPUs"],
    ),
    (
        {"quote": "2,048 GPUs"},
        [{"quote": "2,048 GPUs"}, {"quote": "300 staff", "metric": "headcount"}],
        ["example 1: '300 staff': is a claim (headcount), but the example does not list it"],
    ),
]


@pytest.mark.parametrize(("expected", "found", "misses"), CASES)
def test_differences_are_told(
    expected: dict[str, Any], found: list[dict[str, Any]], misses: list[str]
) -> None:
    """Only the fields that an example names are compared; a claim too many or too few is told as well."""
    example = Example.model_validate({"text": TEXT, "claims": [expected]})
    claims = [make_claim(**fields) for fields in found]
    assert [str(miss) for miss in differences(example, claims, 1)] == misses
