"""All derivations together."""

import random

from pyoxigraph import Store

from cpsu_kg.derive import GRAPH, Facts, derive, derived_quads

SAMPLE = """
line:l a :OfficeLine ; rdfs:label "Head"@en .
office:o a :Office ; :inLine line:l .
phase:p a :Phase ; :ofOffice office:o ; :start "1922"^^xsd:gYear ; :end "1923"^^xsd:gYear .
person:x a :Person ; :deathDate "1922-12-31"^^xsd:date .
tenure:x a :OfficeTenure, :Tenure ; :office office:o ; :holder person:x ;
    :start "1922"^^xsd:gYear .
tenure:y a :OfficeTenure ; :office office:o ; :holder person:y ;
    :start "1923-01-01"^^xsd:date ; :end "1923-12-31"^^xsd:date .
attestation:a a :Attestation ; :attests tenure:y ; :source source:s ; :stance :affirms ;
    :start "1923-01-02"^^xsd:date .
event:e a :Plenum ; :elected person:y .
"""


def test_order_of_input_does_not_matter(quads):
    """The same data in any order gives the same triples in the same order."""
    data = quads(SAMPLE)
    first = list(derive(Facts.of(data)))
    for seed in range(3):
        random.Random(seed).shuffle(data)

        assert list(derive(Facts.of(data))) == first


def test_nothing_is_said_twice(quads):
    """No triple is derived twice, none that the data already holds."""
    data = quads(SAMPLE)
    found = list(derive(Facts.of(data)))

    assert len(found) == len(set(found))
    assert not {quad.triple for quad in data} & set(found)


def test_deriving_again_adds_nothing(quads):
    """What is derived from the data and its derivations is already there."""
    data = quads(SAMPLE)
    store = Store()
    store.bulk_extend(data)
    store.bulk_extend(derived_quads(Facts(store)))

    assert list(derive(Facts(store))) == []


def test_all_goes_into_one_graph(quads):
    """Derived triples are kept apart from those typed by hand."""
    assert {quad.graph_name for quad in derived_quads(Facts.of(quads(SAMPLE)))} == {GRAPH}
