"""The figures in a text, and floors below which they must not fall.

A table stands in the text between `<!-- table: NAME -->` and `<!-- end -->`.
"""

from __future__ import annotations

import csv
import os
import re
from typing import TYPE_CHECKING, NamedTuple

from cpsu_kg.errors import ResourceError
from cpsu_kg.exports.files import replacing
from cpsu_kg.quality.figures import Figure, pivot
from cpsu_kg.queries.rows import csv_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_TABLE = re.compile(r"(<!-- table: (?P<name>[a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)
_GUARDED = ("targets", "bodies", "lines", "persons", "events")


class Floor(NamedTuple):
    """The least that a figure has to be: so many, and such a share of the whole."""

    table: str
    scope: str
    measure: str
    number: int
    share: float


def with_tables(text: str, figures: Sequence[Figure]) -> str:
    """Put the present figures into a text.

    Args:
        text: a Markdown text with marked tables.
        figures: all figures.

    Returns:
        The text with its tables renewed; a name that is no table is left as it is.
    """

    def renewed(match: re.Match[str]) -> str:
        chosen = [each for each in figures if each.table == match["name"]]
        return match[1] + markdown(chosen) + match[3] if chosen else match[0]

    return _TABLE.sub(renewed, text)


def markdown(figures: Sequence[Figure]) -> str:
    """Write the figures of one table as a Markdown table, with a line end."""
    heading, rows = pivot(figures)
    rule = [":--" if name in ("of", "when", "goal") else "--:" for name in heading]
    return "".join(f"| {' | '.join(row)} |\n" for row in (heading, rule, *rows))


def floors_of(figures: Iterable[Figure]) -> Iterator[Floor]:
    """Take the present figures as floors; those of single years may change and have none."""
    for each in figures:
        if each.table in _GUARDED and each.total is not None and each.number:
            yield Floor(each.table, each.scope, each.measure, each.number, each.share or 0)


def raised(floors: Iterable[Floor], figures: Iterable[Figure]) -> list[Floor]:
    """Raise floors to the present figures; none is lowered, none is taken away.

    Args:
        floors: those there are.
        figures: all figures.

    Returns:
        The floors, new ones included.
    """
    found = {each[:3]: each for each in floors}
    for new in floors_of(figures):
        old = found.get(new[:3], new)
        found[new[:3]] = Floor(*new[:3], max(old.number, new.number), max(old.share, new.share))
    return list(found.values())


def fallen(floors: Iterable[Floor], figures: Iterable[Figure]) -> list[str]:
    """Find the figures that are below their floor, or gone.

    Args:
        floors: the floors.
        figures: all figures.

    Returns:
        One line for each.
    """
    present = {each[:3]: each for each in floors_of(figures)}
    found = []
    for floor in floors:
        now = present.get(floor[:3], Floor(*floor[:3], 0, 0))
        if now.number < floor.number or now.share < floor.share:
            found.append(
                f"{floor.table}, {floor.scope}, {floor.measure}: {now.number} ({now.share}%)"
                f" is less than {floor.number} ({floor.share}%)"
            )
    return found


def read_floors(path: str | os.PathLike[str]) -> list[Floor]:
    """Read floors from a CSV file; none if there is no file.

    Args:
        path: the file.

    Returns:
        The floors.

    Raises:
        ResourceError: the file is not a table of floors.
    """
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    try:
        return [
            Floor(r["table"], r["scope"], r["measure"], int(r["number"]), float(r["share"]))
            for r in rows
        ]
    except (KeyError, TypeError, ValueError) as error:
        raise ResourceError(os.fspath(path), f"not a table of floors: {error}") from error


def update(folder: str, figures: Sequence[Figure]) -> None:
    """Renew the tables of a folder's README.md and raise the floors in its floors.csv.

    Args:
        folder: where both files are.
        figures: all figures.

    Raises:
        ResourceError: there is no README.md, or floors.csv cannot be read.
        OutputError: a file cannot be written.
    """
    readme, floors = (os.path.join(folder, name) for name in ("README.md", "floors.csv"))
    try:
        with open(readme, encoding="utf-8") as stream:
            text = stream.read()
    except OSError as error:
        raise ResourceError(readme, error.strerror or str(error)) from error
    rows = [[str(value) for value in each] for each in raised(read_floors(floors), figures)]
    _write(readme, with_tables(text, figures))
    _write(floors, csv_text(Floor._fields, rows))


def _write(path: str, text: str) -> None:
    with replacing(path) as place, open(place, "w", encoding="utf-8", newline="") as stream:
        stream.write(text)
