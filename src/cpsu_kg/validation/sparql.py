"""SHACL-SPARQL constraints, run once over the whole graph instead of once per focus node."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, QuerySolutions, Triple

from cpsu_kg.stores.guard import tokens
from cpsu_kg.validation.results import Result
from cpsu_kg.validation.shapes import ShapesError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TypeAlias

    from pyoxigraph import Store

    from cpsu_kg.stores.solutions import Term
    from cpsu_kg.validation.graph import DataGraph
    from cpsu_kg.validation.shapes import SparqlConstraint

    Row: TypeAlias = "dict[str, Term | None]"

COMPONENT = "SPARQLConstraintComponent"

_FORBIDDEN = ("MINUS", "SERVICE", "VALUES")
_BOUND = re.compile(r"\bAS\s+[?$]this\b|[?$](shapesGraph|currentShape)\b", re.IGNORECASE)
_FROM_THIS = re.compile(r"\bWHERE\s*\{\s*[$?]this\s", re.IGNORECASE)
_PLACE = re.compile(r"\{[?$](\w+)\}")


def sparql_results(constraints: Iterable[SparqlConstraint], graph: DataGraph) -> Iterator[Result]:
    """Run the text of every constraint.

    SHACL runs a text for each focus node, as `$this`. One that begins with a pattern of `$this`
    finds all of them by itself; others are refused.

    Args:
        constraints: the constraints.
        graph: the graph under validation.

    Yields:
        The findings.

    Raises:
        ShapesError: a text is malformed, is not a SELECT, or uses what SHACL does not allow.
    """
    for constraint in constraints:
        _check(constraint)
        for row in _rows(constraint, graph):
            focus: Term = row["this"]  # type: ignore[assignment]  # it is a target
            value = row.get("value") or focus
            message = _fill(constraint.message, row)
            yield Result(
                focus,
                row.get("path"),
                value,
                COMPONENT,
                constraint.severity,
                message,
                constraint.node,
            )


def _check(constraint: SparqlConstraint) -> None:
    """Refuse what SHACL forbids, because it means something else once `$this` is bound."""
    words = [each["word"].upper() for each in tokens(constraint.select) if each["word"]]
    for word in _FORBIDDEN:
        if word in words:
            raise ShapesError(f"the SPARQL text of {constraint.node} uses {word}")
    if words.count("SELECT") > 1:
        raise ShapesError(f"the SPARQL text of {constraint.node} has a SELECT within the SELECT")
    if match := _BOUND.search(constraint.select):
        raise ShapesError(f"the SPARQL text of {constraint.node} says {match[0]}")


def _rows(constraint: SparqlConstraint, graph: DataGraph) -> Iterator[Row]:
    rows = list(_asked(constraint, graph.store))
    among = set(graph.targets(constraint.targets)) if rows else ()
    yield from (row for row in rows if row["this"] in among)


def _asked(constraint: SparqlConstraint, store: Store) -> Iterator[Row]:
    try:
        answer = store.query(constraint.select, use_default_graph_as_union=True)
    except SyntaxError as error:
        raise ShapesError(f"the SPARQL text of {constraint.node} is malformed: {error}") from error
    if not isinstance(answer, QuerySolutions):
        raise ShapesError(f"the SPARQL text of {constraint.node} is not a SELECT")
    names = [variable.value for variable in answer.variables]
    if "this" not in names or not _FROM_THIS.search(constraint.select):
        raise ShapesError(f"the SPARQL text of {constraint.node} does not begin from $this")
    for solution in answer:
        yield dict(zip(names, solution, strict=True))


def _fill(message: str, row: Row) -> str:
    def text(match: re.Match[str]) -> str:
        term = row.get(match[1])
        return match[0] if term is None else _show(term)

    return _PLACE.sub(text, message)


def _show(term: Term) -> str:
    return str(term) if isinstance(term, BlankNode | Triple) else term.value
