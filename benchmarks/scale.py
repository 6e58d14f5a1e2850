"""The work on datasets of growing size: time, peak of memory, and how both grow."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence

from benchmarks.measure import Figure, growth
from benchmarks.peers import peers
from benchmarks.table import digits, seconds, table
from benchmarks.work import Work
from cpsu_kg.exports import FORMATS

_ABOUT = """Each step is a process of its own. The time is that of the step alone, without the start
of Python and what had to be loaded before; of other programs it is that of the whole process. The
memory is the peak of the whole process. Growth is the exponent between the two largest sizes, of
processor time and of memory: 1 means that ten times the data take ten times as much. A blank is a
step that took more than {limit:.0f} s, or more memory than there is, or that the size was not put
to. 1 x is the real dataset; the others add invented provinces to it (seed {seed}). Triples, derived
ones included: {triples}.
"""


Figures = dict[str, dict[int, Figure]]


def measure(work: Work, sizes: Sequence[int]) -> str:
    """Measure every step, and the peers, on datasets of each size."""
    figures: Figures = {}
    try:
        for size in sizes:
            _measure(work, size, figures)
    except KeyboardInterrupt:
        print("scale: stopped; what was measured is written", file=sys.stderr)
    return _report(work, figures, sizes)


def _measure(work: Work, size: int, figures: Figures) -> None:
    print(f"scale: writing the dataset of {size} x", file=sys.stderr)
    work.dataset(size)
    for name, figure in _all(work, size):
        print(f"scale: {size} x {name}: {figure.seconds:.2f} s, {figure.peak:.0f} MB",
              file=sys.stderr)  # fmt: skip
        figures.setdefault(name, {})[size] = figure
    if size != 1:
        shutil.rmtree(work.folder / "cache")


def _all(work: Work, size: int) -> Iterator[tuple[str, Figure]]:
    for name in ("load", "derive", "build", "reopen", "validate"):
        yield from _step(work, size, name)
    for name in FORMATS:
        yield from _step(work, size, "export", name, str(work.exports(size)))
    yield from peers(work, size)
    for name in work.questions:
        yield from _step(work, size, "query", name)


def _step(work: Work, size: int, *words: str) -> Iterator[tuple[str, Figure]]:
    """Do a step, a small one three times: the best counts. The first build leaves the store."""
    times = 3 if size == 1 and words[0] not in ("build", "query") else 1
    found = [work.step(work.dataset(size), *words) for _ in range(times)]
    if known := [figure for figure in found if figure]:
        yield " ".join(words[:2]), min(known)


def _report(work: Work, figures: Figures, sizes: Sequence[int]) -> str:
    triples = [figures["build"][size].made for size in sizes if size in figures.get("build", {})]
    known = [size for size in sizes if size in figures.get("build", {})]
    told = ", ".join(f"{count:,} ({size} x)" for count, size in zip(triples, known, strict=True))
    work_rows = [_row(name, each, sizes, triples) for name, each in figures.items()
                 if not name.startswith("query ")]  # fmt: skip
    query_rows = [_query_row(name, each, sizes, triples) for name, each in figures.items()
                  if name.startswith("query ")]  # fmt: skip
    both = [f"{size} x {what}" for size in sizes for what in ("time", "MB")]
    return "\n".join([
        _ABOUT.format(limit=work.limit, seed=work.seed, triples=told),
        table(["step", *both, "growth of time", "of memory"], work_rows),
        "Every canned query with its example values, on the store on disk, the process warm:\n",
        table(["canned query", *(f"{size} x" for size in sizes), "growth",
               f"rows at {sizes[-1]} x"], query_rows),
    ])  # fmt: skip


def _row(
    name: str, each: dict[int, Figure], sizes: Sequence[int], triples: Sequence[int]
) -> list[str]:
    cells = []
    for size in sizes:
        figure = each.get(size)
        cells += [seconds(figure.seconds), f"{figure.peak:.0f}"] if figure else ["", ""]
    times = [each[size].cpu if size in each else None for size in sizes]
    peaks = [each[size].peak if size in each else None for size in sizes]
    return [name, *cells, _growth(triples, times), _growth(triples, peaks)]


def _query_row(
    name: str, each: dict[int, Figure], sizes: Sequence[int], triples: Sequence[int]
) -> list[str]:
    times = [each[size].cpu if size in each else None for size in sizes]
    rows = str(each[sizes[-1]].made) if sizes[-1] in each else ""
    cells = (seconds(each[size].seconds) if size in each else "" for size in sizes)
    return [f"`{name.partition(' ')[2]}`", *cells, _growth(triples, times), rows]


def _growth(triples: Sequence[int], values: Sequence[float | None]) -> str:
    if len(triples) != len(values):
        return ""
    exponent = growth(triples, values)
    return "" if exponent is None else digits(max(exponent, 0))
