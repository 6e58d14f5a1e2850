"""The description in VoID and DCAT, as Turtle without blank nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode

from cpsu_kg import about
from cpsu_kg.description.links import target
from cpsu_kg.description.moment import moment
from cpsu_kg.description.sheet import Sheet
from cpsu_kg.stores.loading import GRAPH
from cpsu_kg.terms import BASE, CPSU

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cpsu_kg.description.dumps import Dump
    from cpsu_kg.description.figures import Extent, Figures, Linkset

_PREFIXES = {
    "dataset": f"{about.DATASET}#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "formats": "http://www.w3.org/ns/formats/",
    "spdx": "http://spdx.org/rdf/terms#",
    "void": "http://rdfs.org/ns/void#",
}
_CREATOR = f"{about.DATASET}#editors"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_LANGUAGES = "http://id.loc.gov/vocabulary/iso639-1/"
# Names at https://www.w3.org/ns/formats/ for what VoID calls features.
_FEATURES = {
    "turtle": "Turtle",
    "ntriples": "N-Triples",
    "nquads": "N-Quads",
    "trig": "TriG",
    "rdfxml": "RDF_XML",
    "jsonld": "JSON-LD",
}


def void(figures: Figures, dumps: Sequence[Dump], prefixes: Mapping[str, str]) -> str:
    """Describe the dataset.

    Args:
        figures: what was counted.
        dumps: the files in which it can be had.
        prefixes: namespaces by prefix.

    Returns:
        Turtle.

    Raises:
        ParameterError: SOURCE_DATE_EPOCH is set to something else than a number of seconds.
    """
    sheet = Sheet({**prefixes, **_PREFIXES})
    _dataset(sheet, figures)
    _graphs(sheet, figures)
    _partitions(sheet, figures)
    for linkset in figures.linksets:
        _linkset(sheet, linkset)
    for dump in dumps:
        _dump(sheet, dump, figures)
    return sheet.turtle()


def download(dump: Dump, version: str) -> str:
    """Give the address of a dump.

    Args:
        dump: the dump.
        version: that of the release it is part of.

    Returns:
        An address that keeps leading to this version.
    """
    return f"{BASE}release/{version}/{dump.path}"


def _dataset(sheet: Sheet, figures: Figures) -> None:
    made = moment(figures.issued).strftime("%Y-%m-%dT%H:%M:%SZ")
    sheet.say(
        about.DATASET,
        {
            "rdf:type": [sheet.name("void:Dataset"), sheet.name("dcat:Dataset")],
            "dcterms:title": about.TITLE,
            "dcterms:description": about.DESCRIPTION,
            "dcterms:creator": NamedNode(_CREATOR),
            "dcterms:publisher": NamedNode(_CREATOR),
            "dcterms:conformsTo": NamedNode(CPSU[:-1]),
            "dcterms:license": NamedNode(about.LICENCE),
            "dcterms:language": [NamedNode(_LANGUAGES + each) for each in about.LANGUAGES],
            "dcterms:issued": _typed(figures.issued, "date"),
            "dcterms:modified": _typed(made, "dateTime"),
            "dcterms:spatial": NamedNode(about.SOVIET_UNION),
            "dcterms:subject": NamedNode(about.PARTY),
            "dcterms:provenance": NamedNode(f"{about.DATASET}#provenance"),
            "dcat:keyword": [Literal(each, language="en") for each in about.KEYWORDS],
            "dcat:landingPage": NamedNode(about.HOMEPAGE),
            "dcat:version": figures.version,
            "foaf:homepage": NamedNode(about.HOMEPAGE),
            "owl:versionInfo": figures.version,
            "owl:versionIRI": NamedNode(f"{BASE}release/{figures.version}"),
            "void:uriSpace": BASE,
            "void:classes": len(figures.classes),
            "void:properties": len(figures.properties),
            "void:exampleResource": list(map(NamedNode, figures.examples)),
            "void:vocabulary": _vocabularies(figures),
            **_extent(figures.whole),
        },
    )
    sheet.say(_CREATOR, {"rdf:type": sheet.name("foaf:Organization"), "foaf:name": about.CREATOR})
    _scope(sheet, figures)


def _scope(sheet: Sheet, figures: Figures) -> None:
    support = figures.support
    told = (
        f"{support.attestations} attestations, each what one source says of one thing, from "
        f"{support.sources} sources of {support.families} independent families; where they "
        "differ the editors chose by written rules and say why."
    )
    sheet.say(
        f"{about.DATASET}#provenance",
        {
            "rdf:type": sheet.name("dcterms:ProvenanceStatement"),
            "rdfs:label": Literal(told, language="en"),
        },
    )
    if figures.first and figures.last:
        sheet.say(about.DATASET, {"dcterms:temporal": NamedNode(f"{about.DATASET}#time")})
        sheet.say(
            f"{about.DATASET}#time",
            {
                "rdf:type": sheet.name("dcterms:PeriodOfTime"),
                "dcat:startDate": _typed(figures.first, "date"),
                "dcat:endDate": _typed(figures.last, "date"),
            },
        )


def _graphs(sheet: Sheet, figures: Figures) -> None:
    for name, extent in figures.graphs.items():
        graph = GRAPH + name
        sheet.say(about.DATASET, {"void:subset": NamedNode(graph)})
        sheet.say(
            graph,
            {
                "rdf:type": sheet.name("void:Dataset"),
                "dcterms:title": {"en": name},
                "dcterms:description": {"en": about.GRAPHS[name]} if name in about.GRAPHS else None,
                **_extent(extent),
            },
        )
    if "sources" in figures.graphs:
        sheet.say(about.DATASET, {"prov:wasDerivedFrom": NamedNode(GRAPH + "sources")})


def _partitions(sheet: Sheet, figures: Figures) -> None:
    for iri, number in figures.classes.items():
        node = f"{about.DATASET}#class-{sheet.short(iri)}"
        sheet.say(about.DATASET, {"void:classPartition": NamedNode(node)})
        sheet.say(node, {"void:class": NamedNode(iri), "void:entities": number})
    for each in figures.properties:
        node = f"{about.DATASET}#property-{sheet.short(each.iri)}"
        sheet.say(about.DATASET, {"void:propertyPartition": NamedNode(node)})
        sheet.say(
            node,
            {
                "void:property": NamedNode(each.iri),
                "void:triples": each.triples,
                "void:distinctSubjects": each.subjects,
                "void:distinctObjects": each.objects,
            },
        )


def _linkset(sheet: Sheet, linkset: Linkset) -> None:
    other = target(linkset.space)
    dataset = f"{about.DATASET}#{other.slug}"
    node = f"{about.DATASET}#links-{other.slug}-{sheet.short(linkset.property)}"
    sheet.say(about.DATASET, {"void:subset": NamedNode(node)})
    sheet.say(
        node,
        {
            "rdf:type": sheet.name("void:Linkset"),
            "dcterms:title": {"en": f"Links to {other.title}"},
            "void:subjectsTarget": NamedNode(about.DATASET),
            "void:objectsTarget": NamedNode(dataset),
            "void:linkPredicate": NamedNode(linkset.property),
            "void:triples": linkset.triples,
        },
    )
    sheet.say(
        dataset,
        {
            "rdf:type": sheet.name("void:Dataset"),
            "dcterms:title": {"en": other.title},
            "foaf:homepage": NamedNode(other.homepage),
            "void:uriSpace": linkset.space,
        },
    )


def _dump(sheet: Sheet, dump: Dump, figures: Figures) -> None:
    node = f"{about.DATASET}#dump-{dump.format}"
    address = NamedNode(download(dump, figures.version))
    checksum = f"{node}-checksum"
    sheet.say(about.DATASET, {"dcat:distribution": NamedNode(node)})
    if dump.format in _FEATURES:
        feature = sheet.name(f"formats:{_FEATURES[dump.format]}")
        sheet.say(about.DATASET, {"void:dataDump": address, "void:feature": feature})
    sheet.say(
        node,
        {
            "rdf:type": sheet.name("dcat:Distribution"),
            "dcterms:title": {"en": f"{dump.format}: {dump.summary}"},
            "dcterms:license": NamedNode(about.LICENCE),
            "dcterms:issued": _typed(figures.issued, "date"),
            "dcat:accessURL": address,
            "dcat:downloadURL": address,
            "dcat:mediaType": NamedNode(_MEDIA_TYPES + dump.media_type),
            "dcat:byteSize": _typed(str(dump.size), "nonNegativeInteger"),
            "spdx:checksum": NamedNode(checksum),
        },
    )
    sheet.say(
        checksum,
        {
            "rdf:type": sheet.name("spdx:Checksum"),
            "spdx:algorithm": sheet.name("spdx:checksumAlgorithm_sha256"),
            "spdx:checksumValue": _typed(dump.sha256, "hexBinary"),
        },
    )


def _extent(extent: Extent) -> dict[str, Any]:
    return {
        "void:triples": extent.triples,
        "void:entities": extent.entities,
        "void:distinctSubjects": extent.subjects,
        "void:distinctObjects": extent.objects,
    }


def _vocabularies(figures: Figures) -> list[NamedNode]:
    """The namespaces of all classes and properties in use."""
    used = [*figures.classes, *(each.iri for each in figures.properties)]
    return [NamedNode(space) for space in sorted({_namespace(each) for each in used})]


def _namespace(iri: str) -> str:
    return iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]


def _typed(text: str, datatype: str) -> Literal:
    return Literal(text, datatype=NamedNode(_XSD + datatype))
