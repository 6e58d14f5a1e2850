"""The CSV folder is a valid Frictionless data package."""

import csv
import hashlib
import json
import re

import pytest
import required

import cpsu_kg

CHECKS = {
    "string": lambda text: True,
    "integer": re.compile("-?[0-9]+").fullmatch,
    "boolean": re.compile("true|false").fullmatch,
    "date": re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}").fullmatch,
}


@pytest.fixture(scope="module")
def folder(exported):
    """The exported folder."""
    return exported("csv")


@pytest.fixture(scope="module")
def package(folder):
    """Its description."""
    return json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def rows(folder, package):
    """All rows by table."""
    found = {}
    for each in package["resources"]:
        with open(folder / each["path"], encoding="utf-8", newline="") as stream:
            found[each["name"]] = list(csv.reader(stream))
    return found


class TestPackage:
    def test_lists_every_file(self, folder, package):
        """Each table is a resource, and nothing else lies there."""
        listed = {each["path"] for each in package["resources"]} | {"datapackage.json"}

        assert listed == {each.name for each in folder.iterdir()}

    def test_says_what_it_is(self, package):
        """Name, version, licence."""
        assert package["profile"] == "tabular-data-package"
        assert package["version"] == cpsu_kg.__version__
        assert [each["name"] for each in package["licenses"]] == ["CC0-1.0"]

    def test_sizes_and_checksums(self, folder, package):
        """A user can check a download."""
        for each in package["resources"]:
            content = (folder / each["path"]).read_bytes()
            assert each["bytes"] == len(content)
            assert each["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()

    def test_tables_that_people_look_for(self, package):
        """By the names that they would guess."""
        names = {each["name"] for each in package["resources"]}

        assert names >= {
            "persons", "offices", "bodies", "tenures", "vacancies", "leaderships", "events",
            "participants", "attestations", "statements", "adjudications", "sources", "identifiers",
        }  # fmt: skip


class TestRows:
    def test_headers(self, package, rows):
        """The header is what the schema says."""
        for each in package["resources"]:
            assert rows[each["name"]][0] == [f["name"] for f in each["schema"]["fields"]]

    def test_types(self, package, rows):
        """Each cell is empty or of the type of its column."""
        for each in package["resources"]:
            for place, field in enumerate(each["schema"]["fields"]):
                pattern = field.get("constraints", {}).get("pattern", ".*")
                for row in rows[each["name"]][1:]:
                    cell = row[place]
                    assert not cell or CHECKS[field["type"]](cell), (each["name"], field, cell)
                    assert not cell or re.fullmatch(pattern, cell, re.DOTALL)
                    assert cell or not field.get("constraints", {}).get("required"), row

    def test_primary_keys(self, package, rows):
        """No two rows have the same key."""
        for each in package["resources"]:
            keys = self._column(rows, each["name"], each["schema"]["primaryKey"])
            assert len(keys) == len(set(keys)), each["name"]

    def test_foreign_keys(self, package, rows):
        """Each reference leads to a row."""
        for each in package["resources"]:
            for key in each["schema"]["foreignKeys"]:
                to = key["reference"]
                there = self._column(rows, to["resource"], [to["fields"]])
                here = self._column(rows, each["name"], [key["fields"]])
                assert set(here) - set(there) <= {("",)}, (each["name"], key)

    @staticmethod
    def _column(rows, name, columns):
        header, *body = rows[name]
        places = [header.index(column) for column in columns]
        return [tuple(row[place] for place in places) for row in body]


def test_frictionless_agrees(folder):
    """The reference implementation finds nothing to say."""
    frictionless = required.module("frictionless")
    report = frictionless.validate(str(folder / "datapackage.json"))

    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "message"])
