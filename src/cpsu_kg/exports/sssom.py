"""The links to other datasets as a mapping set in SSSOM, a table with a header in YAML.

A link that was read beside the name of the thing is justified by manual curation; one that was
found in a list without names, by the number of another authority, by chaining. The confidence
tells the ground: each independent family of sources that states the link leaves a doubt by its
grade, and the doubts are multiplied; a chain is as strong as its links together.
"""

from __future__ import annotations

import csv
import io
import json
import re
from math import prod
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from cpsu_kg import about
from cpsu_kg.exports.authorities import AUTHORITIES, identifier, page_title
from cpsu_kg.terms import BASE, CPSU, OWL, RDFS, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from cpsu_kg.exports.dataset import Dataset

COLUMNS = (
    "subject_id", "subject_label", "predicate_id", "object_id", "object_label",
    "mapping_justification", "author_label", "confidence", "see_also", "comment",
)  # fmt: skip
CURATED, CHAINED = "semapv:ManualMappingCuration", "semapv:MappingChaining"
# How the locator of a source without names tells the number that led to the link.
_STEP = re.compile(r"row with (\w+) (\S+)")
# What a source of a grade leaves open: an editorial scale, not a measurement.
_DOUBTS = {"A": 0.02, "B": 0.05, "C": 0.1, "D": 0.2}
_UNSTATED = 0.5
_PREDICATES = {SKOS + "exactMatch": "skos:exactMatch", RDFS + "seeAlso": "rdfs:seeAlso"}
_VOCABULARIES = {
    "rdfs": RDFS,
    "semapv": "https://w3id.org/semapv/vocab/",
    "skos": SKOS,
}
_PREFIXES = f"PREFIX cpsu: <{CPSU}> PREFIX rdfs: <{RDFS}> PREFIX skos: <{SKOS}>"
_LINKS = f"""{_PREFIXES}
SELECT DISTINCT ?subject ?label ?predicate ?object WHERE {{
  VALUES ?predicate {{ skos:exactMatch rdfs:seeAlso }}
  ?subject ?predicate ?object ; rdfs:label ?label .
  FILTER(LANG(?label) = "en" && ISIRI(?object))
  FILTER(STRSTARTS(STR(?subject), "{BASE}") && !STRSTARTS(STR(?subject), "{CPSU}"))
}}"""
_GROUNDS = f"""{_PREFIXES}
SELECT DISTINCT ?subject ?object ?family ?grade ?address ?title ?locator WHERE {{
  VALUES ?predicate {{ skos:exactMatch rdfs:seeAlso }}
  ?attestation ?predicate ?object ; cpsu:attests ?subject ; cpsu:source ?source .
  ?source rdfs:label ?title .
  OPTIONAL {{ ?attestation cpsu:locator ?locator }}
  OPTIONAL {{ ?source cpsu:family ?family }}
  OPTIONAL {{ ?source cpsu:grade/skos:notation ?grade }}
  OPTIONAL {{ ?source cpsu:url ?url }}
  BIND(IRI(COALESCE(STR(?url), STR(?source))) AS ?address)
}}"""
_VERSION = f"""SELECT ?version ?issued WHERE {{
  <{CPSU[:-1]}> <{OWL}versionInfo> ?version ; <http://purl.org/dc/terms/issued> ?issued .
}}"""


class _Ground(NamedTuple):
    """One source that states a link."""

    family: str
    grade: str
    address: str
    title: str
    locator: str


_Grounds = dict[tuple[str, str], list[_Ground]]


def write(dataset: Dataset, stream: BinaryIO) -> None:
    """Write the links of a dataset.

    Args:
        dataset: what to write.
        stream: where to.

    Raises:
        ParameterError: only some graphs were chosen.
    """
    rows = sorted(_rows(dataset))
    text = io.StringIO()
    text.writelines(f"# {line}\n" for line in _header(dataset, rows))
    writer = csv.writer(text, delimiter="\t", lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    stream.write(text.getvalue().encode())


def _rows(dataset: Dataset) -> Iterator[tuple[str, ...]]:
    grounds: _Grounds = {}
    for subject, linked, *ground in dataset.rows(_GROUNDS):
        told = _Ground(*(each.value if each else "" for each in ground))
        grounds.setdefault((subject.value, linked.value), []).append(told)
    for subject, label, predicate, linked in dataset.rows(_LINKS):
        found = sorted(grounds.get((subject.value, linked.value), []))
        justification, strength = _justify(subject.value, found, grounds)
        yield (
            subject.value.removeprefix(BASE).replace("/", ":", 1),
            label.value,
            _PREDICATES[predicate.value],
            _compact(linked.value),
            page_title(linked.value) or "",
            justification,
            about.CREATOR,
            str(round(strength, 3)),
            "|".join(sorted({quote(e.address, safe="%/:?#[]@!$&'()*+,;=~") for e in found})),
            "; ".join(", ".join(filter(None, (e.title, e.locator))) for e in found),
        )


def _justify(subject: str, found: list[_Ground], grounds: _Grounds) -> tuple[str, float]:
    steps = [_STEP.fullmatch(each.locator) for each in found]
    own = _strength(found)
    if not found or not all(steps):
        return CURATED, own
    spaces = {each.name: each.namespace for each in AUTHORITIES}
    links = [(subject, spaces.get(step[1], "") + step[2]) for step in steps if step]
    return CHAINED, own * max(_strength(grounds.get(link, [])) for link in links)


def _strength(found: list[_Ground]) -> float:
    return confidence((each.family, each.grade) for each in found)


def confidence(grounds: Iterable[tuple[str, str]]) -> float:
    """Tell how well a link is founded.

    Args:
        grounds: family and grade, A to D, of every source that states it.

    Returns:
        A number from 0 to 1, rounded to three places.
    """
    doubts: dict[str, float] = {}
    for family, grade in grounds:
        doubts[family] = min(doubts.get(family, 1.0), _DOUBTS.get(grade, _UNSTATED))
    return round(1 - prod(doubts.values()), 3) if doubts else 1 - _UNSTATED


def _compact(iri: str) -> str:
    scheme, name = identifier(iri)
    known = any(each.name == scheme for each in AUTHORITIES)
    return f"{scheme}:{name}" if known else iri


def _header(dataset: Dataset, rows: list[tuple[str, ...]]) -> Iterator[str]:
    known = _VOCABULARIES | {each.name: each.namespace for each in AUTHORITIES}
    used = {cell.partition(":")[0] for row in rows for cell in (row[0], row[3])}
    used |= _VOCABULARIES.keys()
    yield "curie_map:"
    for prefix in sorted(used - {"http", "https"}):
        yield f"  {prefix}: {json.dumps(known.get(prefix, f'{BASE}{prefix}/'))}"
    told = {"license": about.LICENCE, "mapping_set_id": about.DATASET + "/links"}
    for version, issued in dataset.rows(_VERSION):
        told |= {"mapping_set_version": version.value, "mapping_date": issued.value}
    told |= {
        "mapping_set_title": about.TITLE["en"] + ": links",
        "mapping_set_description": _DESCRIPTION,
    }
    yield from (f"{key}: {json.dumps(value)}" for key, value in told.items())
    yield f"creator_label: [{json.dumps(about.CREATOR)}]"
    yield f"see_also: [{json.dumps(about.HOMEPAGE)}]"


_DESCRIPTION = (
    "Persons, bodies, offices and events of the dataset in authority files, and the pages of "
    "Wikipedia about them. Confidence tells the grade and number of independent sources that "
    "state a link; see_also and comment name them."
)
