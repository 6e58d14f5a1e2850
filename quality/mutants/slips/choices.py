"""Slips in adjudications, and conflicts left without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from cpsu_kg.terms import BASE, TYPE, term
from mutants.data import slug, text, typed
from mutants.slip import Edit, slip

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from mutants.data import Data

DATES = ("start", "end", "birthDate", "deathDate", "partyEntry")


def _conflicting(data: Data, choice: NamedNode) -> list[NamedNode]:
    """The attestations that need to be set aside: what they say does not fit what is accepted."""
    (thing,), (property,) = data.values(choice, "adjudicates"), data.values(choice, "onProperty")
    found = []
    for each in data.values(choice, "setsAside"):
        denies = term("denies") in data.values(each, "stance")
        stated, accepted = data.values(each, property), data.values(thing, property)
        fits = all(_fits(a.value, s.value, property) for a in accepted for s in stated)
        single = property in data.terms.functional
        if denies or (single and stated and accepted and not fits):
            found.append(each)
    return found


def _fits(one: str, other: str, property: NamedNode) -> bool:
    if property.value.rpartition("#")[2] in DATES:
        return one.startswith(other) or other.startswith(one)
    return one == other


@slip("A conflict between accepted value and source has an adjudication.")
def adjudication_removed(data: Data, random: Random) -> Iterator[Edit]:
    for each in data.of("Adjudication"):
        needed = _conflicting(data, each)
        right = "" if needed else "the value that was set aside is none that there is only one of"
        yield Edit(data, each, right).forget(each)


@slip("A conflict between accepted value and source has an adjudication.")
def set_aside_removed(data: Data, random: Random) -> Iterator[Edit]:
    for each in data.of("Adjudication"):
        aside = data.values(each, "setsAside")
        for one in aside:
            needed = one in _conflicting(data, each) or len(aside) == 1
            right = "" if needed else "what was set aside does not conflict"
            yield Edit(data, each, right).drop(each, "setsAside", one)


@slip("An adjudication accepts an attestation that states the accepted value.")
def accepts_what_it_sets_aside(data: Data, random: Random) -> Iterator[Edit]:
    for each in data.of("Adjudication"):
        accepted, aside = data.values(each, "accepts"), data.values(each, "setsAside")
        edit = Edit(data, each)
        for old, new in ((accepted[0], aside[0]), (aside[0], accepted[0])):
            edit.swap(each, "accepts" if old in accepted else "setsAside", old, new)
        yield edit


@slip("An adjudication sets aside what conflicts, and accepts something else.")
def accepted_and_set_aside(data: Data, random: Random) -> Iterator[Edit]:
    for each in data.of("Adjudication"):
        yield Edit(data, each).put(each, "accepts", data.values(each, "setsAside")[0])


@slip("An adjudication names attestations of its own thing.")
def attestation_of_another_thing(data: Data, random: Random) -> Iterator[Edit]:
    others = data.of("Attestation")
    for each in data.of("Adjudication"):
        (thing,) = data.values(each, "adjudicates")
        other = random.choice(others)
        name = random.choice(("accepts", "setsAside"))
        if thing not in data.values(other, "attests"):
            yield Edit(data, each).swap(each, name, data.values(each, name)[0], other)


@slip("An adjudication joins the slug of the thing and the property.")
def decided_on_another_property(data: Data, random: Random) -> Iterator[Edit]:
    names = ("start", "end", "birthDate", "deathDate", "endMode", "startMode", "title")
    for each in data.of("Adjudication"):
        (property,) = data.values(each, "onProperty")
        new = term(random.choice(names))
        if new != property:
            yield Edit(data, each).swap(each, "onProperty", property, new)


@slip("An adjudication joins the slug of the thing and the property.")
def decided_about_another_thing(data: Data, random: Random) -> Iterator[Edit]:
    things = data.of("Person", "Tenure", "Event")
    for each in data.of("Adjudication"):
        (thing,) = data.values(each, "adjudicates")
        new = random.choice(things)
        if new != thing:
            yield Edit(data, each).swap(each, "adjudicates", thing, new)


@slip("An adjudication joins the slug of the thing and the property.")
def adjudication_misnamed(data: Data, random: Random) -> Iterator[Edit]:
    for each in data.of("Adjudication"):
        thing, _, property = slug(each).partition(".")
        wrong = (f"{thing}-{property}", f"{thing}.{property}.2", f"{property}.{thing}", thing)
        new = NamedNode(f"{BASE}adjudication/{random.choice(wrong)}")
        yield Edit(data, each).rename(each, new)


@slip("The reason is written out, so that a reader can disagree.")
def reason_emptied(data: Data, random: Random) -> Iterator[Edit]:
    for each in data.of("Adjudication"):
        (reason,) = data.values(each, "reason")[:1]
        new = random.choice((text("", "en"), text(" " * 12, "en"), text("ok", "en"),
                             text(reason.value, "ru"), text(reason.value)))  # fmt: skip
        yield Edit(data, each).swap(each, "reason", reason, new)


@slip("A choice was made on a day, and not before the data was begun or after today.")
def decided_on_no_day(data: Data, random: Random) -> Iterator[Edit]:
    for each in data.of("Adjudication"):
        (day,) = data.values(each, "decidedOn")
        wrong = (
            typed("2026", "gYear"),
            text("2026-11-25"),
            typed("26-11-25", "date"),
            typed("2026-11-31", "date"),
            typed("2026-11", "gYearMonth"),
        )
        new = random.choice(wrong)
        yield Edit(data, each).swap(each, "decidedOn", day, new)


@slip("There is one adjudication for a property of a thing.")
def decided_twice(data: Data, random: Random) -> Iterator[Edit]:
    for each in data.of("Adjudication"):
        new = NamedNode(f"{each.value}Again")
        edit = Edit(data, each)
        edit.added.update(type(t)(new, t.predicate, t.object) for t in data.about(each))
        yield edit


@slip("An accepted value is one that the adjudication accepts.")
def other_value_accepted(data: Data, random: Random) -> Iterator[Edit]:
    for each in data.of("Adjudication"):
        (thing,), (property,) = data.values(each, "adjudicates"), data.values(each, "onProperty")
        accepted = data.values(thing, property)
        stated = [v for a in data.values(each, "setsAside") for v in data.values(a, property)]
        other = [value for value in stated if value not in accepted]
        if property in data.terms.functional and accepted and other:
            yield Edit(data, each).swap(thing, property, accepted[0], random.choice(other))


@slip("What agrees with the accepted value is not set aside.")
def set_aside_what_agrees(data: Data, random: Random) -> Iterator[Edit]:
    for each in data.of("Adjudication"):
        (thing,), (property,) = data.values(each, "adjudicates"), data.values(each, "onProperty")
        aside = data.values(each, "setsAside")
        for value in data.values(thing, property) if property != TYPE else ():
            agreeing = [a for a in data.stating(thing, property, value) if a not in aside]
            for one in agreeing[:1]:
                yield Edit(data, each).put(each, "setsAside", one)
