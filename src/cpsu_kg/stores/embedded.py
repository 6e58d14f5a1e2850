"""The dataset in this process: pyoxigraph, by default from a read-only copy on disk."""

from __future__ import annotations

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples
from pyoxigraph import Store as OxStore

from cpsu_kg.errors import QueryError
from cpsu_kg.resources import find
from cpsu_kg.stores import cache, guard
from cpsu_kg.stores.solutions import Solutions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import TypeVar

    from pyoxigraph import Quad, Triple

    from cpsu_kg.resources import Resources

    T = TypeVar("T")


class EmbeddedStore:
    """A store over triples held by this process; queries see the union of all named graphs.

    It only reads what it was opened on: SERVICE is refused, FROM fetches nothing.
    """

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

        def read() -> Solutions:
            answer = self._answer(query)
            if not isinstance(answer, QuerySolutions):
                raise QueryError("a SELECT is expected here")
            return Solutions([each.value for each in answer.variables], map(tuple, answer))

        return self._reading(read)

    def construct(self, query: str) -> Iterator[Triple]:
        """Run a CONSTRUCT or DESCRIBE; see `Store.construct`."""

        def read() -> tuple[Iterator[Triple], Triple | None]:
            answer = self._answer(query)
            if not isinstance(answer, QueryTriples):
                raise QueryError("a CONSTRUCT or DESCRIBE is expected here")
            return answer, next(answer, None)

        rest, first = self._reading(read)
        return _triples(first, rest)

    def ask(self, query: str) -> bool:
        """Run an ASK; see `Store.ask`."""

        def read() -> bool:
            answer = self._answer(query)
            if not isinstance(answer, QueryBoolean):
                raise QueryError("an ASK is expected here")
            return bool(answer)

        return self._reading(read)

    def quads(self) -> Iterator[Quad]:
        """Yield every quad of the dataset."""
        return iter(self._store)

    def _answer(self, query: str) -> QuerySolutions | QueryBoolean | QueryTriples:
        guard.check(query)
        union = not guard.names_graphs(query)
        try:
            return self._store.query(query, use_default_graph_as_union=union)
        except SyntaxError as error:
            from cpsu_kg.stores.explain import explain

            raise explain(error, query) from error

    def _reading(self, read: Callable[[], T]) -> T:
        try:
            return read()
        except (OSError, RuntimeError) as error:
            if self._on_disk and _damaged(error):
                self._on_disk = False
                self._store = self._build()
                return self._reading(read)
            raise QueryError(" ".join(str(error).split())) from error

    def _build(self) -> OxStore:
        from cpsu_kg.stores.building import build

        store = build(self._resources)
        # A file may have been saved while others were being read: then nothing is kept.
        if self._state is not None and self._state == cache.fingerprint(self._resources):
            cache.keep(store, self._state)
        return store


def _damaged(error: Exception) -> bool:
    return isinstance(error, OSError) or "Corruption" in str(error)


def _triples(first: Triple | None, rest: Iterator[Triple]) -> Iterator[Triple]:
    if first is not None:
        yield first
        yield from rest
