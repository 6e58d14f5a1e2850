"""Where a store takes graphs: at the address given, or at those usual beside its endpoint."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from cpsu_kg.errors import EndpointError
from cpsu_kg.stores.transport import shown
from cpsu_kg.upload.roads import GraphStore, Updates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cpsu_kg.stores.transport import Transport
    from cpsu_kg.upload.roads import Road

# Below the endpoint's path without its last word: graph store, then update. Which products use
# them: Oxigraph, Fuseki, Stardog; Virtuoso, Fuseki, Neptune; RDF4J and GraphDB; Fuseki, QLever.
_USUAL: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "query": (("/store", "/data", ""), ("/update",)),
    "sparql": (
        ("/sparql-graph-crud-auth", "/data", "/sparql/gsp/"),
        ("/sparql-auth", "/update", "/sparql"),
    ),
}
_REPOSITORY = (("/rdf-graphs/service",), ("/statements",))
_OTHER = (("/data", ""), ("/update", ""))

# These ask for patience or a password; another address would not help.
_FINAL = (401, 429, 503)


def roads(endpoint: str, graph_store: str, update: str, transport: Transport) -> list[Road]:
    """List the ways that may lead into a store, the best first.

    Args:
        endpoint: where it answers queries.
        graph_store: where it offers the Graph Store Protocol, empty if not known.
        update: where it takes updates, empty if not known.
        transport: the way to it.

    Returns:
        What was given, or else all that is usual.

    Raises:
        EndpointError: an address is not one of http or https.
    """
    if graph_store:
        return [GraphStore(graph_store, transport)]
    if update:
        return [Updates(update, transport)]
    parts = urlsplit(endpoint)
    below, stores, updates = _usual(parts.path.rstrip("/"))

    def at(end: str) -> str:
        return parts._replace(path=below + end or "/", query="", fragment="").geturl()

    return [
        *(GraphStore(at(end), transport) for end in stores if below + end),
        *(Updates(at(end), transport) for end in updates),
    ]


def choose(
    found: Sequence[Road],
    attempt: Callable[[Road], None],
    arrived: Callable[[], bool],
    undo: Callable[[Road], None],
) -> Road:
    """Find the way that leads into the store: what is sent there shows at its endpoint.

    Args:
        found: the ways to try.
        attempt: sends something small.
        arrived: tells whether it is there.
        undo: takes it back from a store that it was not meant for.

    Returns:
        The first that does.

    Raises:
        EndpointError: none does, or the store asks for a password or for patience.
    """
    failures = []
    for road in found:
        try:
            attempt(road)
        except EndpointError as error:
            if error.status is None or error.status in _FINAL or len(found) == 1:
                raise
            failures.append(f"{shown(road.url)} {error.status}")
            continue
        if arrived():
            return road
        with suppress(EndpointError):
            undo(road)
        failures.append(f"{shown(road.url)} another store")
    raise EndpointError(shown(found[0].url), _none(failures, found))


def _usual(path: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    base, _, last = path.rpartition("/")
    if base.endswith("/repositories"):
        return path, *_REPOSITORY
    if last in _USUAL:
        return base, *_USUAL[last]
    return path, *_OTHER


def _none(failures: Iterable[str], found: Sequence[Road]) -> str:
    if len(found) == 1:
        return "takes what is sent, but the endpoint does not show it; are they of one store?"
    told = ", ".join(failures)
    return f"no address takes the data ({told}); name one with --graph-store or --update"
