"""Readings that no source contradicts but the world does: persons, offices, bodies.

All attestations state the same wrong thing, so that only the sense of it can show the slip.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from cpsu_kg.terms import BASE, term
from mutants.calendar import DAY, begin, finish, first, last, linked, moved, on, reach
from mutants.data import has_type, typed
from mutants.slip import Edit, slip

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from random import Random

    from mutants.data import Data, Term

OWNERS = (("ofOffice", "office", "OfficeTenure"), ("ofBody", "body", "BodyMembership"))


def _offices(data: Data) -> dict[NamedNode, list[NamedNode]]:
    """The substantive tenures of each office with one seat, by their starts."""
    found: dict[NamedNode, list[NamedNode]] = {}
    for each in data.of("OfficeTenure"):
        (office,) = data.values(each, "office")
        single = not data.values(office, "collegial")
        if single and term("substantive") in data.values(each, "capacity"):
            found.setdefault(office, []).append(each)
    return {office: sorted(all_, key=lambda e: begin(data, e)) for office, all_ in found.items()}


@slip("Death ends a tenure.")
def end_past_death(data: Data, random: Random) -> Iterator[Edit]:
    for thing in data.of("Tenure"):
        (holder,) = data.values(thing, "holder")
        death, end = data.value(holder, "deathDate"), data.value(thing, "end")
        if has_type(death, "date") and has_type(end, "date"):
            new = moved(death, days=random.randrange(1, 900))
            yield Edit(data, thing).swap(thing, "end", end, new)


@slip("Death ends a tenure.")
def end_past_death_everywhere(data: Data, random: Random) -> Iterator[Edit]:
    for thing in data.of("Tenure"):
        (holder,) = data.values(thing, "holder")
        if has_type(death := data.value(holder, "deathDate"), "date"):
            new = moved(death, days=random.randrange(1, 900))
            edit = Edit(data, thing).everywhere(thing, "end", new)
            yield edit.nowhere(thing, "endedBy", "endMode")


@slip("A member is alive.")
def member_after_death_everywhere(data: Data, random: Random) -> Iterator[Edit]:
    for thing in data.of("Tenure"):
        (holder,) = data.values(thing, "holder")
        if has_type(death := data.value(holder, "deathDate"), "date"):
            edit = Edit(data, thing).everywhere(thing, "start", moved(death, days=50))
            yield edit.nowhere(thing, "end", "endedBy", "endMode", "startedBy", "confirmedBy")


@slip("A holder is of age.")
def holder_as_a_child_everywhere(data: Data, random: Random) -> Iterator[Edit]:
    for thing in data.of("Tenure"):
        (holder,) = data.values(thing, "holder")
        if has_type(birth := data.value(holder, "birthDate"), "date"):
            new = moved(birth, years=random.randrange(1, 17))
            yield Edit(data, thing).everywhere(thing, "start", new).nowhere(thing, "startedBy")


@slip("Death ends a tenure, on the day of death.")
def by_death_on_another_day_everywhere(data: Data, random: Random) -> Iterator[Edit]:
    for thing in data.of("Tenure"):
        end = data.value(thing, "end")
        if term("byDeath") in data.values(thing, "endMode") and has_type(end, "date"):
            new = moved(end, days=-random.randrange(1, 60))
            if first(new) > begin(data, thing):
                yield Edit(data, thing).everywhere(thing, "end", new).nowhere(thing, "endedBy")


@slip("Nobody holds an office before it exists, or sits in a body that does not.")
def before_office_or_body_existed(data: Data, random: Random) -> Iterator[Edit]:
    for link, name, of in OWNERS:
        for thing in data.of(of):
            start, _ = reach(data, data.values(thing, name)[0], link)
            if start is not None:
                new = on(start - DAY * random.randrange(1, 300))
                yield Edit(data, thing).everywhere(thing, "start", new).nowhere(thing, "startedBy")


@slip("Nobody holds an office after it is gone, or sits in a body that is.")
def after_office_or_body_existed(data: Data, random: Random) -> Iterator[Edit]:
    for link, name, of in OWNERS:
        for thing in data.of(of):
            _, end = reach(data, data.values(thing, name)[0], link)
            if end is not None:
                new = on(end + DAY * random.randrange(1, 300))
                yield Edit(data, thing).everywhere(thing, "end", new).nowhere(thing, "endedBy")


@slip("A title is in use while the office or body exists.")
def title_before_or_after_its_office(data: Data, random: Random) -> Iterator[Edit]:
    for link in ("ofOffice", "ofBody"):
        for thing in data.of("Designation"):
            for owner in data.values(thing, link):
                start, end = reach(data, owner, link)
                if start is not None:
                    edit = Edit(data, thing).everywhere(thing, "start", on(start - DAY * 200))
                    yield edit.nowhere(thing, "startedBy")
                if end is not None:
                    edit = Edit(data, thing).everywhere(thing, "end", on(end + DAY * 200))
                    yield edit.nowhere(thing, "endedBy")


def _groups(data: Data, of: str, *links: str) -> Iterator[tuple[NamedNode, NamedNode]]:
    """Pairs of things of a class that follow one another and share what they link to."""
    groups: dict[tuple[Term | None, ...], list[NamedNode]] = {}
    for thing in data.of(of):
        groups.setdefault(tuple(data.value(thing, link) for link in links), []).append(thing)
    for things in groups.values():
        yield from pairwise(sorted(things, key=lambda e: begin(data, e)))


@slip("One title is in use on a day; an office or body exists once.")
def phases_or_titles_overlap(data: Data, random: Random) -> Iterator[Edit]:
    for of in ("Designation", "Phase"):
        for one, other in _groups(data, of, "ofOffice", "ofBody"):
            new = last(data.value(other, "start")) + DAY * random.randrange(2, 30)
            if new < finish(data, other):
                yield Edit(data, one).everywhere(one, "end", on(new)).nowhere(one, "endedBy")


@slip("An office has one substantive holder on a day.")
def two_holders_everywhere(data: Data, random: Random) -> Iterator[Edit]:
    for things in _offices(data).values():
        for one, other in pairwise(things):
            start, end = last(data.value(other, "start")), finish(data, other)
            for days in (2, 5, 10, 30, 60):
                if start + DAY * days < end and has_type(data.value(other, "end"), "date"):
                    edit = Edit(data, one).everywhere(one, "end", on(start + DAY * days))
                    yield edit.nowhere(one, "endedBy", "endMode")


@slip("An accepted value is the very value that a source states.")
def acting_made_substantive(data: Data, random: Random) -> Iterator[Edit]:
    for thing in data.of("OfficeTenure"):
        for value in data.values(thing, "capacity"):
            new = term("acting") if value == term("substantive") else term("substantive")
            yield Edit(data, thing).swap(thing, "capacity", value, new)


@slip("An office has one substantive holder on a day.")
def acting_made_substantive_everywhere(data: Data, random: Random) -> Iterator[Edit]:
    for thing in data.of("OfficeTenure"):
        if term("acting") in data.values(thing, "capacity"):
            (office,) = data.values(thing, "office")
            start, end = begin(data, thing), first(data.value(thing, "end"))
            overlaps = any(
                begin(data, each) < end and finish(data, each) > start
                for each in _offices(data).get(office, ())
            )
            began = term("byActingSuccession") in data.values(thing, "startMode")
            decided = data.decided(thing, term("capacity"))
            free = "nobody else held the office on these days"
            right = "" if overlaps or began or decided else free
            edit = Edit(data, thing, right)
            yield edit.everywhere(thing, "capacity", term("substantive"))


@slip("Who began by acting succession is acting.")
def substantive_by_acting_succession(data: Data, random: Random) -> Iterator[Edit]:
    for thing in data.of("OfficeTenure"):
        if term("substantive") in data.values(thing, "capacity"):
            yield Edit(data, thing).everywhere(thing, "startMode", term("byActingSuccession"))


@slip("A person has one seat in a body at a time; promotion ends one and begins the other.")
def two_seats_everywhere(data: Data, random: Random) -> Iterator[Edit]:
    for one, other in _groups(data, "BodyMembership", "holder", "body"):
        new = last(data.value(other, "start")) + DAY * random.randrange(2, 20)
        if has_type(data.value(other, "end"), "date") and new < first(data.value(other, "end")):
            unknown = "it is not known since when, so that it overlaps is not certain"
            edit = Edit(data, one, "" if data.values(one, "start") else unknown)
            edit.everywhere(one, "end", on(new))
            yield edit.nowhere(one, "endedBy", "endMode")


@slip("Secretaries sit in the Secretariat only.")
def secretary_of_another_body(data: Data, random: Random) -> Iterator[Edit]:
    for thing in data.of("BodyMembership"):
        if not data.values(thing, "body")[0].value.endswith("/secretariat"):
            yield Edit(data, thing).everywhere(thing, "rank", term("secretary"))


@slip("A tenure is in the body and at the rank that its id names.")
def rank_exchanged_everywhere(data: Data, random: Random) -> Iterator[Edit]:
    for thing in data.of("BodyMembership"):
        for value in data.values(thing, "rank"):
            new = term("full") if value == term("candidate") else term("candidate")
            yield Edit(data, thing).everywhere(thing, "rank", new)


@slip("No office is vacant while it is held.")
def vacancy_over_a_tenure(data: Data, random: Random) -> Iterator[Edit]:
    for thing in data.of("Vacancy"):
        (office,) = data.values(thing, "ofOffice")
        (start,), (end,) = data.values(thing, "start"), data.values(thing, "end")
        for each in _offices(data).get(office, ()):
            for days in (10, 25, 60):
                if data.value(each, "end") == start:
                    edit = Edit(data, thing).everywhere(thing, "start", moved(start, days=-days))
                    yield edit.nowhere(thing, "startedBy")
                if data.value(each, "start") == end:
                    edit = Edit(data, thing).everywhere(thing, "end", moved(end, days=days))
                    yield edit.nowhere(thing, "endedBy")


def _line_pieces(data: Data) -> Iterator[tuple[NamedNode, list[NamedNode]]]:
    """Each tenure or vacancy of an office in a line, with the others of that line."""
    for line in data.of("OfficeLine"):
        offices = [e for e in linked(data, line, "inLine") if data.is_a(e, "Office")]
        pieces = [
            e for o in offices for name in ("office", "ofOffice") for e in linked(data, o, name)
        ]
        pieces = [each for each in pieces if data.is_a(each, "OfficeTenure", "Vacancy")]
        for each in pieces:
            yield each, [other for other in pieces if other != each]


def _is_gap(data: Data, thing: NamedNode, day: date, others: list[NamedNode]) -> bool:
    """Whether an office existed on a day, by the accepted phases, and nothing else covers it."""
    office = (data.values(thing, "office") or data.values(thing, "ofOffice"))[0]
    phases = [each for each in linked(data, office, "ofOffice") if data.is_a(each, "Phase")]
    exists = any(begin(data, each) <= day <= finish(data, each) for each in phases)
    return exists and not any(begin(data, e) <= day <= finish(data, e) for e in others)


@slip("Every day of an office line is held, acting, vacant or not existing.")
def tenure_of_a_line_taken_out(data: Data, random: Random) -> Iterator[Edit]:
    for thing, others in _line_pieces(data):
        start, end = first(data.value(thing, "start")), finish(data, thing)
        if _is_gap(data, thing, start + (end - start) // 2, others):
            yield Edit(data, thing).erase(thing)


@slip("Every day of an office line is held, acting, vacant or not existing.")
def tenure_of_a_line_a_year_early(data: Data, random: Random) -> Iterator[Edit]:
    for thing, others in _line_pieces(data):
        end = data.value(thing, "end")
        for days in (20, 100, 365):
            new = moved(end, days=-days) if has_type(end, "date") else None
            early = new and first(new) > begin(data, thing)
            if early and _is_gap(data, thing, first(new) + DAY, others):
                edit = Edit(data, thing).everywhere(thing, "end", new)
                yield edit.nowhere(thing, "endedBy", "endMode", "confirmedBy")


@slip("An office belongs to the lines that sources count it to.")
def office_taken_out_of_its_line(data: Data, random: Random) -> Iterator[Edit]:
    for thing in data.of("Office"):
        for line in data.values(thing, "inLine"):
            yield Edit(data, thing).drop(thing, "inLine", line)


@slip("An office belongs to the lines that sources count it to.")
def office_put_into_another_line(data: Data, random: Random) -> Iterator[Edit]:
    for thing in data.of("Office"):
        for line in data.of("OfficeLine"):
            if line not in data.values(thing, "inLine"):
                yield Edit(data, thing).put(thing, "inLine", line)


@slip("It is said when an office existed.")
def phases_of_an_office_taken_out(data: Data, random: Random) -> Iterator[Edit]:
    for office in data.of("Office"):
        edit = Edit(data, office)
        for thing in linked(data, office, "ofOffice"):
            if data.is_a(thing, "Phase", "Designation", "Vacancy"):
                edit.erase(thing)
        yield edit


@slip("A collegial office says so.")
def collegial_forgotten(data: Data, random: Random) -> Iterator[Edit]:
    for office in data.of("Office"):
        for value in data.values(office, "collegial"):
            yield Edit(data, office).drop(office, "collegial", value)
            yield Edit(data, office).swap(office, "collegial", value, typed("false", "boolean"))


@slip("What confirmed a tenure happened while it ran.")
def confirmed_outside_everywhere(data: Data, random: Random) -> Iterator[Edit]:
    events = data.of("Congress")
    for thing in data.of("BodyMembership"):
        other = random.choice(events)
        before = begin(data, other) < first(data.value(thing, "start"))
        after = begin(data, other) > finish(data, thing)
        if data.values(thing, "start") and (before or after):
            yield Edit(data, thing).agree(thing, "confirmedBy", other)


def _seated(data: Data, count: NamedNode) -> int:
    """How many certainly sat at the end of the day of a head count."""
    day = first(data.value(count, "asOf"))
    (body,), (rank,) = data.values(count, "body"), data.values(count, "rank")
    seats = [e for e in linked(data, body, "body") if data.is_a(e, "BodyMembership")]
    return len({
        data.value(seat, "holder")
        for seat in seats
        if rank in data.values(seat, "rank") and data.values(seat, "start")
        and last(data.value(seat, "start")) <= day < first(data.value(seat, "end"))
    })  # fmt: skip


@slip("No more members are dated into a body than a source counts.")
def headcount_lowered_everywhere(data: Data, random: Random) -> Iterator[Edit]:
    for thing in data.of("Headcount"):
        if has_type(data.value(thing, "asOf"), "date"):
            seated = _seated(data, thing)
            for less in (1, 2) if seated > 1 else ():
                new = typed(str(seated - less), "integer")
                yield Edit(data, thing).everywhere(thing, "size", new)


@slip("An accepted value is the very value that a source states.")
def headcount_off_by_one(data: Data, random: Random) -> Iterator[Edit]:
    for thing in data.of("Headcount"):
        (size,) = data.values(thing, "size")
        for step in (-1, 1):
            new = typed(str(int(size.value) + step), "integer")
            yield Edit(data, thing).swap(thing, "size", size, new)


@slip("A head count is of the body, rank and day that its id names.")
def headcount_of_something_else(data: Data, random: Random) -> Iterator[Edit]:
    for thing in data.of("Headcount"):
        (rank,), (body,) = data.values(thing, "rank"), data.values(thing, "body")
        new = term("full") if rank == term("candidate") else term("candidate")
        yield Edit(data, thing).swap(thing, "rank", rank, new)
        other = NamedNode(f"{BASE}body/{random.choice(('orgburo', 'secretariat', 'politburo'))}")
        if other != body:
            yield Edit(data, thing).swap(thing, "body", body, other)
        for day in data.values(thing, "asOf"):
            if has_type(day, "date"):
                yield Edit(data, thing).swap(thing, "asOf", day, moved(day, years=1))
