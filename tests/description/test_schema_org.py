"""The schema.org description says the same, and needs no network."""

import json

from pyld import jsonld
from pyoxigraph import RdfFormat, parse

from cpsu_kg import about
from cpsu_kg.description import describe
from cpsu_kg.description.void import download

from .conftest import DUMPS

SDO = "https://schema.org/"
DCTERMS = "http://purl.org/dc/terms/"


def test_counts(schema_org, figures):
    """Triples in all and by graph, members by class."""
    assert schema_org["size"]["value"] == figures.whole.triples
    assert {each["name"]: each["size"]["value"] for each in schema_org["hasPart"]} == {
        name: extent.triples for name, extent in figures.graphs.items()
    }
    measured = {each["name"]: each["value"] for each in schema_org["variableMeasured"]}
    assert measured == figures.classes


def test_same_as_void(schema_org, void):
    """Title, description, licence, dates, version, keywords."""
    values = void[about.DATASET]
    for key, name in (("name", "title"), ("description", "description")):
        told = {(each["@value"], each["@language"]) for each in schema_org[key]}
        assert told == {(each.value, each.language) for each in values[DCTERMS + name]}
    assert schema_org["license"] == values[DCTERMS + "license"][0].value
    assert schema_org["datePublished"] == values[DCTERMS + "issued"][0].value
    assert schema_org["dateModified"] == values[DCTERMS + "modified"][0].value
    assert schema_org["version"] == values["http://www.w3.org/ns/dcat#version"][0].value
    keywords = values["http://www.w3.org/ns/dcat#keyword"]
    assert set(schema_org["keywords"]) == {each.value for each in keywords}
    first, last = schema_org["temporalCoverage"].split("/")
    time = void[f"{about.DATASET}#time"]
    assert first == time["http://www.w3.org/ns/dcat#startDate"][0].value
    assert last == time["http://www.w3.org/ns/dcat#endDate"][0].value


def test_downloads(schema_org, figures):
    """The dumps, with type, size and checksum."""
    assert [
        (each["contentUrl"], each["encodingFormat"], each["contentSize"], each["sha256"])
        for each in schema_org["distribution"]
    ] == [
        (download(each, figures.version), each.media_type, f"{each.size} B", each.sha256)
        for each in DUMPS
    ]


def test_two_readers_agree(kg, figures, schema_org):
    """pyld and pyoxigraph read the same triples, all in schema.org's namespace."""

    def refuse(url, _options):
        raise AssertionError(f"fetched {url}")

    text = describe(kg, "jsonld", dumps=DUMPS, figures=figures)
    options = {"documentLoader": refuse}
    first = jsonld.normalize(
        json.loads(text), {**options, "algorithm": "URDNA2015", "format": "application/n-quads"}
    )
    quads = parse(text, RdfFormat.JSON_LD)
    lines = "\n".join(f"{quad.triple} ." for quad in quads)
    second = jsonld.normalize(
        lines, {"algorithm": "URDNA2015", "inputFormat": "application/n-quads",
                "format": "application/n-quads"},
    )  # fmt: skip

    assert first == second
    predicates = {line.split()[1] for line in first.splitlines()} - {
        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    }
    assert all(each.startswith(f"<{SDO}") for each in predicates)
