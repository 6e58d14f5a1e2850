"""Slips in who is who: identifiers, doubles, swapped persons, things taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from cpsu_kg.terms import BASE, OWL, TYPE
from mutants.data import MATCH, SEE_ALSO, slug, typed
from mutants.slip import Edit, slip
from mutants.slips.sources import copy_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from mutants.data import Data

WIKIDATA = "http://www.wikidata.org/entity/"


def _items(data: Data) -> Iterator[tuple[NamedNode, NamedNode]]:
    for thing in data.of("Person"):
        for value in data.values(thing, MATCH):
            if value.value.startswith(WIKIDATA):
                yield thing, value  # type: ignore[misc]


@slip("An identifier is stated by a source that was compared.")
def identifiers_swapped(data: Data, random: Random) -> Iterator[Edit]:
    pairs = list(_items(data))
    for thing, value in pairs:
        other, theirs = random.choice(pairs)
        if other != thing:
            edit = Edit(data, thing).swap(thing, MATCH, value, theirs)
            yield edit.swap(other, MATCH, theirs, value)


@slip("An identifier is stated by a source that was compared.")
def identifier_misspelt(data: Data, random: Random) -> Iterator[Edit]:
    for thing, value in _items(data):
        new = value.value[:-1] if random.random() < 0.5 else value.value + "1"
        yield Edit(data, thing).swap(thing, MATCH, value, NamedNode(new))


@slip("An identifier is the IRI of the item itself.")
def identifier_is_a_page(data: Data, random: Random) -> Iterator[Edit]:
    for thing, value in _items(data):
        item = value.value.removeprefix(WIKIDATA)
        wrong = (f"https://www.wikidata.org/wiki/{item}", f"https://www.wikidata.org/entity/{item}",
                 f"http://wikidata.org/entity/{item}", WIKIDATA + item.lower())  # fmt: skip
        yield Edit(data, thing).swap(thing, MATCH, value, NamedNode(random.choice(wrong)))


@slip("An identifier belongs to one person.")
def identifier_given_twice(data: Data, random: Random) -> Iterator[Edit]:
    persons = data.of("Person")
    for thing, value in _items(data):
        other = random.choice(persons)
        if other != thing:
            edit = Edit(data, other).put(other, MATCH, value)
            for each in data.affirmations(other)[:1]:
                edit.put(each, MATCH, value)
            yield edit


@slip("An identifier is looked up, not made up.")
def page_for_an_identifier(data: Data, random: Random) -> Iterator[Edit]:
    for thing, value in _items(data):
        page = NamedNode("https://en.wikipedia.org/wiki/" + slug(thing).title().replace("-", "_"))
        edit = Edit(data, thing).swap(thing, MATCH, value, page)
        for each in data.stating(thing, MATCH, value):
            edit.swap(each, MATCH, value, page)
        yield edit


@slip("A person is described once.")
def person_twice(data: Data, random: Random) -> Iterator[Edit]:
    for thing in data.of("Person"):
        edit = Edit(data, thing)
        copy_of(data, edit, thing, NamedNode(thing.value + "-2"))
        yield edit


@slip("Re-election does not interrupt: one tenure.")
def tenure_twice(data: Data, random: Random) -> Iterator[Edit]:
    for thing in data.of("Tenure"):
        start = data.value(thing, "start")
        day = start.value if start else ""
        if slug(thing).endswith(day[:4]) and len(day) == 10:
            edit = Edit(data, thing)
            copy_of(data, edit, thing, NamedNode(f"{thing.value}-{day[5:7]}"))
            yield edit


@slip("A tenure joins holder, office or body, and year.")
def holder_exchanged(data: Data, random: Random) -> Iterator[Edit]:
    persons = data.of("Person")
    for thing in data.of("Tenure"):
        (holder,) = data.values(thing, "holder")
        other = random.choice(persons)
        if other != holder:
            yield Edit(data, thing).swap(thing, "holder", holder, other)


@slip("A tenure joins holder, office or body, and year.")
def seat_in_another_body(data: Data, random: Random) -> Iterator[Edit]:
    names = ("politburo", "presidium", "orgburo", "secretariat", "central-committee")
    for thing in data.of("BodyMembership"):
        (body,) = data.values(thing, "body")
        other = NamedNode(f"{BASE}body/{random.choice(names)}")
        if other != body:
            yield Edit(data, thing).swap(thing, "body", body, other)


@slip("A tenure joins holder, office or body, and year.")
def tenure_of_another_office(data: Data, random: Random) -> Iterator[Edit]:
    offices = data.of("Office")
    for thing in data.of("OfficeTenure"):
        (office,) = data.values(thing, "office")
        other = random.choice(offices)
        if other != office:
            yield Edit(data, thing).swap(thing, "office", office, other)


@slip("A tenure joins holder, office or body, and year.")
def tenure_misnamed(data: Data, random: Random) -> Iterator[Edit]:
    for thing in data.of("Tenure"):
        name = slug(thing)
        year = name.rpartition("-")[2]
        wrong = (name + "x", name.replace(year, str(int(year) + 1)), name.removesuffix("-" + year),
                 "the-" + name, name.replace("candidate-", "") + "-b")  # fmt: skip
        new = NamedNode(f"{BASE}tenure/{random.choice(wrong)}")
        edit = Edit(data, thing).rename(thing, new)
        for each in data.attestations(thing):
            edit = _moved(data, edit, each, slug(new) + "." + slug(each).partition(".")[2])
        if not data.about(new):
            yield edit


def _moved(data: Data, edit: Edit, old: NamedNode, name: str) -> Edit:
    new = NamedNode(f"{BASE}attestation/{name}")
    for triple in sorted(edit.added, key=str):
        if old in triple:
            edit.added.remove(triple)
            edit.added.add(type(triple)(*(new if node == old else node for node in triple)))
    for triple in data.about(old) + data.mentions(old):
        if triple not in edit.removed:
            edit.removed.add(triple)
            edit.added.add(type(triple)(*(new if node == old else node for node in triple)))
    return edit


@slip("A thing that is linked to is described.")
def thing_taken_out(data: Data, random: Random) -> Iterator[Edit]:
    for thing in data.things:
        if data.mentions(thing):
            yield Edit(data, thing).forget(thing)


@slip("A thing is attested.")
def thing_without_attestation(data: Data, random: Random) -> Iterator[Edit]:
    for thing in data.of("Person", "Span", "Headcount"):
        edit = Edit(data, thing).erase(thing)
        edit.removed.difference_update(data.about(thing))
        yield edit


@slip("A thing that is gone keeps its IRI as a tombstone that says what took its place.")
def deprecated_without_successor(data: Data, random: Random) -> Iterator[Edit]:
    for thing in data.of("Person", "Tenure", "Event"):
        yield Edit(data, thing).put(thing, NamedNode(OWL + "deprecated"), typed("true", "boolean"))


@slip("A deciding act, a role, a place or a link is stated by a source.")
def stated_link_exchanged(data: Data, random: Random) -> Iterator[Edit]:
    by_property: dict[NamedNode, list[tuple[NamedNode, NamedNode | Literal]]] = {}
    for thing in data.of("Event", "Tenure", "Leadership", "Office", "Body", "Person"):
        for _, property, value in data.claims(thing):
            if property not in data.terms.functional | {MATCH, SEE_ALSO, TYPE}:
                by_property.setdefault(property, []).append((thing, value))
    for property, pairs in by_property.items():
        values = sorted({value for _, value in pairs}, key=str)
        for thing, value in random.sample(pairs, min(15, len(pairs))):
            new = random.choice(values)
            if new not in data.values(thing, property) and not data.stating(thing, property, new):
                yield Edit(data, thing).swap(thing, property, value, new)
