"""Whom no authority is known to have an identifier for, and where one could be found.

A candidate is something public that was read beside the name of a person and leads to an
identifier: a page of Wikipedia, an identifier that a source states but that is not accepted, or
an entry of `data/links/candidates.csv`. It is a place to look, never a link: what it leads to is
to be compared with name and dates before it is accepted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from cpsu_kg.errors import DataSyntaxError, UnknownName
from cpsu_kg.exports.authorities import AUTHORITIES, authority_of, identifier, page_title
from cpsu_kg.handlists import read_list
from cpsu_kg.terms import BASE, CPSU, RDFS, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cpsu_kg.graph import KnowledgeGraph
    from cpsu_kg.resources import Resources

CANDIDATES = "data/links/candidates.csv"
ISSUERS = tuple(each.name for each in AUTHORITIES if not each.pages)
_COLUMNS = [
    "entity_id", "entity_kind", "scheme", "value", "evidence_source_id", "locator", "confidence",
    "note",
]  # fmt: skip
# Files about persons that Wikidata knows the numbers of, but that are no authority here.
_ADDRESSES = {"pm20": "http://purl.org/pressemappe20/folder/"}
_PREFIXES = f"PREFIX cpsu: <{CPSU}> PREFIX rdfs: <{RDFS}> PREFIX skos: <{SKOS}>"
_PERSONS = f"""{_PREFIXES}
SELECT ?person ?label ?born ?died ?match WHERE {{
  ?person a cpsu:Person ; rdfs:label ?label .
  FILTER(LANG(?label) = "en")
  OPTIONAL {{ ?person cpsu:birthDate ?born }}
  OPTIONAL {{ ?person cpsu:deathDate ?died }}
  OPTIONAL {{ ?person skos:exactMatch ?match }}
}}
ORDER BY ?person ?match"""
_STATED = f"""{_PREFIXES}
SELECT DISTINCT ?person ?object ?title ?locator WHERE {{
  VALUES ?predicate {{ skos:exactMatch rdfs:seeAlso }}
  ?attestation ?predicate ?object ; cpsu:attests ?person ; cpsu:source ?source ;
    cpsu:stance cpsu:affirms ; cpsu:locator ?locator .
  ?person a cpsu:Person .
  ?source rdfs:label ?title .
}}
ORDER BY ?person ?object ?title ?locator"""
# A page that has one of the person's names for title is about the person.
_PAGES = f"""{_PREFIXES}
SELECT DISTINCT ?person ?url ?title ?locator WHERE {{
  ?attestation cpsu:attests ?person ; cpsu:source ?source ; cpsu:locator ?locator .
  ?person a cpsu:Person ; rdfs:label|skos:altLabel ?name .
  ?source rdfs:label ?title ; cpsu:url ?url .
  FILTER(STR(?name) = STR(?title) && CONTAINS(STR(?url), ".wikipedia.org/wiki/"))
}}
ORDER BY ?person ?url ?locator"""
_TITLES = f"""{_PREFIXES}
SELECT ?source ?title WHERE {{ ?source a cpsu:Source ; rdfs:label ?title }} ORDER BY ?source"""


class Candidate(NamedTuple):
    """Something that leads to an identifier of a person.

    Attributes:
        name: scheme and value, such as `enwiki:Viktor Grishin`.
        address: where it can be looked at.
        ground: source and locator where it was read.
        confidence: what was read beside it: `label+dates`, `label`, or empty if the source is
            the page itself or not graded.
        note: what does not agree, or other remarks.
    """

    name: str
    address: str
    ground: str
    confidence: str = ""
    note: str = ""


class Unlinked(NamedTuple):
    """A person without an identifier.

    Attributes:
        person: short name.
        label: name in English.
        born: accepted date of birth, None if not known.
        died: accepted date of death, None if not known.
        missing: the authorities that have no identifier for the person here.
        candidates: where one could be found.
    """

    person: str
    label: str
    born: str | None
    died: str | None
    missing: list[str]
    candidates: list[Candidate]


def unlinked(kg: KnowledgeGraph, authorities: Sequence[str] = ISSUERS) -> list[Unlinked]:
    """List the persons without an identifier of any of some authorities.

    Args:
        kg: the dataset.
        authorities: short names, such as `wikidata`; by default all that issue identifiers.

    Returns:
        The persons, sorted by short name.

    Raises:
        UnknownName: there is no such authority.
        DataSyntaxError: the file of candidates is malformed.
    """
    for name in authorities:
        if name not in ISSUERS:
            raise UnknownName("authority", name, ISSUERS)
    accepted: dict[str, set[str]] = {}
    about: dict[str, tuple[str, str | None, str | None]] = {}
    for person, label, born, died, match in _rows(kg, _PERSONS):
        slug = person.rpartition("/")[2]
        about[slug] = (label, born or None, died or None)
        accepted.setdefault(slug, set()).add(match)
    candidates = _candidates(kg, accepted)
    found = []
    for slug, told in about.items():
        held = {each.name for iri in accepted[slug] if (each := authority_of(iri))}
        if not held & set(authorities):
            missing = [name for name in ISSUERS if name not in held]
            found.append(Unlinked(slug, *told, missing, candidates.get(slug, [])))
    return found


def listed(resources: Resources) -> Iterator[dict[str, str]]:
    """Read the file of candidates.

    Args:
        resources: where the dataset lies.

    Yields:
        Its lines, by column.

    Raises:
        DataSyntaxError: the columns are others, or a value is missing or of an unknown scheme.
        ResourceError: the file cannot be read.
    """
    path = resources.path(CANDIDATES)
    for number, row in read_list(resources, CANDIDATES, _COLUMNS, optional=("note",)):
        if row["entity_kind"] != "person":
            raise DataSyntaxError(path, "only persons have candidates", number)
        if row["scheme"] not in _spaces():
            raise DataSyntaxError(path, f"unknown scheme {row['scheme']!r}", number)
        yield row


def _candidates(kg: KnowledgeGraph, accepted: dict[str, set[str]]) -> dict[str, list[Candidate]]:
    grounds: dict[tuple[str, str], dict[str, None]] = {}
    for person, address, title, locator in [*_rows(kg, _STATED), *_rows(kg, _PAGES)]:
        slug = person.rpartition("/")[2]
        if address not in accepted.get(slug, set()):
            grounds.setdefault((slug, address), {})[f"{title}, {locator}"] = None
    found: dict[str, list[Candidate]] = {}
    for (slug, address), texts in sorted(grounds.items()):
        found.setdefault(slug, []).append(Candidate(_name(address), address, "; ".join(texts)))
    titles = {source: title for source, title, *_ in _rows(kg, _TITLES)}
    for row in listed(kg.resources):
        source = row["evidence_source_id"]
        title = titles.get(f"{BASE}source/{source}", source)
        candidate = Candidate(
            f"{row['scheme']}:{row['value']}",
            _spaces()[row["scheme"]] + row["value"],
            f"{title}, {row['locator']}",
            row["confidence"],
            row["note"],
        )
        found.setdefault(row["entity_id"], []).append(candidate)
    return found


def _name(address: str) -> str:
    """`enwiki:Viktor Grishin`, as identifiers of Wikipedia's pages are written."""
    scheme, name = identifier(address)
    if scheme.endswith(".wikipedia.org"):
        return f"{scheme.partition('.')[0]}wiki:{unquote(name).replace('_', ' ')}"
    return f"{scheme}:{page_title(address) or name}"


def _spaces() -> dict[str, str]:
    return _ADDRESSES | {each.name: each.namespace for each in AUTHORITIES}


def _rows(kg: KnowledgeGraph, query: str) -> list[tuple[str, ...]]:
    """The answer to a query as text, empty where unbound."""
    rows = kg.store.select(query).rows
    return [tuple(str(getattr(term, "value", "")) for term in row) for row in rows]
