"""The answer to a SELECT."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import TypeAlias

    from pyoxigraph import BlankNode, Literal, NamedNode, Triple

    Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
    Row: TypeAlias = tuple[Term | None, ...]


class Solutions:
    """The rows of a SELECT, in the order the store gave them.

    `variables` are the projected names without `?`; `rows` are tuples of pyoxigraph terms in
    that order, None where a variable is unbound. Iterating gives one dict per row.
    """

    __slots__ = ("rows", "variables")

    def __init__(self, variables: Sequence[str], rows: Iterable[Row]) -> None:
        self.variables: list[str] = list(variables)
        self.rows: list[Row] = list(rows)

    def __iter__(self) -> Iterator[dict[str, Term | None]]:
        for row in self.rows:
            yield dict(zip(self.variables, row))  # noqa: B905 - lengths agree by construction

    def __len__(self) -> int:
        return len(self.rows)
