"""Collecting triples in few words, and writing them as Turtle in the order of their subjects."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, Triple

from cpsu_kg.exports.turtle import Abbreviator, header

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Sheet:
    """Triples under construction.

    A value is a NamedNode or Literal, a text, a number, a dict of texts by language, or a list
    of such values; None and empty texts say nothing.
    """

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        """Start with nothing.

        Args:
            prefixes: namespaces by prefix, for reading predicates and for writing.
        """
        self._prefixes = dict(sorted(prefixes.items()))
        self._abbreviator = Abbreviator(self._prefixes)
        self._lines: dict[str, set[str]] = {}

    def name(self, short: str) -> NamedNode:
        """Give the IRI that a short form such as `void:Dataset` stands for."""
        prefix, _, local = short.partition(":")
        return NamedNode(self._prefixes[prefix] + local)

    def short(self, iri: str) -> str:
        """Write an IRI in characters that may stand in another IRI, such as `rdfs-label`."""
        return re.sub("[^A-Za-z0-9]+", "-", self._abbreviator.iri(f"<{iri}>")).strip("-")

    def say(self, subject: str, facts: Mapping[str, Any]) -> None:
        """Say something of a subject.

        Args:
            subject: its IRI.
            facts: values by short predicate.
        """
        node = NamedNode(subject)
        lines = self._lines.setdefault(subject, set())
        for predicate, value in facts.items():
            for each in _terms(value):
                lines.add(f"{Triple(node, self.name(predicate), each)} .")

    def turtle(self) -> str:
        """Write all that was said.

        Returns:
            Turtle that declares the prefixes it uses; subjects stand in the order in which they
            were first spoken of.
        """
        lines = (line for each in self._lines.values() for line in sorted(each))
        body = "".join(f"\n{block}" for block in self._abbreviator.blocks(lines))
        words = re.sub(r'"(?:[^"\\]|\\.)*"|<[^>]*>', "", body)
        used = set(re.findall(r"(?<![\w-])([\w-]+):", words))
        return header({k: v for k, v in self._prefixes.items() if k in used}) + body


def _terms(value: Any) -> Iterator[NamedNode | Literal]:
    if isinstance(value, NamedNode | Literal):
        yield value
    elif isinstance(value, dict):
        yield from (Literal(text, language=tag) for tag, text in value.items())
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _terms(each)
    elif value not in (None, ""):
        yield Literal(value)
