"""Finding the line of a Turtle file that a finding is about."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cpsu_kg.stores.solutions import Term
    from cpsu_kg.validation.inputs import InputFile
    from cpsu_kg.validation.results import Result

_PREFIX = re.compile(r"^\s*(?:@prefix|PREFIX)\s+([\w.-]*:)\s*<([^>]*)>", re.M | re.I)
_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def locate(files: Iterable[InputFile], result: Result) -> tuple[str | None, int | None]:
    """Find where the value that a finding is about stands, or else the property, or the subject.

    Args:
        files: the files that speak of the focus node.
        result: the finding.

    Returns:
        The file as reports name it, and the line counted from 1; None where not found.
    """
    places = [_place(file, result) for file in files]
    if not places:
        return None, None
    _, file, line = max(places, key=lambda place: place[0])
    return file, line


def _place(file: InputFile, result: Result) -> tuple[int, str, int | None]:
    """Give the best place in one file, with the number of terms that stand there."""
    text = _read(file.path)
    found, line = 0, None
    start, end = 0, len(text)
    for term in (result.focus, result.path, result.value):
        position = _find(text, term, start, end, opening=not found) if term else None
        if position is None:
            break
        found, line = found + 1, text.count("\n", 0, position) + 1
        start, end = position, _end(text, position) if found == 1 else end
    return found, file.shown, line


def _find(text: str, term: Term, start: int, end: int, *, opening: bool) -> int | None:
    before = r"^" if opening else r"(?<=[\s;,])"
    for token in _tokens(text, term):
        pattern = re.compile(rf"{before}{re.escape(token)}(?=[\s;,^@]|\.\s)", re.M)
        match = pattern.search(text, start, end)
        if match:
            return match.start()
    return None


def _end(text: str, start: int) -> int:
    """Give the end of the statements that begin at a position: canonical files part them."""
    match = re.compile(r"\.\s*(#.*)?\n\s*\n|\.\s*\Z").search(text, start)
    return match.start() if match else len(text)


def _tokens(text: str, term: Term) -> Iterator[str]:
    if isinstance(term, Literal):
        yield str(Literal(term.value))
        yield term.value  # numbers and truth values stand without quotes
    if isinstance(term, NamedNode):
        yield f"<{term.value}>"
        for prefix, namespace in _PREFIX.findall(text):
            if term.value.startswith(namespace):
                yield prefix + term.value[len(namespace) :]
        if term.value == _RDF_TYPE:
            yield "a"


@lru_cache(maxsize=64)
def _read(path: str) -> str:
    with open(path, encoding="utf-8", errors="replace") as stream:
        return stream.read()
