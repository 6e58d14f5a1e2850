"""Tables and figures in Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def table(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Lay out a table; every column but the first is aligned to the right.

    Args:
        headers: one text per column.
        rows: as many texts each.

    Returns:
        Lines of Markdown, the last with its end.
    """
    widths = [
        max(3, *(len(row[place]) for row in (headers, *rows))) for place in range(len(headers))
    ]
    lines = [headers, ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])], *rows]
    return "".join(f"| {' | '.join(_cells(line, widths))} |\n" for line in lines)


def seconds(value: float | None) -> str:
    """Write a time with three digits, in the unit that fits."""
    if value is None:
        return ""
    if value < 1:
        return f"{digits(value * 1000)} ms"
    return f"{digits(value)} s"


def digits(value: float) -> str:
    """Write a number with three digits at least."""
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _cells(line: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    first, *others = zip(line, widths, strict=True)
    yield first[0].ljust(first[1])
    for cell, width in others:
        yield cell.rjust(width)
