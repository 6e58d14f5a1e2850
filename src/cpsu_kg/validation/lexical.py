"""Whether a literal's text fits its datatype, for the datatypes that the dataset uses."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyoxigraph import Literal

XSD = "http://www.w3.org/2001/XMLSchema#"

_ZONE = r"(Z|[+-]\d\d:\d\d)?"
_PATTERNS = {
    "integer": re.compile(r"[+-]?\d+"),
    "boolean": re.compile(r"true|false|1|0"),
    "gYear": re.compile(r"-?\d{4,}" + _ZONE),
    "gYearMonth": re.compile(r"-?\d{4,}-(0[1-9]|1[0-2])" + _ZONE),
    "date": re.compile(r"-?\d{4,}-\d\d-\d\d" + _ZONE),
}


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


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text[:10])
    except ValueError:
        return False
    return True
