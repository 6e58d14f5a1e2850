"""QuickStatements V1 as the tool reads it: a strict grammar, and commands carried out on a store.

After the parser of the tool itself: columns between tabs, a value by its shape, a statement found
again by item, property and value alone, one reference per command.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from typing import NamedTuple

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from cpsu_kg.wikidata.prefixes import PREFIXES

_ITEM = re.compile(r"Q[1-9][0-9]*")
_PROPERTY = re.compile(r"P[1-9][0-9]*")
_SOURCE = re.compile(r"S[1-9][0-9]*")
_TERM = re.compile(r"([LAD])([a-z]{2,3}(?:-[a-z]+)*)")
_STRING = re.compile(r'"(\S|\S[^\t\r\n]*\S)"')
_TIME = re.compile(r"\+([0-9]{4})-([0-9]{2})-([0-9]{2})T00:00:00Z/(9|10|11)")
_XSD = PREFIXES["xsd"]


class Command(NamedTuple):
    """One line."""

    item: str
    what: str  # a property, or L, A, D with a language
    value: str
    qualifiers: list[tuple[str, str]]
    sources: list[tuple[str, str]]


def parse(text: str) -> list[Command]:
    """Read commands; a ValueError names the line that is none."""
    if text and not text.endswith("\n"):
        raise ValueError("the last line does not end")
    return [_command(line) for line in text.split("\n")[:-1]]


def _command(line: str) -> Command:
    item, what, value, *more = line.split("\t")
    if not _ITEM.fullmatch(item) or "||" in line:
        raise ValueError(line)
    if _TERM.fullmatch(what):
        if not _STRING.fullmatch(value) or more:
            raise ValueError(line)
        return Command(item, what, value, [], [])
    pairs = list(zip(more[::2], more[1::2], strict=True))
    qualifiers = [each for each in pairs if _PROPERTY.fullmatch(each[0])]
    sources = [each for each in pairs if _SOURCE.fullmatch(each[0])]
    if not _PROPERTY.fullmatch(what) or pairs != qualifiers + sources:
        raise ValueError(line)
    for each in (value, *(column for _, column in pairs)):
        if not any(shape.fullmatch(each) for shape in (_ITEM, _STRING, _TIME)) or _bad(each):
            raise ValueError(f"{each} in {line}")
    return Command(item, what, value, qualifiers, sources)


def _bad(column: str) -> bool:
    """Tell whether a date says more or less than its precision."""
    time = _TIME.fullmatch(column)
    if not time:
        return False
    _, month, day, precision = time.groups()
    return (month != "00", day != "00") != (int(precision) >= 10, int(precision) >= 11)


def carry_out(commands: list[Command], store: Store) -> None:
    """Do in a store of Wikidata's shape what the tool would do on Wikidata."""
    for command in commands:
        item = _iri("wd", command.item)
        name = _TERM.fullmatch(command.what)
        if name:
            kind = NamedNode({
                "L": PREFIXES["rdfs"] + "label",
                "A": PREFIXES["skos"] + "altLabel",
            }[name[1]])  # fmt: skip
            _add(store, item, kind, Literal(command.value[1:-1], language=name[2]))
            continue
        statement = _find(store, item, command) or _create(store, item, command)
        for property, value in command.qualifiers:
            _say(store, statement, "pq", property, value)
        if command.sources:
            reference = NamedNode(f"{PREFIXES['wdref']}{uuid.uuid4()}")
            _add(store, statement, _iri("prov", "wasDerivedFrom"), reference)
            for source, value in command.sources:
                predicate = _iri("pr", "P" + source[1:])
                is_url = source == "S854"
                _add(
                    store, reference, predicate, NamedNode(value[1:-1]) if is_url else _term(value)
                )


def _find(store: Store, item: NamedNode, command: Command) -> NamedNode | None:
    for quad in store.quads_for_pattern(item, _iri("p", command.what), None):
        time = _TIME.fullmatch(command.value)
        if time is None:
            main = store.quads_for_pattern(quad.object, _iri("ps", command.what), None)
            if _term(command.value) in {each.object for each in main}:
                return quad.object
        elif (_term(command.value), time[4]) in set(_times(store, quad.object, command.what)):
            return quad.object
    return None


def _times(store: Store, statement: NamedNode, property: str) -> Iterator[tuple[Literal, str]]:
    for quad in store.quads_for_pattern(statement, _iri("psv", property), None):
        (time,) = store.quads_for_pattern(quad.object, _iri("wikibase", "timeValue"), None)
        (size,) = store.quads_for_pattern(quad.object, _iri("wikibase", "timePrecision"), None)
        yield time.object, size.object.value


def _create(store: Store, item: NamedNode, command: Command) -> NamedNode:
    statement = NamedNode(f"{PREFIXES['wds']}{command.item}-{uuid.uuid4()}")
    _add(store, item, _iri("p", command.what), statement)
    _add(store, statement, _iri("wikibase", "rank"), _iri("wikibase", "NormalRank"))
    _say(store, statement, "ps", command.what, command.value)
    return statement


def _say(store: Store, statement: NamedNode, prefix: str, property: str, column: str) -> None:
    term = _term(column)
    _add(store, statement, _iri(prefix, property), term)
    time = _TIME.fullmatch(column)
    if time:
        node = NamedNode(f"{PREFIXES['wdv']}{uuid.uuid4()}")
        _add(store, statement, _iri(prefix + "v", property), node)
        _add(store, node, _iri("wikibase", "timeValue"), term)
        _add(store, node, _iri("wikibase", "timePrecision"), Literal(int(time[4])))
        _add(store, node, _iri("wikibase", "timeCalendarModel"), _iri("wd", "Q1985727"))


def _term(column: str) -> NamedNode | Literal:
    time = _TIME.fullmatch(column)
    if time:
        year, month, day, _ = time.groups()
        day = f"{year}-{month.replace('00', '01')}-{day.replace('00', '01')}T00:00:00Z"
        return Literal(day, datatype=NamedNode(_XSD + "dateTime"))
    return Literal(column[1:-1]) if column.startswith('"') else _iri("wd", column)


def _iri(prefix: str, name: str) -> NamedNode:
    return NamedNode(PREFIXES[prefix] + name)


def _add(store: Store, subject: NamedNode, predicate: NamedNode, term: object) -> None:
    store.add(Quad(subject, predicate, term, DefaultGraph()))
