"""Texts that nobody wrote: twice the length takes about twice the time, whatever the text.

    python -m bench.hostile [CHARACTERS]        # 20,000 and twice that, unless told

Prints for each kind the CPU seconds of the whole extraction at both lengths, and their ratio: 2 is linear, 4 quadratic.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator

from bench.figures import Figure
from db.records import Article
from extractors.claims import Extractor, extract_claims
from extractors.language import load
from extractors.topic import load_topic

# A stretch of text that is repeated; {n} counts up.
KINDS = {
    "numbers alone": "{n} ",
    "amounts of money": "${n} million, ",
    "one sentence without end": "the Red Firm A1 of the firm sold {n} goods to Velden and said it had 300 chips, ",
    "one word without end": "a{n}",
    "quotations": "“We have {n} GPUs,” said Ines Moe. ",
    "quotation marks that are never closed": "“ {n} ",
    "brackets that are never closed": "({n} ",
    "names": "Velden A{n} Halberd ",
    "many claims": "Fjellkraft said it had {n} GPUs. The company denied that it had spent $5 million. ",
    "line breaks": "{n}\n\n",
    "control characters": "\x00{n}\x07 ",
    "right to left": "בשנת 2024 נמכרו {n} מעבדים ",
    "markup": "<p>Velden has <b>{n}</b> GPUs</p>",
}


def text_of(kind: str, length: int) -> str:
    """A text of that kind and about that length."""
    stretch = KINDS[kind]
    return "".join(stretch.format(n=n) for n in range(length // len(stretch)))


def seconds(extractor: Extractor, text: str) -> float:
    """The least CPU time of two extractions."""
    article = Article(id="hostile", url="https://example.com/", outlet="example.com", title="", text=text)
    spent = []
    for _ in range(2):
        start = time.process_time()
        extract_claims(article, extractor, load())
        spent.append(time.process_time() - start)
    return min(spent)


def main() -> None:
    length = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    for kind, once, twice in measure(length):
        print(f"{kind:38} {once:7.2f} s {twice:7.2f} s   ratio {twice / once:4.1f}", flush=True)


def figures(*, full: bool) -> Iterator[Figure]:
    found = list(measure(20_000 if full else 5_000))
    for kind, once, twice in found:
        yield Figure(f"{kind}: twice the length, of once", (twice / once,), reach="<= 3", better="less")


def measure(length: int) -> Iterator[tuple[str, float, float]]:
    """Each kind of text, with the CPU seconds at a length and at twice that."""
    extractor = Extractor(load_topic("ai-compute"))
    seconds(extractor, "Fjellkraft has 5 GPUs.")
    for kind in KINDS:
        once, twice = (seconds(extractor, text_of(kind, n * length)) for n in (1, 2))
        yield kind, once, twice


if __name__ == "__main__":
    main()
