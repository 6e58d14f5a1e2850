"""The vocabulary as the code reads it from the ontology."""

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from cpsu_kg.errors import UnknownName
from cpsu_kg.resources import find
from cpsu_kg.terms import BASE, CPSU, Terms, shorten, term, thing

SMALL = """
@prefix cpsu: <https://w3id.org/cpsu-kg/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <http://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
cpsu:Span a owl:Class ; rdfs:subClassOf skos:Collection .
cpsu:Tenure a owl:Class ; rdfs:subClassOf cpsu:Span ; rdfs:label "tenure"@en, "пребывание"@ru .
cpsu:OfficeTenure a owl:Class ; rdfs:subClassOf cpsu:Tenure .
cpsu:OfficeLine a owl:Class ; rdfs:subClassOf cpsu:OfficeLine .
cpsu:when a owl:DatatypeProperty .
cpsu:start a owl:DatatypeProperty, owl:FunctionalProperty ; rdfs:subPropertyOf cpsu:when ;
    schema:domainIncludes cpsu:Span .
cpsu:firstStart a owl:DatatypeProperty ; rdfs:subPropertyOf cpsu:start .
cpsu:participant a owl:ObjectProperty .
cpsu:elected a owl:ObjectProperty ; rdfs:subPropertyOf cpsu:participant .
skos:Concept a owl:Class .
cpsu:full a skos:Concept ; skos:inScheme cpsu:ranks .
"""


@pytest.fixture(scope="module")
def small():
    """A vocabulary of a few terms."""
    return Terms(parse(SMALL, RdfFormat.TURTLE))


@pytest.fixture(scope="module")
def real():
    """The ontology of the repository."""
    return Terms.load(find())


def test_names_become_iris_and_back():
    """Terms and things have one IRI each, and a short form."""
    assert term("start") == NamedNode(CPSU + "start")
    assert thing("person", "joseph-stalin").value == BASE + "person/joseph-stalin"
    assert shorten(CPSU + "start") == "cpsu:start"
    assert shorten(BASE + "person/joseph-stalin") == "person/joseph-stalin"
    assert shorten("http://example.org/x") == "http://example.org/x"


def test_hierarchies_are_followed_to_the_top(small):
    """Parents of parents count, a term is not its own parent, and circles end."""
    assert small.superclasses(term("OfficeTenure")) == {term("Tenure"), term("Span")}
    assert small.subclasses(term("Span")) == {term("Tenure"), term("OfficeTenure")}
    assert small.superclasses(term("OfficeLine")) == frozenset()
    assert small.dates == {term("start"), term("firstStart")}
    assert small.roles == {term("elected")}


def test_declarations_are_sorted_by_sort(small):
    """Classes, properties, single-valued properties and closed lists are told apart."""
    assert len(small.classes) == 4
    assert small.functional == {term("start")}
    assert term("start") in small.properties
    assert small.concepts(term("ranks")) == {term("full")}
    assert small.concepts(term("stances")) == frozenset()


def test_domains_reach_down_to_subclasses(small):
    """What a span may have, every tenure may have; without a domain nothing is said."""
    assert small.domain(term("start")) == {term("Span"), term("Tenure"), term("OfficeTenure")}
    assert small.domain(term("when")) == frozenset()


def test_labels_by_language(small):
    """A label is given in the language asked for; without one the short name serves."""
    assert small.label(term("Tenure")) == "tenure"
    assert small.label(term("Tenure"), "ru") == "пребывание"
    assert small.label(term("Span")) == "cpsu:Span"


def test_kinds_are_the_words_in_the_iris(real):
    """The kinds of things are those that the data uses, each with its class."""
    expected = (
        "person office body line phase designation tenure vacancy leadership event headcount"
        " source family attestation adjudication span"
    )
    assert sorted(real.kinds) == sorted(expected.split())
    assert real.kinds["line"] == term("OfficeLine")
    assert real.kinds["span"] == term("LineSpan")
    assert real.kind(term("BodyMembership")) == "tenure"
    assert real.kind(term("Congress")) == "event"


def test_a_term_is_found_by_name(small):
    """With or without prefix a term is found; a misspelt one brings the nearest."""
    assert small.find("start") == small.find("cpsu:start") == term("start")
    with pytest.raises(UnknownName, match="OfficeTenure") as caught:
        small.find("officetenur")

    assert caught.value.name == "officetenur"


def test_the_real_ontology_says_what_the_derivations_need(real):
    """Dates, roles and the counted dates are found by their parents."""
    assert {term("start"), term("end"), term("birthDate"), term("deathDate")} <= real.dates
    assert term("elected") in real.roles
    assert {term(f"{name}Support") for name in ("start", "end", "birthDate", "deathDate")} == (
        real.below(term("support"))
    )
