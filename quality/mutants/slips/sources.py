"""Slips in what sources are and in what they are said to state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Triple

from cpsu_kg.terms import BASE, TYPE, term
from mutants.data import BY_DAY, BY_NATURE, OWN, kind, slug, text, typed
from mutants.slip import Edit, slip

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from mutants.data import Data

LANGUAGE = NamedNode("http://purl.org/dc/terms/language")


def _sole(data: Data, attestation: NamedNode) -> bool:
    """Whether something rests on an attestation: a value, a thing's existence, or a choice."""
    (thing,) = data.values(attestation, "attests")
    claims = (
        e for e in data.about(attestation) if e.predicate not in OWN | BY_DAY | BY_NATURE | {TYPE}
    )
    alone = any(
        data.stating(thing, each.predicate, each.object) == [attestation]
        for each in claims
        if each.object in data.values(thing, each.predicate)
    )
    used = any(
        e.predicate in (term("accepts"), term("setsAside")) for e in data.mentions(attestation)
    )
    last = kind(thing) not in ("body", "office", "line") and len(data.affirmations(thing)) == 1
    return alone or used or last


@slip("Every accepted thing and value is stated by a source.")
def source_dropped(data: Data, random: Random) -> Iterator[Edit]:
    for each in data.of("Attestation"):
        if _sole(data, each):
            yield Edit(data, each).forget(each)


@slip("Every accepted thing and value is stated by a source.")
def source_dropped_beside_others(data: Data, random: Random) -> Iterator[Edit]:
    reason = "other sources state everything that this one states"
    for each in data.of("Attestation"):
        if not _sole(data, each):
            yield Edit(data, each, reason).forget(each)


@slip("Every accepted thing and value is stated by a source.")
def stated_value_removed(data: Data, random: Random) -> Iterator[Edit]:
    for thing in data.of("Person", "Span", "Headcount"):
        for _, property, value in data.claims(thing):
            sayers = data.stating(thing, property, value)
            if len(sayers) == 1 and property not in BY_NATURE:
                follows = "which event began or ended a thing follows from the day"
                right = follows if property in BY_DAY else ""
                yield Edit(data, thing, right).drop(sayers[0], property, value)


@slip("A denial of what is accepted is set aside by an adjudication.")
def stance_turned(data: Data, random: Random) -> Iterator[Edit]:
    affirms, denies = term("affirms"), term("denies")
    for each in data.of("Attestation"):
        (stance,) = data.values(each, "stance")
        other = denies if stance == affirms else affirms
        (thing,) = data.values(each, "attests")
        said = "a denial already set aside states nothing that conflicts"
        about = any(p not in OWN | {TYPE} for _, p, _ in data.about(each))
        right = said if stance == denies and not about and data.is_set_aside(each, TYPE) else ""
        if not right or not data.decided(thing, TYPE):
            yield Edit(data, each).swap(each, "stance", stance, other)


@slip("An attestation speaks of the thing and of the source that its id joins.")
def attests_another_thing(data: Data, random: Random) -> Iterator[Edit]:
    things: dict[str, list[NamedNode]] = {}
    for thing in data.of("Person", "Tenure", "Event"):
        things.setdefault(kind(thing), []).append(thing)
    for each in data.of("Attestation"):
        (thing,) = data.values(each, "attests")
        other = random.choice(things.get(kind(thing), [thing]))
        if other != thing:
            yield Edit(data, each).swap(each, "attests", thing, other)


@slip("An attestation speaks of the thing and of the source that its id joins.")
def another_source(data: Data, random: Random) -> Iterator[Edit]:
    sources = data.of("Source")
    for each in data.of("Attestation"):
        (source,) = data.values(each, "source")
        other = random.choice(sources)
        if other != source:
            yield Edit(data, each).swap(each, "source", source, other)


@slip("Say where in the source it stands.")
def locator_emptied(data: Data, random: Random) -> Iterator[Edit]:
    for each in data.of("Attestation"):
        (place,) = data.values(each, "locator")[:1]
        new = text(random.choice(("", " ", "?")))
        right = "" if new.value != "?" else "a question mark is a text like another"
        yield Edit(data, each, right).swap(each, "locator", place, new)


@slip("An attestation's id joins thing and source with a full stop.")
def attestation_misnamed(data: Data, random: Random) -> Iterator[Edit]:
    for each in data.of("Attestation"):
        first, second, *rest = slug(each).split(".")
        wrong = (f"{second}.{first}", f"{first}-{second}", f"{first}.{second}.x", first)
        new = NamedNode(f"{BASE}attestation/" + ".".join((random.choice(wrong), *rest)))
        yield Edit(data, each).rename(each, new)


@slip("Grade C is for Wikipedia; reference sites, encyclopedias and press are no grade A.")
def grade_above_its_kind(data: Data, random: Random) -> Iterator[Edit]:
    for each in data.of("Source"):
        (of,), (grade,) = data.values(each, "sourceKind"), data.values(each, "grade")
        name = of.value.rpartition("#")[2]
        wrong = ["gradeC"]
        if name == "wiki":
            wrong = ["gradeA", "gradeB", "gradeD"]
        elif name in ("referenceSite", "encyclopedia", "webPage", "press"):
            wrong = ["gradeA", "gradeC"]
        yield Edit(data, each).swap(each, "grade", grade, term(random.choice(wrong)))


@slip("Grade C is for Wikipedia; reference sites, encyclopedias and press are no grade A.")
def wiki_called_something_else(data: Data, random: Random) -> Iterator[Edit]:
    kinds = ("scholarlyWork", "encyclopedia", "referenceSite", "officialRecord", "webPage")
    for each in data.of("Source"):
        if term("wiki") in data.values(each, "sourceKind"):
            new = term(random.choice(kinds))
            yield Edit(data, each).swap(each, "sourceKind", term("wiki"), new)


@slip("A copy has the family of the text that it copies.")
def mirror_counted_as_a_text_of_its_own(data: Data, random: Random) -> Iterator[Edit]:
    for each in data.of("Source"):
        (family,) = data.values(each, "family")
        new = NamedNode(f"{BASE}family/{slug(each)}")
        edition = slug(each).partition("-")[0].endswith("wiki")
        shared = term("wiki") in data.values(each, "sourceKind") and not edition
        if new != family and shared:
            edit = Edit(data, each).swap(each, "family", family, new)
            edit.put(new, NamedNode(TYPE.value), term("SourceFamily"))
            label = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
            yield edit.put(new, label, text(slug(each), "en"))


@slip("Two versions of one article are one family.")
def version_with_another_family(data: Data, random: Random) -> Iterator[Edit]:
    families = data.of("SourceFamily")
    addresses: dict[str, list[NamedNode]] = {}
    for each in data.of("Source"):
        for url in data.values(each, "url"):
            addresses.setdefault(url.value, []).append(each)
    for url, same in addresses.items():
        if len(same) > 1 and url.rstrip("/").count("/") > 2:
            for each in same:
                (family,) = data.values(each, "family")
                new = random.choice([f for f in families if f != family and "wiki-" in f.value])
                yield Edit(data, each).swap(each, "family", family, new)


@slip("A source can be read somewhere.")
def address_removed(data: Data, random: Random) -> Iterator[Edit]:
    for each in data.of("Source"):
        yield Edit(data, each).drop(each, "url").drop(each, "readIn")


@slip("A web address is whole.")
def address_garbled(data: Data, random: Random) -> Iterator[Edit]:
    for each in data.of("Source"):
        for url in data.values(each, "url"):
            bare = url.value.partition("//")[2]
            wrong = (
                bare,
                "http:/" + bare,
                "htp://" + bare,
                f"https://{bare[:4]} {bare[4:]}",
                "www",
            )
            new = typed(random.choice(wrong), "anyURI")
            yield Edit(data, each).swap(each, "url", url, new)


@slip("The language of a source is a language tag.")
def language_in_words(data: Data, random: Random) -> Iterator[Edit]:
    for each in data.of("Source"):
        for value in data.values(each, LANGUAGE):
            new = text(random.choice(("English", "Russian", "русский", "e", "en_US", "")))
            yield Edit(data, each).swap(each, LANGUAGE, value, new)


@slip("A family that no source derives from says nothing.")
def family_left_behind(data: Data, random: Random) -> Iterator[Edit]:
    for each in data.of("SourceFamily"):
        sources = [t.subject for t in data.mentions(each) if t.predicate == term("family")]
        wiki = [e for e in data.of("SourceFamily") if "wiki-" in e.value and e != each]
        if len(sources) == 1:
            new = random.choice(wiki)
            yield Edit(data, each).swap(sources[0], "family", each, new)


@slip("What an attestation states is a property of the thing it attests.")
def attestation_of_another_class(data: Data, random: Random) -> Iterator[Edit]:
    persons, spans = data.of("Person"), data.of("Tenure")
    for things, name, value in (
        (persons, "start", typed("1934-01-26", "date")),
        (persons, "endMode", term("byRemoval")),
        (spans, "birthDate", typed("1894-04-15", "date")),
        (spans, "size", typed("25", "integer")),
        (spans, "ordinal", typed("17", "integer")),
    ):
        for thing in random.sample(things, min(30, len(things))):
            for attestation in data.affirmations(thing)[:1]:
                yield Edit(data, thing).put(attestation, name, value)


def copy_of(data: Data, edit: Edit, old: NamedNode, new: NamedNode) -> None:
    """Say of a new thing what is said of an old one, with attestations of its own."""
    edit.added.update(Triple(new, property, value) for _, property, value in data.about(old))
    for each in data.attestations(old):
        source = slug(each).partition(".")[2]
        name = NamedNode(f"{BASE}attestation/{slug(new)}.{source}")
        for _, property, value in data.about(each):
            edit.added.add(Triple(name, property, new if value == old else value))
