"""Which of a page's titles is its headline."""

from __future__ import annotations

import pytest

from pipeline.headlines import best_title

HEADLINE = "Ice closes the harbour of Lintvik for eleven days"
OTHER = "Why your parcels are late: Lintvik’s ice explained"
KICKER = f"Shipping: {HEADLINE}"
LONG = "The harbour authority of Lintvik has closed its new terminal for eleven days after ice had damaged the breakwater twice"
OUTLETS = ["The Skerry Post", "skerrypost.example", "skerrypost"]

TITLES: list[tuple[dict[str, str], list[str], str | None]] = [
    # the outlet's name, in many dresses
    ({"og:title": f"{HEADLINE} | The Skerry Post"}, [], HEADLINE),
    ({"og:title": f"{HEADLINE} - The Skerry Post"}, [], HEADLINE),
    ({"og:title": f"{HEADLINE} – Skerry Post"}, [], HEADLINE),
    ({"og:title": f"{HEADLINE} | skerrypost.example"}, [], HEADLINE),
    ({"og:title": f"{HEADLINE}| The Skerry Post"}, [], HEADLINE),
    ({"og:title": f"{HEADLINE} » SKERRYPOST"}, [], HEADLINE),
    ({"og:title": f"The Skerry Post: {HEADLINE}"}, [HEADLINE], HEADLINE),
    ({"og:title": f"The Skerry Post: {HEADLINE}"}, [], f"The Skerry Post: {HEADLINE}"),
    ({"og:title": f"The Skerry Post | {HEADLINE}"}, [], HEADLINE),
    ({"title": f"{HEADLINE} | Sea | The Skerry Post"}, [HEADLINE], HEADLINE),
    ({"og:title": f"{HEADLINE} - Sea", "title": HEADLINE}, [], HEADLINE),
    ({"og:title": "Skerry - Post - War"}, [], "Skerry - Post - War"),
    ({"title": "The Skerry Post"}, [HEADLINE], HEADLINE),
    ({"og:title": "Ice - a Skerry Post special"}, [], "Ice - a Skerry Post special"),
    # the heading decides between two
    ({"jsonld": OTHER, "og:title": HEADLINE}, [HEADLINE], HEADLINE),
    ({"jsonld": HEADLINE, "og:title": OTHER}, [HEADLINE], HEADLINE),
    ({"jsonld": HEADLINE, "og:title": OTHER}, ["Sea", HEADLINE], HEADLINE),
    ({"jsonld": HEADLINE, "og:title": KICKER}, [f"Shipping {HEADLINE}"], KICKER),
    ({"jsonld": HEADLINE, "og:title": KICKER}, [HEADLINE], HEADLINE),
    ({"jsonld": OTHER, "og:title": HEADLINE, "title": f"{HEADLINE} | The Skerry Post"}, [], HEADLINE),
    ({"jsonld": HEADLINE, "og:title": OTHER}, [], HEADLINE),
    ({"jsonld": HEADLINE, "og:title": HEADLINE}, ["Sea and shore"], HEADLINE),
    ({"jsonld": OTHER, "og:title": "412 ships"}, [HEADLINE], HEADLINE),
    ({"og:title": OTHER, "title": HEADLINE}, [HEADLINE], HEADLINE),
    ({"jsonld": OTHER, "og:title": "412 ships"}, ["Sea and shore"], OTHER),
    ({"title": f"{HEADLINE} - Skerry Post"}, ["The Skerry Post"], HEADLINE),
    # cut short
    ({"jsonld": f"{HEADLINE[:40]}…", "og:title": HEADLINE}, [], HEADLINE),
    ({"jsonld": f"{HEADLINE[:40]} ...", "og:title": OTHER}, [HEADLINE], HEADLINE),
    ({"jsonld": LONG[:110], "og:title": LONG}, [], LONG),
    # what there is
    ({}, [HEADLINE], HEADLINE),
    ({}, [], None),
    ({"title": f"{HEADLINE} | The Skerry Post"}, [], HEADLINE),
    ({"title": f"{HEADLINE} | The Skerry Post"}, ["The Skerry Post", HEADLINE], HEADLINE),
]


@pytest.mark.parametrize(("titles", "heads", "best"), TITLES)
def test_the_headline_among_titles(titles: dict[str, str], heads: list[str], best: str | None) -> None:
    """Without the outlet's name, in its long form, and the one that the page shows where they differ."""
    assert best_title(titles, heads, OUTLETS) == best
