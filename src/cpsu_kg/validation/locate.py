"""Finding the line of a Turtle file on which something is said about a subject."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cpsu_kg.stores.solutions import Term
    from cpsu_kg.validation.inputs import InputFile

_PREFIX = re.compile(r"^\s*(?:@prefix|PREFIX)\s+([\w.-]*:)\s*<([^>]*)>", re.M | re.I)
_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def locate(
    files: Iterable[InputFile], subject: Term, path: Term | None
) -> tuple[str | None, int | None]:
    """Find where a subject, and if possible its property, stands.

    Args:
        files: the files that speak of the subject.
        subject: the subject.
        path: the property in question, if any.

    Returns:
        The file as reports name it, and the line counted from 1; None where not found.
    """
    best: tuple[str | None, int | None] = (None, None)
    for file in files:
        text = _read(file.path)
        block = _block(text, subject)
        line = _line(text, block[0]) if block else None
        if best == (None, None):
            best = (file.shown, line)
        found = _within(text, block, path) if block and path is not None else None
        if found is not None:
            return file.shown, _line(text, found)
    return best


def _block(text: str, subject: Term) -> tuple[int, int] | None:
    for token in _tokens(text, subject):
        match = re.search(rf"^{re.escape(token)}(?=\s)", text, re.M)
        if match:
            end = re.search(r"\.\s*(#.*)?\n\s*\n|\.\s*\Z", text[match.start() :])
            return match.start(), match.start() + (end.start() if end else len(text))
    return None


def _within(text: str, block: tuple[int, int], path: Term) -> int | None:
    for token in _tokens(text, path):
        match = re.search(rf"(?<=[\s;]){re.escape(token)}(?=\s)", text[slice(*block)])
        if match:
            return block[0] + match.start()
    return None


def _tokens(text: str, term: Term) -> Iterator[str]:
    if not isinstance(term, NamedNode):
        return
    yield f"<{term.value}>"
    for prefix, namespace in _PREFIX.findall(text):
        if term.value.startswith(namespace):
            yield prefix + term.value[len(namespace) :]
    if term.value == _RDF_TYPE:
        yield "a"


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


@lru_cache(maxsize=64)
def _read(path: str) -> str:
    with open(path, encoding="utf-8", errors="replace") as stream:
        return stream.read()
