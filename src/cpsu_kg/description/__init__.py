"""The dataset described for catalogues: VoID and DCAT, and the same as a schema.org Dataset.

`figures` counts by SPARQL, `dumps` looks at the files of a release, `void` and `schema_org` say
both in their vocabularies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpsu_kg.description.dumps import Dump, dumps_of
from cpsu_kg.description.figures import Figures, count
from cpsu_kg.description.schema_org import schema_org
from cpsu_kg.description.void import void

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cpsu_kg.graph import KnowledgeGraph

__all__ = ["FORMATS", "Dump", "Figures", "count", "describe", "dumps_of"]

FORMATS = ("turtle", "jsonld")


def describe(
    kg: KnowledgeGraph,
    format: str = "turtle",
    *,
    dumps: Sequence[Dump] = (),
    figures: Figures | None = None,
) -> str:
    """Describe a dataset.

    Args:
        kg: the dataset.
        format: `turtle` for VoID and DCAT, `jsonld` for schema.org.
        dumps: the files in which it can be had.
        figures: what was counted, if it was.

    Returns:
        The document.

    Raises:
        ParameterError: SOURCE_DATE_EPOCH is set to something else than a number of seconds.
    """
    figures = figures or count(kg)
    if format == "jsonld":
        return schema_org(figures, dumps)
    from cpsu_kg.exports.vocabulary import Vocabulary

    return void(figures, dumps, Vocabulary(kg.resources).prefixes)
