"""SHACL Core, as far as the shapes of this project use it, evaluated property by property.

Each constraint is one small function; a parameter without a function is refused, so that no
constraint is ever passed over in silence. The pySHACL engine is the reference it is tested against.
"""

from __future__ import annotations

import re
from functools import lru_cache
from operator import ge, gt, le, lt
from typing import TYPE_CHECKING, Any, NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode

from cpsu_kg.validation.lexical import as_number, is_known, is_well_typed
from cpsu_kg.validation.results import Result
from cpsu_kg.validation.shapes import SH, Path, Shape, ShapesError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from decimal import Decimal
    from typing import TypeAlias

    from cpsu_kg.stores.solutions import Term
    from cpsu_kg.validation.graph import DataGraph
    from cpsu_kg.validation.shapes import ShapesGraph


class Case(NamedTuple):
    """One constraint of a shape, given by the value of a parameter, at one focus node."""

    graph: DataGraph
    shape: Shape
    focus: Term
    values: Sequence[Term]
    parameter: Any

    @property
    def number(self) -> int:
        """The value of a parameter that is a whole number."""
        return int(self.parameter.value)


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
    for name, parameters in shape.parameters.items():
        if name in _MODIFIERS:
            continue
        for parameter in parameters:
            if name == "property":
                for value in values:
                    yield from _evaluate(graph, parameter, value)  # type: ignore[arg-type]
                continue
            case = Case(graph, shape, focus, values, parameter)
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
        shape.node,
    )


def _component(name: str) -> Component:
    try:
        return _COMPONENTS[name]
    except KeyError:
        raise ShapesError(f"the validator does not know sh:{name}") from None


@lru_cache
def _compiled(pattern: str, flags: str) -> re.Pattern[str]:
    if not set(flags) <= set("imsx"):
        raise ShapesError(f"the validator does not know the flags {flags}")
    return re.compile(f"(?{flags}){pattern}" if flags else pattern)


def _each(holds: Callable[[Case, Term], bool]) -> Component:
    return lambda case: [value for value in case.values if not holds(case, value)]


def _whole(holds: Callable[[Case], bool]) -> Component:
    return lambda case: [] if holds(case) else [None]


def _has_kind(case: Case, value: Term) -> bool:
    kinds = {"IRI": NamedNode, "Literal": Literal, "BlankNode": BlankNode}
    name = case.parameter.value.removeprefix(SH)
    return any(isinstance(value, kinds[part]) for part in name.replace("Or", " ").split())


def _has_datatype(case: Case, value: Term) -> bool:
    datatype = case.parameter
    if not is_known(datatype):
        raise ShapesError(f"the validator does not know the datatype {datatype}")
    return isinstance(value, Literal) and value.datatype == datatype and is_well_typed(value)


def _matches(case: Case, value: Term) -> bool:
    if not isinstance(value, Literal | NamedNode):
        return False
    flags = "".join(each.value for each in case.shape.parameters.get("flags", ()))  # type: ignore[union-attr]
    return _compiled(case.parameter.value, flags).search(value.value) is not None


def _length(holds: Callable[[int, int], bool]) -> Component:
    return _each(
        lambda case, value: (
            isinstance(value, Literal | NamedNode) and holds(len(value.value), case.number)
        )
    )


def _compared(holds: Callable[[Decimal, Decimal], bool]) -> Component:
    def is_right(case: Case, value: Term) -> bool:
        limit, number = as_number(case.parameter), as_number(value)
        if limit is None:
            raise ShapesError(f"the validator compares numbers only, not {case.parameter}")
        return number is not None and holds(number, limit)

    return _each(is_right)


def _is_in_language(case: Case, value: Term) -> bool:
    ranges = [each.value.lower() for each in case.parameter]
    tag = (value.language or "").lower() if isinstance(value, Literal) else ""
    return any(tag == each or tag.startswith(each + "-") for each in ranges)


def _languages_twice(case: Case) -> Iterable[None]:
    if case.parameter != Literal(True):
        return []
    tags = [each.language for each in case.values if isinstance(each, Literal) and each.language]
    return [None for tag in sorted(set(tags)) if tags.count(tag) > 1]


def _qualified(holds: Callable[[int, int], bool]) -> Component:
    def is_right(case: Case) -> bool:
        shapes: Sequence[Any] = case.shape.parameters.get("qualifiedValueShape", ())
        if not shapes:
            raise ShapesError(f"{case.shape.node} counts, but has no sh:qualifiedValueShape")
        counts = (sum(_conforms(case.graph, each, v) for v in case.values) for each in shapes)
        return all(holds(count, case.number) for count in counts)

    return _whole(is_right)


def _fitting(case: Case, value: Term) -> int:
    return sum(_conforms(case.graph, shape, value) for shape in case.parameter)


def _others(case: Case) -> Sequence[Term]:
    return case.graph.values(case.focus, Path(case.parameter, inverse=False))


def _differing(case: Case) -> Iterable[Term]:
    return set(case.values) ^ set(_others(case))


_MODIFIERS = {"qualifiedValueShape", "flags"}

_COMPONENTS: dict[str, Component] = {
    "minCount": _whole(lambda case: len(case.values) >= case.number),
    "maxCount": _whole(lambda case: len(case.values) <= case.number),
    "hasValue": _whole(lambda case: case.parameter in case.values),
    "qualifiedMinCount": _qualified(ge),
    "qualifiedMaxCount": _qualified(le),
    "class": _each(lambda case, value: case.graph.is_a(value, case.parameter)),
    "nodeKind": _each(_has_kind),
    "datatype": _each(_has_datatype),
    "pattern": _each(_matches),
    "minLength": _length(ge),
    "maxLength": _length(le),
    "minInclusive": _compared(ge),
    "maxInclusive": _compared(le),
    "minExclusive": _compared(gt),
    "maxExclusive": _compared(lt),
    "languageIn": _each(_is_in_language),
    "uniqueLang": _languages_twice,
    "in": _each(lambda case, value: value in case.parameter),
    "node": _each(lambda case, value: _conforms(case.graph, case.parameter, value)),
    "not": _each(lambda case, value: not _conforms(case.graph, case.parameter, value)),
    "and": _each(lambda case, value: _fitting(case, value) == len(case.parameter)),
    "or": _each(lambda case, value: _fitting(case, value) > 0),
    "xone": _each(lambda case, value: _fitting(case, value) == 1),
    "disjoint": _each(lambda case, value: value not in _others(case)),
    "equals": _differing,
}
