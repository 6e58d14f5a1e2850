"""Slips in labels, titles and names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from cpsu_kg.terms import LABEL
from mutants.data import ALT, text
from mutants.slip import Edit, slip

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from mutants.data import Data

LATIN, CYRILLIC = "AaBcCeEHKMoOpPTxXy", "АаВсСеЕНКМоОрРТхХу"
NAMED = ("Person", "Body", "Office", "OfficeLine", "Tenure", "Event", "Leadership")
# English labels are needed on these, Russian ones only on the first three.
RUSSIAN = ("Person", "Body", "Office")


def _labels(data: Data, *of: str) -> Iterator[tuple[NamedNode, NamedNode, Literal]]:
    for thing in data.of(*of):
        for property in (LABEL, ALT):
            for value in data.values(thing, property):
                if isinstance(value, Literal):
                    yield thing, property, value


@slip("A thing has a label in English, a person, body or office also in Russian.")
def label_removed(data: Data, random: Random) -> Iterator[Edit]:
    for language, of in (("en", NAMED), ("ru", RUSSIAN)):
        for thing in data.of(*of):
            if label := data.label(thing, language):
                yield Edit(data, thing).drop(thing, LABEL, label)


@slip("A source and a family have a label.")
def label_of_a_source_removed(data: Data, random: Random) -> Iterator[Edit]:
    for thing in data.of("Source", "SourceFamily"):
        yield Edit(data, thing).drop(thing, LABEL)


@slip("A text has the language tag of its language.")
def language_tags_swapped(data: Data, random: Random) -> Iterator[Edit]:
    for thing, property, value in _labels(data, *NAMED):
        if value.language in ("en", "ru"):
            new = text(value.value, "ru" if value.language == "en" else "en")
            yield Edit(data, thing).swap(thing, property, value, new)


@slip("A text has the language tag of its language.")
def language_tag_missing(data: Data, random: Random) -> Iterator[Edit]:
    for thing, property, value in _labels(data, *NAMED):
        yield Edit(data, thing).swap(thing, property, value, text(value.value))


@slip("A text has the language tag of its language.")
def language_tag_unknown(data: Data, random: Random) -> Iterator[Edit]:
    for thing, property, value in _labels(data, *NAMED):
        new = text(value.value, random.choice(("eng", "rus", "gb", "su", "en-eng", "xx")))
        yield Edit(data, thing).swap(thing, property, value, new)


@slip("A thing has one label in a language; every other spelling is an alternative label.")
def second_label(data: Data, random: Random) -> Iterator[Edit]:
    for thing, property, value in _labels(data, *NAMED):
        if property == LABEL:
            new = text(value.value + random.choice((" I", " (1)", "a")), value.language)
            yield Edit(data, thing).put(thing, LABEL, new)


@slip("A label says something.")
def label_emptied(data: Data, random: Random) -> Iterator[Edit]:
    for thing, property, value in _labels(data, *NAMED, "Source", "SourceFamily"):
        new = Literal(random.choice(("", " ")), language=value.language)
        yield Edit(data, thing).swap(thing, property, value, new)


@slip("English and transliterations are written in Latin letters, Russian in Cyrillic ones.")
def letter_of_the_other_alphabet(data: Data, random: Random) -> Iterator[Edit]:
    for thing, property, value in _labels(data, *NAMED):
        pairs = {"en": (LATIN, CYRILLIC), "ru": (CYRILLIC, LATIN)}.get(value.language or "")
        places = [i for i, letter in enumerate(value.value) if pairs and letter in pairs[0]]
        if pairs and places:
            at = random.choice(places)
            new = pairs[1][pairs[0].index(value.value[at])]
            word = text(value.value[:at] + new + value.value[at + 1 :], value.language)
            yield Edit(data, thing).swap(thing, property, value, word)


@slip("Two persons of one name are told apart by patronymic.")
def label_of_another_person(data: Data, random: Random) -> Iterator[Edit]:
    persons = data.of("Person")
    for thing in persons:
        other = random.choice(persons)
        language = random.choice(("en", "ru"))
        mine, theirs = data.label(thing, language), data.label(other, language)
        if other != thing and mine and theirs:
            yield Edit(data, thing).swap(thing, LABEL, mine, theirs)


@slip("A title is given in English and Russian.")
def title_removed(data: Data, random: Random) -> Iterator[Edit]:
    for thing in data.of("Designation"):
        for value in data.values(thing, "title"):
            yield Edit(data, thing).drop(thing, "title", value)


@slip("A title is written in the letters of its language.")
def title_in_the_wrong_language(data: Data, random: Random) -> Iterator[Edit]:
    for thing in data.of("Designation"):
        for value in data.values(thing, "title"):
            new = text(value.value, "ru" if value.language == "en" else "en")
            yield Edit(data, thing).swap(thing, "title", value, new)


@slip("Family name and given name are in Latin letters.")
def name_in_cyrillic(data: Data, random: Random) -> Iterator[Edit]:
    for thing in data.of("Person"):
        name = random.choice(("familyName", "givenName"))
        russian = data.label(thing, "ru")
        for value in data.values(thing, name) if russian else ():
            word = random.choice(russian.value.split())
            yield Edit(data, thing).swap(thing, name, value, text(word))


@slip("A person has a family name, by which lists are sorted.")
def family_name_removed(data: Data, random: Random) -> Iterator[Edit]:
    for thing in data.of("Person"):
        yield Edit(data, thing).drop(thing, "familyName")


@slip("A text has the language tag of its language.")
def reason_in_no_language(data: Data, random: Random) -> Iterator[Edit]:
    for name in ("vacancyReason", "reason", "note", "statement", "title", "function"):
        for thing in data.of("Vacancy", "Adjudication", "Attestation", "Designation", "Source"):
            for value in data.values(thing, name)[:1]:
                yield Edit(data, thing).swap(thing, name, value, text(value.value))
