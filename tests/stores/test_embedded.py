"""The store in this process: what it answers, and what it refuses to do."""

import threading

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from cpsu_kg.errors import DataSyntaxError, QueryError, ResourceError
from cpsu_kg.resources import Resources
from cpsu_kg.stores.embedded import EmbeddedStore
from cpsu_kg.terms import TYPE, term, thing

STALIN = thing("person", "joseph-stalin")
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"


@pytest.fixture
def store(dataset):
    """The small dataset, in memory."""
    return EmbeddedStore(dataset, use_cache=False)


class TestQueries:
    def test_select_gives_rows_in_order(self, store):
        """Rows are tuples in the order of the variables, and iterate as dicts."""
        solutions = store.select(f"SELECT ?l ?none WHERE {{ {STALIN} <{LABEL}> ?l }}")

        label = Literal("Joseph Stalin", language="en")
        assert (solutions.variables, solutions.rows) == (["l", "none"], [(label, None)])
        assert list(solutions) == [{"l": label, "none": None}]
        assert len(solutions) == 1

    def test_derived_triples_are_there(self, store):
        """What follows from the data can be asked for like the data."""
        assert store.ask(f"ASK {{ {STALIN} a {term('Agent')} }}")

    def test_graphs_are_one(self, store):
        """A pattern may reach across files and graphs; GRAPH tells them apart."""
        assert store.ask(f"ASK {{ {STALIN} a/a <http://www.w3.org/2002/07/owl#Class> }}")
        graphs = store.select(f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ {STALIN} a ?c }} }}")
        names = {row[0].value.rpartition("/")[2] for row in graphs.rows}
        assert names == {"core", "derived"}

    def test_construct_gives_triples_as_they_are_read(self, store):
        """CONSTRUCT and DESCRIBE give triples, once through."""
        triples = store.construct(f"CONSTRUCT {{ ?s a ?o }} WHERE {{ ?s a ?o; <{LABEL}> ?l }}")

        found = list(triples)
        assert {(t.subject, t.predicate) for t in found} == {(STALIN, TYPE)}
        assert list(triples) == []
        assert len(list(store.construct(f"DESCRIBE {STALIN}"))) >= 2
        assert list(store.construct("CONSTRUCT WHERE { <x:a> <x:b> ?c }")) == []

    def test_from_chooses_graphs(self, store):
        """FROM narrows a query to one graph, of this dataset only."""
        question = "SELECT * FROM <{}> WHERE {{ ?s a ?class }}"
        core = store.select(question.format("https://w3id.org/cpsu-kg/graph/core"))

        assert len(core) == 1
        with pytest.raises(QueryError, match="no graph <http://127"):
            store.select(question.format("http://127.0.0.1:1/data.ttl"))

    def test_the_word_from_elsewhere_changes_nothing(self, store):
        """Variables, strings and comments may say from."""
        query = f'SELECT ?from {{ {STALIN} a ?from FILTER("from" != "x") }} # FROM <x:y>'

        assert len(store.select(query)) == 2

    @pytest.mark.parametrize(
        ("method", "query"),
        [
            ("select", "ASK {}"),
            ("ask", "SELECT * {}"),
            ("construct", "SELECT * {}"),
            ("select", "CONSTRUCT WHERE { ?s ?p ?o }"),
        ],
    )
    def test_another_form_than_asked_for(self, store, method, query):
        """A method only takes its own query forms."""
        with pytest.raises(QueryError, match="is expected here"):
            getattr(store, method)(query)

    @pytest.mark.parametrize("query", ["INSERT DATA { <x:a> <x:b> 1 }", "DROP ALL"])
    def test_nothing_can_be_changed(self, store, query):
        """An update is no query."""
        with pytest.raises(QueryError):
            store.select(query)

    def test_an_unknown_function(self, store):
        """A function that the engine lacks is an error, not a crash."""
        with pytest.raises(QueryError, match="x:f"):
            store.select("SELECT (<x:f>(1) AS ?y) {}")

    def test_threads_may_share_a_store(self, store):
        """Answers belong to the thread that asked, errors included."""
        problems = []

        def ask():
            try:
                for _ in range(20):
                    assert store.ask("ASK { ?s ?p ?o }")
                    with pytest.raises(QueryError):
                        store.select("SELECT (<x:f>(?s) AS ?y) { ?s ?p ?o }")
            except BaseException as error:
                problems.append(error)

        threads = [threading.Thread(target=ask) for _ in range(4)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        assert problems == []


class TestLoading:
    def test_malformed_turtle_names_file_line_and_column(self, dataset):
        """The place of a mistake is told."""
        path = dataset.path("data/persons/stalin.ttl")
        with open(path, "a", encoding="utf-8") as stream:
            stream.write("person:lenin a cpsu:Person ;\n    rdfs:label Lenin .\n")
        with pytest.raises(DataSyntaxError) as caught:
            EmbeddedStore(dataset, use_cache=False)

        assert caught.value.path == path
        assert caught.value.line == 7
        assert str(caught.value).startswith(f"{path}:7:")
        assert "\n" not in str(caught.value)

    @pytest.mark.parametrize(
        "body",
        [b"\xff\xfe\x00\x01", b"\x00" * 100, b"<x:a> <x:b> ", b"[" * 100_000, b'<x:a> <x:b> "'],
    )
    def test_hostile_files(self, dataset, body):
        """Binary, cut off and deeply nested files are syntax errors like any other."""
        with open(dataset.path("data/bad.ttl"), "wb") as stream:
            stream.write(body)
        with pytest.raises(DataSyntaxError, match=r"bad\.ttl:1"):
            EmbeddedStore(dataset, use_cache=False)

    def test_a_missing_dataset(self, tmp_path):
        """A root without the folders is an error that names the folder."""
        with pytest.raises(ResourceError, match="ontology"):
            EmbeddedStore(Resources(tmp_path))

    def test_given_quads(self):
        """A store may hold any quads; nothing is derived from them."""
        graph = NamedNode("x:g")
        store = EmbeddedStore.of([Quad(STALIN, TYPE, term("Person"), graph)])

        assert [quad.graph_name for quad in store.quads()] == [graph]
        assert store.ask(f"ASK {{ {STALIN} a {term('Person')} }}")
        assert not store.ask(f"ASK {{ {STALIN} a {term('Agent')} }}")


class TestDataset:
    def test_no_triple_stands_in_two_graphs(self):
        """The union of the graphs counts a triple once per graph; so each is in one only."""
        triples = [quad.triple for quad in EmbeddedStore().quads()]

        assert triples
        assert len(triples) == len(set(triples))
