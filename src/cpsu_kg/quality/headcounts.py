"""Members found against members known: the size of a body as a source states it."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, NamedTuple

from cpsu_kg.dates import PartialDate
from cpsu_kg.quality.figures import Figure, rows_of
from cpsu_kg.queries.names import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cpsu_kg.graph import KnowledgeGraph
    from cpsu_kg.queries.rows import Value

_DAY = datetime.timedelta(days=1)


class Seat(NamedTuple):
    """The days that a seat lasted at the most (`first`, `last`) and at the least."""

    body: str
    rank: str
    first: datetime.date
    certain_from: datetime.date
    certain_to: datetime.date
    last: datetime.date


class Headcount(NamedTuple):
    """How many seats of a rank a body had, and how many of them the data knows."""

    body: str
    rank: str
    date: str
    known: int
    found: int


def read_headcounts(kg: KnowledgeGraph) -> list[Headcount]:
    """Compare every size that a source states with the seats in the data.

    Args:
        kg: the dataset.

    Returns:
        One per body, rank and date.
    """
    seats: dict[tuple[str, str], list[Seat]] = {}
    for seat in _read_seats(kg):
        seats.setdefault((seat.body, seat.rank), []).append(seat)
    found = []
    for row in rows_of(kg, "headcounts"):
        body, rank = short(str(row["body"])), str(row["rank"])
        date, known = str(row["date"]), int(str(row["known"]))
        members = members_found(seats.get((body, rank), []), PartialDate.parse(date), known)
        found.append(Headcount(body, rank, date, known, members))
    return found


def members_found(seats: list[Seat], period: PartialDate, known: int) -> int:
    """Count the seats in a period, at the moment at which they fit a known number best.

    A body changes within a month or year; on the day of an election those who left and those
    who entered both sat, so the day after counts too.

    Args:
        seats: the seats of one rank in one body.
        period: the day, month or year of which a source states the number.
        known: the number.

    Returns:
        The number of seats; of seats whose dates leave it open, as many as fit.
    """
    best: int | None = None
    for day in _moments(seats, period.first_day, period.last_day + _DAY):
        certain = sum(seat.certain_from <= day <= seat.certain_to for seat in seats)
        possible = sum(seat.first <= day <= seat.last for seat in seats)
        fitting = min(max(known, certain), possible)
        if best is None or abs(fitting - known) < abs(best - known):
            best = fitting
    return best or 0


def headcount_figures(kg: KnowledgeGraph) -> Iterator[Figure]:
    """Measure members found against members known.

    Args:
        kg: the dataset.

    Yields:
        Figures of the table `headcounts`, one per count; and of `bodies` and `years`, where a
        number that is stated twice for a rank in one year counts once.
    """
    sums: dict[tuple[str, str, str], dict[tuple[str, str, int], int]] = {}
    for each in read_headcounts(kg):
        yield Figure("headcounts", each.body, each.date, each.rank, each.found, each.known)
        year = each.date[:4]
        for key in (("bodies", each.body, ""), ("years", each.body, year)):
            members = sums.setdefault(key, {})
            distinct = (year, each.rank, each.known)
            members[distinct] = max(members.get(distinct, 0), min(each.found, each.known))
    for (table, body, year), members in sums.items():
        known = sum(number for _, _, number in members)
        yield Figure(table, body, year, "members", sum(members.values()), known)


def _read_seats(kg: KnowledgeGraph) -> Iterator[Seat]:
    for row in rows_of(kg, "seats"):
        yield Seat(
            short(str(row["body"])),
            str(row["rank"]),
            _day(row["earliestStart"]) or datetime.date.min,
            _day(row["latestStart"]) or datetime.date.max,
            _day(row["earliestEnd"]) or datetime.date.min,
            _day(row["latestEnd"]) or datetime.date.max,
        )


def _day(value: Value) -> datetime.date | None:
    return datetime.date.fromisoformat(str(value)) if value else None


def _moments(
    seats: list[Seat], first: datetime.date, last: datetime.date
) -> Iterator[datetime.date]:
    """The first day, and each later day on which the number can be another."""
    days = {first, last}
    for seat in seats:
        days |= {seat.first, seat.certain_from}
        days |= {day + _DAY for day in (seat.certain_to, seat.last) if day < last}
    return iter(sorted(day for day in days if first <= day <= last))
