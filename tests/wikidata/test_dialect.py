"""What the Query Service reads in its own way: dates, texts, names, hints, named subqueries."""

import pytest

from cpsu_kg.errors import QueryError
from cpsu_kg.wikidata.service import translate

STALIN = "BIND(wd:Q855 AS ?p) ?p wdt:P569 ?born ; wdt:P570 ?died ."


def value(kg, expression, pattern=STALIN):
    """The value of an expression about Stalin, born 1878-12-18, dead 1953-03-05."""
    return kg.wikidata(f"SELECT ({expression} AS ?x) {{ {pattern} }}")[0]["x"]


class TestDates:
    @pytest.mark.parametrize(
        ("expression", "expected"),
        [
            ("?died - ?born", 27105.0),
            ("(?died - ?born) / 5", 5421.0),
            ('?died - "1953-03-04"^^xsd:date', 1.0),
            ('?died - "1953-03-04T12:00:00Z"^^xsd:dateTime', 0.5),
            ("ROUND((?died - ?born) / 365.2425)", 74),
            ("YEAR(?died) - YEAR(?born)", 75),
            ("NOW() - ?died > 25000", True),
            ('?died + "P1D"^^xsd:duration', "1953-03-06T00:00:00Z"),
            ('?died - "P1M"^^xsd:duration', "1953-02-05T00:00:00Z"),
            ('?died + "-P1Y2M"^^xsd:yearMonthDuration', "1952-01-05T00:00:00Z"),
            ('"1953-01-31"^^xsd:dateTime + "P1M"^^xsd:duration', "1953-02-28T00:00:00Z"),
            ("5 - 3", 2),
            ("STRLEN(STR(?p)) - 3", 32),
        ],
    )
    def test_arithmetic(self, kg, expression, expected):
        """The difference of two dates is days; durations can be added; numbers stay numbers."""
        assert value(kg, expression) == expected

    @pytest.mark.parametrize(
        ("condition", "expected"),
        [
            ('?died > "1953-03-04"^^xsd:dateTime', True),
            ('?died > "1953-03-05"^^xsd:dateTime', False),
            ('?died >= "1953-03-05"^^xsd:date', True),
            ('?died <= "1953-03-05T00:00:00"^^xsd:dateTime', True),
            ('?died < "1953-03-05T01:00:00+02:00"^^xsd:dateTime', False),
            ('?died = "1953-03-05"^^xsd:dateTime', True),
            ('?died = "1953-03-05"^^xsd:date', True),
            ('?died != "1953-03-05"^^xsd:date', False),
            ('xsd:date(?died) = "1953-03-05"^^xsd:date', True),
            ('"+1953-00-00T00:00:00Z"^^xsd:dateTime < ?died', True),
            ('xsd:dateTime("1953-03-05") = ?died', True),
            ("?born < ?died", True),
            ('"a" < "b"', True),
            ("2 < 10", True),
        ],
    )
    def test_comparison(self, kg, condition, expected):
        """Dates of any datatype, with or without time and zone, compare as in the service."""
        assert value(kg, condition) is expected

    def test_short_literals_match(self, kg):
        """A dateTime without time matches in patterns and VALUES too."""
        day = '"1953-03-05"^^xsd:dateTime'

        assert kg.wikidata(f"ASK {{ wd:Q855 wdt:P570 {day} }}")
        assert kg.wikidata(f"ASK {{ VALUES ?d {{ {day} }} wd:Q855 wdt:P570 ?d }}")


class TestTexts:
    @pytest.mark.parametrize(
        ("expression", "expected"),
        [
            ('CONCAT("a", YEAR(?born), "–", ?died)', "a1878–1953-03-05T00:00:00Z"),
            ("STRLEN(YEAR(?born))", 4),
            ('STRSTARTS(?born, "1878")', True),
            ('REGEX(?born, "^1878")', True),
            ('REPLACE(?born, "T.*", "")', "1878-12-18"),
            ("SUBSTR(?born, 1, 4)", "1878"),
            ('CONCAT("a"@en, "b"@en)', "ab"),
            ("CONCAT(?p)", None),
        ],
    )
    def test_lenient_functions(self, kg, expression, expected):
        """Text functions take numbers and dates, but not IRIs."""
        assert value(kg, expression) == expected

    def test_group_concat_of_anything(self, kg):
        """GROUP_CONCAT takes numbers and IRIs."""
        values = 'VALUES ?x { 1 "b"@en <http://x.org/> }'
        text = kg.wikidata(f'SELECT (GROUP_CONCAT(?x; separator="|") AS ?l) {{ {values} }}')[0]["l"]

        assert sorted(text.split("|")) == ["1", "b", "http://x.org/"]


class TestNames:
    def test_having_by_the_name_that_select_gives(self, kg):
        """HAVING (?n > 4) means the number that SELECT calls ?n."""
        text = "SELECT ?p (COUNT(?o) AS ?n) { ?p wdt:P39 ?o } GROUP BY ?p HAVING (?n > 4)"

        assert [row["n"] for row in kg.wikidata(text)] == [5]

    @pytest.mark.parametrize("having", ["?o > 4", "COUNT(?o) > 4", "COUNT(DISTINCT ?o) > 4"])
    def test_a_name_used_again(self, kg, having):
        """(COUNT(?o) AS ?o): inside an aggregate the old ?o, outside the new."""
        body = "?p wdt:P39 ?o } GROUP BY ?p HAVING"
        text = f"SELECT ?p (COUNT(?o) AS ?o) {{ {body} ({having}) ORDER BY ?o"

        assert [row["o"] for row in kg.wikidata(text)] == [5]

    def test_a_name_used_again_in_a_subquery(self, kg):
        """Only the subquery's own variables get another name."""
        inner = "SELECT ?p (MIN(?o) AS ?o) { ?p wdt:P569 ?o } GROUP BY ?p"
        text = f"SELECT ?o {{ {{ {inner} }} FILTER(?p = wd:Q855) ?p wdt:P31 wd:Q5 }}"

        assert kg.wikidata(text)[0]["o"] == "1878-12-18T00:00:00Z"


class TestBlazegraph:
    def test_hints_leave_no_trace(self):
        """Hint triples vanish, whatever stands before and behind; lines stay where they were."""
        text = (
            'SELECT ?a {\n hint:Query hint:optimizer "None" .\n ?a ?b ?c . hint:Prior hint:x 1\n}'
        )
        plain = translate(text).text

        assert "queryHints" not in plain.partition("SELECT")[2]
        assert "hint:" not in plain.partition("SELECT")[2]
        assert plain.count("\n") == text.count("\n")

    def test_named_subqueries(self, kg):
        """WITH ... AS %name is put wherever it is included, also twice and in one another."""
        named = "WITH { SELECT ?p { ?p wdt:P39 wd:Q1255261 } } AS %a"
        nested = "WITH { SELECT ?p { INCLUDE %a . ?p wdt:P570 [] } } AS %b"
        text = f"SELECT ?p {named} {nested} WHERE {{ {{ INCLUDE %a }} MINUS {{ INCLUDE %b }} }}"

        assert kg.wikidata(text).to_dicts() == []
        assert len(kg.wikidata(f"SELECT ?p {named} WHERE {{ INCLUDE %a INCLUDE %a }}")) == 2

    def test_unknown_named_subquery(self, kg):
        """The name of a subquery that does not exist is reported with its place."""
        with pytest.raises(QueryError, match=r"line 1, column 13: there is no .* AS %none"):
            kg.wikidata("SELECT ?p { INCLUDE %none }")

    def test_functions_of_the_service(self, kg):
        """wikibase:decodeUri and isSomeValue are known, others are reported by name."""
        assert value(kg, 'wikibase:decodeUri("%D0%9F")') == "П"
        assert value(kg, "wikibase:isSomeValue(?p)") is False
        with pytest.raises(QueryError, match="geosparql/function/distance"):
            value(kg, "geof:distance(?p, ?p)")


class TestPrefixes:
    def test_supplied_and_overridden(self, kg):
        """The service's prefixes are known; a query may declare its own meaning."""
        assert kg.wikidata("ASK { wd:Q855 wdt:P31/wdt:P279* wd:Q5 }")
        own = "PREFIX wd: <https://w3id.org/cpsu-kg/person/> ASK { wd:viktor-grishin ?p ?o }"
        assert kg.wikidata(own)

    def test_places_in_errors_are_those_of_the_query(self, kg):
        """What is supplied before the query does not shift the place of a mistake."""
        with pytest.raises(QueryError) as caught:
            kg.wikidata("SELECT ?x (COUNT(*) AS ?c) { ?x wdt:P39 wd:Q1048744 }")

        assert caught.value.line == 1
        assert caught.value.column is not None
        assert caught.value.column <= 55
