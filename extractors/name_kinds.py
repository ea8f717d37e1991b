"""What kind of thing a name is, by its words and neighbours: features of the model "name_kinds".

kind_features(find_names("In Bergen it rained.")[0], "In Bergen it rained.")   # {"before=in", "word=bergen", …}
"""

from __future__ import annotations

import re

from extractors.names import WORD, Name

_AGE = re.compile(r", \d\d,")  # "Ottavio Brandl, 58, runs the union"


def kind_features(name: Name, text: str) -> set[str]:
    """What a name's words and neighbours say of its kind."""
    before = WORD.findall(text[max(0, name.start - 30) : name.start])[-2:]
    after = WORD.findall(text[name.end : name.end + 30])[:2]
    left, right = text[max(0, name.start - 1) : name.start], text[name.end : name.end + 2]
    parts = name.text.split()
    features = {f"before={w.lower()}" for w in before[-1:]} | {f"after={w.lower()}" for w in after[:1]}
    features.add(f"before2={' '.join(before).lower()}")
    features.add(f"after2={' '.join(after).lower()}")
    features.update((f"words={min(4, len(parts))}", f"left={left}", f"right={right}", f"right={right[:1]}"))
    features.update(f"word={part.lower()}" for part in parts)
    features.update(
        (f"ends={parts[-1].lower()[-3:]}", f"ends={parts[-1].lower()[-2:]}", f"first={parts[0].lower()}")
    )
    features.add(f"capitals={name.text.isupper()} {min(len(name.text), 6)}")
    features.add(f"digits={any(c.isdigit() for c in name.text)}")
    features.add(f"inner={any(c.isupper() for c in name.text[1:]) and len(parts) == 1}")
    if _AGE.match(text, name.end, name.end + 5):
        features.add("age")
    features.add(f"given kind={name.kind}")
    return features
