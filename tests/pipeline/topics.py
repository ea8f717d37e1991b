"""A small topic that no rule was written for, so that tests show what the rules do with any topic."""

from __future__ import annotations

from extractors.topic import Topic

SHIPS = Topic.model_validate(
    {
        "name": "ships",
        "title": "Ships",
        "metrics": {
            "fleet": {
                "question": "How many ships does {subject} have?",
                "units": ["ship"],
                "subjects": ["company", "service"],
            },
            "cost": {"question": "What did {subject} cost?", "units": ["money"], "subjects": ["service"]},
            "revenue": {"question": "What does {subject} take in?", "units": ["money"], "accrual": "flow"},
            "cargo": {
                "question": "How much has {subject} carried?",
                "units": ["tonne"],
                "accrual": "cumulative",
            },
            "change": {"question": "By how much did {subject} change?", "units": ["percent"]},
        },
        "units": {"ship": {"nouns": ["ship", "vessel"]}},
        "items": {
            "vessel": {"unit": "ship"},
            "cargo ship": {"part_of": "vessel", "unit": "ship"},
            "tanker": {"part_of": "cargo ship", "unit": "ship"},
            "bulker": {"part_of": "cargo ship", "unit": "ship"},
        },
        "entities": {
            "Nordline": {"kind": "company"},
            "Nordline Express": {"kind": "service", "maker": "Nordline"},
            "Nordline Coastal": {"kind": "service", "maker": "Nordline"},
            "Sudline": {"kind": "company"},
        },
        "often_confused": [{"metrics": ["cost", "revenue"], "why": "What is paid is not what comes in."}],
    }
)
