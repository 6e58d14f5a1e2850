"""What the project set out to reach, measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpsu_kg.quality.figures import Figure, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cpsu_kg.graph import KnowledgeGraph

_TOP = ("politburo", "presidium")
# what is wanted, where it is measured: table, scopes, measure; and the goal in per cent
_GOALS = (
    ("members of Politburo and Presidium", "bodies", _TOP, "members", 100),
    ("Politburo and Presidium, day where stated", "bodies", _TOP, "day where stated", 95),
    ("Politburo and Presidium, two families", "bodies", _TOP, "two families", 60),
    ("heads of the party, two families", "lines", ("head-of-party",), "two families", 90),
    ("heads of the party, days explained", "lines", ("head-of-party",), "days explained", 100),
    ("congresses, day", "events", ("congress",), "day", 100),
)


def target_figures(kg: KnowledgeGraph, figures: Sequence[Figure]) -> Iterator[Figure]:
    """Compare the figures with the goals.

    Args:
        kg: the dataset.
        figures: those of the other tables.

    Yields:
        Figures of the table `targets`, each with its goal.
    """
    for name, table, scopes, measure, goal in _GOALS:
        found = [
            each for each in figures
            if (each.table, each.measure) == (table, measure) and each.scope in scopes
        ]  # fmt: skip
        number, total = sum(each.number for each in found), sum(each.total or 0 for each in found)
        yield Figure("targets", name, "", "measured", number, total, goal)
    conflicts = len(rows_of(kg, "disputes"))
    unsettled = {(row["thing"], row["property"]) for row in rows_of(kg, "open-conflicts")}
    settled = conflicts - len(unsettled)
    yield Figure("targets", "conflicts settled", "", "measured", settled, conflicts, 100)
