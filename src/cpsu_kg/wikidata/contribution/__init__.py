"""What a comparison with Wikidata suggests, as files that its editors work with.

Nothing here ever writes to Wikidata: the files are for people to look through.
"""

from __future__ import annotations

from cpsu_kg.wikidata.contribution.mismatch import mismatch
from cpsu_kg.wikidata.contribution.pack import Pack
from cpsu_kg.wikidata.contribution.quickstatements import quickstatements

PACKS = {"quickstatements": quickstatements, "mismatch": mismatch}

__all__ = ["PACKS", "Pack", "mismatch", "quickstatements"]
