"""Where the Query Service's dialect departs from what the embedded engine understands.

Hints are dropped, named subqueries put where they are included, dates written without time or
zone completed; HAVING may use the names that SELECT gives, and SELECT may give a name that the
pattern has already. An expression that the two read differently becomes a COALESCE of both
readings: the difference of two dates is days; dates of different datatypes can be compared; a
duration can be added to a date; text functions take numbers and dates.
"""

from __future__ import annotations

import re

from cpsu_kg.wikidata.edits import Edits, blank
from cpsu_kg.wikidata.functions import NAMESPACE
from cpsu_kg.wikidata.tree import Include, Nested

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from cpsu_kg.wikidata.tree import Expression, Group, Operation, Query, Select, Term

_DATE_TIME = "http://www.w3.org/2001/XMLSchema#dateTime"
_WRITTEN = re.compile(r"\+?(-?\d{4,}-\d\d-\d\d)(T\d\d:\d\d:\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?")
_FEW = frozenset(("REGEX", "REPLACE", "STRLEN", "SUBSTR", "UCASE", "LCASE"))
_TWO = frozenset(("CONTAINS", "STRSTARTS", "STRENDS", "STRBEFORE", "STRAFTER"))
# Both readings contain the operands: nested a hundred deep they would fill the memory.
_LONGEST = 20_000


def translate_dialect(query: Query, edits: Edits) -> None:
    """Note the changes that make a query plain SPARQL, apart from the label service.

    Args:
        query: the query as parsed.
        edits: where the changes to its text are noted.
    """
    for hint in query.hints:
        _drop(query, edits, hint.start, hint.end)
    for literal in query.literals:
        _complete(literal, edits)
    for operation in query.operations:
        reading = _Reading(query.text, edits, operation)
        if reading.differs():
            edits.replace(operation.start, operation.end, reading.render)
    for select in query.selects():
        for named in select.named:
            _drop(query, edits, named.start, named.end)
        for variable in select.having:
            if variable.value in select.computed:
                computed = select.computed[variable.value]
                edits.replace(variable.start, variable.end, _bracketed(edits, computed))
        _include(select.where, edits)


def rename_reused(query: Query) -> str:
    """Give variables another name that SELECT uses again, as in `(SAMPLE(?image) AS ?image)`.

    Args:
        query: the query as parsed.

    Returns:
        Its text, in which no name means two things.
    """
    edits = Edits(query.text)
    for select in query.selects():
        for name, place in select.naming.items():
            if name in select.where.visible():
                for each in query.variables:
                    if each.value == name and _is_inner(each, select, place):
                        edits.replace(each.start, each.end, _constant(f"?{name}__reused"))
    return edits.text()


def _is_inner(variable: Term, select: Select, naming: Term) -> bool:
    """Tell whether it is the pattern's variable, not the one that SELECT names."""
    outer = [naming, select.ordering, *select.having]
    return select.holds(variable) and not any(each.holds(variable) for each in outer)


def _constant(text: str) -> Callable[[], str]:
    return lambda: text


def _drop(query: Query, edits: Edits, start: int, end: int) -> None:
    edits.replace(start, end, _constant(blank(query.text[start:end])))


def _complete(literal: Term, edits: Edits) -> None:
    match = _WRITTEN.fullmatch(literal.value)
    if match and literal.datatype == _DATE_TIME:
        # month and day 00 are Wikidata's way of writing that they are not known
        day = match[1].replace("-00", "-01")
        text = f'"{day}{match[2] or "T00:00:00"}{match[3] or "Z"}"^^<{_DATE_TIME}>'
        edits.replace(literal.start, literal.end, _constant(text))


def _include(group: Group, edits: Edits) -> None:
    for each in group.elements:
        if isinstance(each, Include) and each.named:
            edits.replace(each.start, each.end, _braced(edits, each.named.select))
        elif isinstance(each, Nested):
            _include(each.group, edits)


def _bracketed(edits: Edits, expression: Expression) -> Callable[[], str]:
    return lambda: f"({edits.text(expression.start, expression.end)})"


def _braced(edits: Edits, select: Select) -> Callable[[], str]:
    return lambda: "{ " + edits.text(select.start, select.end) + " }"


class _Reading:
    """How the service reads an operator or function."""

    def __init__(self, text: str, edits: Edits, operation: Operation) -> None:
        self._text = text
        self._edits = edits
        self._operation = operation
        self._types = [each.type for each in operation.operands]

    def differs(self) -> bool:
        """Tell whether the service and the engine could differ on it."""
        name = self._operation.name
        if name in ("+", "-"):
            return "number" not in self._types
        if name in ("<", ">", "<=", ">="):
            return not {"number", "text", "truth"}.intersection(self._types)
        if name in ("=", "!="):
            return "date" in self._types
        if name == _DATE_TIME:
            return len(self._types) == 1
        return any(self._types[each] != "text" for each in self._lenient())

    def render(self) -> str:
        """Give both readings as one expression."""
        plain = self._compose({})
        other = self._other(plain)
        return plain if len(other) > _LONGEST else other

    def _other(self, plain: str) -> str:
        name = self._operation.name
        operands = [self._edits.text(each.start, each.end) for each in self._operation.operands]
        if name in ("+", "-", "<", ">", "<=", ">=", "=", "!="):
            return self._of_dates(name, operands, plain)
        if name == _DATE_TIME:
            return f"COALESCE({plain}, <{NAMESPACE}dateTime>({operands[0]}))"
        if name == "GROUP_CONCAT":
            with_language = f'IF(LANG({operands[0]}) != "", {operands[0]}, 1/0)'
            return self._compose({0: f"COALESCE({with_language}, STR({operands[0]}))"})
        texts = {each: f"<{NAMESPACE}text>({operands[each]})" for each in self._lenient()}
        return f"COALESCE({plain}, {self._compose(texts)})"

    def _of_dates(self, name: str, operands: list[str], plain: str) -> str:
        pair = ", ".join(operands)
        if name == "-":
            days, shift = f"<{NAMESPACE}days>({pair})", f"<{NAMESPACE}shift>({pair}, -1)"
            return f"COALESCE({days}, {shift}, {plain})"
        if name == "+":
            return f"COALESCE({plain}, <{NAMESPACE}shift>({pair}, 1))"
        order = f"<{NAMESPACE}order>({pair}) {name} 0"
        # The engine calls dates of different datatypes unequal, but refuses to put them in order.
        first, second = (order, plain) if name in ("=", "!=") else (plain, order)
        return f"COALESCE({first}, {second})"

    def _lenient(self) -> list[int]:
        """Give the places of operands that the engine wants to be text."""
        name, count = self._operation.name, len(self._operation.operands)
        if name == "CONCAT":
            return list(range(count))
        if name in _TWO:
            return list(range(min(2, count)))
        return [0] if count and (name in _FEW or name == "GROUP_CONCAT") else []

    def _compose(self, changed: dict[int, str]) -> str:
        """Write the operation with some operands changed."""
        pieces: list[str] = []
        place = self._operation.start
        for index, each in enumerate(self._operation.operands):
            pieces.append(self._text[place : each.start])
            pieces.append(changed.get(index) or self._edits.text(each.start, each.end))
            place = each.end
        pieces.append(self._text[place : self._operation.end])
        return "".join(pieces)
