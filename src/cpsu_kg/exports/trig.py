"""TriG: Turtle with the named graphs kept."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph

from cpsu_kg.exports.sorting import sorted_lines
from cpsu_kg.exports.turtle import Abbreviator, header

if TYPE_CHECKING:
    from typing import BinaryIO

    from cpsu_kg.exports.dataset import Dataset


def write(dataset: Dataset, stream: BinaryIO) -> None:
    """Write a dataset.

    Args:
        dataset: what to write.
        stream: where to.
    """
    prefixes = dataset.vocabulary.prefixes
    stream.write(header(prefixes).encode())
    writer = Abbreviator(prefixes)
    by_graph = sorted_lines(f"{quad.graph_name} {quad.triple} ." for quad in dataset.quads())
    parts = (line.split(" ", 1) for line in by_graph)
    for graph, lines in groupby(parts, key=lambda part: part[0]):
        named = graph != str(DefaultGraph())
        stream.write(f"\n{writer.iri(graph) if named else ''} {{\n".encode())
        blocks = writer.blocks((line for _, line in lines), "    ")
        stream.writelines(f"\n{block}".encode() for block in blocks)
        stream.write(b"}\n")
