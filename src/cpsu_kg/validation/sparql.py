"""SHACL-SPARQL constraints, each run once over the whole graph instead of once per focus node."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, QuerySolutions, Triple

from cpsu_kg.validation.results import Result
from cpsu_kg.validation.shapes import ShapesError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Store

    from cpsu_kg.stores.solutions import Term
    from cpsu_kg.validation.shapes import SparqlConstraint

COMPONENT = "SPARQLConstraintComponent"

_PLACE = re.compile(r"\{[?$](\w+)\}")


def sparql_results(constraints: Iterable[SparqlConstraint], store: Store) -> Iterator[Result]:
    """Run the text of every constraint.

    Each text names its target class, so without a given `$this` it finds all focus nodes.

    Args:
        constraints: the constraints.
        store: the graph under validation; its named graphs are read as one.

    Yields:
        The findings.

    Raises:
        ShapesError: a text is malformed or is not a SELECT.
    """
    for constraint in constraints:
        for row in _rows(constraint, store):
            focus = row["this"]
            if focus is None:  # an aggregate over nothing gives one empty row
                continue
            value = focus if row.get("value") is None else row["value"]
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


def _rows(constraint: SparqlConstraint, store: Store) -> Iterator[dict[str, Term | None]]:
    try:
        answer = store.query(constraint.select, use_default_graph_as_union=True)
    except SyntaxError as error:
        raise ShapesError(f"the SPARQL text of {constraint.node} is malformed: {error}") from error
    if not isinstance(answer, QuerySolutions):
        raise ShapesError(f"the SPARQL text of {constraint.node} is not a SELECT")
    names = [variable.value for variable in answer.variables]
    for solution in answer:
        yield dict(zip(names, solution, strict=True))


def _fill(message: str, row: dict[str, Term | None]) -> str:
    def text(match: re.Match[str]) -> str:
        term = row.get(match[1])
        return match[0] if term is None else _show(term)

    return _PLACE.sub(text, message)


def _show(term: Term) -> str:
    return str(term) if isinstance(term, BlankNode | Triple) else term.value
