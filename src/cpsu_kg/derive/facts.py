"""The data as the derivations see it: values by property, and what is accepted or attested."""

from __future__ import annotations

from functools import cached_property, lru_cache

from pyoxigraph import Literal, NamedNode

from cpsu_kg.dates import PartialDate
from cpsu_kg.errors import DateError
from cpsu_kg.terms import LABEL, TYPE, Terms, term

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import TypeAlias

    from pyoxigraph import Quad, Store, Triple

    Value: TypeAlias = NamedNode | Literal

_NOTHING: Sequence[Value] = ()


class Facts:
    """An index of the data by property, filled as properties are asked for."""

    def __init__(self, store: Store) -> None:
        """Look at a loaded store.

        Args:
            store: the data together with the ontology.
        """
        self._store = store
        self._values: dict[str, dict[NamedNode, list[Value]]] = {}
        self._inverses: dict[str, dict[NamedNode, list[NamedNode]]] = {}

    @classmethod
    def of(cls, quads: Iterable[Quad]) -> Facts:
        """Make facts of quads that are in no store yet."""
        from pyoxigraph import Store

        store = Store()
        store.bulk_extend(quads)
        return cls(store)

    @cached_property
    def terms(self) -> Terms:
        """The ontology."""
        graph = NamedNode("https://w3id.org/cpsu-kg/graph/ontology")
        return Terms(self._store.quads_for_pattern(None, None, None, graph))

    @cached_property
    def tenures_by_office(self) -> dict[NamedNode, list[NamedNode]]:
        """The substantive tenures of each office, in a fixed order."""
        found: dict[NamedNode, list[NamedNode]] = {}
        for tenure, _ in self.accepted("office"):
            office = self.node(tenure, "office")
            if office and term("acting") not in self.of_thing(tenure, "capacity"):
                found.setdefault(office, []).append(tenure)
        return found

    def values(self, name: str) -> Mapping[NamedNode, Sequence[Value]]:
        """Give all values of a property.

        Args:
            name: local name of the property in the vocabulary.

        Returns:
            The values by subject, in a fixed order.
        """
        if name not in self._values:
            self._values[name] = self._read(term(name))
        return self._values[name]

    def _read(self, predicate: NamedNode) -> dict[NamedNode, list[Value]]:
        found: dict[NamedNode, set[Value]] = {}
        for quad in self._store.quads_for_pattern(None, predicate, None):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
                found.setdefault(quad.subject, set()).add(quad.object)
        return {s: sorted(found[s], key=str) for s in sorted(found, key=str)}

    def of_thing(self, subject: NamedNode, name: str) -> Sequence[Value]:
        """Give the values that one thing has for a property, in a fixed order."""
        return self.values(name).get(subject, _NOTHING)

    def node(self, subject: NamedNode, name: str) -> NamedNode | None:
        """Give the thing that a property of a thing points at, None if there is none."""
        nodes = (v for v in self.of_thing(subject, name) if isinstance(v, NamedNode))
        return next(nodes, None)

    def date(self, subject: NamedNode, name: str) -> PartialDate | None:
        """Give the date that a property of a thing has; None if there is none that can be read."""
        return next(readable_dates(self.of_thing(subject, name)), None)

    def is_true(self, subject: NamedNode, name: str) -> bool:
        """Tell whether a yes-or-no property of a thing is set to true."""
        values = self.of_thing(subject, name)
        return any(isinstance(v, Literal) and v.value in ("true", "1") for v in values)

    def label(self, subject: NamedNode) -> str | None:
        """Give the English label of a thing, None if it has none."""
        quads = self._store.quads_for_pattern(subject, LABEL, None)
        labels = (quad.object for quad in quads if isinstance(quad.object, Literal))
        return min((each.value for each in labels if each.language == "en"), default=None)

    def hold(self, triple: Triple) -> bool:
        """Tell whether the data itself says something."""
        return any(self._store.quads_for_pattern(*triple))

    @cached_property
    def types(self) -> Mapping[NamedNode, Sequence[Value]]:
        """The classes that each thing is said to belong to."""
        return self._read(TYPE)

    @cached_property
    def attestations(self) -> Mapping[NamedNode, Sequence[NamedNode]]:
        """The attestations of each thing, affirming and denying."""
        found: dict[NamedNode, list[NamedNode]] = {}
        for attestation, things in self.values("attests").items():
            for thing in things:
                if isinstance(thing, NamedNode):
                    found.setdefault(thing, []).append(attestation)
        return found

    @cached_property
    def affirmations(self) -> Mapping[NamedNode, Sequence[NamedNode]]:
        """The affirming attestations of each thing."""
        denying = {
            each for each, stances in self.values("stance").items() if term("denies") in stances
        }
        return {
            thing: [each for each in found if each not in denying]
            for thing, found in self.attestations.items()
        }

    def accepted(self, name: str) -> Iterator[tuple[NamedNode, Sequence[Value]]]:
        """Yield the things that have a property by the editors' choice, with its values.

        Attestations, which only say what a source says, and line spans, which are themselves
        derived, are left out.
        """
        attests, status = self.values("attests"), self.values("status")
        for subject, values in self.values(name).items():
            if subject not in attests and subject not in status:
                yield subject, values

    def inverse(self, name: str) -> Mapping[NamedNode, Sequence[NamedNode]]:
        """Give, for each thing that a property points at, the things it is accepted of."""
        if name not in self._inverses:
            found: dict[NamedNode, list[NamedNode]] = {}
            for subject, values in self.accepted(name):
                for value in values:
                    if isinstance(value, NamedNode):
                        found.setdefault(value, []).append(subject)
            self._inverses[name] = found
        return self._inverses[name]


def readable_dates(values: Iterable[Value]) -> Iterator[PartialDate]:
    """Yield the values that are dates; malformed ones are for validation to report."""
    for value in values:
        if isinstance(value, Literal) and (found := _date(value)):
            yield found


# The same days are read over and over, and there are not many.
@lru_cache(maxsize=1 << 16)
def _date(value: Literal) -> PartialDate | None:
    try:
        return PartialDate.from_literal(value)
    except DateError:
        return None
