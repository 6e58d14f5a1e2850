"""Turtle and TriG are made to be read."""

import pytest

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
STALIN = """
person:joseph-stalin a :Person ; rdfs:label "Joseph Stalin"@en, "Сталин"@ru ;
    :partyEntry "1898"^^xsd:gYear ; skos:exactMatch <http://www.wikidata.org/entity/Q855> ;
    :note "two\\nlines"@en .
office:general-secretary :collegial false ; dcterms:extent 1 .
"""


def _body(text):
    return text.partition("\n\n")[2]


class TestTurtle:
    def test_block(self, small, text):
        """Type first, then label, then the rest in order; one property a line."""
        assert _body(text(small(STALIN), "turtle")) == (
            "office:general-secretary dcterms:extent 1 ;\n"
            "    cpsu:collegial false .\n"
            "\n"
            "person:joseph-stalin a cpsu:Person ;\n"
            '    rdfs:label "Joseph Stalin"@en , "Сталин"@ru ;\n'
            "    skos:exactMatch wd:Q855 ;\n"
            '    cpsu:note """two\nlines"""@en ;\n'
            '    cpsu:partyEntry "1898"^^xsd:gYear .\n'
        )

    def test_prefixes_are_sorted(self, small, text):
        """The header does not depend on chance."""
        header = text(small(STALIN), "turtle").partition("\n\n")[0].splitlines()

        assert header == sorted(header)
        assert "@prefix person: <https://w3id.org/cpsu-kg/person/> ." in header

    @pytest.mark.parametrize("name", ["a.", "a/b", "ü", "", "a%20b", "-a"])
    def test_names_that_cannot_be_short(self, small, text, name):
        """What is no plain local name is written in full."""
        iri = f"<https://w3id.org/cpsu-kg/person/{name}>"

        assert _body(text(small(f"{iri} a :Person ."), "turtle")) == f"{iri} a cpsu:Person .\n"

    def test_the_type_as_a_value(self, small, text):
        """`a` stands only where Turtle lets it."""
        written = text(small(f"adjudication:x :onProperty <{RDF}type> ."), "turtle")

        assert "adjudication:x cpsu:onProperty rdf:type ." in written

    @pytest.mark.parametrize(
        ("value", "written"),
        [
            (r'"a\n\"b\" c"', '"""a\n"b" c"""'),
            (r'"a\n\"b\""', '"""a\n\\"b\\""""'),
            (r'"a\n\"\"\" b"', '"""a\n\\"\\"\\" b"""'),
            (r'"a\\n"', r'"a\\n"'),
            (r'"a\n\\n\t\r"', '"""a\n' + r'\\n\t\r"""'),
        ],
    )
    def test_lines_of_a_text_are_lines(self, small, text, value, written):
        """A text of several lines is shown so; what would end it too early stays escaped."""
        body = _body(text(small(f"person:a :note {value} ."), "turtle"))

        assert body == f"person:a cpsu:note {written} .\n"


class TestTrig:
    def test_graph_block(self, small, text):
        """Each named graph is a block of its own, indented."""
        assert _body(text(small("person:a a :Person ; :informal true ."), "trig")) == (
            "graph:core {\n\n    person:a a cpsu:Person ;\n        cpsu:informal true .\n}\n"
        )


def test_nothing_at_all(small, text):
    """An empty dataset is a header."""
    assert all(line.startswith("@prefix") for line in text(small(""), "turtle").splitlines())
