"""The first and last possible days of every start and end."""

from __future__ import annotations

from datetime import date

from pyoxigraph import Literal, NamedNode, Triple

from cpsu_kg.dates import XSD, Bounds, Span
from cpsu_kg.derive.facts import readable_dates
from cpsu_kg.errors import DateError
from cpsu_kg.terms import term

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from cpsu_kg.derive.facts import Facts


_START = ("earliestStart", "latestStart")
_END = ("earliestEnd", "latestEnd")
_ATTESTED_START = ("attestedEarliestStart", "attestedLatestStart")
_ATTESTED_END = ("attestedEarliestEnd", "attestedLatestEnd")


def bounds(facts: Facts) -> Iterator[Triple]:
    """Derive the bounds of the accepted dates, and those over all that sources affirm."""
    starts, ends = ({thing for thing, _ in facts.accepted(name)} for name in ("start", "end"))
    for thing in starts | ends:
        start, end = span_bounds(facts, thing)
        if thing in starts:
            yield from _both(thing, _START, start)
            yield from _both(thing, _ATTESTED_START, attested(facts, thing, "start"))
        if thing in ends:
            yield from _both(thing, _END, end)
            yield from _both(thing, _ATTESTED_END, attested(facts, thing, "end"))
        elif end.latest != date.max:
            yield day_triple(thing, "latestEnd", end.latest)


def span_bounds(facts: Facts, thing: NamedNode) -> tuple[Bounds, Bounds]:
    """Give the days on which something may have started and ended, by its accepted dates.

    The start is never after the end, nor the end after the death of the holder or a leader,
    nor an unknown end after the start of the next holder of a single-seat office, so each
    narrows the other; dates that contradict one another are left as they are.

    Args:
        facts: the data.
        thing: what started and ended.

    Returns:
        The bounds of start and end, open where no date is known.
    """
    start = Bounds.of(facts.date(thing, "start"))
    end = _before_its_limits(facts, thing, start, Bounds.of(facts.date(thing, "end")))
    try:
        span = Span(start, end)
    except DateError:
        return start, end
    return span.start, span.end


def attested(facts: Facts, thing: NamedNode, name: str) -> Bounds:
    """Give the days that the accepted date and all affirming attestations allow together.

    Args:
        facts: the data.
        thing: what is dated.
        name: `start` or `end`.

    Returns:
        The bounds that enclose every date stated.
    """
    sayers = [thing, *facts.affirmations.get(thing, ())]
    values = (value for sayer in sayers for value in facts.of_thing(sayer, name))
    return Bounds.of(*readable_dates(values))


def day_triple(thing: NamedNode, name: str, day: date) -> Triple:
    """State a day of a thing, to the day."""
    return Triple(thing, term(name), Literal(day.isoformat(), datatype=NamedNode(XSD + "date")))


def _before_its_limits(facts: Facts, thing: NamedNode, start: Bounds, end: Bounds) -> Bounds:
    limits = _deaths(facts, thing)
    if end.latest == date.max:
        limits += _next_starts(facts, thing, start)
    last = min(limits, default=date.max)
    return Bounds(end.earliest, last) if end.earliest <= last < end.latest else end


def _deaths(facts: Facts, thing: NamedNode) -> list[date]:
    people = [*facts.of_thing(thing, "holder"), *facts.of_thing(thing, "leader")]
    deaths = (facts.date(who, "deathDate") for who in people if isinstance(who, NamedNode))
    return [death.last_day for death in deaths if death]


def _next_starts(facts: Facts, thing: NamedNode, start: Bounds) -> list[date]:
    office = facts.node(thing, "office")
    if not office or facts.is_true(office, "collegial"):
        return []
    others = facts.tenures_by_office.get(office, ())
    starts = (Bounds.of(facts.date(other, "start")) for other in others)
    return [each.latest for each in starts if start.latest < each.earliest]


def _both(thing: NamedNode, names: tuple[str, str], days: Bounds) -> Iterator[Triple]:
    if days != Bounds():
        yield day_triple(thing, names[0], days.earliest)
        yield day_triple(thing, names[1], days.latest)
