"""Rows are plain values that remember their terms."""

import csv
import io
import json

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode

from cpsu_kg.queries.rows import Rows
from cpsu_kg.stores.solutions import Solutions

XSD = "http://www.w3.org/2001/XMLSchema#"


def typed(text, kind):
    """A literal of an XSD datatype."""
    return Literal(text, datatype=NamedNode(XSD + kind))


@pytest.fixture
def rows():
    """One row of every kind of value and one of nothing."""
    solutions = Solutions(
        ["iri", "text", "number", "share", "flag", "date", "names", "node"],
        [
            (NamedNode("http://x"), Literal('a "b", c', language="en"), typed("3", "integer"),
             typed("2.5", "decimal"), typed("1", "boolean"), typed("1953", "gYear"),
             Literal(" b a  c"), BlankNode("n")),
            (None,) * 8,
        ],
    )  # fmt: skip
    return Rows(solutions, frozenset({"names"}))


class TestRow:
    def test_values_are_plain(self, rows):
        """Numbers and truth values are Python's, dates keep their precision, lists are sorted."""
        assert rows[0] == {
            "iri": "http://x", "text": 'a "b", c', "number": 3, "share": 2.5, "flag": True,
            "date": "1953", "names": ["a", "b", "c"], "node": "n",
        }  # fmt: skip

    def test_unbound_is_none(self, rows):
        """What is unbound is None; an unbound list is empty."""
        assert rows[1].number is None
        assert rows[1].names == []

    def test_terms_are_kept(self, rows):
        """The RDF term behind a value can be had."""
        assert rows[0].term("date") == typed("1953", "gYear")

    def test_attributes(self, rows):
        """A column is an attribute, and only a column."""
        assert rows[0].iri == "http://x"
        assert not hasattr(rows[0], "colour")
        with pytest.raises(KeyError):
            rows[0]["colour"]


class TestRows:
    def test_sequence(self, rows):
        """Rows are a sequence that knows its columns."""
        assert len(rows) == 2
        assert rows.columns[0] == "iri"
        assert list(rows)[-1] is rows[-1]

    def test_csv(self, rows):
        """CSV reads back, nothing for unbound, true and false in words."""
        heading, first, second = csv.reader(io.StringIO(rows.to_csv()))

        assert heading == rows.columns
        assert first == ["http://x", 'a "b", c', "3", "2.5", "true", "1953", "a b c", "n"]
        assert set(second) == {""}
        assert "\r" not in rows.to_csv()

    def test_words_for_truth(self):
        """As in SPARQL and XML Schema, not as in Python."""
        truths = Rows(Solutions(["flag"], [(typed("0", "boolean"),), (typed("1", "boolean"),)]))

        assert truths.to_csv() == "flag\nfalse\ntrue\n"

    def test_json(self, rows):
        """JSON is a list of flat objects, null for unbound."""
        first, second = json.loads(rows.to_json())

        assert first == dict(rows[0])
        assert second["iri"] is None

    def test_json_is_readable(self):
        """One value a line, letters as they are."""
        names = Rows(Solutions(["name"], [(Literal("Сталин"),)]))

        assert names.to_json() == '[\n  {\n    "name": "Сталин"\n  }\n]\n'
