"""The catalogue of canned queries in RDF says what their files say."""

import re

import pytest
from pyoxigraph import Literal, NamedNode

from cpsu_kg.errors import DataSyntaxError
from cpsu_kg.graph import KnowledgeGraph
from cpsu_kg.queries.entries import ENDPOINT, QUERIES, entry_quads
from cpsu_kg.resources import Resources
from cpsu_kg.stores.embedded import EmbeddedStore
from cpsu_kg.terms import BASE, RDFS, TYPE

SH = "http://www.w3.org/ns/shacl#"
SDO = "https://schema.org/"
FORMS = ("select", "ask", "construct")


@pytest.fixture(scope="module")
def kg():
    """The real dataset."""
    return KnowledgeGraph()


@pytest.fixture(scope="module")
def entries(kg):
    """What the catalogue says of each query: values by predicate."""
    found = {}
    for quad in entry_quads(kg.resources):
        values = found.setdefault(quad.subject.value, {})
        values.setdefault(quad.predicate.value, []).append(quad.object)
    return found


class TestEntries:
    def test_one_for_each_query(self, kg, entries):
        """Every file has its entry, and nothing else has one."""
        described = {iri for iri in entries if iri.startswith(f"{BASE}query/")}

        assert described == {f"{BASE}query/{name}" for name in kg.queries.names()}

    def test_layout_of_sparql_examples(self, entries):
        """Each is executable, of one form, commented in a language, with text and target."""
        for iri, values in entries.items():
            if iri.startswith(f"{BASE}query/"):
                (form,) = (each for each in FORMS if SH + each in values)
                types = {each.value for each in values[TYPE.value]}
                (comment,) = values[RDFS + "comment"]

                assert types == {
                    SH + "SPARQLExecutable",
                    f"{SH}SPARQL{form.capitalize()}Executable",
                }
                assert comment.language == "en"
                assert values[SDO + "target"] == [ENDPOINT]
                assert values[SDO + "keywords"]
                assert values[SH + "prefixes"] == [QUERIES]

    def test_text_is_that_of_the_file(self, kg, entries):
        """What an endpoint gives is what the checkout holds."""
        for query in kg.queries:
            (text,) = entries[f"{BASE}query/{query.name}"][SH + "select"]

            assert text == Literal(query.text)

    def test_prefixes_are_those_of_the_queries(self, kg, entries):
        """Each prefix that a query uses is declared once."""
        used = {
            pair for query in kg.queries for pair in re.findall(r"PREFIX (\w+): <(.+)>", query.text)
        }
        declared = {
            (entries[each.value][SH + "prefix"][0].value,
             entries[each.value][SH + "namespace"][0].value)
            for each in entries[QUERIES.value][SH + "declare"]
        }  # fmt: skip

        assert declared == used


class TestInTheDataset:
    def test_graph_of_their_own(self, kg):
        """They stand in the named graph for queries, and nothing else does."""
        stored = {quad for quad in kg.store.quads() if quad.graph_name == QUERIES}

        assert stored == set(entry_quads(kg.resources))

    def test_queries_can_be_asked_for(self, kg):
        """The question that sparql-examples shows as its own example finds them."""
        text = f"""PREFIX sh: <{SH}> PREFIX rdfs: <{RDFS}>
            SELECT DISTINCT ?sq ?comment ?query WHERE {{
              ?sq a sh:SPARQLExecutable ; rdfs:comment ?comment ; sh:select|sh:ask ?query .
            }} ORDER BY ?sq"""

        assert len(kg.sparql(text)) == len(kg.queries.names())

    def test_the_texts_run(self, kg):
        """A text taken from the graph answers as the canned query does."""
        node = NamedNode(f"{BASE}query/acting-holders")
        (row,) = kg.store.select(f"SELECT ?text {{ {node} <{SH}select> ?text }}").rows

        assert kg.sparql(row[0].value).to_dicts() == kg.run("acting-holders").to_dicts()


class TestFaults:
    def test_malformed_header_is_named(self, tmp_path):
        """The message says which file and line."""
        for folder in ("ontology", "data", "queries"):
            (tmp_path / folder).mkdir()
        path = tmp_path / "queries" / "odd.rq"
        path.write_text("#+ summary: A\n#+x\nSELECT * { ?s ?p ?o }\n", encoding="utf-8")

        with pytest.raises(DataSyntaxError, match="malformed header line") as caught:
            EmbeddedStore(Resources(tmp_path), use_cache=False)

        assert (caught.value.path, caught.value.line) == (str(path), 2)

    def test_dataset_without_queries(self, tmp_path):
        """A dataset need not have any."""
        for folder in ("ontology", "data"):
            (tmp_path / folder).mkdir()

        assert not list(entry_quads(Resources(tmp_path)))
