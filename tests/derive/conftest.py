"""Facts from a few lines of Turtle, and derivations in a form that is easy to read."""

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from cpsu_kg.derive import Facts
from cpsu_kg.resources import find
from cpsu_kg.stores.loading import GRAPH, graph_of, read_files
from cpsu_kg.terms import BASE, shorten

KINDS = "attestation adjudication body event family line office person phase source tenure vacancy"
PREFIXES = {
    "": "https://w3id.org/cpsu-kg/ontology#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    **{kind: f"{BASE}{kind}/" for kind in KINDS.split()},
}
HEADER = "\n".join(f"@prefix {name}: <{iri}> ." for name, iri in PREFIXES.items())


@pytest.fixture(scope="session")
def ontology():
    """The quads of the real ontology."""
    resources = find()
    return list(read_files(resources, resources.files("ontology", ".ttl")))


@pytest.fixture
def quads(ontology):
    """Make quads of Turtle whose default prefix is the vocabulary, with the ontology."""

    def make(turtle):
        core = NamedNode(GRAPH + "core")
        assert graph_of("data/x.ttl") == core
        triples = parse(f"{HEADER}\n{turtle}", RdfFormat.TURTLE)
        return [*ontology, *(Quad(q.subject, q.predicate, q.object, core) for q in triples)]

    return make


@pytest.fixture
def facts(quads):
    """Make facts of Turtle."""
    return lambda turtle: Facts.of(quads(turtle))


@pytest.fixture
def told():
    """Write triples as `subject property value`, without kinds and prefixes."""

    def short(node):
        if isinstance(node, Literal):
            return node.value
        return shorten(node.value).removeprefix("cpsu:").rpartition("/")[2].rpartition("#")[2]

    def tell(triples, *properties):
        lines = ((short(t.subject), short(t.predicate), short(t.object)) for t in triples)
        return {" ".join(line) for line in lines if not properties or line[1] in properties}

    return tell
