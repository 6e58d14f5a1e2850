"""The shapes graph, read into small records; what the validator does not know is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode

from cpsu_kg.errors import CpsuKgError
from cpsu_kg.stores.loading import read_turtle

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pyoxigraph import Quad

    from cpsu_kg.resources import Resources
    from cpsu_kg.stores.solutions import Term

SH = "http://www.w3.org/ns/shacl#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

_TARGETS = ("targetClass", "targetSubjectsOf", "targetNode")
_SHAPES = ("node", "property", "qualifiedValueShape")
_LISTS = ("in", "languageIn")
_SHAPE_LISTS = ("or", "xone", "and")
_OTHER = ("type", "path", "message", "severity", "sparql", *_TARGETS)


class ShapesError(CpsuKgError):
    """The shapes graph is empty, broken, or uses a feature that the validator does not know."""


class Path(NamedTuple):
    """A property, or its inverse."""

    property: NamedNode
    inverse: bool


class Shape(NamedTuple):
    """A node or property shape.

    `parameters` holds the values of each constraint by the local name of its SHACL term;
    lists are spread out and references to other shapes are followed.
    """

    node: NamedNode | BlankNode
    path: Path | None
    parameters: dict[str, Sequence[Term | Shape]]
    severity: str
    message: str


class SparqlConstraint(NamedTuple):
    """The text of a SHACL-SPARQL constraint with its prefixes written out."""

    node: NamedNode
    severity: str
    message: str
    select: str


class Target(NamedTuple):
    """The nodes a shape is about: the instances of a class, or the subjects of a property."""

    kind: str
    node: NamedNode


class ShapesGraph:
    """All shapes that have a target (`targeted`), and the SPARQL constraints they carry."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        """Read the shapes.

        Args:
            quads: the shapes graph.

        Raises:
            ShapesError: nothing has a target, or something in it is not understood.
        """
        self._index: dict[Term, dict[str, list[Term]]] = {}
        for quad in quads:
            about = self._index.setdefault(quad.subject, {})
            about.setdefault(_local(quad.predicate), []).append(quad.object)
        self.targeted: list[tuple[Shape, list[Target]]] = []
        self.constraints: list[SparqlConstraint] = []
        for node in sorted(self._index, key=str):
            if targets := self._targets(node):
                shape = self.shape(node)
                self.targeted.append((shape, targets))
                self.constraints += self._constraints(node, shape.severity)
        if not self.targeted:
            raise ShapesError("the shapes graph is empty: nothing would be checked")

    def shape(self, node: Term) -> Shape:
        """Read one shape together with the shapes it refers to.

        Args:
            node: its IRI or blank node.

        Returns:
            The shape.

        Raises:
            ShapesError: it is not described.
        """
        about = self._about(node)
        return Shape(
            node=node,  # type: ignore[arg-type]  # a described node is no literal
            path=self._path(about["path"][0]) if "path" in about else None,
            parameters={
                name: self._values(name, values)
                for name, values in sorted(about.items())
                if name not in _OTHER
            },
            severity=_severity(about),
            message=_text(about, "message"),
        )

    def _values(self, name: str, values: list[Term]) -> Sequence[Term | Shape]:
        if name in _SHAPES:
            return [self.shape(each) for each in values]
        if name in _LISTS:
            return [member for each in values for member in self._members(each)]
        if name in _SHAPE_LISTS:
            return [self.shape(member) for each in values for member in self._members(each)]
        return values

    def _constraints(self, node: Term, severity: str) -> Iterable[SparqlConstraint]:
        for each in self._about(node).get("sparql", ()):
            about = self._about(each)
            prefixes = "".join(map(self._declared, about.get("prefixes", ())))
            select = prefixes + _text(about, "select")
            yield SparqlConstraint(each, severity, _text(about, "message"), select)  # type: ignore[arg-type]

    def _declared(self, prefixes: Term) -> str:
        declared = map(self._about, self._about(prefixes).get("declare", ()))
        return "".join(
            f"PREFIX {_text(each, 'prefix')}: <{_text(each, 'namespace')}>\n" for each in declared
        )

    def _targets(self, node: Term) -> list[Target]:
        about = self._index[node]
        return [Target(kind, each) for kind in _TARGETS for each in about.get(kind, ())]  # type: ignore[arg-type]

    def _path(self, node: Term) -> Path:
        if isinstance(node, NamedNode):
            return Path(node, inverse=False)
        inverse = self._about(node).get("inversePath", ())
        if len(inverse) == 1 and isinstance(inverse[0], NamedNode):
            return Path(inverse[0], inverse=True)
        raise ShapesError(f"the path {node} is neither a property nor the inverse of one")

    def _members(self, head: Term) -> Iterable[Term]:
        while head != NamedNode(RDF + "nil"):
            about = self._about(head)
            yield about["first"][0]
            head = about["rest"][0]

    def _about(self, node: Term) -> dict[str, list[Term]]:
        if node not in self._index:
            raise ShapesError(f"{node} is used in the shapes but not described there")
        return self._index[node]


def read_shapes(resources: Resources) -> list[Quad]:
    """Read the Turtle files of the shapes graph.

    Args:
        resources: where the dataset lies.

    Returns:
        The quads.

    Raises:
        DataSyntaxError: a file is not well-formed.
        ResourceError: there are no shapes.
    """
    graph = NamedNode("https://w3id.org/cpsu-kg/graph/shapes")
    files = resources.files("shapes", ".ttl")
    return [quad for file in files for quad in read_turtle(resources.path(file), graph)]


def _local(term: NamedNode) -> str:
    return term.value[term.value.rindex("#") + 1 :] if "#" in term.value else term.value


def _text(about: dict[str, list[Term]], name: str) -> str:
    texts = [each.value for each in about.get(name, ()) if isinstance(each, Literal)]
    return texts[0] if texts else ""


def _severity(about: dict[str, list[Term]]) -> str:
    given = [_local(each) for each in about.get("severity", ()) if isinstance(each, NamedNode)]
    return given[0] if given else "Violation"
