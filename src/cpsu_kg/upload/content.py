"""What is loaded: the dataset's named graphs, each with a checksum, read as they are sent."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import NamedNode

from cpsu_kg.about import GRAPHS
from cpsu_kg.stores.loading import GRAPH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cpsu_kg.stores.embedded import EmbeddedStore

_BITS = 256


class Part(NamedTuple):
    """One named graph.

    Attributes:
        name: its short name, such as `core`.
        triples: how many it holds.
        checksum: of its triples, whatever their order.
        store: where they are.
    """

    name: str
    triples: int
    checksum: str
    store: EmbeddedStore

    @property
    def graph(self) -> str:
        """The IRI of the graph."""
        return GRAPH + self.name

    def lines(self) -> Iterator[str]:
        """Yield the triples as lines of N-Triples, without line ends."""
        return (f"{quad.triple} ." for quad in self.store.quads(NamedNode(self.graph)))


def parts(store: EmbeddedStore) -> list[Part]:
    """Cut the dataset into its named graphs.

    Args:
        store: the dataset.

    Returns:
        The graphs, in the order of reading.
    """
    counts: dict[str, int] = {}
    sums: dict[str, int] = {}
    for quad in store.quads():
        if isinstance(quad.graph_name, NamedNode):
            name = quad.graph_name.value.removeprefix(GRAPH)
            counts[name] = counts.get(name, 0) + 1
            digest = hashlib.sha256(str(quad.triple).encode()).digest()
            sums[name] = (sums.get(name, 0) + int.from_bytes(digest, "big")) % (1 << _BITS)
    order = {name: place for place, name in enumerate(GRAPHS)}
    names = sorted(counts, key=lambda name: (order.get(name, len(order)), name))
    return [Part(name, counts[name], f"{sums[name]:0{_BITS // 4}x}", store) for name in names]
