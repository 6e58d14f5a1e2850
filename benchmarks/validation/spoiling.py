"""Slips made anywhere in a graph, the same for the same seed."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad, Store

from cpsu_kg.derive import GRAPH, Facts, derived_quads
from cpsu_kg.terms import BASE, term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cpsu_kg.stores.solutions import Term

    Slip = Callable[[Quad, list[Quad], Random], list[Quad]]

XSD = "http://www.w3.org/2001/XMLSchema#"


def spoilt(quads: Iterable[Quad], number: int, seed: int) -> Store:
    """Copy a graph with slips in it, and derive anew what follows.

    Args:
        quads: the graph; what was derived in it is left out.
        number: how many slips.
        seed: the same seed gives the same slips.

    Returns:
        The spoilt graph.
    """
    random = Random(seed)
    typed = sorted((each for each in quads if each.graph_name != GRAPH), key=str)
    things = [each for each in typed if _is_said_of_a_thing(each)]
    kept = set(typed)
    for quad in random.sample(things, min(number, len(things))):
        slip = random.choice([each for each in SLIPS if _fits(each, quad)])
        kept.discard(quad)
        kept.update(slip(quad, things, random))
    store = Store()
    store.bulk_extend(kept)
    store.bulk_extend(list(derived_quads(Facts(store))))
    return store


def _is_said_of_a_thing(quad: Quad) -> bool:
    subject = quad.subject
    return isinstance(subject, NamedNode) and subject.value.startswith(BASE)


def _with(quad: Quad, value: Term) -> Quad:
    return Quad(quad.subject, quad.predicate, value, quad.graph_name)


def lost(quad: Quad, others: list[Quad], random: Random) -> list[Quad]:
    """The value is missing."""
    return []


def doubled(quad: Quad, others: list[Quad], random: Random) -> list[Quad]:
    """A second value of the kind stands beside it."""
    return [quad, *exchanged(quad, others, random)]


def exchanged(quad: Quad, others: list[Quad], random: Random) -> list[Quad]:
    """Another thing's value of the same property stands in its place."""
    same = [each.object for each in others if each.predicate == quad.predicate]
    return [_with(quad, random.choice(same))]


def turned_round(quad: Quad, others: list[Quad], random: Random) -> list[Quad]:
    """A first day is written down as the last, or the other way round."""
    names = {term("start"): term("end"), term("end"): term("start")}
    other = names.get(quad.predicate, term("startMode"))
    return [Quad(quad.subject, other, quad.object, quad.graph_name)]


def dangling(quad: Quad, others: list[Quad], random: Random) -> list[Quad]:
    """The link leads to nothing."""
    return [_with(quad, NamedNode(f"{quad.object.value}-x"))]


def in_words(quad: Quad, others: list[Quad], random: Random) -> list[Quad]:
    """A text stands where something else belongs."""
    return [_with(quad, Literal(quad.object.value))]


def moved(quad: Quad, others: list[Quad], random: Random) -> list[Quad]:
    """The year is another."""
    text, kind = quad.object.value, quad.object.datatype
    year = int(text[:4]) + random.choice((-60, -10, -1, 1, 10, 60))
    return [_with(quad, Literal(f"{year}{text[4:]}", datatype=kind))]


def less_precise(quad: Quad, others: list[Quad], random: Random) -> list[Quad]:
    """Only the year is told."""
    return [_with(quad, Literal(quad.object.value[:4], datatype=NamedNode(f"{XSD}gYear")))]


def first_of_january(quad: Quad, others: list[Quad], random: Random) -> list[Quad]:
    """A day is told where only the year is known."""
    day = f"{quad.object.value[:4]}-01-01"
    return [_with(quad, Literal(day, datatype=NamedNode(f"{XSD}date")))]


def impossible(quad: Quad, others: list[Quad], random: Random) -> list[Quad]:
    """There is no such day."""
    return [_with(quad, Literal(f"{quad.object.value[:4]}-02-30", datatype=quad.object.datatype))]


def in_another_language(quad: Quad, others: list[Quad], random: Random) -> list[Quad]:
    """The tag is another's."""
    tag = random.choice([each for each in ("en", "ru", "de") if each != quad.object.language])
    return [_with(quad, Literal(quad.object.value, language=tag))]


def emptied(quad: Quad, others: list[Quad], random: Random) -> list[Quad]:
    """Nothing is left of the text."""
    return [_with(quad, Literal("", language=quad.object.language))]


LINK: list[Slip] = [dangling, in_words]
DATE: list[Slip] = [moved, less_precise, first_of_january, impossible, turned_round, in_words]
TEXT: list[Slip] = [in_another_language, emptied]
SLIPS: list[Slip] = [lost, doubled, exchanged, *LINK, *DATE[:-1], *TEXT]


def _fits(slip: Slip, quad: Quad) -> bool:
    value = quad.object
    if not isinstance(value, Literal):
        return slip not in DATE[:-1] and slip not in TEXT
    if slip is dangling:
        return False
    is_date = value.datatype.value in {f"{XSD}{name}" for name in ("date", "gYear", "gYearMonth")}
    return (is_date or slip not in DATE) and (bool(value.language) or slip not in TEXT)
