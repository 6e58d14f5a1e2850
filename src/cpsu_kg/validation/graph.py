"""The graph under validation, indexed by property."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from cpsu_kg.validation.shapes import RDF

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pyoxigraph import Store

    from cpsu_kg.stores.solutions import Term
    from cpsu_kg.validation.shapes import Path, Target

TYPE = NamedNode(RDF + "type")
SUBCLASS = NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")

_NOTHING: Sequence[Term] = ()


class DataGraph:
    """Values by property, both ways round, read from a store when first asked for."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._values: dict[tuple[NamedNode, bool], dict[Term, list[Term]]] = {}

    def values(self, focus: Term, path: Path) -> Sequence[Term]:
        """Give the value nodes of a path.

        Args:
            focus: where the path starts.
            path: a property or the inverse of one.

        Returns:
            The values, each once.
        """
        return self._of(path.property, path.inverse).get(focus, _NOTHING)

    def targets(self, targets: Iterable[Target]) -> list[Term]:
        """Give the focus nodes of a shape.

        Args:
            targets: what the shape says it is about.

        Returns:
            The nodes, each once.
        """
        found: dict[Term, None] = {}
        for kind, node in targets:
            if kind == "targetClass":
                found.update(dict.fromkeys(self.instances(node)))
            elif kind in ("targetSubjectsOf", "targetObjectsOf"):
                found.update(dict.fromkeys(self._of(node, kind == "targetObjectsOf")))
            else:
                found[node] = None
        return list(found)

    def instances(self, of: Term) -> list[Term]:
        """Give the instances of a class and of the classes below it."""
        typed = self._of(TYPE, True)
        return [each for below in self._below(of) for each in typed.get(below, _NOTHING)]

    def is_a(self, node: Term, of: Term) -> bool:
        """Tell whether a node is an instance of a class or of one below it."""
        return not self._below(of).isdisjoint(self._of(TYPE, False).get(node, _NOTHING))

    def _below(self, top: Term) -> set[Term]:
        if top not in self._subclasses:
            found, fresh = {top}, [top]
            while fresh:
                narrower = self._of(SUBCLASS, True).get(fresh.pop(), _NOTHING)
                fresh += [each for each in narrower if each not in found]
                found.update(narrower)
            self._subclasses[top] = found
        return self._subclasses[top]

    @cached_property
    def _subclasses(self) -> dict[Term, set[Term]]:
        return {}

    def _of(self, predicate: NamedNode, inverse: bool) -> dict[Term, list[Term]]:
        key = (predicate, inverse)
        if key not in self._values:
            found: dict[Term, dict[Term, None]] = {}
            for quad in self.store.quads_for_pattern(None, predicate, None):
                ends = (quad.object, quad.subject) if inverse else (quad.subject, quad.object)
                found.setdefault(ends[0], {})[ends[1]] = None
            self._values[key] = {focus: list(values) for focus, values in found.items()}
        return self._values[key]
