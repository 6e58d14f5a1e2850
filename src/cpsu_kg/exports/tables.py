"""The tables of the CSV and SQLite exports, laid out by the ontology.

One table per class, with a column for every property that the ontology allows the class, so a
new property is a new column by itself. Ids are `kind/name`; beside an id stands a label. What can
have several values stands joined by `; ` in the row, and once more, one value a row, in the
tables `links`, `participants`, `identifiers` and `texts`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import NamedNode

from cpsu_kg.exports.fixed_tables import ID, LONG, THINGS, Column, Table
from cpsu_kg.exports.vocabulary import DCTERMS, GROUPS, Vocabulary
from cpsu_kg.terms import BASE, CPSU, LABEL, SKOS, term

if TYPE_CHECKING:
    from collections.abc import Iterator

SEPARATOR = "; "
ATTESTATION = term("Attestation")


class _Entity(NamedTuple):
    name: str
    top: NamedNode
    lead: tuple[str, ...] = ()
    labelled: bool = True
    extra: tuple[NamedNode, ...] = ()


_ENTITIES = (
    _Entity("persons", term("Person"), (
        "familyName", "givenName", "gender", "birthDate", "birthPlace", "deathDate", "deathPlace",
    )),
    _Entity("bodies", term("Body")),
    _Entity("offices", term("Office")),
    _Entity("lines", term("OfficeLine")),
    _Entity("phases", term("Phase"), ("ofOffice", "ofBody")),
    _Entity("designations", term("Designation"), ("ofOffice", "ofBody", "title")),
    _Entity("tenures", term("Tenure"), ("holder", "office", "body", "rank", "capacity")),
    _Entity("vacancies", term("Vacancy"), ("ofOffice",)),
    _Entity("leaderships", term("Leadership"), ("leader", "leadershipOf")),
    _Entity("events", term("Event")),
    _Entity("headcounts", term("Headcount"), ("body", "rank", "asOf", "size")),
    _Entity("spans", term("LineSpan"), ("inLine", "status", "start", "end")),
    _Entity("families", term("SourceFamily")),
    _Entity(
        "sources",
        term("Source"),
        extra=tuple(NamedNode(DCTERMS + name) for name in ("language", "publisher", "rights")),
    ),
    _Entity("attestations", ATTESTATION, ("attests", "stance", "source", "locator"), False),
    _Entity("adjudications", term("Adjudication"), ("adjudicates", "onProperty", "rule"), False),
)  # fmt: skip

_UNLABELLED = {"terms", *(each.name for each in _ENTITIES if not each.labelled)}


class Schema:
    """All tables.

    Attributes:
        tables: by name, in order.
        entities: the table of each class.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Lay the tables out.

        Args:
            vocabulary: the ontology.
        """
        self._vocabulary = vocabulary
        self.entities = {
            each: entity.name
            for entity in _ENTITIES
            for each in vocabulary.with_subclasses(entity.top)
        }
        domain = vocabulary.terms.domain
        self._of_attestations = {e for e in vocabulary.order if ATTESTATION in domain(e)}
        tables = [THINGS, *map(self._table, _ENTITIES), *LONG]
        self.tables = {each.name: each for each in tables}

    def stated(self, node: NamedNode) -> bool:
        """Tell whether an attestation states a property of its thing, not of itself."""
        return node not in self._of_attestations

    def _table(self, entity: _Entity) -> Table:
        terms = self._vocabulary.terms
        classes = self._vocabulary.with_subclasses(entity.top)
        own = [
            each
            for each in self._vocabulary.order
            if each not in GROUPS | terms.roles and not classes.isdisjoint(terms.domain(each))
        ]
        lead = [term(name) for name in entity.lead]
        properties = [*lead, *(each for each in own if each not in lead), *entity.extra]
        columns = [column for each in properties for column in self._columns(each)]
        return Table(
            entity.name,
            self._definition(entity.top),
            (*_head(entity, len(classes) > 1), *columns),
        )

    def _columns(self, node: NamedNode) -> Iterator[Column]:
        name, text = _snake(node), self._definition(node)
        single = node in self._vocabulary.terms.functional
        table = self._target(node)
        yield Column(name, text, self._type(node), node, "value", table if single else None)
        if table and table not in _UNLABELLED:
            yield Column(f"{name}_label", f"Label of {name}.", "text", node, "label")
        if node == term("title"):
            yield Column(f"{name}_ru", f"{text} In Russian.", "text", node, "russian")

    def _target(self, node: NamedNode) -> str | None:
        if node in self._vocabulary.choices:
            concepts = NamedNode(SKOS + "Concept") in self._vocabulary.range(node)
            return "terms" if concepts else None
        if node not in self._vocabulary.terms.properties or not self._vocabulary.links(node):
            return None
        tables = {self.entities.get(each) for each in self._vocabulary.range(node)}
        return tables.pop() or "things" if len(tables) == 1 else "things"

    def _type(self, node: NamedNode) -> str:
        if node not in self._vocabulary.terms.functional:
            return "text"
        if node in self._vocabulary.terms.below(term("bound")):
            return "date"
        if node in self._vocabulary.dates:
            return "partial"
        kinds = {each.value.rpartition("#")[2] for each in self._vocabulary.range(node)}
        return next((kind for kind in ("integer", "boolean") if kind in kinds), "text")

    def _definition(self, node: NamedNode) -> str:
        return self._vocabulary.definitions.get(node, "")


def short(node: NamedNode) -> str:
    """Write an IRI as the tables do: `person/joseph-stalin`, `full`, others unchanged."""
    return node.value.removeprefix(CPSU).removeprefix(BASE)


def local(node: NamedNode) -> str:
    """Give the last part of an IRI."""
    return re.split("[/#]", node.value)[-1]


def _snake(node: NamedNode) -> str:
    return re.sub("(?<=[a-z])([A-Z])", r"_\1", local(node)).lower()


def _head(entity: _Entity, several: bool) -> Iterator[Column]:
    yield Column("id", ID, form="id", table="things", required=True)
    if several:
        yield Column("kind", "The most special class.", form="kind")
    if entity.labelled:
        yield Column("label", "Name in English, else in another language.", "text", LABEL, "value")
        yield Column("label_ru", "Name in Russian.", "text", LABEL, "russian")
