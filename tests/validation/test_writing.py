"""The report in its formats."""

import csv
import io
import json

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from cpsu_kg.terms import BASE, term
from cpsu_kg.validation.results import Report, Result
from cpsu_kg.validation.writing import short, write

STALIN = NamedNode(BASE + "person/joseph-stalin")
SHAPE = NamedNode(BASE + "shape/person-life")
DATE = NamedNode("http://www.w3.org/2001/XMLSchema#date")
BAD = Result(
    STALIN, term("deathDate"), Literal("1853-03-05", datatype=DATE), "SPARQLConstraintComponent",
    "Violation", f"Not after {BASE}event/birth-1878: correct it.", SHAPE, "p.ttl", 7,
)  # fmt: skip
HINT = BAD._replace(
    severity="Info", value=None, file=None, line=None, message='Add "more", or less.'
)


@pytest.fixture
def report():
    """One hint, one violation, given in the wrong order."""
    return Report([HINT, BAD])


class TestReport:
    def test_gravest_first_and_each_once(self):
        """The order does not depend on how things were found."""
        assert Report([HINT, BAD, HINT]).results == [BAD, HINT]

    def test_conforms_in_spite_of_hints(self, report):
        """Only a violation breaks conformance."""
        assert not report.conforms
        assert Report([HINT]).conforms
        assert report.count("Info") == 1


class TestFormats:
    def test_table(self, report):
        """One line a finding, with the place first; the last line counts."""
        assert write(report, "table", "Warning").splitlines() == [
            "p.ttl:7: Violation: person:joseph-stalin cpsu:deathDate: "
            "Not after event:birth-1878: correct it.",
            "1 violation, 1 hint (not all shown: --severity info)",
        ]

    def test_table_of_nothing(self):
        """Silence is put into words."""
        assert write(Report([]), "table") == "nothing to report\n"

    def test_csv(self, report):
        """One row a finding, readable by any CSV reader."""
        first, second = csv.DictReader(io.StringIO(write(report, "csv")))

        assert first["value"] == '"1853-03-05"^^xsd:date'
        assert second["message"] == HINT.message
        assert second["line"] == ""

    def test_json(self, report):
        """A list of flat objects."""
        first, second = json.loads(write(report, "json"))

        assert first["line"] == 7
        assert second["value"] is None

    def test_turtle(self, report):
        """A SHACL validation report with every finding in it."""
        triples = list(parse(write(report, "ttl"), RdfFormat.TURTLE))
        names = [quad.predicate.value.rpartition("#")[2] for quad in triples]

        assert names.count("result") == 2
        assert names.count("focusNode") == 2
        assert Literal(False) in {quad.object for quad in triples}


@pytest.mark.parametrize(
    ("node", "text"),
    [
        (STALIN, "person:joseph-stalin"),
        (term("end"), "cpsu:end"),
        (Literal("Сталин", language="ru"), '"Сталин"@ru'),
        (Literal(3), '"3"^^xsd:integer'),
        (Literal('a "b"'), '"a \\"b\\""'),
        (
            NamedNode(BASE + "person/Joseph Stalin".replace(" ", "_")),
            f"<{BASE}person/Joseph_Stalin>",
        ),
        (NamedNode("http://www.wikidata.org/entity/Q855"), "<http://www.wikidata.org/entity/Q855>"),
    ],
)
def test_short_form(node, text):
    """Terms are written as in the project's Turtle files."""
    assert short(node) == text
