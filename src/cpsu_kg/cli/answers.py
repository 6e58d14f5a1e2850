"""Writing rows to standard output: as a table for people, as CSV or JSON for machines."""

from __future__ import annotations

import re
import sys

from cpsu_kg.cli.table import hang, natural_width, table, terminal_width, wrap
from cpsu_kg.queries.names import BASE, short
from cpsu_kg.queries.rows import as_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cpsu_kg.queries.rows import Row, Rows, Value

_PARTIAL_DATE = re.compile(r"[0-9]{4}(-[0-9]{2})?")
_LEGEND = {
    "*": "sources disagree and the editors chose (see cpsu-kg disputes)",
    "~": "not known to the day",
    "?": "not known",
}


def write_rows(rows: Rows, format: str) -> None:
    """Write rows to standard output.

    Args:
        rows: the answer.
        format: table, csv or json.
    """
    if format == "csv":
        sys.stdout.write(rows.to_csv())
    elif format == "json":
        sys.stdout.write(rows.to_json())
    else:
        write_lines(table_of(rows))


def write_lines(lines: Iterable[str]) -> None:
    """Write lines to standard output, all or none: what goes wrong with one leaves no beginning.

    Args:
        lines: without line ends.
    """
    sys.stdout.write("".join([line + "\n" for line in lines]))


def table_of(rows: Rows, columns: Sequence[str] = ()) -> Iterator[str]:
    """Lay rows out as a table with marks and a legend, or as records where they are too wide.

    Args:
        rows: the answer; a column `disputedOn` becomes marks on the columns it names.
        columns: the columns to show; by default all but the IRIs of what has a label.

    Yields:
        The lines.
    """
    chosen = list(columns) or [each for each in rows.columns if not _hidden(each, rows.columns)]
    cells = [[cell(row, column) for column in chosen] for row in rows]
    left_out = ""
    if not columns and _is_handle(rows, chosen[-1]) and natural_width(cells) > terminal_width():
        left_out = chosen.pop()
        cells = [row[:-1] for row in cells]
    heading = [_words(column.removesuffix("Label")) for column in chosen]
    if natural_width(cells) > 2 * terminal_width():
        yield from _records(heading, cells)
    else:
        yield from table(heading, cells, _number_columns(rows, chosen))
    if not cells:
        yield "(no rows)"
    yield from legend(text for row in cells for text in row)
    if left_out:
        yield f"\n(no room for the column {left_out}; --format csv has it)"


def _is_handle(rows: Rows, column: str) -> bool:
    """Tell whether a column only names the things that the rows are about."""
    return all(str(row[column]).startswith(BASE) for row in rows)


def _number_columns(rows: Rows, columns: list[str]) -> frozenset[int]:
    return frozenset(
        place for place, column in enumerate(columns)
        if any(isinstance(row[column], int | float) for row in rows)
    )  # fmt: skip


def _records(heading: list[str], cells: list[list[str]]) -> Iterator[str]:
    margin = max(map(len, heading)) + 2
    for row in cells:
        for name, text in zip(heading, row, strict=True):
            if text:
                lines = wrap(text, max(terminal_width() - margin, 20))
                yield from hang(name, lines, margin)
        yield ""


def cell(row: Row, column: str) -> str:
    """Show one value the way tables do.

    Args:
        row: the row.
        column: the column.

    Returns:
        The text: things by short name, partial dates and disputed values with a mark.
    """
    value = row[column]
    text = ", ".join(value) if isinstance(value, list) else short(as_text(value))
    disputed = row.get("disputedOn", [])
    return marked(text, value, isinstance(disputed, list) and column in disputed)


def marked(text: str, value: Value, disputed: bool) -> str:
    """Put the marks of doubt on a text.

    Args:
        text: what is shown.
        value: the value behind it; a str that is a month or year gets `~`.
        disputed: whether sources disagree on it, which gives `*`.

    Returns:
        The text with its marks.
    """
    partial = isinstance(value, str) and _PARTIAL_DATE.fullmatch(value)
    return ("~" if partial else "") + text + ("*" if disputed else "")


def legend(texts: Iterable[str]) -> Iterator[str]:
    """Explain the marks that were used.

    Args:
        texts: the cells of a table.

    Yields:
        An empty line and one line per mark, nothing if there is no mark.
    """
    used = {mark for text in texts for mark in _marks(text)}
    if used:
        yield ""
        yield from (f"{mark} {meaning}" for mark, meaning in _LEGEND.items() if mark in used)


def _marks(text: str) -> Iterator[str]:
    if text == "?":
        yield text
    elif text[:1] == "~":
        yield "~"
    if text[-1:] == "*":
        yield "*"


def _hidden(column: str, columns: list[str]) -> bool:
    return column in ("disputedOn", "disputed") or column + "Label" in columns


def _words(column: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", column).lower()
