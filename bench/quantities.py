"""Time of reading quantities as texts get longer: `python -m bench.quantities [--length 20000]`.

For each kind of hostile text prints CPU seconds at one, two and four times the length, and the ratio
of each to the one before: 2 is linear, 4 would be quadratic. Ends with exit code 1 above --limit.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator

from spacy.tokens import Doc

from bench.figures import Figure
from extractors.language import load
from extractors.quantities import find_quantities

TEXTS = {
    "numbers": "123,456 789.01 12% $5m ",
    "number words": "one hundred and twenty three million people or ",
    "one run of digits": "1234567890",
    "digits and commas": "1,",
    "spaced digits": "1 234 567 ",
    "hedges": "more than about nearly some ",
    "ranges": "5-",
    "dollar signs": "$",
    "pounds": "5 pounds ",
    "lists": "7, ",
    "month names": "may 5 may ",
    "open quotes": "\" ' \u201d ",
    "between": "between 3 and 5 ",
    "fractions": "1/2/",
    "magnitudes": "tens of thousands of ",
    "right to left": "\u202b\u0627\u0644\u0639\u062f\u062f 500 \u0634\u062e\u0635\u202c ",
    "control characters": "\x00\x01 5\x02km ",
    "markup": "<td>5</td>&nbsp;",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--length", type=int, default=20_000, help="characters of the shortest text")
    parser.add_argument("--limit", type=float, default=3.0, help="the highest ratio that is still right")
    options = parser.parse_args()
    worst = 0.0
    for name, seconds, ratio in measure(options.length):
        worst = max(worst, ratio)
        print(f"{name:20} {seconds[0]:6.2f} {seconds[1]:6.2f} {seconds[2]:6.2f} s   ratio {ratio:.1f}")
    print(f"worst ratio {worst:.1f} (2 is linear)")
    sys.exit(worst > options.limit)


def figures(*, full: bool) -> Iterator[Figure]:
    worst = max(ratio for *_, ratio in measure(20_000 if full else 5_000))
    yield Figure(
        f"worst of {len(TEXTS)} kinds: twice the length, of once", (worst,), reach="<= 3", better="less"
    )


def measure(length: int) -> Iterator[tuple[str, list[float], float]]:
    """Each kind of text with its CPU seconds at one, two and four times the length, and the worse of the two ratios.

    Below a tenth of a second the clock itself is what is measured: then the ratio is 0.
    """
    nlp = load()
    find_quantities(nlp.make_doc("5 km"))  # the tables are read before the clock runs
    for name, unit in TEXTS.items():
        seconds = [_seconds(nlp.make_doc, unit * (length * times // len(unit))) for times in (1, 2, 4)]
        ratio = max(seconds[1] / seconds[0], seconds[2] / seconds[1])
        yield name, seconds, ratio if seconds[2] > 0.1 else 0.0


def _seconds(make_doc: Callable[[str], Doc], text: str) -> float:
    start = time.process_time()
    find_quantities(make_doc(text))
    return time.process_time() - start


if __name__ == "__main__":
    main()
