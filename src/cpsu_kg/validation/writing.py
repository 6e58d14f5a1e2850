"""The report as text: for a person, as CSV, as JSON, or as a SHACL report in Turtle."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from cpsu_kg.terms import BASE, CPSU, OWL, RDF, RDFS, SKOS
from cpsu_kg.validation.graph import TYPE
from cpsu_kg.validation.results import SEVERITIES
from cpsu_kg.validation.shapes import SH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cpsu_kg.stores.solutions import Term
    from cpsu_kg.validation.results import Report, Result

XSD = "http://www.w3.org/2001/XMLSchema#"
PREFIXES = {
    "cpsu": CPSU,
    "dcterms": "http://purl.org/dc/terms/",
    "owl": OWL,
    "rdf": RDF,
    "rdfs": RDFS,
    "skos": SKOS,
    "xsd": XSD,
}
COLUMNS = (
    "file", "line", "severity", "focus", "path", "value", "message", "component", "shape",
)  # fmt: skip
FORMATS = ("table", "csv", "json", "ttl")

_THING = re.compile(re.escape(BASE) + r"([a-z]+)/([A-Za-z0-9.-]+)")
_COUNTED = {"Violation": "violation", "Warning": "warning", "Info": "hint"}


def write(report: Report, format: str, least: str = "Info") -> str:
    """Write a report.

    Args:
        report: what was found.
        format: table, csv, json or ttl.
        least: the mildest severity to write; the table's last line counts all.

    Returns:
        The text, which ends with a line feed.
    """
    shown = SEVERITIES[: SEVERITIES.index(least) + 1]
    results = [each for each in report if each.severity in shown]
    if format == "csv":
        return _csv(results)
    if format == "json":
        return json.dumps([row(each) for each in results], ensure_ascii=False, indent=2) + "\n"
    if format == "ttl":
        return _turtle(report, results)
    return "".join(f"{_line(each)}\n" for each in results) + _summary(report, least)


def row(result: Result) -> dict[str, str | int | None]:
    """Give a finding as plain values, one per column.

    Args:
        result: the finding.

    Returns:
        The values by column; terms in Turtle's short form, None where there is nothing.
    """
    return {
        "file": result.file,
        "line": result.line,
        "severity": result.severity,
        "focus": short(result.focus),
        "path": None if result.path is None else short(result.path),
        "value": None if result.value is None else short(result.value),
        "message": _shortened(result.message),
        "component": result.component,
        "shape": short(result.shape),
    }


def short(term: Term) -> str:
    """Write a term as it stands in the project's Turtle files.

    Args:
        term: any term.

    Returns:
        Such as `person:joseph-stalin`, `cpsu:end`, `"1953"^^xsd:gYear`, else N-Triples.
    """
    if isinstance(term, Literal):
        plain = str(Literal(term.value))
        if term.language:
            return f"{plain}@{term.language}"
        kind = term.datatype
        return plain if kind.value == XSD + "string" else f"{plain}^^{short(kind)}"
    if not isinstance(term, NamedNode):
        return str(term)
    thing = _THING.fullmatch(term.value)
    if thing:
        return f"{thing[1]}:{thing[2]}"
    for prefix, namespace in PREFIXES.items():
        if term.value.startswith(namespace):
            return f"{prefix}:{term.value[len(namespace) :]}"
    return str(term)


def _shortened(message: str) -> str:
    text = re.sub(r"https?://[^\s,;()<>\"]*[\w/#]", lambda each: _short_iri(each[0]), message)
    return text


def _short_iri(iri: str) -> str:
    written = short(NamedNode(iri))
    return iri if written.startswith("<") else written


def _line(result: Result) -> str:
    place = ":".join(str(part) for part in (result.file, result.line) if part is not None)
    about = short(result.focus) + (f" {short(result.path)}" if result.path is not None else "")
    start = f"{place}: " if place else ""
    return f"{start}{result.severity}: {about}: {_shortened(result.message)}"


def _summary(report: Report, least: str) -> str:
    counts = {name: report.count(name) for name in SEVERITIES}
    parts = [
        f"{number} {_COUNTED[name]}{'' if number == 1 else 's'}"
        for name, number in counts.items()
        if number
    ]
    hidden = any(counts[name] for name in SEVERITIES[SEVERITIES.index(least) + 1 :])
    hint = " (not all shown: --severity info)" if hidden else ""
    return (", ".join(parts) or "nothing to report") + hint + "\n"


def _csv(results: list[Result]) -> str:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(map(row, results))
    return stream.getvalue()


def _turtle(report: Report, results: list[Result]) -> str:
    prefixes = {"cpsu": CPSU, "rdfs": RDFS, "sh": SH, "xsd": XSD, "shape": BASE + "shape/"}
    triples = _report_triples(report, results)
    return (serialize(triples, format=RdfFormat.TURTLE, prefixes=prefixes) or b"").decode()


def _report_triples(report: Report, results: list[Result]) -> Iterator[Triple]:
    whole = BlankNode("report")
    conforms = Literal(report.conforms)
    yield Triple(whole, TYPE, NamedNode(SH + "ValidationReport"))
    yield Triple(whole, NamedNode(SH + "conforms"), conforms)
    for number, each in enumerate(results, 1):
        node = BlankNode(f"result{number}")
        yield Triple(whole, NamedNode(SH + "result"), node)
        yield Triple(node, TYPE, NamedNode(SH + "ValidationResult"))
        for name, value in _properties(each):
            if value is not None:
                yield Triple(node, NamedNode(SH + name), value)


def _properties(result: Result) -> Iterator[tuple[str, Term | None]]:
    yield "focusNode", result.focus
    yield "resultPath", result.path
    yield "value", result.value
    yield "resultSeverity", NamedNode(SH + result.severity)
    yield "resultMessage", Literal(result.message)
    yield "sourceConstraintComponent", NamedNode(SH + result.component)
    yield "sourceShape", result.shape
