"""Tables in Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Lay out a table; columns of numbers are aligned to the right.

    Args:
        columns: the heads.
        rows: the cells.

    Returns:
        The lines, without a line end after the last.
    """
    cells = [[_cell(each) for each in row] for row in rows]
    numeric = [
        bool(cells) and all(_is_number(row[i]) for row in cells) for i in range(len(columns))
    ]
    rule = ("--:" if each else ":--" for each in numeric)
    lines = [columns, list(rule), *cells]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _cell(value: object) -> str:
    return str(value).replace("|", "\\|").replace("\n", " ")


def _is_number(text: str) -> bool:
    return text.strip("*").rstrip("%").replace(".", "").replace("-", "").isdigit() or not text
