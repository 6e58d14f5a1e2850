"""Tables that a person reads at a glance: aligned, wrapped to the terminal, plain when piped."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_GAP = "  "
_LONGEST_WORD = 12
_PLAIN_WIDTH = 100


def terminal_width() -> int:
    """Tell how wide a table may be.

    Returns:
        What the variable COLUMNS says, else the width of the terminal, else 100 columns.
    """
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and int(told) > 0:
        return int(told)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or _PLAIN_WIDTH
    except (OSError, ValueError):
        return _PLAIN_WIDTH


def bold(text: str) -> str:
    """Make a heading bold on a terminal that is not told to be plain (NO_COLOR).

    Args:
        text: the heading.

    Returns:
        The text, with escape sequences only on a terminal.
    """
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return text
    return f"\x1b[1m{text}\x1b[0m"


def width_of(text: str) -> int:
    """Count the terminal columns that a text fills.

    Args:
        text: one line.

    Returns:
        Its width; combining marks take none, wide East Asian characters two.
    """
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


class Layout:
    """The columns of a table: how wide each is, and which are aligned on the right."""

    def __init__(
        self,
        heading: Sequence[str],
        rows: Sequence[Sequence[str]],
        right: frozenset[int] = frozenset(),
    ) -> None:
        """Make room for all cells, within the width of the terminal if there is one.

        Args:
            heading: one word or two per column.
            rows: the cells of all rows to come.
            right: places of the columns to align on the right.
        """
        columns = list(zip(heading, *rows, strict=True))
        widths = [max(map(width_of, column)) for column in columns]
        self._widths = _fitted(widths, list(map(_least, columns)), terminal_width())
        self._right = right

    def lines(self, row: Sequence[str]) -> Iterator[str]:
        """Lay out one row.

        Args:
            row: its cells.

        Yields:
            One line, or more where a cell is too long for its column.
        """
        folded = [wrap(cell, size) for cell, size in zip(row, self._widths, strict=True)]
        for number in range(max(map(len, folded))):
            parts = (lines[number] if number < len(lines) else "" for lines in folded)
            yield _GAP.join(self._padded(place, part) for place, part in enumerate(parts)).rstrip()

    def _padded(self, place: int, text: str) -> str:
        blanks = " " * (self._widths[place] - width_of(text))
        return blanks + text if place in self._right else text + blanks


def table(
    heading: Sequence[str], rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()
) -> Iterator[str]:
    """Lay out a table with a heading.

    Args:
        heading: one word or two per column.
        rows: the cells.
        right: places of the columns to align on the right.

    Yields:
        The lines.
    """
    layout = Layout(heading, rows, right)
    yield from map(bold, layout.lines(heading))
    for row in rows:
        yield from layout.lines(row)


def natural_width(rows: Sequence[Sequence[str]]) -> int:
    """Tell how wide a table would be if nothing were folded.

    Args:
        rows: the cells.

    Returns:
        The width, gaps included.
    """
    widths = [max(map(width_of, column)) for column in zip(*rows, strict=True)]
    return sum(widths) + len(_GAP) * (len(widths) - 1)


def hang(name: str, lines: Sequence[str], margin: int) -> Iterator[str]:
    """Set lines to the right of a name.

    Args:
        name: what stands before the first line.
        lines: the lines.
        margin: the column at which the lines start.

    Yields:
        The lines.
    """
    for number, line in enumerate(lines):
        yield f"{'' if number else name:<{margin}}{line}"


def wrap(text: str, width: int) -> list[str]:
    """Fold a text into lines, between words where possible.

    Args:
        text: the text; line ends in it count as blanks.
        width: the greatest width of a line.

    Returns:
        The lines, at least one.
    """
    lines, line = [], ""
    for word in text.split():
        joined = f"{line} {word}" if line else word
        if width_of(joined) <= width:
            line = joined
            continue
        if line:
            lines.append(line)
        while width_of(word) > width:
            head = _head(word, width)
            lines.append(head)
            word = word[len(head) :]
        line = word
    return [*lines, line] if line or not lines else lines


def _head(word: str, width: int) -> str:
    size = min(len(word), width)
    while size > 1 and width_of(word[:size]) > width:
        size -= 1
    return word[:size]


def _least(column: Sequence[str]) -> int:
    """Tell how narrow a column may become: most words stay whole."""
    return min(
        max(width_of(word) for cell in column for word in (cell.split() or [""])), _LONGEST_WORD
    )


def _fitted(widths: list[int], least: list[int], total: int) -> list[int]:
    """Take from the widest column until the table fits or all are at their narrowest."""
    widths = list(widths)
    excess = sum(widths) + len(_GAP) * (len(widths) - 1) - total
    while excess > 0:
        wide = [place for place, size in enumerate(widths) if size > least[place]]
        if not wide:
            break
        widths[max(wide, key=widths.__getitem__)] -= 1
        excess -= 1
    return widths
