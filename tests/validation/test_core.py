"""SHACL Core: every component that the shapes use finds what pySHACL finds."""

import pytest
from pyoxigraph import Literal, NamedNode

from cpsu_kg.validation.core import core_results
from cpsu_kg.validation.graph import DataGraph
from cpsu_kg.validation.shapes import ShapesError, ShapesGraph

EX = "http://example.org/"
SHAPE = ":S a sh:NodeShape ; sh:targetClass :C ; sh:property :p .\n"

# constraints of a property shape of path :v, data that conforms, data that does not
CASES = {
    "minCount": ("sh:minCount 2", ":v 1 , 2", ":v 1"),
    "minCount of nothing": ("sh:minCount 1", ":v 1", "rdfs:comment 1"),
    "maxCount": ("sh:maxCount 1", ":v 1", ":v 1 , 2"),
    "hasValue": ("sh:hasValue :x", ":v :x , :y", ":v :y"),
    "datatype": ("sh:datatype xsd:date", ':v "1953-03-05"^^xsd:date', ':v "1953-03-05"'),
    "datatype of a link": ("sh:datatype xsd:integer", ":v 1", ":v :x"),
    "ill-typed date": ("sh:datatype xsd:date", ":v 1", ':v "1953-02-30"^^xsd:date'),
    "ill-typed integer": ("sh:datatype xsd:integer", ":v 1", ':v "x"^^xsd:integer'),
    "ill-typed boolean": ("sh:datatype xsd:boolean", ":v true", ':v "no"^^xsd:boolean'),
    "language string": ("sh:datatype xsd:string", ':v "a"', ':v "a"@en'),
    "nodeKind IRI": ("sh:nodeKind sh:IRI", ":v :x", ':v "x"'),
    "nodeKind of a blank node": ("sh:nodeKind sh:BlankNodeOrIRI", ":v []", ':v "x"'),
    "nodeKind literal": ("sh:nodeKind sh:Literal", ':v "x"', ":v :x"),
    "class": ("sh:class :D", ":v :d", ":v :x"),
    "class below": ("sh:class :Top", ":v :d", ":v :x"),
    "pattern": ('sh:pattern "^a+$"', ':v "aa"', ':v "ab"'),
    "pattern of an IRI": ('sh:pattern "/x$"', ":v :x", ":v :y"),
    "pattern of a blank node": ('sh:pattern ".*"', ":v :x", ":v []"),
    "minLength": ("sh:minLength 2", ':v "ab"', ':v "a"'),
    "minInclusive": ("sh:minInclusive 0", ":v 0", ":v -1"),
    "minInclusive of a text": ("sh:minInclusive 0", ":v 1", ':v "x"'),
    "languageIn": ('sh:languageIn ( "en" )', ':v "a"@en', ':v "a"@ru'),
    "languageIn with region": ('sh:languageIn ( "en" )', ':v "a"@en-GB', ':v "a"@enm'),
    "languageIn without tag": ('sh:languageIn ( "en" )', ':v "a"@en', ':v "a"'),
    "uniqueLang": ("sh:uniqueLang true", ':v "a"@en , "b"@ru , "c"', ':v "a"@en , "b"@en'),
    "in": ("sh:in ( :x 1 )", ":v :x , 1", ":v :y"),
    "node": ("sh:node [ sh:property [ sh:path :w ; sh:minCount 1 ] ]", ":v :d", ":v :x"),
    "or": ("sh:or ( [ sh:nodeKind sh:IRI ] [ sh:datatype xsd:string ] )", ':v :x , "a"', ":v 1"),
    "xone": ("sh:xone ( [ sh:nodeKind sh:IRI ] [ sh:class :D ] )", ":v :x", ":v :d"),
    "disjoint": ("sh:disjoint :w", ":v 1 ; :w 2", ":v 1 , 2 ; :w 2"),
    "qualified": (
        'sh:qualifiedValueShape [ sh:languageIn ( "en" ) ] ; sh:qualifiedMinCount 1',
        ':v "a"@en , "b"@ru',
        ':v "b"@ru',
    ),
    "qualifiedMax": (
        'sh:qualifiedValueShape [ sh:languageIn ( "en" ) ] ; sh:qualifiedMaxCount 1',
        ':v "a"@en , "b"@ru',
        ':v "a"@en , "b"@en',
    ),
    "class twice": ("sh:class :D , :E", ":v :e", ":v :d"),
    "or twice": (
        "sh:or ( [ sh:nodeKind sh:IRI ] ) , ( [ sh:class :D ] [ sh:class :E ] )",
        ":v :d , :e",
        ":v :x",
    ),
    "and": ("sh:and ( [ sh:nodeKind sh:IRI ] [ sh:class :D ] )", ":v :d", ":v :x"),
    "not": ("sh:not [ sh:class :D ]", ":v :x", ":v :d"),
    "equals": ("sh:equals :w", ":v 1 , 2 ; :w 2 , 1", ":v 1 ; :w 2"),
    "maxLength": ("sh:maxLength 2", ':v "ab"', ':v "abc"'),
    "pattern with flags": ('sh:pattern "^A$" ; sh:flags "i"', ':v "a"', ':v "b"'),
    "maxInclusive of decimals": ("sh:maxInclusive 1.5", ":v 1.5 , 1 , 1e0", ":v 1.6"),
    "exclusive": ("sh:minExclusive 1 ; sh:maxExclusive 3", ":v 2", ":v 3"),
    "uniqueLang false": ("sh:uniqueLang false ; sh:maxCount 2", ':v "a"@en , "b"@en', ":v 1,2,3"),
    "spoken of": ('sh:name "v"@en ; sh:order 1 ; :mine 2 ; sh:minCount 1', ":v 1", ":w 1"),
    "inverse path": ("sh:minCount 1", ":v 1", ":w 1"),
    "severity": ("sh:minCount 1 ; sh:severity sh:Warning", ":v 1", ":w 1"),
}
NEEDED = ':p sh:path :w ; sh:message "No." ; sh:minCount 1 .'
BACKGROUND = ":d a :D ; :w 1 . :D rdfs:subClassOf :Top . :e a :D , :E .\n"


@pytest.mark.parametrize("name", CASES)
class TestComponents:
    def test_conforming(self, name, both):
        """Nothing is found where the constraint holds."""
        constraint, good, _ = CASES[name]
        if name.startswith("ill-typed"):
            pytest.skip("only the fault is of interest")

        found = both(
            f'{SHAPE}:p sh:path :v ; sh:message "No." ; {constraint} .',
            f"{BACKGROUND}:f a :C ; {good} .",
        )

        assert found == set()

    def test_violating(self, name, both):
        """The focus node, the path and the message are reported where it does not."""
        constraint, _, bad = CASES[name]

        found = both(
            f'{SHAPE}:p sh:path :v ; sh:message "No." ; {constraint} .',
            f"{BACKGROUND}:f a :C ; {bad} .",
        )

        assert {(each.focus, each.path, each.message, each.shape) for each in found} == {
            (NamedNode(EX + "f"), NamedNode(EX + "v"), "No.", NamedNode(EX + "p"))
        }


class TestShapes:
    def test_inverse_path(self, both):
        """The values of an inverse path are the subjects that point here."""
        shapes = SHAPE + ':p sh:path [ sh:inversePath :v ] ; sh:message "No." ; sh:minCount 1 .'

        assert both(shapes, ":f a :C . :x :v :f .") == set()
        assert {each.path for each in both(shapes, ":f a :C .")} == {NamedNode(EX + "v")}

    def test_node_shape_reports_the_focus_node(self, both):
        """A constraint of the node itself has no path, and the node as value."""
        (found,) = both(
            ':S a sh:NodeShape ; sh:targetClass :C ; sh:message "No." ; sh:pattern "g$" .',
            ":f a :C .",
        )

        assert (found.path, found.value) == (None, found.focus)

    def test_target_subjects_of(self, both):
        """Every subject of the property is looked at."""
        shapes = ":S a sh:NodeShape ; sh:targetSubjectsOf :v ; sh:property :p ." + NEEDED

        assert {each.focus.value for each in both(shapes, ":a :v 1 . :b :w 1 .")} == {EX + "a"}

    def test_target_objects_of_and_classes_that_are_shapes(self, both):
        """Every object of the property is looked at; a shape may be a class itself."""
        shapes = ":S a sh:NodeShape ; sh:targetObjectsOf :v ; sh:property :p ." + NEEDED
        implicit = ":C a sh:NodeShape , rdfs:Class ; sh:property :p ." + NEEDED

        assert {each.focus.value for each in both(shapes, ":a :v :b .")} == {EX + "b"}
        assert {each.focus.value for each in both(implicit, ":a a :C .")} == {EX + "a"}

    def test_switched_off(self, both):
        """A deactivated shape finds nothing, also where others refer to it."""
        shapes = SHAPE + ":p sh:deactivated true ; sh:path :v ; sh:minCount 1 ."

        assert both(shapes, ":f a :C .") == set()

    def test_target_class_with_its_subclasses(self, both):
        """An instance of a narrower class is looked at too, once."""
        shapes = SHAPE + ':p sh:path :v ; sh:message "No." ; sh:minCount 1 .'

        assert len(both(shapes, ":B rdfs:subClassOf :C . :a a :B , :C . :b a :B .")) == 2

    def test_value_twice_in_two_graphs_counts_once(self, quads, store):
        """The named graphs are read as one set of triples."""
        from pyoxigraph import Quad

        data = store(":f a :C ; :v 1 .")
        data.add(Quad(NamedNode(EX + "f"), NamedNode(EX + "v"), Literal(1), NamedNode(EX + "g")))
        shapes = ShapesGraph(quads(SHAPE + ":p sh:path :v ; sh:maxCount 1 ."))

        assert list(core_results(shapes, DataGraph(data))) == []


class TestRefusals:
    @pytest.mark.parametrize(
        ("constraint", "complaint"),
        [
            ("sh:lessThan :w", "does not know sh:lessThan"),
            ("sh:node :missing", "not described"),
            ("sh:qualifiedMinCount 1", "no sh:qualifiedValueShape"),
            ("sh:node :S", "refers to itself"),
            ("sh:severity :Bad", "severity .* not one of Violation, Warning, Info"),
            ("sh:datatype xsd:byte", "datatype .*byte"),
            ('sh:minInclusive "1953"^^xsd:gYear', "compares numbers only"),
            ('sh:pattern "a" ; sh:flags "q"', "flags q"),
            ("sh:sparql :c", "not a node shape with a target"),
            ("sh:target [ ]", "does not know sh:target"),
            ("sh:path ( :v :w )", "neither a property nor the inverse"),
        ],
    )
    def test_what_is_not_known_is_refused(self, constraint, complaint, quads, store):
        """No constraint is passed over in silence."""
        path = "" if "path" in constraint else "sh:path :v ;"
        with pytest.raises(ShapesError, match=complaint):
            shapes = ShapesGraph(quads(f"{SHAPE}:p {path} {constraint} ."))
            list(core_results(shapes, DataGraph(store(":f a :C ; :v 1 ."))))

    def test_empty_shapes_graph(self):
        """Shapes without a target check nothing."""
        with pytest.raises(ShapesError, match="empty"):
            ShapesGraph([])
