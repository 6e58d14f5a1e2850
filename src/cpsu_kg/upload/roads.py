"""The two ways to put a graph into a store: the Graph Store HTTP Protocol, and SPARQL Update."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlencode
from urllib.request import Request

from cpsu_kg.errors import EndpointError
from cpsu_kg.stores.transport import check_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from cpsu_kg.stores.transport import Transport

# Servers limit what they read at once; Virtuoso compiles an update like a program.
UPDATE_TRIPLES = 500
REQUEST_TRIPLES = 100_000


class Road(Protocol):
    """A way to put graphs into a store.

    Attributes:
        url: where it leads.
        name: of the protocol.
    """

    url: str
    name: str

    def put(self, graph: str, lines: Iterable[str], tell: Callable[[int], None]) -> None:
        """Make a graph hold these triples and no others.

        Args:
            graph: its IRI.
            lines: the triples as N-Triples, without line ends.
            tell: called with the number of triples that were taken since the last call.

        Raises:
            EndpointError: the store does not take them.
        """
        ...

    def drop(self, graph: str) -> None:
        """Remove a graph, if it is there.

        Args:
            graph: its IRI.

        Raises:
            EndpointError: the store does not do it.
        """
        ...


class GraphStore:
    """The Graph Store HTTP Protocol: a graph is replaced in one request, a huge one in several."""

    name = "Graph Store Protocol"

    def __init__(self, url: str, transport: Transport) -> None:
        """Point at an address.

        Args:
            url: of the graph store.
            transport: the way to it.

        Raises:
            EndpointError: the address is not one of http or https.
        """
        self.url = check_address(url)
        self._transport = transport

    def put(self, graph: str, lines: Iterable[str], tell: Callable[[int], None]) -> None:
        """Replace a graph; see `Road.put`."""
        method = "PUT"
        for batch in _batches(lines, REQUEST_TRIPLES):
            body = "".join([line + "\n" for line in batch]).encode()
            # N-Triples is Turtle too, which every server reads
            headers = {"Content-Type": "text/turtle"}
            self._transport.send(Request(self._address(graph), body, headers, method=method))
            method = "POST"
            tell(len(batch))

    def drop(self, graph: str) -> None:
        """Remove a graph; see `Road.drop`."""
        try:
            self._transport.send(Request(self._address(graph), method="DELETE"))
        except EndpointError as error:
            if error.status != 404:
                raise

    def _address(self, graph: str) -> str:
        joint = "&" if "?" in self.url else "?"
        return self.url + joint + urlencode({"graph": graph})


class Updates:
    """SPARQL Update: a graph is emptied, then filled in batches, each of which may be repeated."""

    name = "SPARQL Update"

    def __init__(self, url: str, transport: Transport) -> None:
        """Point at an address.

        Args:
            url: where updates go.
            transport: the way to it.

        Raises:
            EndpointError: the address is not one of http or https.
        """
        self.url = check_address(url)
        self._transport = transport

    def put(self, graph: str, lines: Iterable[str], tell: Callable[[int], None]) -> None:
        """Replace a graph; see `Road.put`."""
        before = f"DROP SILENT GRAPH <{graph}> ;\n"
        for batch in _batches(lines, UPDATE_TRIPLES):
            data = "\n".join(batch)
            self._send(f"{before}INSERT DATA {{ GRAPH <{graph}> {{\n{data}\n}} }}")
            before = ""
            tell(len(batch))

    def drop(self, graph: str) -> None:
        """Remove a graph; see `Road.drop`."""
        self._send(f"DROP SILENT GRAPH <{graph}>")

    def _send(self, update: str) -> None:
        headers = {"Content-Type": "application/sparql-update"}
        self._transport.send(Request(self.url, update.encode(), headers, method="POST"))


def _batches(lines: Iterable[str], size: int) -> Iterator[list[str]]:
    """Cut lines into batches, at least one."""
    rest = iter(lines)
    batch = list(islice(rest, size))
    yield batch
    while batch := list(islice(rest, size)):
        yield batch
