"""The parser: what it reads, what it refuses, and that it reads what rdflib's reads."""

import warnings
from pathlib import Path

import pytest
from pyoxigraph import Store

from cpsu_kg.errors import QueryError
from cpsu_kg.stores.embedded import EmbeddedStore
from cpsu_kg.wikidata.functions import functions
from cpsu_kg.wikidata.parser import parse
from cpsu_kg.wikidata.prefixes import PREFIXES
from cpsu_kg.wikidata.service import translate

ROOT = Path(__file__).parents[2]
PROLOGUE = "".join(f"PREFIX {name}: <{iri}> " for name, iri in PREFIXES.items())

GOOD = [
    "SELECT*{}",
    "SELECT ?a WHERE{?a?b?c}",
    "select distinct ?a where { ?a wdt:P31 wd:Q5. } limit 5 offset 2",
    "SELECT REDUCED ?a { ?a a wikibase:Item , wikibase:Other ; ; rdfs:label 'x'@en-gb ; . }",
    'SELECT ?a { ?a wdt:P1 1, -1, +1.5, .5, 1e3, 1.e3, true, false, \'\'\'long\'\'\', """a"b""" }',
    "SELECT ?a { ?a (wdt:P1|^wdt:P2)/wdt:P3*/wdt:P4+/wdt:P5?/!(wdt:P6|^wdt:P7|a) ?b }",
    "SELECT ?a { ?a !wdt:P1 ?b . ?b !a ?c . ?c !^wdt:P2 ?d . ?d ^(wdt:P1/wdt:P2) ?e }",
    "SELECT ?a { [] wdt:P1 [ wdt:P2 ?a ; wdt:P3 [] ] . [ wdt:P4 ?b ] . _:x wdt:P5 _:x }",
    "SELECT ?a { (1 ?a (2 3)) wdt:P1 () . ?a wdt:P2 (wd:Q1 wd:Q2) }",
    "SELECT ?a { GRAPH ?g { ?a ?b ?c } GRAPH <http://x.org/> { ?a ?b ?c } }",
    "SELECT ?a { { ?a ?b ?c } UNION { ?a ?b ?d } UNION { } MINUS { ?a wdt:P1 [] } }",
    "SELECT ?a { OPTIONAL { ?a ?b ?c OPTIONAL { ?c ?d ?e FILTER(?e > 1) } } }",
    "SELECT ?a { ?a ?b ?c FILTER EXISTS { ?a ?d ?e } FILTER NOT EXISTS { ?a ?f ?g } }",
    "SELECT ?a { ?a ?b ?c FILTER(?c IN (1, 2) && ?c NOT IN () || !(?c = 3)) }",
    "SELECT ?a { ?a ?b ?c FILTER REGEX(?c, 'x', 'i') FILTER BOUND(?c) FILTER xsd:boolean(?c) }",
    "SELECT ?a { BIND(IF(EXISTS { ?a ?b ?c }, -?d * 2 + 3 / 4 - (1), +1) AS ?a) }",
    "SELECT ?a { VALUES ?a { 1 'x' wd:Q1 UNDEF } VALUES (?b ?c) { (1 2) (UNDEF 'y'@en) } }",
    "SELECT ?a { VALUES () { () } } VALUES ?a { 1 }",
    "SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT *) AS ?m) (SUM(DISTINCT ?a) AS ?s) { ?a ?b ?c }",
    "SELECT (GROUP_CONCAT(DISTINCT ?a; SEPARATOR='; ') AS ?n) { ?a ?b ?c } GROUP BY ?b",
    "SELECT ?y (AVG(?c) AS ?v) { ?a ?b ?c } GROUP BY (YEAR(?c) AS ?y) STR(?a) (?b) HAVING(?v > 1)",
    "SELECT ?a { ?a ?b ?c } ORDER BY ASC(?a) DESC(?b) (?c + 1) STR(?a) ?b LIMIT 1",
    "SELECT ?a FROM <http://x.org/g> FROM NAMED <http://x.org/h> { ?a ?b ?c }",
    "SELECT ?a { { SELECT ?a { ?a ?b ?c } GROUP BY ?a LIMIT 1 } { SELECT * { ?a ?d ?e } } }",
    "ASK { ?a ?b ?c }",
    "ASK WHERE { }",
    "CONSTRUCT { ?a ?b ?c . [] wdt:P1 ?a } WHERE { ?a ?b ?c } LIMIT 1",
    "CONSTRUCT WHERE { ?a ?b ?c . ?c ?d ?e }",
    "DESCRIBE wd:Q1",
    "DESCRIBE ?a <http://x.org/> WHERE { ?a ?b ?c }",
    "DESCRIBE *",
    "BASE <http://x.org/> PREFIX : <http://y.org/> SELECT ?a { :a <b> :c.d , :e\\-f , :%20 }",
    "SELECT $a { $a ?b ?c . # a comment } with ' and \" and { in it\n }",
    "SELECT ?é { ?é wdt:P1 'ü\\u00e9\\n\\\"' }",
    "SELECT ?a { ?a ?b ?c . FILTER(?a<?b&&?b>?c) }",
    "SELECT ?service ?select { ?service ?select ?where . ?where ?optional ?filter }",
]
BAD = [
    "",
    "   # only a comment",
    "SELECT",
    "SELECT { ?a ?b ?c }",
    "SELECT ?a",
    "SELECT ?a { ?a ?b ?c",
    "SELECT ?a { ?a ?b }",
    "SELECT ?a { ?a ?b ?c }}",
    "SELECT ?a { ?a ?b ?c } LIMIT",
    "SELECT ?a { ?a ?b ?c } ORDER BY",
    "SELECT ?a { ?a ?b ?c } ORDER BY DESC",
    "SELECT ?a { FILTER ?a = 1 }",
    "SELECT ?a { FILTER(?a = ) }",
    "SELECT ?a { BIND(1 ?a) }",
    "SELECT ?a { VALUES ?a { 1 }",
    "SELECT ?a { VALUES ?a ?b { 1 } }",
    "SELECT (1 AS) { }",
    "SELECT ?a { ?a wdt:P1// ?b }",
    "SELECT ?a { ?a x:y ?b }",
    "SELECT ?a { ?a wdt:P1 'unclosed }",
    "SELECT ?a { ?a wdt:P1 <not an iri> }",
    "INSERT DATA { wd:Q1 wdt:P1 wd:Q2 }",
    "DELETE WHERE { ?a ?b ?c }",
    "SELECT ?a WITH { ?a ?b ?c } AS %x { INCLUDE %x }",
    "SELECT ?a { INCLUDE x }",
    "EXPLAIN SELECT ?a { ?a ?b ?c }",
]


def rdflib_reads(query: str) -> bool:
    """Whether rdflib's parser takes the query."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pyparsing import ParseBaseException
        from rdflib.plugins.sparql.parser import parseQuery

        try:
            parseQuery(query)
        except ParseBaseException:
            return False
        return True


class TestGrammar:
    @pytest.mark.parametrize("query", GOOD)
    def test_reads_what_the_engine_reads(self, query):
        """All of SPARQL 1.1 is read; the translation is SPARQL that the engine takes."""
        Store().query(PROLOGUE + query)
        parse(query)
        Store().query(translate(query).text, custom_functions=functions(Store))

    @pytest.mark.parametrize("query", BAD)
    def test_refuses_what_is_no_query(self, query):
        """Anything else is an error of one line."""
        with pytest.raises(QueryError) as caught:
            parse(query)

        assert "\n" not in str(caught.value)

    @pytest.mark.parametrize("query", [each for each in BAD if "x:y" not in each])
    def test_rdflib_refuses_the_same(self, query):
        """An independent parser takes none of them either."""
        assert not rdflib_reads(PROLOGUE + query)

    @pytest.mark.parametrize(
        "path", sorted((ROOT / "queries").rglob("*.rq")), ids=lambda path: path.stem
    )
    def test_translation_of_plain_queries_answers_the_same(self, kg, view, path):
        """The dataset's own queries mean the same after the translation."""
        text = path.read_text(encoding="utf-8")
        plain = translate(text)
        store = kg.store if plain.form == "SELECT" else EmbeddedStore.of([])
        try:
            store._functions = view._functions
            if plain.form == "SELECT":
                assert store.select(plain.text).rows == store.select(text).rows
            else:
                assert set(store.construct(plain.text)) == set(store.construct(text))
        finally:
            del store._functions

    def test_nesting_without_end(self):
        """A query nested beyond reason is refused, not a crash."""
        with pytest.raises(QueryError, match="nested"):
            parse("SELECT ?a " + "{" * 5000 + "}" * 5000)

    def test_places(self):
        """Mistakes are reported where they are."""
        for text, place in [
            ("SELECT ?a {\n  ?a wdt:P1 }", (2, 13)),
            ("SELECT ?a {\n\n  ?a foo:P1 ?b }", (3, 6)),
            ("SELECT ?a { ?a ?b ?c\n", (1, 21)),
        ]:
            with pytest.raises(QueryError) as caught:
                parse(text)

            assert (caught.value.line, caught.value.column) == place


class TestVisibility:
    @pytest.mark.parametrize(
        ("pattern", "names"),
        [
            ("?a ?b [ ?c (?d 1) ]", "abcd"),
            ("OPTIONAL { ?a wdt:P1 ?b }", "ab"),
            ("{ ?a wdt:P1 1 } UNION { ?b wdt:P1 1 }", "ab"),
            ("MINUS { ?a wdt:P1 ?b } FILTER(?c > 1) FILTER EXISTS { ?d ?e ?f }", ""),
            ("BIND(?a AS ?b) VALUES (?c ?d) { }", "bcd"),
            ("GRAPH ?g { ?a wdt:P1 1 }", "ag"),
            ("{ SELECT ?a (1 AS ?b) { ?a ?c ?d } }", "ab"),
            ("{ SELECT * { ?a wdt:P1 ?b } }", "ab"),
            ("?a wdt:P1/^wdt:P2 'b' . hint:Query hint:x ?c", "a"),
        ],
    )
    def test_variables_that_a_group_binds(self, pattern, names):
        """Only patterns, BIND, VALUES and subqueries bind; filters and MINUS do not."""
        assert parse(f"SELECT * {{ {pattern} }}").select.where.visible() == set(names)
