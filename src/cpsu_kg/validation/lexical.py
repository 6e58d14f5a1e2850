"""Whether a literal's text fits its datatype, for the datatypes that the dataset uses."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from pyoxigraph import Literal

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from cpsu_kg.stores.solutions import Term

XSD = "http://www.w3.org/2001/XMLSchema#"

_ZONE = r"(Z|[+-]\d\d:\d\d)?"
_FLOATING = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?|[+-]?INF|NaN")
_PATTERNS = {
    "integer": re.compile(r"[+-]?\d+"),
    "decimal": re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)"),
    "double": _FLOATING,
    "float": _FLOATING,
    "boolean": re.compile(r"true|false|1|0"),
    "gYear": re.compile(r"-?\d{4,}" + _ZONE),
    "gYearMonth": re.compile(r"-?\d{4,}-(0[1-9]|1[0-2])" + _ZONE),
    "date": re.compile(r"-?\d{4,}-\d\d-\d\d" + _ZONE),
}


def is_known(datatype: NamedNode) -> bool:
    """Tell whether it is known here which texts are a datatype's, or all texts are.

    Args:
        datatype: its IRI.

    Returns:
        False only for datatypes of XML Schema that the dataset does not use.
    """
    name = datatype.value.removeprefix(XSD)
    return name in _PATTERNS or name in ("string", "anyURI") or not datatype.value.startswith(XSD)


def is_well_typed(literal: Literal) -> bool:
    """Tell whether the text of a literal is one of its datatype's.

    Args:
        literal: any literal.

    Returns:
        False if the text is not in the datatype; True also for datatypes not known here.
    """
    name = literal.datatype.value.removeprefix(XSD)
    if name not in _PATTERNS:
        return True
    if not _PATTERNS[name].fullmatch(literal.value):
        return False
    return name != "date" or _is_day(literal.value)


def as_number(term: Term) -> Decimal | None:
    """Read a literal as a number.

    Args:
        term: any term.

    Returns:
        The number, None if it is none that can be compared.
    """
    if not isinstance(term, Literal) or not is_well_typed(term):
        return None
    if term.datatype.value.removeprefix(XSD) not in ("integer", "decimal", "double", "float"):
        return None
    number = Decimal(term.value.replace("INF", "Infinity"))
    return None if number.is_nan() else number


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text[:10])
    except ValueError:
        return False
    return True
