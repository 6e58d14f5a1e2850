"""The list of changed facts: all of them as CSV, those about the things themselves as Markdown."""

from __future__ import annotations

import csv
import os
from itertools import groupby
from typing import TYPE_CHECKING

from cpsu_kg import about
from cpsu_kg.release.changes import ADDED, CHANGED, REMOVED, Change
from cpsu_kg.terms import shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

MARKDOWN, TABLE = "changes.md", "changes.csv"
_KINDS = (ADDED, REMOVED, CHANGED)
# Told one by one; of the others, where one statement is many facts, only the number.
_DETAILED = ("core", "links", "ontology")


def write(
    folder: str, found: Sequence[Change], versions: tuple[str, str], label: Callable[[str], str]
) -> None:
    """Write what changed.

    Args:
        folder: where to.
        found: the changes.
        versions: of the earlier and the later release.
        label: names a source.
    """
    with open(os.path.join(folder, TABLE), "w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(Change._fields)
        writer.writerows((*each[:-1], " ".join(each.sources)) for each in found)
    with open(os.path.join(folder, MARKDOWN), "w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(f"{line}\n" for line in _document(found, versions, label))


def _document(
    found: Sequence[Change], versions: tuple[str, str], label: Callable[[str], str]
) -> Iterator[str]:
    yield f"# Changed facts, {versions[0]} to {versions[1]}"
    yield ""
    yield f"Every one of them stands in [{TABLE}]({TABLE}), with what it is about and its sources."
    yield ""
    yield from _numbers(found)
    for graph in _DETAILED:
        changed = [each for each in found if each.graph == graph]
        if changed:
            yield from ("", f"## {graph}", "", about.GRAPHS[graph])
            for thing, group in groupby(changed, lambda each: each.thing):
                lines = list(group)
                yield from ("", f"### {_escape(lines[-1].label)}", "", f"<{thing}>", "")
                yield from (_line(each, label) for each in lines)


def _numbers(found: Sequence[Change]) -> Iterator[str]:
    yield "| graph | added | removed | changed |"
    yield "|---|---|---|---|"
    graphs = [*about.GRAPHS, *sorted({each.graph for each in found} - about.GRAPHS.keys())]
    for graph in graphs:
        counts = [sum(each[:2] == (kind, graph) for each in found) for kind in _KINDS]
        if any(counts):
            yield f"| {graph} | {' | '.join(map(str, counts))} |"
    totals = [sum(each.change == kind for each in found) for kind in _KINDS]
    yield f"| all | {' | '.join(map(str, totals))} |"


def _line(each: Change, label: Callable[[str], str]) -> str:
    name = f"{each.property}@{each.language}" if each.language else each.property
    values = [_escape(shorten(value)) for value in (each.before, each.after) if value]
    sources = "; ".join(_escape(label(source)) for source in each.sources)
    return f"- {each.change} `{name}`: {' → '.join(values)}{f' ({sources})' if sources else ''}"


def _escape(text: str) -> str:
    for character in "\\`*_[]<>#":
        text = text.replace(character, "\\" + character)
    return " ".join(text.split())
