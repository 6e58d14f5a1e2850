"""The answer to a query: rows of plain Python values that remember their RDF terms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pyoxigraph import BlankNode, Literal, NamedNode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any, TypeAlias

    from cpsu_kg.stores.solutions import Solutions, Term

    Value: TypeAlias = str | int | float | bool | list[str] | None

_XSD = "http://www.w3.org/2001/XMLSchema#"


class Row(Mapping[str, "Value"]):
    """One answer: a mapping from column to value, also readable as attributes.

    IRIs and texts are str, whole numbers int, decimals float, truth values bool, dates str in
    their own precision; a column of several values gives a sorted list; unbound is None.
    """

    __slots__ = ("_rows", "_terms")

    def __init__(self, rows: Rows, terms: tuple[Term | None, ...]) -> None:
        self._rows = rows
        self._terms = terms

    def __getitem__(self, column: str) -> Value:
        term = self.term(column)
        if column in self._rows.lists:
            return sorted(str(term.value).split()) if isinstance(term, Literal) else []
        return _plain(term)

    def __getattr__(self, column: str) -> Value:
        try:
            return self[column]
        except KeyError:
            raise AttributeError(column) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows.columns)

    def __len__(self) -> int:
        return len(self._rows.columns)

    def __repr__(self) -> str:
        return f"Row({dict(self)!r})"

    def term(self, column: str) -> Term | None:
        """Give the RDF term in a column.

        Args:
            column: its name.

        Returns:
            The term, None if unbound.

        Raises:
            KeyError: there is no such column.
        """
        return self._terms[self._rows.position[column]]


class Rows(Sequence[Row]):
    """The rows of an answer, in order, with the names of their columns."""

    def __init__(self, solutions: Solutions, lists: frozenset[str] = frozenset()) -> None:
        """Wrap the answer of a store.

        Args:
            solutions: the answer.
            lists: columns that hold several values, joined by blanks.
        """
        self.columns: list[str] = solutions.variables
        self.lists = lists
        self.position = {column: place for place, column in enumerate(self.columns)}
        self._rows = [Row(self, terms) for terms in solutions.rows]

    def __getitem__(self, index: Any) -> Any:
        return self._rows[index]

    def __len__(self) -> int:
        return len(self._rows)

    def __repr__(self) -> str:
        return f"<{len(self)} rows of {', '.join(self.columns)}>"

    def to_dicts(self) -> list[dict[str, Value]]:
        """Give the rows as dictionaries.

        Returns:
            One dictionary per row, columns in order.
        """
        return [dict(row) for row in self]

    def to_csv(self) -> str:
        """Give the rows as CSV with a heading.

        Returns:
            The text; IRIs in full, nothing for unbound, lists joined by blanks.
        """
        return csv_text(self.columns, [[as_text(v) for v in row.values()] for row in self])

    def to_json(self) -> str:
        """Give the rows as a JSON list of flat objects.

        Returns:
            The text, null for unbound.
        """
        import json

        return json.dumps(self.to_dicts(), ensure_ascii=False, indent=2) + "\n"

    def to_pandas(self) -> Any:
        """Give the rows as a data frame; pandas must be installed.

        Returns:
            A pandas.DataFrame, one column per variable.
        """
        from importlib import import_module

        return import_module("pandas").DataFrame(self.to_dicts(), columns=self.columns)


def csv_text(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write CSV the one way this package does.

    Args:
        heading: the names of the columns.
        rows: the cells.

    Returns:
        The text, with `\\n` line ends.
    """
    import csv
    import io

    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(heading)
    writer.writerows(rows)
    return stream.getvalue()


def as_text(value: Value) -> str:
    """Write a value the way CSV and tables show it.

    Args:
        value: a value of a row.

    Returns:
        The text, empty for None.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return " ".join(value)
    return str(value)


def _plain(term: Term | None) -> Value:
    if term is None:
        return None
    if isinstance(term, Literal):
        convert = _CONVERT.get(term.datatype.value)
        return convert(term.value) if convert else term.value
    if isinstance(term, (NamedNode, BlankNode)):
        return term.value
    return str(term)


_CONVERT: dict[str, Any] = {
    _XSD + "integer": int,
    _XSD + "decimal": float,
    _XSD + "double": float,
    _XSD + "boolean": lambda text: text in ("true", "1"),
}
