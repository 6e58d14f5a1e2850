"""The facts of a dataset, each with the sources that state it, for comparing two releases."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode

from cpsu_kg.stores.loading import GRAPH
from cpsu_kg.terms import LABEL, OWL, TYPE, shorten, term

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, TypeAlias

    from pyoxigraph import Quad

    Values: TypeAlias = dict[NamedNode, set[Any]]

# What follows from other facts, or is no fact, is not compared.
_LEFT_OUT = {NamedNode(GRAPH + name) for name in ("derived", "queries")}
_STANCE, _DENIES = term("stance"), term("denies")


class Key(NamedTuple):
    """What a fact is about: the value may differ from release to release."""

    graph: str
    thing: str
    property: str
    language: str


class Facts:
    """All facts of a dataset.

    Attributes:
        values: the values by what they are about, as N-Triples.
        version: that of the dataset.
    """

    def __init__(self, quads: Iterable[Quad]) -> None:
        """Sort the facts of a dataset.

        Args:
            quads: its quads.
        """
        self.values: dict[Key, set[str]] = defaultdict(set)
        self.version = ""
        self._things: dict[str, Values] = defaultdict(lambda: defaultdict(set))
        self._attestations: dict[str, list[str]] = defaultdict(list)
        for quad in quads:
            if quad.graph_name not in _LEFT_OUT:
                self._add(quad)

    def knows(self, thing: str) -> bool:
        """Tell whether anything is said of a thing."""
        return thing in self._things

    def label(self, thing: str) -> str:
        """Name a thing, in English if it has an English name."""
        texts = [each for each in self._of(thing, LABEL) if isinstance(each, Literal)]
        best = min(texts, key=lambda e: (e.language != "en", e.value), default=None)
        return best.value if best else shorten(thing)

    def about(self, thing: str) -> str:
        """Tell which thing a statement or decision is about; others are about themselves."""
        found = self._links(thing, "attests") | self._links(thing, "adjudicates")
        return min(found, default=thing)

    def sources(self, key: Key, value: str) -> list[str]:
        """Tell which sources state a fact.

        Args:
            key: what the fact is about.
            value: its value, as N-Triples.

        Returns:
            IRIs of the sources, sorted: those that state this very value, else, if none does,
            all that affirm the thing. For a statement its own source, for a decision those of
            what it accepts.
        """
        if own := self._links(key.thing, "source"):
            return sorted(own)
        if accepted := self._links(key.thing, "accepts"):
            return self._sources_of(accepted)
        affirming = [each for each in self._attestations.get(key.thing, ()) if self._affirms(each)]
        stating = [each for each in affirming if self._states(each, key.property, value)]
        return self._sources_of(stating or affirming)

    def _add(self, quad: Quad) -> None:
        subject, value = getattr(quad.subject, "value", str(quad.subject)), quad.object
        graph = getattr(quad.graph_name, "value", "").removeprefix(GRAPH)
        language = (value.language or "") if isinstance(value, Literal) else ""
        self.values[Key(graph, subject, quad.predicate.value, language)].add(str(value))
        self._things[subject][quad.predicate].add(value)
        if quad.predicate == term("attests") and isinstance(value, NamedNode):
            self._attestations[value.value].append(subject)
        if quad.predicate.value == OWL + "versionInfo" and isinstance(value, Literal):
            self.version = value.value

    def _affirms(self, attestation: str) -> bool:
        return _DENIES not in self._of(attestation, _STANCE)

    def _states(self, attestation: str, property: str, value: str) -> bool:
        if property == TYPE.value:
            return False
        return value in {str(each) for each in self._of(attestation, NamedNode(property))}

    def _sources_of(self, attestations: Iterable[str]) -> list[str]:
        return sorted({each for one in attestations for each in self._links(one, "source")})

    def _links(self, thing: str, name: str) -> set[str]:
        return {each.value for each in self._of(thing, term(name)) if isinstance(each, NamedNode)}

    def _of(self, thing: str, property: NamedNode) -> set[Any]:
        values = self._things.get(thing)
        return values.get(property, set()) if values is not None else set()
