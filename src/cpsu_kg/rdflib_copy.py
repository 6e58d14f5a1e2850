"""Copying triples into rdflib."""

from __future__ import annotations

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple
    from rdflib.term import IdentifiedNode, Node

_STRING = "http://www.w3.org/2001/XMLSchema#string"


def to_rdflib(triples: Iterable[Triple]) -> rdflib.Graph:
    """Make an rdflib graph of triples.

    Args:
        triples: what to copy.

    Returns:
        The graph; lexical forms are kept as they are, plain strings have no datatype.
    """
    graph = rdflib.Graph()
    for subject, predicate, value in triples:
        graph.add((_node(subject), rdflib.URIRef(predicate.value), _term(value)))
    return graph


def _node(term: object) -> IdentifiedNode:
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    raise TypeError(f"rdflib has no place for {term} here")


def _term(term: object) -> Node:
    if not isinstance(term, Literal):
        return _node(term)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    datatype = None if term.datatype.value == _STRING else rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, datatype=datatype, normalize=False)
