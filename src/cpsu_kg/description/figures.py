"""The figures of a description, each counted by SPARQL on whatever store holds the dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode

from cpsu_kg.errors import ResourceError
from cpsu_kg.stores.loading import GRAPH
from cpsu_kg.terms import BASE, CPSU

if TYPE_CHECKING:
    from cpsu_kg.graph import KnowledgeGraph

# Only the published graphs, whatever else the store holds; a triple counts once.
_ALL = f'GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{GRAPH}"))'
_OURS = f'STRSTARTS(STR(?s), "{BASE}")'
_COUNTS = """(COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects)
  (COUNT(DISTINCT ?o) AS ?objects) (COUNT(DISTINCT ?ours) AS ?entities)"""

_DATASET = f"""SELECT {_COUNTS} WHERE {{
  {{ SELECT DISTINCT ?s ?p ?o WHERE {{ {_ALL} }} }}
  BIND(IF({_OURS}, ?s, ?none) AS ?ours)
}}"""
_GRAPHS = f"""SELECT ?g {_COUNTS} WHERE {{
  {_ALL} BIND(IF({_OURS}, ?s, ?none) AS ?ours)
}} GROUP BY ?g ORDER BY ?g"""
_CLASSES = f"""SELECT ?o (COUNT(DISTINCT ?s) AS ?entities) WHERE {{
  {_ALL.replace("?p", "a")}
}} GROUP BY ?o ORDER BY ?o"""
_PROPERTIES = f"""SELECT ?p (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects)
  (COUNT(DISTINCT ?o) AS ?objects) WHERE {{
  {{ SELECT DISTINCT ?s ?p ?o WHERE {{ {_ALL} }} }}
}} GROUP BY ?p ORDER BY ?p"""
_LINKS = f"""SELECT ?space ?p (COUNT(*) AS ?triples) WHERE {{
  GRAPH <{GRAPH}links> {{ ?s ?p ?o }}
  FILTER(ISIRI(?o) && !STRSTARTS(STR(?o), "{BASE}"))
  BIND(REPLACE(STR(?o), "[^/#]+$", "") AS ?space)
}} GROUP BY ?space ?p ORDER BY ?space ?p"""
_HEADER = f"""SELECT ?version ?issued WHERE {{
  GRAPH <{GRAPH}ontology> {{
    <{CPSU[:-1]}> <http://www.w3.org/2002/07/owl#versionInfo> ?version ;
      <http://purl.org/dc/terms/issued> ?issued .
  }}
}}"""
_TIME = f"""SELECT (MIN(?start) AS ?first) (MAX(?end) AS ?last) WHERE {{
  GRAPH ?g {{ ?span <{CPSU}inLine> ?line ; <{CPSU}earliestStart> ?start ; <{CPSU}latestEnd> ?end }}
}}"""
_SUPPORT = f"""SELECT ?sources ?families ?attestations WHERE {{
  {{ SELECT (COUNT(DISTINCT ?s) AS ?sources) (COUNT(DISTINCT ?f) AS ?families) WHERE {{
    GRAPH ?g {{ ?s a <{CPSU}Source> ; <{CPSU}family> ?f }} }} }}
  {{ SELECT (COUNT(DISTINCT ?a) AS ?attestations) WHERE {{
    GRAPH ?h {{ ?a a <{CPSU}Attestation> }} }} }}
}}"""
_EXAMPLES = f"""SELECT ?thing (COUNT(DISTINCT ?a) AS ?n) WHERE {{
  GRAPH ?g {{ ?a <{CPSU}attests> ?thing }}
}} GROUP BY ?thing"""


class Extent(NamedTuple):
    """How much a dataset or one of its graphs holds; entities are subjects with an IRI of ours."""

    triples: int
    subjects: int
    objects: int
    entities: int


class Property(NamedTuple):
    """How often a property is used."""

    iri: str
    triples: int
    subjects: int
    objects: int


class Linkset(NamedTuple):
    """How many links lead into one namespace of another dataset by one property."""

    space: str
    property: str
    triples: int


class Support(NamedTuple):
    """What the dataset stands on."""

    sources: int
    families: int
    attestations: int


class Figures(NamedTuple):
    """All that is counted.

    Attributes:
        version: that of the dataset.
        issued: the day of its release.
        first: the first day told of, `YYYY-MM-DD`.
        last: the last day told of.
        whole: the dataset, graphs merged.
        graphs: each named graph, by name.
        classes: members by class.
        properties: use by property.
        linksets: links to others.
        support: sources, families, attestations.
        examples: of each kind, the thing that most sources speak of.
    """

    version: str
    issued: str
    first: str
    last: str
    whole: Extent
    graphs: dict[str, Extent]
    classes: dict[str, int]
    properties: list[Property]
    linksets: list[Linkset]
    support: Support
    examples: list[str]


def count(kg: KnowledgeGraph) -> Figures:
    """Count a dataset.

    Args:
        kg: the dataset, embedded or behind an endpoint.

    Returns:
        The figures.

    Raises:
        ResourceError: the dataset does not say which version it is.
        EndpointError: the endpoint does not answer.
    """
    header = _rows(kg, _HEADER)
    if not header:
        raise ResourceError(f"{GRAPH}ontology", "no version and date of issue stand there")
    version, issued = header[0]
    ((first, last),) = _rows(kg, _TIME)
    (whole,) = _rows(kg, _DATASET)
    (support,) = _rows(kg, _SUPPORT)
    return Figures(
        version,
        issued,
        first,
        last,
        Extent(*map(int, whole)),
        {g.removeprefix(GRAPH): Extent(*map(int, n)) for g, *n in _rows(kg, _GRAPHS)},
        {each: int(number) for each, number in _rows(kg, _CLASSES)},
        [Property(each, *map(int, numbers)) for each, *numbers in _rows(kg, _PROPERTIES)],
        [Linkset(space, p, int(number)) for space, p, number in _rows(kg, _LINKS)],
        Support(*map(int, support)),
        _examples(kg),
    )


def _examples(kg: KnowledgeGraph) -> list[str]:
    best: dict[str, tuple[int, str]] = {}
    for thing, number in _rows(kg, _EXAMPLES):
        kind = thing.removeprefix(BASE).partition("/")[0]
        found = (-int(number), thing)
        best[kind] = min(found, best.get(kind, found))
    return [iri for _, iri in sorted(best.values())]


def _rows(kg: KnowledgeGraph, query: str) -> list[tuple[str, ...]]:
    return [tuple(map(_plain, row)) for row in kg.store.select(query).rows]


def _plain(term: object) -> str:
    return str(term.value) if isinstance(term, NamedNode | Literal) else ""
