"""What stands inside what in a nested document: a tenure in its holder, its attestations in it.

Each thing has one place, so a nested document says everything once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode

from cpsu_kg.terms import OWL, SKOS, TYPE, term

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple

    from cpsu_kg.exports.dataset import Node
    from cpsu_kg.exports.vocabulary import Vocabulary


class Nest(NamedTuple):
    """A rule: things of a class stand under `key` in the thing that a property leads to.

    Things of level 1 stand in a root, those of level 2 in a root or a thing of level 1. A key
    may mean another property inside a body, so the parent's class is part of the rule.
    """

    key: str
    child: NamedNode
    property: NamedNode
    level: int = 1
    in_body: bool | None = None


BODY = term("Body")
NESTS = (
    Nest("phases", term("Phase"), term("ofOffice"), in_body=False),
    Nest("phases", term("Phase"), term("ofBody"), in_body=True),
    Nest("designations", term("Designation"), term("ofOffice"), in_body=False),
    Nest("designations", term("Designation"), term("ofBody"), in_body=True),
    Nest("vacancies", term("Vacancy"), term("ofOffice")),
    Nest("headcounts", term("Headcount"), term("body")),
    Nest("tenures", term("Tenure"), term("holder")),
    Nest("spans", term("LineSpan"), term("inLine")),
    Nest("sources", term("Source"), term("family")),
    Nest("concepts", NamedNode(SKOS + "Concept"), NamedNode(SKOS + "inScheme")),
    Nest("attestations", term("Attestation"), term("attests"), level=2),
    Nest("adjudications", term("Adjudication"), term("adjudicates"), level=2),
)

# Where roots stand in the document; the first that fits decides, what fits none is an other.
SECTIONS = {
    "lines": (term("OfficeLine"),),
    "offices": (term("Office"),),
    "bodies": (BODY,),
    "persons": (term("Person"),),
    "leaderships": (term("Leadership"),),
    "events": (term("Event"),),
    "families": (term("SourceFamily"),),
    "schemes": (NamedNode(SKOS + "ConceptScheme"),),
    "classes": (NamedNode(OWL + "Class"),),
    "properties": tuple(NamedNode(OWL + f"{e}Property") for e in ("Object", "Datatype")),
    "queries": (NamedNode("http://www.w3.org/ns/shacl#SPARQLExecutable"),),
    "others": (),
}


class Place(NamedTuple):
    """Where a nested thing stands."""

    parent: Node
    rule: Nest


class Tree:
    """The places of all nested things of a dataset."""

    def __init__(self, triples: Iterable[Triple], vocabulary: Vocabulary) -> None:
        """Find every thing's place.

        Args:
            triples: the whole dataset, in any order.
            vocabulary: the ontology.
        """
        below = vocabulary.with_subclasses
        self._children = {nest: below(nest.child) for nest in NESTS}
        self._levels = {e: nest.level for nest in NESTS for e in self._children[nest]}
        self._sections = {
            each: number
            for number, classes in reversed(list(enumerate(SECTIONS.values())))
            for top in classes
            for each in below(top)
        }
        self._types: dict[Node, set[NamedNode]] = {}
        self._links: dict[Node, list[tuple[NamedNode, Node]]] = {}
        self._read(triples)
        self.places = {node: place for node in self._links if (place := self._place(node))}
        self._links.clear()

    def root(self, node: Node) -> Node:
        """Give the thing that stands at the top above another, or is it."""
        while place := self.places.get(node):
            node = place.parent
        return node

    def section(self, node: Node) -> int:
        """Give the number of the section where a root stands."""
        types = self._types.get(node, ())
        return min((self._sections.get(each, 99) for each in types), default=99)

    def _read(self, triples: Iterable[Triple]) -> None:
        properties = {nest.property for nest in NESTS}
        classes = self._levels.keys() | self._sections.keys()
        for subject, predicate, value in triples:
            if predicate == TYPE:
                if value in classes:
                    self._types.setdefault(subject, set()).add(value)
            elif predicate in properties and not isinstance(value, Literal):
                self._links.setdefault(subject, []).append((predicate, value))

    def _level(self, node: Node) -> int:
        return max((self._levels.get(each, 0) for each in self._types.get(node, ())), default=0)

    def _place(self, node: Node) -> Place | None:
        level, types = self._level(node), self._types.get(node, set())
        for rule in NESTS:
            if rule.level == level and not types.isdisjoint(self._children[rule]):
                for predicate, parent in sorted(self._links[node], key=str):
                    if predicate == rule.property and self._fits(parent, rule):
                        return Place(parent, rule)
        return None

    def _fits(self, parent: Node, rule: Nest) -> bool:
        in_body = BODY in self._types.get(parent, ())
        return (
            isinstance(parent, NamedNode)
            and self._level(parent) < rule.level
            and rule.in_body in (None, in_body)
        )
