"""Starts and ends: how precise they are, who states them, whether sources conflict."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cpsu_kg.quality.figures import Figure, rows_of
from cpsu_kg.queries.names import short
from cpsu_kg.terms import CPSU

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cpsu_kg.graph import KnowledgeGraph

_GROUND = ("A", "B")
ENOUGH = 2  # independent families
UNDATED = "no date"
_DAY_LENGTH = len("YYYY-MM-DD")


class Boundary(NamedTuple):
    """The start or end of one tenure, as accepted and as sources state it."""

    table: str
    scope: str
    tenure: str
    boundary: str
    date: str
    families: int
    grounded: bool
    day_stated: bool
    disputed: bool
    open: bool

    @property
    def to_the_day(self) -> bool:
        """Whether the accepted date is a day."""
        return len(self.date) == _DAY_LENGTH


def read_boundaries(kg: KnowledgeGraph) -> list[Boundary]:
    """Read every start and end of a seat in a body or a tenure in an office line.

    Args:
        kg: the dataset.

    Returns:
        The boundaries, those without a date included, by scope.
    """
    stated = _read_stated(kg)
    unsettled = {(str(row["thing"]), str(row["property"])) for row in rows_of(kg, "open-conflicts")}
    found = []
    for row in rows_of(kg, "boundaries"):
        scope, tenure, boundary = str(row["scope"]), str(row["tenure"]), str(row["boundary"])
        date, said = str(row["date"] or ""), stated.get((tenure, boundary), [])
        found.append(
            Boundary(
                table="lines" if "/line/" in scope else "bodies",
                scope=short(scope),
                tenure=short(tenure),
                boundary=boundary,
                date=date,
                families=int(str(row["families"] or 0)),
                grounded=any(date and d.startswith(date) and g in _GROUND for d, g in said),
                day_stated=any(len(d) == _DAY_LENGTH for d, _ in said),
                disputed=bool(row["disputed"]),
                open=(tenure, CPSU + boundary) in unsettled,
            )
        )
    return found


def _read_stated(kg: KnowledgeGraph) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """The dates that sources state, with the grade of the source, by tenure and boundary."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in rows_of(kg, "boundaries-by-source"):
        for boundary in ("start", "end"):
            if row[boundary]:
                stated = (str(row[boundary]), str(row["grade"]))
                found.setdefault((str(row["tenure"]), boundary), []).append(stated)
    return found


def boundary_figures(boundaries: Iterable[Boundary]) -> Iterator[Figure]:
    """Measure boundaries per body or line, and per body and year.

    Args:
        boundaries: all of them.

    Yields:
        Figures of the tables `bodies`, `lines` and `years`.
    """
    groups: dict[tuple[str, str, str], list[Boundary]] = {}
    for each in boundaries:
        groups.setdefault((each.table, each.scope, ""), []).append(each)
        if each.table == "bodies":
            groups.setdefault(("years", each.scope, each.date[:4] or UNDATED), []).append(each)
    for (table, scope, year), found in groups.items():
        yield from _measures(table, scope, year, found)


class Gap(NamedTuple):
    """A start or end that could be better, and what it lacks."""

    scope: str
    tenure: str
    boundary: str
    date: str
    families: int
    missing: str


def gaps(kg: KnowledgeGraph) -> list[Gap]:
    """List the boundaries that could be better.

    Args:
        kg: the dataset.

    Returns:
        Those that lack a date, a day, a source of grade A or B, a second family or a decision.
    """
    found = []
    for each in read_boundaries(kg):
        missing = ", ".join(word for word, is_missing in _lacks(each).items() if is_missing)
        if missing:
            found.append(Gap(*each[1:6], missing))
    return found


def _measures(table: str, scope: str, year: str, found: list[Boundary]) -> Iterator[Figure]:
    total = len(found)
    counts = {
        "day": sum(each.to_the_day for each in found),
        "grade A or B": sum(each.grounded for each in found),
        "two families": sum(each.families >= ENOUGH for each in found),
    }
    yield Figure(table, scope, year, "boundaries", total)
    if not year:
        stated = [each for each in found if each.day_stated]
        days = sum(each.to_the_day for each in stated)
        yield Figure(table, scope, year, "day where stated", days, len(stated))
    for name, count in counts.items():
        yield Figure(table, scope, year, name, count, total)
    yield Figure(table, scope, year, "disputed", sum(each.disputed for each in found))
    yield Figure(table, scope, year, "open", sum(each.open for each in found))


def _lacks(boundary: Boundary) -> dict[str, bool]:
    return {
        "date": not boundary.date,
        "day": bool(boundary.date) and not boundary.to_the_day,
        "grade A or B": not boundary.grounded,
        "second family": boundary.families < ENOUGH,
        "decision": boundary.open,
    }
