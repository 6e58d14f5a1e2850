"""Things with their facts, and how they are written as Turtle."""

from __future__ import annotations

from datetime import date

Fact = tuple[str, str]

_KINDS = """adjudication attestation body designation event family headcount leadership line office
person phase source tenure vacancy"""
_OTHERS = """
@prefix cpsu: <https://w3id.org/cpsu-kg/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
PREFIXES = (
    "\n".join(f"@prefix {kind}: <https://w3id.org/cpsu-kg/{kind}/> ." for kind in _KINDS.split())
    + _OTHERS
)


class Thing:
    """Something described: its name with prefix, its class, its facts."""

    __slots__ = ("facts", "kind", "name")

    def __init__(self, name: str, kind: str, *facts: Fact) -> None:
        self.name = name
        self.kind = kind
        self.facts = list(facts)

    @property
    def slug(self) -> str:
        return self.name.partition(":")[2]

    def turtle(self) -> str:
        facts = "".join(f" ;\n    {name} {value}" for name, value in self.facts)
        return f"\n{self.name} a cpsu:{self.kind}{facts} .\n"


def text(value: str, language: str = "en") -> str:
    return f'"{value}"@{language}'


def plain(value: str) -> str:
    return f'"{value}"'


def labels(english: str, russian: str) -> list[Fact]:
    return [("rdfs:label", text(english)), ("rdfs:label", text(russian, "ru"))]


def day(value: date) -> str:
    return f'"{value}"^^xsd:date'


def month(value: date) -> str:
    return f'"{value:%Y-%m}"^^xsd:gYearMonth'


def year(value: date) -> str:
    return f'"{value.year}"^^xsd:gYear'
