"""The reference engine: pySHACL on rdflib graphs, as slow as it is well known."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from cpsu_kg.errors import CpsuKgError
from cpsu_kg.validation.prepared import prepared
from cpsu_kg.validation.results import Result
from cpsu_kg.validation.shapes import SH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import rdflib
    from pyoxigraph import Quad
    from rdflib.term import Node

    from cpsu_kg.stores.solutions import Term


def reference_results(shapes: Iterable[Quad], data: Iterable[Quad]) -> Iterator[Result]:
    """Validate with pySHACL.

    Args:
        shapes: the shapes graph.
        data: the graph under validation; its named graphs are read as one.

    Returns:
        The findings.

    Raises:
        CpsuKgError: the data use a triple as a value, which is beyond rdflib.
    """
    return rdflib_results(to_rdflib(shapes), to_rdflib(data))


def rdflib_results(shapes: rdflib.Graph, data: rdflib.Graph) -> Iterator[Result]:
    """Validate a graph that is already rdflib's.

    Args:
        shapes: the shapes graph.
        data: the graph under validation.

    Yields:
        The findings.
    """
    from pyshacl import validate
    from rdflib import URIRef

    with _quiet():
        _, report, _ = validate(data, shacl_graph=shapes, inplace=True)
    for result in report.objects(None, URIRef(SH + "result")):
        yield _result(report, shapes, result)


def to_rdflib(quads: Iterable[Quad]) -> rdflib.Graph:
    """Copy quads into one rdflib graph; blank nodes keep their labels.

    Args:
        quads: what to copy; the graph names are dropped.

    Returns:
        The graph.
    """
    graph = _graph()
    with _quiet():
        for quad in quads:
            graph.add((_out(quad.subject), _out(quad.predicate), _out(quad.object)))
    return graph


def _graph() -> rdflib.Graph:
    """Make a graph that parses each query text once; pySHACL asks it for every focus node."""
    import rdflib

    class PreparingGraph(rdflib.Graph):
        def query(self, query_object: Any, *args: Any, **options: Any) -> rdflib.query.Result:
            text = isinstance(query_object, str)
            query = prepared(query_object) if text else query_object
            return super().query(query, *args, **options)

    return PreparingGraph()


def _result(report: rdflib.Graph, shapes: rdflib.Graph, node: Node) -> Result:
    import rdflib

    sh = rdflib.Namespace(SH)

    def one(name: str) -> Node | None:
        return report.value(node, sh[name], any=True)

    shape = one("sourceConstraint") or one("sourceShape")
    path = one("resultPath")
    if isinstance(path, rdflib.BNode):
        path = shapes.value(shapes.value(shape, sh.path), sh.inversePath)
    return Result(
        focus=_back(one("focusNode")),
        path=None if path is None else _back(path),
        value=None if one("value") is None else _back(one("value")),
        component=str(one("sourceConstraintComponent")).removeprefix(SH),
        severity=str(one("resultSeverity")).removeprefix(SH),
        message=str(one("resultMessage") or ""),
        shape=_back(shape),  # type: ignore[arg-type]  # a node
    )


def _out(term: Term) -> Node:
    import rdflib

    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, Triple):
        raise CpsuKgError(f"pySHACL does not know a triple as a value: {term}")
    plain = term.language or term.datatype.value.endswith("#string")
    datatype = None if plain else rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, lang=term.language, datatype=datatype, normalize=False)


def _back(node: Node | None) -> Term:
    import rdflib

    if isinstance(node, rdflib.URIRef):
        return NamedNode(str(node))
    if isinstance(node, rdflib.Literal):
        if node.language:
            return Literal(str(node), language=node.language)
        return Literal(str(node), datatype=NamedNode(str(node.datatype)) if node.datatype else None)
    return BlankNode(str(node))


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep rdflib from logging every ill-typed literal: the shapes report them."""
    logger = logging.getLogger("rdflib.term")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)
