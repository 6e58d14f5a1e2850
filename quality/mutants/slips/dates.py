"""Slips of the pen in dates: of accepted values, of what sources state, or of both alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from cpsu_kg.terms import term
from mutants.calendar import moved
from mutants.data import has_type, text, typed
from mutants.slip import Edit, slip

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from mutants.data import Data

DATED = ("start", "end", "birthDate", "deathDate", "partyEntry")


def accepted(data: Data, datatype: str = "date") -> Iterator[tuple[NamedNode, str, Literal]]:
    """Give every accepted date of one precision: the thing, the property, the date."""
    for thing in data.of("Person", "Span"):
        for name in DATED:
            for value in data.values(thing, name):
                if isinstance(value, Literal) and has_type(value, datatype):
                    yield thing, name, value


def spans(data: Data) -> Iterator[tuple[NamedNode, Literal, Literal]]:
    """Give every span of at least two days whose ends are known to the day."""
    for thing in data.of("Span"):
        start, end = data.value(thing, "start"), data.value(thing, "end")
        if has_type(start, "date") and has_type(end, "date") and start != end:
            yield thing, start, end


@slip("An accepted value is the very value that a source states.")
def day_off_by_one(data: Data, random: Random) -> Iterator[Edit]:
    for thing, name, value in accepted(data):
        new = moved(value, days=random.choice((-1, 1)))
        if not data.stating(thing, term(name), new):
            yield Edit(data, thing).swap(thing, name, value, new)


@slip("An accepted value is the very value that a source states.")
def year_early(data: Data, random: Random) -> Iterator[Edit]:
    for thing, name, value in accepted(data):
        yield Edit(data, thing).swap(thing, name, value, moved(value, years=-1))


@slip("An accepted value is the very value that a source states.")
def day_and_month_swapped(data: Data, random: Random) -> Iterator[Edit]:
    for thing, name, value in accepted(data):
        year, month, number = value.value.split("-")
        if month != number and int(number) <= 12:
            new = typed(f"{year}-{number}-{month}", "date")
            yield Edit(data, thing).swap(thing, name, value, new)


@slip("An accepted value is the very value that a source states.")
def digits_of_the_year_swapped(data: Data, random: Random) -> Iterator[Edit]:
    for thing, name, value in accepted(data):
        first, second = value.value[2:4]
        if first != second:
            new = typed(f"{value.value[:2]}{second}{first}{value.value[4:]}", "date")
            if new.value[5:10] != "02-29":
                yield Edit(data, thing).swap(thing, name, value, new)


@slip("Dates lie in the years that the dataset tells of.")
def wrong_century(data: Data, random: Random) -> Iterator[Edit]:
    for thing, name, value in accepted(data):
        new = typed(f"{random.choice(('09', '15', '18', '29'))}{value.value[2:]}", "date")
        if name in ("start", "end") and new.value[5:10] != "02-29":
            new = typed("18" + value.value[2:], "date")
            yield Edit(data, thing).everywhere(thing, name, new)


@slip("The first day is not after the last.")
def start_and_end_swapped(data: Data, random: Random) -> Iterator[Edit]:
    for thing, start, end in spans(data):
        yield Edit(data, thing).swap(thing, "start", start, end).swap(thing, "end", end, start)


@slip("The first day is not after the last.")
def start_and_end_swapped_everywhere(data: Data, random: Random) -> Iterator[Edit]:
    for thing, start, end in spans(data):
        edit = Edit(data, thing).everywhere(thing, "start", end).everywhere(thing, "end", start)
        yield edit.nowhere(thing, "startedBy", "endedBy", "confirmedBy")


@slip("An accepted value is the very value that a source states.")
def precision_lost(data: Data, random: Random) -> Iterator[Edit]:
    for thing, name, value in accepted(data):
        new = random.choice((typed(value.value[:4], "gYear"), typed(value.value[:7], "gYearMonth")))
        if not data.stating(thing, term(name), new):
            yield Edit(data, thing).swap(thing, name, value, new)


@slip("Never fill up: the first of January stands for the first of January.")
def first_of_january_for_a_year(data: Data, random: Random) -> Iterator[Edit]:
    for thing, name, value in accepted(data, "gYear"):
        new = typed(value.value + "-01-01", "date")
        yield Edit(data, thing).swap(thing, name, value, new)


@slip("Never fill up: the first of January stands for the first of January.")
def first_of_the_month_for_a_month(data: Data, random: Random) -> Iterator[Edit]:
    for thing, name, value in accepted(data, "gYearMonth"):
        new = typed(value.value + "-01", "date")
        yield Edit(data, thing).swap(thing, name, value, new)


@slip("A date is a day, month or year of the calendar.")
def day_that_does_not_exist(data: Data, random: Random) -> Iterator[Edit]:
    for thing, name, value in accepted(data):
        wrong = random.choice(("02-30", "04-31", "13-01", "00-10", "06-00"))
        new = typed(f"{value.value[:5]}{wrong}", "date")
        yield Edit(data, thing).everywhere(thing, name, new)


@slip("The datatype is the precision.")
def date_as_text(data: Data, random: Random) -> Iterator[Edit]:
    for thing, name, value in accepted(data):
        yield Edit(data, thing).everywhere(thing, name, text(value.value))


@slip("The datatype is the precision.")
def date_and_datatype_differ(data: Data, random: Random) -> Iterator[Edit]:
    for thing, name, value in accepted(data):
        shorter = value.value[: random.choice((4, 7))]
        new = random.choice(
            (typed(shorter, "date"), typed(value.value, "gYear"), typed(value.value, "gYearMonth"))
        )
        yield Edit(data, thing).everywhere(thing, name, new)


@slip("The datatype is the precision.")
def date_with_a_time(data: Data, random: Random) -> Iterator[Edit]:
    for thing, name, value in accepted(data):
        new = typed(value.value + "T00:00:00", "dateTime")
        yield Edit(data, thing).everywhere(thing, name, new)


@slip("The datatype is the precision.")
def date_in_the_russian_order(data: Data, random: Random) -> Iterator[Edit]:
    for thing, name, value in accepted(data):
        new = typed(".".join(reversed(value.value.split("-"))), "date")
        yield Edit(data, thing).everywhere(thing, name, new)


@slip("The datatype is the precision.")
def date_in_words_on_an_attestation(data: Data, random: Random) -> Iterator[Edit]:
    for thing in data.of("Person", "Span", "Headcount"):
        for attestation in data.affirmations(thing):
            for name in ("asOf", "oldStyle", "oldStyleStart", "oldStyleBirthDate", "start", "end"):
                for value in data.values(attestation, name):
                    new = text(f"about {value.value}")
                    yield Edit(data, thing).swap(attestation, name, value, new)


@slip("Every date is New Style.")
def old_style_as_new(data: Data, random: Random) -> Iterator[Edit]:
    for old, new in (("oldStyleBirthDate", "birthDate"), ("oldStyleStart", "start")):
        for thing in data.of("Person", "Span"):
            julian, accepted_ = data.value(thing, old), data.value(thing, new)
            if has_type(julian, "date") and has_type(accepted_, "date"):
                yield Edit(data, thing).swap(thing, new, accepted_, julian)


@slip("Every date is New Style; the Old Style day is kept beside it.")
def old_style_as_new_everywhere(data: Data, random: Random) -> Iterator[Edit]:
    for old, new in (("oldStyleBirthDate", "birthDate"), ("oldStyleStart", "start")):
        for thing in data.of("Person", "Span"):
            julian = data.value(thing, old)
            if has_type(julian, "date") and has_type(data.value(thing, new), "date"):
                yield Edit(data, thing).everywhere(thing, new, julian).nowhere(thing, "startedBy")


@slip("Before 1 March 1900 (Old Style) add 12 days to an Old Style day, after it 13.")
def old_style_converted_wrongly(data: Data, random: Random) -> Iterator[Edit]:
    names = ("oldStyleBirthDate", "oldStyleStart", "oldStyleEnd")
    pairs = zip(names, ("birthDate", "start", "end"), strict=True)
    for old, new in pairs:
        for thing in data.of("Person", "Span"):
            julian = data.value(thing, old)
            if has_type(julian, "date") and has_type(data.value(thing, new), "date"):
                wrong = moved(julian, days=random.choice((-2, -1, 1, 2, 12)))
                yield Edit(data, thing).everywhere(thing, old, wrong)


@slip("An accepted value that conflicts with what a source states needs an adjudication.")
def attested_date_edited(data: Data, random: Random) -> Iterator[Edit]:
    for thing in data.of("Person", "Span"):
        for attestation in data.affirmations(thing):
            for name in DATED:
                value = data.value(attestation, name)
                free = not data.is_set_aside(attestation, term(name))
                if has_type(value, "date") and data.values(thing, name) and free:
                    new = moved(value, years=random.choice((-2, 2)))
                    yield Edit(data, thing).swap(attestation, name, value, new)


@slip(
    "Not collected means that nobody has found it: what a source states is accepted or set aside."
)
def accepted_date_forgotten(data: Data, random: Random) -> Iterator[Edit]:
    for thing, name, value in accepted(data):
        yield Edit(data, thing).drop(thing, name, value)
