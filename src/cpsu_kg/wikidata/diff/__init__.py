"""The Wikidata view compared with what Wikidata, or an endpoint of its shape, says.

Both sides are read by the same questions (`asking`, `questions`), statements are paired
(`pairing`), differences named (`comparing`) and written (`report`). Nothing is ever sent but
questions.
"""

from __future__ import annotations

from cpsu_kg.wikidata.diff.report import COLUMNS, KINDS, Diff, Difference
from cpsu_kg.wikidata.diff.run import ENDPOINT, LANGUAGES, PROPERTIES, diff

__all__ = [
    "COLUMNS",
    "ENDPOINT",
    "KINDS",
    "LANGUAGES",
    "PROPERTIES",
    "Diff",
    "Difference",
    "diff",
]
