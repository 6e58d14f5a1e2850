"""The default engine: SHACL Core by itself, SHACL-SPARQL set-based on the embedded store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpsu_kg.validation.core import core_results
from cpsu_kg.validation.graph import DataGraph
from cpsu_kg.validation.shapes import ShapesGraph
from cpsu_kg.validation.sparql import sparql_results

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Quad, Store

    from cpsu_kg.validation.results import Result


def fast_results(shapes: Iterable[Quad], store: Store) -> list[Result]:
    """Validate without rdflib.

    Args:
        shapes: the shapes graph.
        store: the graph under validation; its named graphs are read as one.

    Returns:
        The findings.

    Raises:
        ShapesError: the shapes use something that this engine does not know.
    """
    rules, graph = ShapesGraph(shapes), DataGraph(store)
    return [*core_results(rules, graph), *sparql_results(rules.constraints, graph)]
