"""The ontology is complete, sound and used: what ROBOT's report asks, OWL 2 DL, cross-checks."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from cpsu_kg.terms import CPSU, OWL, RDF, RDFS, SCHEMA, SKOS
from cpsu_kg.validation.lexical import is_well_typed

ROOT = Path(__file__).parent.parent
VOCABULARIES = Path(__file__).parent / "vocabularies"
ONTOLOGY = NamedNode("https://w3id.org/cpsu-kg/ontology")
DCTERMS = "http://purl.org/dc/terms/"
VANN = "http://purl.org/vocab/vann/"
XSD = "http://www.w3.org/2001/XMLSchema#"

TYPE, LABEL = NamedNode(RDF + "type"), NamedNode(RDFS + "label")
KINDS = {
    NamedNode(OWL + name)
    for name in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")
}
PROPERTIES = KINDS - {NamedNode(OWL + "Class")}
# The vocabulary that OWL 2 DL keeps to itself: it may be used, not declared or described.
BUILT_IN = (OWL, RDF, RDFS, XSD)
# Parents that only group: nothing is stated with them.
GROUPING = {"when", "oldStyle", "bound", "support", "participant", "Agent", "Span", "Tenure"}
# Entries of closed lists for what happened in the bodies covered but is not collected yet.
RESERVED = {
    "byCoOption": "members taken in between congresses",
    "byDissolution": "posts that ended with the state",
    "byHandover": "acting holders who gave way to a substantive one",
}


@cache
def _graph(folder: str) -> frozenset:
    quads = (
        q for p in (ROOT / folder).rglob("*.ttl") for q in parse(p.read_bytes(), RdfFormat.TURTLE)
    )
    return frozenset(quad.triple for quad in quads)


@cache
def _types() -> dict[NamedNode, set[NamedNode]]:
    found = defaultdict(set)
    for triple in _graph("ontology"):
        if triple.predicate == TYPE:
            found[triple.subject].add(triple.object)
    return dict(found)


def _values(subject: NamedNode, predicate: str) -> list:
    return [
        t.object
        for t in _graph("ontology")
        if (t.subject, t.predicate.value) == (subject, predicate)
    ]


def _own(*kinds: str) -> list[NamedNode]:
    wanted = {NamedNode(kind) for kind in kinds}
    found = (node for node, types in _types().items() if not kinds or types & wanted)
    return sorted((node for node in found if node.value.startswith(CPSU)), key=str)


@cache
def _used() -> set[str]:
    """Every IRI of the vocabulary in data, shapes, queries and code, and every one derived."""
    found = {
        end.value.removeprefix(CPSU)
        for folder in ("data", "shapes")
        for triple in _graph(folder)
        for end in triple
        if isinstance(end, NamedNode) and end.value.startswith(CPSU)
    }
    texts = [p for folder in ("queries", "shapes") for p in (ROOT / folder).rglob("*.*")]
    for path in texts:
        found |= set(re.findall(r"\bcpsu:([A-Za-z]\w*)", path.read_text(encoding="utf-8")))
    return found | _derived()


def _derived() -> set[str]:
    from cpsu_kg.resources import Resources
    from cpsu_kg.stores.building import build

    derived = NamedNode("https://w3id.org/cpsu-kg/graph/derived")
    quads = build(Resources(ROOT)).quads_for_pattern(None, None, None, derived)
    ends = (end for quad in quads for end in quad.triple)
    iris = (end.value for end in ends if isinstance(end, NamedNode))
    return {iri.removeprefix(CPSU) for iri in iris if iri.startswith(CPSU)}


class TestHeader:
    @pytest.mark.parametrize(
        "predicate",
        [
            DCTERMS + "title",
            DCTERMS + "description",
            DCTERMS + "creator",
            DCTERMS + "license",
            OWL + "versionInfo",
            OWL + "versionIRI",
            VANN + "preferredNamespacePrefix",
            VANN + "preferredNamespaceUri",
        ],
    )
    def test_header_is_complete(self, predicate):
        """Title, description, creator, licence, version, prefix: once each."""
        assert len(_values(ONTOLOGY, predicate)) == 1

    def test_namespace_is_the_real_one(self):
        """The header names the namespace that the terms have."""
        (namespace,) = _values(ONTOLOGY, VANN + "preferredNamespaceUri")
        (version,) = _values(ONTOLOGY, OWL + "versionInfo")
        (version_iri,) = _values(ONTOLOGY, OWL + "versionIRI")

        assert namespace.value == CPSU
        assert version_iri.value == f"{ONTOLOGY.value}/{version.value}"


class TestAnnotations:
    @pytest.mark.parametrize("node", _own(), ids=lambda node: node.value.removeprefix(CPSU))
    def test_every_term_is_described(self, node):
        """One English label, one origin; a definition for what is more than a list entry."""
        labels = [each for each in _values(node, RDFS + "label") if each.language == "en"]
        definitions = [d for d in _values(node, SKOS + "definition") if d.language == "en"]

        assert len(labels) == 1
        assert labels[0].value == labels[0].value.strip() != ""
        assert _values(node, RDFS + "isDefinedBy") == [ONTOLOGY]
        if _types()[node] & KINDS:
            assert len(definitions) == 1
            assert definitions[0].value.endswith(".")

    def test_labels_are_unique(self):
        """Within classes, within properties, and within each closed list."""
        groups = defaultdict(Counter)
        for node in _own():
            schemes = _values(node, SKOS + "inScheme") or [min(_types()[node], key=str)]
            for scheme in schemes:
                groups[scheme].update(_values(node, RDFS + "label"))

        assert [label for group in groups.values() for label, n in group.items() if n > 1] == []

    def test_names_follow_the_custom(self):
        """Classes begin with a capital letter, everything else with a small one."""
        classes = {node.value.removeprefix(CPSU) for node in _own(OWL + "Class")}
        others = {node.value.removeprefix(CPSU) for node in _own()} - classes

        assert all(re.fullmatch("[A-Z][A-Za-z]+", name) for name in classes)
        assert all(re.fullmatch("[a-z][A-Za-z0-9]+", name) for name in others)

    def test_literals_are_valid(self):
        """The text fits the datatype, and begins and ends with a word."""
        literals = [t.object for t in _graph("ontology") if isinstance(t.object, Literal)]

        assert all(is_well_typed(each) for each in literals)
        assert all(each.value == each.value.strip() != "" for each in literals)

    def test_concepts_belong_to_a_scheme(self):
        """Every entry of a closed list says of which, and every list has entries."""
        concepts, schemes = _own(SKOS + "Concept"), _own(SKOS + "ConceptScheme")
        listed = {scheme for each in concepts for scheme in _values(each, SKOS + "inScheme")}

        assert all(_values(each, SKOS + "inScheme") for each in concepts)
        assert listed == set(schemes)


class TestProperties:
    @pytest.mark.parametrize(
        "node", _own(*(p.value for p in PROPERTIES)), ids=lambda node: node.value.removeprefix(CPSU)
    )
    def test_where_it_belongs(self, node):
        """Every property says on what it stands; the shapes rely on it."""
        domain, pointed = (
            _values(node, SCHEMA + "domainIncludes"),
            _values(node, SCHEMA + "rangeIncludes"),
        )

        assert domain
        assert all(NamedNode(OWL + "Class") in _types()[each] for each in domain)
        if NamedNode(OWL + "DatatypeProperty") in _types()[node]:
            assert len(_values(node, RDFS + "range")) == 1
            assert pointed == []

    def test_hierarchies_have_no_circles_and_do_not_mix(self):
        """A parent is of the same kind as its child."""
        for predicate in ("subClassOf", "subPropertyOf"):
            for node in _own():
                seen, waiting = set(), _values(node, RDFS + predicate)
                while waiting:
                    parent = waiting.pop()
                    assert parent != node
                    assert _types()[parent] & _types()[node] & KINDS
                    if parent not in seen:
                        seen.add(parent)
                        waiting += _values(parent, RDFS + predicate)


class TestOwl2DL:
    def test_no_term_is_of_two_kinds(self):
        """No punning between kinds of properties, or of classes and properties."""
        assert [node for node, types in _types().items() if len(types & KINDS) > 1] == []

    def test_everything_used_is_declared(self):
        """Each class, property and annotation property has its declaration."""
        declared = _types()
        missing = {
            each.value
            for triple in _graph("ontology")
            for each in ([triple.object] if triple.predicate == TYPE else [triple.predicate])
            if not each.value.startswith(BUILT_IN) and each not in declared
        }
        for predicate in ("subClassOf", "subPropertyOf"):
            for triple in _graph("ontology"):
                if triple.predicate.value == RDFS + predicate:
                    missing |= {
                        e.value for e in (triple.subject, triple.object) if e not in declared
                    }

        assert missing == set()

    def test_built_in_vocabulary_is_left_alone(self):
        """Terms of OWL, RDF and RDFS are used, never described."""
        assert [t for t in _graph("ontology") if t.subject.value.startswith(BUILT_IN)] == []

    def test_annotations_link_annotation_properties(self):
        """Only properties that reasoners ignore speak about classes and properties."""
        terms = {node for node, types in _types().items() if types & KINDS}
        axioms = {
            TYPE.value,
            *(RDFS + n for n in ("subClassOf", "subPropertyOf", "range", "domain")),
        }
        builtin = {LABEL.value, RDFS + "isDefinedBy", RDFS + "comment", RDFS + "seeAlso"}
        annotation = {
            n.value for n, t in _types().items() if NamedNode(OWL + "AnnotationProperty") in t
        }
        used = {t.predicate.value for t in _graph("ontology") if t.subject in terms}

        assert used <= axioms | builtin | annotation

    def test_no_anonymous_expressions(self):
        """Nothing in the ontology needs a blank node."""
        assert not [t for t in _graph("ontology") if any(isinstance(e, BlankNode) for e in t)]

    def test_functional_properties_are_no_annotations(self):
        """Characteristics belong to object and data properties only."""
        functional = [n for n, t in _types().items() if NamedNode(OWL + "FunctionalProperty") in t]

        assert all(len(_types()[n] & (KINDS - {NamedNode(OWL + "Class")})) == 1 for n in functional)

    def test_ranges_are_datatypes_of_owl_2(self):
        """A data property's range is in the OWL 2 datatype map."""
        allowed = {RDFS + "Literal", RDF + "langString"}
        allowed |= {XSD + name for name in ("integer", "boolean", "anyURI", "string")}
        ranges = {t.object.value for t in _graph("ontology") if t.predicate.value == RDFS + "range"}

        assert ranges <= allowed


class TestUse:
    def test_every_used_term_is_declared(self):
        """Data, shapes and queries use no term that the ontology does not know."""
        declared = {node.value.removeprefix(CPSU) for node in _types()}

        assert {name for name in _used() if ":" not in name and name} - declared == set()

    def test_every_declared_term_is_used(self):
        """A term that nothing uses is taken out, or reserved above; a used one is not reserved."""
        declared = {node.value.removeprefix(CPSU) for node in _own()}
        unused = declared - _used() - GROUPING

        assert unused == RESERVED.keys()


class TestExternalTerms:
    @pytest.mark.parametrize("path", sorted(VOCABULARIES.glob("*.txt")), ids=lambda path: path.stem)
    def test_exist_in_their_vocabulary(self, path):
        """Each term of another vocabulary is one that it has."""
        first, _, *terms = path.read_text(encoding="utf-8").splitlines()
        namespace = first.removeprefix("# ")
        used = _external(namespace) | _in_queries(namespace)

        assert terms == sorted(set(terms))
        assert used <= set(terms), "misspelt, or missing in tests/vocabularies"

    def test_every_vocabulary_has_a_list(self):
        """What ontology, data and shapes use can be checked."""
        namespaces = [p.read_text("utf-8").splitlines()[0][2:] for p in VOCABULARIES.glob("*.txt")]
        predicates = {t.predicate.value for f in ("ontology", "data", "shapes") for t in _graph(f)}

        assert {iri for iri in predicates if not iri.startswith((CPSU, *namespaces))} == set()


@cache
def _external(namespace: str) -> set[str]:
    found = set()
    for folder in ("ontology", "data", "shapes"):
        for triple in _graph(folder):
            ends = [
                *triple,
                *([triple.object.datatype] if isinstance(triple.object, Literal) else []),
            ]
            iris = (end.value for end in ends if isinstance(end, NamedNode))
            found |= {iri[len(namespace) :] for iri in iris if iri.startswith(namespace)}
    return found - {""}


def _in_queries(namespace: str) -> set[str]:
    found = set()
    for path in (ROOT / "queries").rglob("*.rq"):
        text = path.read_text(encoding="utf-8")
        for prefix in re.findall(rf"PREFIX (\w+): <{re.escape(namespace)}>", text):
            body = re.sub(r'"[^"\n]*"|^#.*$', "", text, flags=re.MULTILINE)
            found |= set(re.findall(rf"(?<![\w?$]){prefix}:(\w+)", body))
    return found
