"""The shapes graph, read into small records; what the validator does not know is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode

from cpsu_kg.errors import CpsuKgError
from cpsu_kg.stores.loading import read_turtle
from cpsu_kg.validation.results import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import TypeAlias

    from pyoxigraph import Quad

    from cpsu_kg.resources import Resources
    from cpsu_kg.stores.solutions import Term

    Parameter: TypeAlias = "Term | Shape | tuple[Term | Shape, ...]"

SH = "http://www.w3.org/ns/shacl#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

_TARGETS = ("targetClass", "targetSubjectsOf", "targetObjectsOf", "targetNode")
_SHAPES = ("node", "property", "not", "qualifiedValueShape")
_LISTS = ("in", "languageIn")
_SHAPE_LISTS = ("or", "xone", "and")
_SPOKEN = ("name", "description", "order", "group", "defaultValue", "message", "severity")
_SPARQL = ("sparql", "select", "prefixes")
_OTHER = ("type", "path", "deactivated", *_SPARQL, *_SPOKEN, *_TARGETS)
_REFUSED = ("target", "parameter", "rule")
_CLASSES = {
    NamedNode("http://www.w3.org/2000/01/rdf-schema#Class"),
    NamedNode("http://www.w3.org/2002/07/owl#Class"),
}
_SHAPE_CLASSES = {NamedNode(f"{SH}{name}") for name in ("NodeShape", "PropertyShape")}


class ShapesError(CpsuKgError):
    """The shapes graph is empty, broken, or uses a feature that the validator does not know."""


class Path(NamedTuple):
    """A property, or its inverse."""

    property: NamedNode
    inverse: bool


class Shape(NamedTuple):
    """A node or property shape.

    `parameters` holds the values of each constraint by the local name of its SHACL term; each
    value is a constraint of its own. Lists are tuples and references to other shapes followed.
    """

    node: NamedNode | BlankNode
    path: Path | None
    parameters: dict[str, Sequence[Parameter]]
    severity: str
    message: str


class Target(NamedTuple):
    """The nodes a shape is about, by the local name of the SHACL term that says so."""

    kind: str
    node: NamedNode


class SparqlConstraint(NamedTuple):
    """The text of a SHACL-SPARQL constraint with its prefixes written out."""

    node: NamedNode
    severity: str
    message: str
    select: str
    targets: Sequence[Target]


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
            if quad.predicate.value.startswith((SH, RDF)):
                name = _local(quad.predicate)
                if name in _REFUSED:
                    raise ShapesError(f"the validator does not know sh:{name}")
                about.setdefault(name, []).append(quad.object)
        self.targeted: list[tuple[Shape, list[Target]]] = []
        self.constraints: list[SparqlConstraint] = []
        for node in sorted(self._index, key=str):
            targets = self._targets(node)
            if targets and not self._is_off(node):
                shape = self.shape(node)
                self.targeted.append((shape, targets))
                self.constraints += self._constraints(shape, targets)
        if not self.targeted:
            raise ShapesError("the shapes graph is empty: nothing would be checked")

    def shape(self, node: Term, above: tuple[Term, ...] = ()) -> Shape:
        """Read one shape together with the shapes it refers to.

        Args:
            node: its IRI or blank node.
            above: the shapes that refer to it, and those that refer to these.

        Returns:
            The shape.

        Raises:
            ShapesError: it is not described, or refers to itself.
        """
        about = self._about(node)
        if node in above:
            raise ShapesError(f"{node} refers to itself")
        if "sparql" in about and (above or "path" in about):
            raise ShapesError(f"{node} has sh:sparql, but is not a node shape with a target")
        names = () if self._is_off(node) else sorted(about.keys() - set(_OTHER))
        return Shape(
            node=node,  # type: ignore[arg-type]  # a described node is no literal
            path=self._path(about["path"][0]) if "path" in about else None,
            parameters={name: self._values(name, about[name], (*above, node)) for name in names},
            severity=_severity(about),
            message=_text(about, "message"),
        )

    def _values(
        self, name: str, values: list[Term], above: tuple[Term, ...]
    ) -> Sequence[Parameter]:
        if name in _SHAPES:
            return [self.shape(each, above) for each in values]
        if name in _LISTS:
            return [tuple(self._members(each)) for each in values]
        if name in _SHAPE_LISTS:
            lists = map(self._members, values)
            return [tuple(self.shape(member, above) for member in each) for each in lists]
        return values

    def _is_off(self, node: Term) -> bool:
        return Literal(True) in self._about(node).get("deactivated", ())

    def _constraints(self, shape: Shape, targets: list[Target]) -> Iterable[SparqlConstraint]:
        for each in self._about(shape.node).get("sparql", ()):
            if self._is_off(each):
                continue
            about = self._about(each)
            prefixes = "".join(map(self._declared, about.get("prefixes", ())))
            select = prefixes + _text(about, "select")
            message = _text(about, "message")
            yield SparqlConstraint(each, shape.severity, message, select, targets)  # type: ignore[arg-type]

    def _declared(self, prefixes: Term) -> str:
        declared = map(self._about, self._index.get(prefixes, {}).get("declare", ()))
        return "".join(
            f"PREFIX {_text(each, 'prefix')}: <{_text(each, 'namespace')}>\n" for each in declared
        )

    def _targets(self, node: Term) -> list[Target]:
        about = self._index[node]
        found = [Target(kind, each) for kind in _TARGETS for each in about.get(kind, ())]  # type: ignore[arg-type]
        types = set(about.get("type", ()))
        if types & _CLASSES and types & {
            NamedNode(f"{SH}NodeShape"),
            NamedNode(f"{SH}PropertyShape"),
        }:
            found.append(Target("targetClass", node))  # type: ignore[arg-type]
        return found

    def _path(self, node: Term) -> Path:
        if isinstance(node, NamedNode):
            return Path(node, inverse=False)
        about = self._about(node)
        inverse = about.get("inversePath", ())
        if len(about) == len(inverse) == 1 and isinstance(inverse[0], NamedNode):
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
    for each in about.get("severity", ()):
        name = each.value.removeprefix(SH) if isinstance(each, NamedNode) else ""
        if name not in SEVERITIES:
            raise ShapesError(f"the severity {each} is not one of {', '.join(SEVERITIES)}")
        return name
    return SEVERITIES[0]
