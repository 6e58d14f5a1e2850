"""How many independent source families state each accepted date."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Triple

from cpsu_kg.dates import XSD
from cpsu_kg.derive.closure import local_name
from cpsu_kg.derive.facts import readable_dates
from cpsu_kg.terms import term

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from cpsu_kg.derive.facts import Facts

_SUFFIX = "Support"


def support(facts: Facts) -> Iterator[Triple]:
    """Count, for each date that has a property such as `startSupport`, the families behind it."""
    for counter in facts.terms.below(term("support")):
        name = local_name(counter).removesuffix(_SUFFIX)
        for thing, _ in facts.accepted(name):
            count = len(families(facts, thing, name))
            yield Triple(thing, counter, Literal(str(count), datatype=NamedNode(XSD + "integer")))


def families(facts: Facts, thing: NamedNode, name: str) -> set[NamedNode]:
    """Find the source families that state an accepted date, at least as precisely.

    Args:
        facts: the data.
        thing: what is dated.
        name: local name of the dated property.

    Returns:
        The families; a source without one counts as its own.
    """
    accepted = facts.date(thing, name)
    found: set[NamedNode] = set()
    for attestation in facts.affirmations.get(thing, ()):
        source = facts.node(attestation, "source")
        stated = readable_dates(facts.of_thing(attestation, name))
        if source and accepted and any(accepted.contains(each) for each in stated):
            found.add(facts.node(source, "family") or source)
    return found
