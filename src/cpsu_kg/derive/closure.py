"""General statements that follow from specific ones, so that plain patterns find them."""

from __future__ import annotations

from pyoxigraph import NamedNode, Triple

from cpsu_kg.terms import TYPE, term

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from cpsu_kg.derive.facts import Facts


def superclasses(facts: Facts) -> Iterator[Triple]:
    """Say of every thing that it also belongs to the classes above its own."""
    own = facts.terms.classes
    above = {each: facts.terms.superclasses(each) & own for each in own}
    for subject, types in facts.types.items():
        for each in types:
            for parent in above.get(each, ()) if isinstance(each, NamedNode) else ():
                yield Triple(subject, TYPE, parent)


def participants(facts: Facts) -> Iterator[Triple]:
    """Say of everyone with a role in an event that they took part in it."""
    for role in facts.terms.roles:
        for event, agents in facts.accepted(local_name(role)):
            for agent in agents:
                yield Triple(event, term("participant"), agent)


def local_name(node: NamedNode) -> str:
    """Give the part of a term's IRI after `#`."""
    return node.value.partition("#")[2]
