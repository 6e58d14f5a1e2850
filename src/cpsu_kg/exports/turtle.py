"""Turtle: all graphs merged, one block per thing, abbreviated and sorted."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from cpsu_kg.terms import LABEL, TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from cpsu_kg.exports.dataset import Dataset

_BARE = re.compile(
    r'"(?:([+-]?[0-9]+)"\^\^<http://www\.w3\.org/2001/XMLSchema#integer>'
    r'|(true|false)"\^\^<http://www\.w3\.org/2001/XMLSchema#boolean>)'
)
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_IRI_PARTS = re.compile(r"<(.*[/#])([^/#]*)>")
_ESCAPE = re.compile(r"\\(.)")
_TYPE = str(TYPE)
_FIRST = {_TYPE: 0, str(LABEL): 1}


def write(dataset: Dataset, stream: BinaryIO) -> None:
    """Write a dataset.

    Args:
        dataset: what to write.
        stream: where to.
    """
    prefixes = dataset.vocabulary.prefixes
    stream.write(header(prefixes).encode())
    writer = Abbreviator(prefixes)
    stream.writelines(f"\n{block}".encode() for block in writer.blocks(dataset.triples()))


def header(prefixes: dict[str, str]) -> str:
    """Declare prefixes.

    Args:
        prefixes: namespaces by prefix.

    Returns:
        The lines that open a Turtle or TriG document.
    """
    return "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes.items())


class Abbreviator:
    """Writes lines of N-Triples the short way that Turtle and TriG share."""

    def __init__(self, prefixes: dict[str, str]) -> None:
        """Take the prefixes to abbreviate with.

        Args:
            prefixes: namespaces by prefix.
        """
        self._names = {namespace: name for name, namespace in prefixes.items()}
        self.iri = lru_cache(maxsize=100_000)(self._iri)

    def blocks(self, lines: Iterable[str], indent: str = "") -> Iterator[str]:
        """Write the triples of one subject after the other.

        Args:
            lines: sorted lines of N-Triples.
            indent: what to put before each line.

        Yields:
            One block per subject, with its line end.
        """
        parts = (line[:-2].split(" ", 2) for line in lines)
        for subject, triples in groupby(parts, key=lambda part: part[0]):
            yield self._block(subject, triples, indent)

    def _block(self, subject: str, triples: Iterable[list[str]], indent: str) -> str:
        values: dict[str, list[str]] = {}
        for _, predicate, value in triples:
            values.setdefault(predicate, []).append(self._value(value))
        between = f" ;\n{indent}    "
        pairs = (
            f"{'a' if p == _TYPE else self.iri(p)} {' , '.join(values[p])}"
            for p in sorted(values, key=lambda p: (_FIRST.get(p, 2), p))
        )
        return f"{indent}{self.iri(subject)} {between.join(pairs)} .\n"

    def _value(self, value: str) -> str:
        if not value.startswith('"'):
            return self.iri(value)
        if value.endswith(">"):
            if bare := _BARE.fullmatch(value):
                return bare[1] or bare[2]
            text, _, datatype = value.rpartition("^^")
            return f"{text}^^{self.iri(datatype)}"
        return _long(value) if "\\n" in value else value

    def _iri(self, iri: str) -> str:
        parts = _IRI_PARTS.fullmatch(iri)
        if parts and parts[1] in self._names and _LOCAL.fullmatch(parts[2]):
            return f"{self._names[parts[1]]}:{parts[2]}"
        return iri


def _long(value: str) -> str:
    """Write a text of several lines on several lines."""
    text, _, language = value[1:].rpartition('"')
    bare = not text.endswith('"') and r"\"\"" not in text
    plain = {"n": "\n", '"': '"'} if bare else {"n": "\n"}
    lines = _ESCAPE.sub(lambda escape: plain.get(escape[1], escape[0]), text)
    return f'"""{lines}"""{language}' if "\n" in lines else value
