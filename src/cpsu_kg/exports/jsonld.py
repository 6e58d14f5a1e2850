"""JSON-LD: all graphs merged into one nested document that carries its own context.

At the top stands one list for each section (`persons`, `offices`, ...); a person contains tenures,
a tenure its attestations and adjudications. Readers need no network.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from pyoxigraph import BlankNode, NamedNode

from cpsu_kg.exports.compaction import Compactor
from cpsu_kg.exports.dataset import things
from cpsu_kg.exports.json_text import dumps
from cpsu_kg.exports.nesting import NESTS, SECTIONS, Tree
from cpsu_kg.exports.sorting import sorted_lines
from cpsu_kg.exports.vocabulary import Vocabulary
from cpsu_kg.terms import TYPE, term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from pyoxigraph import Triple

    from cpsu_kg.exports.dataset import Dataset, Node, Thing, Value
    from cpsu_kg.resources import Resources
    from cpsu_kg.stores.protocol import Store

_START = term("start")


def write(dataset: Dataset, stream: BinaryIO) -> None:
    """Write a dataset.

    Args:
        dataset: what to write.
        stream: where to.
    """
    compactor = Compactor(dataset.vocabulary)
    tree = Tree((quad.triple for quad in dataset.quads()), dataset.vocabulary)
    head = dumps(compactor.context, "  ")
    stream.write(f'{{\n  "@context": {head}'.encode())
    for section, documents in groupby(_documents(dataset, tree, compactor), lambda e: e[0]):
        stream.write(f',\n  "{section}": ['.encode())
        between = "\n    "
        for _, document in documents:
            stream.write(f"{between}{dumps(document, '    ')}".encode())
            between = ",\n    "
        stream.write(b"\n  ]")
    stream.write(b"\n}\n")


def entity_document(store: Store, iri: str, resources: Resources | None = None) -> dict[str, Any]:
    """Describe one thing with all that stands inside it, such as a person with tenures.

    Args:
        store: where the triples are.
        iri: the thing.
        resources: where the ontology lies; by default the checkout or the installed copy.

    Returns:
        A JSON-LD document: `@context` and the entries of the thing; `dumps` writes it.
    """
    if resources is None:
        from cpsu_kg.resources import find

        resources = find()
    vocabulary = Vocabulary(resources)
    compactor = Compactor(vocabulary)
    node = NamedNode(iri)
    triples = list(_below(store, node, vocabulary))
    group = things(sorted_lines(f"{each} ." for each in triples))
    found = _Builder(compactor, Tree(triples, vocabulary), group).document(node)
    return {"@context": compactor.context, **found}


class _Builder:
    """Nests the things below one root."""

    def __init__(self, compactor: Compactor, tree: Tree, group: Iterable[Thing]) -> None:
        self._compactor = compactor
        self._places = tree.places
        self._values = {thing.node: thing.values for thing in group}
        self._inside: dict[tuple[Node, str], list[Node]] = {}
        for node in self._values:
            if place := self._places.get(node):
                self._inside.setdefault((place.parent, place.rule.key), []).append(node)

    def document(self, node: Node) -> dict[str, Any]:
        values = dict(self._values.get(node, {}))
        types = values.pop(TYPE, [])
        classes = [each for each in types if isinstance(each, NamedNode)]
        if place := self._places.get(node):
            values[place.rule.property] = _without(values[place.rule.property], place.parent)
        if len(classes) < len(types):
            values[TYPE] = [each for each in types if each not in classes]
        found: dict[str, Any] = {"id": self._compactor.iri(node)}
        if classes:
            found["type"] = self._compactor.types(classes)
        found |= self._compactor.values({p: each for p, each in values.items() if each})
        for key in dict.fromkeys(nest.key for nest in NESTS):
            if inside := self._inside.get((node, key)):
                found[key] = [self.document(each) for each in sorted(inside, key=self._when)]
        return found

    def _when(self, node: Node) -> tuple[str, str]:
        return min(map(str, self._values[node].get(_START, [])), default=""), str(node)


def _without(values: list[Value], value: Node) -> list[Value]:
    return [each for each in values if each != value]


def _documents(
    dataset: Dataset, tree: Tree, compactor: Compactor
) -> Iterator[tuple[str, dict[str, Any]]]:
    names = list(SECTIONS)
    lines = (line.split(" ", 2) for line in sorted_lines(_placed(dataset, tree)))
    for (number, root), group in groupby(lines, lambda part: (part[0], part[1])):
        builder = _Builder(compactor, tree, things(line for _, _, line in group))
        yield names[min(int(number), len(names) - 1)], builder.document(_node(root))


def _node(text: str) -> Node:
    return NamedNode(text[1:-1]) if text.startswith("<") else BlankNode(text.removeprefix("_:"))


def _placed(dataset: Dataset, tree: Tree) -> Iterator[str]:
    for quad in dataset.quads():
        root = tree.root(quad.subject)
        yield f"{tree.section(root):02d} {root} {quad.triple} ."


def _below(store: Store, node: NamedNode, vocabulary: Vocabulary) -> Iterator[Triple]:
    below = vocabulary.with_subclasses
    rules = sorted(f"({each} {rule.property})" for rule in NESTS for each in below(rule.child))
    nests = f"VALUES (?class ?up) {{ {' '.join(rules)} }} ?s ?up ?parent ; a ?class ; ?p ?o"
    where = f"VALUES ?s {{ {node} }} ?s ?p ?o"
    seen: set[str] = set()
    while True:
        found = list(store.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {where} }}"))
        yield from found
        parents = {str(triple.subject) for triple in found} - seen
        if not parents:
            return
        seen |= parents
        where = f"VALUES ?parent {{ {' '.join(sorted(parents))} }} {nests}"
