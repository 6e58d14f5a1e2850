"""Terms and values the short way that the JSON-LD context allows."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode

from cpsu_kg.exports.context import context
from cpsu_kg.exports.vocabulary import XSD
from cpsu_kg.terms import CPSU, LABEL, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cpsu_kg.exports.dataset import Node, Value, Values
    from cpsu_kg.exports.vocabulary import Vocabulary

_STRING = NamedNode(XSD + "string")
_NATIVE = {
    "boolean": re.compile("true|false"),
    "integer": re.compile("0|-?[1-9][0-9]{0,14}"),
}
_FIRST = (LABEL, NamedNode(SKOS + "altLabel"))


class Compactor:
    """Writes nodes and values as the context lets them be read back."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Prepare the context of a vocabulary.

        Args:
            vocabulary: the ontology.
        """
        self.context = context(vocabulary)
        self._kg: str = self.context["kg"]
        self._vocabulary = vocabulary
        self._namespaces = {
            iri: name
            for name, iri in self.context.items()
            if isinstance(iri, str) and iri.endswith(("/", "#")) and not name.startswith("@")
        }
        self._keys = dict(self._properties())
        self._order = {node: place for place, node in enumerate([*_FIRST, *vocabulary.order])}
        self.iri = lru_cache(maxsize=100_000)(self._iri)

    def types(self, classes: list[NamedNode]) -> str | list[str]:
        """Write the classes of a thing, the most special first."""
        depth = self._vocabulary.depth
        names = [self.term(node) for node in sorted(classes, key=lambda n: (-depth(n), n.value))]
        return names[0] if len(names) == 1 else names

    def values(self, values: Values) -> dict[str, Any]:
        """Write what is said of a thing, in the order of the ontology.

        Args:
            values: the values by property.

        Returns:
            The entries of a node object.
        """
        last = len(self._order)
        keys = sorted(values, key=lambda p: (self._order.get(p, last), p.value))
        return {self.term(key): self._entry(key, values[key]) for key in keys}

    def term(self, node: NamedNode) -> str:
        """Write a property, class or concept."""
        if node in self._keys:
            return self._keys[node]
        name = node.value.removeprefix(CPSU)
        return name if name.isalnum() and name not in self.context else self.iri(node)

    def _properties(self) -> Iterator[tuple[NamedNode, str]]:
        for key, definition in self.context.items():
            name = definition.get("@id", "") if isinstance(definition, dict) else definition
            prefix, colon, local = str(name).partition(":")
            if colon and prefix in self.context:
                yield NamedNode(self.context[prefix] + local), key

    def _entry(self, predicate: NamedNode, values: list[Value]) -> Any:
        definition = self.context.get(self._keys.get(predicate, ""), {})
        if not isinstance(definition, dict):
            definition = {}
        container = definition.get("@container", "")
        if "@language" in container and all(map(_is_text, values)):
            return self._language_map(values, "@set" in container)
        found = [self._value(each, definition.get("@type")) for each in values]
        # One object standing alone under a language container would be read as a language map.
        return found if len(found) > 1 or container else found[0]

    def _language_map(self, values: list[Value], lists: bool) -> dict[str, Any]:
        found: dict[str, list[str]] = {}
        for each in values:
            if isinstance(each, Literal):
                found.setdefault(each.language or "@none", []).append(each.value)
        return {
            language: found[language] if lists or len(found[language]) > 1 else found[language][0]
            for language in sorted(found)
        }

    def _value(self, value: Value, coercion: str | None) -> Any:
        if not isinstance(value, Literal):
            if coercion == "@vocab" and isinstance(value, NamedNode):
                return self.term(value)
            return self.iri(value) if coercion == "@id" else {"id": self.iri(value)}
        if value.language:
            return {"@language": value.language, "value": value.value}
        if coercion and coercion == self.iri(value.datatype):
            return value.value
        return self._literal(value, coerced=bool(coercion))

    def _literal(self, value: Literal, coerced: bool) -> Any:
        if value.datatype == _STRING:
            return {"value": value.value} if coerced else value.value
        if not coerced and _is_native(value):
            return json.loads(value.value)
        return {"type": self.term(value.datatype), "value": value.value}

    def _iri(self, node: Node) -> str:
        if not isinstance(node, NamedNode):
            return str(node)
        for length in (node.value.rfind("#"), node.value.rfind("/")):
            name = self._namespaces.get(node.value[: length + 1])
            if name and length + 1 < len(node.value):
                return f"{name}:{node.value[length + 1 :]}"
        kg = self._kg
        return f"kg:{node.value.removeprefix(kg)}" if node.value.startswith(kg) else node.value


def _is_text(value: Value) -> bool:
    return isinstance(value, Literal) and (bool(value.language) or value.datatype == _STRING)


def _is_native(value: Literal) -> bool:
    form = _NATIVE.get(value.datatype.value.removeprefix(XSD))
    return form is not None and form.fullmatch(value.value) is not None
