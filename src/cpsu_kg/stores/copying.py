"""All quads of the dataset, from whatever store holds it."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Quad

from cpsu_kg.errors import EndpointError
from cpsu_kg.stores.loading import GRAPH

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from cpsu_kg.stores.protocol import Store
    from cpsu_kg.stores.solutions import Term

_PUBLISHED = f'GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{GRAPH}"))'
_BOOLEAN = NamedNode("http://www.w3.org/2001/XMLSchema#boolean")
_TRUTH = {"0": Literal("false", datatype=_BOOLEAN), "1": Literal("true", datatype=_BOOLEAN)}


def quads_of(store: Store) -> Iterator[Quad]:
    """Give every quad of the dataset in a store.

    Args:
        store: embedded, or an endpoint, of which graphs of others are left alone.

    Returns:
        The quads, in the order of the store; truth values are written `true` and `false`.

    Raises:
        EndpointError: the endpoint gave only some of them.
    """
    embedded = getattr(store, "quads", None)
    return iter(embedded()) if embedded else _fetched(store)


def _fetched(store: Store) -> Iterator[Quad]:
    rows = store.select(f"SELECT ?g ?s ?p ?o WHERE {{ {_PUBLISHED} }}").rows
    ((count,),) = store.select(f"SELECT (COUNT(*) AS ?n) WHERE {{ {_PUBLISHED} }}").rows
    if not isinstance(count, Literal) or len(rows) != int(count.value):
        url = str(getattr(store, "url", "given"))
        raise EndpointError(url, f"it gave {len(rows)} of its quads, a copy would be partial")
    return (Quad(s, p, _canonical(o), g) for g, s, p, o in rows)  # type: ignore[arg-type]


def _canonical(term: Term | None) -> Term | None:
    """Undo what Virtuoso makes of a truth value."""
    if isinstance(term, Literal) and term.datatype == _BOOLEAN:
        return _TRUTH.get(term.value, term)
    return term
