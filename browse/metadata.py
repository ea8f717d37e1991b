"""metadata.yml: what each table and column means, for Datasette, docs/data.md and exports.

read_metadata("crossclaim")["databases"]["crossclaim"]["tables"]["claims"]["columns"]["quote"]
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent


def read_metadata(database_name: str) -> dict[str, Any]:
    """metadata.yml with its one database under the name that Datasette gives to this file."""
    path = HERE / "metadata.yml"  # where the wheel has it; a checkout has it at its root
    if not path.exists():
        path = HERE.parent / "metadata.yml"
    metadata: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    (database,) = metadata["databases"].values()
    metadata["databases"] = {database_name: database}
    return metadata
