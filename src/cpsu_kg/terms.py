"""The vocabulary, read from the ontology's own files.

Python code names a term by its local name (`term("start")`) and asks `Terms` for everything
that the ontology says of it; no list of terms is kept here.
"""

from __future__ import annotations

import re

from pyoxigraph import Literal, NamedNode

from cpsu_kg.errors import UnknownName

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Quad

    from cpsu_kg.resources import Resources

BASE = "https://w3id.org/cpsu-kg/"
CPSU = BASE + "ontology#"
OWL = "http://www.w3.org/2002/07/owl#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SCHEMA = "http://schema.org/"
SKOS = "http://www.w3.org/2004/02/skos/core#"

TYPE = NamedNode(RDF + "type")
LABEL = NamedNode(RDFS + "label")

# Parents that only group other classes: nothing in the data is just an agent or a span.
_ABSTRACT = frozenset({NamedNode(CPSU + "Agent"), NamedNode(CPSU + "Span")})


def term(name: str) -> NamedNode:
    """Give the IRI of a term of the vocabulary.

    Args:
        name: its local name, such as `start`.

    Returns:
        The IRI.
    """
    return NamedNode(CPSU + name)


def thing(kind: str, slug: str) -> NamedNode:
    """Give the IRI of a thing described in the data.

    Args:
        kind: such as `person`.
        slug: such as `joseph-stalin`.

    Returns:
        The IRI.
    """
    return NamedNode(f"{BASE}{kind}/{slug}")


def shorten(iri: str) -> str:
    """Write an IRI the short way.

    Args:
        iri: any IRI.

    Returns:
        `cpsu:start` for a term, `person/joseph-stalin` for a thing, else the IRI unchanged.
    """
    if iri.startswith(CPSU):
        return "cpsu:" + iri[len(CPSU) :]
    return iri.removeprefix(BASE)


class Terms:
    """What the ontology declares: labels, hierarchies, domains, closed lists.

    `classes`, `properties`, `functional`, `dates` and `roles` are the project's own terms;
    terms of other vocabularies that it is aligned to are left out.
    """

    def __init__(self, quads: Iterable[Quad]) -> None:
        """Index the ontology.

        Args:
            quads: the ontology's triples; others do no harm.
        """
        self._values: dict[NamedNode, dict[NamedNode, list[NamedNode | Literal]]] = {}
        for quad in quads:
            subject, value = quad.subject, quad.object
            if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
                by_subject = self._values.setdefault(quad.predicate, {})
                by_subject.setdefault(subject, []).append(value)
        self.classes = self._instances(OWL + "Class")
        self.properties = self._instances(OWL + "ObjectProperty", OWL + "DatatypeProperty")
        self.functional = self._instances(OWL + "FunctionalProperty")
        self.dates = self.below(term("when"))
        self.roles = self.below(term("participant"))
        self.kinds = self._kinds()

    @classmethod
    def load(cls, resources: Resources) -> Terms:
        """Read the ontology from its files.

        Args:
            resources: where the dataset lies.

        Returns:
            The terms.

        Raises:
            DataSyntaxError: a file is not well-formed Turtle.
            ResourceError: the folder is missing or a file cannot be read.
        """
        from cpsu_kg.stores.loading import read_files

        return cls(read_files(resources, resources.files("ontology", ".ttl")))

    def label(self, node: NamedNode, language: str = "en") -> str:
        """Give the label of a term; its short IRI if it has none in the language."""
        for value in self._of(node, RDFS + "label"):
            if isinstance(value, Literal) and value.language == language:
                return value.value
        return shorten(node.value)

    def superclasses(self, node: NamedNode) -> frozenset[NamedNode]:
        """Give all classes above a class, without itself."""
        return self._closure(node, RDFS + "subClassOf") - {node}

    def subclasses(self, node: NamedNode) -> frozenset[NamedNode]:
        """Give all classes below a class, without itself."""
        return frozenset(each for each in self.classes if node in self.superclasses(each))

    def below(self, node: NamedNode) -> frozenset[NamedNode]:
        """Give all properties below a property, without itself."""
        found = (e for e in self.properties if node in self._closure(e, RDFS + "subPropertyOf"))
        return frozenset(found) - {node}

    def domain(self, node: NamedNode) -> frozenset[NamedNode]:
        """Give the classes, and those below them, whose members may have a property."""
        named = [c for c in self._of(node, SCHEMA + "domainIncludes") if isinstance(c, NamedNode)]
        return frozenset(named).union(*map(self.subclasses, named))

    def concepts(self, scheme: NamedNode) -> frozenset[NamedNode]:
        """Give the members of a closed list, such as `term("ranks")`."""
        listed = self._values.get(NamedNode(SKOS + "inScheme"), {})
        return frozenset(concept for concept, schemes in listed.items() if scheme in schemes)

    def kind(self, node: NamedNode) -> str:
        """Give the part of the IRI that things of a class have, such as `person`.

        Args:
            node: a class.

        Returns:
            The last word of the name of the topmost class that is not merely a grouping.
        """
        top = min(({node} | self.superclasses(node)) - _ABSTRACT or {node}, key=self._depth)
        name = top.value.removeprefix(CPSU)
        words: list[str] = re.findall("[A-Z][a-z]*", name) or [name]
        return words[-1].lower()

    def find(self, name: str) -> NamedNode:
        """Find a term by its local name.

        Args:
            name: with or without the prefix `cpsu:`.

        Returns:
            The IRI.

        Raises:
            UnknownName: the ontology declares no such term.
        """
        declared = {each.value.removeprefix(CPSU) for each in self._values.get(TYPE, {})}
        local = name.removeprefix("cpsu:")
        if local not in declared:
            raise UnknownName("term", name, declared)
        return term(local)

    def _kinds(self) -> dict[str, NamedNode]:
        deepest_first = sorted(self.classes - _ABSTRACT, key=lambda e: (-self._depth(e), e.value))
        return {self.kind(each): each for each in deepest_first}

    def _of(self, node: NamedNode, predicate: str) -> list[NamedNode | Literal]:
        return self._values.get(NamedNode(predicate), {}).get(node, [])

    def _instances(self, *classes: str) -> frozenset[NamedNode]:
        wanted = {NamedNode(each) for each in classes}
        typed = self._values.get(TYPE, {}).items()
        return frozenset(
            node for node, types in typed if _is_own(node) and not wanted.isdisjoint(types)
        )

    def _closure(self, node: NamedNode, predicate: str) -> frozenset[NamedNode]:
        found: set[NamedNode] = set()
        waiting = [node]
        while waiting:
            each = waiting.pop()
            if each not in found:
                found.add(each)
                parents = self._of(each, predicate)
                waiting += [p for p in parents if isinstance(p, NamedNode) and _is_own(p)]
        return frozenset(found)

    def _depth(self, node: NamedNode) -> int:
        return len(self.superclasses(node))


def _is_own(node: NamedNode) -> bool:
    return node.value.startswith(CPSU)
