"""Whether and how an endpoint holds the dataset is found out before the first question."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest

from cpsu_kg.errors import EndpointError
from cpsu_kg.stores.published import GRAPHS, PublishedStore

JSON = "application/sparql-results+json"
QUERY = "SELECT ?x WHERE { ?x ?p ?y }"


@pytest.fixture
def ask(script):
    """Put a question to an endpoint whose probe finds the given things."""

    def run(*found, query=QUERY):
        for variable, values in (("found", found), ("x", ["1"])):
            rows = [{variable: {"type": "literal", "value": value}} for value in values]
            body = {"head": {"vars": [variable]}, "results": {"bindings": rows}}
            script.answer(json.dumps(body).encode(), media_type=JSON)
        return PublishedStore(script.url).select(query)

    return run


def parameters(script):
    """The parameters of the last request."""
    _, path, _, body = script.requests[-1]
    return parse_qs(body or urlsplit(path).query)


class TestProbe:
    def test_all_graphs_at_once(self, ask, script):
        """Where the graphs are answered from together, a question goes as it is."""
        assert len(ask("together", "apart")) == 1
        assert parameters(script) == {"query": [QUERY]}

    def test_graphs_apart(self, ask, script):
        """Where the default graph is empty, the graphs are named with the question."""
        ask("apart")
        graphs = [f"https://w3id.org/cpsu-kg/graph/{name}" for name in GRAPHS]

        assert parameters(script)["default-graph-uri"] == graphs
        assert parameters(script)["named-graph-uri"] == graphs

    def test_a_question_that_names_its_graphs(self, ask, script):
        """FROM is left to decide."""
        ask("apart", query="SELECT ?x FROM <x:g> WHERE { ?x ?p ?y }")

        assert "default-graph-uri" not in parameters(script)

    def test_not_there(self, ask):
        """An endpoint without the dataset is told apart from one without answers."""
        with pytest.raises(EndpointError, match="does not hold the dataset; cpsu-kg load"):
            ask()

    def test_not_yet_there(self, ask):
        """A dataset that is half loaded gives no answers."""
        with pytest.raises(EndpointError, match="being loaded"):
            ask("together", "apart", "loading")

    def test_only_once(self, ask, script):
        """The second question is not preceded by a probe."""
        store = PublishedStore(script.url)
        ask("together")
        del script.requests[:]
        store._checked = True
        script.answer(b'{"head": {}, "boolean": true}', media_type=JSON)

        assert store.ask("ASK {}")
        assert len(script.requests) == 1
