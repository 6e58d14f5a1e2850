"""Typed query parameters: a value given by a person becomes one or two RDF terms."""

from __future__ import annotations

import re

from pyoxigraph import Literal, NamedNode

from cpsu_kg.dates import PartialDate
from cpsu_kg.errors import ParameterError
from cpsu_kg.queries.names import KINDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cpsu_kg.queries.binding import Terms
    from cpsu_kg.queries.names import Names

_XSD = "http://www.w3.org/2001/XMLSchema#"
_DATE = NamedNode(_XSD + "date")
_INTEGER = NamedNode(_XSD + "integer")
# Engines differ on backslashes and control characters; a lone surrogate is no character.
_UNSAFE = r"[\\\x00-\x1f\x7f\ud800-\udfff]"


class Parameter:
    """One parameter of a canned query.

    Attributes:
        name: its name, also the name of the variable it binds.
        kind: period, date, integer, string, or a kind of entity.
        default: the value used when none is given; None leaves the variable free.
        required: whether a value must be given.
        example: a value that gives an answer.
        help: one line for people.
    """

    __slots__ = ("default", "example", "help", "kind", "name", "required")

    def __init__(
        self, name: str, kind: str, default: str | None, required: bool, example: str, help: str
    ) -> None:
        if kind not in _LITERALS and kind not in KINDS:
            raise ParameterError(name, f"there is no parameter type {kind}", kind)
        self.name = name
        self.kind = kind
        self.default = default
        self.required = required
        self.example = example
        self.help = help

    @property
    def variables(self) -> tuple[str, ...]:
        """The variables of the VALUES block that the parameter binds."""
        if self.kind == "period":
            return (f"{self.name}From", f"{self.name}To")
        return (self.name,)

    def terms(self, value: object, names: Names) -> Terms:
        """Turn a value into RDF terms.

        Args:
            value: what the caller gave; None stands for nothing.
            names: the entities that exist.

        Returns:
            One term per variable; None where the variable is left free.

        Raises:
            ParameterError: a value is missing or of the wrong type.
            DateError: a date or period cannot be read.
            UnknownName: there is no such entity.
        """
        value = self.default if value is None else value
        if value is None:
            if self.required:
                raise ParameterError(self.name, f"a {self.kind} is required, as in {self.example}")
            return (None,) * len(self.variables)
        if self.kind in _LITERALS:
            return _LITERALS[self.kind](self.name, value)
        return (names.resolve(self.kind, str(value)),)


def _period(name: str, value: object) -> Terms:
    date = PartialDate.parse(str(value))
    return (_day(date.first_day), _day(date.last_day))


def _date(name: str, value: object) -> Terms:
    first, last = _period(name, value)
    if first != last:
        raise ParameterError(name, f"a single day is needed, not {value}", value)
    return (first,)


def _integer(name: str, value: object) -> Terms:
    text = str(value).strip()
    if isinstance(value, bool) or not re.fullmatch(r"[+-]?[0-9]{1,9}", text):
        raise ParameterError(name, f"{str(value)[:80]!r} is not a whole number", value)
    return (Literal(str(int(text)), datatype=_INTEGER),)


def _string(name: str, value: object) -> Terms:
    text = str(value)
    if re.search(_UNSAFE, text):
        raise ParameterError(name, "backslashes and control characters are not allowed", value)
    return (Literal(text),)


def _day(iso: object) -> Literal:
    return Literal(str(iso), datatype=_DATE)


_LITERALS = {"date": _date, "integer": _integer, "period": _period, "string": _string}
