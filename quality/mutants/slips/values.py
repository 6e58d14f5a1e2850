"""Slips in closed lists, in what there may be one of, and in what must not be missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from cpsu_kg.terms import term
from mutants.data import has_type, text, typed
from mutants.slip import Edit, slip

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from mutants.data import Data

# Property and the list its values are of.
LISTS = {
    "capacity": "capacities", "rank": "ranks", "gender": "genders", "startMode": "startModes",
    "endMode": "endModes", "stance": "stances", "sourceKind": "sourceKinds", "grade": "grades",
    "rule": "rules",
}  # fmt: skip

# What a thing of a class cannot be without.
NEEDED = {
    "OfficeTenure": ("holder", "office", "capacity"),
    "BodyMembership": ("holder", "body", "rank"),
    "Phase": ("start",),
    "Designation": ("start", "title"),
    "Vacancy": ("ofOffice", "start", "end", "vacancyReason"),
    "Leadership": ("leader", "leadershipOf", "start"),
    "Congress": ("ordinal", "sessionOf"),
    "Conference": ("ordinal", "sessionOf"),
    "Plenum": ("sessionOf", "committeeElectedAt"),
    "Headcount": ("body", "rank", "asOf", "size"),
    "Source": ("sourceKind", "grade", "family"),
    "Attestation": ("attests", "source", "locator", "stance"),
    "Adjudication": ("adjudicates", "onProperty", "accepts", "rule", "reason", "decidedOn"),
}


@slip("A property with a closed list takes a concept of that list.")
def value_of_another_list(data: Data, random: Random) -> Iterator[Edit]:
    for name, scheme in LISTS.items():
        own = data.terms.concepts(term(scheme))
        others = {c for each in LISTS.values() for c in data.terms.concepts(term(each))} - own
        strange = sorted(others, key=str)
        for thing in data.things:
            for value in data.values(thing, name)[:1]:
                yield Edit(data, thing).swap(thing, name, value, random.choice(strange))


@slip("A property with a closed list takes a concept of that list.")
def value_of_no_list(data: Data, random: Random) -> Iterator[Edit]:
    for name in LISTS:
        for thing in data.things:
            for value in data.values(thing, name)[:1]:
                new = random.choice((text(name), term(name + "X"), NamedNode(value.value + "s")))
                yield Edit(data, thing).swap(thing, name, value, new)


@slip("An accepted value is the very value that a source states.")
def other_value_of_the_list(data: Data, random: Random) -> Iterator[Edit]:
    for name in ("capacity", "rank", "startMode", "endMode"):
        concepts = sorted(data.terms.concepts(term(LISTS[name])), key=str)
        for thing in data.of("Tenure"):
            for value in data.values(thing, name):
                new = random.choice([each for each in concepts if each != value])
                yield Edit(data, thing).swap(thing, name, value, new)


@slip("An accepted value that conflicts with what a source states needs an adjudication.")
def attested_value_of_the_list_edited(data: Data, random: Random) -> Iterator[Edit]:
    for name in ("capacity", "rank", "startMode", "endMode"):
        concepts = sorted(data.terms.concepts(term(LISTS[name])), key=str)
        for thing in data.of("Tenure"):
            for attestation in data.affirmations(thing):
                for value in data.values(attestation, name):
                    if value in data.values(thing, name):
                        new = random.choice([each for each in concepts if each != value])
                        yield Edit(data, thing).swap(attestation, name, value, new)


@slip("A thing has one value of a functional property.")
def second_value(data: Data, random: Random) -> Iterator[Edit]:
    found: dict[NamedNode, list[tuple[NamedNode, Literal | NamedNode]]] = {}
    for thing in data.things:
        for _, property, value in data.about(thing):
            if property in data.terms.functional:
                found.setdefault(property, []).append((thing, value))
    for property, pairs in found.items():
        others = sorted({value for _, value in pairs}, key=str)
        for thing, value in random.sample(pairs, min(40, len(pairs))):
            new = random.choice(others)
            if new != value:
                yield Edit(data, thing).put(thing, property, new)


@slip("What a thing of its class cannot be without is there.")
def needed_value_removed(data: Data, random: Random) -> Iterator[Edit]:
    for of, names in NEEDED.items():
        things = data.of(of)
        for name in names:
            for thing in random.sample(things, min(25, len(things))):
                if data.values(thing, name):
                    yield Edit(data, thing).drop(thing, name)


@slip("A property has the datatype that the ontology says.")
def wrong_datatype(data: Data, random: Random) -> Iterator[Edit]:
    names = ("ordinal", "size", "url", "collegial", "informal", "locator", "decidedOn", "title")
    for name in names:
        for thing in data.things:
            for value in data.values(thing, name):
                wrong = ("string", "integer", "date", "anyURI", "boolean")
                new = typed(value.value, random.choice(wrong))
                if not has_type(value, new.datatype.value.rpartition("#")[2]):
                    yield Edit(data, thing).swap(thing, name, value, new)


@slip("A number is a number.")
def number_in_words(data: Data, random: Random) -> Iterator[Edit]:
    for name in ("ordinal", "size"):
        for thing in data.of("Congress", "Conference", "Headcount"):
            if data.values(thing, name):
                new = random.choice(("XVII", "seventeen", "17th", "1 7", "17.5", ""))
                yield Edit(data, thing).everywhere(thing, name, typed(new, "integer"))
