"""Shapes and graphs from a few lines of Turtle."""

import pytest
from pyoxigraph import RdfFormat, Store, parse

from cpsu_kg.validation.fast import fast_results
from cpsu_kg.validation.reference import reference_results

HEADER = """@prefix : <http://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


@pytest.fixture
def quads():
    """Parse Turtle whose default prefix is http://example.org/."""
    return lambda turtle: list(parse(HEADER + turtle, RdfFormat.TURTLE))


@pytest.fixture
def store(quads):
    """Put Turtle into a store."""

    def make(turtle):
        made = Store()
        made.extend(quads(turtle))
        return made

    return make


@pytest.fixture
def both(quads, store):
    """Validate with both engines, which must agree, and give the findings."""

    def run(shapes, data):
        rules, graph = quads(shapes), store(data)
        found = set(fast_results(rules, graph))
        assert found == set(reference_results(rules, graph))
        return found

    return run
