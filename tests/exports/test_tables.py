"""The tables say what the graph says, and are laid out by the ontology."""

import csv
import re

import pytest
from pyoxigraph import Literal, NamedNode

from cpsu_kg.exports.tables import Schema
from cpsu_kg.stores.loading import GRAPH
from cpsu_kg.terms import BASE, CPSU, LABEL, TYPE, term

PARTS = ("core", "attestations", "sources", "links")


@pytest.fixture(scope="module")
def schema(vocabulary):
    """The tables as laid out."""
    return Schema(vocabulary)


@pytest.fixture(scope="module")
def tables(exported, schema):
    """All rows of the CSV files, as dicts, by table."""
    found = {}
    for name in schema.tables:
        with open(exported("csv") / f"{name}.csv", encoding="utf-8", newline="") as stream:
            found[name] = list(csv.DictReader(stream))
    return found


@pytest.fixture(scope="module")
def typed(kg):
    """What was typed, not derived: subject id, property, value as text, language."""
    graphs = {NamedNode(GRAPH + part) for part in PARTS}
    return {_flat(quad) for quad in kg.store.quads() if quad.graph_name in graphs}


@pytest.fixture(scope="module")
def cells(tables, schema):
    """Every cell that shows a property: subject id, property, text."""
    return {
        (row["id"], _local(column.property)): row[column.name]
        for name, table in schema.tables.items()
        for column in table.columns
        if column.property and column.form == "value" and name != "terms"
        for row in tables[name]
        if row[column.name]
    }


@pytest.fixture(scope="module")
def long(tables):
    """Every row of the long tables: subject id, property, text, language."""
    found = {(r["thing"], r["property"], r["text"], r["language"]) for r in tables["texts"]}
    found |= {(r["subject"], r["property"], r["object"], None) for r in tables["links"]}
    found |= {(r["event"], r["role"], r["agent"], None) for r in tables["participants"]}
    found |= {(r["thing"], r["property"], r["url"], None) for r in tables["identifiers"]}
    found |= {
        (r["attestation"], r["property"], r["value"], r["form"].partition("@")[2] or None)
        for r in tables["statements"]
    }
    return found


def _short(node):
    return node.value.removeprefix(CPSU).removeprefix(BASE)


def _local(node):
    return re.split("[/#]", node.value)[-1]


def _flat(quad):
    subject, name, value = _short(quad.subject), _local(quad.predicate), quad.object
    if isinstance(value, Literal):
        return subject, name, value.value, value.language
    return subject, name, _short(value), None


class TestLayout:
    def test_columns_are_unique(self, schema):
        """No header names two columns alike."""
        for table in schema.tables.values():
            names = [column.name for column in table.columns]
            assert len(names) == len(set(names)), table.name
            assert set(table.key) <= set(names)

    def test_names_are_plain(self, schema):
        """Small letters and underscores, for any program."""
        for table in schema.tables.values():
            assert all(re.fullmatch("[a-z_]+", column.name) for column in table.columns)

    def test_every_class_has_a_table(self, schema, vocabulary):
        """Only the parents that group others have none."""
        without = {
            _short(each)
            for each in vocabulary.terms.classes - schema.entities.keys()
            if each.value.startswith(CPSU)
        }

        assert without == {"Agent", "Span"}

    def test_every_property_has_a_column(self, schema, vocabulary):
        """Of each table whose class may have it."""
        for each in vocabulary.order:
            if each in vocabulary.terms.roles or _local(each) in ("when", "bound", "support"):
                continue
            for cls in vocabulary.terms.domain(each) & schema.entities.keys():
                if each == term("participant"):
                    continue
                columns = schema.tables[schema.entities[cls]].columns
                assert each in {column.property for column in columns}, (each, cls)

    def test_columns_are_described(self, schema):
        """With the words of the ontology where they come from it."""
        for table in schema.tables.values():
            for column in table.columns:
                if not (column.property and column.property.value.startswith("http://purl.org/dc")):
                    assert column.description, (table.name, column.name)

    def test_references_exist(self, schema):
        """A foreign key leads to a table with an id."""
        for table in schema.tables.values():
            for column in table.columns:
                if column.table:
                    assert schema.tables[column.table].key == ("id",)


class TestAgreement:
    """Whatever was typed is found in the tables, and they say nothing else."""

    def test_nothing_is_lost(self, typed, cells, long, tables):
        """Each typed triple is in a cell or a row."""
        kinds = {(row["id"], row["kind"]) for row in tables["things"]}
        lost = [
            each
            for each in typed
            if each not in long
            and each[2] not in _parts(cells.get(each[:2], ""))
            and not (each[1] == "type" and (each[0], each[2]) in kinds)
        ]

        assert lost == []

    def test_nothing_is_added(self, kg, long, cells):
        """Each row and each cell comes from a triple."""
        triples = set(map(_flat, kg.store.quads()))
        values = {}
        for subject, name, value, _ in triples:
            values.setdefault((subject, name), set()).add(value)

        assert long - triples == set()
        assert [key for key, cell in cells.items() if _rest(cell, values[key])] == []

    def test_labels_beside_ids(self, kg, tables):
        """The label is the English one of the thing beside it."""
        labels = {
            _short(q.subject): q.object.value
            for q in kg.store.quads()
            if q.predicate == LABEL and q.object.language == "en"
        }
        for row in tables["tenures"]:
            for name in ("holder", "office", "body"):
                assert row[f"{name}_label"] == labels.get(row[name], "")

    def test_counts(self, kg, tables, schema):
        """As many rows as there are things of the class."""
        rows = dict.fromkeys(set(schema.entities.values()), 0)
        classes = {}
        for quad in kg.store.quads():
            if quad.predicate == TYPE and quad.object in schema.entities:
                classes[quad.subject] = schema.entities[quad.object]
        for name in classes.values():
            rows[name] += 1

        assert rows == {name: len(tables[name]) for name in rows}

    def test_stalin(self, tables):
        """A row that any reader can check."""
        (row,) = (r for r in tables["persons"] if r["id"] == "person/joseph-stalin")

        assert row["label"] == "Joseph Stalin"
        assert row["label_ru"] == "Иосиф Виссарионович Сталин"
        assert row["birth_date"] == "1878-12-18"
        assert row["party_entry"] == "1898"
        assert row["gender"] == "male"

    def test_order(self, tables, schema):
        """Rows of a table with an id stand in the order of their ids."""
        for name, table in schema.tables.items():
            if table.key == ("id",):
                iris = [f"<{BASE}{row['id']}>" for row in tables[name]]
                assert iris == sorted(iris) or name == "terms"


class TestOddData:
    def test_several_values_where_one_is_due(self, small, tmp_path):
        """They stand joined, none is lost."""
        kg = small('person:a a :Person ; :birthDate "1900"^^xsd:gYear, "1901"^^xsd:gYear .')
        kg.export("csv", tmp_path)

        assert "1900; 1901" in (tmp_path / "persons.csv").read_text(encoding="utf-8")

    def test_tombstone(self, small, tmp_path):
        """A deprecated thing says so, and where to look instead."""
        kg = small("person:a owl:deprecated true ; dcterms:isReplacedBy person:b .")
        kg.export("csv", tmp_path)

        things = (tmp_path / "things.csv").read_text(encoding="utf-8")
        assert f"person/a,,,,true,{BASE}person/a" in things
        links = (tmp_path / "links.csv").read_text(encoding="utf-8")
        assert "person/a,,isReplacedBy,person/b," in links

    def test_no_values_of_the_wrong_type_break_it(self, small, tmp_path):
        """A size that is no number is written as it is."""
        kg = small("headcount:h a :Headcount ; :size 'many', '9'^^xsd:boolean .")
        kg.export("csv", tmp_path / "csv")
        kg.export("sqlite", tmp_path / "x.sqlite")

        assert "9; many" in (tmp_path / "csv/headcounts.csv").read_text(encoding="utf-8")


def _rest(cell, values):
    """Give what is left of a cell without the values and what stands between them."""
    for value in sorted(values, key=len, reverse=True):
        cell = cell.replace(value, "")
    return cell.strip("; ")


def _parts(cell):
    return {cell, *cell.split("; ")}
