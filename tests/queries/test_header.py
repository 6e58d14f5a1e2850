"""What a query says of itself is complete, and true of its text."""

import re

import pytest

from cpsu_kg.errors import CpsuKgError, ParameterError, QueryError
from cpsu_kg.queries import header
from cpsu_kg.queries.catalogue import Catalogue
from cpsu_kg.resources import find

CATALOGUE = Catalogue(find())
GOOD = """#+ summary: One line
#+ description: First part
#+   second part: with a colon
#+ tags: a, b
#+ lists: kinds
#+ param: date period required example=1953-03-10 "Day asked about"
#+ param: body body default=politburo example=presidium "Body, if not the usual one"
#+ param: thing thing default= example=person/x "Any"
SELECT * { }
"""


def plain(text):
    """The words of a query, with datatypes written the short way."""
    text = re.sub(r'"(\d+)"\^\^<\S+#integer>', r"\1", text)
    return re.sub(r"<http://www\.w3\.org/2001/XMLSchema#(\w*)>", r"xsd:\1", text).split()


class TestParsing:
    def test_fields_are_read(self):
        """A description may go on in indented lines, with colons in them."""
        found = header.parse(GOOD)

        assert found.summary == "One line"
        assert found.description == "First part second part: with a colon"
        assert found.tags == ["a", "b"]
        assert found.lists == {"kinds"}

    def test_parameters_are_read(self):
        """A parameter is required, or has a default, which may be empty."""
        date, body, thing = header.parse(GOOD).parameters.values()

        assert (date.name, date.kind, date.required, date.default) == ("date", "period", True, None)
        assert (body.required, body.default, body.example) == (False, "politburo", "presidium")
        assert (thing.required, thing.default) == (False, None)
        assert date.variables == ("dateFrom", "dateTo")
        assert body.variables == ("body",)

    def test_text_without_header(self):
        """A text that says nothing of itself has an empty header."""
        assert header.parse("SELECT * { }").summary == ""

    @pytest.mark.parametrize(
        "line",
        ["#+ no key", "#+summary: no blank", '#+ param: date period "no example"', "#+ param: x"],
    )
    def test_malformed_lines_are_refused(self, line):
        """A line that cannot be read is an error, not a silence."""
        with pytest.raises(QueryError):
            header.parse(line)

    def test_unknown_kinds_are_refused(self):
        """A parameter has one of the known types."""
        with pytest.raises(ParameterError):
            header.parse('#+ param: x colour required example=red "Colour"')


@pytest.mark.parametrize("name", CATALOGUE.names())
class TestEveryQuery:
    def test_header_says_everything(self, name):
        """Summary, description and tags are there; each parameter has help and an example."""
        found = CATALOGUE.get(name).header

        assert re.fullmatch(r"[A-Z].*[^.]", found.summary), "a phrase without a full stop"
        assert re.fullmatch(r"[A-Z\"].*\.", found.description), "one or more sentences"
        assert found.tags
        assert all(each.help and each.example for each in found.parameters.values())

    def test_text_runs_as_it_stands(self, name, kg):
        """The text holds the example values: binding them changes nothing but blanks."""
        query = CATALOGUE.get(name)

        assert plain(query.bind(query.example(), kg.names)) == plain(query.text)

    def test_text_is_portable(self, name):
        """One order for all engines, no named graph, no function of one engine."""
        code = re.sub(r"#[^\n]*|\"[^\"\n]*\"", "", CATALOGUE.get(name).text)

        assert re.search(r"\bORDER BY\b", code)
        assert not re.search(r"\b(GRAPH|FROM|SERVICE|LATERAL)\b|bif:|sql:|NOW\(|RAND\(", code)

    def test_lists_are_columns(self, name):
        """Every column said to hold a list is projected as joined texts."""
        query = CATALOGUE.get(name)
        for column in query.header.lists:
            assert re.search(rf'SEPARATOR=" "\) AS \?{column}\)', query.text)


class TestCatalogue:
    def test_there_are_enough(self):
        """The catalogue answers the questions that were asked for."""
        wanted = {
            *("on", "holders-of-office", "according-to-source", "predecessor-successor"),
            *("tenure-lengths", "party-state-overlaps", "vacancies", "designation-on-day"),
            *("how-tenures-ended", "deaths-in-office", "disputes", "source-by-boundary"),
            *("events-between", "what-an-event-changed", "career", "leadership-and-office"),
            *("denials", "persons-without-identifier", "body-composition", "changes-at-event"),
            *("sat-together", "core-of-power", "age-profile", "membership-profile", "executed"),
            *("women-in-leadership", "candidate-to-full", "removed-after-death"),
            "body-size-by-year",
            *("longest-serving", "events-of-person", "leadership-difference", "shared-congresses"),
        }  # fmt: skip

        assert wanted <= set(CATALOGUE.names())
        assert len(CATALOGUE.names()) >= 40

    @pytest.mark.parametrize(
        "name", ["onn", "", "views", "../ontology/cpsu", "on.rq", "/etc/passwd"]
    )
    def test_unknown_names_are_refused(self, name):
        """Only a query's own name gives a query."""
        with pytest.raises(CpsuKgError):
            CATALOGUE.get(name)
