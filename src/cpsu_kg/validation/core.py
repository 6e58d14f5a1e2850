"""SHACL Core, as far as the shapes of this project use it, evaluated property by property.

Each constraint is one small function; a parameter without a function is refused, so that no
constraint is ever passed over in silence. The pySHACL engine is the reference it is tested against.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode

from cpsu_kg.validation.lexical import XSD, is_well_typed
from cpsu_kg.validation.results import Result
from cpsu_kg.validation.shapes import SH, Path, Shape, ShapesError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import TypeAlias

    from cpsu_kg.stores.solutions import Term
    from cpsu_kg.validation.graph import DataGraph
    from cpsu_kg.validation.shapes import ShapesGraph


class Case(NamedTuple):
    """One shape at one focus node."""

    graph: DataGraph
    shape: Shape
    focus: Term
    values: Sequence[Term]

    def parameter(self, name: str) -> Term:
        """Give the one value of a parameter."""
        return self.shape.parameters[name][0]  # type: ignore[return-value]

    def number(self, name: str) -> int:
        """Give the value of a parameter that is a whole number."""
        return int(self.parameter(name).value)  # type: ignore[union-attr]

    def shapes(self, name: str) -> Sequence[Shape]:
        """Give the shapes that a parameter refers to."""
        return self.shape.parameters[name]  # type: ignore[return-value]


if TYPE_CHECKING:
    # Gives the offending value nodes, None for an offence of the focus node as a whole.
    Component: TypeAlias = Callable[[Case], Iterable[Term | None]]


def core_results(shapes: ShapesGraph, graph: DataGraph) -> Iterator[Result]:
    """Evaluate every Core constraint of every shape with a target.

    Args:
        shapes: the shapes graph.
        graph: the graph under validation.

    Yields:
        The findings.

    Raises:
        ShapesError: a constraint is of a kind that is not known here.
    """
    for shape, targets in shapes.targeted:
        for focus in graph.targets(targets):
            yield from _evaluate(graph, shape, focus)


def _evaluate(graph: DataGraph, shape: Shape, focus: Term) -> Iterator[Result]:
    values = [focus] if shape.path is None else graph.values(focus, shape.path)
    case = Case(graph, shape, focus, values)
    for name in shape.parameters:
        if name == "property":
            for value in values:
                for each in case.shapes("property"):
                    yield from _evaluate(graph, each, value)
        elif name not in _MODIFIERS:
            for offender in _component(name)(case):
                yield _result(case, name, offender)


def _conforms(graph: DataGraph, shape: Shape, node: Term) -> bool:
    return next(_evaluate(graph, shape, node), None) is None


def _result(case: Case, name: str, value: Term | None) -> Result:
    shape = case.shape
    path = shape.path.property if shape.path else None
    component = name[0].upper() + name[1:] + "ConstraintComponent"
    return Result(
        case.focus,
        path,
        value,
        component,
        shape.severity,
        shape.message,
        shape.node,  # type: ignore[arg-type]
    )


def _component(name: str) -> Component:
    try:
        return _COMPONENTS[name]
    except KeyError:
        raise ShapesError(f"the validator does not know sh:{name}") from None


@lru_cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _each(holds: Callable[[Case, Term], bool]) -> Component:
    return lambda case: [value for value in case.values if not holds(case, value)]


def _whole(holds: Callable[[Case], bool]) -> Component:
    return lambda case: [] if holds(case) else [None]


def _has_kind(case: Case, value: Term) -> bool:
    kinds = {"IRI": NamedNode, "Literal": Literal, "BlankNode": BlankNode}
    name = case.parameter("nodeKind").value.removeprefix(SH)  # type: ignore[union-attr]
    return any(isinstance(value, kinds[part]) for part in name.replace("Or", " ").split())


def _has_datatype(case: Case, value: Term) -> bool:
    wanted = case.parameter("datatype")
    return isinstance(value, Literal) and value.datatype == wanted and is_well_typed(value)


def _matches(case: Case, value: Term) -> bool:
    pattern = _compiled(case.parameter("pattern").value)  # type: ignore[union-attr]
    return not isinstance(value, BlankNode) and pattern.search(value.value) is not None  # type: ignore[union-attr]


def _is_long_enough(case: Case, value: Term) -> bool:
    shortest = case.number("minLength")
    return not isinstance(value, BlankNode) and len(value.value) >= shortest  # type: ignore[union-attr]


def _is_great_enough(case: Case, value: Term) -> bool:
    least = case.number("minInclusive")
    return (
        isinstance(value, Literal)
        and value.datatype.value == XSD + "integer"
        and is_well_typed(value)
        and int(value.value) >= least
    )


def _is_in_language(case: Case, value: Term) -> bool:
    ranges = [each.value.lower() for each in case.shape.parameters["languageIn"]]  # type: ignore[union-attr]
    tag = (value.language or "").lower() if isinstance(value, Literal) else ""
    return any(tag == each or tag.startswith(each + "-") for each in ranges)


def _languages_twice(case: Case) -> Iterable[None]:
    tags = [each.language for each in case.values if isinstance(each, Literal) and each.language]
    return [None for tag in sorted(set(tags)) if tags.count(tag) > 1]


def _qualified(case: Case) -> int:
    (shape,) = case.shapes("qualifiedValueShape")
    return sum(_conforms(case.graph, shape, value) for value in case.values)


def _fitting(case: Case, name: str, value: Term) -> int:
    return sum(_conforms(case.graph, shape, value) for shape in case.shapes(name))


def _shared(case: Case) -> Iterable[Term]:
    others = case.graph.values(case.focus, Path(case.parameter("disjoint"), False))  # type: ignore[arg-type]
    return [value for value in case.values if value in others]


_MODIFIERS = {"property", "qualifiedValueShape"}

_COMPONENTS: dict[str, Component] = {
    "minCount": _whole(lambda case: len(case.values) >= case.number("minCount")),
    "maxCount": _whole(lambda case: len(case.values) <= case.number("maxCount")),
    "hasValue": _whole(lambda case: case.parameter("hasValue") in case.values),
    "qualifiedMinCount": _whole(lambda case: _qualified(case) >= case.number("qualifiedMinCount")),
    "class": _each(lambda case, value: case.graph.is_a(value, case.parameter("class"))),
    "nodeKind": _each(_has_kind),
    "datatype": _each(_has_datatype),
    "pattern": _each(_matches),
    "minLength": _each(_is_long_enough),
    "minInclusive": _each(_is_great_enough),
    "languageIn": _each(_is_in_language),
    "uniqueLang": _languages_twice,
    "in": _each(lambda case, value: value in case.shape.parameters["in"]),
    "node": _each(lambda case, value: _fitting(case, "node", value) == len(case.shapes("node"))),
    "or": _each(lambda case, value: _fitting(case, "or", value) > 0),
    "xone": _each(lambda case, value: _fitting(case, "xone", value) == 1),
    "disjoint": _shared,
}
