"""Putting typed terms into a query: the rows of a VALUES block are replaced, nothing else."""

from __future__ import annotations

from cpsu_kg.errors import QueryError
from cpsu_kg.queries.sparql_text import values_blocks

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeAlias

    from pyoxigraph import Literal, NamedNode

    Terms: TypeAlias = tuple[NamedNode | Literal | None, ...]


def bind(text: str, values: Mapping[tuple[str, ...], Terms]) -> str:
    """Replace the rows of VALUES blocks by given terms.

    Args:
        text: the SPARQL text.
        values: the terms by the variables of the block they belong to; None gives UNDEF.

    Returns:
        The bound text.

    Raises:
        QueryError: the text has not exactly one VALUES block for some variables.
    """
    blocks = [block for block in values_blocks(text) if block.variables in values]
    _check_each_once([block.variables for block in blocks], values)
    for block in reversed(blocks):
        rows = f" {_row(values[block.variables])} "
        text = text[: block.start] + rows + text[block.end :]
    return text


def _row(terms: Terms) -> str:
    cells = ["UNDEF" if term is None else str(term) for term in terms]
    return cells[0] if len(cells) == 1 else f"({' '.join(cells)})"


def _check_each_once(found: list[tuple[str, ...]], wanted: Mapping[tuple[str, ...], Terms]) -> None:
    for variables in wanted:
        if found.count(variables) != 1:
            names = " ".join(f"?{name}" for name in variables)
            raise QueryError(
                f"expected one VALUES block for {names}, found {found.count(variables)}"
            )
