"""The dataset in other vocabularies: one CONSTRUCT query for each view, in queries/views/."""

from __future__ import annotations

import re

from pyoxigraph import NamedNode, Quad

from cpsu_kg.errors import ResourceError, UnknownName
from cpsu_kg.stores.embedded import EmbeddedStore
from cpsu_kg.stores.loading import GRAPH

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cpsu_kg.resources import Resources
    from cpsu_kg.stores.protocol import Store

_FOLDER = "queries/views/"
_PREFIX = re.compile(r"^PREFIX (\w*): <([^>]*)>", re.MULTILINE)


def names(resources: Resources) -> list[str]:
    """List the views.

    Args:
        resources: where the dataset lies.

    Returns:
        Their names, sorted.

    Raises:
        ResourceError: the folder of queries is missing.
    """
    files = (path for path in resources.files("queries", ".rq") if path.startswith(_FOLDER))
    found = [path.removeprefix(_FOLDER).removesuffix(".rq") for path in files]
    return [name for name in found if "/" not in name]


def text(resources: Resources, name: str) -> str:
    """Read the query of a view.

    Args:
        resources: where the dataset lies.
        name: the view, such as `schema`.

    Returns:
        The CONSTRUCT query.

    Raises:
        UnknownName: there is no such view; the nearest names are suggested.
        ResourceError: its file cannot be read.
    """
    known = names(resources)
    if name not in known:
        raise UnknownName("view", name, known)
    path = resources.path(f"{_FOLDER}{name}.rq")
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except OSError as error:
        raise ResourceError(path, error.strerror or str(error)) from error


def prefixes(query: str) -> dict[str, str]:
    """Give the prefixes that a query declares.

    Args:
        query: its text, one PREFIX a line.

    Returns:
        Namespaces by prefix.
    """
    return dict(_PREFIX.findall(query))


def project(store: Store, resources: Resources, name: str) -> EmbeddedStore:
    """Look at a dataset through a view.

    Args:
        store: where the dataset is, embedded or remote.
        resources: where the queries lie.
        name: the view.

    Returns:
        A store in memory with the view's triples, in the named graph of the view.

    Raises:
        UnknownName: there is no such view.
    """
    graph = NamedNode(GRAPH + name)
    triples = set(store.construct(text(resources, name)))
    return EmbeddedStore.of(Quad(t.subject, t.predicate, t.object, graph) for t in triples)
