"""Sorting more lines than memory holds: sorted runs on disk, merged."""

from __future__ import annotations

import heapq
import tempfile
from contextlib import ExitStack
from itertools import groupby, islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LIMIT = 500_000


def sorted_lines(lines: Iterable[str], limit: int = LIMIT) -> Iterator[str]:
    """Sort lines by code point and drop repeated ones.

    Args:
        lines: any number of lines, without their ends.
        limit: how many to hold in memory; more are kept in temporary files.

    Yields:
        The distinct lines in order.
    """
    source = iter(lines)
    run = list(islice(source, limit))
    if len(run) < limit:
        yield from sorted(set(run))
        return
    with ExitStack() as stack:
        runs = []
        while run:
            runs.append(_spill(sorted(run), stack))
            run = list(islice(source, limit))
        yield from (line for line, _ in groupby(heapq.merge(*runs)))


def _spill(run: list[str], stack: ExitStack) -> Iterator[str]:
    opened = tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n")  # noqa: SIM115
    file = stack.enter_context(opened)
    file.writelines(line + "\n" for line in run)
    file.seek(0)
    return (line[:-1] for line in file)
