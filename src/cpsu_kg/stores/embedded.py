"""The dataset in this process: pyoxigraph, by default from a read-only copy on disk."""

from __future__ import annotations

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, QueryTriples
from pyoxigraph import Store as OxStore

from cpsu_kg.errors import QueryError
from cpsu_kg.resources import find
from cpsu_kg.stores import cache, guard
from cpsu_kg.stores.solutions import Solutions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any, TypeAlias, TypeVar

    from pyoxigraph import Quad, Triple

    from cpsu_kg.resources import Resources

    Answer: TypeAlias = QuerySolutions | QueryBoolean | QueryTriples
    T = TypeVar("T")


class EmbeddedStore:
    """A store over triples held by this process; queries see the union of all named graphs.

    It only reads what it was opened on: SERVICE is refused, FROM fetches nothing.
    """

    # What a query may call beyond SPARQL's own functions; a kind of store may offer some.
    _functions: dict[NamedNode, Callable[..., Any]] | None = None

    def __init__(self, resources: Resources | None = None, *, use_cache: bool = True) -> None:
        """Open the dataset, together with all that is derived from it.

        Args:
            resources: where the dataset lies; by default the checkout or the installed copy.
            use_cache: whether a built store may be read from and kept in the cache folder.

        Raises:
            DataSyntaxError: a data file is not well-formed.
            ResourceError: the dataset is missing or cannot be read.
        """
        self._resources = resources or find()
        self._state: str | None = None
        cached = None
        if use_cache and cache.cache_folder():
            self._state = cache.fingerprint(self._resources)
        if self._state is not None:
            cached = cache.open_cached(self._state)
        self._on_disk = cached is not None
        self._store = self._build() if cached is None else cached

    @classmethod
    def of(cls, quads: Iterable[Quad]) -> EmbeddedStore:
        """Make a store in memory of given quads, with nothing derived.

        Args:
            quads: what to hold.

        Returns:
            The store.
        """
        self = cls.__new__(cls)
        self._state, self._on_disk = None, False
        self._store = OxStore()
        self._store.bulk_extend(quads)
        return self

    def select(self, query: str) -> Solutions:
        """Run a SELECT; see `Store.select`."""
        result = self._run(query)
        if isinstance(result, Solutions):
            return result
        raise QueryError("a SELECT is expected here")

    def construct(self, query: str) -> Iterator[Triple]:
        """Run a CONSTRUCT or DESCRIBE; see `Store.construct`."""
        result = self._run(query)
        if isinstance(result, _Triples):
            return result
        raise QueryError("a CONSTRUCT or DESCRIBE is expected here")

    def ask(self, query: str) -> bool:
        """Run an ASK; see `Store.ask`."""
        result = self._run(query)
        if isinstance(result, bool):
            return result
        raise QueryError("an ASK is expected here")

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """Yield every quad of the dataset, or of one named graph."""
        if graph is None:
            return iter(self._store)
        return self._store.quads_for_pattern(None, None, None, graph)

    def answer(self, query: str, read: Callable[[Answer], T], *, allow_service: bool = False) -> T:
        """Run a query of any form.

        Args:
            query: the SPARQL text.
            read: reads the engine's answer, whole.
            allow_service: whether SERVICE may ask other endpoints.

        Returns:
            What `read` makes of the answer.

        Raises:
            QueryError: the text is malformed, or looks elsewhere.
        """
        guard.check(query, allow_service=allow_service)
        union = not guard.names_graphs(query)
        if not union:
            self._check_graphs(query)
        try:
            engine = self._store.query
            return read(
                engine(query, use_default_graph_as_union=union, custom_functions=self._functions)
            )
        except SyntaxError as error:
            from cpsu_kg.stores.explain import explain

            problem: QueryError | None = explain(error, query)
        except (OSError, RuntimeError) as error:
            # RuntimeError is the engine's "Corruption", or a function that it does not know
            unread = isinstance(error, OSError) and not allow_service
            damaged = self._on_disk and (unread or "Corruption" in str(error))
            problem = None if damaged else QueryError(" ".join(str(error).split()))
        # Raised out here, an error does not hold on to an answer, which must die in this thread.
        if problem:
            raise problem
        self._on_disk = False
        self._store = self._build()
        return self.answer(query, read, allow_service=allow_service)

    def _run(self, query: str) -> Solutions | _Triples | bool:
        return self.answer(query, _read)

    def _check_graphs(self, query: str) -> None:
        from cpsu_kg.stores.from_clause import graphs_named

        for graph in graphs_named(query):
            if not self._store.contains_named_graph(NamedNode(graph)):
                raise QueryError(
                    f"there is no graph <{graph}>; FROM fetches nothing from elsewhere"
                )

    def _build(self) -> OxStore:
        from cpsu_kg.stores.building import build

        store = build(self._resources)
        # A file may have been saved while others were being read: then nothing is kept.
        if self._state is not None and self._state == cache.fingerprint(self._resources):
            cache.keep(store, self._state)
        return store


class _Triples:
    """The triples of an answer, the first one already read, so that errors show early."""

    def __init__(self, answer: QueryTriples) -> None:
        self._rest: Iterator[Triple] = answer
        self._first = next(self._rest, None)

    def __iter__(self) -> _Triples:
        return self

    def __next__(self) -> Triple:
        first, self._first = self._first, None
        return next(self._rest) if first is None else first


def _read(answer: Answer) -> Solutions | _Triples | bool:
    if isinstance(answer, QuerySolutions):
        return Solutions([each.value for each in answer.variables], map(tuple, answer))
    return bool(answer) if isinstance(answer, QueryBoolean) else _Triples(answer)
