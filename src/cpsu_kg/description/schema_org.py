"""The description as a schema.org Dataset, the JSON-LD that search engines for data read.

The context is one line of its own, so that readers need no network.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cpsu_kg import about
from cpsu_kg.description.links import target
from cpsu_kg.description.moment import moment
from cpsu_kg.description.void import download
from cpsu_kg.exports.json_text import dumps as json_text
from cpsu_kg.stores.loading import GRAPH
from cpsu_kg.terms import BASE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cpsu_kg.description.dumps import Dump
    from cpsu_kg.description.figures import Figures

_CREATOR = {"@type": "Organization", "name": about.CREATOR, "url": about.HOMEPAGE}


def schema_org(figures: Figures, dumps: Sequence[Dump]) -> str:
    """Describe the dataset.

    Args:
        figures: what was counted.
        dumps: the files in which it can be had.

    Returns:
        JSON-LD.

    Raises:
        ParameterError: SOURCE_DATE_EPOCH is set to something else than a number of seconds.
    """
    return json_text(_dataset(figures, dumps)) + "\n"


def _dataset(figures: Figures, dumps: Sequence[Dump]) -> dict[str, Any]:
    dataset = {
        "@context": {"@vocab": "https://schema.org/"},
        "@id": about.DATASET,
        "@type": "Dataset",
        "name": _texts(about.TITLE),
        "description": _texts(about.DESCRIPTION),
        "url": about.HOMEPAGE,
        "identifier": about.DATASET,
        "sameAs": f"{BASE}release/{figures.version}",
        "version": figures.version,
        "datePublished": figures.issued,
        "dateModified": moment(figures.issued).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "license": about.LICENCE,
        "isAccessibleForFree": True,
        "creator": _CREATOR,
        "publisher": _CREATOR,
        "keywords": list(about.KEYWORDS),
        "inLanguage": list(about.LANGUAGES),
        "spatialCoverage": {"@type": "Place", "name": "Soviet Union", "sameAs": about.SOVIET_UNION},
        "size": _quantity(figures.whole.triples, "triples"),
        "variableMeasured": [
            {"@type": "PropertyValue", "name": iri, "value": number}
            for iri, number in figures.classes.items()
        ],
        "hasPart": [_graph(name, each.triples) for name, each in figures.graphs.items()],
        "mentions": [_linked(each) for each in dict.fromkeys(e.space for e in figures.linksets)],
        "distribution": [_download(each, figures.version) for each in dumps],
    }
    if figures.first and figures.last:
        dataset["temporalCoverage"] = f"{figures.first}/{figures.last}"
    return {key: value for key, value in dataset.items() if value != []}


def _texts(texts: dict[str, str]) -> list[dict[str, str]]:
    return [{"@language": tag, "@value": text} for tag, text in texts.items()]


def _quantity(number: int, unit: str) -> dict[str, Any]:
    return {"@type": "QuantitativeValue", "value": number, "unitText": unit}


def _graph(name: str, triples: int) -> dict[str, Any]:
    return {
        "@id": GRAPH + name,
        "@type": "Dataset",
        "name": name,
        "description": about.GRAPHS.get(name, name),
        "license": about.LICENCE,
        "creator": _CREATOR,
        "size": _quantity(triples, "triples"),
    }


def _linked(space: str) -> dict[str, Any]:
    other = target(space)
    return {"@type": "Dataset", "name": other.title, "url": other.homepage}


def _download(dump: Dump, version: str) -> dict[str, Any]:
    return {
        "@type": "DataDownload",
        "name": f"{dump.format}: {dump.summary}",
        "contentUrl": download(dump, version),
        "encodingFormat": dump.media_type,
        "contentSize": f"{dump.size} B",
        "sha256": dump.sha256,
        "license": about.LICENCE,
    }
