"""The shapes cut into pieces that pySHACL can do one by one, each in a process of its own."""

from __future__ import annotations

import multiprocessing
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any, NamedTuple

from pyoxigraph import NamedNode

from cpsu_kg.validation.graph import TYPE
from cpsu_kg.validation.reference import rdflib_results, to_rdflib
from cpsu_kg.validation.shapes import SH
from cpsu_kg.validation.sparql import COMPONENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from multiprocessing.connection import Connection

    import rdflib
    from pyoxigraph import Quad

    from cpsu_kg.validation import Result

CORE = "SHACL Core"

_SPARQL = NamedNode(f"{SH}sparql")
# What a node shape keeps beside the one constraint that is looked at.
_KEPT = {f"{SH}{name}" for name in ("targetClass", "targetSubjectsOf", "targetNode", "severity")}


class Piece(NamedTuple):
    """SHACL Core, or one SHACL-SPARQL constraint with the shapes that have it."""

    name: str
    shapes: list[Quad]
    expected: frozenset[Result]


class Line(NamedTuple):
    """How pySHACL fared with a piece."""

    name: str
    findings: int
    seconds: float
    verdict: str


def pieces(shapes: list[Quad], found: Iterable[Result]) -> Iterator[Piece]:
    """Cut the shapes into pieces.

    Args:
        shapes: the shapes graph.
        found: what the other engine found with all of them.

    Yields:
        The pieces, SHACL Core first.
    """
    core = [quad for quad in shapes if quad.predicate != _SPARQL]
    results = list(found)
    yield Piece(CORE, core, frozenset(each for each in results if each.component != COMPONENT))
    for constraint in sorted({q.object for q in shapes if q.predicate == _SPARQL}, key=str):
        name = constraint.value.rpartition("/")[2]
        expected = frozenset(each for each in results if each.shape == constraint)
        yield Piece(name, list(_alone(shapes, constraint)), expected)


def _alone(shapes: list[Quad], constraint: NamedNode) -> Iterator[Quad]:
    carriers = {quad.subject for quad in shapes if quad.predicate == _SPARQL}
    its = {quad.subject for quad in shapes if quad.object == constraint}
    targeted = {quad.subject for quad in shapes if quad.predicate.value in _KEPT}
    for quad in shapes:
        kept = quad.predicate.value in _KEPT or quad.predicate == TYPE or quad.object == constraint
        if quad.subject not in carriers | targeted or (quad.subject in its and kept):
            yield quad


def finish(piece: Piece, data: rdflib.Graph, limit: float) -> Line:
    """Give a piece to pySHACL.

    Args:
        piece: the piece.
        data: the graph under validation.
        limit: after how many seconds to give up.

    Returns:
        What came of it.
    """
    context = multiprocessing.get_context("fork")  # the graph is not copied
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(piece.shapes, data, there))
    process.start()
    there.close()
    started = perf_counter()
    if not here.poll(limit):
        process.kill()
        process.join()
        return Line(piece.name, 0, perf_counter() - started, "not finished")
    seconds, found = here.recv()
    process.join()
    return Line(piece.name, len(found), seconds, _verdict(piece.expected, found))


def _work(shapes: list[Quad], data: rdflib.Graph, out: Connection) -> None:
    started = process_time()  # others may keep the machine busy
    found = frozenset(rdflib_results(to_rdflib(shapes), data))
    out.send((process_time() - started, found))


def _verdict(expected: frozenset[Any], found: frozenset[Any]) -> str:
    if expected == found:
        return "same"
    only = [f"only fast: {each}" for each in sorted(expected - found, key=str)[:3]]
    only += [f"only pySHACL: {each}" for each in sorted(found - expected, key=str)[:3]]
    return f"{len(expected - found)} only fast, {len(found - expected)} only pySHACL; " + "; ".join(
        only
    )
