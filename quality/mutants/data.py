"""The real data, indexed so that slips can be made in it."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from pyoxigraph import Literal, NamedNode, Quad, Triple

from cpsu_kg.resources import Resources, find
from cpsu_kg.stores.loading import dataset_files, read_files
from cpsu_kg.terms import BASE, LABEL, RDFS, SKOS, TYPE, Terms, term

Term = NamedNode | Literal
ALT = NamedNode(SKOS + "altLabel")
MATCH = NamedNode(SKOS + "exactMatch")
XSD = "http://www.w3.org/2001/XMLSchema#"
ONTOLOGY = NamedNode("https://w3id.org/cpsu-kg/graph/ontology")

# What an attestation says of itself; everything else it states of its thing.
OWN = frozenset(map(term, ("attests", "source", "locator", "stance", "note", "claim", "statement")))

# What may be accepted without a source that states it.
BY_NATURE = frozenset(
    map(term, ("holder", "office", "body", "ofOffice", "ofBody", "parentBody", "sessionOf"))
) | frozenset(map(term, ("partOf", "committeeElectedAt", "leadershipOf", "asOf", "title")))
BY_DAY = frozenset(map(term, ("startedBy", "endedBy")))


class Data:
    """The dataset with its ontology, as it was typed."""

    def __init__(self, resources: Resources | None = None) -> None:
        self.resources = resources or find()
        self.quads: list[Quad] = list(read_files(self.resources, dataset_files(self.resources)))
        self._out: dict[NamedNode, dict[NamedNode, list[Term]]] = defaultdict(dict)
        self._in: dict[Term, list[Triple]] = defaultdict(list)
        self._of: dict[tuple[str, ...], list[NamedNode]] = {}
        self._below: dict[tuple[str, ...], set[NamedNode]] = {}
        for quad in sorted(self.quads, key=str):
            self._out[quad.subject].setdefault(quad.predicate, []).append(quad.object)
            self._in[quad.object].append(quad.triple)

    @cached_property
    def terms(self) -> Terms:
        """The ontology."""
        return Terms(quad for quad in self.quads if quad.graph_name == ONTOLOGY)

    @cached_property
    def things(self) -> list[NamedNode]:
        """Everything described in the data, in a fixed order."""
        return [s for s, about in self._out.items() if is_thing(s) and TYPE in about]

    def of(self, *names: str) -> list[NamedNode]:
        """Give the things of some classes, and of those below them."""
        if names not in self._of:
            self._of[names] = [each for each in self.things if self.is_a(each, *names)]
        return list(self._of[names])

    def is_a(self, node: Term, *names: str) -> bool:
        """Tell whether a thing is of one of some classes, or of those below them."""
        if names not in self._below:
            given = set(map(term, names))
            below = {each for one in given for each in self.terms.subclasses(one)}
            self._below[names] = given | below
        return not self._below[names].isdisjoint(self.values(node, TYPE))  # type: ignore[arg-type]

    def values(self, subject: NamedNode, property: str | NamedNode) -> list[Term]:
        """Give the values that a thing has for a property."""
        node = term(property) if isinstance(property, str) else property
        return self._out.get(subject, {}).get(node, [])

    def value(self, subject: NamedNode, property: str | NamedNode) -> Term | None:
        """Give the first value that a thing has for a property, None if it has none."""
        return next(iter(self.values(subject, property)), None)

    def about(self, subject: NamedNode) -> list[Triple]:
        """Give all triples whose subject something is."""
        found = self._out.get(subject, {}).items()
        return [Triple(subject, property, value) for property, values in found for value in values]

    def mentions(self, value: Term) -> list[Triple]:
        """Give all triples whose value something is."""
        return self._in.get(value, [])

    def attestations(self, thing: NamedNode) -> list[NamedNode]:
        """Give the attestations of a thing."""
        return [each.subject for each in self.mentions(thing) if each.predicate == term("attests")]

    def affirmations(self, thing: NamedNode) -> list[NamedNode]:
        """Give the affirming attestations of a thing."""
        affirms = term("affirms")
        return [e for e in self.attestations(thing) if affirms in self.values(e, "stance")]

    def stating(self, thing: NamedNode, property: NamedNode, value: Term) -> list[NamedNode]:
        """Give the affirming attestations that state exactly a value."""
        return [e for e in self.affirmations(thing) if value in self.values(e, property)]

    def is_set_aside(self, attestation: NamedNode, property: NamedNode) -> bool:
        """Tell whether an adjudication on a property sets an attestation aside."""
        return any(
            each.predicate == term("setsAside")
            and self.value(each.subject, "onProperty") in (property, TYPE)
            for each in self.mentions(attestation)
        )

    def decided(self, thing: NamedNode, property: NamedNode) -> bool:
        """Tell whether there is an adjudication on a property of a thing."""
        return any(
            each.predicate == term("adjudicates")
            and property in self.values(each.subject, "onProperty")
            for each in self.mentions(thing)
        )

    def label(self, thing: NamedNode, language: str) -> Literal | None:
        """Give the label of a thing in a language."""
        labels = (each for each in self.values(thing, LABEL) if isinstance(each, Literal))
        return next((each for each in labels if each.language == language), None)

    def claims(self, thing: NamedNode) -> list[Triple]:
        """Give what is accepted of a thing and stated by an affirming attestation."""
        return [each for each in self.about(thing) if self.stating(*each)]


def is_thing(node: object) -> bool:
    """Tell whether a node is in the project's own space, and no term of its vocabulary."""
    if not isinstance(node, NamedNode):
        return False
    return node.value.startswith(BASE) and not node.value.startswith(BASE + "ontology")


def kind(node: NamedNode) -> str:
    """Give the kind in a thing's IRI, such as `person`."""
    return node.value.removeprefix(BASE).partition("/")[0]


def slug(node: NamedNode) -> str:
    """Give the last part of a thing's IRI."""
    return node.value.rpartition("/")[2]


def text(value: str, language: str | None = None) -> Literal:
    """Make a text, with a language or without."""
    return Literal(value, language=language) if language else Literal(value)


def typed(value: str, datatype: str) -> Literal:
    """Make a literal of an XML Schema datatype."""
    return Literal(value, datatype=NamedNode(XSD + datatype))


def has_type(value: object, datatype: str) -> bool:
    """Tell whether something is a literal of an XML Schema datatype."""
    return isinstance(value, Literal) and value.datatype.value == XSD + datatype


SEE_ALSO = NamedNode(RDFS + "seeAlso")
