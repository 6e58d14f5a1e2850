"""What a store holds of the dataset, written down in the store: one entry for each graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from cpsu_kg.stores.published import LOADING, MANIFEST, STATUS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cpsu_kg.stores.protocol import Store

COMPLETE = "complete"

_CHECKSUM = "http://spdx.org/rdf/terms#checksumValue"
_VERSION = "http://www.w3.org/2002/07/owl#versionInfo"
_READ = f"""SELECT ?graph ?status ?checksum ?version WHERE {{
  GRAPH <{MANIFEST}> {{
    ?graph <{STATUS}> ?status ; <{_CHECKSUM}> ?checksum ; <{_VERSION}> ?version .
  }}
}}"""


class Entry(NamedTuple):
    """What was loaded into a graph, or is being loaded."""

    status: str
    checksum: str
    version: str


def read(store: Store) -> dict[str, Entry]:
    """Read what a store holds.

    Args:
        store: the store; its own word is taken.

    Returns:
        The entries, by graph IRI; none if the dataset was never loaded.

    Raises:
        EndpointError: there is no usable answer.
    """
    return {
        str(graph): Entry(*entry)
        for graph, *entry in (
            [getattr(term, "value", "") for term in row] for row in store.select(_READ).rows
        )
    }


def lines(entries: Mapping[str, Entry]) -> list[str]:
    """Write the entries as RDF.

    Args:
        entries: by graph IRI.

    Returns:
        Lines of N-Triples, sorted.
    """
    return sorted(
        f"{Triple(NamedNode(graph), NamedNode(property), Literal(value))} ."
        for graph, entry in entries.items()
        for property, value in zip((STATUS, _CHECKSUM, _VERSION), entry, strict=True)
    )


def loading(entry: Entry) -> Entry:
    """Give the entry of a graph whose loading begins."""
    return entry._replace(status=LOADING)
