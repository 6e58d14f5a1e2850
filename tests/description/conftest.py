"""The description of the real dataset, in both vocabularies, with dumps that need not exist."""

import json

import pytest
from pyoxigraph import RdfFormat, parse

from cpsu_kg.description import Dump, count, describe
from cpsu_kg.graph import KnowledgeGraph

DUMPS = (
    Dump("turtle", "dumps/cpsu-kg.ttl", "text/turtle", "for reading", 12, "ab" * 32),
    Dump("csv", "dumps/csv/datapackage.json", "application/json", "for tables", 3, "cd" * 32),
)


@pytest.fixture(scope="session")
def kg():
    """The real dataset."""
    return KnowledgeGraph()


@pytest.fixture(scope="session")
def figures(kg):
    """What SPARQL counts."""
    return count(kg)


@pytest.fixture(scope="session")
def void(kg, figures):
    """The VoID description: values by subject and predicate."""
    found = {}
    for quad in parse(describe(kg, dumps=DUMPS, figures=figures), RdfFormat.TURTLE):
        values = found.setdefault(quad.subject.value, {})
        values.setdefault(quad.predicate.value, []).append(quad.object)
    return found


@pytest.fixture(scope="session")
def schema_org(kg, figures):
    """The schema.org description."""
    return json.loads(describe(kg, "jsonld", dumps=DUMPS, figures=figures))
