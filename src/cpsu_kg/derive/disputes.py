"""On which properties the sources conflict."""

from __future__ import annotations

from pyoxigraph import NamedNode, Triple

from cpsu_kg.derive.closure import local_name
from cpsu_kg.derive.facts import readable_dates
from cpsu_kg.terms import TYPE, term

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cpsu_kg.derive.facts import Facts, Value


def disputes(facts: Facts) -> Iterator[Triple]:
    """Name the properties of each thing that sources conflict on, settled or not."""
    for thing, name in _adjudicated(facts):
        yield Triple(thing, term("disputedOn"), name)
    for thing in _denied(facts):
        yield Triple(thing, term("disputedOn"), TYPE)
    for thing, name in conflicts(facts):
        yield Triple(thing, term("disputedOn"), name)


def conflicts(facts: Facts) -> Iterator[tuple[NamedNode, NamedNode]]:
    """Find the accepted single values that an affirming attestation contradicts.

    Args:
        facts: the data.

    Yields:
        The thing and the property.
    """
    for node in facts.terms.functional:
        name = local_name(node)
        for thing, accepted in facts.accepted(name):
            for attestation in facts.affirmations.get(thing, ()):
                stated = facts.of_thing(attestation, name)
                if stated and not agree(accepted, stated, dated=node in facts.terms.dates):
                    yield thing, node


def agree(accepted: Sequence[Value], stated: Sequence[Value], *, dated: bool) -> bool:
    """Tell whether every stated value can be true together with an accepted one.

    Args:
        accepted: the values on the thing.
        stated: the values on the attestation.
        dated: whether they are partial dates, which agree if one contains the other.

    Returns:
        False if they conflict.
    """
    if not dated:
        return set(stated) <= set(accepted)
    days = list(readable_dates(accepted))
    return all(any(day.compatible(each) for day in days) for each in readable_dates(stated))


def _adjudicated(facts: Facts) -> Iterator[tuple[NamedNode, NamedNode]]:
    for adjudication in facts.values("setsAside"):
        thing = facts.node(adjudication, "adjudicates")
        name = facts.node(adjudication, "onProperty")
        if thing and name:
            yield thing, name


def _denied(facts: Facts) -> Iterator[NamedNode]:
    settled = {each for values in facts.values("setsAside").values() for each in values}
    for thing, attestations in facts.attestations.items():
        affirmed = facts.affirmations[thing]
        if thing in facts.types and any(
            each not in affirmed and each not in settled for each in attestations
        ):
            yield thing
