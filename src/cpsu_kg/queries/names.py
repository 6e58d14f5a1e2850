"""Short names: `joseph-stalin` where a person is meant, instead of the whole IRI."""

from __future__ import annotations

import re

from pyoxigraph import NamedNode

from cpsu_kg.errors import UnknownName

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cpsu_kg.stores.protocol import Store

BASE = "https://w3id.org/cpsu-kg/"
KINDS = (
    "person", "office", "body", "line", "event", "source", "family", "tenure", "leadership",
    "vacancy", "phase", "designation", "headcount", "attestation", "adjudication", "span", "thing",
)  # fmt: skip
_SLUG = r"[a-z0-9]+(?:[.-][a-z0-9]+)*"


def short(iri: str) -> str:
    """Shorten the IRI of a thing of the dataset.

    Args:
        iri: any IRI.

    Returns:
        The slug of a thing or the local name of a term; any other IRI as it is.
    """
    if not iri.startswith(BASE):
        return iri
    return re.split(r"[/#]", iri)[-1]


class Names:
    """The entities of a store, found by short name or IRI."""

    def __init__(self, store: Store) -> None:
        """Look names up in a store.

        Args:
            store: the dataset.
        """
        self._store = store

    def resolve(self, kind: str, name: str) -> NamedNode:
        """Find the IRI of an entity.

        Args:
            kind: one of KINDS; `thing` looks through all the others.
            name: a short name, `kind/name`, or a full IRI.

        Returns:
            The IRI of an entity that the dataset describes.

        Raises:
            UnknownName: there is none; the nearest names are suggested.
        """
        found = self._described(_candidates(kind, name.strip()))
        if not found:
            raise UnknownName(kind, name, self.known(kind))
        return found[0]

    def known(self, kind: str) -> list[str]:
        """List the short names of a kind.

        Args:
            kind: one of KINDS.

        Returns:
            The names, sorted.
        """
        start = BASE if kind == "thing" else f"{BASE}{kind}/"
        rows = self._store.select(
            "SELECT DISTINCT ?thing WHERE { ?thing a ?class "
            f'FILTER(STRSTARTS(STR(?thing), "{start}") && !CONTAINS(STR(?thing), "#")) }}'
        ).rows
        things = (thing for (thing,) in rows if isinstance(thing, NamedNode))
        return sorted({short(thing.value) for thing in things})

    def _described(self, candidates: list[str]) -> list[NamedNode]:
        if not candidates:
            return []
        values = " ".join(f"<{iri}>" for iri in candidates)
        query = f"SELECT DISTINCT ?thing WHERE {{ VALUES ?thing {{ {values} }} ?thing a ?class }}"
        found = {thing for (thing,) in self._store.select(query).rows}
        return [node for node in map(NamedNode, candidates) if node in found]


def _candidates(kind: str, name: str) -> list[str]:
    if name.startswith(BASE):
        name = name[len(BASE) :]
    given, slash, slug = name.rpartition("/")
    if not re.fullmatch(_SLUG, slug):
        return []
    kinds = KINDS[:-1] if kind == "thing" else (kind,)
    return [f"{BASE}{each}/{slug}" for each in kinds if not slash or each == given]
