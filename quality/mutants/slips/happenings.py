"""Readings that no source contradicts but the world does: events and life dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from cpsu_kg.terms import BASE, term
from mutants.calendar import begin, finish, first, last, linked, moved
from mutants.data import has_type, typed
from mutants.slip import Edit, slip

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from mutants.data import Data

NUMBERED = ("Congress", "Conference")
LIVING = ("elected", "appointed", "speaker", "arrested", "attendee", "resigned", "chair")


@slip("A tenure starts and ends on a day of the event that began or ended it.")
def by_another_event_everywhere(data: Data, random: Random) -> Iterator[Edit]:
    events = data.of("Plenum", "Congress")
    for name, of in (("startedBy", "start"), ("endedBy", "end")):
        for thing in data.of("Span"):
            day = data.value(thing, of)
            for value in data.values(thing, name) if day else ():
                other = random.choice(events)
                ended = last(data.value(other, "end") or data.value(other, "start"))
                if begin(data, other) > last(day) or ended < first(day):
                    edit = Edit(data, thing).swap(thing, name, value, other)
                    for each in data.stating(thing, term(name), value):
                        edit.swap(each, name, value, other)
                    yield edit


@slip("Nothing is part of itself, or an organ of itself.")
def circle_of_parts(data: Data, random: Random) -> Iterator[Edit]:
    for name, of in (("partOf", "Event"), ("parentBody", "Body")):
        for thing in data.of(of):
            yield Edit(data, thing).put(thing, name, thing)
            for whole in data.values(thing, name):
                yield Edit(data, whole).put(whole, name, thing)


@slip("What is caused comes after its cause.")
def consequence_before_its_cause(data: Data, random: Random) -> Iterator[Edit]:
    events = data.of("Event")
    for thing in random.sample(events, min(200, len(events))):
        other = random.choice(events)
        if finish(data, other, "start") < begin(data, thing) and data.values(other, "start"):
            yield Edit(data, thing).agree(thing, "caused", other)


@slip("What is part of an event happens during it.")
def part_of_another_year(data: Data, random: Random) -> Iterator[Edit]:
    wholes = data.of(*NUMBERED)
    for thing in data.of("Plenum", "Election", "Removal", "Speech"):
        whole = random.choice(wholes)
        if begin(data, thing).year != begin(data, whole).year and data.values(thing, "start"):
            yield Edit(data, thing).agree(thing, "partOf", whole)


@slip("Who takes part is alive.")
def dead_participant_everywhere(data: Data, random: Random) -> Iterator[Edit]:
    persons = [each for each in data.of("Person") if data.values(each, "deathDate")]
    for thing in data.of("Event"):
        person, role = random.choice(persons), random.choice(LIVING)
        if finish(data, person, "deathDate") < begin(data, thing):
            yield Edit(data, thing).agree(thing, role, person)


@slip("Who leads is alive.")
def dead_leader_everywhere(data: Data, random: Random) -> Iterator[Edit]:
    persons = [each for each in data.of("Person") if data.values(each, "deathDate")]
    for thing in data.of("Leadership"):
        for person in persons:
            if finish(data, person, "deathDate") < begin(data, thing):
                yield Edit(data, thing).agree(thing, "leader", person)


@slip("Congresses are numbered in the order of their days.")
def numbers_exchanged_everywhere(data: Data, random: Random) -> Iterator[Edit]:
    for of in NUMBERED:
        things = data.of(of)
        for thing in things:
            for other in random.sample(things, 3):
                (mine,), (theirs,) = data.values(thing, "ordinal"), data.values(other, "ordinal")
                if other != thing:
                    edit = Edit(data, thing).everywhere(thing, "ordinal", theirs)
                    yield edit.everywhere(other, "ordinal", mine)


@slip("Congresses are numbered, each once.")
def number_given_twice_everywhere(data: Data, random: Random) -> Iterator[Edit]:
    for of in NUMBERED:
        things = data.of(of)
        for thing in things:
            for other in random.sample(things, 2):
                if other != thing:
                    (theirs,) = data.values(other, "ordinal")
                    yield Edit(data, thing).everywhere(thing, "ordinal", theirs)


@slip("Congresses are numbered in the order of their days.")
def event_out_of_order_everywhere(data: Data, random: Random) -> Iterator[Edit]:
    for of in NUMBERED:
        dated = [each for each in data.of(of) if has_type(data.value(each, "start"), "date")]
        for thing in dated:
            (start,), end = data.values(thing, "start"), data.value(thing, "end")
            for years in (-15, -9, 9, 15) if has_type(end, "date") else ():
                new = moved(start, years=years)
                low, high = sorted((first(start), first(new)))
                if any(low < begin(data, each) < high for each in dated):
                    edit = Edit(data, thing).everywhere(thing, "start", new)
                    yield edit.everywhere(thing, "end", moved(end, years=years))


@slip("A plenum is of the committee that the last congress elected.")
def plenum_of_another_congress(data: Data, random: Random) -> Iterator[Edit]:
    congresses = sorted(data.of("Congress"), key=lambda each: begin(data, each))
    electing = [each for each in congresses if linked(data, each, "committeeElectedAt")]
    for thing in data.of("Plenum"):
        at = electing.index(data.values(thing, "committeeElectedAt")[0])
        for place in (at - 1, at + 1, at + 3):
            if 0 <= place < len(electing):
                other = electing[place]
                yield Edit(data, thing).everywhere(thing, "committeeElectedAt", other)


@slip("A congress is a session of the congress, a plenum of the Central Committee.")
def session_of_another_body(data: Data, random: Random) -> Iterator[Edit]:
    for thing in data.of("Congress", "Conference", "Plenum"):
        new = NamedNode(f"{BASE}body/{random.choice(('politburo', 'cpsu', 'secretariat'))}")
        yield Edit(data, thing).everywhere(thing, "sessionOf", new)


@slip("The death of a person and the event of that death are on one day.")
def death_event_on_another_day_everywhere(data: Data, random: Random) -> Iterator[Edit]:
    for thing in data.of("Death"):
        start = data.value(thing, "start")
        people = data.values(thing, "deceased")
        dated = any(has_type(data.value(who, "deathDate"), "date") for who in people)
        for days in (1, 3, -2) if has_type(start, "date") and dated else ():
            edit = Edit(data, thing).everywhere(thing, "start", moved(start, days=days))
            for each in linked(data, thing, "endedBy") + linked(data, thing, "startedBy"):
                edit.drop(each, "endedBy", thing).drop(each, "startedBy", thing)
            for each in linked(data, thing, "caused"):
                edit.drop(each, "caused", thing)
            yield edit.nowhere(thing, "end", "partOf", "caused")


@slip("One dies after one is born.")
def birth_and_death_swapped_everywhere(data: Data, random: Random) -> Iterator[Edit]:
    for thing in data.of("Person"):
        birth, death = data.value(thing, "birthDate"), data.value(thing, "deathDate")
        if birth and death:
            edit = Edit(data, thing).everywhere(thing, "birthDate", death)
            yield edit.everywhere(thing, "deathDate", birth).nowhere(thing, "oldStyleBirthDate")


@slip("Nobody joins the party as a child or after death.")
def party_entry_outside_life_everywhere(data: Data, random: Random) -> Iterator[Edit]:
    for thing in data.of("Person"):
        birth, death = data.value(thing, "birthDate"), data.value(thing, "deathDate")
        if birth and data.values(thing, "partyEntry"):
            year = first(birth).year + random.randrange(-9, 9)
            if death and random.random() < 0.3:
                year = last(death).year + random.randrange(1, 9)
            yield Edit(data, thing).everywhere(thing, "partyEntry", typed(str(year), "gYear"))


@slip("Nobody lives to be 106.")
def lived_too_long_everywhere(data: Data, random: Random) -> Iterator[Edit]:
    for thing in data.of("Person"):
        birth, death = data.value(thing, "birthDate"), data.value(thing, "deathDate")
        if birth and death:
            year = first(birth).year + random.randrange(107, 140)
            if year < 2030:
                yield Edit(data, thing).everywhere(thing, "deathDate", typed(str(year), "gYear"))


@slip("How a tenure ended is said together with when.")
def end_forgotten_everywhere(data: Data, random: Random) -> Iterator[Edit]:
    for thing in data.of("Tenure"):
        if data.values(thing, "endMode") and data.values(thing, "end"):
            yield Edit(data, thing).nowhere(thing, "end", "endedBy")


@slip("A tenure, event, phase or title is dated.")
def start_forgotten_everywhere(data: Data, random: Random) -> Iterator[Edit]:
    for thing in data.of("Span"):
        if data.values(thing, "start"):
            yield Edit(data, thing).nowhere(thing, "start", "startedBy")
