"""The table of the Mismatch Finder: values of statements there that differ from those here.

The columns are those of its import guide, with the column `type` that tells a qualifier.
"""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from cpsu_kg.dates import old_style
from cpsu_kg.queries.names import BASE
from cpsu_kg.queries.rows import csv_text
from cpsu_kg.wikidata.contribution.pack import OUR_WORK, Pack
from cpsu_kg.wikidata.diff.model import JULIAN, Value, guid

if TYPE_CHECKING:
    from cpsu_kg.wikidata.diff import Diff, Difference

COLUMNS = (
    "item_id", "statement_guid", "property_id", "wikidata_value", "meta_wikidata_value",
    "external_value", "external_url", "type",
)  # fmt: skip

_LONGEST = 1500


def mismatch(diff: Diff) -> Pack:
    """Write the differing values of a comparison.

    Args:
        diff: the comparison.

    Returns:
        The table, and how many differences are left out, by reason.
    """
    rows, left_out = [], Counter[str]()
    for each in diff:
        if each.kind in OUR_WORK:
            continue
        if each.kind != "different":
            left_out["no differing values"] += 1
        elif not guid(each.statement_there):
            left_out["the statement there has no name of Wikidata's kind"] += 1
        else:
            rows.append(_row(diff, each))
    return Pack(csv_text(COLUMNS, rows), len(rows), left_out)


def _row(diff: Diff, difference: Difference) -> list[str]:
    here, there = difference.here, difference.there
    assert here is not None and there is not None
    name = diff.names.get(here.text, here.text) if here.kind == "item" else diff.shown(here)
    statement = guid(difference.statement_there)
    cells = [
        statement.partition("$")[0].upper(),
        statement,
        difference.qualifier or difference.property,
        _as_entered(there)[:_LONGEST],
        there.calendar,
        name[:_LONGEST],
        BASE + difference.thing,
    ]
    return [*cells, "qualifier" if difference.qualifier else "statement"]


def _as_entered(value: Value) -> str:
    """Write a value as an editor sees it: a Julian day is entered Old Style."""
    if value.kind == "time" and value.calendar == JULIAN and value.precision >= 11:
        with suppress(ValueError):  # a day before the year 1, or none at all
            return old_style(date.fromisoformat(value.text))
    return value.day if value.kind == "time" else value.text
