"""What is exported: the quads of a store, in canonical order."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse

from cpsu_kg.errors import ParameterError, UnknownName
from cpsu_kg.exports.sorting import sorted_lines
from cpsu_kg.exports.vocabulary import Vocabulary
from cpsu_kg.stores.copying import quads_of, sizes
from cpsu_kg.stores.loading import GRAPH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any, TypeAlias

    from pyoxigraph import BlankNode, Triple

    from cpsu_kg.resources import Resources
    from cpsu_kg.stores.protocol import Store

    Node: TypeAlias = NamedNode | BlankNode | Triple
    Value: TypeAlias = Node | Literal
    Values: TypeAlias = dict[NamedNode, list[Value]]


class Thing(NamedTuple):
    """One subject and all that is said with it as subject, values in order."""

    node: Node
    values: Values


class Dataset:
    """The published dataset, or some of its named graphs.

    Attributes:
        vocabulary: the ontology.
    """

    def __init__(
        self,
        store: Store,
        vocabulary: Vocabulary,
        graphs: Sequence[str] = (),
        resources: Resources | None = None,
    ) -> None:
        """Choose what to export.

        Args:
            store: where the triples are.
            vocabulary: the ontology they are written in.
            graphs: names of the graphs wanted, such as `core`; by default all of them.
            resources: where the queries lie; by default the checkout or the installed copy.

        Raises:
            UnknownName: the store has no such graph.
        """
        self.vocabulary = vocabulary
        self._store = store
        self._resources = resources
        self._graphs = {NamedNode(GRAPH + name) for name in graphs}
        if graphs:
            self._check(graphs)

    def quads(self) -> Iterator[Quad]:
        """Yield the quads in the order of the store."""
        return quads_of(self._store, self._graphs)

    def triples(self) -> Iterator[str]:
        """Yield the triples of all graphs merged, as sorted lines of N-Triples."""
        return sorted_lines(f"{quad.triple} ." for quad in self.quads())

    def statements(self) -> Iterator[str]:
        """Yield the quads as sorted lines of N-Quads."""
        return sorted_lines(map(_statement, self.quads()))

    def things(self) -> Iterator[Thing]:
        """Yield every subject with its values, sorted by IRI."""
        return things(self.triples())

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Ask the whole dataset, for a format that needs more than one graph to be told.

        Args:
            query: a SELECT query.

        Returns:
            The rows, in its order.

        Raises:
            ParameterError: only some graphs were chosen.
        """
        self._check_whole()
        return self._store.select(query).rows

    def view(self, name: str) -> Dataset:
        """Show the whole dataset through a view.

        Args:
            name: the view, such as `popolo`.

        Returns:
            The view's triples.

        Raises:
            UnknownName: there is no such view.
            ParameterError: only some graphs were chosen.
        """
        from cpsu_kg.queries.constructed import ConstructedStore
        from cpsu_kg.resources import find

        self._check_whole()
        shown = ConstructedStore(self._store, self._resources or find(), name)
        return Dataset(shown, self.vocabulary, resources=self._resources)

    def _check_whole(self) -> None:
        if self._graphs:
            raise ParameterError("graph", "this format is made of all graphs together")

    def _check(self, names: Iterable[str]) -> None:
        known = {graph.value.removeprefix(GRAPH) for graph, _ in sizes(self._store)}
        for name in names:
            if name not in known:
                raise UnknownName("graph", name, known)


def things(lines: Iterable[str]) -> Iterator[Thing]:
    """Group lines of N-Triples by subject.

    Args:
        lines: sorted, each ended by ` .`.

    Yields:
        The subjects with their values.
    """
    for _, group in groupby(lines, key=lambda line: line.partition(" ")[0]):
        values: Values = {}
        for quad in parse("\n".join(group), RdfFormat.N_TRIPLES):
            values.setdefault(quad.predicate, []).append(quad.object)
        yield Thing(quad.subject, values)


def _statement(quad: Quad) -> str:
    if isinstance(quad.graph_name, DefaultGraph):
        return f"{quad.triple} ."
    return f"{quad.triple} {quad.graph_name} ."
