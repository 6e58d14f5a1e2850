"""How complete and how well founded the data is, in figures that anyone can compute again.

Every figure comes from a query in `queries/quality/`: `boundaries` measures starts and ends,
`headcounts` the members found against those known, `coverage` persons, events and days,
`targets` what the project set out to reach, `document` puts the figures into a text and guards
them by floors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpsu_kg.quality.boundaries import boundary_figures, gaps, read_boundaries
from cpsu_kg.quality.coverage import event_figures, line_figures, person_figures
from cpsu_kg.quality.figures import Figure
from cpsu_kg.quality.headcounts import headcount_figures
from cpsu_kg.quality.targets import target_figures

if TYPE_CHECKING:
    from cpsu_kg.graph import KnowledgeGraph

__all__ = ["TABLES", "Figure", "gaps", "measure"]

TABLES = ("targets", "bodies", "lines", "persons", "events", "headcounts", "years")


def measure(kg: KnowledgeGraph) -> list[Figure]:
    """Measure the data.

    Args:
        kg: the dataset.

    Returns:
        All figures, by table in the order of `TABLES`.
    """
    figures = [
        *boundary_figures(read_boundaries(kg)),
        *line_figures(kg),
        *person_figures(kg),
        *event_figures(kg),
        *headcount_figures(kg),
    ]
    figures += target_figures(kg, figures)
    return sorted(figures, key=_place)


def _place(figure: Figure) -> tuple[int, str, str]:
    if figure.table in ("years", "headcounts"):
        return TABLES.index(figure.table), figure.scope, figure.year
    return TABLES.index(figure.table), "", ""
