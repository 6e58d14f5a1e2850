"""The description in VoID and DCAT holds what was counted, and keeps to its vocabularies."""

import pytest
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode

from cpsu_kg import about
from cpsu_kg.description import describe
from cpsu_kg.description.void import download
from cpsu_kg.errors import ParameterError
from cpsu_kg.stores.loading import GRAPH

from .conftest import DUMPS

VOID = "http://rdfs.org/ns/void#"
DCAT = "http://www.w3.org/ns/dcat#"
DCTERMS = "http://purl.org/dc/terms/"
SPDX = "http://spdx.org/rdf/terms#"
XSD = "http://www.w3.org/2001/XMLSchema#"


def _number(values, name):
    (value,) = values[VOID + name]
    return int(value.value)


def _extent(values):
    names = ("triples", "distinctSubjects", "distinctObjects", "entities")
    return tuple(_number(values, name) for name in names)


class TestCounts:
    def test_whole_and_graphs(self, void, figures):
        """The dataset and its named graphs."""
        assert _extent(void[about.DATASET]) == figures.whole
        for name, extent in figures.graphs.items():
            assert _extent(void[GRAPH + name]) == extent
            assert NamedNode(GRAPH + name) in void[about.DATASET][VOID + "subset"]

    def test_class_partitions(self, void, figures):
        """One for each class."""
        parts = [void[each.value] for each in void[about.DATASET][VOID + "classPartition"]]

        assert {
            each[VOID + "class"][0].value: _number(each, "entities") for each in parts
        } == figures.classes
        assert _number(void[about.DATASET], "classes") == len(figures.classes)

    def test_property_partitions(self, void, figures):
        """One for each property."""
        parts = [void[each.value] for each in void[about.DATASET][VOID + "propertyPartition"]]
        names = ("triples", "distinctSubjects", "distinctObjects")

        assert sorted(
            (each[VOID + "property"][0].value, *(_number(each, name) for name in names))
            for each in parts
        ) == sorted(map(tuple, figures.properties))
        assert _number(void[about.DATASET], "properties") == len(figures.properties)

    def test_linksets(self, void, figures):
        """One for each namespace and property, from this dataset into one with that namespace."""
        found = set()
        for values in void.values():
            if VOID + "linkPredicate" in values:
                (target,) = values[VOID + "objectsTarget"]
                (space,) = void[target.value][VOID + "uriSpace"]
                (predicate,) = values[VOID + "linkPredicate"]
                assert values[VOID + "subjectsTarget"] == [NamedNode(about.DATASET)]
                found.add((space.value, predicate.value, _number(values, "triples")))

        assert found == set(map(tuple, figures.linksets))

    def test_examples(self, void, figures):
        """The example resources."""
        found = [each.value for each in void[about.DATASET][VOID + "exampleResource"]]

        assert sorted(found) == sorted(figures.examples)


class TestDumps:
    def test_each_is_a_distribution(self, void):
        """Media type, size and checksum of every file."""
        for dump in DUMPS:
            node = void[f"{about.DATASET}#dump-{dump.format}"]
            (checksum,) = node[SPDX + "checksum"]

            assert node[DCAT + "mediaType"][0].value.endswith("/" + dump.media_type)
            assert node[DCAT + "byteSize"] == [
                Literal(str(dump.size), datatype=NamedNode(XSD + "nonNegativeInteger"))
            ]
            assert node[DCTERMS + "license"] == [NamedNode(about.LICENCE)]
            assert void[checksum.value][SPDX + "checksumValue"][0].value == dump.sha256

    def test_rdf_is_a_data_dump(self, void):
        """VoID's own property names the dumps in RDF, not the tables."""
        dumps = void[about.DATASET][VOID + "dataDump"]

        assert dumps == [NamedNode(download(DUMPS[0], "0.1.0"))]

    def test_none(self, kg, figures):
        """Without a release there is nothing to download."""
        assert "dcat:Distribution" not in describe(kg, figures=figures)


class TestForm:
    def test_no_blank_nodes(self, void):
        """Everything can be pointed at."""
        values = [v for facts in void.values() for each in facts.values() for v in each]

        assert not [each for each in values if isinstance(each, BlankNode)]

    def test_everything_pointed_at_is_described(self, void):
        """No part of the description is missing."""
        ours = f"{about.DATASET}#"
        named = {
            value.value
            for facts in void.values()
            for values in facts.values()
            for value in values
            if isinstance(value, NamedNode) and value.value.startswith(ours)
        }

        assert named == {iri for iri in void if iri.startswith(ours)}

    def test_only_used_prefixes(self, kg, figures):
        """The header declares what the text uses."""
        header, _, body = describe(kg, dumps=DUMPS, figures=figures).partition("\n\n")

        for line in header.splitlines():
            assert f"{line.split()[1]}" in body

    def test_second_reader(self, kg, figures):
        """rdflib understands it too."""
        text = describe(kg, dumps=DUMPS, figures=figures)
        graph = rdflib.Graph().parse(data=text, format="turtle")
        dataset = rdflib.URIRef(about.DATASET)
        triples = graph.value(dataset, rdflib.URIRef(VOID + "triples"))

        assert triples.toPython() == figures.whole.triples

    def test_required_by_dcat(self, void):
        """What catalogues ask for: title, description, publisher, licence, dates, contact page."""
        for name in ("title", "description", "publisher", "creator", "license", "issued",
                     "modified", "language", "temporal", "spatial", "provenance"):  # fmt: skip
            assert void[about.DATASET][DCTERMS + name], name
        for name in ("keyword", "landingPage", "version", "distribution"):
            assert void[about.DATASET][DCAT + name], name
        languages = {each.language for each in void[about.DATASET][DCTERMS + "title"]}
        assert languages == {"en", "ru"}


class TestMoment:
    def test_release_day(self, void, figures):
        """Without anything said, the description is of the day of the release."""
        (modified,) = void[about.DATASET][DCTERMS + "modified"]

        assert modified.value == f"{figures.issued}T00:00:00Z"

    def test_source_date_epoch(self, kg, figures, monkeypatch):
        """A builder may tell the moment."""
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")

        assert "2023-11-14T22:13:20Z" in describe(kg, figures=figures)
        assert "2023-11-14T22:13:20Z" in describe(kg, "jsonld", figures=figures)

    @pytest.mark.parametrize("told", ["yesterday", "1.5", "9" * 30])
    def test_nonsense(self, kg, figures, monkeypatch, told):
        """Something else than a number of seconds is refused."""
        monkeypatch.setenv("SOURCE_DATE_EPOCH", told)

        with pytest.raises(ParameterError, match="SOURCE_DATE_EPOCH"):
            describe(kg, figures=figures)
