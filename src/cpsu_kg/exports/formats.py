"""The formats there are; each is written by the module of its name."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Literal, NamedTuple

from cpsu_kg.errors import UnknownName

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


class Format(NamedTuple):
    """A format of the whole dataset.

    Attributes:
        name: what users call it.
        suffix: how names of its files end, with the dot; empty for a folder.
        media_type: its registered type.
        shape: whether it is written to a stream, to a file by path, or as a folder.
        summary: what it is good for, in a few words.
    """

    name: str
    suffix: str
    media_type: str
    shape: Literal["stream", "file", "folder"]
    summary: str

    @property
    def write(self) -> Callable[..., Any]:
        """The function that writes a dataset to a stream or path."""
        writer: Callable[..., Any] = import_module(f"cpsu_kg.exports.{self.name}").write
        return writer


FORMATS = {
    each.name: each
    for each in (
        Format("turtle", ".ttl", "text/turtle", "stream", "all graphs merged, for reading"),
        Format("ntriples", ".nt", "application/n-triples", "stream", "one triple a line"),
        Format("nquads", ".nq", "application/n-quads", "stream", "one quad a line, with graphs"),
        Format("trig", ".trig", "application/trig", "stream", "Turtle with the graphs kept"),
        Format("rdfxml", ".rdf", "application/rdf+xml", "stream", "for XML tools"),
        Format("jsonld", ".jsonld", "application/ld+json", "stream", "nested JSON, for programs"),
        Format("csv", "", "text/csv", "folder", "a folder of tables, for spreadsheets"),
        Format("sqlite", ".sqlite", "application/vnd.sqlite3", "file", "the same tables, for SQL"),
        Format(
            "popolo", ".popolo.json", "application/json", "stream", "Popolo, for civic software"
        ),
        Format("sssom", ".sssom.tsv", "text/tab-separated-values", "stream", "links to others"),
    )
}


def find(name: str) -> Format:
    """Find a format.

    Args:
        name: its name, or the suffix of its files with or without the dot.

    Returns:
        The format.

    Raises:
        UnknownName: there is none; the nearest names are suggested.
    """
    suffix = "." + name.lower().removeprefix(".")
    by_suffix = {each.suffix: each for each in FORMATS.values()}
    found = FORMATS.get(name.lower()) or by_suffix.get(suffix)
    if found is None:
        raise UnknownName("format", name, FORMATS)
    return found
