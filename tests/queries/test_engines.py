"""Every canned query gives the same rows on rdflib as on the embedded store."""

import pyoxigraph as ox
import pytest
import rdflib

from cpsu_kg.queries.catalogue import Catalogue
from cpsu_kg.queries.rows import Rows
from cpsu_kg.resources import find
from cpsu_kg.stores.solutions import Solutions

CATALOGUE = Catalogue(find())


def rows_of(result, lists):
    """The answer of rdflib as the library's rows."""
    columns = [str(variable) for variable in result.vars]
    return Rows(Solutions(columns, [tuple(map(_term, row)) for row in result]), lists)


def _term(term):
    if term is None:
        return None
    if isinstance(term, rdflib.URIRef):
        return ox.NamedNode(str(term))
    if term.language:
        return ox.Literal(str(term), language=term.language)
    datatype = ox.NamedNode(str(term.datatype)) if term.datatype else None
    return ox.Literal(str(term), datatype=datatype)


@pytest.mark.parametrize("name", CATALOGUE.names())
def test_rdflib_agrees(kg, rdflib_graph, name):
    """The two engines agree on every row, in the same order."""
    query = CATALOGUE.get(name)
    text = query.bind(query.example(), kg.names)

    expected = Rows(kg.store.select(text), query.header.lists).to_csv()
    found = rows_of(rdflib_graph.query(text), query.header.lists).to_csv()

    assert found == expected
