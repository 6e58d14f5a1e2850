"""The answer of `cpsu-kg on` as a person reads it: one group of lines per track."""

from __future__ import annotations

from cpsu_kg.cli.answers import legend, marked
from cpsu_kg.cli.table import Layout, bold
from cpsu_kg.dates import PartialDate
from cpsu_kg.graph import in_scope

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from cpsu_kg.queries.rows import Row, Rows

_GROUPS: tuple[tuple[str, Callable[[Row], bool]], ...] = (
    ("Offices held", lambda row: row["track"] == "office" and row["capacity"] != "acting"),
    ("Acting", lambda row: row["track"] == "office" and row["capacity"] == "acting"),
    ("Vacant", lambda row: row["track"] == "vacancy"),
    ("Not existing", lambda row: row["track"] == "not-existing"),
    ("Effective leadership", lambda row: row["track"] == "leadership"),
)
_HEADING = ("title", "person", "from", "to", "sources")


def report(rows: Rows, date: str, *, name_sources: bool = False) -> Iterator[str]:
    """Lay out who held what.

    Args:
        rows: the rows of the query `on`.
        date: what was asked about.
        name_sources: whether to name the source families instead of counting them.

    Yields:
        The lines.
    """
    groups = {name: _cells_of(filter(fits, rows), name_sources) for name, fits in _GROUPS}
    every = [row for cells in groups.values() for row in cells]
    layout = Layout(_HEADING, every, frozenset() if name_sources else frozenset({4}))
    yield bold(date)
    yield from layout.lines(_HEADING)
    for name, cells in groups.items():
        if cells:
            yield bold(name)
            yield from (line for row in cells for line in layout.lines(row))
    yield from legend(text for row in every for text in row)
    if not every:
        yield "(nobody is known for this time)"
    if not in_scope(PartialDate.parse(date)):
        yield "\n(after December 1991: only what followed the party is told)"


def _cells_of(rows: Iterable[Row], name_sources: bool) -> list[list[str]]:
    """Lay out a group; the persons of one thing, a troika for instance, share a row."""
    persons: dict[tuple[object, ...], list[str]] = {}
    first: dict[tuple[object, ...], Row] = {}
    for row in rows:
        key = (row["thing"], row["office"], row["title"])
        first.setdefault(key, row)
        persons.setdefault(key, []).append(str(row["personLabel"] or ""))
    return [_cells(row, ", ".join(persons[key]), name_sources) for key, row in first.items()]


def _cells(row: Row, persons: str, name_sources: bool) -> list[str]:
    disputed = row["disputedOn"] if isinstance(row["disputedOn"], list) else []
    title = str(row["title"]) + ("" if row["certainty"] == "certainly" else " (possibly)")
    sources = row["sources"] if isinstance(row["sources"], list) else []
    return [
        marked(title, None, bool(set(disputed) - {"start", "end"})),
        persons,
        marked(str(row["start"] or "?"), row["start"], "start" in disputed),
        marked(str(row["end"] or "?"), row["end"], "end" in disputed),
        ", ".join(sources) if name_sources else str(len(sources)),
    ]
