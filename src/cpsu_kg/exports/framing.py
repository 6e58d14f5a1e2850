"""JSON-LD of a view: a thing with what belongs to it inside, under the view's own context.

A view may have a context beside its query (`schema.context.jsonld`); the prefixes of the query
serve where it has none. Keywords keep their `@`, IRIs are written out: a reader that knows no
more than the vocabulary understands the document.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any, NamedTuple

from pyoxigraph import Literal, NamedNode

from cpsu_kg.errors import ResourceError
from cpsu_kg.exports.vocabulary import XSD
from cpsu_kg.queries import views
from cpsu_kg.terms import BASE, LABEL, SCHEMA, SKOS, TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TypeAlias

    from pyoxigraph import Triple

    from cpsu_kg.resources import Resources

    Context: TypeAlias = dict[str, Any]

# What has a document of its own; anything else of ours stands inside the thing it belongs to.
_ROOTS = frozenset(("person", "office", "body", "line", "event"))
_NAMES = (
    LABEL,
    NamedNode(SKOS + "prefLabel"),
    NamedNode(SCHEMA + "name"),
    NamedNode("http://xmlns.com/foaf/0.1/name"),
)


class _Term(NamedTuple):
    """How a property is written: its key, the type its values are taken to have, its container."""

    key: str
    type: str = ""
    container: tuple[str, ...] = ()


def context_of(resources: Resources, view: str) -> Context:
    """Give the JSON-LD context of a view.

    Args:
        resources: where the views lie.
        view: its name.

    Returns:
        The value of `@context`.

    Raises:
        UnknownName: there is no such view.
        ResourceError: its context is not JSON.
    """
    query = views.text(resources, view)
    path = resources.path(f"queries/views/{view}.context.jsonld")
    if not os.path.exists(path):
        return dict(views.prefixes(query))
    try:
        with open(path, encoding="utf-8") as file:
            found: Context = json.load(file)["@context"]
            return found
    except (OSError, ValueError, KeyError) as error:
        raise ResourceError(path, f"no JSON-LD context: {error}") from error


class Framer:
    """Writes the things of a view as JSON-LD nodes."""

    def __init__(self, triples: Iterable[Triple], context: Context) -> None:
        """Index a view.

        Args:
            triples: the whole view.
            context: its JSON-LD context.
        """
        self.context = context
        self._vocab = str(context.get("@vocab", ""))
        self._namespaces = [
            (iri, prefix)
            for prefix, iri in sorted(context.items(), key=lambda item: -len(str(item[1])))
            if isinstance(iri, str) and iri.endswith(("#", "/")) and not prefix.startswith("@")
        ]
        self._terms = dict(self._definitions())
        self._nodes: dict[NamedNode, dict[NamedNode, list[Any]]] = {}
        self._links: dict[NamedNode, list[tuple[NamedNode, NamedNode]]] = {}
        for subject, predicate, value in sorted(triples, key=str):
            if isinstance(subject, NamedNode):
                self._nodes.setdefault(subject, {}).setdefault(predicate, []).append(value)
                if isinstance(value, NamedNode):
                    self._links.setdefault(value, []).append((subject, predicate))

    def __contains__(self, node: NamedNode) -> bool:
        """Tell whether the view says anything of a thing."""
        return node in self._nodes

    def nodes(self) -> list[NamedNode]:
        """List everything that the view describes, sorted."""
        return list(self._nodes)

    def flat(self, node: NamedNode) -> dict[str, Any]:
        """Write a thing with links to others, nothing inside.

        Args:
            node: the thing.

        Returns:
            A node object.
        """
        return self._write(node, lambda value: {"@id": value.value})

    def document(self, node: NamedNode) -> dict[str, Any]:
        """Write a thing with what belongs to it inside, and the names of what it points to.

        Args:
            node: the thing.

        Returns:
            A JSON-LD document with its context.
        """
        seen: set[NamedNode] = set()
        found = self._nested(node, (), seen)
        reverse: dict[str, list[Any]] = {}
        for subject, predicate in self._links.get(node, []):
            if subject not in seen and not self._is_root(subject):
                inside = self._nested(subject, (node,), seen)
                reverse.setdefault(self._term(predicate).key, []).append(inside)
        more = {"@reverse": reverse} if reverse else {}
        return {"@context": self.context, **found, **more}

    def _nested(
        self, node: NamedNode, above: tuple[NamedNode, ...], seen: set[NamedNode]
    ) -> dict[str, Any]:
        seen.add(node)
        path = (*above, node)

        def link(value: NamedNode) -> dict[str, Any] | None:
            if value in above:
                return None
            if value in self._nodes and value != node and self._belongs(value):
                return self._nested(value, path, seen)
            return self._stub(value)

        return self._write(node, link)

    def _write(self, node: NamedNode, link: Any) -> dict[str, Any]:
        found: dict[str, Any] = {"@id": node.value}
        for predicate, values in self._nodes[node].items():
            if predicate == TYPE:
                found["@type"] = _single([self._word(value.value) for value in values])
                continue
            term = self._term(predicate)
            written = [self._value(value, term, link) for value in values]
            written = [each for each in written if each is not None]
            if "@language" in term.container:
                found[term.key] = _by_language(values, "@set" in term.container)
            elif written:
                found[term.key] = written if "@set" in term.container else _single(written)
        first = ("@id", "@type")
        return {key: found[key] for key in [*first, *sorted(found)] if key in found}

    def _value(self, value: Any, term: _Term, link: Any) -> Any:
        if isinstance(value, NamedNode):
            return value.value if term.type == "@id" else link(value)
        if value.language:
            return {"@language": value.language, "@value": value.value}
        if term.type == value.datatype.value:
            return value.value
        if value.datatype.value == XSD + "string":
            return {"@value": value.value} if term.type else value.value
        return {"@type": self._word(value.datatype.value), "@value": value.value}

    def _stub(self, node: NamedNode) -> dict[str, Any]:
        known = self._nodes.get(node, {})
        found: dict[str, Any] = {"@id": node.value}
        if TYPE in known:
            found["@type"] = _single([self._word(each.value) for each in known[TYPE]])
        for name in (each for each in _NAMES if each in known):
            term = self._term(name)
            if "@language" in term.container:
                found[term.key] = _by_language(known[name], "@set" in term.container)
            else:
                found[term.key] = _single([self._value(e, term, None) for e in known[name]])
        return found

    def _is_root(self, node: NamedNode) -> bool:
        return node.value.removeprefix(BASE).partition("/")[0] in _ROOTS

    def _belongs(self, node: NamedNode) -> bool:
        return node.value.startswith(BASE) and not self._is_root(node)

    def _definitions(self) -> Iterable[tuple[str, _Term]]:
        for key, definition in self.context.items():
            if isinstance(definition, dict):
                container = definition.get("@container", ())
                of = definition.get("@type", "")
                yield (
                    self._expand(definition.get("@id", key)),
                    _Term(
                        key,
                        of if of.startswith("@") else of and self._expand(of),
                        (container,) if isinstance(container, str) else tuple(container),
                    ),
                )
            elif not key.startswith("@") and not definition.endswith(("#", "/")):
                yield self._expand(definition), _Term(key)

    def _expand(self, word: str) -> str:
        prefix, colon, local = word.partition(":")
        namespace = self.context.get(prefix)
        if colon and isinstance(namespace, str):
            return namespace + local
        return word if colon else self._vocab + word

    def _term(self, predicate: NamedNode) -> _Term:
        return self._terms.get(predicate.value) or _Term(self._word(predicate.value))

    def _word(self, iri: str) -> str:
        if iri in self._terms:
            return self._terms[iri].key
        if self._vocab and iri.startswith(self._vocab):
            return iri.removeprefix(self._vocab)
        for namespace, prefix in self._namespaces:  # the longest first
            if iri.startswith(namespace) and iri != namespace:
                return f"{prefix}:{iri.removeprefix(namespace)}"
        return iri


def _single(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values


def _by_language(values: Iterable[Any], lists: bool) -> dict[str, Any]:
    found: dict[str, list[str]] = {}
    for each in values:
        if isinstance(each, Literal):
            found.setdefault(each.language or "@none", []).append(each.value)
    return {language: texts if lists else _single(texts) for language, texts in found.items()}
