"""The JSON-LD context: every property of the ontology by its own name, with the type of its values.

`python -m cpsu_kg.exports.context` prints the published copy, ontology/context.jsonld.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cpsu_kg.exports.nesting import BODY, NESTS, SECTIONS
from cpsu_kg.terms import BASE, CPSU

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from cpsu_kg.exports.vocabulary import Vocabulary

# Fewer than in Turtle: `office` and `source` are properties here, things have the one prefix kg.
_PREFIXES = ("cpsu", "dcterms", "foaf", "org", "owl", "prov", "rdf", "rdfs", "schema", "sdo",
             "sh", "skos", "vann", "xsd")  # fmt: skip

# What the dataset uses of other vocabularies, beside what is written with a prefix.
_OTHERS: dict[str, Any] = {
    "label": {"@id": "rdfs:label", "@container": "@language"},
    "altLabel": {"@id": "skos:altLabel", "@container": ["@language", "@set"]},
    "definition": {"@id": "skos:definition", "@container": "@language"},
    "exactMatch": {"@id": "skos:exactMatch", "@type": "@id", "@container": "@set"},
    "seeAlso": {"@id": "rdfs:seeAlso", "@type": "@id", "@container": "@set"},
    "deprecated": "owl:deprecated",
    "isReplacedBy": {"@id": "dcterms:isReplacedBy", "@type": "@id", "@container": "@set"},
    "heldBy": {"@id": "org:heldBy", "@type": "@id", "@container": "@set"},
    "language": "dcterms:language",
    "publisher": "dcterms:publisher",
    "rights": "dcterms:rights",
    "notation": "skos:notation",
    "inScheme": {"@id": "skos:inScheme", "@type": "@vocab", "@container": "@set"},
    "subClassOf": {"@id": "rdfs:subClassOf", "@type": "@vocab", "@container": "@set"},
    "subPropertyOf": {"@id": "rdfs:subPropertyOf", "@type": "@vocab", "@container": "@set"},
    "domainIncludes": {"@id": "schema:domainIncludes", "@type": "@vocab", "@container": "@set"},
    "rangeIncludes": {"@id": "schema:rangeIncludes", "@type": "@vocab", "@container": "@set"},
    "range": {"@id": "rdfs:range", "@type": "@vocab"},
    "isDefinedBy": {"@id": "rdfs:isDefinedBy", "@type": "@id"},
    "comment": {"@id": "rdfs:comment", "@container": "@language"},
    "description": {"@id": "dcterms:description", "@container": "@language"},
    "select": "sh:select",
    "prefixes": {"@id": "sh:prefixes", "@type": "@id"},
    "keywords": {"@id": "sdo:keywords", "@container": "@set"},
    "target": {"@id": "sdo:target", "@type": "@id"},
}


def context(vocabulary: Vocabulary) -> dict[str, Any]:
    """Make the context from the ontology.

    Args:
        vocabulary: the ontology.

    Returns:
        The value of `@context`.
    """
    prefixes = {k: v for k, v in vocabulary.prefixes.items() if k in _PREFIXES}
    return {
        "@version": 1.1,
        "@vocab": CPSU,
        "kg": BASE,
        **prefixes,
        "id": "@id",
        "type": "@type",
        "value": "@value",
        "year": "xsd:gYear",
        "month": "xsd:gYearMonth",
        **dict.fromkeys(SECTIONS, "@included"),
        **_OTHERS,
        **{_name(each): _property(vocabulary, each) for each in vocabulary.order if _own(each)},
        **{nest.key: _reverse(nest.property) for nest in NESTS if not nest.in_body},
        _name(BODY): {
            "@id": f"cpsu:{_name(BODY)}",
            "@context": {nest.key: _reverse(nest.property) for nest in NESTS if nest.in_body},
        },
    }


def _property(vocabulary: Vocabulary, node: NamedNode) -> str | dict[str, str]:
    definition = {"@id": f"cpsu:{_name(node)}"}
    if kind := _coercion(vocabulary, node):
        definition["@type"] = kind
    if node in vocabulary.texts:
        definition["@container"] = "@language"
    elif vocabulary.links(node) and node not in vocabulary.terms.functional:
        definition["@container"] = "@set"
    return definition if len(definition) > 1 else definition["@id"]


def _coercion(vocabulary: Vocabulary, node: NamedNode) -> str | None:
    if node in vocabulary.dates:
        return "xsd:date"
    if node in vocabulary.choices:
        return "@vocab"
    if vocabulary.links(node):
        return "@id"
    uris = any(each.value.endswith("#anyURI") for each in vocabulary.range(node))
    return "xsd:anyURI" if uris else None


def _reverse(node: NamedNode) -> dict[str, str]:
    name = f"cpsu:{_name(node)}" if _own(node) else "skos:" + node.value.rpartition("#")[2]
    return {"@reverse": name, "@container": "@set"}


def _own(node: NamedNode) -> bool:
    return node.value.startswith(CPSU)


def _name(node: NamedNode) -> str:
    return node.value.removeprefix(CPSU)


if __name__ == "__main__":
    from cpsu_kg.exports.json_text import dumps
    from cpsu_kg.exports.vocabulary import Vocabulary as _Vocabulary
    from cpsu_kg.resources import find

    print(dumps({"@context": context(_Vocabulary(find()))}))
