"""A figure: how many of how many, of what, where and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cpsu_kg.graph import KnowledgeGraph
    from cpsu_kg.queries.rows import Rows


# the order of the columns
_MEMBERS = ("members", "full", "candidate", "secretary")
_MEASURES = (
    *(*_MEMBERS, "days explained", "boundaries", "day", "day where stated"),
    *("grade A or B", "two families", "disputed", "open"),
)
# tables with a column `boundaries`
_BRIEF = ("bodies", "lines", "years")


class Figure(NamedTuple):
    """One number of the quality report.

    Attributes:
        table: the table that it belongs to.
        scope: a body, an office line, a kind of event or of knowledge, a target.
        year: a year or date; empty for all of them.
        measure: what was counted.
        number: how many were found.
        total: of how many; None where only the number means something.
        goal: the share in per cent that was set out for, for targets.
    """

    table: str
    scope: str
    year: str
    measure: str
    number: int
    total: int | None = None
    goal: int | None = None

    @property
    def share(self) -> float | None:
        """The number in per cent of the total, cut (not rounded) to one decimal."""
        if not self.total:
            return None
        return self.number * 1000 // self.total / 10

    @property
    def met(self) -> bool:
        """Whether the goal, if there is one, was reached."""
        return self.goal is None or self.number * 100 >= self.goal * (self.total or 0)


def rows_of(kg: KnowledgeGraph, name: str) -> Rows:
    """Run a query of the folder `queries/quality`.

    Args:
        kg: the dataset.
        name: stem of the file.

    Returns:
        Its rows.

    Raises:
        ResourceError: the file is missing or cannot be read.
    """
    from cpsu_kg.errors import ResourceError
    from cpsu_kg.queries.rows import Rows

    path = kg.resources.path(f"queries/quality/{name}.rq")
    try:
        with open(path, encoding="utf-8") as stream:
            text = stream.read()
    except OSError as error:
        raise ResourceError(path, error.strerror or str(error)) from error
    return Rows(kg.store.select(text))


def pivot(figures: Sequence[Figure]) -> tuple[list[str], list[list[str]]]:
    """Lay the figures of one table out: a column per measure, a row per scope and year.

    Args:
        figures: the figures of one table.

    Returns:
        The heading, and for each row scope, year if the table has any, and the cells.
    """
    there = {each.measure for each in figures}
    measures = [each for each in _MEASURES if each in there] + sorted(there - set(_MEASURES))
    cells: dict[tuple[str, str], dict[str, str]] = {}
    for each in figures:
        row = cells.setdefault((each.scope, each.year), {})
        row[each.measure] = shown(each)
        if each.goal is not None:
            row["goal"] = f"{each.goal}%, {'reached' if each.met else 'missed'}"
    if any("goal" in row for row in cells.values()):
        measures.append("goal")
    leading = 2 if any(year for _, year in cells) else 1
    rows = [
        [*key[:leading], *(row.get(measure, "") for measure in measures)]
        for key, row in cells.items()
    ]
    return [*("of", "when")[:leading], *measures], rows


def shown(figure: Figure) -> str:
    """Write a figure the way tables do.

    Args:
        figure: the figure.

    Returns:
        Members as `16/16`, what was counted without a whole as a number, else a share, with
        its numbers where no column of the table gives them.
    """
    if figure.total is None:
        return str(figure.number)
    numbers = f"{figure.number}/{figure.total}"
    if figure.measure in _MEMBERS:
        return numbers
    share = "-" if figure.share is None else f"{figure.share:.1f}%"
    return share if figure.table in _BRIEF else f"{share} ({numbers})"
