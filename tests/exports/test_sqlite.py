"""The SQLite file holds the tables of the CSV export, with keys and views."""

import csv
import re
import sqlite3
from contextlib import closing

import pytest

from cpsu_kg.exports.tables import Schema

VIEWS = ("body_members", "claims", "disputes", "line_days", "office_holders", "timeline")


@pytest.fixture(scope="module")
def database(exported):
    """The exported file, open."""
    with closing(sqlite3.connect(exported("sqlite"))) as connection:
        yield connection


def _texts(rows):
    return sorted(tuple("" if cell is None else str(cell) for cell in row) for row in rows)


def test_whole(database):
    """The file is sound and no reference dangles."""
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_same_tables_as_csv(database, exported, vocabulary):
    """Table by table, row by row."""
    for name in Schema(vocabulary).tables:
        with open(exported("csv") / f"{name}.csv", encoding="utf-8", newline="") as stream:
            expected = [
                ["1" if c == "true" else "0" if c == "false" else c for c in row]
                for row in list(csv.reader(stream))[1:]
            ]
        assert _texts(database.execute(f"SELECT * FROM {name}")) == _texts(expected)


def test_keys(database, vocabulary):
    """Primary and foreign keys are those of the schema."""
    for name, table in Schema(vocabulary).tables.items():
        columns = database.execute(f"PRAGMA table_info({name})").fetchall()
        assert tuple(c[1] for c in sorted(columns, key=lambda c: c[5]) if c[5]) == table.key
        foreign = database.execute(f"PRAGMA foreign_key_list({name})").fetchall()
        assert {(f[3], f[2]) for f in foreign} == {
            (column.name, column.table) for column in table.columns if column.table
        }


@pytest.mark.parametrize("name", VIEWS)
def test_views(database, name):
    """Each view has rows, in a fixed order."""
    rows = database.execute(f"SELECT * FROM {name}").fetchall()

    assert rows
    assert rows == database.execute(f"SELECT * FROM {name}").fetchall()


def test_no_other_views(database):
    """The list above is complete."""
    found = database.execute("SELECT name FROM sqlite_master WHERE type = 'view' ORDER BY name")

    assert tuple(name for (name,) in found) == VIEWS


def test_no_quoting_needed(database):
    """Every column can be named as it is."""
    names = database.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
    for (name,) in names.fetchall():
        columns = [row[1] for row in database.execute(f"PRAGMA table_info({name})")]
        assert all(re.fullmatch("[a-z_]+", column) for column in columns)
        database.execute(f"SELECT {', '.join(columns)} FROM {name} LIMIT 1").fetchall()


def test_a_question(database):
    """Who held the office on a day, in one line of SQL."""
    rows = database.execute(
        "SELECT holder_label FROM office_holders"
        " WHERE office = 'office/general-secretary' AND '1960-01-01' BETWEEN start AND end"
    ).fetchall()

    assert rows == [("Nikita Khrushchev",)]


def test_disputes_show_both_sides(database):
    """A dispute has an accepted and a set-aside value, each with its source."""
    verdicts = database.execute(
        "SELECT DISTINCT verdict FROM disputes WHERE value IS NOT NULL AND source IS NOT NULL"
    ).fetchall()

    assert sorted(verdicts) == [("accepted",), ("set aside",)]
