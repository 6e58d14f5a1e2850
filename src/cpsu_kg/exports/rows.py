"""The rows of the tables, made thing by thing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from pyoxigraph import Literal, NamedNode

from cpsu_kg.exports.tables import SEPARATOR, Schema, local, short
from cpsu_kg.exports.vocabulary import DEFINITION, XSD
from cpsu_kg.terms import BASE, CPSU, LABEL, OWL, SKOS, TYPE, term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TypeAlias

    from cpsu_kg.exports.dataset import Dataset, Thing, Value, Values
    from cpsu_kg.exports.fixed_tables import Column

    Cell: TypeAlias = str | int | bool | None
    Row: TypeAlias = tuple[str, tuple[Cell, ...]]

# The catalogue of queries and the graph it stands in are no things for a spreadsheet.
_UNTABLED = (BASE + "query/", BASE + "graph/")
_AUTHORITIES = {"www.wikidata.org": "wikidata", "viaf.org": "viaf", "d-nb.info": "gnd"}
_FORMS = {"gYear": "year", "gYearMonth": "month", "string": "text"}
_INTEGER = re.compile("-?[0-9]{1,18}")
_DEPRECATED = NamedNode(OWL + "deprecated")
_PARTICIPANT = term("participant")
_TRUTH = {"true": True, "1": True, "false": False, "0": False}


def rows(dataset: Dataset, schema: Schema) -> Iterator[Row]:
    """Make the rows of all tables.

    Args:
        dataset: what to tabulate.
        schema: the tables.

    Yields:
        Name of a table and a row of it; the rows of one table come sorted by key.
    """
    maker = _Maker(schema, _labels(dataset), dataset)
    for thing in dataset.things():
        if isinstance(thing.node, NamedNode):
            yield from maker.rows(thing.node, thing)


def _labels(dataset: Dataset) -> dict[Value, str]:
    best: dict[Value, tuple[bool, str]] = {}
    for quad in dataset.quads():
        if quad.predicate == LABEL and isinstance(quad.object, Literal):
            found = (quad.object.language != "en", quad.object.value)
            best[quad.subject] = min(found, best.get(quad.subject, found))
    return {node: label for node, (_, label) in best.items()}


class _Maker:
    def __init__(self, schema: Schema, labels: dict[Value, str], dataset: Dataset) -> None:
        self._schema = schema
        self._labels = labels
        self._vocabulary = dataset.vocabulary

    def rows(self, node: NamedNode, thing: Thing) -> Iterator[Row]:
        values = thing.values
        if node.value.startswith(CPSU):
            yield "terms", self._term(node, values)
        elif _is_thing(node.value):
            table = self._table(values)
            yield "things", self._thing(node, values, table)
            if table:
                columns = self._schema.tables[table].columns
                yield table, tuple(self._cell(each, node, values) for each in columns)
            yield from self._statements(node, values, table == "attestations")

    def _table(self, values: Values) -> str | None:
        entities = self._schema.entities
        kinds = (each for each in values.get(TYPE, []) if isinstance(each, NamedNode))
        return min((entities[each] for each in kinds if each in entities), default=None)

    def _thing(self, node: NamedNode, values: Values, table: str | None) -> tuple[Cell, ...]:
        kind, label = self._kind(values), self._labels.get(node)
        return (short(node), table, kind, label, _join(values.get(_DEPRECATED, [])), node.value)

    def _kind(self, values: Values) -> str | None:
        depth = self._vocabulary.depth
        named = [each for each in values.get(TYPE, []) if isinstance(each, NamedNode)]
        kinds = sorted(named, key=lambda each: (-depth(each), each.value))
        return local(kinds[0]) if kinds else None

    def _term(self, node: NamedNode, values: Values) -> tuple[Cell, ...]:
        schemes = values.get(NamedNode(SKOS + "inScheme"), [])
        return (
            short(node),
            self._kind(values),
            self._labels.get(node),
            _join(values.get(DEFINITION, [])),
            _join(schemes),
        )

    def _cell(self, column: Column, node: NamedNode, values: Values) -> Cell:
        if column.form == "id":
            return short(node)
        if column.form == "kind":
            return self._kind(values)
        found = values.get(column.property, []) if column.property else []
        if column.form == "label":
            return _join(Literal(self._labels[each]) for each in found if each in self._labels)
        if column.form == "russian":
            return _join(each for each in found if _language(each) == "ru")
        english = [each for each in found if _language(each) == "en"]
        return _join(english or found)

    def _statements(self, node: NamedNode, values: Values, attests: bool) -> Iterator[Row]:
        roles = {a for p in values for a in values[p] if p in self._vocabulary.terms.roles}
        for predicate, found in values.items():
            for value in found:
                if predicate == TYPE or (predicate == _PARTICIPANT and value in roles):
                    continue
                if attests and self._schema.stated(predicate):
                    yield "statements", self._stated(node, values, predicate, value)
                else:
                    yield from self._long(node, predicate, value)

    def _long(self, node: NamedNode, predicate: NamedNode, value: Value) -> Iterator[Row]:
        this, name = short(node), local(predicate)
        label = self._labels.get(node)
        if isinstance(value, Literal):
            if value.language:
                yield "texts", (this, name, value.language, value.value)
        elif not isinstance(value, NamedNode) or value.value.startswith(CPSU):
            return
        elif not value.value.startswith(BASE):
            if predicate.value.startswith(CPSU):
                return
            authority, identifier = _identifier(value.value)
            yield "identifiers", (this, label, authority, identifier, name, value.value)
        elif predicate in self._vocabulary.terms.roles or predicate == _PARTICIPANT:
            yield "participants", (this, label, name, short(value), self._labels.get(value))
        elif predicate not in self._vocabulary.terms.functional:
            yield "links", (this, label, name, short(value), self._labels.get(value))

    def _stated(
        self, node: NamedNode, values: Values, predicate: NamedNode, value: Value
    ) -> tuple[Cell, ...]:
        things, sources = values.get(term("attests"), []), values.get(term("source"), [])
        return (
            short(node),
            _join(things),
            self._labels.get(things[0]) if things else None,
            local(predicate),
            str(value.value) if isinstance(value, Literal) else _join([value]),
            self._labels.get(value),
            _form(value),
            _join(sources),
            self._labels.get(sources[0]) if sources else None,
            _join(values.get(term("locator"), [])),
            _join(values.get(term("stance"), [])),
        )


class _Identifier(NamedTuple):
    authority: str
    identifier: str


def _identifier(url: str) -> _Identifier:
    parts = urlsplit(url)
    host, last = parts.hostname or parts.scheme, unquote(parts.path.rstrip("/").rpartition("/")[2])
    if host.endswith(".wikipedia.org"):
        return _Identifier(host.partition(".")[0] + "wiki", last)
    return _Identifier(_AUTHORITIES.get(host, host), last or url)


def _is_thing(iri: str) -> bool:
    return iri.startswith(BASE) and iri != CPSU[:-1] and not iri.startswith(_UNTABLED)


def _form(value: Value) -> str:
    if not isinstance(value, Literal):
        return "link"
    if value.language:
        return f"text@{value.language}"
    kind = value.datatype.value.rpartition("#")[2]
    return _FORMS.get(kind, kind)


def _language(value: Value) -> str | None:
    return value.language if isinstance(value, Literal) else None


def _join(values: Iterable[Value]) -> Cell:
    cells = [_plain(each) for each in values]
    if len(cells) > 1:
        return SEPARATOR.join(str(each) for each in cells)
    return cells[0] if cells else None


def _plain(value: Value) -> str | int | bool:
    if isinstance(value, NamedNode):
        return short(value)
    if not isinstance(value, Literal):
        return str(value)
    if value.datatype.value == XSD + "boolean":
        return _TRUTH.get(value.value, value.value)
    if value.datatype.value == XSD + "integer":
        return int(value.value) if _INTEGER.fullmatch(value.value) else value.value
    return value.value
