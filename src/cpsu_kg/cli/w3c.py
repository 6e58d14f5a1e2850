"""The W3C formats of SPARQL answers and of RDF, written to standard output."""

from __future__ import annotations

import json
import sys

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse_query_results,
    serialize,
)

from cpsu_kg.queries.names import BASE, KINDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import QueryBoolean

    from cpsu_kg.queries.rows import Rows

_RESULTS = {
    "csv": QueryResultsFormat.CSV,
    "json": QueryResultsFormat.JSON,
    "tsv": QueryResultsFormat.TSV,
    "xml": QueryResultsFormat.XML,
}
_RDF = {
    "jsonld": RdfFormat.JSON_LD,
    "ntriples": RdfFormat.N_TRIPLES,
    "turtle": RdfFormat.TURTLE,
}
_PREFIXES = {
    "cpsu": BASE + "ontology#",
    "dcterms": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
} | {kind: f"{BASE}{kind}/" for kind in KINDS if kind != "thing"}


def write_rows(rows: Rows, format: str) -> None:
    """Write the answer of a SELECT.

    Args:
        rows: the answer.
        format: csv, json, tsv or xml.
    """
    bindings = [
        {column: _json_term(term) for column in rows.columns if (term := row.term(column))}
        for row in rows
    ]
    _write({"head": {"vars": rows.columns}, "results": {"bindings": bindings}}, format)


def write_truth(answer: bool, format: str) -> None:
    """Write the answer of an ASK.

    Args:
        answer: the answer.
        format: table, csv, json, tsv or xml.
    """
    _write({"head": {}, "boolean": answer}, "csv" if format == "table" else format)


def write_triples(
    triples: Iterable[Triple], format: str, more: Mapping[str, str] | None = None
) -> None:
    """Write the answer of a CONSTRUCT or DESCRIBE.

    Args:
        triples: the answer.
        format: jsonld, ntriples or turtle.
        more: prefixes beside the usual ones, with their namespaces.
    """
    chosen = _RDF[format]
    ordered = sorted(set(triples), key=str)
    used = {_namespace(term) for triple in ordered for term in triple}
    known = {**_PREFIXES, **(more or {})}
    prefixes = {name: iri for name, iri in known.items() if iri in used}
    _print(serialize(ordered, format=chosen, prefixes=prefixes) or b"")


def _write(answer: dict[str, object], format: str) -> None:
    """Let pyoxigraph write any format from the one that is easy to make."""
    found: QuerySolutions | QueryBoolean = parse_query_results(
        json.dumps(answer).encode(), format=QueryResultsFormat.JSON
    )
    _print(found.serialize(format=_RESULTS[format]) or b"")


def _print(text: bytes) -> None:
    line_end = "" if text.endswith(b"\n") else "\n"
    sys.stdout.write(text.decode("utf-8") + line_end)


def _namespace(term: object) -> str:
    iri = term.value if isinstance(term, NamedNode) else ""
    if isinstance(term, Literal):
        iri = term.datatype.value
    return iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]


def _json_term(term: object) -> dict[str, object]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Literal):
        more = {"xml:lang": term.language} if term.language else {"datatype": term.datatype.value}
        return {"type": "literal", "value": term.value, **more}
    if isinstance(term, Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}
    raise TypeError(f"{term!r} is not an RDF term")
