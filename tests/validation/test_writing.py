"""The report in its formats."""

import csv
import io
import json

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from cpsu_kg.terms import BASE, TYPE, term
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

    def test_a_finding_without_place_and_property(self):
        """What is not known leaves no trace in the line."""
        several = Report([HINT._replace(path=None), HINT._replace(path=None, message="More.")])

        assert write(several, "table") == (
            'Info: person:joseph-stalin: Add "more", or less.\n'
            "Info: person:joseph-stalin: More.\n"
            "2 hints\n"
        )

    def test_csv(self, report):
        """One row a finding, readable by any CSV reader."""
        text = write(report, "csv")
        first, second = csv.DictReader(io.StringIO(text))

        assert first["value"] == '"1853-03-05"^^xsd:date'
        assert second["message"] == HINT.message
        assert second["line"] == ""
        assert "\r" not in text

    def test_json(self):
        """A list of flat objects, letters as they are."""
        text = write(Report([BAD._replace(message="Сталин"), HINT]), "json")
        first, second = json.loads(text)

        assert first["line"] == 7
        assert second["value"] is None
        assert '    "message": "Сталин",' in text.splitlines()

    def test_turtle(self, report):
        """A SHACL validation report with every finding in it, and nothing else."""
        text = write(report, "ttl")
        triples = list(parse(text, RdfFormat.TURTLE))
        (whole,) = (q.subject for q in triples if q.object == _sh("ValidationReport"))
        results = [q.object for q in triples if q.predicate == _sh("result")]
        told = {
            frozenset((q.predicate, q.object) for q in triples if q.subject == result)
            for result in results
        }

        common = {
            (TYPE, _sh("ValidationResult")),
            (_sh("focusNode"), STALIN),
            (_sh("resultPath"), term("deathDate")),
            (_sh("sourceConstraintComponent"), _sh("SPARQLConstraintComponent")),
            (_sh("sourceShape"), SHAPE),
        }
        assert told == {
            frozenset(
                common
                | {
                    (_sh("resultSeverity"), _sh("Violation")),
                    (_sh("value"), BAD.value),
                    (_sh("resultMessage"), Literal(BAD.message)),
                }
            ),
            frozenset(
                common
                | {
                    (_sh("resultSeverity"), _sh("Info")),
                    (_sh("resultMessage"), Literal(HINT.message)),
                }
            ),
        }
        about = {(q.predicate, q.object) for q in triples if q.subject == whole}
        assert about == {
            (TYPE, _sh("ValidationReport")),
            (_sh("conforms"), Literal(False)),
            *((_sh("result"), result) for result in results),
        }
        assert "sh:focusNode" in text
        assert "cpsu:deathDate" in text


def _sh(name):
    return NamedNode("http://www.w3.org/ns/shacl#" + name)


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
