"""The canned queries as RDF: one `sh:SPARQLExecutable` each, in the layout of sparql-examples.

They are a named graph of the dataset, so that any endpoint that holds it can be asked for them.
"""

from __future__ import annotations

import os
import re

from pyoxigraph import Literal, NamedNode, Quad

from cpsu_kg.errors import DataSyntaxError, QueryError
from cpsu_kg.queries.catalogue import CannedQuery, Catalogue
from cpsu_kg.queries.sparql_text import query_form
from cpsu_kg.stores.loading import GRAPH
from cpsu_kg.terms import BASE, RDFS, TYPE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from cpsu_kg.resources import Resources

QUERIES = NamedNode(GRAPH + "queries")
# The address kept for a public endpoint; the queries run on any store that holds the dataset.
ENDPOINT = NamedNode(BASE + "sparql")

_SH = "http://www.w3.org/ns/shacl#"
# sparql-examples and the editors that read it write schema.org with https.
_SDO = "https://schema.org/"
_URI = NamedNode("http://www.w3.org/2001/XMLSchema#anyURI")
_PREFIX = re.compile(r"^PREFIX (\w+): <(\S+)>$", re.MULTILINE)


def entry_quads(resources: Resources) -> Iterator[Quad]:
    """Describe every canned query, in the named graph for queries.

    Args:
        resources: where the dataset lies; it may be one without queries.

    Yields:
        The quads; none comes twice.

    Raises:
        DataSyntaxError: the header of a query is malformed.
        ResourceError: a query cannot be read.
    """
    if not os.path.isdir(resources.path("queries")):
        return
    prefixes: dict[str, str] = {}
    for query in _read(resources):
        prefixes |= _PREFIX.findall(query.text)
        yield from _entry(query)
    for name, namespace in sorted(prefixes.items()):
        declaration = NamedNode(f"{QUERIES.value}#{name}")
        yield _quad(QUERIES, _SH + "declare", declaration)
        yield _quad(declaration, _SH + "prefix", Literal(name))
        yield _quad(declaration, _SH + "namespace", Literal(namespace, datatype=_URI))


def _read(resources: Resources) -> Iterator[CannedQuery]:
    catalogue = Catalogue(resources)
    for name in catalogue.names():
        try:
            yield catalogue.get(name)
        except QueryError as error:
            path = resources.path(f"queries/{name}.rq")
            raise DataSyntaxError(path, error.reason, error.line, error.column) from error


def _entry(query: CannedQuery) -> Iterator[Quad]:
    node = NamedNode(f"{BASE}query/{query.name}")
    form = query_form(query.text).lower()
    yield _quad(node, TYPE.value, NamedNode(_SH + "SPARQLExecutable"))
    yield _quad(node, TYPE.value, NamedNode(f"{_SH}SPARQL{form.capitalize()}Executable"))
    yield _quad(node, RDFS + "comment", Literal(query.header.summary, language="en"))
    if query.header.description:
        description = Literal(query.header.description, language="en")
        yield _quad(node, "http://purl.org/dc/terms/description", description)
    yield _quad(node, _SH + "prefixes", QUERIES)
    yield _quad(node, _SH + form, Literal(query.text))
    for tag in dict.fromkeys(query.header.tags):
        yield _quad(node, _SDO + "keywords", Literal(tag))
    yield _quad(node, _SDO + "target", ENDPOINT)


def _quad(subject: NamedNode, predicate: str, value: NamedNode | Literal) -> Quad:
    return Quad(subject, NamedNode(predicate), value, QUERIES)
