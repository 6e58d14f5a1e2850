"""What every store can do: answer SELECT, CONSTRUCT/DESCRIBE and ASK with typed RDF terms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from cpsu_kg.stores.solutions import Solutions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Triple

__all__ = ["Solutions", "Store"]


class Store(Protocol):
    """A dataset that answers SPARQL 1.1 queries over the union of its graphs."""

    def select(self, query: str) -> Solutions:
        """Run a SELECT.

        Args:
            query: the SPARQL text.

        Returns:
            The solutions, all read.

        Raises:
            QueryError: the text is malformed or is not a SELECT.
            EndpointError: a remote endpoint gave no usable answer.
        """
        ...

    def construct(self, query: str) -> Iterator[Triple]:
        """Run a CONSTRUCT or DESCRIBE.

        Args:
            query: the SPARQL text.

        Returns:
            The triples, read as they are asked for; one may come more than once.

        Raises:
            QueryError: the text is malformed or gives no triples.
            EndpointError: a remote endpoint gave no usable answer.
        """
        ...

    def ask(self, query: str) -> bool:
        """Run an ASK.

        Args:
            query: the SPARQL text.

        Returns:
            Whether the pattern has a match.

        Raises:
            QueryError: the text is malformed or is not an ASK.
            EndpointError: a remote endpoint gave no usable answer.
        """
        ...
