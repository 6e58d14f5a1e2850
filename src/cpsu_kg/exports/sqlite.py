"""SQLite: the tables of the CSV export in one file, with keys, indexes and ready-made views."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from cpsu_kg.exports.rows import rows
from cpsu_kg.exports.tables import Schema

if TYPE_CHECKING:
    from cpsu_kg.exports.dataset import Dataset
    from cpsu_kg.exports.fixed_tables import Column, Table

_VIEWS = os.path.join(os.path.dirname(__file__), "views.sql")
_TYPES = {"integer": "INTEGER", "boolean": "INTEGER"}


def write(dataset: Dataset, path: str) -> None:
    """Write a dataset.

    Args:
        dataset: what to write.
        path: a file that does not exist yet.

    Raises:
        OSError: the file cannot be written.
    """
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            _fill(database, dataset)
    except sqlite3.OperationalError as error:
        raise OSError(None, str(error)) from error


def _fill(database: sqlite3.Connection, dataset: Dataset) -> None:
    schema = Schema(dataset.vocabulary)
    database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;")
    inserts = {}
    for table in schema.tables.values():
        database.execute(_create(table))
        marks = ", ".join("?" * len(table.columns))
        inserts[table.name] = f'INSERT INTO "{table.name}" VALUES ({marks})'
    for name, row in rows(dataset, schema):
        database.execute(inserts[name], row)
    for table in schema.tables.values():
        for column in table.columns:
            if column.table and column.name not in table.key[:1]:
                name = f"{table.name}_{column.name}"
                database.execute(f'CREATE INDEX "{name}" ON "{table.name}" ("{column.name}")')
    with open(_VIEWS, encoding="utf-8") as stream:
        database.executescript(stream.read())
    database.execute("VACUUM")


def _create(table: Table) -> str:
    key = ", ".join(f'"{name}"' for name in table.key)
    parts = [*map(_column, table.columns), f"PRIMARY KEY ({key})"]
    return f'CREATE TABLE "{table.name}" (\n  {f",{chr(10)}  ".join(parts)}\n)'


def _column(column: Column) -> str:
    parts = [f'"{column.name}" {_TYPES.get(column.type, "TEXT")}']
    if column.required:
        parts.append("NOT NULL")
    if column.table:
        parts.append(f'REFERENCES "{column.table}" ("id")')
    return " ".join(parts)
