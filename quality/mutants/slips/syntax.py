"""Slips in the Turtle text itself."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, Triple, parse

from mutants.data import is_thing
from mutants.slip import Edit, slip

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from mutants.data import Data

SOME = 60


def _texts(data: Data, random: Random) -> Iterator[str]:
    files = data.resources.files("data", ".ttl")
    for name in random.sample(files, min(SOME, len(files))):
        with open(data.resources.path(name), encoding="utf-8") as stream:
            yield stream.read()


@cache
def _triples(text: str) -> frozenset[Triple]:
    return frozenset(quad.triple for quad in parse(text, RdfFormat.TURTLE))


def _edit(data: Data, before: str, after: str) -> Edit:
    whole = _triples(before)
    edit = Edit(data, min((t.subject for t in whole if is_thing(t.subject)), key=str))
    try:
        mutated = frozenset(quad.triple for quad in parse(after, RdfFormat.TURTLE))
    except SyntaxError as error:
        edit.broken = str(error.msg)
        return edit
    edit.removed, edit.added = set(whole - mutated), set(mutated - whole)
    return edit


def _at_random(data: Data, random: Random, pattern: str, new: str) -> Iterator[Edit]:
    """Replace one match of a pattern in each of some files."""
    for text in _texts(data, random):
        body = text.rindex("@prefix")
        found = [each for each in re.finditer(pattern, text) if each.start() > body]
        if found:
            each = random.choice(found)
            yield _edit(data, text, text[: each.start()] + each.expand(new) + text[each.end() :])


@slip("A file is well-formed Turtle.")
def full_stop_missing(data: Data, random: Random) -> Iterator[Edit]:
    yield from _at_random(data, random, r" \.\n\n", "\n\n")


@slip("A file is well-formed Turtle.")
def semicolon_missing(data: Data, random: Random) -> Iterator[Edit]:
    yield from _at_random(data, random, r" ;\n", "\n")


@slip("A file is well-formed Turtle.")
def full_stop_for_semicolon(data: Data, random: Random) -> Iterator[Edit]:
    yield from _at_random(data, random, r" ;\n", " .\n")


@slip("A file is well-formed Turtle.")
def comma_for_semicolon(data: Data, random: Random) -> Iterator[Edit]:
    yield from _at_random(data, random, r" ;\n", " ,\n")


@slip("A file is well-formed Turtle.")
def quotation_mark_missing(data: Data, random: Random) -> Iterator[Edit]:
    yield from _at_random(data, random, r'"', "")


@slip("A file is well-formed Turtle.")
def prefix_misspelt(data: Data, random: Random) -> Iterator[Edit]:
    yield from _at_random(data, random, r"(?<=[ \n])([a-z])([a-z]+):", r"\1x\2:")


@slip("A file is well-formed Turtle.")
def date_without_quotation_marks(data: Data, random: Random) -> Iterator[Edit]:
    yield from _at_random(data, random, r'"(\d{4}(?:-\d\d)*)"\^\^xsd:\w+', r"\1")


@slip("The datatype is the precision.")
def datatype_forgotten(data: Data, random: Random) -> Iterator[Edit]:
    yield from _at_random(data, random, r"\^\^xsd:\w+", "")


@slip("A property is a term of the ontology, a value a thing.")
def property_with_another_prefix(data: Data, random: Random) -> Iterator[Edit]:
    yield from _at_random(data, random, r"(?<=    )cpsu:(?=[a-z])", "rdfs:")


@slip("A record ends where the next begins.")
def record_merged_with_the_next(data: Data, random: Random) -> Iterator[Edit]:
    """The head of a record is deleted, so that its properties fall to the record before it."""
    yield from _at_random(data, random, r" \.\n\n[a-z]+:\S+ a cpsu:\w+ ;\n", " ;\n")
