"""The label service: automatic and manual mode, languages, and where labels are put."""

import pytest

from cpsu_kg.errors import QueryError, ServiceRefused

EN = 'SERVICE wikibase:label { bd:serviceParam wikibase:language "en" . }'
PRESIDENTS = "?p wdt:P39 wd:Q1255261"


def column(kg, text, name, language="en"):
    """The values of one column, sorted, unbound ones as None."""
    values = [row[name] for row in kg.wikidata(text, language)]
    return sorted(values, key=lambda value: (value is None, value))


class TestAutomatic:
    def test_only_what_the_query_mentions_gets_a_label(self, kg):
        """SELECT * names no label, so it gets none."""
        assert kg.wikidata(f"SELECT * {{ {PRESIDENTS} {EN} }}").columns == ["p"]

    @pytest.mark.parametrize(
        ("head", "tail", "name"),
        [
            ("?pLabel", "", "pLabel"),
            ("(UCASE(?pLabel) AS ?x)", "", "x"),
            ("(SAMPLE(?pLabel) AS ?x)", "GROUP BY ?p", "x"),
            ("?pLabel (COUNT(*) AS ?n)", "GROUP BY ?p ?pLabel", "pLabel"),
            ("?p", "GROUP BY ?p ?pLabel HAVING(STRLEN(?pLabel) > 0)", "p"),
        ],
    )
    def test_labels_in_head_and_modifiers(self, kg, head, tail, name):
        """A label may be projected, computed with, grouped by, or asked for in HAVING."""
        found = column(kg, f"SELECT {head} {{ {PRESIDENTS} {EN} }} {tail}", name)

        assert len(found) == 2
        assert None not in found

    def test_ordering_by_a_label_that_is_not_projected(self, kg):
        """ORDER BY is enough to ask for a label."""
        rows = kg.wikidata(f"SELECT ?p {{ {PRESIDENTS} {EN} }} ORDER BY DESC(?pLabel)")

        assert [row["p"].rpartition("/")[2] for row in rows] == ["Q30487", "Q113173"]

    def test_a_bound_variable_is_left_alone(self, kg):
        """If the pattern binds ?xLabel itself, the service does not interfere."""
        text = f'SELECT ?p ?pLabel {{ {PRESIDENTS} . BIND("me" AS ?pLabel) {EN} }}'

        assert column(kg, text, "pLabel") == ["me", "me"]

    def test_no_such_variable(self, kg):
        """?xLabel without ?x stays unbound."""
        assert column(kg, f"SELECT ?p ?qLabel {{ {PRESIDENTS} {EN} }}", "qLabel") == [None, None]

    def test_alt_label_is_not_the_label_of_alt(self, kg):
        """?pAltLabel are the aliases of ?p, joined; unbound if there are none."""
        text = f"SELECT ?pAltLabel {{ VALUES ?p {{ wd:Q1048744 wd:Q5 }} {EN} }}"

        assert column(kg, text, "pAltLabel") == ["First Secretary of the Central Committee", None]

    def test_unbound_and_literal_subjects(self, kg):
        """Nothing has no label; a literal is its own."""
        text = f'SELECT ?vLabel {{ VALUES ?v {{ UNDEF "a text"@fr 7 <http://x.org/y> }} {EN} }}'

        assert column(kg, text, "vLabel") == ["7", "a text", "http://x.org/y", None]

    def test_construct_and_ask(self, kg):
        """Labels can be put into triples; ASK has no use for them."""
        template = f"CONSTRUCT {{ ?p schema:name ?pLabel }} WHERE {{ {PRESIDENTS} {EN} }}"
        names = {triple.object.value for triple in kg.wikidata(template)}

        assert names == {"Mikhail Gorbachev", "Gennady Yanayev"}
        assert kg.wikidata(f"ASK {{ {PRESIDENTS} {EN} }}") is True


class TestLanguages:
    @pytest.mark.parametrize(
        ("languages", "asked", "label"),
        [
            ("en", "en", "Mikhail Gorbachev"),
            ("ru", "en", "Михаил Сергеевич Горбачёв"),
            ("fr,de,ru,en", "en", "Михаил Сергеевич Горбачёв"),
            (" EN , ru", "en", "Mikhail Gorbachev"),
            ("[AUTO_LANGUAGE]", "ru", "Михаил Сергеевич Горбачёв"),
            ("[AUTO_LANGUAGE],mul,en", "en", "Mikhail Gorbachev"),
            ("[AUTO_LANGUAGE],en", "zh-hans", "Mikhail Gorbachev"),
            ("mul", "en", "Q30487"),
        ],
    )
    def test_the_first_language_with_a_label(self, kg, languages, asked, label):
        """Languages are tried in order; with none of them the id stands in."""
        service = f'SERVICE wikibase:label {{ bd:serviceParam wikibase:language "{languages}" }}'
        text = f"SELECT ?pLabel {{ VALUES ?p {{ wd:Q30487 }} {service} }}"

        assert column(kg, text, "pLabel", asked) == [label]

    def test_several_parameters(self, kg):
        """The parameter may be given more than once."""
        service = 'bd:serviceParam wikibase:language "fr" ; wikibase:language "ru" .'
        text = (
            f"SELECT ?pLabel {{ VALUES ?p {{ wd:Q855 }} SERVICE wikibase:label {{ {service} }} }}"
        )

        assert column(kg, text, "pLabel") == ["Иосиф Виссарионович Сталин"]

    def test_the_label_knows_its_language(self, kg):
        """A label carries the language it was found in, a stand-in none."""
        text = f"SELECT (LANG(?pLabel) AS ?l) {{ VALUES ?p {{ wd:Q855 wd:Q42 }} {EN} }}"

        assert column(kg, text, "l") == ["", "en"]

    @pytest.mark.parametrize(
        "call",
        [
            "{ }",
            "{ ?p rdfs:label ?l }",
            '{ bd:serviceParam wikibase:language "en" . FILTER(true) }',
            '{ bd:serviceParam wikibase:language "en" . ?p rdfs:label "x" }',
            '{ bd:serviceParam wikibase:language "en\\"; x" }',
        ],
    )
    def test_calls_that_make_no_sense(self, kg, call):
        """Without language, or with anything but labels to find, the call is refused."""
        with pytest.raises(QueryError, match=r"label service|wikibase:label"):
            kg.wikidata(f"SELECT ?p ?pLabel {{ {PRESIDENTS} SERVICE wikibase:label {call} }}")

    def test_unknown_language_of_the_user(self, kg):
        """What stands for [AUTO_LANGUAGE] must be a language tag."""
        service = 'SERVICE wikibase:label { bd:serviceParam wikibase:language "[AUTO_LANGUAGE]" }'
        with pytest.raises(QueryError, match="no language 'en us'"):
            kg.wikidata(f"SELECT ?pLabel {{ {PRESIDENTS} {service} }}", language="en us")


class TestManual:
    def test_any_name_any_property(self, kg):
        """In manual mode variables have any name, and constants labels too."""
        call = 'bd:serviceParam wikibase:language "en" . ?p rdfs:label ?who ; schema:description ?x'
        text = f"SELECT ?who ?x {{ {PRESIDENTS} SERVICE wikibase:label {{ {call} }} }}"

        assert column(kg, text, "who") == ["Gennady Yanayev", "Mikhail Gorbachev"]
        assert "Soviet party or state leader (1931–2022)" in column(kg, text, "x")

    def test_manual_mode_ends_automatic_mode(self, kg):
        """If one label is named, no other is guessed."""
        call = 'bd:serviceParam wikibase:language "en" . ?p rdfs:label ?who'
        text = f"SELECT ?who ?pLabel {{ {PRESIDENTS} SERVICE wikibase:label {{ {call} }} }}"

        assert column(kg, text, "pLabel") == [None, None]

    def test_bound_elsewhere_too(self, kg):
        """A variable that the pattern binds as well must agree."""
        call = 'bd:serviceParam wikibase:language "en" . ?p rdfs:label ?who'
        text = (
            f"SELECT ?who {{ {PRESIDENTS} ; rdfs:label ?who SERVICE wikibase:label {{ {call} }} }}"
        )

        assert column(kg, text, "who") == ["Gennady Yanayev", "Mikhail Gorbachev"]


class TestPlaces:
    @pytest.mark.parametrize(
        "pattern",
        [
            f"{PRESIDENTS} {EN}",
            f"{EN} {PRESIDENTS}",
            f"{EN} . {PRESIDENTS} . ?p wdt:P31 wd:Q5",
            f"{PRESIDENTS} {EN} ?p wdt:P31 wd:Q5",
            f"{{ {PRESIDENTS} {EN} }}",
            f"{PRESIDENTS} {{ {EN} }}",
            f"{PRESIDENTS} OPTIONAL {{ {EN} }}",
            f"OPTIONAL {{ {PRESIDENTS} {EN} }}",
            f"{{ {PRESIDENTS} {EN} }} UNION {{ ?p wdt:P39 wd:Q999999 {EN} }}",
            f"{{ SELECT ?p {{ {PRESIDENTS} }} }} {EN}",
            f"{{ SELECT ?p ?pLabel {{ {PRESIDENTS} {EN} }} }}",
            f"{{ SELECT * {{ {PRESIDENTS} {EN} }} }}",
            f"{PRESIDENTS} {EN} {EN}",
            f"{{ {PRESIDENTS} {EN} }} {EN}",
            f"GRAPH ?g {{ {PRESIDENTS} }} {EN}",
            f"{PRESIDENTS} SERVICE SILENT wikibase:label "
            '{ bd:serviceParam wikibase:language "en" }',
            f"{PRESIDENTS} SERVICE <http://wikiba.se/ontology#label> "
            '{ bd:serviceParam wikibase:language "en" }',
        ],
    )
    def test_wherever_the_call_stands(self, kg, pattern):
        """The call may stand before, behind, within or around the pattern that binds ?p."""
        text = f"SELECT ?p ?pLabel WHERE {{ {pattern} }}"

        assert column(kg, text, "pLabel") == ["Gennady Yanayev", "Mikhail Gorbachev"]

    def test_a_filter_in_optional_still_sees_outside(self, kg):
        """A label in an OPTIONAL does not cut its filter off from the pattern before."""
        text = (
            "SELECT ?p ?dLabel { ?p wdt:P39 wd:Q1255261 ; wdt:P569 ?born ."
            f" OPTIONAL {{ ?p wdt:P570 ?d . FILTER(YEAR(?born) < 1935) {EN} }} }}"
        )

        assert column(kg, text, "dLabel") == ["2022-08-30T00:00:00Z", None]


class TestOtherServices:
    @pytest.mark.parametrize(
        ("service", "shown"),
        [
            ("bd:slice", "bd:slice"),
            ("bd:sample", "bd:sample"),
            ("wikibase:mwapi", "wikibase:mwapi"),
            ("wikibase:around", "wikibase:around"),
            ("gas:service", "gas:service"),
            ("<https://dbpedia.org/sparql>", "https://dbpedia.org/sparql"),
            ("SILENT <https://dbpedia.org/sparql>", "https://dbpedia.org/sparql"),
            ("?endpoint", "?endpoint"),
        ],
    )
    @pytest.mark.parametrize("around", ["{}", "OPTIONAL {{ {} }}", "MINUS {{ {} }}", "{{ {} }}"])
    def test_refused_by_name(self, kg, service, shown, around):
        """Every other service is refused, wherever it stands, with its name and place."""
        call = around.format(f"SERVICE {service} {{ ?a ?b ?c }}")
        with pytest.raises(ServiceRefused) as caught:
            kg.wikidata(f"SELECT ?p {{ {PRESIDENTS} .\n{call} }}")

        assert caught.value.service == shown
        assert shown in str(caught.value)
        assert caught.value.line == 2

    def test_in_an_exists_filter(self, kg):
        """Not even a filter may ask elsewhere."""
        with pytest.raises(ServiceRefused, match="bd:slice"):
            kg.wikidata(
                "ASK { ?s ?p ?o FILTER(1 = 1 && EXISTS { SERVICE bd:slice { ?s ?p ?o } }) }"
            )
