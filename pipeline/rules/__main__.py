"""The rules of comparison as the list on the method page: python -m pipeline.rules > browse/templates/cc_rules.html

The pages know nothing of the pipeline, so the list is a file of theirs; a test compares it with the rules.
"""

from __future__ import annotations

import sys

from markupsafe import Markup

from pipeline.relations import RULES, sentence_of

HEAD = "{#- Made by `python -m pipeline.rules > browse/templates/cc_rules.html` from the rules' docstrings. -#}\n"


def rules_list() -> str:
    """The rules in their order, each with its name as anchor and its sentence."""
    item = Markup('  <li id="{}"><b>{}</b>: {}</li>\n')
    items = (
        item.format(one.__name__, one.__name__.replace("_", " "), sentence_of(one.__name__)) for one in RULES
    )
    return f'{HEAD}<ol class="method rules">\n{Markup("").join(items)}</ol>\n'


if __name__ == "__main__":
    sys.stdout.write(rules_list())
