"""What is loaded: the dataset's named graphs, each as lines of N-Triples with a checksum."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import NamedNode

from cpsu_kg.about import GRAPHS
from cpsu_kg.stores.loading import GRAPH

if TYPE_CHECKING:
    from cpsu_kg.stores.embedded import EmbeddedStore


class Part(NamedTuple):
    """One named graph.

    Attributes:
        name: its short name, such as `core`.
        lines: its triples as N-Triples, sorted, each once, without line ends.
        checksum: SHA-256 of the lines.
    """

    name: str
    lines: list[str]
    checksum: str

    @property
    def graph(self) -> str:
        """The IRI of the graph."""
        return GRAPH + self.name


def parts(store: EmbeddedStore) -> list[Part]:
    """Cut the dataset into its named graphs.

    Args:
        store: the dataset.

    Returns:
        The graphs, in the order of reading.
    """
    found: dict[str, set[str]] = {}
    for quad in store.quads():
        if isinstance(quad.graph_name, NamedNode):
            found.setdefault(quad.graph_name.value, set()).add(f"{quad.triple} .")
    order = {GRAPH + name: place for place, name in enumerate(GRAPHS)}
    graphs = sorted(found, key=lambda graph: (order.get(graph, len(order)), graph))
    return [_part(graph.removeprefix(GRAPH), sorted(found[graph])) for graph in graphs]


def _part(name: str, lines: list[str]) -> Part:
    text = "".join(line + "\n" for line in lines)
    return Part(name, lines, hashlib.sha256(text.encode()).hexdigest())
