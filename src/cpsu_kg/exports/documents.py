"""One thing as a JSON-LD document, in the dataset's own vocabulary or as a view shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from cpsu_kg.errors import UnknownName
from cpsu_kg.exports.framing import Framer, context_of
from cpsu_kg.exports.jsonld import entity_document
from cpsu_kg.terms import SKOS, shorten

if TYPE_CHECKING:
    from typing import Any

    from cpsu_kg.graph import KnowledgeGraph


def document(kg: KnowledgeGraph, node: NamedNode, view: str | None = None) -> dict[str, Any]:
    """Describe a thing with what belongs to it inside.

    Args:
        kg: the dataset.
        node: the thing.
        view: a view; by default the dataset's own vocabulary.

    Returns:
        The document with its context.

    Raises:
        UnknownName: there is no such view, or it leaves the thing out.
    """
    if view is None:
        return entity_document(kg.store, node.value, kg.resources)
    framer = framer_of(kg, view)
    for name in (node, *_matches(kg, node)):
        if name in framer:
            return framer.document(name)
    raise UnknownName(f"thing in the view {view}", shorten(node.value))


def framer_of(kg: KnowledgeGraph, view: str) -> Framer:
    """Prepare the documents of a view, once for each dataset.

    Args:
        kg: the dataset.
        view: the view.

    Returns:
        What writes them.

    Raises:
        UnknownName: there is no such view.
    """
    framers: dict[str, Framer] = kg.__dict__.setdefault("_framers", {})
    if view not in framers:
        triples = (quad.triple for quad in kg.view(view).quads())
        framers[view] = Framer(triples, context_of(kg.resources, view))
    return framers[view]


def _matches(kg: KnowledgeGraph, node: NamedNode) -> list[NamedNode]:
    """What the thing is called where the view uses another authority's names."""
    query = f"SELECT ?match WHERE {{ {node} <{SKOS}exactMatch> ?match }} ORDER BY ?match"
    return [match for (match,) in kg.store.select(query).rows if isinstance(match, NamedNode)]
