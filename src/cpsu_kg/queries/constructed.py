"""A view of the dataset as a store of its own, kept on disk like the dataset itself.

The view NAME is what `queries/views/NAME.rq` makes of the dataset. Files in `queries/views/NAME/`
add what can only be said of the result, such as counts; they are run on it, in the order of
their names. All triples stand in one named graph.
"""

from __future__ import annotations

from pyoxigraph import NamedNode, Quad
from pyoxigraph import Store as OxStore

from cpsu_kg.errors import ResourceError
from cpsu_kg.queries import views
from cpsu_kg.stores import cache
from cpsu_kg.stores.copying import quads_of
from cpsu_kg.stores.embedded import EmbeddedStore
from cpsu_kg.stores.loading import GRAPH

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Triple

    from cpsu_kg.resources import Resources
    from cpsu_kg.stores.protocol import Store


class ConstructedStore(EmbeddedStore):
    """A store of the triples of a view."""

    def __init__(self, source: Store, resources: Resources, name: str) -> None:
        """Open a view, building it if it is not kept.

        Args:
            source: where the dataset is, embedded or remote; a remote dataset is fetched, as not
                every engine can make a view, and its views are not kept.
            resources: where the queries lie.
            name: the view.

        Raises:
            UnknownName: there is no such view.
            ResourceError: a query cannot be read.
            EndpointError: a remote dataset could not be fetched as a whole.
        """
        self._source = source
        self._resources = resources
        self._texts = _texts(resources, name)
        self._graph = NamedNode(GRAPH + name)
        dataset = source._state if isinstance(source, EmbeddedStore) else None
        self._state = dataset and "\n".join([dataset, self._graph.value, *self._texts])
        cached = cache.open_cached(self._state) if self._state else None
        self._on_disk = cached is not None
        self._store = self._build() if cached is None else cached

    def _build(self) -> OxStore:
        store = OxStore()
        first, *others = self._texts
        source = self._source
        if not isinstance(source, EmbeddedStore):
            source = EmbeddedStore.of(quads_of(source))
        store.bulk_extend(self._quads(source.construct(first)))
        for text in others:
            triples = list(EmbeddedStore.of(store).construct(text))
            store.bulk_extend(self._quads(triples))
        if self._state and self._state.startswith(cache.fingerprint(self._resources) or "\0"):
            cache.keep(store, self._state)
        return store

    def _quads(self, triples: Iterator[Triple] | list[Triple]) -> Iterator[Quad]:
        return (Quad(t.subject, t.predicate, t.object, self._graph) for t in triples)


def _texts(resources: Resources, name: str) -> list[str]:
    below = f"queries/views/{name}/"
    more = (file for file in resources.files("queries", ".rq") if file.startswith(below))
    texts = [views.text(resources, name)]
    for path in map(resources.path, more):
        try:
            with open(path, encoding="utf-8") as file:
                texts.append(file.read())
        except OSError as error:
            raise ResourceError(path, error.strerror or str(error)) from error
    return texts
