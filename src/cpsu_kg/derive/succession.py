"""Who came before and after whom, in an office and in a line of offices."""

from __future__ import annotations

from itertools import pairwise

from pyoxigraph import NamedNode, Triple

from cpsu_kg.derive.bounds import span_bounds
from cpsu_kg.terms import term

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from cpsu_kg.derive.facts import Facts

_HELD_BY = NamedNode("http://www.w3.org/ns/org#heldBy")


def succession(facts: Facts) -> Iterator[Triple]:
    """Link substantive tenures with those before and after them, by their starts.

    Acting holders are passed over. In a collegial office nobody succeeds anybody, so the chain
    breaks there.
    """
    lines: dict[NamedNode, list[NamedNode]] = {}
    for office, tenures in facts.tenures_by_office.items():
        yield from _chain(facts, tenures, "previous", "next")
        for line in facts.of_thing(office, "inLine"):
            if isinstance(line, NamedNode):
                lines.setdefault(line, []).extend(tenures)
    for tenures in lines.values():
        yield from _chain(facts, tenures, "previousInLine", "nextInLine")


def holders(facts: Facts) -> Iterator[Triple]:
    """Link every office with the persons who held it substantively."""
    for office, tenures in facts.tenures_by_office.items():
        for tenure in tenures:
            for holder in facts.of_thing(tenure, "holder"):
                yield Triple(office, _HELD_BY, holder)


def _chain(facts: Facts, tenures: list[NamedNode], before: str, after: str) -> Iterator[Triple]:
    for earlier, later in pairwise(sorted(tenures, key=lambda each: _order(facts, each))):
        if not (_collegial(facts, earlier) or _collegial(facts, later)):
            yield Triple(later, term(before), earlier)
            yield Triple(earlier, term(after), later)


def _order(facts: Facts, tenure: NamedNode) -> tuple[object, ...]:
    start, end = span_bounds(facts, tenure)
    return (start.earliest, start.latest, end.latest, tenure.value)


def _collegial(facts: Facts, tenure: NamedNode) -> bool:
    office = facts.node(tenure, "office")
    return office is not None and facts.is_true(office, "collegial")
