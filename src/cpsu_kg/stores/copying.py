"""All quads of the dataset, from whatever store holds it."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Quad

from cpsu_kg.errors import EndpointError
from cpsu_kg.stores.loading import GRAPH

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from typing import TypeAlias

    from pyoxigraph import BlankNode, Triple

    from cpsu_kg.stores.protocol import Store

    Object: TypeAlias = NamedNode | Literal | BlankNode | Triple

_GRAPHS = f"""SELECT ?g (COUNT(*) AS ?n) WHERE {{
  GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{GRAPH}"))
}} GROUP BY ?g ORDER BY ?g"""
_BOOLEAN = NamedNode("http://www.w3.org/2001/XMLSchema#boolean")
_TRUTH = {"0": Literal("false", datatype=_BOOLEAN), "1": Literal("true", datatype=_BOOLEAN)}


def quads_of(store: Store, graphs: Collection[NamedNode] = ()) -> Iterator[Quad]:
    """Give every quad of the dataset in a store.

    Args:
        store: embedded, or an endpoint, of which graphs of others are left alone.
        graphs: the named graphs wanted; by default all of the dataset.

    Returns:
        The quads, in the order of the store; truth values are written `true` and `false`.

    Raises:
        EndpointError: the endpoint gave only some of them.
    """
    embedded = getattr(store, "quads", None)
    if not embedded:
        return _fetched(store, graphs)
    return (q for q in embedded() if q.graph_name in graphs) if graphs else iter(embedded())


def sizes(store: Store) -> Iterator[tuple[NamedNode, int]]:
    """Count the triples of each named graph of the dataset.

    Args:
        store: where it is.

    Yields:
        The graphs with their sizes, in order; counting is what Virtuoso lists graphs by fastest.
    """
    for graph, count in store.select(_GRAPHS).rows:
        if isinstance(graph, NamedNode) and isinstance(count, Literal):
            yield graph, int(count.value)


def _fetched(store: Store, graphs: Collection[NamedNode]) -> Iterator[Quad]:
    """Ask for one graph after the other: for triples, which Virtuoso writes faster than rows."""
    for graph, count in sizes(store):
        if graphs and graph not in graphs:
            continue
        text = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}"
        triples = dict.fromkeys(store.construct(text))
        if len(triples) != count:
            url = str(getattr(store, "url", "given"))
            reason = f"it gave {len(triples)} of the {count} triples of {graph}"
            raise EndpointError(url, f"{reason}, a copy would be partial")
        for each in triples:
            yield Quad(each.subject, each.predicate, _canonical(each.object), graph)


def _canonical(term: Object) -> Object:
    """Undo what Virtuoso makes of a truth value."""
    if isinstance(term, Literal) and term.datatype == _BOOLEAN:
        return _TRUTH.get(term.value, term)
    return term
