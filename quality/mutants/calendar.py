"""Days of the data, as slips need them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from cpsu_kg.dates import PartialDate
from cpsu_kg.terms import term
from mutants.data import typed

if TYPE_CHECKING:
    from mutants.data import Data, Term

DAY = timedelta(days=1)


def moved(value: Literal, *, days: int = 0, years: int = 0) -> Literal:
    """Give a date known to the day some days or years later, or earlier."""
    after = date.fromisoformat(value.value) + timedelta(days=days)
    if years:
        after = after.replace(year=after.year + years, day=min(after.day, 28))
    return typed(after.isoformat(), "date")


def on(day: date) -> Literal:
    """Make a date of a day."""
    return typed(day.isoformat(), "date")


def first(value: Term | None, default: date = date.min) -> date:
    """Give the first day of a date."""
    return PartialDate.from_literal(value).first_day if isinstance(value, Literal) else default


def last(value: Term | None, default: date = date.max) -> date:
    """Give the last day of a date."""
    return PartialDate.from_literal(value).last_day if isinstance(value, Literal) else default


def begin(data: Data, thing: NamedNode, name: str = "start") -> date:
    """Give the first day on which a thing may have begun."""
    return first(data.value(thing, name))


def finish(data: Data, thing: NamedNode, name: str = "end") -> date:
    """Give the last day on which a thing may have ended."""
    return last(data.value(thing, name))


def linked(data: Data, thing: NamedNode, name: str) -> list[NamedNode]:
    """Give the things that link to a thing by a property."""
    return [each.subject for each in data.mentions(thing) if each.predicate == term(name)]


def reach(data: Data, owner: NamedNode, link: str) -> tuple[date | None, date | None]:
    """Give the days from the first to the last that any source lets an office or body exist.

    Args:
        data: the data.
        owner: the office or body.
        link: `ofOffice` or `ofBody`.

    Returns:
        The two days, None where they are open.
    """
    phases = [each for each in linked(data, owner, link) if data.is_a(each, "Phase")]
    starts = [first(value) for each in phases for value in _told(data, each, "start")]
    ends = [last(value) for each in phases for value in _told(data, each, "end")]
    open_ = any(not data.values(each, "end") for each in phases)
    return min(starts, default=None), None if open_ else max(ends, default=None)


def _told(data: Data, thing: NamedNode, name: str) -> list[Literal]:
    """The dates that are accepted of a thing or affirmed by a source."""
    sayers = [thing, *data.affirmations(thing)]
    return [v for each in sayers for v in data.values(each, name) if isinstance(v, Literal)]
