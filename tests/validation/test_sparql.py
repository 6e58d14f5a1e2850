"""SHACL-SPARQL: one run over the whole graph finds what one run per node finds."""

import pytest

from cpsu_kg.validation.fast import fast_results
from cpsu_kg.validation.prepared import prepared
from cpsu_kg.validation.shapes import ShapesError

EX = "http://example.org/"


def _shape(select: str, message: str = "No.") -> str:
    return f"""
:S a sh:NodeShape ; sh:targetClass :C ; sh:severity sh:Warning ; sh:sparql :c .
:c a sh:SPARQLConstraint ; sh:prefixes :onto ; sh:message "{message}" ; sh:select "{select}" .
:onto a owl:Ontology ; sh:declare [ sh:prefix "e" ; sh:namespace "{EX}"^^xsd:anyURI ] .
"""


class TestResults:
    def test_path_value_and_message(self, both):
        """Projected variables become path, value and the words of the message."""
        where = "$this a e:C ; e:v ?value ; e:w ?w . BIND(e:v AS ?path)"
        select = f"SELECT $this ?path ?value ?w WHERE {{ {where} }}"

        (found,) = both(
            _shape(select, "{?value} or {$w}, not {?missing}."), ":f a :C ; :v :x ; :w 3 ."
        )

        assert found.message == f"{EX}x or 3, not {{?missing}}."
        assert (found.path.value, found.value.value) == (EX + "v", EX + "x")
        assert (found.component, found.severity) == ("SPARQLConstraintComponent", "Warning")
        assert found.shape.value == EX + "c"

    def test_without_value_the_node_is_the_value(self, both):
        """As the standard has it for node shapes."""
        (found,) = both(_shape("SELECT $this WHERE { $this a e:C }"), ":f a :C .")

        assert found.value == found.focus

    def test_each_solution_once(self, both):
        """The same finding by two ways is one finding."""
        select = "SELECT $this WHERE { $this a e:C ; e:v ?any }"

        assert len(both(_shape(select), ":f a :C ; :v 1 , 2 .")) == 1

    def test_aggregate(self, both):
        """Counting works the same for one node and for all."""
        select = (
            "SELECT $this (COUNT(?v) AS ?n) WHERE { $this a e:C ; e:v ?v }"
            " GROUP BY $this HAVING (COUNT(?v) > 1)"
        )

        found = both(_shape(select, "{?n} values."), ":f a :C ; :v 1 , 2 . :g a :C ; :v 1 .")

        assert {each.message for each in found} == {"2 values."}

    def test_only_of_targets(self, both):
        """What a text finds beyond the targets of its shape is no finding."""
        select = "SELECT $this WHERE { $this e:v ?value }"

        assert {
            each.focus.value for each in both(_shape(select), ":f a :C ; :v 1 . :g :v 1 .")
        } == {f"{EX}f"}


class TestPrepared:
    def test_what_leaves_least_open_comes_first(self):
        """A join starts from the focus node, and goes on with what is known by then."""
        query = prepared(
            "PREFIX : <http://example.org/> SELECT * WHERE"
            " { ?other :p :x . ?link :q ?other . $this :r ?link }"
        )
        (bgp,) = [part for part in _parts(query.algebra) if part.name == "BGP"]

        assert [str(each[1]).removeprefix(EX) for each in bgp.triples] == ["r", "q", "p"]


def _parts(part):
    yield part
    for each in part.values():
        if hasattr(each, "name"):
            yield from _parts(each)


class TestRefusals:
    @pytest.mark.parametrize(
        ("select", "complaint"),
        [
            ("SELECT WHERE", "malformed"),
            ("ASK { $this a e:C }", "not a SELECT"),
            ("SELECT ?x WHERE { $this a ?x }", "does not begin from"),
            ("SELECT $this WHERE { FILTER($this = e:f) }", "does not begin from"),
            ("SELECT $this WHERE { $this a e:C . SERVICE <http://x/> { ?s ?p ?o } }", "SERVICE"),
            ("SELECT $this WHERE { $this a e:C MINUS { $this e:v 1 } }", "MINUS"),
            ("SELECT $this WHERE { $this a e:C . { SELECT * { } } }", "SELECT within"),
            ("SELECT $this WHERE { $this a e:C . BIND(1 AS $this) }", "AS .this"),
        ],
    )
    def test_broken_text(self, select, complaint, quads, store):
        """The constraint is named."""
        with pytest.raises(ShapesError, match=f"{EX}c.* {complaint}"):
            fast_results(quads(_shape(select)), store(":f a :C ."))
