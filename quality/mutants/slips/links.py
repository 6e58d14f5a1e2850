"""Slips in IRIs, properties and classes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from cpsu_kg.terms import BASE, CPSU, TYPE, term
from mutants.data import is_thing, kind, slug, text
from mutants.slip import Edit, slip

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from mutants.data import Data


def misspelt(word: str, random: Random) -> str:
    """Drop, double or swap a letter of a word."""
    place = random.randrange(len(word))
    wrong = (
        word[:place] + word[place + 1 :],
        word[:place] + word[place] + word[place:],
        word[:place] + word[place + 1 : place + 2] + word[place] + word[place + 2 :],
    )
    return next(each for each in [*random.sample(wrong, 3), word + "e"] if each and each != word)


def links(data: Data) -> Iterator[Triple]:
    """Give every triple that links a thing with a thing."""
    for thing in data.things:
        for each in data.about(thing):
            if is_thing(each.object):
                yield each


def some(random: Random, found: Iterator[Triple], most: int = 400) -> list[Triple]:
    """Pick a few of many."""
    every = list(found)
    return random.sample(every, min(most, len(every)))


def _values(data: Data) -> Iterator[Triple]:
    return (each for thing in data.things for each in data.about(thing) if each.predicate != TYPE)


@slip("A link leads to a thing that exists.")
def link_misspelt(data: Data, random: Random) -> Iterator[Edit]:
    for subject, property, value in some(random, links(data)):
        start, _, name = value.value.rpartition("/")
        new = NamedNode(f"{start}/{misspelt(name, random)}")
        if not data.about(new):
            yield Edit(data, subject).swap(subject, property, value, new)


@slip("A link leads to a thing that exists: ids begin with https://w3id.org/cpsu-kg/.")
def link_with_http(data: Data, random: Random) -> Iterator[Edit]:
    for subject, property, value in some(random, links(data)):
        new = NamedNode(value.value.replace("https:", "http:"))
        yield Edit(data, subject).swap(subject, property, value, new)


@slip("A link leads to a thing that exists: ids begin with https://w3id.org/cpsu-kg/.")
def link_to_another_site(data: Data, random: Random) -> Iterator[Edit]:
    for subject, property, value in some(random, links(data)):
        site = random.choice(("https://w3id.org/cpsu/", "https://example.org/", "urn:"))
        new = NamedNode(site + kind(value) + "/" + slug(value))
        yield Edit(data, subject).swap(subject, property, value, new)


@slip("A link leads to a thing of a class that the property takes.")
def link_to_the_wrong_class(data: Data, random: Random) -> Iterator[Edit]:
    everything = data.things
    free = {term("attests"), term("adjudicates"), term("disputedOn")}
    for subject, property, value in some(random, links(data)):
        other = random.choice(everything)
        if kind(other) != kind(value) and property not in free:
            agents = {kind(other), kind(value)} == {"person", "body"}
            if not agents or property not in data.terms.roles:
                yield Edit(data, subject).swap(subject, property, value, other)


@slip("A link leads to a thing that exists: the kind is part of its id.")
def link_with_the_wrong_prefix(data: Data, random: Random) -> Iterator[Edit]:
    prefixes = ("person", "office", "body", "event", "tenure", "source", "family")
    for subject, property, value in some(random, links(data)):
        new = NamedNode(f"{BASE}{random.choice(prefixes)}/{slug(value)}")
        if not data.about(new):
            yield Edit(data, subject).swap(subject, property, value, new)


@slip("A link is an IRI, not a text.")
def text_for_a_link(data: Data, random: Random) -> Iterator[Edit]:
    for subject, property, value in some(random, links(data)):
        new = random.choice((text(value.value), text(slug(value)), text(slug(value), "en")))
        yield Edit(data, subject).swap(subject, property, value, new)


@slip("A value is a text, number or date, not an IRI.")
def link_for_a_value(data: Data, random: Random) -> Iterator[Edit]:
    literal = (e for e in _values(data) if isinstance(e.object, Literal))
    for subject, property, value in some(random, literal):
        new = NamedNode(BASE + "ontology#" + "".join(c for c in value.value if c.isalnum())[:20])
        yield Edit(data, subject).swap(subject, property, value, new)


@slip("No blank nodes: everything can be pointed at.")
def blank_node_for_a_thing(data: Data, random: Random) -> Iterator[Edit]:
    for subject, property, value in some(random, links(data)):
        edit = Edit(data, subject).drop(subject, property, value)
        node = BlankNode(f"slip{random.randrange(10**9)}")
        edit.added.add(Triple(subject, property, node))
        edit.added.update(Triple(node, each[1], each[2]) for each in data.about(value))
        yield edit


@slip("A thing has one class, and every property belongs to a thing.")
def subject_misspelt(data: Data, random: Random) -> Iterator[Edit]:
    for each in some(random, iter(data.things)):
        start, _, name = each.value.rpartition("/")
        new = NamedNode(f"{start}/{misspelt(name, random)}")
        edit = Edit(data, each).forget(each)
        edit.added.update(Triple(new, property, value) for _, property, value in data.about(each))
        if not data.about(new) and data.mentions(each):
            yield edit


@slip("A thing has one class, and every property belongs to a thing.")
def identifier_of_nobody(data: Data, random: Random) -> Iterator[Edit]:
    for each in data.of("Person"):
        for _, property, value in data.about(each):
            if "exactMatch" in property.value:
                new = NamedNode(BASE + "person/" + misspelt(slug(each), random))
                if not data.about(new):
                    yield Edit(data, each).drop(each, property, value).put(new, property, value)


@slip("Properties are those of the ontology.")
def property_misspelt(data: Data, random: Random) -> Iterator[Edit]:
    ours = (each for each in _values(data) if each.predicate.value.startswith(CPSU))
    for subject, property, value in some(random, ours):
        name = property.value.removeprefix(CPSU)
        wrong = random.choice((misspelt(name, random), name[0].upper() + name[1:], name.lower()))
        new = term(wrong)
        if new not in data.terms.properties:
            yield Edit(data, subject).drop(subject, property, value).put(subject, new, value)


@slip("Properties are those of the ontology.")
def property_of_another_vocabulary(data: Data, random: Random) -> Iterator[Edit]:
    ours = (each for each in _values(data) if each.predicate.value.startswith(CPSU))
    spaces = ("http://w3id.org/cpsu-kg/ontology#", "http://schema.org/", "http://example.org/")
    for subject, property, value in some(random, ours):
        new = NamedNode(random.choice(spaces) + property.value.removeprefix(CPSU))
        yield Edit(data, subject).drop(subject, property, value).put(subject, new, value)


@slip("A property stands on things of the classes that the ontology names for it.")
def property_on_the_wrong_class(data: Data, random: Random) -> Iterator[Edit]:
    ours = [each for each in _values(data) if each.predicate.value.startswith(CPSU)]
    for _, property, value in random.sample(ours, 600):
        other = random.choice(data.things)
        classes = {*data.values(other, TYPE)}
        above = {p for c in classes for p in (c, *data.terms.superclasses(c))}
        attested = term("Attestation") in classes
        if not above & data.terms.domain(property) and not attested:
            yield Edit(data, other).put(other, property, value)


@slip("Classes are those of the ontology.")
def class_misspelt(data: Data, random: Random) -> Iterator[Edit]:
    for each in some(random, iter(data.things)):
        (of,) = data.values(each, TYPE)[:1]
        new = term(misspelt(of.value.removeprefix(CPSU), random))
        if new not in data.terms.classes:
            yield Edit(data, each).swap(each, TYPE, of, new)


@slip("A thing is what it is: its class follows from its kind.")
def wrong_class(data: Data, random: Random) -> Iterator[Edit]:
    classes = sorted(data.terms.classes, key=str)
    for each in some(random, iter(data.things)):
        (of,) = data.values(each, TYPE)[:1]
        new = random.choice(classes)
        if data.terms.kind(new) != data.terms.kind(of):
            yield Edit(data, each).swap(each, TYPE, of, new)


@slip("A thing has one class.")
def second_class(data: Data, random: Random) -> Iterator[Edit]:
    classes = sorted(data.terms.classes, key=str)
    for each in some(random, iter(data.things)):
        (of,) = data.values(each, TYPE)[:1]
        new = random.choice(classes)
        if data.terms.kind(new) != data.terms.kind(of):
            yield Edit(data, each).put(each, TYPE, new)


@slip("A thing has one class.")
def class_removed(data: Data, random: Random) -> Iterator[Edit]:
    for each in some(random, iter(data.things)):
        yield Edit(data, each).drop(each, TYPE)


@slip("A slug is lower-case words and numbers joined by hyphens.")
def slug_written_otherwise(data: Data, random: Random) -> Iterator[Edit]:
    for each in some(random, iter(data.things)):
        name = slug(each)
        wrong = random.choice(
            (
                name.title(),
                name.replace("-", "_"),
                name.replace("-", "/", 1),
                name + "-",
                "é" + name,
            )
        )
        new = NamedNode(each.value.removesuffix(name) + wrong)
        if wrong != name:
            yield Edit(data, each).rename(each, new)


@slip("The kind in an id follows from the class.")
def kind_written_otherwise(data: Data, random: Random) -> Iterator[Edit]:
    prefixes = ("person", "office", "body", "event", "tenure", "source", "family", "people")
    for each in some(random, iter(data.things)):
        new = NamedNode(f"{BASE}{random.choice(prefixes)}/{slug(each)}")
        if new != each and not data.about(new):
            yield Edit(data, each).rename(each, new)
