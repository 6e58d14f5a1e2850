"""What sources say and what the editors chose, as a person reads it."""

from __future__ import annotations

from itertools import groupby

from cpsu_kg.cli.table import bold, hang, table, terminal_width, wrap
from cpsu_kg.queries.names import short

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cpsu_kg.queries.rows import Row, Rows

_MARGIN = 13
_REMARKS = ("note", "statement")


def choices(rows: Rows) -> Iterator[str]:
    """Lay out the editors' choices, one block per adjudication.

    Args:
        rows: the rows of the query `disputes`.

    Yields:
        The lines.
    """
    blocks = [list(group) for _, group in groupby(rows, key=lambda row: row["adjudication"])]
    for block in blocks:
        yield from _choice(block)
        yield ""
    yield f"{len(blocks)} dispute{'' if len(blocks) == 1 else 's'}"


def voices(rows: Rows) -> Iterator[str]:
    """Lay out what each source says of one thing, one line per attestation.

    Args:
        rows: the rows of the query `attestations-of`.

    Yields:
        The lines.
    """
    groups = [list(group) for _, group in groupby(rows, key=lambda row: row["attestation"])]
    cells = [
        [short(str(first["source"])), str(first["grade"] or ""), _saying(group),
         str(first["locator"] or "")]
        for group in groups
        for first in group[:1]
    ]  # fmt: skip
    yield from table(("source", "grade", "says", "where"), cells)


def _choice(block: list[Row]) -> Iterator[str]:
    first = block[0]
    yield bold(f"{first['thingLabel'] or short(str(first['thing']))}: {first['property']}")
    accepted = first["acceptedSources"]
    names = ", ".join(accepted) if isinstance(accepted, list) else ""
    yield from _entry("accepted", f"{first['acceptedValue'] or 'none'} ({names})")
    by_value: dict[str, list[str]] = {}
    for row in block:
        source = short(str(row["setAsideSource"] or ""))
        by_value.setdefault(str(row["setAsideValue"] or "none"), []).append(source)
    for value, sources in by_value.items():
        yield from _entry("set aside", f"{value} ({', '.join(sources)})")
    yield from _entry("because", f"{first['reason'] or ''} ({first['rule']})")


def _entry(name: str, text: str) -> Iterator[str]:
    yield from hang(f"  {name}", wrap(text, max(terminal_width() - _MARGIN, 20)), _MARGIN)


def _saying(rows: Iterable[Row]) -> str:
    rows = list(rows)
    facts = [f"{r['property']} {r['value']}" for r in rows if r["property"] not in _REMARKS]
    remarks = [str(r["value"]) for r in rows if r["property"] in _REMARKS]
    denial = ["denies"] if rows[0]["stance"] == "denies" else []
    return "; ".join(denial + [fact for fact in facts if fact != "None None"] + remarks)
