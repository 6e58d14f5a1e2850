"""A dataset of a few triples, and an endpoint that answers as it is told."""

import pytest
from servers import scripted

from cpsu_kg.resources import Resources

ONTOLOGY = """
@prefix cpsu: <https://w3id.org/cpsu-kg/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
cpsu:Agent a owl:Class .
cpsu:Person a owl:Class ; rdfs:subClassOf cpsu:Agent .
"""
PERSON = """
@prefix cpsu: <https://w3id.org/cpsu-kg/ontology#> .
@prefix person: <https://w3id.org/cpsu-kg/person/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
person:joseph-stalin a cpsu:Person ; rdfs:label "Joseph Stalin"@en .
"""


@pytest.fixture
def dataset(tmp_path):
    """A dataset with an ontology of two classes and one person."""
    for relative, text in {"ontology/o.ttl": ONTOLOGY, "data/persons/stalin.ttl": PERSON}.items():
        path = tmp_path / "dataset" / relative
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    return Resources(tmp_path / "dataset")


@pytest.fixture
def script():
    """A loopback endpoint that gives the answers lined up in the script, in order."""
    with scripted() as script:
        yield script
