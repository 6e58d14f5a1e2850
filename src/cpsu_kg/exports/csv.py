"""CSV: a folder with one table per class, described by a Frictionless datapackage.json.

The text is UTF-8 without a byte order mark, so that programs find the first column by its name;
a spreadsheet that asks for the encoding wants to be told.
"""

from __future__ import annotations

import csv
import os
from contextlib import ExitStack
from typing import TYPE_CHECKING

from cpsu_kg.exports import datapackage
from cpsu_kg.exports.rows import rows
from cpsu_kg.exports.tables import Schema

if TYPE_CHECKING:
    from cpsu_kg.exports.dataset import Dataset
    from cpsu_kg.exports.rows import Cell


def write(dataset: Dataset, folder: str) -> None:
    """Write a dataset.

    Args:
        dataset: what to write.
        folder: an empty folder.
    """
    schema = Schema(dataset.vocabulary)
    with ExitStack() as stack:
        writers = {}
        for table in schema.tables.values():
            path = os.path.join(folder, f"{table.name}.csv")
            stream = stack.enter_context(open(path, "w", encoding="utf-8", newline=""))
            writers[table.name] = csv.writer(stream, lineterminator="\n")
            writers[table.name].writerow([column.name for column in table.columns])
        for name, row in rows(dataset, schema):
            writers[name].writerow(map(_text, row))
    datapackage.write(schema, folder)


def _text(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else str(cell)
