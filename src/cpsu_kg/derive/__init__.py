"""What follows from the data and is never typed by hand, one small module per idea.

Every function is pure: facts in, triples out. `derive` runs them all.
"""

from __future__ import annotations

from pyoxigraph import NamedNode, Quad, Triple

from cpsu_kg.derive.bounds import bounds
from cpsu_kg.derive.closure import participants, superclasses
from cpsu_kg.derive.disputes import disputes
from cpsu_kg.derive.facts import Facts
from cpsu_kg.derive.partition import line_spans
from cpsu_kg.derive.succession import holders, succession
from cpsu_kg.derive.support import support

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

GRAPH = NamedNode("https://w3id.org/cpsu-kg/graph/derived")

_STEPS = (
    superclasses,
    participants,
    bounds,
    support,
    disputes,
    succession,
    holders,
    line_spans,
)


def derive(facts: Facts) -> Iterator[Triple]:
    """Derive everything that follows from the data.

    Args:
        facts: the data and the ontology.

    Yields:
        Triples that the data does not hold, in a fixed order; none comes twice.
    """
    seen: set[Triple] = set()
    for step in _STEPS:
        for triple in sorted(set(step(facts)) - seen, key=str):
            seen.add(triple)
            if not facts.hold(triple):
                yield triple


def derived_quads(facts: Facts) -> Iterator[Quad]:
    """Derive everything, in the named graph for derived triples."""
    for subject, predicate, value in derive(facts):
        yield Quad(subject, predicate, value, GRAPH)


__all__ = ["GRAPH", "Facts", "derive", "derived_quads"]
