"""What is exported from a store that is not in this process."""

from itertools import islice

import pytest
from pyoxigraph import NamedNode

from cpsu_kg import exports
from cpsu_kg.errors import EndpointError
from cpsu_kg.graph import KnowledgeGraph
from cpsu_kg.stores.solutions import Solutions


class _Remote:
    """Answers as an endpoint would, and may cut long answers short."""

    url = "http://localhost/sparql"

    def __init__(self, store, limit=None):
        self._store = store
        self._limit = limit

    def select(self, query):
        found = self._store.select(query)
        return Solutions(found.variables, found.rows[: self._limit])

    def construct(self, query):
        return islice(self._store.construct(query), self._limit)

    def ask(self, query):
        return self._store.ask(query)


@pytest.mark.parametrize("name", ["nquads", "jsonld"])
def test_same_from_anywhere(small, text, name):
    """An endpoint that holds the dataset gives the same export."""
    kg = small("person:a a :Person . tenure:t a :Tenure ; :holder person:a .")
    remote = KnowledgeGraph(kg.resources, store=_Remote(kg.store))

    assert text(remote, name) == text(kg, name)


def test_partial_answer_is_refused(small, text):
    """A part is never written as if it were the whole."""
    kg = small("person:a a :Person . person:b a :Person .")
    remote = KnowledgeGraph(kg.resources, store=_Remote(kg.store, limit=1))

    with pytest.raises(EndpointError, match="would be partial"):
        text(remote, "nquads")


def test_only_the_published_graphs(small, text):
    """Other graphs of the same endpoint are left alone."""
    kg = small("person:a a :Person .")
    (quad,) = kg.store.quads()
    other = type(quad)(quad.subject, quad.predicate, quad.object, NamedNode("http://x.org/mine"))
    kg.store = type(kg.store).of([quad, other])
    remote = KnowledgeGraph(kg.resources, store=_Remote(kg.store))

    assert "mine" not in text(remote, "nquads")


def test_dataset_can_be_kept(small):
    """A dataset is read as often as needed."""
    dataset = exports.dataset_of(small("person:a a :Person ."))

    assert list(dataset.triples()) == list(dataset.triples())
    assert [thing.node for thing in dataset.things()] == [
        NamedNode("https://w3id.org/cpsu-kg/person/a")
    ]
