"""What a query text may not do, and how a malformed one is explained."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad

from cpsu_kg.errors import QueryError, ServiceRefused
from cpsu_kg.stores import guard
from cpsu_kg.stores.embedded import EmbeddedStore

A = NamedNode("x:a")
STORE = EmbeddedStore.of([Quad(A, A, A)])
# A port that nobody listens on: a request would be an OSError, not a ServiceRefused.
NOWHERE = "<http://127.0.0.1:1/>"


class TestService:
    @pytest.mark.parametrize(
        "clause",
        [
            f"SERVICE {NOWHERE} {{ ?s ?p ?o }}",
            f"service silent {NOWHERE} {{ ?s ?p ?o }}",
            f"SeRvIcE\n{NOWHERE}{{}}",
            f"BIND({NOWHERE} AS ?where) SERVICE ?where {{ ?s ?p ?o }}",
            f"SERVICE#\n{NOWHERE} {{}}",
            f"OPTIONAL {{ {{ SELECT * {{ SERVICE {NOWHERE} {{}} }} }} }}",
            f"?s ?p ?service . SERVICE {NOWHERE} {{}}",
            f"FILTER EXISTS {{ SERVICE {NOWHERE} {{}} }}",
        ],
    )
    @pytest.mark.parametrize("form", ["SELECT * WHERE", "ASK", "CONSTRUCT { ?s ?p ?o } WHERE"])
    def test_is_refused_in_every_place(self, form, clause):
        """A query with a SERVICE clause is refused with the place of the keyword."""
        query = f"{form} {{ {clause} }}"
        with pytest.raises(ServiceRefused) as caught:
            STORE.select(query)

        line, column = caught.value.line, caught.value.column
        assert query.split("\n")[line - 1][column - 1 :].lower().startswith("service")

    @pytest.mark.parametrize(
        "query",
        [
            f"SELECT * {{ ?s ?p 1SERVICE {NOWHERE} {{}} }}",
            f"SELECT * {{ FILTER(1<'>') SERVICE {NOWHERE} {{}} #'>\n}}",
            f"SELECT * {{ \\u0053ERVICE {NOWHERE} {{}} }}",
            f"SELECT * {{ ?s ?p 'a\\u0027 . SERVICE {NOWHERE} {{}} #' }}",
            f"PREFIX x: <x:> SELECT * {{ ?s ?p x:a\\' . SERVICE {NOWHERE} {{}} # ' \n}}",
            f"SELECT * {{ ?s ?p x:o.SERVICE {NOWHERE} {{}} }}",
        ],
    )
    def test_cannot_be_smuggled_in(self, query):
        """Texts that a scanner for words could misread never reach another endpoint."""
        try:
            assert len(STORE.select(query)) <= 1
            parsed_as_text = "\\u0027" in query
            assert parsed_as_text
        except QueryError as error:
            assert "port" not in str(error)  # what the engine says once it tries to connect

    @pytest.mark.parametrize(
        "query",
        [
            "ASK { ?s ?p ?o FILTER('service' != ?service) }",
            "PREFIX service: <x:> ASK { ?s ?p service:a } # SERVICE <x:a> {}",
            'PREFIX x: <x:> ASK { BIND("""SERVICE\n{""" AS ?x) ?s ?p <x:a> }',
            "ASK { ?s ?p ?Service, ?SERVICE OPTIONAL { ?s ?p <http://x/service> } }",
        ],
    )
    def test_the_word_alone_is_harmless(self, query):
        """Strings, names, IRIs and comments may say service."""
        STORE.ask(query)

    def test_a_mistake_elsewhere_is_told_as_such(self):
        """A malformed query that also says service gets the error for its mistake."""
        with pytest.raises(QueryError, match="LIMIT") as caught:
            STORE.select("SELECT * { ?s ?p 'service' } LIMIT x")

        assert not isinstance(caught.value, ServiceRefused)

    @given(st.text(alphabet="SERVICEservice<>{}'\"#\\ .x:?1\n", max_size=40))
    def test_no_text_is_followed(self, text):
        """Whatever stands in a group, nothing is fetched: it runs, or is a QueryError."""
        try:
            STORE.select(f"SELECT * {{ {text} SERVICE {NOWHERE} {{}} }}")
        except QueryError as error:
            assert "port" not in str(error)


class TestComplexity:
    @pytest.mark.parametrize(
        "pattern",
        [
            "{" * 20_000 + "}" * 20_000,
            f"FILTER({'(' * 5000}1{')' * 5000})",
            f"FILTER({'!' * 20_000}1)",
            f"?s ?p {'(' * 400}{')' * 400}",
            " UNION ".join(["{}"] * 20_000),
            f"FILTER({'||'.join(['?x'] * 20_000)})",
        ],
    )
    def test_nesting_beyond_reason_is_refused(self, pattern):
        """Queries that would overflow the engine's stack are errors."""
        with pytest.raises(QueryError, match="too complex"):
            STORE.select(f"SELECT * {{ {pattern} }}")

    def test_long_flat_queries_are_fine(self):
        """Thousands of rows in a VALUES block are no problem."""
        rows = " ".join(f"(<x:{n}> 'a(b{{c')" for n in range(5000))

        assert len(STORE.select(f"SELECT * {{ VALUES (?x ?y) {{ {rows} }} }}")) == 5000


class TestTokens:
    @pytest.mark.parametrize(
        ("query", "form"),
        [
            ("#+ summary: ask\nPREFIX select: <x:#> BASE <x:y>\nconstruct WHERE {}", "CONSTRUCT"),
            ("SELECT * {}", "SELECT"),
            ("", ""),
            ("# nothing", ""),
        ],
    )
    def test_form(self, query, form):
        """The form is the first word after the prologue."""
        assert guard.form(query) == form

    def test_position_counts_from_one(self):
        """Lines and columns are counted as editors do."""
        assert [guard.position("ab\nc", n) for n in range(4)] == [(1, 1), (1, 2), (1, 3), (2, 1)]


class TestExplanation:
    @pytest.mark.parametrize(
        ("query", "line", "column", "reason"),
        [
            ("SELEC * {}", 1, 1, "'SELEC'"),
            ("SELECT *\nWHRE { ?s ?p ?o }", 2, 1, "'WHRE'"),
            ("SELECT * {\n ?s ?p ?o .\n ?a ?b\n}", 3, 2, "'?a'"),
            ("SELECT * {\n  ?s cpsu:start ?o }", 2, 6, "prefix cpsu: is not declared"),
            ("SELECT * { ?s ?p ?o } LIMIT x", 1, 23, "'LIMIT'"),
            ("", 1, 1, "ends too early"),
            ("SELECT (1 AS ?x) (2 AS ?x) {}", 1, None, "Duplicated variable"),
            ("SELECT ?x (COUNT(*) AS ?n) { ?x ?y ?z }", 1, None, "unbound"),
        ],
    )
    def test_place_and_reason(self, query, line, column, reason):
        """A malformed query is explained in one line with the place of the mistake."""
        with pytest.raises(QueryError) as caught:
            STORE.select(query)

        assert reason in caught.value.reason
        assert caught.value.line == line
        assert column in (None, caught.value.column)
        assert "\n" not in str(caught.value)

    @given(st.text(max_size=60))
    def test_any_text_is_answered_or_explained(self, text):
        """No text makes the store raise anything but a QueryError of one line."""
        try:
            STORE.select(text)
        except QueryError as error:
            assert "\n" not in str(error)
