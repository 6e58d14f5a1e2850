"""What is known of persons, events and the days of office lines."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from cpsu_kg.quality.figures import Figure, rows_of
from cpsu_kg.queries.names import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cpsu_kg.graph import KnowledgeGraph

_KNOWLEDGE = (
    *("wikidata", "viaf", "gnd", "lccn", "isni"),
    *("name in Russian", "birth date", "death date", "party entry", "gender"),
)
_DAY_LENGTH = len("YYYY-MM-DD")


def person_figures(kg: KnowledgeGraph) -> Iterator[Figure]:
    """Measure the persons that have each identifier, name and date.

    Args:
        kg: the dataset.

    Yields:
        Figures of the table `persons`.
    """
    counts: dict[str, int] = {}
    for row in rows_of(kg, "persons"):
        counts[str(row["known"])] = counts.get(str(row["known"]), 0) + 1
    for each in _KNOWLEDGE:
        yield Figure("persons", each, "", "persons", counts.get(each, 0), counts.get("person", 0))


def event_figures(kg: KnowledgeGraph) -> Iterator[Figure]:
    """Measure the congresses, conferences and plenums whose days are known.

    Args:
        kg: the dataset.

    Yields:
        Figures of the table `events`.
    """
    kinds: dict[str, list[bool]] = {}
    for row in rows_of(kg, "events"):
        dates = [str(row[name]) for name in ("start", "end") if row[name]]
        to_the_day = bool(row["start"]) and all(len(date) == _DAY_LENGTH for date in dates)
        kinds.setdefault(str(row["kind"]), []).append(to_the_day)
    for kind, known in kinds.items():
        yield Figure("events", kind, "", "day", sum(known), len(known))


def line_figures(kg: KnowledgeGraph) -> Iterator[Figure]:
    """Measure the days of each office line that are accounted for.

    Args:
        kg: the dataset.

    Yields:
        Figures of the table `lines`: the days held, acting, vacant or not existing.
    """
    lines: dict[str, list[tuple[datetime.date, datetime.date]]] = {}
    for row in rows_of(kg, "line-days"):
        first, last = (datetime.date.fromisoformat(str(row[name])) for name in ("first", "last"))
        lines.setdefault(short(str(row["line"])), []).append((first, last))
    for line, runs in lines.items():
        explained = sum((last - first).days + 1 for first, last in runs)
        whole = (max(last for _, last in runs) - min(first for first, _ in runs)).days + 1
        yield Figure("lines", line, "", "days explained", explained, whole)
