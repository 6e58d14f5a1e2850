"""Values reach a query as RDF terms only: whatever a caller types, the question stays the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Store
from rdflib.plugins.sparql import prepareQuery

from cpsu_kg.errors import CpsuKgError, DateError, ParameterError, QueryError, UnknownName
from cpsu_kg.queries.binding import bind
from cpsu_kg.queries.catalogue import CannedQuery
from cpsu_kg.queries.sparql_text import query_form, values_blocks

ECHO = CannedQuery(
    "echo",
    '#+ param: word string required example=x "Any text"\n'
    'SELECT ?word { VALUES ?word { "x" } } ORDER BY ?word',
)
NASTY = st.one_of(
    st.text(),
    st.text(alphabet="\"\\u0022 }{<>?#\n\r\t'UNDEF"),
    st.sampled_from(['" } UNION { ?s ?p ?o } #', "\\u0022 }", "} #", '"""', "UNDEF", "\ud800"]),
)


class TestBlocks:
    def test_blocks_are_found(self):
        """Single and paired variables, whatever the blanks and capitals."""
        text = "SELECT * { values ?a{1 2} VALUES ( ?b ?c ) { (1 2) } }"

        assert [block.variables for block in values_blocks(text)] == [("a",), ("b", "c")]

    @pytest.mark.parametrize(
        "text",
        [
            "# VALUES ?a { 1 }\nSELECT * { }",
            'SELECT * { ?s ?p "VALUES ?a { 1 }" }',
            "SELECT * { ?s ?p '''VALUES ?a { 1 }''' }",
            "SELECT * { ?s <http://x/VALUES#a> ?valuesA . ?s x:VALUES ?a }",
        ],
    )
    def test_comments_strings_and_names_are_none(self, text):
        """What only looks like a block is left alone."""
        assert list(values_blocks(text)) == []

    def test_rows_may_hold_braces(self):
        """A brace inside a string does not end a block."""
        text = 'SELECT * { VALUES ?a { "}" "x" } ?s ?p ?a }'

        assert bind(text, {("a",): (Literal("y"),)}) == 'SELECT * { VALUES ?a { "y" } ?s ?p ?a }'

    def test_nothing_given_is_undef(self):
        """A free parameter binds nothing."""
        assert bind("{ VALUES (?a ?b) { (1 2) } }", {("a", "b"): (None, None)}) == (
            "{ VALUES (?a ?b) { (UNDEF UNDEF) } }"
        )

    @pytest.mark.parametrize("text", ["SELECT * { }", "{ VALUES ?a { 1 } VALUES ?a { 2 } }"])
    def test_exactly_one_block_is_needed(self, text):
        """A query without its block, or with two, is refused."""
        with pytest.raises(QueryError):
            bind(text, {("a",): (NamedNode("http://x"),)})

    @pytest.mark.parametrize(
        ("text", "form"),
        [
            ("PREFIX ask: <http://select/> SELECT * {}", "SELECT"),
            ("# select\nask {}", "ASK"),
            ("BASE <http://x/> construct {} where {}", "CONSTRUCT"),
            ("describe <http://select>", "DESCRIBE"),
            ("", "SELECT"),
        ],
    )
    def test_forms_are_told_apart(self, text, form):
        """The form is read from the text, not from comments, IRIs or prefixes."""
        assert query_form(text) == form


class TestInjection:
    @given(NASTY)
    def test_any_text_stays_one_literal(self, text):
        """A text is refused, or compared as it is; it never becomes part of the question."""
        try:
            bound = ECHO.bind({"word": text}, None)
        except CpsuKgError:
            return

        assert [row["word"] for row in Store().query(bound)] == [Literal(text)]

    @settings(max_examples=25)
    @given(NASTY)
    def test_any_text_stays_one_literal_for_rdflib(self, text):
        """So it is for an engine that reads escapes another way."""
        try:
            bound = ECHO.bind({"word": text}, None)
        except CpsuKgError:
            return
        rows = prepareQuery(bound).algebra.p.p.p
        while "res" not in rows:
            rows = rows.get("p") or rows.get("p2")

        assert [str(each) for row in rows["res"] for each in row.values()] == [text]

    @settings(max_examples=50)
    @given(value=NASTY, kind=st.sampled_from(["person", "office", "body", "event", "thing"]))
    def test_any_name_is_known_or_refused(self, mini, value, kind):
        """A name is looked up, never pasted."""
        with pytest.raises(CpsuKgError):
            mini.names.resolve(kind, value + "!")

    @settings(max_examples=50)
    @given(NASTY)
    def test_any_date_is_read_or_refused(self, mini, value):
        """A date that cannot be read is one kind of error."""
        with pytest.raises(DateError):
            mini.run("on", date=value + "!")


class TestParameters:
    def test_missing(self, mini):
        """A required parameter is asked for, with an example."""
        with pytest.raises(ParameterError, match="as in general-secretary"):
            mini.run("holders-of-office")

    def test_unknown(self, mini):
        """A parameter that the query does not have is named, with those it has."""
        with pytest.raises(ParameterError, match=r"no such parameter \(office\)"):
            mini.run("holders-of-office", office="chair", colour="red")

    def test_whole_numbers_only(self, mini):
        """A number is a whole number."""
        for value in ("ten", "1.5", True, "1" * 20, ""):
            with pytest.raises(ParameterError):
                mini.run("removed-after-death", person="anna", days=value)

    def test_single_days_only(self, mini):
        """Where one day is needed a month will not do."""
        with pytest.raises(ParameterError, match="single day"):
            mini.run("events-between", since="1953-03", until="1953-04-01")

    @pytest.mark.parametrize(
        "date", ["1953-02-30", "53", "1953-3", "tomorrow", "", "1953-03-10T00:00"]
    )
    def test_bad_dates(self, mini, date):
        """Only YYYY, YYYY-MM and YYYY-MM-DD are dates."""
        with pytest.raises(DateError):
            mini.run("on", date=date)

    def test_periods_are_expanded(self, mini):
        """A year is all of its days."""
        text = mini.queries.get("on").bind({"date": "1953"}, mini.names)

        assert '"1953-01-01"^^' in text
        assert '"1953-12-31"^^' in text

    def test_defaults_apply(self, mini):
        """An optional parameter may be left out: its default, or everything."""
        assert len(mini.run("vacancies")) == len(mini.run("vacancies", office="chair")) == 1
        with pytest.raises(UnknownName):
            mini.run("line-of-office")
