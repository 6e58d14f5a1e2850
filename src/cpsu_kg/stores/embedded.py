"""The dataset in this process: pyoxigraph, by default from a read-only cache on disk."""

from __future__ import annotations

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples
from pyoxigraph import Store as OxStore

from cpsu_kg.errors import QueryError
from cpsu_kg.stores.loading import read_quads
from cpsu_kg.stores.solutions import Solutions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Quad, Triple

    from cpsu_kg.resources import Resources


class EmbeddedStore:
    """A store over triples held by this process; queries see the union of all named graphs."""

    def __init__(self, resources: Resources | None = None, *, cache: bool = True) -> None:
        """Open the dataset.

        Args:
            resources: where the dataset lies; by default the checkout or the installed copy.
            cache: whether a built store may be kept in the user's cache folder.

        Raises:
            DataSyntaxError: a data file is not well-formed.
            ResourceError: the dataset is missing.
        """
        from cpsu_kg.resources import find

        self.resources = resources or find()
        self._store = OxStore()
        self._store.bulk_extend(read_quads(self.resources))

    @classmethod
    def of(cls, quads: Iterable[Quad]) -> EmbeddedStore:
        """Make a store in memory of given quads, with nothing derived.

        Args:
            quads: what to hold.

        Returns:
            The store.
        """
        self = cls.__new__(cls)
        self._store = OxStore()
        self._store.bulk_extend(quads)
        return self

    def select(self, query: str) -> Solutions:
        """Run a SELECT; see `Store.select`."""
        answer = self._run(query)
        if not isinstance(answer, QuerySolutions):
            raise QueryError("a SELECT is expected here")
        return Solutions([each.value for each in answer.variables], map(tuple, answer))

    def construct(self, query: str) -> Iterator[Triple]:
        """Run a CONSTRUCT or DESCRIBE; see `Store.construct`."""
        answer = self._run(query)
        if not isinstance(answer, QueryTriples):
            raise QueryError("a CONSTRUCT or DESCRIBE is expected here")
        return iter(answer)

    def ask(self, query: str) -> bool:
        """Run an ASK; see `Store.ask`."""
        answer = self._run(query)
        if not isinstance(answer, QueryBoolean):
            raise QueryError("an ASK is expected here")
        return bool(answer)

    def quads(self) -> Iterator[Quad]:
        """Yield every quad of the dataset."""
        return iter(self._store)

    def _run(self, query: str) -> QuerySolutions | QueryBoolean | QueryTriples:
        try:
            return self._store.query(query, use_default_graph_as_union=True)
        except SyntaxError as error:
            raise QueryError(str(error)) from error
