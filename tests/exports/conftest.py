"""The whole dataset and a small one, exported."""

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from cpsu_kg import exports
from cpsu_kg.graph import KnowledgeGraph
from cpsu_kg.resources import find
from cpsu_kg.stores.embedded import EmbeddedStore
from cpsu_kg.stores.loading import GRAPH
from cpsu_kg.terms import BASE, CPSU

KINDS = (
    "adjudication", "attestation", "body", "designation", "event", "family", "headcount",
    "leadership", "line", "office", "person", "phase", "source", "tenure", "vacancy",
)  # fmt: skip
PREFIXES = {
    "": CPSU,
    "dcterms": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    **{kind: f"{BASE}{kind}/" for kind in KINDS},
}


@pytest.fixture(scope="session")
def kg():
    """The real dataset."""
    return KnowledgeGraph()


@pytest.fixture(scope="session")
def vocabulary(kg):
    """The real ontology."""
    return exports.Vocabulary(kg.resources)


@pytest.fixture(scope="session")
def small():
    """Make a knowledge graph of a few lines of Turtle, whose default prefix is the vocabulary."""
    header = "\n".join(f"@prefix {name}: <{iri}> ." for name, iri in PREFIXES.items())

    def make(turtle):
        core = NamedNode(GRAPH + "core")
        parsed = parse(f"{header}\n{turtle}", RdfFormat.TURTLE)
        quads = [Quad(q.subject, q.predicate, q.object, core) for q in parsed]
        return KnowledgeGraph(find(), store=EmbeddedStore.of(quads))

    return make


@pytest.fixture(scope="session")
def text():
    """Export a knowledge graph to a string."""
    import io

    def write(kg, name, **options):
        stream = io.BytesIO()
        exports.write(kg, name, stream, **options)
        return stream.getvalue().decode()

    return write


@pytest.fixture
def monkeypatched_limit(monkeypatch):
    """Let only a few thousand lines fit into memory."""
    from cpsu_kg.exports import sorting

    monkeypatch.setattr(sorting.sorted_lines, "__defaults__", (5000,))
    return 5000
