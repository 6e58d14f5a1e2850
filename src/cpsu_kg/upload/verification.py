"""Whether a store answers as the dataset itself does."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal

from cpsu_kg.errors import EndpointError

if TYPE_CHECKING:
    from collections.abc import Callable

    from cpsu_kg.graph import KnowledgeGraph
    from cpsu_kg.stores.protocol import Store
    from cpsu_kg.stores.solutions import Solutions, Term

_XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS = {_XSD + name for name in ("integer", "int", "long", "decimal", "double", "float")}
_TRUTH = {"true": 1.0, "false": 0.0, "1": 1.0, "0": 0.0}


def differing(kg: KnowledgeGraph, store: Store, tell: Callable[[int], None]) -> list[str]:
    """Run every canned query, as its file has it, on the dataset and on a store.

    Args:
        kg: the dataset.
        store: the store.
        tell: called with 1 after each query.

    Returns:
        The names of the queries whose rows differ.

    Raises:
        EndpointError: the store gives no usable answer; the query is named.
    """
    found = []
    for query in kg.queries:
        try:
            there = store.select(query.text)
        except EndpointError as error:
            reason = f"query {query.name}: {error.reason}"
            raise EndpointError(error.url, reason, error.status) from None
        if not same(kg.store.select(query.text), there, query.header.lists):
            found.append(query.name)
        tell(1)
    return found


def same(here: Solutions, there: Solutions, lists: frozenset[str] = frozenset()) -> bool:
    """Compare rows by what they say, whatever their order.

    Stores write numbers and truth values in their own ways, and join values in any order.

    Args:
        here: rows.
        there: other rows.
        lists: the columns that hold several values, joined by blanks.

    Returns:
        Whether they say the same.
    """
    return here.variables == there.variables and _said(here, lists) == _said(there, lists)


def _said(rows: Solutions, lists: frozenset[str]) -> Counter[tuple[Any, ...]]:
    joined = [variable in lists for variable in rows.variables]
    return Counter(tuple(map(_value, row, joined)) for row in rows.rows)


def _value(term: Term | None, joined: bool) -> Any:
    if joined:
        return frozenset(str(getattr(term, "value", "")).split())
    if not isinstance(term, Literal):
        return term
    datatype = term.datatype.value
    if datatype == _XSD + "boolean":
        return _TRUTH.get(term.value, term.value)
    if datatype in _NUMBERS:
        return round(float(term.value), 9)
    return term.value, datatype, (term.language or "").lower()
